//! The cases in which linters differ, each with our answer. The first of them: a gate that has
//! looked at nothing is not passed.

use crate::desk::{CLEAN, DOUBTFUL, Desk, FAULTY, Ran};

/// What is on standard output.
#[derive(Clone, Copy, Debug)]
enum Out {
    Nothing,
    /// So many findings, and the summary.
    Findings(usize),
}

/// A case: what is asked, the exit status, standard output, and words on standard error.
type Case<'a> = (&'a str, &'a [&'a str], i32, Out, &'a str);

const CASES: &[Case<'_>] = &[
    ("an error", &["faulty.md"], 1, Out::Findings(1), ""),
    ("a warning", &["doubtful.md"], 0, Out::Findings(1), ""),
    ("clean", &["clean.md"], 0, Out::Findings(0), ""),
    (
        "a missing path",
        &["gone.md"],
        2,
        Out::Findings(0),
        "gone.md: ",
    ),
    (
        "a missing path beside a good one",
        &["gone.md", "faulty.md"],
        2,
        Out::Findings(1),
        "gone.md: ",
    ),
    (
        "a missing path beside a clean one",
        &["gone.md", "clean.md"],
        2,
        Out::Findings(0),
        "gone.md: ",
    ),
    (
        "a missing folder",
        &["gone/"],
        2,
        Out::Findings(0),
        "gone/: ",
    ),
    (
        "a folder without articles",
        &["empty"],
        2,
        Out::Findings(0),
        "empty: no articles in this folder",
    ),
    (
        "a folder without articles, allowed",
        &["--no-error-on-unmatched-pattern", "empty"],
        0,
        Out::Findings(0),
        "",
    ),
    (
        "a missing path is not allowed with it",
        &["--no-error-on-unmatched-pattern", "gone.md"],
        2,
        Out::Findings(0),
        "gone.md: ",
    ),
    (
        "a folder in which everything is excluded",
        &["drafts"],
        2,
        Out::Findings(0),
        "nothing to check: the configuration excludes 1 article",
    ),
    (
        "the same, allowed",
        &["--no-error-on-unmatched-pattern", "drafts"],
        0,
        Out::Findings(0),
        "",
    ),
    (
        "excluded and named",
        &["drafts/draft.md"],
        0,
        Out::Findings(0),
        "drafts/draft.md: passed over, excluded by `drafts` (copydesk.yml:1)",
    ),
    (
        "excluded and named, insisted on",
        &["--no-force-exclude", "drafts/draft.md"],
        1,
        Out::Findings(1),
        "",
    ),
    (
        "ignored by git and named",
        &["ignored.md"],
        1,
        Out::Findings(1),
        "",
    ),
    (
        "no article by its name",
        &["empty/note.txt"],
        0,
        Out::Findings(0),
        "empty/note.txt: not an article by its name",
    ),
    (
        "a wrong flag",
        &["--selct", "image"],
        2,
        Out::Nothing,
        "--select",
    ),
    (
        "a wrong flag is no path",
        &["--nonsense", "clean.md"],
        2,
        Out::Nothing,
        "--nonsense",
    ),
    (
        "a wrong value",
        &["--fail-on", "fatal"],
        2,
        Out::Nothing,
        "possible values",
    ),
    (
        "a wrong rule",
        &["--select", "alt-missing", "clean.md"],
        2,
        Out::Nothing,
        "did you mean `image/alt-missing`?",
    ),
    (
        "a wrong configuration",
        &["--config", "broken.yml", "clean.md"],
        2,
        Out::Nothing,
        "unknown key `rule`; did you mean `rules`?",
    ),
    (
        "no configuration",
        &["--config", "gone.yml", "clean.md"],
        2,
        Out::Nothing,
        "gone.yml: cannot be read",
    ),
    ("not UTF-8", &["latin.md"], 1, Out::Findings(1), ""),
    ("an empty file", &["empty.html"], 0, Out::Findings(0), ""),
];

fn desk() -> Desk {
    let desk = Desk::new(&[
        ("faulty.md", FAULTY),
        ("doubtful.md", DOUBTFUL),
        ("clean.md", CLEAN),
        ("ignored.md", FAULTY),
        ("empty/note.txt", "no article"),
        ("drafts/draft.md", FAULTY),
        ("empty.html", ""),
        ("copydesk.yml", "exclude: drafts\n"),
        ("broken.yml", "rule: {}\n"),
        (".gitignore", "ignored.md\n"),
    ]);
    desk.write(
        "latin.md",
        b"---\ntitle: x\ndate: 2026-03-01\n---\ncaf\xe9\n",
    );
    desk
}

#[test]
fn every_case_has_its_answer() {
    let desk = desk();
    for (case, arguments, code, out, words) in CASES {
        let ran = desk.check(arguments);
        let told = format!("{case}: {ran:?}");
        assert_eq!(ran.code, *code, "{told}");
        match out {
            Out::Nothing => assert_eq!(ran.out, "", "{told}"),
            Out::Findings(count) => {
                assert_eq!(ran.rules().len(), *count, "{told}");
                assert_eq!(ran.out.lines().count(), count + 1, "{told}");
            }
        }
        assert!(ran.err.contains(words), "{told}");
        assert_eq!(ran.err.is_empty(), words.is_empty(), "{told}");
    }
}

#[test]
fn the_answers_are_the_same_in_every_format() {
    let desk = desk();
    for (case, arguments, code, ..) in CASES {
        for format in ["pretty", "json", "jsonl"] {
            let all = [&["check", "--output-format", format], *arguments].concat();
            let ran = desk.run(&all);
            assert_eq!(ran.code, *code, "{case}, {format}: {ran:?}");
        }
    }
}

#[test]
fn standard_input_is_one_more_article() {
    let desk = desk();
    for (text, code, out) in [(CLEAN, 0, 0), (DOUBTFUL, 0, 1), (FAULTY, 1, 1), ("", 0, 0)] {
        let ran = desk.piped(&["check", "--output-format", "concise", "-"], text);
        assert_eq!(
            (ran.code, ran.rules().len(), &*ran.err),
            (code, out, ""),
            "{text:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_path_that_is_not_utf8_is_checked() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let desk = desk();
    let name = OsStr::from_bytes(b"caf\xe9.md");
    // Some file systems take no such names.
    if std::fs::write(desk.path().join(name), FAULTY).is_err() {
        return;
    }
    let mut command = desk.command();
    let ran = Ran::of(
        command
            .args(["check", "--output-format", "concise"])
            .arg(name)
            .output()
            .unwrap(),
    );
    assert_eq!((ran.code, ran.rules().len()), (1, 1), "{ran:?}");
    assert!(ran.out.starts_with("caf\u{fffd}.md:5:1"), "{ran:?}");
}
