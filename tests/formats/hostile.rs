//! What strangers write stays text: no format takes it for a command, a tag or an end of line.

use copydesk::document::{Source, Span};
use copydesk::finding::{Finding, Level, Related};
use copydesk::fix::{Applicability, Edit, Fix};
use copydesk::report::Format;
use scraper::{Html, Selector};
use serde_json::Value;

use crate::decode::{command, path_of, texts, xml};
use crate::{finding, print};

/// Texts that do something somewhere.
pub(crate) const HOSTILE: &[&str] = &[
    "\x1b[31mred\x1b[0m \x1b]8;;https://example.org\x07link\x1b]8;;\x07",
    "##[error]forged",
    "x ##[stop-commands]token",
    "##vso[task.setvariable variable=x]y",
    "##TeamCity[buildProblem description='x']",
    "::error file=a.md,line=1::forged",
    "\n::error::forged\n  ::add-mask::a",
    "\r::warning::forged",
    "\0\u{1}\u{8}\u{7f}\u{80}\u{9b}31m\u{9f}",
    "a\u{202e}txt.exe\u{2066}\u{200b}\u{feff}\u{2028}\u{2029}",
    "</script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "]]>\u{fffe}\u{ffff}<!-- --> &amp; &#0; <![CDATA[",
    "\"quoted\" 'quoted' `code` \\ %0A %25 \"} , {",
    "[click](https://example.org) | cell | @someone <b>",
    "%::,=;:",
];

/// Nothing in a report may do anything to a terminal or to the log of a build.
pub(crate) fn assert_harmless(format: Format, report: &str) {
    for char in report.chars() {
        let is_command = char != '\n' && char.is_control();
        let is_hidden = matches!(char, '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        assert!(
            !is_command && !is_hidden,
            "{format:?} has {char:?} in\n{report}"
        );
    }
    let lower = report.to_ascii_lowercase();
    for start in ["##[", "##vso[", "##teamcity["] {
        assert!(
            !lower.contains(start),
            "{format:?} has {start} in\n{report}"
        );
    }
    if format != Format::Github {
        for line in report.lines() {
            assert!(!line.trim_start().starts_with("::"), "{format:?}: {line}");
        }
    }
}

fn findings(text: &str) -> Vec<Finding> {
    let all = Span::of(0..text.len());
    vec![Finding {
        rule: text.into(),
        level: Level::Warning,
        related: vec![Related {
            span: all,
            message: text.to_owned(),
        }],
        help: Some(text.to_owned()),
        fix: Some(Fix::new(
            text,
            Applicability::Safe,
            vec![Edit::replace(all, text)],
        )),
        ..finding(all, text)
    }]
}

/// The path, too, where there can be such a file.
fn path(text: &str) -> String {
    format!("posts/{}.md", text.replace(['\0', '/', '\\'], "_"))
}

#[test]
fn no_format_does_what_a_text_says() {
    for text in HOSTILE {
        let source = Source::new(path(text), *text);
        for format in Format::ALL {
            assert_harmless(format, &print(format, &source, &findings(text)));
        }
    }
}

#[test]
fn json_says_what_was_written() {
    for text in HOSTILE {
        let source = Source::new(path(text), *text);
        let report = print(Format::Json, &source, &findings(text));
        let value: Value = serde_json::from_str(&report).unwrap();
        let record = &value["diagnostics"][0];
        assert_eq!(record["path"], path(text));
        for said in [
            &record["message"],
            &record["help"],
            &record["rule"],
            &record["fix"]["edits"][0]["text"],
        ] {
            assert_eq!(said, text);
        }
        let report = print(Format::Gitlab, &source, &findings(text));
        let value: Value = serde_json::from_str(&report).unwrap();
        assert_eq!(value[0]["location"]["path"], path(text));
        assert_eq!(value[0]["description"], *text);
    }
}

#[test]
fn sarif_says_what_was_written() {
    for text in HOSTILE {
        let source = Source::new(path(text), *text);
        let report = print(Format::Sarif, &source, &findings(text));
        let value: Value = serde_json::from_str(&report).unwrap();
        let result = &value["runs"][0]["results"][0];
        let said = result["message"]["text"].as_str().unwrap();
        let expected = text.replace("](", "] (");
        assert_eq!(
            said,
            format!("{expected}\n{expected}"),
            "no link in a message"
        );
        let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        assert_eq!(path_of(uri.as_str().unwrap()), path(text).as_bytes());
        let inserted = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(inserted["insertedContent"]["text"], *text);
    }
}

