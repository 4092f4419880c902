//! Faults of TOML and JSON.

use super::super::{FrontMatter, Options, ProblemKind};
use super::read;

/// A block with one fault: the bytes that are marked, a piece of the message, the block as the fix
/// leaves it, and the keys that are read all the same.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static [&'static str],
);

const TOML: &[Row] = &[
    (
        "a = \"x\nb = 1\n",
        "\"",
        "this `\"` is never closed",
        Some("a = \"x\"\nb = 1\n"),
        &["a", "b"],
    ),
    (
        "a = 'x\nb = 'y'\n",
        "'",
        "this `'` is never closed",
        Some("a = 'x'\nb = 'y'\n"),
        &["a", "b"],
    ),
    (
        "a = 'it's'\nb = 1\n",
        "s",
        "a `'` inside the text ends it",
        Some("a = \"it's\"\nb = 1\n"),
        &["a", "b"],
    ),
    (
        "a = \"x\" y\nb = 1\n",
        "y",
        "behind the closing quote",
        Some("a = \"\\\"x\\\" y\"\nb = 1\n"),
        &["a", "b"],
    ),
    (
        "a = some words\nb = 1\n",
        "some words",
        "text without quotes",
        Some("a = \"some words\"\nb = 1\n"),
        &["a", "b"],
    ),
    (
        "a = yes # c\n",
        "yes",
        "text without quotes",
        Some("a = \"yes\" # c\n"),
        &["a"],
    ),
    (
        "a = True\n",
        "True",
        "small letters",
        Some("a = true\n"),
        &["a"],
    ),
    ("a =\nb = 1\n", "", "a value is missing", None, &["a", "b"]),
    (
        "a: x\nb = 1\n",
        ":",
        "a colon, where TOML has `=`",
        Some("a = \"x\"\nb = 1\n"),
        &["a", "b"],
    ),
    ("words\nb = 1\n", "words", "not `key = value`", None, &["b"]),
    (
        "标题 = 1\n",
        "标题",
        "needs quotes",
        Some("\"标题\" = 1\n"),
        &["标题"],
    ),
    (
        "a = [1, 2\nb = 3\nc = 4\n",
        "[",
        "this `[` is never closed",
        Some("a = [1, 2]\nb = 3\nc = 4\n"),
        &["a", "b", "c"],
    ),
    (
        "a = {x = 1\nb = 3\n",
        "{",
        "this `{` is never closed",
        Some("a = {x = 1}\nb = 3\n"),
        &["a", "b"],
    ),
    (
        "a = [\"x\" \"y\"]\nb = 3\n",
        "",
        "a comma or the closing `]` is missing",
        None,
        &["a", "b"],
    ),
    (
        "a = \"C:\\path\"\n",
        "\\p",
        "`\\p` is no escape",
        Some("a = 'C:\\path'\n"),
        &["a"],
    ),
    (
        "a = 2022-13-01\nb = 1\n",
        "2022-13-01",
        "no date",
        None,
        &["a", "b"],
    ),
    ("a = 007\nb = 1\n", "0", "a leading zero", None, &["a", "b"]),
    (
        "a = 99999999999999999999\n",
        "99999999999999999999",
        "64 bits",
        None,
        &["a"],
    ),
];

const JSON: &[Row] = &[
    (
        "{\"a\": 1,}",
        ",",
        "a comma with nothing behind it",
        Some("{\"a\": 1}"),
        &["a"],
    ),
    (
        "{\"a\": 1 \"b\": 2}",
        "",
        "a comma is missing",
        Some("{\"a\": 1, \"b\": 2}"),
        &["a", "b"],
    ),
    ("{\"a\" 1}", "1", "a colon is missing", None, &[]),
    (
        "{'a': 1}",
        "'a'",
        "single quotes",
        Some("{\"a\": 1}"),
        &["a"],
    ),
    (
        "{a: 1}",
        "a",
        "a key without quotes",
        Some("{\"a\": 1}"),
        &["a"],
    ),
    (
        "{\"a\": 'x \"y\"'}",
        "'x \"y\"'",
        "single quotes",
        Some("{\"a\": \"x \\\"y\\\"\"}"),
        &["a"],
    ),
    (
        "{\"a\": words}",
        "words",
        "a text without quotes",
        Some("{\"a\": \"words\"}"),
        &["a"],
    ),
    (
        "{\"a\": True}",
        "True",
        "small letters",
        Some("{\"a\": true}"),
        &["a"],
    ),
    (
        "{\"a\": 01}",
        "01",
        "no JSON number",
        Some("{\"a\": \"01\"}"),
        &["a"],
    ),
    (
        "{\"a\": \"C:\\path\"}",
        "\\p",
        "`\\p` is no escape",
        Some("{\"a\": \"C:\\\\path\"}"),
        &["a"],
    ),
    (
        "{\"a\": \"\\ud83d x\"}",
        "\\u",
        "`\\u` is no escape",
        Some("{\"a\": \"\\\\ud83d x\"}"),
        &["a"],
    ),
    (
        "{\"a\": \"x\ty\"}",
        "\t",
        "a control character",
        Some("{\"a\": \"x\\u0009y\"}"),
        &["a"],
    ),
    (
        "{\n\"a\": \"x\n\"b\": 1\n}",
        "\"",
        "this `\"` is never closed",
        None,
        &["a", "b"],
    ),
    (
        "{\n\"a\": ?,\n\"b\": 1\n}",
        "?",
        "no JSON value",
        None,
        &["a", "b"],
    ),
    (
        "{\"a\": 1 // c\n}",
        "// c",
        "a comment",
        Some("{\"a\": 1 \n}"),
        &["a"],
    ),
    (
        "{\"a\": [1, 2}",
        "[",
        "this `[` is never closed",
        Some("{\"a\": [1, 2]}"),
        &["a"],
    ),
    ("{\"a\": [1,, 2]}", ",", "a value is missing", None, &["a"]),
    (
        "{\"a\": {\"b\": 1}",
        "{",
        "this `{` is never closed",
        None,
        &["a"],
    ),
    ("{\"a\": 1} x", "x", "behind the end", None, &["a"]),
];

