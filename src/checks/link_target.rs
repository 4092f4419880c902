//! Where links lead.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Element, Span, UrlProblem, UrlSlip, check_url, url_slip};
use crate::finding::Level;
use crate::fix::{Applicability, Edit, Fix};

/// Looks at the `href` of every link.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LinkTarget {}

impl Kind for LinkTarget {
    const NAME: &'static str = "link-target";
    const HOLES: &'static [&'static str] = &["url", "problem"];
}

impl Check for LinkTarget {
    fn elements(&self) -> Elements {
        Elements::named(&["a"])
    }

    fn element(&self, element: Element<'_>, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(href) = element.attr("href") else {
            return;
        };
        // The renderer of Markdown encodes brackets, which IPv6 hosts need.
        let url = match href.contains('%') && element.construct().is_some() {
            true => href.replace("%5B", "[").replace("%5D", "]").into(),
            false => Cow::Borrowed(href),
        };
        let slip = url_slip(&url);
        let (problem, is_empty) = if href.trim().is_empty() {
            ("its address is empty".to_owned(), true)
        } else if let Some(problem @ UrlProblem::Unreadable(_)) = check_url(&url) {
            (problem.text(), false)
        } else if let Some(slip) = &slip {
            (slip.problem.to_owned(), false)
        } else {
            return;
        };
        let Some(attribute) = element.attribute("href") else {
            return;
        };
        let span = attribute.value_span.filter(|span| !span.is_empty());
        let hit = Hit::new(span.unwrap_or(attribute.span))
            .with("url", href)
            .with("problem", problem);
        hits.push(match is_empty {
            true => hit.level(Level::Warning).help(
                "write the address that is meant; browsers take none for that of the page itself",
            ),
            false => hit.fix(
                slip.zip(span)
                    .and_then(|(slip, span)| mended(slip, href, span, cx)),
            ),
        });
    }
}

/// Writes the address that is meant, if the one that stands there is written as it is read.
pub(super) fn mended(slip: UrlSlip, url: &str, span: Span, cx: &Context<'_>) -> Option<Fix> {
    let meant = slip.meant?;
    let title = format!("write `{meant}`");
    let edit = Edit::replace(span, meant);
    let is_verbatim = cx.article.source().slice(span) == url;
    is_verbatim.then(|| Fix::new(title, Applicability::Unsafe, vec![edit]))
}
