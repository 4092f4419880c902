//! Patterns in what readers read.

use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::Span;

/// Points at every match of a pattern in the text of the body, code left out. What is matched is
/// the text as HTML has it, character references not decoded, one text node at a time.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Prose {
    /// A regular expression in the syntax of the crate `regex`.
    #[schemars(with = "String")]
    pattern: Pattern,
    /// Bodies without any of these are not searched.
    #[serde(default)]
    contains: Vec<String>,
}

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Pattern(Regex);

impl TryFrom<String> for Pattern {
    type Error = regex::Error;

    fn try_from(text: String) -> Result<Self, regex::Error> {
        Regex::new(&text).map(Self)
    }
}

impl Kind for Prose {
    const NAME: &'static str = "prose";
    const HOLES: &'static [&'static str] = &["text", "shown"];
}

impl Check for Prose {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        let html = body.html();
        if !self.contains.is_empty() && !self.contains.iter().any(|part| html.contains(part)) {
            return;
        }
        for (at, text) in body.texts() {
            for found in self.pattern.0.find_iter(text) {
                let span = body.locate(Span::of(found.range()).shift(at));
                // What a backslash stands before is meant as it is shown.
                let source = cx.article.source().text();
                if source[..span.start as usize].ends_with('\\')
                    || cx.article.source().slice(span).starts_with('\\')
                {
                    continue;
                }
                hits.push(
                    Hit::new(span)
                        .with("text", found.as_str())
                        .with("shown", found.as_str().replace("&amp;", "&")),
                );
            }
        }
    }
}
