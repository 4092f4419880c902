//! What is asked for on the command line.

use crate::desk::{CLEAN, DOUBTFUL, Desk, FAULTY};

const MANY: &str = "---\ntitle: x\ndate: 2026-01-01\n---\n<div>\n<img src=\"a\">\n<img src=\"b\" alt=\" \">\n<img>\n</div>\n";

#[test]
fn rules_and_groups_are_selected_and_ignored() {
    let desk = Desk::new(&[("a.md", MANY)]);
    let rules = |arguments: &[&str]| -> Vec<String> {
        let ran = desk.check(arguments);
        ran.rules().into_iter().map(ToOwned::to_owned).collect()
    };
    let all = rules(&[]);
    for rule in [
        "image/alt-missing",
        "image/alt-whitespace",
        "image/src-missing",
    ] {
        assert!(all.iter().any(|found| found == rule), "{rule} in {all:?}");
    }
    assert_eq!(
        rules(&["--select", "image/alt-whitespace"]),
        ["image/alt-whitespace"]
    );
    assert_eq!(rules(&["--select", "image"]), all);
    assert_eq!(rules(&["--select", "all"]), all);
    assert_eq!(rules(&["--ignore", "image"]), [""; 0]);
    let two = [
        "--select",
        "image",
        "--ignore",
        "image/alt-missing,image/src-missing",
    ];
    assert_eq!(rules(&two), ["image/alt-whitespace"]);
    let again = [
        "--select=image/src-missing",
        "--select=image/alt-whitespace",
    ];
    assert_eq!(rules(&again), ["image/alt-whitespace", "image/src-missing"]);
}

#[test]
fn the_command_line_outweighs_the_configuration() {
    let desk = Desk::new(&[("a.md", FAULTY), ("copydesk.yml", "rules:\n  image: off\n")]);
    assert_eq!(desk.check(&[]).rules(), [""; 0]);
    let ran = desk.check(&["--select", "image"]);
    assert_eq!(ran.rules(), [""; 0], "a group names what is on in it");
    let ran = desk.check(&["--select", "image/alt-missing"]);
    assert_eq!((ran.code, ran.rules()), (1, vec!["image/alt-missing"]));
}

#[test]
fn a_wrong_name_is_two_and_names_the_right_one() {
    let desk = Desk::new(&[("a.md", FAULTY)]);
    for (flag, name, meant) in [
        ("--select", "image/alt-mising", "image/alt-missing"),
        ("--ignore", "imge", "image"),
        ("--select", "alt-missing", "image/alt-missing"),
        ("--preset", "recomended", "recommended"),
    ] {
        let ran = desk.check(&[flag, name]);
        assert_eq!((ran.code, &*ran.out), (2, ""), "{flag} {name}");
        let said = format!("copydesk: {flag}: there is no ");
        assert!(ran.err.starts_with(&said), "{}", ran.err);
        assert!(
            ran.err.contains(&format!("did you mean `{meant}`?")),
            "{}",
            ran.err
        );
    }
    let ran = desk.check(&["--target", "hexa"]);
    assert_eq!(
        (ran.code, ran.err.contains("'hexo'")),
        (2, true),
        "{}",
        ran.err
    );
}

#[test]
fn people_see_so_many_findings_of_a_file_and_programs_all() {
    let images = "<img src=\"a\">\n".repeat(120);
    let text = format!("---\ntitle: x\ndate: 2026-01-01\n---\n<div>\n{images}</div>\n");
    let desk = Desk::new(&[("a.md", &text)]);
    let ran = desk.check(&[]);
    assert_eq!(ran.rules().len(), 50);
    assert!(ran.out.contains("70 more"), "{}", ran.out);
    assert!(ran.out.contains("120 errors"), "{}", ran.out);
    assert_eq!(desk.check(&["--max-per-file", "7"]).rules().len(), 7);
    assert_eq!(desk.check(&["--max-per-file", "0"]).rules().len(), 120);
    let ran = desk.run(&["check", "--output-format", "jsonl", "--max-per-file", "7"]);
    assert_eq!(ran.out.lines().count(), 120);
}

#[test]
fn people_see_findings_from_a_level_up() {
    let text = "---\ntitle: x\ndate: 2026-01-01\n---\n<img src=\"/a.png\" alt=\"\">\n";
    let desk = Desk::new(&[("a.md", text), ("b.md", DOUBTFUL), ("c.md", FAULTY)]);
    assert_eq!(desk.check(&[]).paths(), ["b.md", "c.md"]);
    assert_eq!(
        desk.check(&["--min-severity", "info"]).paths(),
        ["a.md", "b.md", "c.md"]
    );
    let ran = desk.check(&["--min-severity", "error"]);
    assert_eq!((ran.code, ran.paths()), (1, vec!["c.md"]));
    assert!(ran.out.contains("1 more at level warning"), "{}", ran.out);
    let ran = desk.run(&[
        "check",
        "--output-format",
        "jsonl",
        "--min-severity",
        "error",
    ]);
    assert_eq!(ran.out.lines().count(), 3, "programs get them all");
}

#[test]
fn quiet_leaves_the_summary_out() {
    let desk = Desk::new(&[("a.md", CLEAN), ("b.md", FAULTY)]);
    let ran = desk.check(&["--quiet", "a.md"]);
    assert_eq!((ran.code, &*ran.out, &*ran.err), (0, "", ""));
    let ran = desk.check(&["-q"]);
    assert_eq!((ran.code, ran.out.lines().count()), (1, 1));
}

#[test]
fn the_format_may_come_from_the_environment() {
    let desk = Desk::new(&[("a.md", FAULTY)]);
    let mut command = desk.command();
    let output = command
        .arg("check")
        .env("COPYDESK_OUTPUT_FORMAT", "json")
        .output();
    let json: serde_json::Value = serde_json::from_slice(&output.unwrap().stdout).unwrap();
    assert_eq!(json["schema_version"], 1);
    assert_eq!(json["summary"]["errors"], 1);
    let finding = &json["diagnostics"][0];
    assert_eq!(finding["path"], "a.md");
    assert_eq!(finding["rule"], "image/alt-missing");
    assert_eq!(finding["span"], serde_json::json!([41, 63]));
    assert_eq!(finding["line"], 5);
}
