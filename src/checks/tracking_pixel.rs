//! Images that count readers.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Element, Image, Needles};
use crate::fix::gone;
use crate::fix::{Applicability, Edit, Fix};

/// Points at images that nobody is meant to see.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TrackingPixel {
    /// Parts of URLs by which counters are recognised, besides those that are known.
    #[serde(default)]
    hosts: Vec<String>,
}

/// Parts of URLs by which known counters are recognised.
static COUNTERS: LazyLock<Needles> = LazyLock::new(|| {
    Needles::new([
        "medium.com/_/stat",
        "pixel.wp.com/",
        "stats.wordpress.com/b.gif",
        "feeds.wordpress.com/1.0/",
        "feeds.feedburner.com/~r/",
        "feeds.feedburner.com/~ff/",
        "google-analytics.com/",
        "facebook.com/tr",
        "doubleclick.net/",
        "scorecardresearch.com/",
        "counter.theconversation.com/",
        "assoc-amazon.",
        "ir-na.amazon-adsystem.com",
        "stat.rss.app",
        "rss.cnn.com/~r/",
        "pixel.quantserve.com/",
        "/piwik.php",
        "/matomo.php",
        "/aggbug",
    ])
});

impl Kind for TrackingPixel {
    const NAME: &'static str = "tracking-pixel";
    const HOLES: &'static [&'static str] = &["url"];
}

impl Check for TrackingPixel {
    fn elements(&self) -> Elements {
        Elements::named(&["img"])
    }

    fn element(&self, element: Element<'_>, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some((image, src)) = remote(element) else {
            return;
        };
        let known =
            COUNTERS.any_in(src) || self.hosts.iter().any(|host| src.contains(host.as_str()));
        if !known && !image.is_dot() {
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

fn remote(element: Element<'_>) -> Option<(Image<'_>, &str)> {
    let src = element.attr("src").unwrap_or_default().trim();
    let image = Image::of(element)?;
    src.contains("//").then_some((image, src))
}

/// Whether an image counts readers: it is no picture, and wants nothing that pictures want.
pub(super) fn is_counter(element: Element<'_>) -> bool {
    remote(element).is_some_and(|(image, src)| image.is_dot() || COUNTERS.any_in(src))
}
