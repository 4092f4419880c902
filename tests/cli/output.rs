//! Colours and pipes.

use std::fs::OpenOptions;
use std::io::Read;
use std::process::{Command, Stdio};

use crate::desk::{Desk, FAULTY};

/// Whether a run with these variables and arguments colours what it writes to a pipe.
fn is_coloured(variables: &[(&str, &str)], arguments: &[&str]) -> bool {
    let desk = Desk::new(&[("a.md", FAULTY)]);
    let mut command = desk.command();
    command.arg("check").args(arguments);
    command.envs(variables.iter().copied());
    let out = command.output().unwrap().stdout;
    String::from_utf8(out).unwrap().contains("\u{1b}[")
}

#[test]
fn a_pipe_gets_colour_when_asked_for() {
    assert!(!is_coloured(&[], &[]));
    assert!(is_coloured(&[], &["--color", "always"]));
    assert!(!is_coloured(&[], &["--color", "never"]));
    assert!(is_coloured(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(is_coloured(&[("FORCE_COLOR", "1")], &[]));
    assert!(!is_coloured(&[("FORCE_COLOR", "0")], &[]));
}

#[test]
fn the_flag_outweighs_the_variables_and_no_outweighs_force() {
    let no = ("NO_COLOR", "1");
    let force = ("CLICOLOR_FORCE", "1");
    assert!(!is_coloured(&[no, force], &[]));
    assert!(
        is_coloured(&[("NO_COLOR", ""), force], &[]),
        "empty says nothing"
    );
    assert!(is_coloured(&[no], &["--color", "always"]));
    assert!(!is_coloured(&[force], &["--color", "never"]));
    assert!(!is_coloured(&[("GITHUB_ACTIONS", "true")], &[]));
    assert!(
        !is_coloured(&[force], &["--output-format", "json"]),
        "programs get none"
    );
}

/// Enough findings to fill any pipe.
fn many() -> Desk {
    let images = "<img src=\"boats.png\">\n".repeat(20_000);
    let text = format!("---\ntitle: x\ndate: 2026-01-01\n---\n<div>\n{images}</div>\n");
    Desk::new(&[("a.md", &text)])
}

fn plain(desk: &Desk, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.current_dir(desk.path()).args(arguments);
    command
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let desk = many();
    for format in ["concise", "pretty", "json", "jsonl"] {
        let arguments = ["check", "--max-per-file", "0", "--output-format", format];
        let mut child = plain(&desk, &arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 10];
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut first).unwrap();
        drop(out);
        let mut said = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut said)
            .unwrap();
        assert_eq!(said, "", "{format}");
        assert_eq!(child.wait().unwrap().code(), Some(1), "{format}");
    }
    for arguments in [
        &["inspect", "a.md"][..],
        &["inspect", "a.md", "--output-format=jsonl"],
    ] {
        let mut child = plain(&desk, arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut said)
            .unwrap();
        assert_eq!((&*said, child.wait().unwrap().code()), ("", Some(0)));
    }
}

#[test]
fn a_full_disk_is_two() {
    // Only some systems have a disk that is always full.
    let Ok(full) = OpenOptions::new().write(true).open("/dev/full") else {
        eprintln!("skipped: there is no /dev/full");
        return;
    };
    let desk = Desk::new(&[("a.md", FAULTY)]);
    for arguments in [
        &["check"][..],
        &["check", "--output-format", "json"],
        &["inspect", "a.md"],
        &["rules"],
        &["rules", "--output-format", "json"],
        &["explain", "image/alt-missing"],
    ] {
        let output = plain(&desk, arguments)
            .stdout(full.try_clone().unwrap())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            said.starts_with("copydesk: cannot write the output: "),
            "{said}"
        );
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}
