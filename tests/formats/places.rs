//! Whatever stands before a finding, every format leads back to its bytes.

use copydesk::document::{Source, Span};
use copydesk::report::Format;
use proptest::prelude::*;
use scraper::Html;
use serde_json::Value;

use crate::decode::{Place, byte_of, byte_of_git, command, path_of, texts, xml};
use crate::{finding, print};

const PATH: &str = "posts/潮 汐.md";

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

/// The first `line:column` behind the path.
fn after_path(text: &str) -> Place {
    let rest = text.split(&format!("{PATH}:")).nth(1).expect("the path");
    let mut numbers = rest.split(|char: char| !char.is_ascii_digit());
    let mut next = || numbers.next().unwrap().parse().unwrap();
    (next(), next())
}

/// Start and end as a format says them; no end where it says none.
fn places(format: Format, report: &str) -> (Place, Option<Place>) {
    match format {
        Format::Pretty => {
            // `[posts/a.md:1:2]`
            (after_path(report), None)
        }
        Format::Concise | Format::Markdown => (after_path(&report.replace("\\", "")), None),
        Format::Json | Format::Jsonl => {
            let value: Value = serde_json::from_str(report).unwrap();
            let record = match format {
                Format::Json => value["diagnostics"][0].clone(),
                _ => value,
            };
            let place = |line, column| (number(&record[line]), number(&record[column]));
            (
                place("line", "column"),
                Some(place("end_line", "end_column")),
            )
        }
        Format::Sarif => {
            let value: Value = serde_json::from_str(report).unwrap();
            let run = &value["runs"][0];
            assert_eq!(run["columnKind"], "unicodeCodePoints");
            let physical = &run["results"][0]["locations"][0]["physicalLocation"];
            let uri = physical["artifactLocation"]["uri"].as_str().unwrap();
            assert_eq!(path_of(uri), PATH.as_bytes());
            let place = |line, column| {
                (
                    number(&physical["region"][line]),
                    number(&physical["region"][column]),
                )
            };
            (
                place("startLine", "startColumn"),
                Some(place("endLine", "endColumn")),
            )
        }
        Format::Rdjsonl => {
            let value: Value = serde_json::from_str(report).unwrap();
            let location = &value["location"];
            assert_eq!(location["path"], PATH);
            let place = |side: &str| {
                let place = &location["range"][side];
                (number(&place["line"]), number(&place["column"]))
            };
            (place("start"), Some(place("end")))
        }
        Format::Github => {
            let (name, properties, data) = command(report.lines().next().unwrap()).unwrap();
            assert_eq!((&*name, &*properties["file"]), ("error", PATH));
            let place = |line: &str, column: &str| {
                Some((
                    properties[line].parse().unwrap(),
                    properties.get(column)?.parse().unwrap(),
                ))
            };
            // The columns of what has several lines are dropped by the runner.
            let start = place("line", "col").unwrap_or_else(|| after_path(&data));
            assert_eq!(start, after_path(&data));
            (start, place("endLine", "endColumn"))
        }
        Format::Gitlab => {
            let value: Value = serde_json::from_str(report).unwrap();
            let location = &value[0]["location"];
            let place = |side: &str| {
                let place = &location["positions"][side];
                assert_eq!(location["lines"][side], place["line"]);
                (number(&place["line"]), number(&place["column"]))
            };
            (place("begin"), Some(place("end")))
        }
        Format::Junit => {
            let nodes = xml(report);
            let failure = nodes.iter().find(|node| node.name == "failure").unwrap();
            (after_path(&failure.text), None)
        }
        Format::Html => {
            let page = Html::parse_document(report);
            let at = texts(&page, ".f .at");
            let (line, column) = at[0].split_once(':').unwrap();
            ((line.parse().unwrap(), column.parse().unwrap()), None)
        }
    }
}

/// Ends of lines are places of their own only as a whole.
fn between(text: &str, at: usize) -> bool {
    text[..at].ends_with('\r') && text[at..].starts_with('\n')
}

proptest! {
    #[test]
    fn every_format_leads_back_to_the_bytes(
        before in "([aé你😀\t ]|\r\n|\n|\r){0,40}",
        marked in "[aé你😀\t]{1,4}(\r?\n[é你]{1,3})?",
        after in "([你a\t]|\n){0,6}",
    ) {
        let text = format!("{before}{marked}{after}");
        let (start, end) = (before.len(), before.len() + marked.len());
        prop_assume!(!between(&text, start) && !between(&text, end));
        let source = Source::new(PATH, text.as_str());
        let findings = [finding(Span::of(start..end), "this is wrong")];
        for format in Format::ALL {
            let report = print(format, &source, &findings);
            let (from, to) = places(format, &report);
            let byte_of = match format {
                Format::Rdjsonl => byte_of_git,
                _ => byte_of,
            };
            prop_assert_eq!(byte_of(&text, from), start, "{:?} {:?}", format, from);
            if let Some(to) = to {
                prop_assert_eq!(byte_of(&text, to), end, "{:?} {:?}", format, to);
            }
        }
    }
}

#[test]
fn the_page_marks_what_is_wrong() {
    let text = "a\t你😀b\nsecond 你 line";
    let source = Source::new(PATH, text);
    let span = Span::of(text.find('😀').unwrap()..text.find(" line").unwrap());
    let page = Html::parse_document(&print(Format::Html, &source, &[finding(span, "x")]));
    assert_eq!(texts(&page, "mark"), ["😀b", "second 你"]);
    assert_eq!(texts(&page, "pre i"), ["1", "2"]);
    let empty = [finding(Span::at(0), "x")];
    let page = Html::parse_document(&print(Format::Html, &Source::new("a.md", ""), &empty));
    assert_eq!(texts(&page, "mark"), [""]);
}