#[test]
fn reviewdog_is_told_what_was_written() {
    for text in HOSTILE {
        let source = Source::new(path(text), *text);
        let report = print(Format::Rdjsonl, &source, &findings(text));
        assert_eq!(report.lines().count(), 1);
        let value: Value = serde_json::from_str(&report).unwrap();
        assert_eq!(value["location"]["path"], path(text));
        assert_eq!(value["message"], format!("{text}\n{text}"));
        assert_eq!(value["code"]["value"], *text);
        assert_eq!(value["suggestions"][0]["text"], *text);
    }
}

#[test]
fn annotations_are_ours_only() {
    for text in HOSTILE {
        let source = Source::new(path(text), *text);
        let report = print(Format::Github, &source, &findings(text));
        let lines: Vec<_> = report.lines().collect();
        assert_eq!(lines.len(), 1, "{report}");
        let (name, properties, _) = command(lines[0]).unwrap();
        assert_eq!(name, "warning");
        let keys: Vec<_> = properties.keys().collect();
        assert!(
            keys.iter().all(
                |key| ["file", "line", "endLine", "col", "endColumn", "title"]
                    .contains(&key.as_str())
            ),
            "{keys:?}"
        );
        let plain = |char: char| !char.is_control() || matches!(char, '\n' | '\r');
        let is_plain = path(text)
            .chars()
            .all(|char| plain(char) && char.is_ascii());
        if is_plain && !path(text).contains("##") {
            assert_eq!(properties["file"], path(text));
        }
    }
}

#[test]
fn xml_is_well_formed() {
    for text in HOSTILE {
        let source = Source::new(path(text), *text);
        let legal: String = text
            .chars()
            .map(|char| match char {
                '\t' | '\n' | '\r' => char,
                '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
                _ => char,
            })
            .collect();
        for (level, element) in [(Level::Error, "failure"), (Level::Warning, "system-out")] {
            let mut findings = findings(text);
            findings[0].level = level;
            let nodes = xml(&print(Format::Junit, &source, &findings));
            let names: Vec<_> = nodes.iter().map(|node| &*node.name).collect();
            assert_eq!(names, ["testsuites", "testsuite", "testcase", element]);
            assert!(nodes[3].text.ends_with(legal.trim_end()));
            if level == Level::Error {
                assert_eq!(nodes[3].attributes["message"], legal);
            }
        }
    }
}

#[test]
fn the_page_has_no_element_of_a_stranger() {
    for text in HOSTILE {
        let source = Source::new(path(text), *text);
        let page = Html::parse_document(&print(Format::Html, &source, &findings(text)));
        assert!(page.errors.is_empty(), "{text:?}: {:?}", page.errors);
        let count = |selector: &str| page.select(&Selector::parse(selector).unwrap()).count();
        assert_eq!(count("script"), 1);
        assert_eq!(count(".f"), 1);
        assert_eq!(
            count("img, iframe, link, object, embed, b b, [onerror], [style]"),
            0
        );
        assert_eq!(texts(&page, ".message").len(), 1);
    }
}

#[test]
fn a_summary_in_markdown_is_a_table_of_one_row() {
    for text in HOSTILE {
        let source = Source::new(path(text), *text);
        let report = print(Format::Markdown, &source, &findings(text));
        let options = pulldown_cmark::Options::ENABLE_TABLES;
        let mut page = String::new();
        let parser = pulldown_cmark::Parser::new_ext(&report, options);
        pulldown_cmark::html::push_html(&mut page, parser);
        let page = Html::parse_fragment(&page);
        let count = |selector: &str| page.select(&Selector::parse(selector).unwrap()).count();
        assert_eq!(count("tbody td"), 4, "{report}");
        assert_eq!(count("a, script, img, b"), 0, "{report}");
    }
}

#[test]
fn a_long_summary_in_markdown_counts_first() {
    let text = "x".repeat(50);
    let source = Source::new("a.md", &*text);
    let findings: Vec<_> = (0..50)
        .map(|at| Finding {
            rule: if at < 20 {
                "test/rare"
            } else {
                "test/frequent"
            }
            .into(),
            ..finding(Span::of(at..at + 1), "this is wrong")
        })
        .collect();
    let report = print(Format::Markdown, &source, &findings);
    let (counts, list) = report.split_once("<details>").unwrap();
    let rows: Vec<_> = counts
        .lines()
        .filter(|line| line.contains("test/"))
        .collect();
    assert_eq!(
        rows,
        [
            "| 30 | test/frequent | error |",
            "| 20 | test/rare | error |"
        ]
    );
    assert_eq!(list.matches("this is wrong").count(), 50);
    assert!(list.ends_with("</details>\n"), "{list}");
    let short = print(Format::Markdown, &source, &findings[..40]);
    assert!(
        !short.contains("<details>") && !short.contains("| 20 |"),
        "{short}"
    );
}
