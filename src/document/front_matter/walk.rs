//! Front matter as a flat list, for `inspect` and for checks that look at every value.

use std::borrow::Cow;

use super::FrontMatter;
use super::value::{Entry, Node, Value};
use crate::document::Span;

/// A value on its path.
#[derive(Clone, Debug, PartialEq)]
pub struct Flat<'f, 's> {
    /// The path: `categories[1]`, `author.name`.
    pub path: String,
    /// The key, for an entry of a mapping; none for an item of a list.
    pub key: Option<Span>,
    /// The node.
    pub node: &'f Node<'s>,
    /// The text of a string; other values as written.
    pub text: Cow<'f, str>,
}

impl Flat<'_, '_> {
    /// The word for the type of the value.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        self.node.value.type_name()
    }
}

/// Walks over all values below the root in the order in which they are written, a collection
/// before what is in it.
pub struct Walk<'f, 's> {
    text: &'s str,
    /// What is still to be visited, the next last.
    stack: Vec<(String, Option<Span>, &'f Node<'s>)>,
}

impl<'s> FrontMatter<'s> {
    /// All values below the root, or the root itself if it is no mapping.
    #[must_use]
    pub fn walk(&self) -> Walk<'_, 's> {
        let mut walk = Walk {
            text: self.text,
            stack: Vec::new(),
        };
        if let Some(root) = &self.root {
            match &root.value {
                Value::Map(entries) => walk.push_entries("", entries),
                _ => walk.stack.push((String::new(), None, root)),
            }
        }
        walk
    }
}

impl<'f, 's> Walk<'f, 's> {
    fn push_entries(&mut self, path: &str, entries: &'f [Entry<'s>]) {
        for entry in entries.iter().rev() {
            let name = entry.name();
            let path = if path.is_empty() {
                name.into_owned()
            } else {
                format!("{path}.{name}")
            };
            self.stack.push((path, Some(entry.key.span), &entry.value));
        }
    }
}

impl<'f, 's> Iterator for Walk<'f, 's> {
    type Item = Flat<'f, 's>;

    fn next(&mut self) -> Option<Self::Item> {
        let (path, key, node) = self.stack.pop()?;
        let text = match &node.value {
            Value::Str(text) => Cow::Borrowed(&**text),
            Value::Seq(items) => {
                for (at, item) in items.iter().enumerate().rev() {
                    self.stack.push((format!("{path}[{at}]"), None, item));
                }
                Cow::Borrowed("")
            }
            Value::Map(entries) => {
                self.push_entries(&path, entries);
                Cow::Borrowed("")
            }
            _ => Cow::Borrowed(node.span.of_text(self.text)),
        };
        Some(Flat {
            path,
            key,
            node,
            text,
        })
    }
}
