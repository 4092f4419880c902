//! `goccy/go-yaml`: `decode.go` on top of our reading of the grammar, with what its own scanner
//! and parser do otherwise.

use super::tree::{self, Budget, Tree};
use super::value::Entries;
use super::{Read, Scalar, Value, YamlReader};
use crate::document::front_matter::{Entry, Node, Style, Value as Written};

/// Where control characters are put while the block is read: a private use area of Unicode.
const PRIVATE: u32 = 0xF_0000;

pub(super) fn read(text: &str) -> Read {
    let hidden: String = text.chars().map(hide).collect();
    let mut tree = Tree::of(&hidden);
    let indented;
    if tree.fault().is_some() {
        indented = indent_orphans(&hidden);
        tree = Tree::of(&indented);
    }
    if let Some(words) = tree.words() {
        return Ok(Some(Value::text(reveal(&words))));
    }
    if let Some(problem) = tree.problems().next() {
        return Err(problem.message.clone());
    }
    if tree.is_template() && tree.is_harmless() {
        super::serde_yaml::syntax(&hidden)?;
    }
    let goccy = Goccy { tree: &tree };
    tree.root()
        .map(|root| goccy.value(root, &mut Budget::new()))
        .transpose()
}

/// A line that is no key is taken for the value of the key above it, if that has none, though it
/// is not indented.
fn indent_orphans(text: &str) -> String {
    let mut indented = String::with_capacity(text.len() + 16);
    let mut open = false;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let key = content.ends_with(':') || content.contains(": ");
        let orphan = open && !key && !line.starts_with([' ', '\t', '-', '#', '{']);
        if orphan && !content.is_empty() {
            indented.push_str("  ");
        }
        indented.push_str(line);
        if !content.is_empty() {
            let bare = content.split(" #").next().unwrap_or_default();
            open = bare.trim_end().ends_with(':') && !line.starts_with([' ', '\t']);
        }
    }
    indented
}

/// Control characters are like any others to this reader.
fn hide(sign: char) -> char {
    let control = sign.is_control() && !matches!(sign, '\t' | '\n' | '\r' | '\u{85}');
    let hidden = char::from_u32(PRIVATE + u32::from(sign));
    if control {
        hidden.unwrap_or(sign)
    } else {
        sign
    }
}

fn reveal(text: &str) -> String {
    let reveal = |sign: char| match u32::from(sign) {
        code @ PRIVATE..=0xF_00FF => char::from_u32(code - PRIVATE).unwrap_or(sign),
        _ => sign,
    };
    text.chars().map(reveal).collect()
}

struct Goccy<'t, 's> {
    tree: &'t Tree<'s>,
}

impl Goccy<'_, '_> {
    fn value(&self, node: &Node<'_>, budget: &mut Budget) -> Result<Value, String> {
        if node.anchor.is_some() && node.style == Style::Empty {
            return Err("an anchor has no value".to_owned());
        }
        budget.deeper(|budget| match &node.value {
            Written::Alias(_) => match self.tree.resolve(node) {
                Some(target) => self.value(target, budget),
                None => Err("an alias names no anchor".to_owned()),
            },
            Written::Seq(items) => {
                let items = items.iter().map(|item| self.value(item, budget));
                items.collect::<Result<_, _>>().map(Value::List)
            }
            Written::Map(entries) => self.map(entries, node.style, budget),
            _ => {
                self.check_tabs(node)?;
                Ok(Value::Scalar(self.scalar(node)))
            }
        })
    }

    /// The characters of a scalar: plain ones lose their tabs.
    fn characters(&self, node: &Node<'_>) -> String {
        let mut text = reveal(self.tree.characters(node));
        if node.style == Style::Plain {
            text.retain(|sign| sign != '\t');
        }
        text
    }

    /// Tabs in quotes: none may start a line, and behind double quotes with one in the midst of
    /// their line the scanner is lost.
    fn check_tabs(&self, node: &Node<'_>) -> Result<(), String> {
        let source = self.tree.source(node);
        let quoted = matches!(node.style, Style::Single | Style::Double);
        if !quoted || !source.contains('\t') {
            return Ok(());
        }
        if source.contains("\n\t") {
            return Err("a tab indents a line of a quoted text".to_owned());
        }
        let inside = source.trim_end_matches('"').trim_end_matches('\t');
        let one_line = node.style == Style::Double && !source.contains('\n');
        let mut rest = self.tree.after(node).lines().map(str::trim_start);
        let mut last = || rest.all(|line| line.is_empty() || line.starts_with('#'));
        if one_line && inside.replace("\\\t", "").contains('\t') && !last() {
            return Err("a tab stands in a text in double quotes".to_owned());
        }
        Ok(())
    }

    fn scalar(&self, node: &Node<'_>) -> Scalar {
        let text = self.characters(node);
        match self.tree.tag(node) {
            Some("!" | "tag:yaml.org,2002:str") => Scalar::Text(text),
            // The one tag that makes a time of a text.
            Some("tag:yaml.org,2002:timestamp") => {
                let read = YamlReader::SafeYaml.scalar(&text, Style::Plain);
                match read {
                    Scalar::Day(day) => Scalar::Instant(day.at(0, 0, 0, 0)),
                    other => other,
                }
            }
            _ => YamlReader::Goccy.scalar(&text, node.style),
        }
    }

    /// Keys are set one after another, merged ones in their turn.
    fn map(
        &self,
        entries: &[Entry<'_>],
        style: Style,
        budget: &mut Budget,
    ) -> Result<Value, String> {
        let mut map = Entries::default();
        for entry in entries {
            if Tree::is_merge(entry) {
                let value = self.value(&entry.value, budget)?;
                for (name, value) in tree::merge_sources(value)? {
                    map.set(name, value);
                }
                continue;
            }
            if entry.key.style == Style::Empty {
                return Err("a colon has no key in front of it".to_owned());
            }
            let plain = style == Style::Flow && entry.key.style == Style::Plain;
            if plain && self.tree.breaks_before_colon(entry) {
                return Err("a key in braces does not end on the line of its colon".to_owned());
            }
            let (name, value) = match self.unspaced(entry, style) {
                Some(pair) => pair,
                None => (self.key(&entry.key)?, self.value(&entry.value, budget)?),
            };
            map.set(name, value);
        }
        Ok(map.done())
    }

    fn key(&self, key: &Node<'_>) -> Result<String, String> {
        match &key.value {
            Written::Seq(_) | Written::Map(_) => Err("a list or a mapping is a key".to_owned()),
            Written::Null => Ok(String::new()),
            Written::Alias(_) => {
                let target = self.tree.resolve(key);
                target.map_or(Ok(String::new()), |target| self.key(target))
            }
            _ => {
                self.check_tabs(key)?;
                Ok(self.characters(key))
            }
        }
    }

    /// In braces a colon parts key and value without a blank behind it: `{a:1}`.
    fn unspaced(&self, entry: &Entry<'_>, style: Style) -> Option<(String, Value)> {
        let alone = style == Style::Flow
            && entry.colon.is_none()
            && entry.key.style == Style::Plain
            && entry.value.style == Style::Empty;
        let text = reveal(self.tree.characters(&entry.key));
        let (name, value) = text.split_once(':').filter(|_| alone)?;
        let value = YamlReader::Goccy.scalar(value, Style::Plain);
        Some((name.to_owned(), Value::Scalar(value)))
    }
}
