//! One test for each way in which positions in HTML have been seen to go wrong.

mod closing;
mod limits;
mod positions;
mod texts;

use super::{Closing, Context, Dom, NodeId, Origin};
use scraper::Node;

fn body(text: &str) -> Dom {
    Dom::fragment(text, Context::Body)
}

/// All elements in tree order but those that every tree has, each with its start tag and how it
/// was closed, as written.
fn elements(text: &str, dom: &Dom) -> Vec<String> {
    let nodes = dom.tree().tree.root().descendants();
    let elements = nodes.filter(|node| node.value().is_element());
    let told = elements.map(|node| (node.id(), describe(text, dom, node.id())));
    told.filter(|(node, _)| {
        let is_skeleton = matches!(name(dom, *node).as_str(), "html" | "head" | "body");
        !is_skeleton || dom.origin(*node) != Origin::Implied
    })
    .map(|(_, line)| line)
    .collect()
}

fn describe(text: &str, dom: &Dom, node: NodeId) -> String {
    let start = match (dom.origin(node), dom.start_tag(node)) {
        (Origin::Written, Some(start)) => start.of_text(text).to_owned(),
        (Origin::Clone, Some(start)) => format!("clone of {}", start.of_text(text)),
        (origin, start) => format!("{origin:?} {} {start:?}", name(dom, node)),
    };
    let closing = match dom.closing(node) {
        Closing::EndTag(end) => end.of_text(text).to_owned(),
        Closing::Misnested { by, end } => {
            format!("{} then {}", by.of_text(text), end.of_text(text))
        }
        Closing::Implied { by } => format!("by {}", by.of_text(text)),
        Closing::EndOfInput => "open".to_owned(),
        Closing::Void => "void".to_owned(),
    };
    format!("{start} … {closing}")
}

fn name(dom: &Dom, node: NodeId) -> String {
    let node = dom.tree().tree.get(node).expect("a node of this tree");
    let element = node.value().as_element().expect("an element");
    element.name().to_owned()
}

/// All texts in tree order, each with its bytes.
fn texts<'t>(text: &'t str, dom: &Dom) -> Vec<(String, Vec<&'t str>)> {
    let nodes = dom.tree().tree.root().descendants();
    nodes
        .filter_map(|node| match node.value() {
            Node::Text(content) => {
                let spans = dom.text_spans(node.id()).iter();
                let written = spans.map(|span| span.of_text(text)).collect();
                Some((content.to_string(), written))
            }
            _ => None,
        })
        .collect()
}

fn strays(dom: &Dom) -> Vec<&str> {
    let strays = dom.stray_end_tags().iter();
    strays.map(|stray| stray.name.as_str()).collect()
}

fn unclosed(dom: &Dom) -> Vec<String> {
    dom.unclosed().map(|node| name(dom, node)).collect()
}

#[track_caller]
fn assert_elements(text: &str, expected: &[&str]) {
    assert_eq!(elements(text, &body(text)), expected, "{text:?}");
}

#[track_caller]
fn assert_texts(text: &str, expected: &[(&str, &[&str])]) {
    let found = texts(text, &body(text));
    let found: Vec<_> = found
        .iter()
        .map(|(text, spans)| (text.as_str(), spans.as_slice()))
        .collect();
    assert_eq!(found, expected, "{text:?}");
}
