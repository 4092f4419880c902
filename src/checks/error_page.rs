//! Pages that a server gave in the place of an article.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::Prose;
use crate::phrases::{Phrases, words};

/// Looks for short bodies whose first block is one of some texts. A text that ends in `*` stands
/// for all that begin so. Case, signs and white space do not count.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ErrorPage {
    /// The texts.
    #[schemars(with = "Vec<String>")]
    phrases: Phrases,
    /// The most characters that such a page has, tags left out.
    #[serde(default = "default_max")]
    max_chars: usize,
}

fn default_max() -> usize {
    400
}

impl Kind for ErrorPage {
    const NAME: &'static str = "error-page";
    const HOLES: &'static [&'static str] = &["text"];
}

impl Check for ErrorPage {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        let html = body.html();
        // Most bodies are too long: see that first. What shows code is written by someone.
        if html.len() > self.max_chars * 8
            || html.contains("<pre")
            || html.contains("<code")
            || !cx.article.has_metadata()
            || is_own(cx)
        {
            return;
        }
        let runs = body.prose();
        let chars: usize = runs.iter().map(|run| run.text().chars().count()).sum();
        if chars > self.max_chars {
            return;
        }
        if let Some((run, part)) = self.find(runs) {
            let text = &run.text()[part.clone()];
            hits.push(Hit::new(run.locate(body, part)).with("text", text));
        }
    }
}

impl ErrorPage {
    /// The text that gives it away: the first block, or the second one behind a number of a status.
    fn find<'r>(&self, runs: &'r [Prose]) -> Option<(&'r Prose, Range<usize>)> {
        let lines = runs.iter().map(|run| (run, first_line(run.text())));
        let mut lines = lines
            .map(|(run, line)| (run, words(&run.text()[line.clone()]), line))
            .filter(|(_, words, _)| !words.is_empty());
        let (run, first, line) = lines.next()?;
        let second = lines.next();
        let after = second.as_ref().map_or("", |(_, words, _)| words);
        let both = format!("{first} {after}");
        if self.phrases.are(&first) || self.phrases.begin(&both) {
            return Some((run, line));
        }
        let is_status = first.len() == 3 && first.starts_with(['4', '5']);
        if is_status && (self.phrases.are(&both) || self.phrases.are(after)) {
            return second.map(|(run, _, line)| (run, line));
        }
        None
    }
}

fn first_line(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    let line = text[start..].split('\n').next().unwrap_or_default();
    start..start + line.trim_end().len()
}

/// Whether it is a page that the site shows for errors of its own.
fn is_own(cx: &Context<'_>) -> bool {
    const NAMES: &[&str] = &[
        "403",
        "404",
        "500",
        "502",
        "503",
        "50x",
        "error",
        "not-found",
        "offline",
    ];
    let is_named = |text: &str| {
        let name = text.trim_matches('/').to_ascii_lowercase();
        let stem = name.split('.').next().unwrap_or_default();
        NAMES.contains(&stem)
    };
    let path = cx.article.source().path();
    let last = path.components().rev().take(2);
    let front_matter = cx.article.front_matter();
    let says = |key: &str| {
        let value = front_matter.and_then(|front_matter| front_matter.get(key));
        value.and_then(|value| value.as_str()).is_some_and(is_named)
    };
    last.into_iter()
        .any(|part| is_named(&part.as_os_str().to_string_lossy()))
        || ["layout", "permalink", "slug", "url"].into_iter().any(says)
}
