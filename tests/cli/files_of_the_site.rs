//! Files that articles refer to, on sites of their own.

use crate::desk::{Desk, Ran};

const HEXO: &str = r#"{ "dependencies": { "hexo": "^8.0.0" } }"#;

/// A post with one picture.
fn post(url: &str) -> String {
    format!("---\ntitle: Net menders\ndate: 2026-03-01\n---\n![Nets on the quay]({url})\n")
}

/// A site of Hexo with one picture, `source/img/nets.jpg`, and a post with this address.
fn site(url: &str) -> Desk {
    Desk::new(&[
        ("_config.yml", ""),
        ("package.json", HEXO),
        ("source/img/nets.jpg", ""),
        ("source/_posts/nets.md", &post(url)),
    ])
}

#[test]
fn a_site_is_looked_through_from_anywhere() {
    let desk = site("/img/twine.jpg");
    let all = desk.check(&[]);
    assert_eq!(all.rules(), ["image/local-missing"], "{}", all.out);
    assert_eq!(all.code, 1);
    let mut below = desk.command();
    below.current_dir(desk.path().join("source/_posts"));
    let below = Ran::of(
        below
            .args(["check", "--output-format=concise"])
            .output()
            .unwrap(),
    );
    assert_eq!(below.rules(), ["image/local-missing"], "{}", below.out);
    let absolute = desk.path().join("source/_posts/nets.md");
    let absolute = desk.check(&[absolute.to_str().unwrap()]);
    assert_eq!(
        absolute.rules(),
        ["image/local-missing"],
        "{}",
        absolute.out
    );
}

#[test]
fn standard_input_lies_where_it_is_said_to() {
    let desk = site("/img/nets.jpg");
    let name = "--stdin-filename=source/_posts/new.md";
    let check = ["check", "-", name, "--output-format=concise"];
    let missing = desk.piped(&check, post("/img/twine.jpg"));
    assert_eq!(missing.rules(), ["image/local-missing"], "{}", missing.out);
    let there = desk.piped(&check, post("/img/nets.jpg"));
    assert_eq!((there.rules(), there.code), (vec![], 0));
    let fixed = desk.piped(&["check", "-", name, "--fix"], post("/img/Nets.JPG"));
    assert_eq!((&*fixed.out, fixed.code), (&*post("/img/nets.jpg"), 0));
}

#[test]
fn nothing_is_missed_without_a_generator() {
    let desk = Desk::new(&[
        ("source/img/nets.jpg", ""),
        ("source/_posts/nets.md", &post("/img/twine.jpg")),
    ]);
    assert_eq!(desk.check(&[]).code, 0);
    let hexo = desk.check(&["--target=hexo"]);
    assert_eq!(hexo.rules(), ["image/local-missing"], "{}", hexo.out);
    let off = desk.check(&["--target=hexo", "--ignore=image/local-missing"]);
    assert_eq!(off.code, 0, "{}", off.out);
}

#[test]
fn what_git_leaves_out_is_not_missed() {
    for (file, pattern) in [
        (".gitignore", "/source/img/*\n"),
        ("source/.gitignore", "img\n"),
        ("source/img/.gitignore", "*.jpg\n"),
    ] {
        let desk = site("/img/twine.jpg");
        desk.write(file, pattern);
        assert_eq!(desk.check(&[]).code, 0, "{file}: {pattern}");
    }
    let desk = site("/img/twine.jpg");
    desk.write(".gitignore", "*.jpg\n!/source/img/*.jpg\n");
    assert_eq!(desk.check(&[]).code, 1);
}

#[test]
fn a_file_that_comes_is_seen_in_the_next_run() {
    let desk = site("/img/twine.jpg");
    assert_eq!(desk.check(&[]).code, 1);
    desk.write("source/img/twine.jpg", "");
    assert_eq!(desk.check(&[]).code, 0);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let desk = site("/shared/twine.jpg");
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("nets.jpg"), "").unwrap();
    std::os::unix::fs::symlink(outside.path(), desk.path().join("source/shared")).unwrap();
    assert_eq!(desk.check(&[]).code, 0);
    // Something is there under the name, wherever it leads.
    let loose = desk.path().join("source/img/loose.jpg");
    std::os::unix::fs::symlink("/nowhere/at/all", loose).unwrap();
    desk.write("source/_posts/nets.md", post("/img/loose.jpg"));
    assert_eq!(desk.check(&[]).code, 0);
}

#[test]
fn odd_addresses_lead_nobody_astray() {
    let long = format!("/img/{}.jpg", "n".repeat(100_000));
    let deep = format!("/img/{}nets.jpg", "../img/".repeat(100));
    for url in [
        "/img/%00.jpg",
        "/img/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/hosts.jpg",
        "../../../../../../../../etc/hosts.jpg",
        "/img/nets.jpg%2f..%2ftwine.jpg",
        "/img/..%5ctwine.jpg",
        "/img/CON.jpg:stream",
        "file:///img/twine.jpg",
        "/img/%ff%fe.jpg",
        &long,
        &deep,
    ] {
        let desk = site(url);
        let ran = desk.check(&["--select=image/local-missing,image/local-case"]);
        assert_eq!((ran.code, ran.rules()), (0, vec![]), "{url}: {}", ran.err);
    }
}
