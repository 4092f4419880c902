//! What the entries of the front matter may say.

mod retype;
mod types;
mod value;

use schemars::JsonSchema;
use serde::Deserialize;

use super::required_entry::is_readable;
use super::{Check, Context, Hit, Kind};
use crate::document::front_matter::{FrontMatter, Node};
use crate::document::{Article, Span};
use crate::written::{OneOrMany, Pattern, Scalar};
pub(crate) use types::EntryTypes;
use value::Form;
pub use value::Type;

/// Looks at the value of one entry of the front matter: whether it is there, and what it says.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct EntryCheck {
    /// The entry: a key, or a JSON pointer (`/author/name`). In `items` it is looked for in each
    /// item; without it, the item itself is meant.
    key: Option<String>,
    /// Whether it has to be there, and not empty.
    required: bool,
    /// Whether it must not be there.
    forbidden: bool,
    /// What the value has to be.
    #[serde(rename = "type")]
    types: OneOrMany<Type>,
    /// The values that are allowed.
    values: OneOrMany<Scalar>,
    /// A regular expression that is found in the text of the value; `^…$` means all of it.
    pattern: Option<Pattern>,
    /// The least number that is allowed.
    min: Option<f64>,
    /// The greatest number that is allowed.
    max: Option<f64>,
    /// The fewest characters of a text, or items of a list.
    min_length: Option<usize>,
    /// The most characters of a text, or items of a list.
    max_length: Option<usize>,
    /// What a text has to be.
    format: Option<Form>,
    /// What holds for each item of a list; a value that is no list counts as its only item.
    items: Option<Box<Self>>,
}

impl Kind for EntryCheck {
    const NAME: &'static str = "entry";
    const HOLES: &'static [&'static str] = &["key", "value", "problem"];

    fn validate(&self) -> Result<(), String> {
        if self.key.is_none() {
            return Err("the key `key` is missing".to_owned());
        }
        self.agree()
    }
}

impl EntryCheck {
    fn agree(&self) -> Result<(), String> {
        let upside_down = |low: Option<f64>, high: Option<f64>| low > high && high.is_some();
        let length = |length: Option<usize>| length.map(|length| length as f64);
        if self.required && self.forbidden {
            return Err("an entry cannot be `required` and `forbidden`".to_owned());
        }
        if upside_down(self.min, self.max) {
            return Err("`min` is greater than `max`".to_owned());
        }
        if upside_down(length(self.min_length), length(self.max_length)) {
            return Err("`min-length` is greater than `max-length`".to_owned());
        }
        self.items.as_ref().map_or(Ok(()), |items| items.agree())
    }
}

impl Check for EntryCheck {
    fn required_keys(&self) -> Vec<&str> {
        let key = self.key.iter().filter(|_| self.required);
        key.map(String::as_str).collect()
    }

    fn allowed_values(&self, key: &str) -> Vec<String> {
        if self.key.as_deref() != Some(key) {
            return Vec::new();
        }
        let items = self.items.iter().flat_map(|items| items.values.iter());
        let values = self.values.iter().chain(items);
        values.map(ToString::to_string).collect()
    }

    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(key) = &self.key else { return };
        let Some(front_matter) = cx.article.front_matter() else {
            // Metadata that is not read here may well have the entry.
            if self.required && !cx.article.has_metadata() {
                hits.push(faulty(first_line(cx.article), key, "is missing"));
            }
            return;
        };
        if front_matter.is_template || !is_readable(front_matter) {
            return;
        }
        let root = front_matter.root.as_ref();
        Judge { front_matter, hits }.entry(self, root, front_matter.fence.open, key, key);
    }
}

fn first_line(article: &Article<'_>) -> Span {
    let source = article.source();
    source.lines().line(source.text(), 0)
}

fn faulty(span: Span, key: &str, problem: impl Into<String>) -> Hit {
    Hit::new(span).with("key", key).with("problem", problem)
}

struct Judge<'a, 's> {
    front_matter: &'a FrontMatter<'s>,
    hits: &'a mut Vec<Hit>,
}

impl Judge<'_, '_> {
    /// Judges the entry `key` of `owner`, which stands at `place` and is called `name`.
    fn entry(
        &mut self,
        check: &EntryCheck,
        owner: Option<&Node<'_>>,
        place: Span,
        key: &str,
        name: &str,
    ) {
        let found = owner.and_then(|owner| self.front_matter.get_in(owner, key));
        match found {
            Some(node) if node.is_broken() => {}
            Some(node) if check.forbidden => {
                self.hits
                    .push(faulty(node.outer_span(), name, "does not belong here"));
            }
            Some(node) if !node.is_null() => self.value(check, node, name),
            Some(node) if check.required => {
                let place = if node.span.is_empty() {
                    self.key_of(owner, key, place)
                } else {
                    node.span
                };
                self.hits.push(faulty(place, name, "is empty"));
            }
            None if check.required => self.hits.push(faulty(place, name, "is missing")),
            _ => {}
        }
    }

    /// The place of a key, where its value has no bytes.
    fn key_of(&self, owner: Option<&Node<'_>>, key: &str, otherwise: Span) -> Span {
        let entries = owner.and_then(Node::as_map).unwrap_or_default();
        let entry = entries.iter().rev().find(|entry| entry.is_called(key));
        entry.map_or(otherwise, |entry| entry.key.span)
    }

    fn value(&mut self, check: &EntryCheck, node: &Node<'_>, name: &str) {
        let written = node.as_str().unwrap_or(self.front_matter.source(node));
        if let Some((problem, note)) = check.problem(node, written) {
            let mut hit = faulty(node.span, name, problem).with("value", written);
            hit.note = note;
            if !check.fits(node) {
                hit.fix = retype::retyped(&check.types, node, self.front_matter);
            }
            self.hits.push(hit);
            return;
        }
        let Some(inner) = &check.items else { return };
        let items = node.as_seq().unwrap_or(std::slice::from_ref(node));
        for item in items {
            let Some(item) = self.front_matter.resolve(item) else {
                continue;
            };
            match &inner.key {
                Some(key) => {
                    let name = format!("{name}.{key}");
                    self.entry(inner, Some(item), item.span, key, &name);
                }
                None if item.is_null() && inner.required => {
                    self.hits.push(faulty(item.span, name, "has an empty item"));
                }
                None if item.is_null() || item.is_broken() => {}
                None => self.value(inner, item, name),
            }
        }
    }
}
