//! Comments that silence nothing.

use crate::desk::{Desk, Ran};

const UNUSED: &str = "copydesk/unused-suppression";

fn desk(body: &str) -> Desk {
    let text = format!("---\ntitle: x\ndate: 2026-01-01\n---\n{body}");
    Desk::new(&[("a.md", &text)])
}

fn check(body: &str, arguments: &[&str]) -> Ran {
    desk(body).check(arguments)
}

const IDLE: &str = "<!-- copydesk-ignore-next-line image/alt-missing -- a riddle -->\n\
                    <img src=\"a\" alt=\"A boat\">\n";

#[test]
fn a_comment_without_effect_is_a_warning() {
    let ran = check(IDLE, &[]);
    assert_eq!((ran.code, ran.rules()), (0, vec![UNUSED]));
    assert!(ran.out.starts_with("a.md:5:1: warning"), "{}", ran.out);
}

#[test]
fn a_rule_that_is_not_on_may_have_had_something_to_say() {
    let off = "rules: { image/alt-missing: off }\n";
    let desk = desk(IDLE);
    desk.write("copydesk.yml", off);
    assert_eq!(desk.check(&[]).rules(), [""; 0]);
    let other = IDLE.replace("image/alt-missing", "image/dimensions");
    assert_eq!(
        check(&other, &[]).rules(),
        [""; 0],
        "on in the preset `strict` only"
    );
    assert_eq!(
        check(
            &other,
            &["--preset=strict", "--select=copydesk,image/alt-empty"]
        )
        .rules(),
        [""; 0]
    );
}

#[test]
fn what_a_run_leaves_out_is_still_silenced() {
    let needed = IDLE.replace(" alt=\"A boat\"", "");
    for arguments in [
        &[][..],
        &["--ignore", "image"],
        &["--ignore", "image/alt-missing"],
        &["--select", "copydesk"],
        &["--select", UNUSED],
        &["--select", "figure,copydesk"],
    ] {
        assert_eq!(check(&needed, arguments).rules(), [""; 0], "{arguments:?}");
        assert_eq!(check(IDLE, arguments).rules(), [UNUSED], "{arguments:?}");
    }
    for arguments in [&["--select", "image"][..], &["--ignore", "copydesk"]] {
        assert_eq!(check(IDLE, arguments).rules(), [""; 0], "{arguments:?}");
    }
}

#[test]
fn the_narrower_comment_counts() {
    let file = "<!-- copydesk-ignore-file image/alt-missing -->\n";
    let line = "<!-- copydesk-ignore-next-line image/alt-missing -->\n<img src=\"a\">\n";
    let ran = check(&format!("{file}\n{line}"), &[]);
    assert_eq!(ran.rules(), [UNUSED]);
    assert!(ran.out.starts_with("a.md:5:1: "), "{}", ran.out);
    assert_eq!(
        check(&format!("{file}\n{line}\n<img src=\"b\">\n"), &[]).rules(),
        [""; 0]
    );
}

#[test]
fn what_is_wrong_with_a_comment_can_be_silenced_for_the_file() {
    let file = "<!-- copydesk-ignore-file copydesk/unused-suppression -- kept as examples -->\n";
    assert_eq!(check(&format!("{file}\n{IDLE}"), &[]).rules(), [""; 0]);
    assert_eq!(check(file, &[]).rules(), [""; 0], "it is not judged itself");
}

#[test]
fn the_fix_leaves_no_trace() {
    let front = "---\ntitle: x\ndate: 2026-01-01\n---\n";
    for (before, after) in [
        ("One.\n\n<!-- C -->\n\nTwo.\n", "One.\n\nTwo.\n"),
        ("One.\n\n<!-- C -->\n", "One.\n"),
        ("<!-- C -->\n\nTwo.\n", "\nTwo.\n"),
        (
            "One.\r\n\r\n<!-- C -->\r\n\r\nTwo.\r\n",
            "One.\r\n\r\nTwo.\r\n",
        ),
        ("One.  <!-- C -->\nTwo.\n", "One.\nTwo.\n"),
        ("One <!-- C --> two.\n", "One two.\n"),
        ("One.\n<!-- C -->\nTwo.\n", "One.\n\nTwo.\n"),
        ("- one\n  <!-- C -->\n  two\n", "- one\n  two\n"),
        (
            "<div>\n<!-- C -->\n<p>x</p>\n</div>\n",
            "<div>\n<p>x</p>\n</div>\n",
        ),
    ] {
        let before = before.replace('C', "copydesk-ignore-next-line text");
        let desk = Desk::new(&[("a.md", &format!("{front}{before}"))]);
        let ran = desk.check(&["--fix"]);
        assert_eq!(ran.rules(), [""; 0], "{before:?}: {}", ran.err);
        let text = std::fs::read_to_string(desk.path().join("a.md")).unwrap();
        assert_eq!(&text[front.len()..], after);
    }
}

#[test]
fn what_is_silenced_is_not_mended() {
    let body = "Six o\u{200b}clock.\n";
    assert_eq!(
        check(body, &["--select", "text"]).rules(),
        ["text/zero-width"]
    );
    let silenced =
        format!("<!-- copydesk-ignore-next-line text/zero-width -- quoted -->\n\n{body}");
    let desk = desk(&silenced);
    let path = desk.path().join("a.md");
    let before = std::fs::read(&path).unwrap();
    let ran = desk.check(&["--fix", "--unsafe-fixes"]);
    assert_eq!((ran.code, ran.rules()), (0, vec![]));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}
