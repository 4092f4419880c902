//! Patterns in what readers read.

use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::{Needles, Span};

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
    #[schemars(with = "Vec<String>", extend("default" = []))]
    contains: Contains,
}

#[derive(Default, Deserialize)]
#[serde(from = "Vec<String>")]
struct Contains(Option<Needles>);

impl From<Vec<String>> for Contains {
    fn from(texts: Vec<String>) -> Self {
        Self((!texts.is_empty()).then(|| Needles::new(texts)))
    }
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
        let needles = self.contains.0.as_ref();
        if needles.is_some_and(|needles| !needles.any_in(body.html())) {
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
