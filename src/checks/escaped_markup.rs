//! Bodies whose markup is shown as text.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::Span;

/// Points at a body in which tags are written with `&lt;`, from its first words to its last. Single
/// ones are what somebody writes about; code is left out.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EscapedMarkup {}

impl Kind for EscapedMarkup {
    const NAME: &'static str = "escaped-markup";
    const HOLES: &'static [&'static str] = &["tag", "count"];
}

/// How many pairs of tags it takes.
const FEWEST: usize = 2;

/// Tags of what holds a text of its own.
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    let names = "p|div|h[1-6]|ul|ol|li|table|blockquote|figure|section|article";
    let pattern = format!("&lt;(/?)(?:{names})(?:[ \\n][^<>]*?)?(?:&gt;|>)");
    Regex::new(&pattern).expect("a constant that compiles")
});

impl Check for EscapedMarkup {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        static END: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("&lt;/"));
        let body = cx.article.body();
        if END.find(body.html().as_bytes()).is_none() {
            return;
        }
        let (mut starts, mut ends) = (0, 0);
        let (mut all, mut between) = (0, 0);
        let mut first: Option<(Span, &str)> = None;
        for (at, text) in body.texts() {
            all += text.trim().len();
            let mut from = None;
            let mut to = 0;
            for tag in TAG.captures_iter(text) {
                let (whole, sign) = (tag.get_match(), &tag[1]);
                if sign.is_empty() {
                    starts += 1;
                } else {
                    ends += 1;
                }
                from = from.or(Some(whole.start()));
                to = whole.end();
                let span = || Span::of(whole.range()).shift(at);
                first = first.or_else(|| Some((span(), whole.as_str())));
            }
            between += from.map_or(0, |from| to - from);
        }
        let Some((span, tag)) = first else {
            return;
        };
        let is_whole = between * 4 >= all * 3;
        if starts.min(ends) >= FEWEST && is_whole {
            let tag = tag.replace("&lt;", "<").replace("&gt;", ">");
            let hit = Hit::new(body.locate(span)).with("tag", tag);
            hits.push(hit.with("count", (starts + ends).to_string()));
        }
    }
}
