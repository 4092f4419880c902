//! Where links lead.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Element, UrlProblem, check_url};
use crate::finding::Level;

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

    fn element(&self, element: Element<'_>, _cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(href) = element.attr("href") else {
            return;
        };
        // The renderer of Markdown encodes brackets, which IPv6 hosts need.
        let url = match href.contains('%') && element.construct().is_some() {
            true => href.replace("%5B", "[").replace("%5D", "]").into(),
            false => Cow::Borrowed(href),
        };
        let (problem, is_empty) = if href.trim().is_empty() {
            ("its address is empty".to_owned(), true)
        } else if let Some(problem @ UrlProblem::Unreadable(_)) = check_url(&url) {
            (problem.text(), false)
        } else if is_doubled(&url) {
            ("it starts twice".to_owned(), false)
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
            false => hit,
        });
    }
}

/// `http://https://…`: a prefix put before what had one.
pub(super) fn is_doubled(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        ["http://", "https://", "http//", "https//"]
            .iter()
            .any(|scheme| rest.starts_with(scheme))
    })
}
