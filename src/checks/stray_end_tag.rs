//! End tags that end nothing.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::block_in_paragraph::cut_paragraphs;
use super::{Check, Context, Hit, Kind};
use crate::document::{Article, Markup, Span};
use crate::fix::{Applicability, Edit, Fix};

/// Looks for end tags without an open element of their name.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StrayEndTag {}

impl Kind for StrayEndTag {
    const NAME: &'static str = "stray-end-tag";
    const HOLES: &'static [&'static str] = &["name"];
}

impl Check for StrayEndTag {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        // MDX does not compile with such a tag, so there its build says so.
        if cx.article.markup() == Markup::Mdx {
            return;
        }
        let cut: BTreeSet<_> = cut_paragraphs(body).iter().map(|cut| cut.end).collect();
        for stray in body.dom().stray_end_tags() {
            // A block in a paragraph is a fault of its own, told at the block.
            if cut.contains(&stray.span) {
                continue;
            }
            // What the Markdown renderer wrote is not the author's.
            let Some(span) = body.map().exact(stray.span) else {
                continue;
            };
            // `</p>` and `</br>` are stray, and yet browsers make an element of them.
            let harmless = !matches!(&*stray.name, "p" | "br");
            let fix = Fix::new(
                "remove the end tag",
                Applicability::Safe,
                vec![Edit::delete(line_of(cx.article, span).unwrap_or(span))],
            );
            let hit = Hit::new(span).with("name", &*stray.name);
            hits.push(hit.fix(harmless.then_some(fix)));
        }
    }
}

/// The line of a tag with its ending, if nothing else stands on it and nothing grows together
/// without it: in Markdown, a line between two others may keep them apart.
fn line_of(article: &Article<'_>, tag: Span) -> Option<Span> {
    let (text, lines) = (article.source().text(), article.source().lines());
    let number = lines.line_of(tag.start);
    let line = lines.line(text, number);
    if line.of_text(text).trim() != tag.of_text(text) || number + 1 >= lines.count() {
        return None;
    }
    let is_blank = |number| lines.line(text, number).of_text(text).trim().is_empty();
    let is_apart = number == 0 || is_blank(number - 1) || is_blank(number + 1);
    let next = lines.line(text, number + 1).start;
    (is_apart || article.markup() == Markup::Html).then(|| Span::new(line.start, next))
}
