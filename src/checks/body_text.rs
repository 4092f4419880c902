//! Bodies that are no articles.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::front_matter::{Entry, Value};
use crate::document::html::NodeId;
use crate::document::{Body, Span, offset, web_host};

/// Looks at what the body says as a whole.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct BodyText {
    /// What is objected to.
    fault: Fault,
    /// For `error-page` and `truncated`: texts that give it away, compared without case. For
    /// `truncated`, one that ends in `*` stands for all that begin so, in a link to a web address.
    #[serde(default)]
    phrases: Vec<String>,
    /// For `error-page`: the most letters that such a page has, tags included.
    #[serde(default = "default_max")]
    max_chars: usize,
}

fn default_max() -> usize {
    400
}

/// A value of the front matter that is longer is more than a title or a summary, in characters.
const LONG_TEXT: usize = 300;

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// There is none, in a dated post.
    Empty,
    /// A few words of a server in the place of the article.
    ErrorPage,
    /// The last words lead on to the rest, which is elsewhere.
    Truncated,
}

impl Kind for BodyText {
    const NAME: &'static str = "body-text";
    const HOLES: &'static [&'static str] = &["text"];
}

impl Check for BodyText {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        match self.fault {
            Fault::Empty => {
                if is_blank_post(cx) {
                    let end = cx.article.source().text().trim_end().len();
                    hits.push(Hit::new(Span::of(end..end)));
                }
            }
            Fault::ErrorPage => self.error_page(cx, hits),
            Fault::Truncated => {
                let Some((span, last, node)) = last_words(body) else {
                    return;
                };
                let lower = last.to_lowercase();
                let leads_away = leads_away(body, node);
                let leads_on = |phrase: &String| {
                    // What stands in brackets is seen to be no part of the sentence.
                    let marked = phrase.starts_with(['[', '(']) && lower.ends_with(phrase.as_str());
                    let begun = phrase.strip_suffix('*');
                    let begun = begun.is_some_and(|begun| leads_away && lower.starts_with(begun));
                    marked || begun || *phrase == lower
                };
                if self.phrases.iter().any(leads_on) {
                    hits.push(Hit::new(body.locate(span)).with("text", last));
                }
            }
        }
    }
}

impl BodyText {
    fn error_page(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        // A page that the site shows for its own errors is named so.
        let stem = cx.article.source().path().file_stem();
        let stem = stem.unwrap_or_default().to_string_lossy().to_lowercase();
        let own = ["404", "403", "500", "50x", "error", "offline"].contains(&stem.as_str());
        // What shows code is written by someone. Most bodies are too long anyway: see that first.
        let html = body.html();
        if own || html.len() > self.max_chars * 4 || html.contains("<pre") {
            return;
        }
        let begins = |text: &str| {
            let lower = text.to_lowercase();
            let mut phrases = self.phrases.iter();
            phrases.any(|phrase| lower.starts_with(phrase.as_str()))
        };
        for (at, text) in body.texts() {
            let words = text.trim();
            if cx.article.has_metadata() && begins(words) {
                let lead = text.len() - text.trim_start().len();
                let span = Span::of(lead..lead + words.len()).shift(at);
                hits.push(Hit::new(body.locate(span)).with("text", words));
                return;
            }
        }
    }
}

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

/// Whether a text is all that a link to a web address says.
fn leads_away(body: &Body, text: NodeId) -> bool {
    let node = body.dom().tree().tree.get(text);
    let parent = node.and_then(|node| node.parent());
    let link = parent.and_then(|parent| body.element(parent.id()));
    link.is_some_and(|link| {
        let address = link.attr("href").unwrap_or_default();
        let is_only_text = link.texts().filter(|text| !text.trim().is_empty()).count() == 1;
        link.name() == "a" && web_host(address).is_some() && is_only_text
    })
}

/// The last text of a body, with its place in the HTML, signs at its end left out.
fn last_words(body: &Body) -> Option<(Span, &str, NodeId)> {
    let root = body.dom().tree().tree.root();
    let mut nodes = std::iter::successors(root.last_child(), |node| node.last_child());
    let mut node = nodes.by_ref().last()?;
    loop {
        let words = node
            .value()
            .as_text()
            .is_some_and(|text| !text.trim().is_empty());
        if words {
            break;
        }
        node = match node.prev_sibling() {
            Some(before) => {
                let inner = std::iter::successors(Some(before), |node| node.last_child());
                inner.last()?
            }
            None => node.parent()?,
        };
    }
    let span = *body.dom().text_spans(node.id()).last()?;
    let text = span.of_text(body.html());
    let signs = [' ', '\n', '\r', '\t', '>', '»', '→', '.', '…', '\u{a0}'];
    let lead = text.len() - text.trim_start().len();
    let words = text.trim().trim_end_matches(signs);
    let start = span.start + offset(lead);
    let place = Span::new(start, start + offset(words.len()));
    Some((place, words, node.id()))
}
