//! The lines for programs, against what parse5 says of the same texts.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::*;

/// Elements that we place otherwise than parse5, and why we are right to: see
/// `tests/html_positions.rs`.
fn differs_for_a_reason(html: &str) -> bool {
    let lower = html.to_ascii_lowercase();
    let twins = |name: &str| lower.matches(&format!("<{name}>")).count() == 2;
    lower.contains("<select")
        || (lower.contains("<svg>")
            && lower.contains("<foreignobject>")
            && (twins("td") || twins("template")))
}

#[derive(Deserialize)]
struct Case {
    id: String,
    html: String,
    elements: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    name: String,
    start: Option<Pair>,
    end: Option<Pair>,
    #[serde(default)]
    implied: bool,
    #[serde(default)]
    clone: bool,
    attrs: Vec<Told>,
}

/// An attribute as it is told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
struct Told {
    span: Option<Pair>,
    name: String,
    value: String,
}

/// The lines of written elements, sorted, and the names of all others with their number: parse5
/// gives no place to what it repeats.
type Lines = (Vec<String>, BTreeMap<String, usize>);

fn told(name: &str, tags: (Option<Pair>, Option<Pair>), mut attrs: Vec<Told>) -> String {
    for attribute in &mut attrs {
        attribute.name.make_ascii_lowercase();
    }
    attrs.sort();
    format!("{tags:?} {name} {attrs:?}")
}

fn ours(html: &str) -> Lines {
    let source = Source::new("case.html", html);
    let article = Article::bare(&source, Bare::Fragment);
    let mut all = Lines::default();
    let elements = article.body().all_elements();
    for element in elements.filter(|it| !is_root_of_fragment(*it)) {
        let line = ElementLine::of(element);
        if line.implied || line.clone {
            *all.1.entry(line.name.to_owned()).or_default() += 1;
            continue;
        }
        let attributes = serde_json::to_value(&line.attrs).unwrap();
        let attributes = serde_json::from_value(attributes).unwrap();
        all.0
            .push(told(line.name, (line.start, line.end), attributes));
    }
    all.0.sort();
    all
}

fn expected(case: &Case) -> Lines {
    let mut all = Lines::default();
    for it in &case.elements {
        if it.implied || it.clone {
            *all.1.entry(it.name.clone()).or_default() += 1;
        } else {
            all.0
                .push(told(&it.name, (it.start, it.end), it.attrs.clone()));
        }
    }
    all.0.sort();
    all
}

fn compare(file: &str) {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases");
    let Ok(cases) = fs::read_to_string(shared.join(file)) else {
        eprintln!("skipped: there is no {file} beside the checkout");
        return;
    };
    let mut elements = 0;
    for record in cases.lines() {
        let case: Case = serde_json::from_str(record).unwrap();
        let expected = expected(&case);
        elements += expected.0.len();
        if !differs_for_a_reason(&case.html) {
            assert_eq!(ours(&case.html), expected, "{}\n{:?}", case.id, case.html);
        }
    }
    assert!(elements > 5_000, "{file} holds {elements} elements only");
}

#[test]
fn ascii_is_told_as_parse5_tells_it() {
    compare("spans_parse5.jsonl");
}

#[test]
fn other_scripts_are_told_as_parse5_tells_them() {
    compare("spans_parse5_utf8.jsonl");
}

fn lines(html: &str, kind: Bare) -> Vec<String> {
    let source = Source::new("case.html", html);
    let article = Article::bare(&source, kind);
    let elements = article.body().all_elements();
    let told = elements.filter(|element| !is_root_of_fragment(*element));
    told.map(|element| serde_json::to_string(&ElementLine::of(element)).unwrap())
        .collect()
}

#[test]
fn the_shape_is_the_promised_one() {
    assert_eq!(
        lines("<p ID=a hidden>x", Bare::Fragment),
        [concat!(
            r#"{"name":"p","start":[0,15],"end":null,"attrs":["#,
            r#"{"name":"id","value":"a","span":[3,7]},"#,
            r#"{"name":"hidden","value":"","span":[8,14]}]}"#
        )]
    );
}

#[test]
fn what_the_parser_adds_says_so() {
    assert_eq!(
        lines("<b><p>x</b>y", Bare::Fragment),
        [
            r#"{"name":"b","start":[0,3],"end":[7,11],"attrs":[]}"#,
            r#"{"name":"p","start":[3,6],"end":null,"attrs":[]}"#,
            r#"{"name":"b","start":[0,3],"end":null,"attrs":[],"clone":true}"#,
        ]
    );
    assert_eq!(
        lines("<title>x</title>", Bare::Document),
        [
            r#"{"name":"html","start":null,"end":null,"attrs":[],"implied":true}"#,
            r#"{"name":"head","start":null,"end":null,"attrs":[],"implied":true}"#,
            r#"{"name":"title","start":[0,7],"end":[8,16],"attrs":[]}"#,
            r#"{"name":"body","start":null,"end":null,"attrs":[],"implied":true}"#,
        ]
    );
}

#[test]
fn attributes_keep_their_prefix_and_lose_their_doubles() {
    assert_eq!(
        lines("<svg><use xlink:HREF=a xlink:href=b />", Bare::Fragment)[1],
        concat!(
            r#"{"name":"use","start":[5,38],"end":null,"attrs":["#,
            r#"{"name":"xlink:href","value":"a","span":[10,22]}]}"#
        )
    );
}
