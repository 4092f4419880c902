//! Completions and manual pages.

use std::fs;

use crate::desk::Desk;

#[test]
fn every_shell_is_served() {
    let desk = Desk::new(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = desk.run(&["completions", shell]);
        assert_eq!((ran.code, &*ran.err), (0, ""), "{shell}");
        for word in ["copydesk", "changed-since", "fail-on"] {
            assert!(ran.out.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(desk.run(&["completions", "tcsh"]).code, 2);
}

#[test]
fn a_shell_takes_its_completions() {
    let desk = Desk::new(&[]);
    let script = desk.run(&["completions", "bash"]).out;
    desk.write("copydesk.bash", script);
    let asked = "source ./copydesk.bash; COMP_WORDS=(copydesk check --sta); COMP_CWORD=2; \
                 _copydesk copydesk --sta check; printf '%s\\n' \"${COMPREPLY[@]}\"";
    let bash = std::process::Command::new("bash");
    let mut bash = bash;
    bash.args(["-c", asked]).current_dir(desk.path());
    let Ok(output) = bash.output() else {
        eprintln!("skipped: there is no bash");
        return;
    };
    let offered = String::from_utf8(output.stdout).unwrap();
    let offered: Vec<_> = offered.lines().collect();
    assert_eq!(
        offered,
        ["--staged", "--statistics"],
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn pages_are_printed_and_written() {
    let desk = Desk::new(&[]);
    let ran = desk.run(&["man"]);
    assert_eq!((ran.code, &*ran.err), (0, ""));
    assert!(ran.out.contains(".TH copydesk 1"), "{}", ran.out);
    let check = desk.run(&["man", "check"]).out;
    assert!(check.contains("copydesk check"), "{check}");
    assert!(check.contains("changed\\-since"), "{check}");
    let show = desk.run(&["man", "config", "show"]).out;
    assert!(show.contains("copydesk config show"), "{show}");
    let wrong = desk.run(&["man", "chek"]);
    assert_eq!(
        (wrong.code, &*wrong.err),
        (2, "copydesk: there is no command `chek`\n")
    );

    assert_eq!(desk.run(&["man", "--dir", "out/man1"]).code, 0);
    let pages = fs::read_dir(desk.path().join("out/man1")).unwrap();
    let mut names: Vec<_> = pages
        .map(|page| page.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    for name in ["copydesk.1", "copydesk-check.1", "copydesk-config-show.1"] {
        assert!(names.contains(&name.to_owned()), "{names:?}");
    }
}
