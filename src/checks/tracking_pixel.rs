//! Images that count readers.

mod counter;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Alt, Element, Image};
use crate::fix::remove_hull;
use crate::fix::{Applicability, Fix};

use counter::{Counter, counts};

/// Points at images that nobody is meant to see.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TrackingPixel {
    /// Where counters are, besides those that are known: `host/path`. The host stands for those
    /// below it too, a `*` in it for any letters; a path with `/` at its end for all below it.
    /// `*/path` is the end of a URL of any host.
    #[serde(default)]
    #[schemars(with = "Vec<String>", extend("default" = []))]
    hosts: Vec<Counter>,
}

impl Kind for TrackingPixel {
    const NAME: &'static str = "tracking-pixel";
    const HOLES: &'static [&'static str] = &["url"];
}

impl Check for TrackingPixel {
    fn elements(&self) -> Elements {
        Elements::named(&["img"])
    }

    fn element(&self, element: Element<'_>, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(image) = Image::of(element) else {
            return;
        };
        let Some(known) = counter(image, &self.hosts) else {
            return;
        };
        let src = element.attr("src").unwrap_or_default().trim();
        // What has a text is meant to be read.
        let trust = match image.alt() {
            Alt::Missing | Alt::Empty | Alt::Blank if known => Applicability::Safe,
            _ => Applicability::Unsafe,
        };
        let gone = remove_hull(cx.article, element);
        let fix = gone.map(|edit| Fix::new("remove it", trust, vec![edit]));
        hits.push(Hit::new(element.start_tag()).with("url", src).fix(fix));
    }
}

/// Whether an image counts readers, and if so, whether that is known of where it comes from.
fn counter(image: Image<'_>, more: &[Counter]) -> Option<bool> {
    let src = image.element().attr("src")?.trim();
    if !src.contains("//") || image.is_large() {
        return None;
    }
    if counts(src, more) {
        return Some(true);
    }
    // WordPress gives every drawing this size.
    let path = src.split(['?', '#']).next().unwrap_or_default();
    (image.is_dot() && !path.ends_with(".svg")).then_some(false)
}

/// Whether an image counts readers: it is no picture, and wants nothing that pictures want.
pub(super) fn is_counter(element: Element<'_>) -> bool {
    Image::of(element).is_some_and(|image| counter(image, &[]).is_some())
}
