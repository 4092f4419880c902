//! Tags and comments without an end.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::html::{self, Excess};
use crate::document::{Body, Markup, Span};
use crate::finding::Level;

/// Looks for tags that never come to their `>`, and for comments that never come to their `-->`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CutOff {}

impl Kind for CutOff {
    const NAME: &'static str = "cut-off";
    const HOLES: &'static [&'static str] = &["start"];
}

impl Check for CutOff {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        // MDX does not compile with these, and its build says so.
        if cx.article.markup() == Markup::Mdx {
            return;
        }
        hits.extend(swallowing(body));
        if cx.article.markup() == Markup::Markdown {
            shown(cx, hits);
        }
    }
}

/// A tag or a comment in the midst of which the text ends.
fn swallowing(body: &Body) -> Option<Hit> {
    let span = match body.dom().cut_short() {
        // No tag has thousands of attributes: the prose behind it was read as such.
        Some(cut) if cut.excess == Excess::Attributes => cut.at,
        Some(_) => return None,
        None => body.dom().unfinished()?,
    };
    let written = span.of_text(body.html());
    let line = written.lines().next()?.trim_end();
    let start = if line.starts_with("<!--") {
        "<!--"
    } else {
        &line[..line.len().min(2 + name_length(&line[2..]))]
    };
    let first = Span::of(0..line.len()).shift(span.start);
    let hit = Hit::new(body.locate(first)).with("start", start);
    let lost = written[line.len()..].trim();
    Some(match lost.is_empty() {
        true => hit,
        false => hit.note("nothing from here to the end of the article is shown"),
    })
}

/// Tags that Markdown took for text: a blank line comes before their end.
fn shown(cx: &Context<'_>, hits: &mut Vec<Hit>) {
    static TAG: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("&lt;"));
    let body = cx.article.body();
    if TAG.find(body.html().as_bytes()).is_none() {
        return;
    }
    for (at, text) in body.texts() {
        for begin in TAG.find_iter(text.as_bytes()) {
            let name = &text[begin + 4..];
            let length = name_length(name);
            if !html::is_known(&name[..length]) || !has_attribute(&name[length..]) {
                continue;
            }
            let whole = Span::of(begin..begin + 4 + length).shift(at);
            let span = body.locate(whole);
            // Who writes a reference or a backslash means what is shown.
            let source = cx.article.source().text();
            let before = &source[..span.start as usize];
            if cx.article.source().slice(span).starts_with('<') && !before.ends_with('\\') {
                hits.push(
                    Hit::new(span)
                        .with("start", format!("<{}", &name[..length]))
                        .level(Level::Warning)
                        .note("to Markdown it is text, and shown as it stands"),
                );
            }
        }
    }
}

fn name_length(text: &str) -> usize {
    let name = text.find(|char: char| !char.is_ascii_alphanumeric());
    name.unwrap_or(text.len())
}

/// Whether an attribute with a value comes first: ` href="`.
fn has_attribute(text: &str) -> bool {
    let Some(text) = text.strip_prefix([' ', '\n']) else {
        return false;
    };
    let name = text.trim_start();
    let end = name.find(|char: char| !char.is_ascii_lowercase() && char != '-');
    let value = &name[end.unwrap_or(name.len())..];
    end != Some(0)
        && ["=\"", "='", "=&quot;"]
            .iter()
            .any(|quote| value.starts_with(quote))
}
