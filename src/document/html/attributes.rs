//! Where the attributes of a start tag stand, found in the tag's own bytes.

use crate::document::Span;

/// One attribute as it is written. All spans count bytes from the `<` of the tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttributeSpan {
    /// The name.
    pub name: Span,
    /// The value without its quotes, character references not decoded. Empty in `alt=""`,
    /// `None` in `alt`.
    pub value: Option<Span>,
    /// From the name to the end of the value, closing quote included.
    pub span: Span,
    /// `"` or `'`; `None` when the value is not quoted or there is no value.
    pub quote: Option<char>,
    /// Whether an attribute of this name stands before it in the tag: browsers drop this one.
    pub duplicate: bool,
}

impl AttributeSpan {
    /// The same attribute, counted from where the text starts in which the tag starts at `by`.
    #[must_use]
    pub fn shift(self, by: u32) -> Self {
        Self {
            name: self.name.shift(by),
            value: self.value.map(|value| value.shift(by)),
            span: self.span.shift(by),
            ..self
        }
    }
}

/// The attributes of the tag that `tag` starts with, in the order written, by the states of
/// [WHATWG §13.2.5.32](https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-name-state)
/// and following. Stops at the `>` that ends the tag, or at the end of `tag`.
#[must_use]
pub fn attributes(tag: &str) -> Attributes<'_> {
    let start = if tag.starts_with("</") { 2 } else { 1 };
    let name = tag.bytes().skip(start).position(ends_name);
    Attributes {
        tag,
        at: name.map_or(tag.len(), |length| start + length),
        seen: Vec::new(),
    }
}

/// The iterator that [`attributes`] gives.
#[derive(Clone, Debug)]
pub struct Attributes<'t> {
    tag: &'t str,
    at: usize,
    seen: Vec<Span>,
}

impl Attributes<'_> {
    /// Where the lexer stands: behind the attribute given last, or at the `>` after the last one.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    fn skip(&mut self, skipped: impl Fn(u8) -> bool) -> Option<u8> {
        let rest = &self.tag.as_bytes()[self.at..];
        let length = rest.iter().position(|&byte| !skipped(byte));
        self.at += length.unwrap_or(rest.len());
        self.tag.as_bytes().get(self.at).copied()
    }

    /// The value after `=`, the cursor behind it, and the quote.
    fn value(&mut self) -> (Span, Option<char>) {
        let first = self.skip(is_blank);
        let Some(quote @ (b'"' | b'\'')) = first else {
            let start = self.at;
            self.skip(|byte| !is_blank(byte) && byte != b'>');
            return (Span::of(start..self.at), None);
        };
        let start = self.at + 1;
        self.at = start;
        let end = self.skip(|byte| byte != quote);
        let value = Span::of(start..self.at);
        if end.is_some() {
            self.at += 1;
        }
        (value, Some(char::from(quote)))
    }
}

impl Iterator for Attributes<'_> {
    type Item = AttributeSpan;

    fn next(&mut self) -> Option<AttributeSpan> {
        if self.skip(|byte| is_blank(byte) || byte == b'/')? == b'>' {
            return None;
        }
        let start = self.at;
        // The first character belongs to the name even when it is `=`.
        self.at += 1;
        self.skip(|byte| !ends_name(byte) && byte != b'=');
        let name = Span::of(start..self.at);
        let after_name = self.at;
        let (value, quote, end) = if self.skip(is_blank) == Some(b'=') {
            self.at += 1;
            let (value, quote) = self.value();
            // `alt=>` has a value, an empty one, at the `=`.
            (Some(value), quote, self.at)
        } else {
            (None, None, after_name)
        };
        let same = |&other: &Span| is_same(other.of_text(self.tag), name.of_text(self.tag));
        let duplicate = self.seen.iter().any(same);
        if !duplicate {
            self.seen.push(name);
        }
        Some(AttributeSpan {
            name,
            value,
            span: Span::of(start..end),
            quote,
            duplicate,
        })
    }
}

/// Whether the parser takes two names for one: case does not count, and NUL is read as U+FFFD.
fn is_same(one: &str, other: &str) -> bool {
    let read = |name: &str| name.to_ascii_lowercase().replace('\0', "\u{fffd}");
    one.eq_ignore_ascii_case(other)
        || ((one.contains('\0') || other.contains('\0')) && read(one) == read(other))
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\x0c' | b'\r')
}

fn ends_name(byte: u8) -> bool {
    is_blank(byte) || matches!(byte, b'/' | b'>')
}
