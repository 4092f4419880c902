//! Broken and hostile front matter, in every language: one finding that says what is wrong, no
//! cascade behind it, and a body that is checked all the same.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::path::Path;

use copydesk::config::{Builder, Config};
use copydesk::document::Source;
use copydesk::engine;
use copydesk::finding::{Finding, Level};
use copydesk::target::Target;

/// Every body has one fault of its own.
const BODY: &str = "It left at nine.\n\n<img src=\"ferry.jpg\">\n";

/// Articles with one fault in the form of their front matter, and the rule that speaks of it.
const BROKEN: &[(&str, &str)] = &[
    // YAML.
    (
        "---\ntitle: Carrying feeds: a guide\ndate: 2024-05-01\n---\n",
        "front-matter/syntax",
    ),
    (
        "---\ntitle: \"The ferry\ndate: 2024-05-01\n---\n",
        "front-matter/syntax",
    ),
    (
        "---\ntitle: 'It's late'\ndate: 2024-05-01\n---\n",
        "front-matter/syntax",
    ),
    (
        "---\ntitle: @ferry\ndate: 2024-05-01\n---\n",
        "front-matter/syntax",
    ),
    (
        "---\ntitle: The ferry\ndate: 2024-05-01\ntags: [quay, sea\n---\n",
        "front-matter/syntax",
    ),
    (
        "---\ntitle: The ferry\ndate: 2024-05-01\ntags:\n\t- quay\n\t- sea\n---\n",
        "front-matter/syntax",
    ),
    (
        "---\ntitle The ferry\ndate: 2024-05-01\n---\n",
        "front-matter/syntax",
    ),
    ("---\n- title\n- date\n---\n", "front-matter/syntax"),
    ("---\njust a sentence\n---\n", "front-matter/syntax"),
    (
        "---\ntitle: a\n<<<<<<< HEAD\ndate: 2024-05-01\n=======\ndate: 2024-05-02\n>>>>>>> other\n---\n",
        "front-matter/syntax",
    ),
    (
        "---\ntitle: *nobody\ndate: 2024-05-01\n---\n",
        "front-matter/syntax",
    ),
    (
        "---\ntitle: The ferry\ndate: 2024-05-01\n\n",
        "front-matter/unclosed",
    ),
    (
        "---\ntitle: The ferry\ntitle: A ferry\ndate: 2024-05-01\n---\n",
        "front-matter/duplicate-key",
    ),
    (
        "title: The ferry\ndate: 2024-05-01\n---\n",
        "front-matter/unopened",
    ),
    // TOML.
    (
        "+++\ntitle = The ferry\ndate = 2024-05-01\n+++\n",
        "front-matter/syntax",
    ),
    (
        "+++\ntitle = \"The ferry\ndate = 2024-05-01\n+++\n",
        "front-matter/syntax",
    ),
    (
        "+++\ntitle: The ferry\ndate = 2024-05-01\n+++\n",
        "front-matter/syntax",
    ),
    (
        "+++\ntitle = \"The ferry\"\ndate = 2024-05-01\ntags = [\"quay\"\n+++\n",
        "front-matter/syntax",
    ),
    (
        "+++\ntitle = \"The ferry\"\ntitle = \"A ferry\"\ndate = 2024-05-01\n+++\n",
        "front-matter/duplicate-key",
    ),
    (
        "+++\ntitle = \"The ferry\"\ndate = 2024-05-01\n\n",
        "front-matter/unclosed",
    ),
    // JSON.
    (
        "---json\n{ \"title\": \"The ferry\", \"date\": \"2024-05-01\", }\n---\n",
        "front-matter/syntax",
    ),
    (
        "---json\n{ \"title\": \"The ferry\" \"date\": \"2024-05-01\" }\n---\n",
        "front-matter/syntax",
    ),
    (
        "---json\n{ 'title': \"The ferry\", \"date\": \"2024-05-01\" }\n---\n",
        "front-matter/syntax",
    ),
    (
        ";;;\n\"title\": \"The ferry\",\n\"date\": 2024-05-01\n;;;\n",
        "front-matter/syntax",
    ),
];

fn config(target: Option<Target>) -> Config {
    let mut builder = Builder::new(Path::new(""));
    builder.targets(target.into_iter().collect());
    builder.finish().unwrap().at(support::NOW)
}

fn findings(front: &str, target: Option<Target>) -> (Source, Vec<Finding>) {
    let source = Source::new("article.md", format!("{front}{BODY}"));
    let findings = engine::check(&source, &config(target));
    (source, findings)
}

