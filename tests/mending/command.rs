//! The command line.

use std::fs;

use assert_cmd::Command;
use tempfile::TempDir;

const FAULTY: &str = "---\ntitle: Nets\ndate: 2024-05-01T08:00:00Z\n---\n\
    <figure>\n<img src=\"a.png\" alt=\"A net\">\nThe nets\n</figure>\n";
const MENDED: &str = "---\ntitle: Nets\ndate: 2024-05-01T08:00:00Z\n---\n\
    <figure>\n<img src=\"a.png\" alt=\"A net\">\n<figcaption>The nets</figcaption>\n</figure>\n";
const RISKY: &str = "---\ntitle: Nets\ndate: 2024-05-01T08:00:00Z\n---\n\
    <p><img src=\"https://a.example/a.png\" alt=\"A net\"></p>\n";

struct Run {
    status: i32,
    out: String,
    err: String,
}

fn run(folder: &TempDir, arguments: &[&str], stdin: &str) -> Run {
    let mut command = Command::cargo_bin("copydesk").unwrap();
    command.current_dir(folder.path()).env_clear();
    let output = command
        .arg("check")
        .args(arguments)
        .write_stdin(stdin)
        .output()
        .unwrap();
    Run {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

#[test]
fn fix_mends_and_tells_what_is_left() {
    let folder = folder(&[("a.html", FAULTY), ("b.html", RISKY)]);
    let done = run(&folder, &["--fix", "--min-severity", "info"], "");
    assert_eq!(read(&folder, "a.html"), MENDED);
    assert_eq!(read(&folder, "b.html"), RISKY);
    assert_eq!(done.status, 0);
    assert!(
        done.out.contains("Mended 1 problem. Found 1 "),
        "{}",
        done.out
    );
    assert!(
        done.out.contains("1 fixable with --fix --unsafe-fixes."),
        "{}",
        done.out
    );
    assert!(!done.out.contains("loose-caption"), "{}", done.out);

    let done = run(&folder, &["--fix", "--unsafe-fixes"], "");
    assert!(read(&folder, "b.html").contains("referrerpolicy=\"no-referrer\""));
    assert!(
        done.out
            .contains("Mended 1 problem. Checked 2 files, no problems left.")
    );
    let again = run(
        &folder,
        &["--fix", "--unsafe-fixes", "--exit-non-zero-on-fix"],
        "",
    );
    assert_eq!((again.status, &*again.err), (0, ""));
}

#[test]
fn without_fix_nothing_is_written() {
    let folder = folder(&[("a.html", FAULTY)]);
    let done = run(&folder, &["--unsafe-fixes"], "");
    assert_eq!(done.err, "");
    assert!(done.out.contains("1 fixable with --fix."), "{}", done.out);
    assert_eq!(read(&folder, "a.html"), FAULTY);

    fs::write(folder.path().join("b.html"), RISKY).unwrap();
    let shown = |more: &[&str]| {
        let arguments = [&["--min-severity", "info"], more].concat();
        run(&folder, &arguments, "").out
    };
    let out = shown(&[]);
    assert!(
        out.contains("1 fixable with --fix, 1 more with --unsafe-fixes."),
        "{out}"
    );
    let out = shown(&["--unsafe-fixes"]);
    assert!(
        out.contains("2 fixable with --fix --unsafe-fixes."),
        "{out}"
    );
    assert_eq!(read(&folder, "b.html"), RISKY);
}

#[test]
fn diff_shows_and_writes_nothing() {
    let folder = folder(&[("a.html", FAULTY)]);
    let done = run(&folder, &["--diff", "a.html"], "");
    assert_eq!(done.status, 1);
    assert_eq!(
        done.out,
        "--- a.html\n+++ a.html\n@@ -4,5 +4,5 @@\n ---\n <figure>\n <img src=\"a.png\" alt=\"A net\">\n\
         -The nets\n+<figcaption>The nets</figcaption>\n </figure>\n"
    );
    assert_eq!(done.err, "Would mend 1 problem.\n");
    assert_eq!(read(&folder, "a.html"), FAULTY);
    fs::write(folder.path().join("a.html"), MENDED).unwrap();
    let done = run(&folder, &["--diff", "--fix", "a.html"], "");
    assert_eq!((done.status, &*done.out), (0, ""));
}

#[test]
fn fix_only_says_nothing_of_the_rest() {
    let folder = folder(&[("a.html", &format!("{FAULTY}<img src=\"b.png\">\n"))]);
    let done = run(&folder, &["--fix-only"], "");
    assert_eq!((done.status, &*done.out), (0, ""));
    assert_eq!(done.err, "Mended 1 problem.\n");
    assert!(read(&folder, "a.html").starts_with(MENDED));
}

#[test]
fn a_fix_may_fail_a_build() {
    let folder = folder(&[("a.html", FAULTY)]);
    assert_eq!(
        run(&folder, &["--fix", "--exit-non-zero-on-fix"], "").status,
        1
    );
    assert_eq!(
        run(&folder, &["--fix", "--exit-non-zero-on-fix"], "").status,
        0
    );
}

#[test]
fn mended_standard_input_goes_to_standard_output() {
    let folder = folder(&[]);
    let arguments = ["-", "--stdin-filename", "a.html", "--fix"];
    let done = run(
        &folder,
        &arguments,
        &format!("{FAULTY}<img src=\"b.png\">\n"),
    );
    assert_eq!(done.out, format!("{MENDED}<img src=\"b.png\">\n"));
    assert!(done.err.contains("image/alt-missing"), "{}", done.err);
    assert_eq!(done.status, 1);
    let done = run(&folder, &arguments, MENDED);
    assert_eq!(done.out, MENDED);
    let diff = run(
        &folder,
        &["-", "--stdin-filename", "a.html", "--diff"],
        FAULTY,
    );
    assert!(diff.out.starts_with("--- a.html\n"), "{}", diff.out);
}

#[test]
fn line_endings_and_byte_order_mark_stay() {
    let text = format!("\u{feff}{}", FAULTY.replace('\n', "\r\n"));
    let folder = folder(&[("a.html", &text)]);
    run(&folder, &["--fix"], "");
    let expected = format!("\u{feff}{}", MENDED.replace('\n', "\r\n"));
    assert_eq!(read(&folder, "a.html"), expected);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_is_said_and_reported() {
    use std::os::unix::fs::symlink;

    let outside = folder(&[("a.html", FAULTY)]);
    let folder = folder(&[("b.html", FAULTY), ("c.html", FAULTY)]);
    symlink(outside.path().join("a.html"), folder.path().join("a.html")).unwrap();
    let read_only = folder.path().join("b.html");
    let mut permissions = fs::metadata(&read_only).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&read_only, permissions).unwrap();

    let done = run(&folder, &["--fix"], "");
    assert_eq!(done.status, 2);
    assert!(
        done.err
            .contains("b.html: not written: the file is read-only"),
        "{}",
        done.err
    );
    assert!(
        done.err.contains("outside of what was to be checked"),
        "{}",
        done.err
    );
    assert!(
        done.out.contains("b.html"),
        "its findings are reported: {}",
        done.out
    );
    assert_eq!(read(&outside, "a.html"), FAULTY);
    assert_eq!(read(&folder, "b.html"), FAULTY);
    assert_eq!(read(&folder, "c.html"), MENDED);
}
