//! Patterns in what readers read.

use std::collections::BTreeMap;

use html5ever::LocalName;
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
    /// Texts in which this is found, too, speak about what is looked for.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    unless: Option<Pattern>,
    /// Attributes to search besides, as they stand in the file.
    #[serde(default)]
    attributes: Vec<String>,
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
        let mut all = search(cx.article, &self.pattern, &self.contains);
        all.retain(|found| !self.is_about(cx.article, found));
        self.search_attributes(cx.article, &mut all);
        for found in all {
            let hit = Hit::new(found.span)
                .with("text", found.text)
                .with("shown", found.text.replace("&amp;", "&"));
            let is_written = cx.article.source().slice(found.span) == found.text;
            let fix = is_written.then(|| self.mended(&found));
            hits.push(hit.fix(fix.flatten()));
        }
    }
}

/// How far around a match words count, in bytes.
const NEAR: usize = 300;

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
    /// Whether the words around a match speak about such texts.
    fn is_about(&self, article: &Article<'_>, found: &Found<'_>) -> bool {
        let Some(unless) = &self.unless else {
            return false;
        };
        let html = article.body().html();
        let range = found.html.range();
        let start = html.floor_char_boundary(range.start.saturating_sub(NEAR));
        let end = html.ceil_char_boundary((range.end + NEAR).min(html.len()));
        unless.0.is_match(&html[start..range.start]) || unless.0.is_match(&html[range.end..end])
    }

    fn search_attributes<'a>(&self, article: &'a Article<'_>, all: &mut Vec<Found<'a>>) {
        let body = article.body();
        let needles = self.contains.0.as_ref();
        if needles.is_some_and(|needles| !needles.any_in(body.html())) {
            return;
        }
        for name in &self.attributes {
            for element in body.having(&LocalName::from(&**name)) {
                let Some(place) = element
                    .attribute(name)
                    .filter(|attribute| attribute.value.contains('&'))
                    .and_then(|attribute| attribute.value_span)
                else {
                    continue;
                };
                let written = article.source().slice(place);
                all.extend(self.pattern.0.find_iter(written).map(|found| Found {
                    span: Span::of(found.range()).shift(place.start),
                    html: element.html_start_tag().unwrap_or_default(),
                    text: found.as_str(),
                }));
            }
        }
    }

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
