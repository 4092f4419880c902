//! Frames and players that wait for a script which did not come along.

use schemars::JsonSchema;
use serde::Deserialize;

use super::image_source::brings_scripts;
use super::lazy_image::{is_placeholder, is_url, moved};
use super::{Check, Context, Elements, Hit, Kind};
use crate::document::Element;
use crate::fix::{Applicability, Fix};

/// Points at frames, players and their sources that have their address where only a script looks.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LazyMedia {}

/// Where such scripts keep the address.
const LAZY: &[&str] = &["data-src", "data-lazy-src", "data-original", "data-opt-src"];

impl Kind for LazyMedia {
    const NAME: &'static str = "lazy-media";
    const HOLES: &'static [&'static str] = &["element", "attribute", "url"];
}

impl Check for LazyMedia {
    fn elements(&self) -> Elements {
        Elements::having(LAZY)
    }

    fn element(&self, element: Element<'_>, _cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let is_media = match element.name() {
            "iframe" | "embed" => true,
            "video" | "audio" => !element.children().any(has_source),
            "source" => element.parent().is_some_and(|player| {
                matches!(player.name(), "video" | "audio") && !has_source(player)
            }),
            _ => false,
        };
        if !is_media || has_source(element) || brings_scripts(element.body()) {
            return;
        }
        let mut lazy = LAZY
            .iter()
            .filter_map(|name| Some((*name, element.attr(name)?)));
        let Some((name, url)) = lazy.find(|(_, url)| is_url(url)) else {
            return;
        };
        let title = format!("move `{name}` to `src`");
        let fix =
            moved(element, name, "src").map(|edits| Fix::new(title, Applicability::Unsafe, edits));
        let hit = Hit::new(element.start_tag())
            .with("element", element.name())
            .with("attribute", name)
            .with("url", url.trim());
        hits.push(hit.fix(fix));
    }
}

/// Whether an element loads something without a script.
fn has_source(element: Element<'_>) -> bool {
    element.attr("src").is_some_and(|src| {
        let src = src.trim();
        !src.is_empty() && !is_placeholder(src)
    })
}
