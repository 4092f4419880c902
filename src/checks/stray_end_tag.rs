//! End tags that end nothing.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::block_in_paragraph::cut_paragraphs;
use super::{Check, Context, Hit, Kind};
use crate::document::html::is_known;
use crate::document::{Article, Markup, Span};
use crate::fix::gone;
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
            let hit = Hit::new(span).with("name", &*stray.name);
            hits.push(hit.fix(remove(cx.article, span, &stray.name)));
        }
    }
}

fn remove(article: &Article<'_>, tag: Span, name: &str) -> Option<Fix> {
    let written = article.source().slice(tag);
    let trust = match name {
        // `</p>` and `</br>` are stray, and yet browsers make an element of them.
        "p" | "br" => return None,
        // A component of JSX may have its start tag where only a compiler looks for it.
        _ if written.contains(|char: char| char.is_ascii_uppercase())
            && written.contains(|char: char| char.is_ascii_lowercase()) =>
        {
            return None;
        }
        // A template may write the start tag, and a mistyped name may be the end of something.
        _ if !is_known(name) || !article.opaque().is_empty() => Applicability::Unsafe,
        _ => Applicability::Safe,
    };
    let edit = Edit::delete(gone(article, tag));
    Some(Fix::new("remove the end tag", trust, vec![edit]))
}
