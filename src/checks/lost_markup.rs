//! Markup that has no end, and what it takes with it.

use ego_tree::NodeId;
use schemars::JsonSchema;
use scraper::Node;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::html::{Dom, Excess};
use crate::document::{Body, Span, offset};

/// Looks for markup that hides what comes after it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LostMarkup {
    /// What is objected to.
    fault: Fault,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// A comment that is never closed.
    Comment,
    /// A tag that is never finished.
    Tag,
    /// A section of XML, which HTML does not have.
    Cdata,
}

impl Kind for LostMarkup {
    const NAME: &'static str = "lost-markup";
    const HOLES: &'static [&'static str] = &["tag"];
}

impl Check for LostMarkup {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        match self.fault {
            Fault::Comment => hits.extend(unclosed(body)),
            Fault::Tag => hits.extend(unfinished(body)),
            Fault::Cdata => sections(body, hits),
        }
    }
}

/// The comments outside of code, as the HTML has them.
fn comments(body: &Body) -> impl Iterator<Item = Span> {
    let nodes = body.dom().tree().tree.nodes();
    let comments = nodes.filter(|node| matches!(node.value(), Node::Comment(_)));
    comments.filter_map(|node| body.dom().comment_span(node.id()))
}

/// Only the last comment can lack its end: it goes on to the end of the article.
fn unclosed(body: &Body) -> Option<Hit> {
    const OPENER: &str = "<!--";
    if !body.html().contains(OPENER) {
        return None;
    }
    let last = comments(body).max()?;
    let written = last.of_text(body.html());
    let is_closed = ["-->", "--!>", "<!-->", "<!--->"]
        .iter()
        .any(|end| written.ends_with(end));
    if !written.starts_with(OPENER) || is_closed {
        return None;
    }
    let opener = Span::new(last.start, last.start + offset(OPENER.len()));
    Some(Hit::new(body.locate(opener)))
}

fn unfinished(body: &Body) -> Option<Hit> {
    let html = body.html();
    let start = match body.dom().cut_short() {
        Some(cut) if cut.excess == Excess::Attributes => cut.at.start,
        Some(_) => return None,
        None => {
            let end = offset(html.len());
            let mut errors = body.dom().parse_errors().iter().rev();
            errors.find(|error| error.span == Span::at(end))?;
            let start = last_token(body.dom());
            let is_finished = html.get(start as usize..).is_none_or(is_finished);
            (!is_finished).then_some(start)?
        }
    };
    let tag = html.get(start as usize..)?;
    let name = tag
        .strip_prefix('<')
        .map(|name| name.strip_prefix('/').unwrap_or(name))?;
    let length = name
        .find(|sign: char| !sign.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    if !name.starts_with(|sign: char| sign.is_ascii_alphabetic()) {
        return None;
    }
    let shown = offset(tag.len() - name.len() + length);
    let tag = Span::new(start, start + shown);
    let hit = Hit::new(body.locate(tag));
    Some(hit.with("tag", tag.of_text(html)))
}

/// Whether a tag comes to its `>`. Not every tag before it is a node: some are passed over.
fn is_finished(tag: &str) -> bool {
    let mut rest = tag;
    while let Some(at) = rest.find(['=', '>']) {
        if rest[at..].starts_with('>') {
            return true;
        }
        rest = rest[at + 1..].trim_start_matches(|sign: char| sign.is_ascii_whitespace());
        for quote in ['"', '\''] {
            if let Some(value) = rest.strip_prefix(quote) {
                let Some((_, after)) = value.split_once(quote) else {
                    return false;
                };
                rest = after;
                break;
            }
        }
    }
    false
}

/// Where the last token of the text ends.
fn last_token(dom: &Dom) -> u32 {
    let ends = |id: NodeId| {
        let spans = dom.text_spans(id).iter().copied();
        let tags = dom.start_tag(id).into_iter().chain(dom.end_tag(id));
        spans
            .chain(tags)
            .chain(dom.comment_span(id))
            .map(|span| span.end)
            .max()
    };
    let nodes = dom.tree().tree.nodes();
    let strays = dom.stray_end_tags().iter().map(|stray| stray.span.end);
    nodes
        .filter_map(|node| ends(node.id()))
        .chain(strays)
        .max()
        .unwrap_or(0)
}

/// Browsers take `<![CDATA[` for a comment up to the next `>`, and show `]]>`.
fn sections(body: &Body, hits: &mut Vec<Hit>) {
    const OPENER: &str = "<![CDATA[";
    let html = body.html();
    if !html.contains(OPENER) {
        return;
    }
    let sections = comments(body).filter(|comment| comment.of_text(html).starts_with(OPENER));
    let openers = sections.map(|span| Span::new(span.start, span.start + offset(OPENER.len())));
    hits.extend(openers.map(|opener| Hit::new(body.locate(opener))));
}