#[test]
fn every_fault_of_toml_is_told_once_and_mended() {
    check(TOML, |block| format!("+++\n{block}+++\n"));
}

#[test]
fn every_fault_of_json_is_told_once_and_mended() {
    check(JSON, |block| format!("---json\n{block}\n---\n"));
}

fn check(rows: &[Row], fenced: impl Fn(&str) -> String) {
    for (block, marked, message, mended, keys) in rows {
        let text = fenced(block);
        let front = read(&text);
        let [problem] = &front.problems[..] else {
            panic!("{block:?} has {:#?}", front.problems);
        };
        assert_eq!(problem.kind, ProblemKind::Syntax, "{block:?}");
        assert_eq!(
            problem.span.of_text(&text),
            *marked,
            "{block:?}: {}",
            problem.message
        );
        assert!(
            problem.message.contains(message),
            "{block:?}: {}",
            problem.message
        );
        let names: Vec<_> = front.entries().iter().map(|entry| entry.name()).collect();
        assert_eq!(names, *keys, "{block:?}");
        let fixed = problem.fix.as_ref().map(|fix| {
            let mut text = text.clone();
            for edit in fix.edits().iter().rev() {
                text.replace_range(edit.span.range(), &edit.text);
            }
            text
        });
        assert_eq!(fixed, mended.map(&fenced), "{block:?}");
        if let Some(fixed) = fixed {
            assert_eq!(read(&fixed).problems, [], "{fixed:?}");
        }
    }
}

#[test]
fn duplicates_of_toml_and_json_have_both_places() {
    let rows = [
        ("+++\na = 1\nb = 2\na = 3\n+++\n", 16, 4),
        ("+++\n[t]\na = 1\n[t]\nb = 2\n+++\n", 15, 5),
        ("+++\n[t]\na = 1\na = 2\n+++\n", 14, 8),
        ("---json\n{\"a\": 1, \"a\": 2}\n---\n", 17, 9),
    ];
    for (text, second, first) in rows {
        let front = read(text);
        let places: Vec<_> = front
            .problems
            .iter()
            .map(|problem| {
                (
                    problem.kind,
                    problem.span.start,
                    problem.related[0].span.start,
                )
            })
            .collect();
        assert_eq!(
            places,
            [(ProblemKind::DuplicateKey, second, first)],
            "{text:?}"
        );
    }
}

#[test]
fn braces_between_semicolons_are_too_many() {
    let text = ";;;\n{\"a\": 1}\n;;;\n";
    let front = read(text);
    assert_eq!(front.problems.len(), 1);
    assert_eq!(front.entries().len(), 1);
    let mut mended = text.to_owned();
    for edit in front.problems[0]
        .fix
        .as_ref()
        .expect("a fix")
        .edits()
        .iter()
        .rev()
    {
        mended.replace_range(edit.span.range(), &edit.text);
    }
    assert_eq!(mended, ";;;\n\"a\": 1\n;;;\n");
}

#[test]
fn comments_of_toml_are_found_outside_of_strings() {
    let text =
        "+++\n# one\na = \"# no\" # two\nb = '''\n# no\n''' # three\n\"#k\" = [ # four\n1]\n+++\n";
    let front = read(text);
    let found: Vec<_> = front
        .comments
        .iter()
        .map(|comment| &*comment.text)
        .collect();
    assert_eq!(found, [" one", " two", " three", " four"]);
}

#[test]
fn what_is_new_in_toml_1_1_is_named() {
    let rows = [
        ("a = 10:00\n", "10:00"),
        ("a = 2022-02-04T10:00Z\n", "2022-02-04T10:00Z"),
        ("a = {b = 1, c = 2,}\n", ","),
        ("a = {b = 1,\nc = 2}\n", "\n"),
        ("a = \"\\x41\"\n", "\\x"),
        ("a = \"\\\\ \\e\"\n", "\\e"),
    ];
    for (block, marked) in rows {
        let text = format!("+++\n{block}+++\n");
        let front = read(&text);
        assert_eq!(front.problems, [], "{block:?}");
        let problem = front
            .strict_problem()
            .unwrap_or_else(|| panic!("{block:?}"));
        assert_eq!(problem.span.of_text(&text), marked, "{block:?}");
    }
    for block in [
        "a = 10:00:00\n",
        "a = {b = 1, c = [\n1,\n]}\n",
        "a = \"\\\\x\"\n",
        "a = '\\x41'\n",
    ] {
        let text = format!("+++\n{block}+++\n");
        let front = FrontMatter::read(&text, Options::default()).expect("front matter");
        assert_eq!(front.strict_problem(), None, "{block:?}");
    }
}
