//! Start tags that the parser throws away.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};

/// Looks for parts of tables outside of tables: their tags are ignored (WHATWG HTML §13.2.6.4.7).
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct IgnoredStartTag {
    /// The elements.
    elements: Vec<String>,
}

impl Kind for IgnoredStartTag {
    const NAME: &'static str = "ignored-start-tag";
    const HOLES: &'static [&'static str] = &["name"];
}

impl Check for IgnoredStartTag {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        let started = LazyCell::new(|| -> BTreeSet<_> {
            let elements = body.elements();
            elements
                .filter_map(|element| element.html_start_tag())
                .collect()
        });
        for error in body.dom().parse_errors() {
            let Some(tag) = body
                .html()
                .get(error.span.range())
                .and_then(|tag| tag.strip_prefix('<'))
            else {
                continue;
            };
            let end = tag
                .find(|char: char| !char.is_ascii_alphanumeric())
                .unwrap_or(tag.len());
            let name = tag[..end].to_ascii_lowercase();
            if !self.elements.contains(&name) || started.contains(&error.span) {
                continue;
            }
            if let Some(span) = body.map().exact(error.span) {
                hits.push(Hit::new(span).with("name", name));
            }
        }
    }
}
