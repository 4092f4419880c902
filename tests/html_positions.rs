//! Our positions in HTML against those of parse5, which keeps them while it parses.

#![allow(
    clippy::print_stderr,
    reason = "says what was compared, or why nothing was"
)]

use std::collections::BTreeMap;
use std::path::Path;

use copydesk::document::Span;
use copydesk::document::html::{Context, Dom, NodeId, Origin, attributes};
use serde::Deserialize;

/// Why we differ, and whether a text is such a case.
type Exception = (&'static str, fn(&str) -> bool);

/// The kinds of cases in which we differ on purpose.
const EXCEPTIONS: &[Exception] = &[
    (
        "the standard lets any element stand in <select> since 2025, and html5ever follows; \
         parse5 drops their tags still",
        |html| html.to_ascii_lowercase().contains("<select"),
    ),
    (
        "an end tag that closes an HTML element around a foreign one of the same name is given to \
         both by parse5, and only to the HTML element by us",
        |html| {
            let names = ["td", "template"];
            let twin = |name: &&str| html.matches(&format!("<{name}>")).count() == 2;
            html.contains("<svg>") && html.contains("<foreignObject>") && names.iter().any(twin)
        },
    ),
];

#[derive(Deserialize)]
struct Case {
    id: String,
    html: String,
    elements: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    name: String,
    ns: String,
    start: Option<Pair>,
    end: Option<Pair>,
    #[serde(default)]
    implied: bool,
    #[serde(default)]
    clone: bool,
    attrs: Vec<ExpectedAttribute>,
}

#[derive(Deserialize)]
struct ExpectedAttribute {
    name: String,
    value: String,
    span: Option<Pair>,
}

/// A span as the cases write it.
type Pair = (u32, u32);

/// An element with its tags and attributes, in one line.
type Line = String;

/// The elements of a tree by who made them, each list sorted.
#[derive(Debug, Default, PartialEq)]
struct Elements {
    written: Vec<Line>,
    /// Clones, and what the parser implied. parse5 gives no position to the clones that a
    /// misnested end tag makes, so names alone are compared.
    made: BTreeMap<String, usize>,
}

impl Elements {
    fn expected(case: &Case) -> Self {
        let mut all = Self::default();
        for element in &case.elements {
            if element.implied || element.clone {
                *all.made.entry(element.name.clone()).or_default() += 1;
                continue;
            }
            let attributes = element.attrs.iter().map(|it| {
                let name = it.name.to_ascii_lowercase();
                (name, it.value.clone(), it.span)
            });
            let tags = (element.start, element.end);
            all.written
                .push(line(&element.ns, &element.name, tags, attributes));
        }
        all.written.sort();
        all
    }

    fn ours(html: &str) -> Self {
        let dom = Dom::fragment(html, Context::Template);
        let mut all = Self::default();
        // The first element is the root that every fragment gets.
        let nodes = dom.tree().tree.root().descendants();
        for node in nodes.filter(|it| it.value().is_element()).skip(1) {
            let element = node.value().as_element().expect("an element");
            let Some(start) = written_start(&dom, node.id()) else {
                *all.made.entry(element.name().to_owned()).or_default() += 1;
                continue;
            };
            let spans = attributes(start.of_text(html)).filter(|it| !it.duplicate);
            let attributes: Vec<_> = spans
                .map(|it| {
                    let written = it.name.shift(start.start).of_text(html);
                    let name = written.to_ascii_lowercase().replace('\0', "\u{fffd}");
                    let value = value_of(element, &name).unwrap_or_default();
                    (name, value, Some(pair(it.span.shift(start.start))))
                })
                .collect();
            assert_eq!(attributes.len(), element.attrs.len(), "{html:?}");
            let tags = (Some(pair(start)), dom.end_tag(node.id()).map(pair));
            let ns = match &*element.name.ns {
                "http://www.w3.org/2000/svg" => "svg",
                "http://www.w3.org/1998/Math/MathML" => "MathML",
                _ => "html",
            };
            all.written
                .push(line(ns, element.name(), tags, attributes.into_iter()));
        }
        all.written.sort();
        all
    }
}

fn written_start(dom: &Dom, node: NodeId) -> Option<Span> {
    match dom.origin(node) {
        Origin::Written => dom.start_tag(node),
        Origin::Implied | Origin::Clone => None,
    }
}

fn pair(span: Span) -> Pair {
    (span.start, span.end)
}

/// The value of an attribute by the name it is written with, whatever the case.
fn value_of(element: &scraper::node::Element, name: &str) -> Option<String> {
    let mut attributes = element.attrs.iter();
    let (_, value) = attributes.find(|(known, _)| {
        let prefix = known.prefix.as_ref().filter(|it| !it.is_empty());
        let prefix = prefix.map(|it| format!("{it}:"));
        let full = prefix.unwrap_or_default() + &known.local;
        full.eq_ignore_ascii_case(name)
    })?;
    Some(value.to_string())
}

fn line(
    ns: &str,
    name: &str,
    (start, end): (Option<Pair>, Option<Pair>),
    attributes: impl Iterator<Item = (String, String, Option<Pair>)>,
) -> Line {
    let mut attributes: Vec<_> = attributes.map(|it| format!("{it:?}")).collect();
    attributes.sort();
    format!("{start:?} {ns} {name} to {end:?} {attributes:?}")
}

fn compare(file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/cases")
        .join(file);
    let Ok(cases) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    let mut elements = 0;
    let mut excepted = 0;
    let mut differences = Vec::new();
    for record in cases.lines() {
        let case: Case = serde_json::from_str(record).expect("a case");
        let expected = Elements::expected(&case);
        let ours = Elements::ours(&case.html);
        elements += expected.written.len();
        if ours == expected {
            continue;
        }
        if EXCEPTIONS.iter().any(|(_, applies)| applies(&case.html)) {
            excepted += 1;
            continue;
        }
        differences.push(format!(
            "{}\n{:?}\nexpected {expected:#?}\nours {ours:#?}",
            case.id, case.html
        ));
    }
    eprintln!("{file}: {elements} elements; {excepted} cases differ for a reason");
    assert!(elements > 5_000, "{file} holds {elements} elements only");
    assert!(
        excepted * 100 < cases.lines().count(),
        "{excepted} exceptions are too many"
    );
    let count = differences.len();
    differences.truncate(5);
    assert_eq!(count, 0, "differences:\n{}", differences.join("\n"));
}

#[test]
fn ascii_cases_stand_where_parse5_finds_them() {
    compare("spans_parse5.jsonl");
}

#[test]
fn cases_in_other_scripts_stand_where_parse5_finds_them() {
    compare("spans_parse5_utf8.jsonl");
}
