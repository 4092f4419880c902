//! The examples of the CommonMark and GFM specifications.

use std::path::Path;

use scraper::{Html, Selector};
use serde::Deserialize;

use super::{gfm, outline};
use crate::document::Span;
use crate::document::markdown::ConstructKind;
use crate::document::span::offset;

#[derive(Deserialize)]
struct Example {
    id: String,
    markdown: String,
    html: String,
    expected_images: Vec<Image>,
    nodes: Vec<PositionedNode>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Image {
    alt: Option<String>,
    src: Option<String>,
    title: Option<String>,
}

#[derive(Deserialize)]
struct PositionedNode {
    #[serde(rename = "type")]
    kind: String,
    span: (u32, u32),
}

/// Examples whose HTML differs from ours on purpose, with the reason.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("gfm/622", BARE_AUTOLINK),
    ("gfm/623", BARE_AUTOLINK),
    ("gfm/624", BARE_AUTOLINK),
    ("gfm/625", BARE_AUTOLINK),
    ("gfm/626", BARE_AUTOLINK),
    ("gfm/628", BARE_AUTOLINK),
    ("gfm/630", BARE_AUTOLINK),
    ("gfm/631", BARE_AUTOLINK),
    (
        "gfm/645",
        "since CommonMark 0.31 a comment may hold two hyphens",
    ),
    ("gfm/653", "tags are not filtered: they are what is checked"),
];

const BARE_AUTOLINK: &str = "the parser does not link bare addresses";

fn examples() -> Option<Vec<Example>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases/md_images.jsonl");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not there", path.display());
        return None;
    };
    let read = |line| serde_json::from_str(line).expect("an example");
    Some(text.lines().map(read).collect())
}

#[test]
fn rendered_html_equals_the_specification() {
    let Some(examples) = examples() else { return };
    let mut wrong = Vec::new();
    for example in &examples {
        let ours = outline(&gfm(&example.markdown).html);
        let theirs = outline(&example.html);
        if ours != theirs {
            println!(
                "--- {}\n{}\n=> {ours}\nnot {theirs}",
                example.id, example.markdown
            );
            wrong.push(example.id.as_str());
        }
    }
    let named: Vec<_> = EXCEPTIONS.iter().map(|&(id, _)| id).collect();
    assert_eq!(wrong, named, "of {} examples", examples.len());
}

/// Their names of the constructs, and ours.
const CONSTRUCTS: [(&[&str], &[ConstructKind]); 5] = [
    (&["image", "imageReference"], &[ConstructKind::Image]),
    (
        &["link", "linkReference"],
        &[ConstructKind::Link, ConstructKind::Autolink],
    ),
    (&["heading"], &[ConstructKind::Heading]),
    (&["code"], &[ConstructKind::CodeBlock]),
    (&["inlineCode"], &[ConstructKind::CodeSpan]),
];

/// Examples whose constructs differ from the listed nodes on purpose, with the reason.
const POSITION_EXCEPTIONS: &[(&str, &str)] = &[
    ("commonmark/217", HEADING_START),
    ("gfm/184", HEADING_START),
    ("gfm/610", BARE_AUTOLINK),
    ("gfm/619", BARE_AUTOLINK),
    ("gfm/622", BARE_AUTOLINK),
    ("gfm/623", BARE_AUTOLINK),
    ("gfm/624", BARE_AUTOLINK),
    ("gfm/625", BARE_AUTOLINK),
    ("gfm/626", BARE_AUTOLINK),
    ("gfm/628", BARE_AUTOLINK),
    ("gfm/630", BARE_AUTOLINK),
    ("gfm/631", BARE_AUTOLINK),
];

const HEADING_START: &str = "their heading begins at the link definition before it";

/// Whether the blanks around a block belong to it is a matter of taste.
fn without_blanks(text: &str, span: Span) -> Span {
    let slice = span.of_text(text);
    let start = span.start + offset(slice.len() - slice.trim_start().len());
    Span::new(start, start + offset(slice.trim().len()))
}

#[test]
fn images_and_their_positions_equal_the_specification() {
    let Some(examples) = examples() else { return };
    let selector = Selector::parse("img").expect("a selector");
    let mut images = 0;
    let mut wrong = Vec::new();
    for example in &examples {
        let rendered = gfm(&example.markdown);
        let html = Html::parse_fragment(&rendered.html);
        let ours: Vec<_> = html
            .select(&selector)
            .map(|image| {
                let attribute = |name| image.attr(name).map(str::to_owned);
                Image {
                    alt: attribute("alt"),
                    src: attribute("src"),
                    title: attribute("title"),
                }
            })
            .collect();
        assert_eq!(ours, example.expected_images, "{}", example.id);
        images += ours.len();

        for (theirs, ours) in CONSTRUCTS {
            let mut expected: Vec<_> = example
                .nodes
                .iter()
                .filter(|node| theirs.contains(&node.kind.as_str()))
                .map(|node| without_blanks(&example.markdown, Span::new(node.span.0, node.span.1)))
                .collect();
            let mut found: Vec<_> = rendered
                .map
                .constructs()
                .filter(|construct| ours.contains(&construct.kind))
                .map(|construct| without_blanks(&example.markdown, construct.span))
                .collect();
            expected.sort_unstable();
            found.sort_unstable();
            if found != expected {
                println!(
                    "--- {}: {ours:?}\n{:?}\n{found:?}\n{expected:?}",
                    example.id, example.markdown
                );
                wrong.push(&example.id);
            }
        }
    }
    let named: Vec<_> = POSITION_EXCEPTIONS.iter().map(|&(id, _)| id).collect();
    assert_eq!(wrong, named);
    println!("{images} images in {} examples", examples.len());
}
