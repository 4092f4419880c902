//! The formats for programs.

use copydesk::document::{Source, Span};
use copydesk::finding::{Finding, Level};
use copydesk::fix::{Applicability, Edit, Fix};
use copydesk::report::{Checked, Format, Printer, Style, Summary};
use serde_json::{Value, json};

use crate::{find, finding, related};

/// Two files with findings and a clean one between them, through the whole of a format.
fn print(format: Format) -> String {
    let text = "---\ntitle: 猫\n---\n<p>é<img src=\"a.jpg\">\n";
    let first = Source::new("posts/a.md", text);
    let image = Finding {
        related: vec![related(find(text, "猫"), "the title")],
        help: Some("say what it shows".to_owned()),
        fix: Some(Fix::new(
            "add `alt`",
            Applicability::Manual,
            vec![Edit::insert(find(text, ">\n").start, " alt=\"\"")],
        )),
        ..finding(
            "image/alt-missing",
            Level::Error,
            "no \"alt\"",
            find(text, "<img src=\"a.jpg\">"),
        )
    };
    let note = finding("text/note", Level::Info, "only an info", Span::new(0, 3));
    let clean = Source::new("posts/b.md", "");
    let last = Source::new("posts/c.md", "x");
    let warning = [finding("text/odd", Level::Warning, "odd", Span::new(0, 1))];

    let files = [
        (&first, vec![note, image]),
        (&clean, vec![]),
        (&last, warning.to_vec()),
    ];
    let report = format.report(Style {
        max_per_file: Some(0),
        color: true,
        ..Style::default()
    });
    let mut summary = Summary::default();
    let mut out = Vec::new();
    let mut printer = Printer::start(&*report, &mut out).expect("memory can be written");
    for (source, findings) in &files {
        let checked = Checked::new(source, findings);
        summary.add(&checked);
        printer
            .file(&report.file(&checked))
            .expect("memory can be written");
    }
    printer.finish(&summary).expect("memory can be written");
    String::from_utf8(out).expect("reports are UTF-8")
}

fn image() -> Value {
    json!({
        "path": "posts/a.md", "rule": "image/alt-missing", "level": "error",
        "message": "no \"alt\"", "help": "say what it shows", "span": [24, 41],
        "line": 4, "column": 5, "end_line": 4, "end_column": 22,
        "related": [{"span": [11, 14], "message": "the title"}],
        "fix": {
            "title": "add `alt`", "applicability": "manual",
            "edits": [{"span": [40, 40], "text": " alt=\"\""}],
        },
    })
}

#[test]
fn json_is_one_document_with_every_level() {
    let value: Value = serde_json::from_str(&print(Format::Json)).expect("one JSON document");
    assert_eq!(value["schema_version"], 1);
    assert_eq!(
        value["summary"],
        json!({"files": 3, "errors": 1, "warnings": 1, "infos": 1, "failed": 0, "baseline": 0})
    );
    let diagnostics = value["diagnostics"].as_array().expect("a list");
    assert_eq!(diagnostics.len(), 3);
    assert_eq!(diagnostics[0]["level"], "info");
    assert_eq!(diagnostics[0]["help"], Value::Null);
    assert_eq!(diagnostics[0]["fix"], Value::Null);
    assert_eq!(diagnostics[1], image());
    assert_eq!(diagnostics[2]["path"], "posts/c.md");
}

#[test]
fn jsonl_is_one_object_a_line() {
    let lines: Vec<Value> = print(Format::Jsonl)
        .lines()
        .map(|line| serde_json::from_str(line).expect("one JSON object"))
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[1], image());
}

#[test]
fn json_of_nothing_is_a_document() {
    let report = Format::Json.report(Style::default());
    let mut out = Vec::new();
    let printer = Printer::start(&*report, &mut out).expect("memory can be written");
    printer
        .finish(&Summary::default())
        .expect("memory can be written");
    let value: Value = serde_json::from_slice(&out).expect("one JSON document");
    assert_eq!(value["diagnostics"], json!([]));
}

#[test]
fn the_order_of_keys_is_part_of_the_shape() {
    insta::assert_snapshot!(print(Format::Json));
}

#[cfg(unix)]
#[test]
fn a_path_that_is_not_utf8_is_lossy() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let source = Source::new(OsStr::from_bytes(b"posts/\xff.md"), "x");
    let findings = [finding("a/b", Level::Error, "m", Span::new(0, 1))];
    for format in [Format::Pretty, Format::Concise, Format::Json, Format::Jsonl] {
        let shown = crate::show(format, &Style::default(), &source, &findings);
        assert!(shown.contains("posts/\u{fffd}.md"), "{shown}");
    }
}
