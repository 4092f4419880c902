//! Keys that are there, and say nothing.

use schemars::JsonSchema;
use serde::Deserialize;

use super::required_entry::is_readable;
use super::{Check, Context, Hit, Kind};
use crate::document::Span;
use crate::document::front_matter::{Entry, Value};
use crate::finding::Level;

/// Looks at keys whose value has to be a text, a number or a date.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EmptyEntry {
    /// The keys.
    keys: Vec<String>,
}

impl Kind for EmptyEntry {
    const NAME: &'static str = "empty-entry";
    const HOLES: &'static [&'static str] = &["key", "problem"];
}

impl Check for EmptyEntry {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(front_matter) = cx.article.front_matter() else {
            return;
        };
        // What is being written, and what is no post, may lack a title or a date.
        let draft = front_matter.get("draft").or(front_matter.get("published"));
        if front_matter.is_template || !is_readable(front_matter) || draft.is_some() {
            return;
        }
        // What has a date is a post, whatever the folder is called.
        let date = front_matter.get("date");
        let dated = || date.is_some_and(|date| !matches!(date.value, Value::Null));
        let post = cx.is_post().unwrap_or_else(dated);
        for key in &self.keys {
            let Some(entry) = front_matter.entry(key) else {
                continue;
            };
            let Some(value) = front_matter.resolve(&entry.value) else {
                continue;
            };
            let problem = match &value.value {
                _ if value.is_broken() => continue,
                Value::Null => "has no value",
                Value::Str(text) if text.trim().is_empty() => "is empty",
                Value::Seq(_) => "is a list",
                Value::Map(_) => "is a mapping",
                Value::Bool(_) if key == "date" => "is no date",
                _ => continue,
            };
            let hit = Hit::new(entry.key.span)
                .with("key", key.as_str())
                .with("problem", problem);
            let is_blank = matches!(value.value, Value::Null | Value::Str(_));
            let is_comment = is_comment(cx, entry);
            let hit = match is_comment {
                true => hit.help("put the text in quotes; behind a blank `#` begins a comment"),
                false => hit,
            };
            hits.push(match post || is_comment || !is_blank {
                true => hit,
                false => hit.level(Level::Info),
            });
        }
    }
}

/// Whether what was meant as the value is a comment.
fn is_comment(cx: &Context<'_>, entry: &Entry<'_>) -> bool {
    let Some(colon) = entry.colon else {
        return false;
    };
    let text = cx.article.source().text();
    let rest = Span::new(colon.end, entry.lines.end.max(colon.end)).of_text(text);
    let line = rest.lines().next().unwrap_or_default();
    entry.value.span.is_empty() && line.trim_start().starts_with('#')
}
