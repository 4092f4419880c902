//! Images that count readers.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::Element;
use crate::fix::gone;
use crate::fix::{Applicability, Edit, Fix};

/// Points at images that nobody is meant to see.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TrackingPixel {
    /// Parts of URLs by which known counters are recognised.
    hosts: Vec<String>,
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
        let src = element.attr("src").unwrap_or_default().trim();
        let remote = src.contains("//");
        let known = remote && self.hosts.iter().any(|host| src.contains(host.as_str()));
        let counts = known || (remote && is_dot(element));
        if !counts {
            return;
        }
        let trust = if known {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        };
        let fix = element
            .editable_start_tag()
            .map(|tag| gone(cx.article, tag))
            .map(|gone| Fix::new("remove it", trust, vec![Edit::delete(gone)]));
        hits.push(Hit::new(element.start_tag()).with("url", src).fix(fix));
    }
}

/// Whether an image is said to be one pixel wide and high, or none.
fn is_dot(element: Element<'_>) -> bool {
    let dot = |name: &str| {
        element
            .attr(name)
            .is_some_and(|value| matches!(value.trim().trim_end_matches("px"), "0" | "1"))
    };
    dot("width") && dot("height")
}
