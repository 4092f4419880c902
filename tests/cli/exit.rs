//! 0: nothing at the failing level; 1: findings; 2: the run itself failed, and 2 wins.

use crate::desk::{CLEAN, DOUBTFUL, Desk, FAULTY};

#[test]
fn a_clean_article_is_zero() {
    let desk = Desk::new(&[("a.md", CLEAN)]);
    let ran = desk.check(&[]);
    assert_eq!((ran.code, &*ran.err), (0, ""));
    assert_eq!(ran.out, "Checked 1 file, no problems.\n");
}

#[test]
fn an_error_is_one() {
    let desk = Desk::new(&[("a.md", FAULTY), ("b.md", CLEAN)]);
    let ran = desk.check(&[]);
    assert_eq!((ran.code, &*ran.err), (1, ""));
    let finding = "a.md:5:1: error[image/alt-missing]: `boats.png` has no alternative text\n";
    assert!(ran.out.starts_with(finding), "{}", ran.out);
    assert!(
        ran.out.contains("Found 1 error in 1 of 2 files."),
        "{}",
        ran.out
    );
}

#[test]
fn a_warning_alone_is_zero() {
    let desk = Desk::new(&[("a.md", DOUBTFUL)]);
    let ran = desk.check(&[]);
    assert_eq!(ran.code, 0);
    assert_eq!(ran.rules(), ["image/alt-whitespace"]);
}

#[test]
fn a_missing_path_is_two_and_the_rest_is_checked() {
    let desk = Desk::new(&[("a.md", FAULTY)]);
    let ran = desk.check(&["gone.md", "a.md", "gone/too"]);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.rules(), ["image/alt-missing"]);
    let said: Vec<_> = ran.err.lines().collect();
    assert_eq!(said.len(), 2, "{}", ran.err);
    assert!(said[0].starts_with("copydesk: gone.md: "), "{}", said[0]);
    assert!(said[1].starts_with("copydesk: gone/too: "), "{}", said[1]);
}

#[test]
fn a_missing_path_beside_a_clean_one_is_two() {
    let desk = Desk::new(&[("a.md", CLEAN)]);
    assert_eq!(desk.check(&["a.md", "gone.md"]).code, 2);
}

#[test]
fn a_folder_without_articles_is_two() {
    let desk = Desk::new(&[("site/readme.txt", "x"), ("a.md", CLEAN)]);
    let ran = desk.check(&["site", "a.md"]);
    assert_eq!(ran.code, 2);
    let reason = "site: no articles in this folder (looked for .md .markdown .mdx .html .htm)";
    assert!(ran.err.contains(reason), "{}", ran.err);
    assert!(ran.out.contains("Checked 1 file"), "{}", ran.out);
}

#[test]
fn a_folder_that_is_named_twice_is_checked_once() {
    let desk = Desk::new(&[("site/a.md", FAULTY)]);
    let ran = desk.check(&["site", "./site", "site/a.md", "./site/a.md", "."]);
    assert_eq!((ran.code, &*ran.err), (1, ""));
    assert_eq!(ran.paths(), ["site/a.md"]);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_two_and_the_rest_is_checked() {
    let desk = Desk::new(&[("a.md", FAULTY), ("z.md", FAULTY)]);
    std::os::unix::fs::symlink("nowhere", desk.path().join("m.md")).unwrap();
    let ran = desk.check(&[]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.starts_with("copydesk: m.md: "), "{}", ran.err);
    assert_eq!(ran.paths(), ["a.md", "z.md"]);
}

#[test]
fn a_folder_with_the_name_of_an_article_is_a_folder() {
    let desk = Desk::new(&[("x.md/index.html", FAULTY), ("y.md/note.txt", "")]);
    let ran = desk.check(&["x.md", "y.md"]);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.paths(), ["x.md/index.html"]);
    assert!(ran.err.contains("y.md: no articles"), "{}", ran.err);
}

#[test]
fn a_wrong_flag_is_two_and_names_the_right_one() {
    let desk = Desk::new(&[("a.md", FAULTY)]);
    let ran = desk.run(&["check", "--max-per-fil", "3"]);
    assert_eq!((ran.code, &*ran.out), (2, ""));
    assert!(ran.err.contains("'--max-per-file'"), "{}", ran.err);
    for arguments in [
        &["check", "--output-format", "xml"][..],
        &["check", "--min-severity", "fatal"],
        &["check", "--max-per-file", "-1"],
        &["check", "--isolated", "--config", "copydesk.yml"],
        &["chek"],
        &["a.md"],
        &[],
    ] {
        let ran = desk.run(arguments);
        assert_eq!((ran.code, &*ran.out), (2, ""), "{arguments:?}");
        assert!(!ran.err.is_empty(), "{arguments:?}");
    }
}

#[test]
fn what_is_excluded_and_named_is_told() {
    let desk = Desk::new(&[
        ("copydesk.yml", "exclude: [drafts]\n"),
        ("drafts/a.md", FAULTY),
        ("b.md", CLEAN),
    ]);
    let ran = desk.check(&["drafts/a.md"]);
    assert_eq!(ran.code, 0);
    let note = "copydesk: drafts/a.md: passed over, excluded by `drafts` (copydesk.yml:1) \
                (--no-force-exclude checks what is named)\n";
    assert_eq!(ran.err, note);
    let ran = desk.check(&["."]);
    assert_eq!((ran.code, &*ran.err), (0, ""), "in a folder it is no news");
}

#[test]
fn a_file_that_is_no_article_is_told() {
    let desk = Desk::new(&[("a.png", "x")]);
    let ran = desk.check(&["a.png"]);
    assert_eq!(ran.code, 0);
    assert_eq!(
        ran.err,
        "copydesk: a.png: not an article by its name, passed over\n"
    );
}

#[test]
fn help_and_version_are_zero() {
    let desk = Desk::new(&[]);
    for arguments in [&["--help"][..], &["check", "--help"], &["--version"]] {
        let ran = desk.run(arguments);
        assert_eq!((ran.code, &*ran.err), (0, ""), "{arguments:?}");
        assert!(!ran.out.is_empty());
    }
}
