//! `js-yaml`: `lib/loader.js` on top of our reading of the grammar, which is as lenient.

use std::borrow::Cow;
use std::collections::HashSet;

use super::tree::{self, Budget, Tree};
use super::value::Entries;
use super::{Read, Scalar, Value, YamlReader};
use crate::document::front_matter::{Entry, Node, Style, Value as Written};

/// The namespace of YAML's own tags.
const CORE: &str = "tag:yaml.org,2002:";

pub(super) fn read(reader: YamlReader, text: &str) -> Read {
    if let Some(sign) = text.chars().find(|sign| !is_printable(*sign)) {
        return Err(format!("the character {sign:?} is not allowed"));
    }
    let mut tree = Tree::of(text);
    let joined;
    if tree.fault().is_some() && text.contains("\\u") {
        joined = join_surrogates(text);
        tree = Tree::of(&joined);
    }
    if let Some(words) = tree.words() {
        return Ok(Some(Value::Scalar(reader.scalar(&words, Style::Plain))));
    }
    if let Some(problem) = tree.problems().next() {
        return Err(problem.message.clone());
    }
    if tree.is_template() && tree.is_harmless() {
        super::serde_yaml::syntax(text)?;
    }
    let js = JsYaml {
        reader,
        tree: &tree,
    };
    tree.root()
        .map(|root| js.value(root, &mut Budget::new()))
        .transpose()
}

/// Escapes of surrogates, which JavaScript joins to one character, as one escape. One without its
/// partner, which stays in JavaScript's texts, becomes U+FFFD.
fn join_surrogates(text: &str) -> String {
    let unit = |at: usize| {
        let digits = text.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut joined = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(next) = text[at..].find('\\').map(|next| at + next) {
        joined.push_str(&text[at..next]);
        let pair = [unit(next), unit(next + 6)];
        let surrogate = |unit: &u16| matches!(unit, 0xD800..=0xDFFF);
        let partner = pair[0]
            .zip(pair[1])
            .and_then(|(high, low)| char::decode_utf16([high, low]).next().and_then(Result::ok));
        match (pair[0].filter(surrogate), partner) {
            (Some(_), Some(sign)) => {
                joined.push_str(&format!("\\U{:08x}", u32::from(sign)));
                at = next + 12;
            }
            (Some(_), None) => {
                joined.push_str("\\ufffd");
                at = next + 6;
            }
            (None, _) => {
                let escaped = text[next + 1..].chars().next().map_or(0, char::len_utf8);
                at = next + 1 + escaped;
                joined.push_str(&text[next..at]);
            }
        }
    }
    joined.push_str(&text[at..]);
    joined
}

/// `hexo-front-matter`'s `escapeYAML`: tabs that start a line count as two blanks each.
pub(super) fn tabs_to_spaces(text: &str) -> Cow<'_, str> {
    if !text.contains("\n\t") {
        return Cow::Borrowed(text);
    }
    let mut lines = text.split('\n');
    let mut spaced = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let rest = line.trim_start_matches('\t');
        spaced.push('\n');
        spaced.extend(std::iter::repeat_n("  ", line.len() - rest.len()));
        spaced.push_str(rest);
    }
    Cow::Owned(spaced)
}

/// `PATTERN_NON_PRINTABLE`.
fn is_printable(sign: char) -> bool {
    !matches!(sign,
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}'
        | '\u{86}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
}

struct JsYaml<'t, 's> {
    reader: YamlReader,
    tree: &'t Tree<'s>,
}

impl JsYaml<'_, '_> {
    fn value(&self, node: &Node<'_>, budget: &mut Budget) -> Result<Value, String> {
        budget.deeper(|budget| {
            let value = match &node.value {
                Written::Alias(_) => match self.tree.resolve(node) {
                    Some(target) => self.value(target, budget),
                    None => Err("an alias names no anchor".to_owned()),
                },
                Written::Seq(items) => {
                    let items = items.iter().map(|item| self.value(item, budget));
                    items.collect::<Result<_, _>>().map(Value::List)
                }
                Written::Map(entries) => self.map(entries, node.style == Style::Flow, budget),
                _ => return self.scalar(node),
            }?;
            match self.tree.tag(node) {
                None | Some("!") => Ok(value),
                Some(tag) if tag.starts_with(CORE) => Ok(value),
                Some(tag) => Err(unknown_tag(tag)),
            }
        })
    }

    fn scalar(&self, node: &Node<'_>) -> Result<Value, String> {
        let text = self.tree.characters(node);
        let plain = || self.reader.scalar(text, Style::Plain);
        // A tag on a line above a block scalar gets lost.
        let tag = self
            .tree
            .tag(node)
            .filter(|_| !self.tree.has_tag_above(node));
        let scalar = match tag {
            None => self.reader.scalar(text, node.style),
            Some("!") => Scalar::Text(text.to_owned()),
            Some(tag) => match tag.strip_prefix(CORE) {
                Some("str" | "binary") => Scalar::Text(text.to_owned()),
                Some("null" | "bool" | "int" | "float" | "timestamp") => plain(),
                _ => return Err(unknown_tag(tag)),
            },
        };
        Ok(Value::Scalar(scalar))
    }

    /// `storeMappingPair` and `mergeMappings`.
    fn map(&self, entries: &[Entry<'_>], flow: bool, budget: &mut Budget) -> Result<Value, String> {
        let mut map = Entries::default();
        // Names that came by merging only: an own key may still take their place.
        let mut merged = HashSet::new();
        for entry in entries {
            let value = self.value(&entry.value, budget)?;
            if !Tree::is_merge(entry) {
                if flow && self.tree.breaks_before_colon(entry) {
                    return Err("a key in braces does not end on the line of its colon".to_owned());
                }
                if !flow && entry.key.style == Style::Empty && !self.tree.is_explicit(entry) {
                    return Err("a colon has no key in front of it".to_owned());
                }
                let name = key(&self.value(&entry.key, budget)?)?;
                if map.has(&name) && !merged.remove(&name) {
                    return Err(format!("the key `{name}` stands twice"));
                }
                map.set(name, value);
                continue;
            }
            for (name, value) in tree::merge_sources(value)? {
                if !map.has(&name) {
                    merged.insert(name.clone());
                    map.set(name, value);
                }
            }
        }
        Ok(map.done())
    }
}

fn unknown_tag(tag: &str) -> String {
    format!("the tag `{tag}` is unknown")
}

/// `String(key)`, as JavaScript writes values.
fn key(value: &Value) -> Result<String, String> {
    Ok(match value {
        Value::Scalar(Scalar::Text(text)) => text.clone(),
        Value::Scalar(Scalar::Instant(time)) => format!("{time}Z"),
        Value::Scalar(scalar) => scalar.to_string(),
        Value::List(items) => {
            let items = items.iter().map(|item| match item {
                Value::List(_) => Err("a list in a list is no key".to_owned()),
                Value::Scalar(Scalar::Null) => Ok(String::new()),
                item => key(item),
            });
            items.collect::<Result<Vec<_>, _>>()?.join(",")
        }
        Value::Map(_) | Value::Tagged(..) => "[object Object]".to_owned(),
    })
}
