//! A date as it stands in front matter.

use std::borrow::Cow;

use super::reading::{Notation, Reading, read_scanned};
use super::scan::{Scanned, scan};
use super::zone::SiteZone;
use crate::document::Span;
use crate::document::front_matter::{Node, Style, Value};
use crate::target::Target;

/// A front matter value that ought to be a date.
#[derive(Clone, Debug)]
pub struct Written<'f> {
    /// What is written, without quotes.
    pub text: Cow<'f, str>,
    /// With quotes or without.
    pub notation: Notation,
    /// The value, in the file.
    pub span: Span,
    /// Where the text starts in the file, if it stands there byte by byte.
    start: Option<u32>,
    /// Its parts: every reader of it asks for them.
    parts: Option<Scanned>,
}

impl<'f> Written<'f> {
    /// Texts, numbers and TOML's own dates. Nothing, truth values, lists and mappings are no dates
    /// to begin with.
    #[must_use]
    pub fn of(node: &'f Node<'_>) -> Option<Self> {
        if node.is_broken() {
            return None;
        }
        let (text, notation) = match &node.value {
            Value::Str(text) if node.style == Style::Plain => {
                (Cow::Borrowed(&**text), Notation::Plain)
            }
            Value::Str(text) => (Cow::Borrowed(&**text), Notation::Quoted),
            Value::DateTime(text) => (Cow::Borrowed(*text), Notation::TomlDate),
            Value::Int(number) => (Cow::Owned(number.to_string()), Notation::Plain),
            Value::Float(number) => (Cow::Owned(number.to_string()), Notation::Plain),
            _ => return None,
        };
        let verbatim = node.content.len() as usize == text.len();
        Some(Self {
            notation,
            span: node.span,
            start: verbatim.then_some(node.content.start),
            parts: scan(&text),
            text,
        })
    }

    /// A part of the text, in the file; the whole value where the text is written otherwise.
    #[must_use]
    pub fn part(&self, span: Span) -> Span {
        self.exact(span).unwrap_or(self.span)
    }

    /// A part of the text, in the file, if it stands there byte by byte.
    #[must_use]
    pub fn exact(&self, span: Span) -> Option<Span> {
        self.start.map(|start| span.shift(start))
    }

    /// Its parts; `None` when the text has no known form.
    #[must_use]
    pub fn scan(&self) -> Option<Scanned> {
        self.parts
    }

    /// What `target` makes of it.
    #[must_use]
    pub fn read(&self, target: Target, zone: &SiteZone) -> Reading {
        let parts = self.parts.as_ref();
        read_scanned(target, &self.text, parts, self.notation, zone)
    }
}
