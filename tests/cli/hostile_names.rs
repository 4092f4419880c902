//! File names that are made to hurt.

#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;

use crate::desk::{Desk, FAULTY};

#[test]
fn a_path_need_not_be_utf8() {
    let desk = Desk::new(&[]);
    let name = OsStr::from_bytes(b"caf\xe9.md");
    if fs::write(desk.path().join(name), FAULTY).is_err() {
        eprintln!("skipped: this file system takes UTF-8 only");
        return;
    }
    for format in ["pretty", "concise", "json", "jsonl"] {
        let ran = desk.run(&["check", "--output-format", format]);
        assert_eq!((ran.code, &*ran.err), (1, ""), "{format}");
        assert!(ran.out.contains("caf\u{fffd}.md"), "{}", ran.out);
    }
    let mut command = desk.command();
    let output = command.arg("check").arg(name).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let mut command = desk.command();
    let gone = OsStr::from_bytes(b"gone\xff.md");
    let output = command.arg("check").arg(gone).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_name_sends_nothing_to_the_terminal() {
    let names = [
        "a\u{1b}[31m.md",
        "b\nc: error.md",
        "d\u{202e}dm.md",
        "##[error]e.md",
        "f\u{7}.md",
    ];
    let files: Vec<_> = names.iter().map(|&name| (name, FAULTY)).collect();
    let desk = Desk::new(&files);
    let is_harmless = |char: char| {
        char == '\n' || !(char.is_control() || ('\u{202a}'..='\u{202e}').contains(&char))
    };
    for format in ["pretty", "concise", "json", "jsonl"] {
        let ran = desk.run(&["check", "--output-format", format]);
        assert_eq!(ran.code, 1);
        assert!(ran.out.chars().all(is_harmless), "{format}: {:?}", ran.out);
        assert_eq!(ran.err, "", "{format}");
    }
    assert_eq!(desk.check(&["-q"]).out.lines().count(), names.len());

    let mut command = desk.command();
    command
        .arg("check")
        .args(names.map(|name| format!("gone-{name}")));
    let said = String::from_utf8(command.output().unwrap().stderr).unwrap();
    assert!(said.chars().all(is_harmless), "{said:?}");
    assert_eq!(said.lines().count(), names.len(), "{said}");
}

#[test]
fn a_pipe_with_the_name_of_an_article_is_not_waited_for() {
    let desk = Desk::new(&[("a.md", FAULTY)]);
    let made = std::process::Command::new("mkfifo")
        .arg(desk.path().join("b.md"))
        .status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("skipped: mkfifo makes no pipe here");
        return;
    }
    let ran = desk.check(&[]);
    assert_eq!((ran.code, ran.paths()), (2, vec!["a.md"]));
    assert!(
        ran.err.contains("b.md: neither a file nor a folder"),
        "{}",
        ran.err
    );
}
