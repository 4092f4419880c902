//! `copydesk init`.

use std::fs;

use crate::desk::{CLEAN, Desk, FAULTY};

/// A site of five posts with tags, and a draft.
fn site(extra: &[(&str, &str)]) -> Desk {
    let post = |at: usize| {
        format!(
            "---\ntitle: Low tide {at}\ndate: 2026-03-0{at}\ntags: [sea]\ndraft: false\n---\nDry.\n"
        )
    };
    let posts: Vec<_> = (1..6)
        .map(|at| (format!("source/_posts/{at}.md"), post(at)))
        .collect();
    let mut files: Vec<_> = posts
        .iter()
        .map(|(name, text)| (&**name, &**text))
        .collect();
    files.push(("source/_drafts/x.md", "draft\n"));
    files.push(("README.md", "# A site\n"));
    files.extend_from_slice(extra);
    Desk::new(&files)
}

fn written(desk: &Desk) -> String {
    fs::read_to_string(desk.path().join("copydesk.yml")).unwrap()
}

/// The lines that are no comments.
fn said(text: &str) -> Vec<&str> {
    let lines = text.lines();
    let lines = lines.filter(|line| !line.trim_start().starts_with('#') && !line.is_empty());
    lines
        .map(|line| line.split("  #").next().unwrap())
        .collect()
}

#[test]
fn what_is_there_is_proposed() {
    let desk = site(&[]);
    let ran = desk.run(&["init"]);
    assert_eq!((ran.code, &*ran.err), (0, ""));
    let expected = [
        "target: [hexo]",
        "extends: [recommended]",
        "exclude:",
        "  - \"**/README*\"",
        "  - source/_drafts",
        "front-matter:",
        "  required: [date, draft, tags, title]",
        "  types:",
        "    draft: boolean",
        "    tags: list",
    ];
    assert_eq!(said(&written(&desk)), expected);
    assert_eq!(desk.run(&["check"]).code, 0);
    desk.write(
        "source/_posts/6.md",
        "---\ntitle: No tags\ndate: 2026-03-06\ndraft: no\n---\nDry.\n",
    );
    let ran = desk.check(&[]);
    assert!(
        ran.rules().contains(&"front-matter/required-key"),
        "{}",
        ran.out
    );
}

#[test]
fn a_screen_is_enough() {
    let desk = site(&[]);
    let ran = desk.run(&["init"]);
    assert!(ran.out.lines().count() <= 24, "{}", ran.out);
    assert!(
        ran.out.lines().all(|line| line.chars().count() <= 100),
        "{}",
        ran.out
    );
    for word in [
        "pre-commit",
        "GitHub Actions",
        "editor",
        "copydesk check",
        "baseline create",
    ] {
        assert!(ran.out.contains(word), "{word}: {}", ran.out);
    }
}

#[test]
fn a_configuration_is_never_written_over() {
    for name in ["copydesk.yml", ".copydesk.yml"] {
        let desk = site(&[(name, "extends: [strict]\n")]);
        let ran = desk.run(&["init", "--baseline"]);
        assert_eq!(ran.code, 2);
        assert!(
            ran.err.contains(&format!("{name}: there is one already")),
            "{}",
            ran.err
        );
        assert_eq!(
            fs::read_to_string(desk.path().join(name)).unwrap(),
            "extends: [strict]\n"
        );
        assert!(!desk.path().join("copydesk-baseline.json").exists());
        assert_eq!(desk.run(&["init", "--stdout"]).code, 0, "it may be asked");
    }
}

#[test]
fn with_stdout_nothing_is_written() {
    let desk = site(&[]);
    let ran = desk.run(&["init", "--stdout"]);
    assert_eq!(ran.code, 0);
    assert!(!desk.path().join("copydesk.yml").exists());
    desk.run(&["init"]);
    assert_eq!(written(&desk), ran.out);
}

#[test]
fn what_the_user_says_counts() {
    let desk = site(&[]);
    let ran = desk.run(&["init", "--preset", "strict", "--target", "hugo,zola"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        said(&written(&desk))[..2],
        ["target: [hugo, zola]", "extends: [strict]"]
    );
    let desk = site(&[]);
    let ran = desk.run(&["init", "--preset", "strickt"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("did you mean") && !desk.path().join("copydesk.yml").exists(),
        "{}",
        ran.err
    );
}

#[test]
fn raw_html_is_an_archive() {
    let raw = "---\ntitle: Low tide\ndate: 2026-03-01\n---\n<p>One.</p>\n<p>Two.</p>\nThree.\n";
    let desk = Desk::new(&[("a.md", raw), ("b.md", raw), ("c.md", CLEAN)]);
    desk.run(&["init"]);
    assert_eq!(said(&written(&desk)), ["extends: [archive]"]);
}

#[test]
fn a_baseline_may_come_at_once() {
    let desk = Desk::new(&[("a.md", FAULTY), ("sub/b.md", CLEAN)]);
    let ran = desk.run(&["init", "--baseline"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(desk.run(&["check"]).code, 0);
    assert!(desk.path().join("copydesk-baseline.json").is_file());
}

#[test]
fn where_nothing_is_nothing_is_proposed() {
    let desk = Desk::new(&[("a.txt", "x")]);
    let ran = desk.run(&["init"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no articles"), "{}", ran.err);
    assert_eq!(desk.run(&["init", "missing"]).code, 2);
}

#[test]
fn names_that_yaml_reads_otherwise_are_quoted() {
    let text = "---\n'yes': [1]\n\"a: b\": [1]\n'#': [1]\n标题: [1]\n\"x\\\"y\": [1]\n---\nx\n";
    let names = [
        "1.md",
        "2.md",
        "3.md",
        "4.md",
        "5.md",
        "drafts [1]/templates/6.md",
    ];
    let desk = Desk::new(&names.map(|name| (name, text)));
    let ran = desk.run(&["init"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ran = desk.run(&[
        "check",
        "--select",
        "front-matter/type,front-matter/required-key",
    ]);
    assert_eq!((ran.code, &*ran.err), (0, ""), "{}", ran.out);
    assert!(ran.out.starts_with("Checked 5 files"), "{}", ran.out);
}
