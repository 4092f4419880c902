//! `SafeYAML` on Psych: `libyaml` says what can be read, `lib/safe_yaml/psych_handler.rb` what it
//! becomes.

use super::serde_yaml::Syntax;
use super::tree::{Budget, Tree};
use super::value::Entries;
use super::{Read, Scalar, Value, YamlReader, serde_yaml};
use crate::document::front_matter::{Entry, Node, ProblemKind, Style, Value as Written};

pub(super) fn read(text: &str) -> Read {
    let tree = Tree::of(text);
    if !tree.is_harmless() {
        let fault = tree.fault().map(|fault| fault.message.clone());
        return Err(fault.unwrap_or_else(|| "it is too large".to_owned()));
    }
    if let Some(words) = tree.words() {
        return Ok(Some(Value::text(words)));
    }
    let syntax = serde_yaml::syntax(text)?;
    if tree.fault().is_none() || tree.only_unknown_aliases() {
        return Handler { tree: &tree }.read();
    }
    if let (Syntax::UnknownAnchor, Some(fault)) = (syntax, tree.fault()) {
        // The crate did not look further.
        return Err(fault.message.clone());
    }
    // What comes after the first document is never looked at, even if it could not be read.
    let first = Tree::of(first_mapping(text));
    let typed = match first.fault() {
        None => Handler { tree: &first }.read(),
        Some(fault) => Err(fault.message.clone()),
    };
    // What our grammar does not have, `libyaml` does: then numbers and dates are as it has them.
    match serde_yaml::first_document(text) {
        Ok(whole) if typed.as_ref().ok().and_then(size) != size(&whole) => Ok(whole),
        _ => typed,
    }
}

/// The lines up to the first that is indented less than the first one: there a mapping ends, and
/// with it the document.
fn first_mapping(text: &str) -> &str {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let mut outer = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        let counts = !content.is_empty() && !content.starts_with('#');
        if counts && indent(line) < *outer.get_or_insert(indent(line)) {
            return &text[..at];
        }
        at += line.len();
    }
    text
}

/// How many entries a mapping at the top has; none for no value at all.
fn size(value: &Option<Value>) -> Option<usize> {
    value
        .as_ref()
        .map(|value| value.as_map().map_or(0, <[_]>::len))
}

struct Handler<'t, 's> {
    tree: &'t Tree<'s>,
}

impl Handler<'_, '_> {
    fn read(&self) -> Read {
        let root = self.tree.root();
        root.map(|root| self.value(root, &mut Budget::new()))
            .transpose()
    }

    fn value(&self, node: &Node<'_>, budget: &mut Budget) -> Result<Value, String> {
        budget.deeper(|budget| match &node.value {
            Written::Alias(_) => match self.tree.resolve(node) {
                Some(target) => self.value(target, budget),
                None => Ok(Value::NULL),
            },
            Written::Seq(items) => {
                let items = items.iter().map(|item| self.value(item, budget));
                items.collect::<Result<_, _>>().map(Value::List)
            }
            Written::Map(entries) => self.map(entries, budget),
            _ => Ok(Value::Scalar(self.scalar(node))),
        })
    }

    /// `Transform.to_proper_type`: a tag counts for nothing but makes quotes count for nothing too.
    fn scalar(&self, node: &Node<'_>) -> Scalar {
        let text = self.tree.characters(node);
        let style = match self.tree.tag(node) {
            None => node.style,
            Some("!") => Style::Single,
            Some(_) => Style::Plain,
        };
        YamlReader::SafeYaml.scalar(text, style)
    }

    /// `add_to_current_structure`: keys and values come in turn, and a null where a key should be
    /// leaves its turn to the next value.
    fn map(&self, entries: &[Entry<'_>], budget: &mut Budget) -> Result<Value, String> {
        let mut map = Entries::default();
        let mut key: Option<String> = None;
        for node in entries.iter().flat_map(|entry| [&entry.key, &entry.value]) {
            let value = self.value(node, budget)?;
            match key.take() {
                None => key = name(&value),
                Some(key) if key == "<<" => {
                    let Value::Map(other) = value else {
                        return Err("`<<` merges one mapping only".to_owned());
                    };
                    for (name, value) in other {
                        map.set(name, value);
                    }
                }
                Some(key) => map.set(key, value),
            }
        }
        Ok(map.done())
    }
}

/// A key as Ruby writes it; none for what is taken for no key.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::Scalar(Scalar::Null) => None,
        // The pairs of a mapping that is a key get lost in it.
        Value::Map(_) => None,
        Value::Scalar(Scalar::Text(text)) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

impl Tree<'_> {
    /// Whether the only errors are aliases that name no anchor.
    fn only_unknown_aliases(&self) -> bool {
        let faults = self
            .problems()
            .filter(|problem| problem.kind == ProblemKind::Syntax)
            .count();
        let unknown = self.root().map_or(0, |root| self.unknown_aliases(root));
        faults == unknown && !self.is_template()
    }

    fn unknown_aliases(&self, node: &Node<'_>) -> usize {
        match &node.value {
            Written::Alias(_) => usize::from(self.resolve(node).is_none()),
            Written::Seq(items) => items.iter().map(|item| self.unknown_aliases(item)).sum(),
            Written::Map(entries) => entries
                .iter()
                .map(|entry| self.unknown_aliases(&entry.key) + self.unknown_aliases(&entry.value))
                .sum(),
            _ => 0,
        }
    }
}
