//! Patterns in what readers read.

use std::collections::BTreeMap;

use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::{Article, Needles, Span};
use crate::fix::{Applicability, Edit, Fix};

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
    /// Parts of what is found, and what to write in their place: always at one's own risk.
    #[serde(default)]
    replace: BTreeMap<String, String>,
}

/// Texts of which one has to be there.
#[derive(Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Contains(Option<Needles>);

impl From<Vec<String>> for Contains {
    fn from(texts: Vec<String>) -> Self {
        Self((!texts.is_empty()).then(|| Needles::new(texts)))
    }
}

/// A regular expression that compiles.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Pattern(Regex);

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
        for found in search(cx.article, &self.pattern, &self.contains) {
            let hit = Hit::new(found.span)
                .with("text", found.text)
                .with("shown", found.text.replace("&amp;", "&"));
            let is_written = cx.article.source().slice(found.span) == found.text;
            let fix = is_written.then(|| self.mended(&found));
            hits.push(hit.fix(fix.flatten()));
        }
    }
}

/// A match in the text.
pub(super) struct Found<'a> {
    /// Its bytes in the file.
    pub(super) span: Span,
    /// Its bytes in the HTML.
    pub(super) html: Span,
    /// The text as the HTML has it.
    pub(super) text: &'a str,
}

/// All matches in the text of the body.
pub(super) fn search<'a>(
    article: &'a Article<'_>,
    pattern: &Pattern,
    contains: &Contains,
) -> Vec<Found<'a>> {
    let body = article.body();
    let mut all = Vec::new();
    let needles = contains.0.as_ref();
    if needles.is_some_and(|needles| !needles.any_in(body.html())) {
        return all;
    }
    for (at, text) in body.texts() {
        for found in pattern.0.find_iter(text) {
            let html = Span::of(found.range()).shift(at);
            let span = body.locate(html);
            // What a backslash stands before is meant as it is shown.
            let before = &article.source().text()[..span.start as usize];
            if !before.ends_with('\\') && !article.source().slice(span).starts_with('\\') {
                all.push(Found {
                    span,
                    html,
                    text: found.as_str(),
                });
            }
        }
    }
    all
}

impl Prose {
    /// All of the match is written anew: of `&amp;amp;` every byte says something else afterwards.
    fn mended(&self, found: &Found<'_>) -> Option<Fix> {
        let mut text = found.text.to_owned();
        for (part, with) in &self.replace {
            text = text.replace(part, with);
        }
        let edit = (text != found.text).then(|| Edit::replace(found.span, &*text))?;
        let title = format!("write `{text}`");
        Some(Fix::new(title, Applicability::Unsafe, vec![edit]))
    }
}
