//! Which files are checked.

use crate::desk::{CLEAN, Desk, FAULTY, Ran};

#[test]
fn every_kind_of_article_is_found() {
    let names = [
        "a.md",
        "b.markdown",
        "c.mdx",
        "d.html",
        "e.htm",
        "F.MD",
        "f.HTML",
    ];
    let files: Vec<_> = names.iter().map(|&name| (name, FAULTY)).collect();
    let desk = Desk::new(&files);
    desk.write("g.txt", FAULTY);
    desk.write("h", FAULTY);
    let ran = desk.check(&[]);
    let mut sorted = names;
    sorted.sort_unstable();
    assert_eq!(ran.paths(), sorted);
}

#[test]
fn what_git_ignores_is_passed_over() {
    let desk = Desk::new(&[
        (".gitignore", "public/\n*.draft.md\n"),
        ("a.md", FAULTY),
        ("b.draft.md", FAULTY),
        ("public/index.html", FAULTY),
        ("sub/.gitignore", "!kept.draft.md\n"),
        ("sub/kept.draft.md", FAULTY),
        (".hidden/a.md", FAULTY),
        ("node_modules/pack/readme.md", FAULTY),
    ]);
    assert_eq!(desk.check(&[]).paths(), ["a.md", "sub/kept.draft.md"]);
    let named = desk.check(&["b.draft.md"]);
    assert_eq!(named.paths(), ["b.draft.md"], "who names a file means it");
}

#[test]
fn the_order_is_always_the_same() {
    let names: Vec<_> = (0..40).map(|at| format!("{}/{at}.md", at % 7)).collect();
    let files: Vec<_> = names.iter().map(|name| (&**name, FAULTY)).collect();
    let desk = Desk::new(&files);
    let first = desk.check(&[]).out;
    assert_eq!(
        first.lines().filter(|line| line.contains("]: ")).count(),
        40
    );
    for _ in 0..5 {
        assert_eq!(desk.check(&[]).out, first);
    }
    assert_eq!(desk.check(&["6", "3", ".", "0/0.md"]).out, first);
}

fn piped(desk: &Desk, arguments: &[&str], text: &str) -> Ran {
    let mut command = desk.command();
    command.args(["check", "--output-format", "concise"]);
    Ran::of(command.args(arguments).write_stdin(text).output().unwrap())
}

#[test]
fn standard_input_is_an_article() {
    let desk = Desk::new(&[("b.md", FAULTY)]);
    let ran = piped(&desk, &["-"], FAULTY);
    assert_eq!((ran.code, ran.paths()), (1, vec!["stdin.md"]));
    let ran = piped(&desk, &["-", "--stdin-filename", "posts/new.md"], FAULTY);
    assert_eq!(ran.paths(), ["posts/new.md"]);
    let ran = piped(&desk, &["b.md", "-"], FAULTY);
    assert_eq!(ran.paths(), ["stdin.md", "b.md"]);
    assert_eq!(piped(&desk, &["-"], CLEAN).code, 0);
}

#[test]
fn the_name_of_standard_input_tells_its_markup_and_its_configuration() {
    let desk = Desk::new(&[
        ("posts/copydesk.yml", "rules:\n  image: off\n"),
        ("old/copydesk.yml", "exclude: ['*.md']\n"),
    ]);
    let markdown = "---\ntitle: x\ndate: 2026-01-01\n---\n    <img src=a>\n";
    assert_eq!(piped(&desk, &["-"], markdown).code, 0, "that is code");
    let ran = piped(&desk, &["-", "--stdin-filename", "x.html"], markdown);
    assert_eq!(ran.rules(), ["image/alt-missing"]);
    let ran = piped(&desk, &["-", "--stdin-filename", "posts/x.md"], FAULTY);
    assert_eq!((ran.code, ran.rules()), (0, vec![]));
    let ran = piped(&desk, &["-", "--stdin-filename", "old/x.md"], FAULTY);
    assert_eq!((ran.code, ran.rules()), (0, vec![]));
    assert!(ran.err.contains("old/x.md: passed over"), "{}", ran.err);
}

#[test]
fn the_nearest_configuration_counts() {
    let desk = Desk::new(&[
        ("copydesk.yml", "rules:\n  image: off\n"),
        ("a.md", FAULTY),
        ("sub/copydesk.yml", "rules:\n  image/alt-missing: warning\n"),
        ("sub/deep/b.md", FAULTY),
    ]);
    let ran = desk.check(&[]);
    assert_eq!((ran.code, ran.paths()), (0, vec!["sub/deep/b.md"]));
    let ran = desk.check(&["--isolated"]);
    assert_eq!((ran.code, ran.paths()), (1, vec!["a.md", "sub/deep/b.md"]));
    let ran = desk.check(&["--config", "copydesk.yml"]);
    assert_eq!(ran.paths(), [""; 0]);
}
