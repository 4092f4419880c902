//! Where a fault of TOML lies.

use std::ops::Range;

use crate::document::Span;
use crate::document::front_matter::lines::{Line, SPACE, indent};
use crate::document::front_matter::value::{Entry, Node, Style, Value};

/// What the reader says about a place.
pub(super) struct Fault {
    /// The start of its sentence, up to what it expects.
    pub(super) what: String,
    pub(super) at: Span,
}

impl Fault {
    pub(super) fn new(message: &str, at: Span) -> Self {
        let what = message.split(", expected").next().unwrap_or(message);
        Self {
            what: what.to_owned(),
            at,
        }
    }

    pub(super) fn is_duplicate(&self) -> bool {
        self.what == "duplicate key"
    }
}

/// A fault with its line.
pub(super) struct Site<'f, 's> {
    pub(super) text: &'s str,
    pub(super) fault: &'f Fault,
    pub(super) line: Line,
}

/// The key, the `=` and the value of a line.
pub(super) struct Parts<'s> {
    pub(super) value: &'s str,
    pub(super) span: Span,
}

impl<'f, 's> Site<'f, 's> {
    pub(super) fn new(text: &'s str, range: Range<usize>, fault: &'f Fault) -> Self {
        let text = &text[..range.end];
        let line = Line::around(text, fault.at.start as usize);
        Self { text, fault, line }
    }

    pub(super) fn line(&self) -> Line {
        self.line
    }

    /// The value on the line, behind its first `=`.
    pub(super) fn parts(&self) -> Option<Parts<'s>> {
        let content = self.line.text(self.text);
        let equals = key_of(content.trim_start_matches(SPACE))? + indent(content);
        let start = equals + 1 + indent(&content[equals + 1..]);
        let value = content[start..].trim_end_matches(SPACE);
        let value = if value.starts_with(['"', '\'']) {
            value
        } else {
            value[..value.find(" #").unwrap_or(value.len())].trim_end_matches(SPACE)
        };
        let span = Span::of(self.line.start + start..self.line.start + start + value.len());
        (!value.is_empty()).then_some(Parts { value, span })
    }

    /// Whether the fault is that the line is no key with a value.
    pub(super) fn has_no_equals(&self) -> bool {
        let content = self.line.text(self.text).trim_start_matches(SPACE);
        let header = content.starts_with('[');
        match self.fault.what.as_str() {
            "key with no value" => !header,
            "invalid unquoted key" => !header && !content.contains('=') && content.contains(':'),
            _ => false,
        }
    }

    /// The key of a line that has no `=`, its value broken.
    pub(super) fn stray_key(&self) -> Option<Entry<'s>> {
        let content = self.line.text(self.text);
        let colon = content
            .find(':')
            .filter(|&at| is_bare(content[..at].trim_end_matches(SPACE)))?;
        let key = Span::of(
            self.line.start..self.line.start + content[..colon].trim_end_matches(SPACE).len(),
        );
        let name = Value::Str(key.of_text(self.text).into());
        let rest = &content[colon + 1..];
        let start = self.line.start + colon + 1 + indent(rest);
        let value = Span::of(start..start + rest.trim_matches(SPACE).len());
        Some(Entry {
            key: Node::new(key, key, Style::Plain, name),
            colon: None,
            value: Node::broken(value, self.text),
            lines: Span::of(self.line.start..self.line.next),
        })
    }
}

/// The `=` of a line that starts with a key, as an offset into the line.
pub(super) fn key_of(line: &str) -> Option<usize> {
    let equals = line.find('=')?;
    let key = line[..equals].trim_end_matches(SPACE);
    let quoted = key.len() > 1 && key.starts_with(['"', '\'']) && key.ends_with(['"', '\'']);
    (is_bare(key) || quoted).then_some(equals)
}

pub(super) fn is_bare(key: &str) -> bool {
    !key.is_empty()
        && key
            .chars()
            .all(|char| char.is_alphanumeric() || matches!(char, '_' | '-' | '.'))
}
