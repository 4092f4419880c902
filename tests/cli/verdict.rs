//! When a run fails: levels, numbers, and the environment.

use crate::desk::{CLEAN, DOUBTFUL, Desk, FAULTY, Ran};

#[test]
fn the_failing_level_is_set_by_the_file_and_outweighed_by_the_flag() {
    let desk = Desk::new(&[("a.md", DOUBTFUL), ("b.md", CLEAN)]);
    for (level, code) in [("error", 0), ("warning", 1), ("info", 1), ("never", 0)] {
        assert_eq!(desk.check(&["--fail-on", level]).code, code, "{level}");
        desk.write("copydesk.yml", format!("fail-on: {level}\n"));
        assert_eq!(desk.check(&[]).code, code, "{level}");
        assert_eq!(desk.check(&["--fail-on", "warning"]).code, 1, "{level}");
        desk.write("copydesk.yml", "");
    }
    assert_eq!(desk.check(&["--fail-on", "info", "b.md"]).code, 0);
}

#[test]
fn the_failing_level_may_differ_between_files() {
    let desk = Desk::new(&[
        ("posts/a.md", DOUBTFUL),
        ("old/b.md", FAULTY),
        (
            "copydesk.yml",
            "fail-on: warning\noverrides: [{ files: old, fail-on: never }]\n",
        ),
    ]);
    assert_eq!(desk.check(&["old"]).code, 0);
    assert_eq!(desk.check(&["posts"]).code, 1);
    assert_eq!(desk.check(&[]).code, 1);
}

#[test]
fn warnings_are_counted() {
    let desk = Desk::new(&[("a.md", DOUBTFUL), ("b.md", DOUBTFUL)]);
    assert_eq!(desk.check(&["--max-warnings", "2"]).code, 0);
    let ran = desk.check(&["--max-warnings", "1"]);
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.err,
        "copydesk: 2 warnings are more than the 1 of --max-warnings\n"
    );
    assert_eq!(
        desk.check(&["--max-warnings", "0", "--min-severity", "error"])
            .code,
        1
    );
}

#[test]
fn zero_whatever_is_found_but_not_whatever_happens() {
    let desk = Desk::new(&[("a.md", FAULTY)]);
    assert_eq!(desk.check(&["--exit-zero"]).code, 0);
    assert_eq!(desk.check(&["--exit-zero", "--max-warnings", "0"]).code, 0);
    assert_eq!(desk.check(&["--exit-zero", "--diff"]).code, 0);
    assert_eq!(desk.check(&["--exit-zero", "gone.md", "a.md"]).code, 2);
}

#[test]
fn mending_counts_what_is_left() {
    let desk = Desk::new(&[("a.md", DOUBTFUL)]);
    assert_eq!(
        desk.check(&["--fail-on", "warning", "--unsafe-fixes"]).code,
        1
    );
    let left = desk.check(&["--fail-on", "warning", "--fix", "--unsafe-fixes"]);
    let is_mended = left.out.contains("Mended");
    assert_eq!(left.code, i32::from(!is_mended), "{}", left.out);
}

#[test]
fn the_environment_speaks_and_flags_outweigh_it() {
    let desk = Desk::new(&[("a.md", DOUBTFUL)]);
    let run = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = desk.command();
        command.arg("check").args(arguments);
        Ran::of(command.envs(variables.iter().copied()).output().unwrap()).code
    };
    assert_eq!(run(&[], &[]), 0);
    assert_eq!(run(&[("COPYDESK_FAIL_ON", "warning")], &[]), 1);
    assert_eq!(
        run(&[("COPYDESK_FAIL_ON", "warning")], &["--fail-on=error"]),
        0
    );
    assert_eq!(run(&[("COPYDESK_MAX_WARNINGS", "0")], &[]), 1);
    assert_eq!(
        run(&[("COPYDESK_MAX_WARNINGS", "0")], &["--max-warnings=9"]),
        0
    );
    assert_eq!(run(&[("COPYDESK_TARGET", "hexa")], &[]), 2);
    assert_eq!(
        run(
            &[("COPYDESK_PRESET", "strict"), ("COPYDESK_FAIL_ON", "info")],
            &[]
        ),
        1
    );
    assert_eq!(run(&[("COPYDESK_CONFIG", "gone.yml")], &[]), 2);
}

#[test]
fn statistics_count_by_rule() {
    let two = format!("{FAULTY}<img src=\"/more.png\">\n");
    let desk = Desk::new(&[("a.md", &two), ("b.md", DOUBTFUL)]);
    let ran = desk.run(&["check", "--statistics"]);
    assert_eq!((ran.code, &*ran.err), (1, ""));
    let lines: Vec<_> = ran.out.lines().collect();
    assert!(
        lines[0].starts_with("2  error    image/alt-missing"),
        "{}",
        ran.out
    );
    assert!(
        lines[1].starts_with("1  warning  image/alt-whitespace"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.ends_with("fixable with --unsafe-fixes.\n") || ran.out.contains("Found 3 problems"),
        "{}",
        ran.out
    );
    let ran = desk.run(&["check", "--statistics", "--output-format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["statistics"][0]["rule"], "image/alt-missing");
    assert_eq!(json["statistics"][0]["count"], 2);
    assert_eq!(json["summary"]["errors"], 2);
    assert_eq!(json["summary"]["files"], 2);
}

#[test]
fn verbose_says_which_configuration_holds() {
    let desk = Desk::new(&[
        ("a.md", CLEAN),
        ("blog/b.md", CLEAN),
        ("blog/c.md", CLEAN),
        ("blog/copydesk.yml", "target: hugo\n"),
    ]);
    let ran = desk.check(&["-v"]);
    assert_eq!(ran.code, 0);
    let said: Vec<_> = ran.err.lines().collect();
    let expected = [
        "copydesk: 2 files under preset recommended, blog/copydesk.yml, for Hugo (blog/copydesk.yml:1)",
        "copydesk: 1 file under preset recommended, for no known generator",
    ];
    assert_eq!(said, expected);
    assert_eq!(desk.check(&["-q", "-v"]).code, 2);
}
