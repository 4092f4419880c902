//! Lists of files, read and written.

use crate::desk::{CLEAN, Desk, FAULTY};

fn desk() -> Desk {
    Desk::new(&[
        ("a.md", FAULTY),
        ("b c.md", FAULTY),
        ("海/潮.md", FAULTY),
        ("d.md", CLEAN),
        ("note.txt", ""),
    ])
}

#[test]
fn files_are_read_from_a_list() {
    let desk = desk();
    desk.write("list", "b c.md\r\n\n海/潮.md\nnote.txt\n");
    let ran = desk.check(&["--files-from", "list"]);
    assert_eq!((ran.code, ran.paths()), (1, vec!["b c.md", "海/潮.md"]));
    assert!(ran.err.contains("note.txt: not an article"), "{}", ran.err);
    let ran = desk.check(&["--files-from", "list", "a.md"]);
    assert_eq!(ran.paths(), ["a.md", "b c.md", "海/潮.md"]);
    let check = ["check", "--output-format", "concise", "--files-from", "-"];
    assert_eq!(desk.piped(&check, "a.md\n").paths(), ["a.md"]);
    let null = [&check[..], &["-0"]].concat();
    assert_eq!(
        desk.piped(&null, "a.md\0b c.md\0").paths(),
        ["a.md", "b c.md"]
    );
}

#[test]
fn a_list_that_says_nothing_does_not_pass() {
    let desk = desk();
    let check = ["check", "--files-from", "-"];
    let ran = desk.piped(&check, "\n\n");
    assert_eq!(ran.code, 2);
    assert_eq!(
        ran.err,
        "copydesk: -: the list is empty, nothing to check\n"
    );
    let allowed = [&check[..], &["--no-error-on-unmatched-pattern"]].concat();
    assert_eq!(desk.piped(&allowed, "").code, 0);
    assert_eq!(desk.piped(&check, "gone.md\n").code, 2);
    assert_eq!(
        desk.piped(&check, "note.txt\n").code,
        0,
        "a hook passes what it has"
    );
    let both = desk.piped(&["check", "-", "--files-from", "-"], "");
    assert_eq!(both.code, 2);
    let ran = desk.check(&["--files-from", "gone"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.starts_with("copydesk: --files-from gone: "),
        "{}",
        ran.err
    );
}

#[test]
fn files_are_shown_and_not_checked() {
    let desk = desk();
    desk.write("copydesk.yml", "exclude: [d.md]\n");
    let ran = desk.run(&["check", "--show-files"]);
    assert_eq!((ran.code, &*ran.out), (0, "a.md\nb c.md\n海/潮.md\n"));
    let ran = desk.run(&["check", "--show-files", "--null", "a.md", "gone.md"]);
    assert_eq!((ran.code, &*ran.out), (2, "a.md\0"));
    let ran = desk.run(&["check", "--show-files", "d.md"]);
    assert_eq!((ran.code, &*ran.out), (0, ""));
}

#[cfg(unix)]
#[test]
fn a_name_with_a_line_ending_survives_both_ways() {
    let desk = desk();
    desk.write("e\n::error::.md", FAULTY);
    let shown = desk.run(&["check", "--show-files", "-0"]).out;
    assert!(shown.contains("e\n::error::.md\0"));
    let check = [
        "check",
        "--output-format",
        "concise",
        "--files-from",
        "-",
        "-0",
    ];
    let ran = desk.piped(&check, shown);
    assert_eq!((ran.code, &*ran.err), (1, ""));
    assert!(
        ran.out.contains("Found 4 errors in 4 of 5 files."),
        "{}",
        ran.out
    );
    let lines = desk.run(&["check", "--show-files"]).out;
    assert_eq!(lines.lines().count(), 5, "{lines}");
    assert!(!lines.lines().any(|line| line.starts_with("::")), "{lines}");
}

#[test]
fn many_that_are_excluded_are_one_note() {
    let desk = Desk::new(&[
        ("copydesk.yml", "exclude: [old]\n"),
        ("old/a.md", FAULTY),
        ("old/b.md", FAULTY),
        ("c.md", CLEAN),
    ]);
    let ran = desk.check(&["old/a.md", "old/b.md", "c.md"]);
    let note = "copydesk: 2 files passed over, excluded by `old` (copydesk.yml:1) \
                (--no-force-exclude checks what is named)\n";
    assert_eq!((ran.code, &*ran.err), (0, note));
    assert_eq!(desk.check(&["-q", "old/a.md"]).err, "");
    let ran = desk.check(&["--no-force-exclude", "old/a.md"]);
    assert_eq!((ran.code, ran.paths()), (1, vec!["old/a.md"]));
}
