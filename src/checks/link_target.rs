//! Where links lead.

use schemars::JsonSchema;
use serde::Deserialize;

use super::image_source::{Problem, check_url};
use super::{Check, Context, Elements, Hit, Kind};
use crate::document::Element;
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
        let Some(href) = element.attribute("href") else {
            return;
        };
        let span = href.value_span.filter(|span| !span.is_empty());
        let hit = Hit::new(span.unwrap_or(href.span)).with("url", href.value);
        // The renderer of Markdown encodes brackets, which IPv6 hosts need.
        let url = match element.construct() {
            Some(_) => href.value.replace("%5B", "[").replace("%5D", "]"),
            None => href.value.to_owned(),
        };
        if href.value.trim().is_empty() {
            let hit = hit.with("problem", "it is empty");
            hits.push(
                hit.level(Level::Warning)
                    .note("the link leads to the page that it stands on"),
            );
        } else if let Some(problem @ Problem::Unreadable(_)) = check_url(&url) {
            hits.push(hit.with("problem", problem.text()));
        } else if is_doubled(&url) {
            hits.push(hit.with("problem", "it starts twice"));
        }
    }
}

/// `http://https://…`: a prefix put before what had one.
pub(super) fn is_doubled(url: &str) -> bool {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    ["http://", "https://", "http//", "https//"]
        .iter()
        .any(|scheme| rest.starts_with(scheme))
        && url.starts_with("http")
}
