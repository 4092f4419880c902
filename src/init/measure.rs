//! What the articles of a site have in common.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use super::Site;
use crate::document::front_matter::{FrontMatter, Options, Value};
use crate::document::{Markup, Source};

/// The counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    /// Articles that could be read.
    pub articles: usize,
    /// Articles with front matter.
    pub with_front_matter: usize,
    /// Articles whose body is raw HTML for the most part.
    pub raw: usize,
    /// The keys at the top of the front matter, with the types of their values.
    pub keys: BTreeMap<String, Key>,
}

/// How a key is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// Articles that have it.
    pub articles: usize,
    /// How often its value is of a type, by the name that a configuration gives the type. Empty
    /// values are of none.
    pub types: BTreeMap<&'static str, usize>,
}

impl Measured {
    /// Reads some articles of a site.
    pub(super) fn of<'a>(
        site: &Site,
        articles: impl IntoParallelIterator<Item = &'a Path>,
        options: Options,
    ) -> Self {
        let each = articles.into_par_iter().map(|article| {
            // What cannot be read is told by `check`.
            let bytes = std::fs::read(site.folder.join(article)).unwrap_or_default();
            let is_sane = !bytes.is_empty() && bytes.len() <= Source::MAX_BYTES;
            let source = is_sane.then(|| Source::decode(article, bytes));
            source.map_or_else(Self::default, |source| Self::one(&source, options))
        });
        each.reduce(Self::default, Self::and)
    }

    /// Whether an article has no front matter.
    pub(super) fn is_bare(site: &Site, article: &Path, options: Options) -> bool {
        let bytes = std::fs::read(site.folder.join(article)).unwrap_or_default();
        FrontMatter::read(&String::from_utf8_lossy(&bytes), options).is_none()
    }

    fn one(source: &Source, options: Options) -> Self {
        let text = source.text();
        let front_matter = FrontMatter::read(text, options);
        if front_matter.as_ref().is_some_and(|found| found.is_template) {
            return Self::default();
        }
        let body = front_matter
            .as_ref()
            .map_or(0, |found| found.fence.body_start);
        let mut measured = Self {
            articles: 1,
            with_front_matter: usize::from(front_matter.is_some()),
            raw: usize::from(is_raw(source.path(), &text[body as usize..])),
            keys: BTreeMap::new(),
        };
        for entry in front_matter.iter().flat_map(FrontMatter::entries) {
            let name = entry.name();
            if name.is_empty() || measured.keys.contains_key(&*name) {
                continue;
            }
            let mut key = Key {
                articles: 1,
                ..Key::default()
            };
            let value = front_matter
                .as_ref()
                .and_then(|found| found.resolve(&entry.value));
            if let Some(name) = value
                .filter(|value| !value.is_broken())
                .and_then(|value| type_of(&value.value))
            {
                key.types.insert(name, 1);
            }
            measured.keys.insert(name.into_owned(), key);
        }
        measured
    }

    fn and(mut self, other: Self) -> Self {
        self.articles += other.articles;
        self.with_front_matter += other.with_front_matter;
        self.raw += other.raw;
        for (name, key) in other.keys {
            let mine = self.keys.entry(name).or_default();
            mine.articles += key.articles;
            for (name, count) in key.types {
                *mine.types.entry(name).or_default() += count;
            }
        }
        self
    }
}

/// The type of a value, as `front-matter.types` calls it.
fn type_of(value: &Value<'_>) -> Option<&'static str> {
    Some(match value {
        Value::Null | Value::Alias(_) => return None,
        Value::Bool(_) => "boolean",
        Value::Int(_) => "integer",
        Value::Float(_) => "number",
        // As a text, or as TOML has dates: for those there are rules.
        Value::DateTime(_) | Value::Str(_) => "string",
        Value::Seq(_) => "list",
        Value::Map(_) => "mapping",
    })
}

/// Whether most of a body stands in lines that begin with a tag.
fn is_raw(path: &Path, body: &str) -> bool {
    if Markup::of(path) == Some(Markup::Mdx) {
        return false;
    }
    let (mut raw, mut all) = (0, 0);
    for line in body.lines().map(str::trim) {
        all += line.len();
        let is_tag = line.starts_with('<') && !line.starts_with("<!--");
        raw += if is_tag { line.len() } else { 0 };
    }
    all > 0 && raw * 10 >= all * 6
}