/// What is said about the front matter.
fn said(findings: &[Finding]) -> Vec<&str> {
    let ids = findings.iter().map(|finding| &*finding.rule);
    ids.filter(|id| id.starts_with("front-matter/") || id.starts_with("date/"))
        .collect()
}

#[test]
fn one_fault_one_finding() {
    for (front, rule) in BROKEN {
        let (source, findings) = findings(front, None);
        let shown = support::shown(&source, &findings);
        assert_eq!(said(&findings), [*rule], "{front}\n{shown}");
    }
}

#[test]
fn the_body_is_checked_all_the_same() {
    for (front, _) in BROKEN {
        let (source, findings) = findings(front, None);
        let image = findings
            .iter()
            .find(|finding| &*finding.rule == "image/alt-missing");
        let shown = support::shown(&source, &findings);
        let image = image.unwrap_or_else(|| panic!("{front}\n{shown}"));
        assert_eq!(
            source.slice(image.span),
            "<img src=\"ferry.jpg\">",
            "{front}"
        );
    }
}

#[test]
fn no_target_makes_a_cascade_of_it() {
    for target in Target::ALL {
        for (front, _) in BROKEN {
            let (source, findings) = findings(front, Some(*target));
            let errors = findings.iter().filter(|finding| {
                finding.level == Level::Error && finding.rule.starts_with("front-matter/")
            });
            let shown = support::shown(&source, &findings);
            assert!(errors.count() <= 1, "{target:?} {front}\n{shown}");
        }
    }
}

/// Texts that are made to hurt: all end, and none is taken for several faults.
#[test]
fn hostile_blocks_end() {
    let deep =
        |open: &str, close: &str| format!("{}1{}", open.repeat(20_000), close.repeat(20_000));
    let laughs: String = (1..40)
        .map(|level| format!("l{level}: &l{level} [*l{0}, *l{0}, *l{0}]\n", level - 1))
        .collect();
    let blocks = [
        format!("---\ntitle: {}\n---\n", deep("[", "]")),
        format!("---\ntitle: {}\n---\n", deep("{a: ", "}")),
        format!("---\n{}a\n---\n", "? ".repeat(20_000)),
        format!("---\n{}a\n---\n", "- ".repeat(20_000)),
        format!("---\nl0: &l0 lol\n{laughs}---\n"),
        format!("---\na: {}\n---\n", "*x ".repeat(20_000)),
        format!("---\n{}\n---\n", "a: 1\n".repeat(5_000)),
        format!("---\ntitle: \"{}\n---\n", "\\".repeat(50_000)),
        format!("+++\na = {}\n+++\n", deep("[", "]")),
        format!("+++\n{}\n+++\n", "[a.".repeat(10_000)),
        format!("---json\n{}\n---\n", deep("{\"a\":", "}")),
        format!("---\ndate: {}\n---\n", "9".repeat(100_000)),
        format!("---\ndate: 2024-05-01{}\n---\n", " ".repeat(100_000)),
        "---\n\u{0}\u{1}: \u{fffe}\n---\n".to_owned(),
    ];
    for block in &blocks {
        let start: String = block.chars().take(40).collect();
        for target in [
            None,
            Some(Target::Hexo),
            Some(Target::Jekyll),
            Some(Target::Zola),
        ] {
            let (_, findings) = findings(block, target);
            let syntax = findings
                .iter()
                .filter(|finding| &*finding.rule == "front-matter/syntax");
            assert!(syntax.count() <= 1, "{target:?} {start}");
        }
    }
}

#[test]
fn scaffolds_and_templates_are_no_articles() {
    let scaffold = "---\ntitle: {{ title }}\ndate: {{ date }}\n---\n";
    let (source, found) = findings(scaffold, None);
    assert!(found.is_empty(), "{}", support::shown(&source, &found));

    let archetype = Source::new("archetypes/default.md", "title = broken\n<img>\n");
    let config = config(Some(Target::Hugo));
    assert!(engine::check(&archetype, &config).is_empty());
    let article = Source::new("content/a.md", "<img>\n");
    assert!(!engine::check(&article, &config).is_empty());
}

#[test]
fn hexo_alone_reads_a_block_without_opening_fence() {
    let front = "title: The ferry\ndate: 2024-06-31\n---\n";
    let (_, found) = findings(front, Some(Target::Hexo));
    assert_eq!(said(&found), ["date/impossible"]);
    let (_, found) = findings(front, Some(Target::Hugo));
    assert_eq!(said(&found), ["front-matter/unopened", "date/impossible"]);
}
