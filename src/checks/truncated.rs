//! Texts of which only the beginning is there.

use ego_tree::NodeRef;
use schemars::JsonSchema;
use scraper::Node;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::{Body, Span};
use crate::phrases::{Phrases, words};

/// Looks at the last words of the body. Case, signs and white space do not count.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Truncated {
    /// What leads on to the rest: a block or a link of these words alone. A text that ends in `*`
    /// stands for all links to another site that begin so.
    #[schemars(with = "Vec<String>")]
    phrases: Phrases,
    /// What is put in the place of the rest, in brackets, signs included.
    marks: Vec<String>,
}

impl Kind for Truncated {
    const NAME: &'static str = "truncated";
    const HOLES: &'static [&'static str] = &["text"];
}

impl Check for Truncated {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        let root = body.dom().tree().tree.root();
        let mut next = Some(last_leaf(root));
        while let Some(leaf) = next {
            next = leaf_before(leaf);
            let Some(text) = leaf.value().as_text() else {
                continue;
            };
            let text = text.trim();
            if text.is_empty() || is_below(leaf, UNREAD) {
                continue;
            }
            if is_below(leaf, CODE) {
                return;
            }
            let block = block_of(leaf);
            if is_notice(block) {
                next = leaf_before(first_leaf(block));
                continue;
            }
            if let Some(hit) = self.judge(body, leaf, text) {
                hits.push(hit);
                return;
            }
            // The brackets and arrows around a link are not the last words.
            if !text
                .chars()
                .all(|char| char.is_whitespace() || AROUND.contains(char))
            {
                return;
            }
        }
    }
}

/// What is not shown with the text, or stands under a picture.
const UNREAD: &[&str] = &["figcaption", "noscript", "script", "style", "template"];

const CODE: &[&str] = &["code", "kbd", "pre", "samp"];

/// Elements in which text goes on.
const INLINE: &[&str] = &[
    "a", "b", "big", "em", "font", "i", "mark", "small", "span", "strong", "u",
];

/// In bytes: no phrase is longer.
const LONGEST: usize = 100;

const AROUND: &str = ")]）】］」›»>→⟶";

impl Truncated {
    fn judge(&self, body: &Body, leaf: NodeRef<'_, Node>, text: &str) -> Option<Hit> {
        let ends = |mark: &String| {
            let end = text.get(text.len().saturating_sub(mark.len())..);
            end.is_some_and(|end| end.to_lowercase() == *mark)
        };
        if self.marks.iter().any(ends) && !is_below(leaf, &["blockquote"]) {
            let span = *body.dom().text_spans(leaf.id()).last()?;
            let written = span.of_text(body.html()).trim_end();
            let from = written.rfind(['[', '(']).unwrap_or(0);
            let mark = text.rfind(['[', '(']).unwrap_or(0);
            let span = Span::of(from..written.len()).shift(span.start);
            return Some(Hit::new(body.locate(span)).with("text", &text[mark..]));
        }
        let link = leaf.ancestors().find(|node| is_named(*node, &["a"]));
        let whole = link.unwrap_or_else(|| block_of(leaf));
        // Of a block there is nothing but this text, or it is a sentence.
        if link.is_none() && (text.len() > LONGEST || !self.phrases.are_in(text)) {
            return None;
        }
        let said = text_of(whole);
        let words = words(&said);
        let leads_away = || link.is_some_and(is_web_link);
        if !(self.phrases.are(&words) || self.phrases.begin(&words) && leads_away()) {
            return None;
        }
        let texts = whole.descendants().filter(|node| node.value().is_text());
        let spans = texts.filter_map(|node| body.text_span(node.id()));
        let said: Vec<_> = said.split_whitespace().collect();
        Some(Hit::new(spans.reduce(Span::cover)?).with("text", said.join(" ")))
    }
}

fn is_web_link(link: NodeRef<'_, Node>) -> bool {
    let href = link.value().as_element().and_then(|link| link.attr("href"));
    href.is_some_and(|href| href.trim_start().starts_with("http"))
}

/// The line that WordPress puts below every article of a feed.
fn is_notice(block: NodeRef<'_, Node>) -> bool {
    if block.parent().is_none() || !is_named(block, &["p"]) {
        return false;
    }
    let text = text_of(block);
    text.trim_start().starts_with("The post ") && text.contains(" appeared first on ")
}

fn text_of(node: NodeRef<'_, Node>) -> String {
    let texts = node
        .descendants()
        .filter_map(|inner| inner.value().as_text());
    texts.map(|text| &**text).collect()
}

fn is_named(node: NodeRef<'_, Node>, names: &[&str]) -> bool {
    let element = node.value().as_element();
    element.is_some_and(|element| names.contains(&element.name()))
}

fn is_below(node: NodeRef<'_, Node>, names: &[&str]) -> bool {
    node.ancestors().any(|outer| is_named(outer, names))
}

/// The element around a text that is a block of its own.
fn block_of(leaf: NodeRef<'_, Node>) -> NodeRef<'_, Node> {
    let mut around = leaf.ancestors();
    around.find(|node| !is_named(*node, INLINE)).unwrap_or(leaf)
}

fn last_leaf(node: NodeRef<'_, Node>) -> NodeRef<'_, Node> {
    let inner = std::iter::successors(Some(node), |node| node.last_child());
    inner.last().unwrap_or(node)
}

fn first_leaf(node: NodeRef<'_, Node>) -> NodeRef<'_, Node> {
    let inner = std::iter::successors(Some(node), |node| node.first_child());
    inner.last().unwrap_or(node)
}

/// The leaf before a leaf in document order.
fn leaf_before(leaf: NodeRef<'_, Node>) -> Option<NodeRef<'_, Node>> {
    let mut around = std::iter::successors(Some(leaf), |node| node.parent());
    let before = around.find_map(|node| node.prev_sibling())?;
    Some(last_leaf(before))
}
