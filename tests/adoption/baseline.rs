//! `copydesk baseline`, and `check` with it.

use std::fs;

use crate::desk::{CLEAN, DOUBTFUL, Desk, FAULTY};

const FILE: &str = "copydesk-baseline.json";

/// A site with three faults and a baseline.
fn desk() -> Desk {
    let desk = Desk::new(&[
        ("copydesk.yml", "extends: [recommended]\n"),
        ("posts/a.md", FAULTY),
        ("posts/b.md", DOUBTFUL),
        ("posts/c.md", CLEAN),
    ]);
    let ran = desk.run(&["baseline", "create"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    desk
}

fn read(desk: &Desk) -> String {
    fs::read_to_string(desk.path().join(FILE)).unwrap()
}

#[test]
fn what_was_there_is_muted_and_counted() {
    let desk = desk();
    let ran = desk.run(&["check"]);
    assert_eq!((ran.code, &*ran.err), (0, ""));
    assert_eq!(
        ran.out,
        "Checked 3 files, no problems. 2 in the baseline.\n"
    );
    let ran = desk.check(&["--no-baseline"]);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.rules(), ["image/alt-missing", "image/alt-whitespace"]);
}

#[test]
fn what_is_new_is_reported() {
    let desk = desk();
    desk.write("posts/c.md", FAULTY);
    let more = "\n<img src=\"/harbour.png\">\n";
    desk.write("posts/a.md", format!("{FAULTY}{more}"));
    let ran = desk.check(&[]);
    assert_eq!(ran.code, 1);
    let places: Vec<_> = ran
        .out
        .lines()
        .filter_map(|line| line.split(": ").next())
        .collect();
    assert_eq!(places[..2], ["posts/a.md:7:1", "posts/c.md:5:1"]);
}

#[test]
fn it_is_found_from_below_and_from_outside() {
    let desk = desk();
    let mut command = desk.command();
    command.current_dir(desk.path().join("posts")).arg("check");
    command.assert().code(0);
    let mut command = desk.command();
    command.current_dir(desk.path().parent().unwrap());
    command.arg("check").arg(desk.path()).assert().code(0);
    fs::rename(desk.path().join(FILE), desk.path().join("old.json")).unwrap();
    assert_eq!(desk.check(&[]).code, 1);
    assert_eq!(desk.check(&["--baseline", "old.json"]).code, 0);
}

#[test]
fn it_lies_beside_the_configuration_or_at_the_root_of_the_repository() {
    for (sign, expected) in [
        ("copydesk.yml", FILE),
        (".git/HEAD", FILE),
        ("x", "site/posts/copydesk-baseline.json"),
    ] {
        let desk = Desk::new(&[("site/posts/a.md", FAULTY), (sign, "")]);
        let ran = desk.run(&["baseline", "create", "site/posts"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(desk.path().join(expected).is_file(), "{sign}: {}", ran.out);
        assert!(
            ran.out.contains(&format!("to {expected}.")) || sign == "copydesk.yml",
            "{}",
            ran.out
        );
        assert_eq!(desk.check(&["site"]).code, 0, "{sign}");
    }
}

#[test]
fn a_nearer_baseline_has_its_own_articles() {
    let desk = Desk::new(&[("a.md", FAULTY), ("docs/b.md", FAULTY)]);
    assert_eq!(desk.run(&["baseline", "create", "docs"]).code, 0);
    assert_eq!(desk.run(&["baseline", "create", "."]).code, 0);
    assert!(!read(&desk).contains("b.md"));
    assert_eq!(desk.check(&[]).code, 0);
}

#[test]
fn one_that_is_there_is_not_written_over() {
    let desk = desk();
    let before = read(&desk);
    desk.write("posts/c.md", FAULTY);
    let ran = desk.run(&["baseline", "create"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("update"), "{}", ran.err);
    assert_eq!(read(&desk), before);
}

#[test]
fn a_clean_site_needs_none() {
    let desk = Desk::new(&[("a.md", CLEAN)]);
    let ran = desk.run(&["baseline", "create"]);
    assert_eq!(
        (ran.code, &*ran.out),
        (0, "No problems in 1 file: no baseline is needed.\n")
    );
    assert!(!desk.path().join(FILE).exists());
    assert_eq!(desk.run(&["baseline", "update"]).code, 2, "there is none");
}

#[test]
fn what_is_mended_is_noted_and_pruned() {
    let desk = desk();
    desk.write("posts/a.md", CLEAN);
    let ran = desk.run(&["check"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.err
            .contains("1 entry of the baseline is no longer needed"),
        "{}",
        ran.err
    );
    assert_eq!(desk.check(&["--fail-on-stale-baseline"]).code, 1);
    let ran = desk.run(&["baseline", "audit"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out
            .contains("posts/a.md: image/alt-missing: <img src=\"/boats.png\">"),
        "{}",
        ran.out
    );

    desk.write("posts/c.md", FAULTY);
    let ran = desk.run(&["baseline", "prune"]);
    assert!(
        ran.out.contains("0 added, 1 removed; 1 problem left"),
        "{}",
        ran.out
    );
    assert_eq!(desk.check(&[]).code, 1, "nothing is added");
    assert_eq!(desk.run(&["baseline", "audit"]).code, 0);
    let ran = desk.run(&["baseline", "update"]);
    assert!(
        ran.out.contains("1 added, 0 removed; 2 problems left"),
        "{}",
        ran.out
    );
    assert_eq!(desk.check(&["--fail-on-stale-baseline"]).code, 0);
    let ran = desk.run(&["baseline", "update"]);
    assert!(ran.out.contains("as it should be"), "{}", ran.out);
}

#[test]
fn only_what_is_looked_at_can_be_stale() {
    let desk = desk();
    desk.write("posts/a.md", CLEAN);
    for arguments in [
        &["posts/b.md"][..],
        &["--select", "figure"],
        &["--ignore", "image/alt-missing"],
        &["--no-baseline"],
    ] {
        let ran = desk.check(arguments);
        assert!(!ran.err.contains("no longer"), "{arguments:?}: {}", ran.err);
    }
    let ran = desk.run(&["baseline", "prune", "posts/b.md"]);
    assert_eq!(ran.code, 0);
    assert!(read(&desk).contains("posts/a.md"));
}

#[test]
fn a_file_that_is_gone_is_stale_and_one_that_is_renamed_is_not() {
    let desk = desk();
    let (old, new) = (
        desk.path().join("posts/a.md"),
        desk.path().join("posts/z.md"),
    );
    fs::rename(&old, &new).unwrap();
    let ran = desk.run(&["check", "--fail-on-stale-baseline"]);
    assert_eq!((ran.code, &*ran.err), (0, ""), "{}", ran.out);
    assert_eq!(desk.check(&["posts/z.md"]).code, 0);
    let ran = desk.run(&["baseline", "update"]);
    assert!(ran.out.contains("0 added, 0 removed"), "{}", ran.out);
    assert!(read(&desk).contains("posts/z.md") && !read(&desk).contains("posts/a.md"));

    fs::remove_file(&new).unwrap();
    assert!(desk.run(&["check"]).err.contains("1 entry"));
    assert_eq!(desk.run(&["check", "posts/b.md"]).err, "");
    assert_eq!(desk.run(&["baseline", "prune"]).code, 0);
    assert!(!read(&desk).contains("posts/z.md"));
}

#[test]
fn what_is_muted_is_not_mended() {
    let fixable = FAULTY.replace("<img", "six\u{200b}teen <img");
    let desk = Desk::new(&[("a.md", &fixable)]);
    assert_eq!(
        desk.check(&["--select", "text"]).rules(),
        ["text/zero-width"]
    );
    assert_eq!(desk.run(&["baseline", "create"]).code, 0);
    desk.check(&["--fix", "--unsafe-fixes"]);
    let path = desk.path().join("a.md");
    assert_eq!(fs::read_to_string(&path).unwrap(), fixable);
    desk.check(&["--fix", "--unsafe-fixes", "--no-baseline"]);
    assert_ne!(fs::read_to_string(&path).unwrap(), fixable);
}

#[test]
fn what_a_comment_silences_needs_no_entry() {
    let comment = "<!-- copydesk-ignore-next-line image/alt-missing -- a riddle -->\n<img";
    let desk = Desk::new(&[("a.md", &FAULTY.replace("<img", comment))]);
    let ran = desk.run(&["baseline", "create"]);
    assert!(ran.out.starts_with("No problems"), "{}", ran.out);
}

#[test]
fn programs_are_told_what_is_muted() {
    let desk = desk();
    let ran = desk.run(&["check", "--output-format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(document["summary"]["baseline"], 2);
    let all = document["diagnostics"].as_array().unwrap();
    assert!(
        all.len() == 2 && all.iter().all(|one| one["baseline"] == true),
        "{}",
        ran.out
    );
}

#[test]
fn a_broken_file_is_shown_and_nothing_is_checked() {
    let desk = desk();
    let good = read(&desk);
    let conflict = good.replace(
        "null\n",
        "<<<<<<< ours\nnull\n=======\nnull\n>>>>>>> theirs\n",
    );
    let print = good
        .split("\"print\":\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    for (text, said) in [
        ("", "not a baseline: EOF"),
        ("{}", "missing field `version`"),
        ("[1]", "expected an object with"),
        ("{\"version\": 9, \"findings\": []}", "version 9"),
        (&*conflict, "a merge conflict"),
        (&*good.replace(print, "12ab"), "`12ab` is not a fingerprint"),
        (
            &*good.replace("\"rule\"", "\"role\""),
            "missing field `rule`",
        ),
    ] {
        desk.write(FILE, text);
        for command in [
            &["check"][..],
            &["baseline", "update"],
            &["baseline", "audit"],
        ] {
            let ran = desk.run(command);
            assert_eq!(ran.code, 2, "{text}");
            assert!(
                ran.err.contains(said) && ran.err.contains(FILE),
                "{}",
                ran.err
            );
            assert_eq!(ran.out, "");
        }
    }
    assert_eq!(desk.check(&["--no-baseline"]).code, 1);
    let ran = desk.check(&["--baseline", "missing.json"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("missing.json: cannot be read"),
        "{}",
        ran.err
    );
}

#[test]
fn two_branches_can_both_add_to_it() {
    let desk = desk();
    let base = read(&desk);
    let with = |name: &str| {
        desk.write(name, FAULTY);
        desk.run(&["baseline", "update"]);
        let text = read(&desk);
        fs::remove_file(desk.path().join(name)).unwrap();
        desk.write(FILE, &base);
        text
    };
    let (ours, theirs) = (with("posts/0.md"), with("posts/z.md"));
    // What a merge does: the lines that either side has added.
    let mut merged = String::new();
    for line in ours.lines().take_while(|line| *line != "null") {
        merged.push_str(&format!("{line}\n"));
    }
    let rest = theirs
        .lines()
        .filter(|line| !ours.lines().any(|other| other == *line));
    merged.extend(rest.map(|line| format!("{line}\n")));
    merged.push_str("null\n]\n}\n");
    desk.write(FILE, &merged);
    desk.write("posts/0.md", FAULTY);
    desk.write("posts/z.md", FAULTY);
    assert_eq!(desk.check(&["--fail-on-stale-baseline"]).code, 0);
    assert_eq!(
        desk.run(&["baseline", "update"]).out,
        "copydesk-baseline.json is as it should be.\n"
    );
}
