//! Bodies that are no articles.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::front_matter::{Entry, Value};
use crate::document::{Element, Span};
use crate::phrases::words;

/// Looks at what the body says as a whole.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BodyText {
    /// What is objected to.
    fault: Fault,
}

/// A value of the front matter that is longer is more than a title or a summary, in characters.
const LONG_TEXT: usize = 300;

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// There is none, in a dated post.
    Empty,
    /// It is the title once more, in a dated post.
    Title,
}

impl Kind for BodyText {
    const NAME: &'static str = "body-text";
    const HOLES: &'static [&'static str] = &[];
}

impl Check for BodyText {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        match self.fault {
            Fault::Empty if is_blank_post(cx) => {
                let end = cx.article.source().text().trim_end().len();
                hits.push(Hit::new(Span::of(end..end)));
            }
            Fault::Title => hits.extend(repeated_title(cx)),
            Fault::Empty => {}
        }
    }
}

/// The body of a post that is its title once more.
fn repeated_title(cx: &Context<'_>) -> Option<Hit> {
    let article = cx.article;
    let front_matter = article.front_matter()?;
    let title = front_matter.get("title")?.as_str()?;
    let body = article.body();
    // Tags are short: what is longer than a few titles says something.
    let is_short = body.html().len() < title.len() * 4 + 400;
    let is_post = || {
        let dated = || front_matter.entry("date").is_some();
        cx.is_post().unwrap_or_else(dated)
    };
    if !is_short || !is_post() || front_matter.is_template || !article.opaque().is_empty() {
        return None;
    }
    let shown = |element: Element<'_>| TEXT_ONLY.contains(&element.name());
    if !body.elements().filter(Element::is_written).all(shown) {
        return None;
    }
    let title = words(title).replace(' ', "");
    let said: String = body.texts().map(|(_, text)| words(text)).collect();
    let said = said.replace(' ', "");
    if title.is_empty() || said.is_empty() || !said.replace(&title, "").is_empty() {
        return None;
    }
    let mut spans = body
        .texts()
        .map(|(at, text)| Span::of(0..text.len()).shift(at));
    let first = spans.find(|span| !span.of_text(body.html()).trim().is_empty())?;
    Some(Hit::new(body.locate(first)))
}

/// Elements that hold text and show nothing of their own.
const TEXT_ONLY: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "i",
    "p",
    "section",
    "span",
    "strong",
];

/// Whether an article that has a date says nothing at all, in no form.
fn is_blank_post(cx: &Context<'_>) -> bool {
    let article = cx.article;
    let Some(front_matter) = article.front_matter() else {
        return false;
    };
    let draft = front_matter.get("draft");
    if draft.is_some_and(|draft| draft.as_str() != Some("false")) {
        return false;
    }
    if front_matter.is_template || !front_matter.problems.is_empty() {
        return false;
    }
    let elsewhere = [
        "link",
        "url",
        "external_url",
        "externalUrl",
        "external",
        "redirect",
        "redirect_to",
        "redirect_url",
        "source",
        "canonical",
        "slides",
        "video",
        "youtube",
        "layout",
        "type",
        "template",
        "hackmd",
        "untranslated",
    ];
    // Templates make a page of lists of records, and of a text that is long.
    let tells = |entry: &Entry<'_>| match &entry.value.value {
        Value::Seq(items) => items.iter().any(|item| item.as_map().is_some()),
        Value::Str(text) => text.chars().nth(LONG_TEXT).is_some(),
        _ => false,
    };
    let dated = cx
        .is_post()
        .unwrap_or_else(|| front_matter.entry("date").is_some());
    let stem = article.source().path().file_stem();
    let index = stem.is_some_and(|stem| stem == "index" || stem == "_index");
    let body = article.body().span().of_text(article.source().text());
    dated
        && !index
        && body.trim().is_empty()
        && !elsewhere
            .iter()
            .any(|key| front_matter.entry(key).is_some())
        && !front_matter.entries().iter().any(tells)
}
