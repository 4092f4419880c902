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

#[cfg(test)]
mod tests {
    use super::*;

    /// Each attribute as name, value and quote, as written.
    fn lex(tag: &str) -> Vec<(&str, Option<&str>, Option<char>)> {
        let told = attributes(tag).inspect(|it| {
            let end = it.value.map_or(it.name.end, |value| value.end);
            let quoted = u32::from(it.quote.is_some() && !tag.ends_with("cut"));
            assert_eq!(it.span, Span::new(it.name.start, end + quoted), "{tag:?}");
        });
        told.map(|it| {
            let value = it.value.map(|value| value.of_text(tag));
            (it.name.of_text(tag), value, it.quote)
        })
        .collect()
    }

    #[test]
    fn values_stand_in_either_quotes_or_none() {
        let tag = "<img src=a.png alt=\"it's\" title='\"x\"'>";
        let expected = [
            ("src", Some("a.png"), None),
            ("alt", Some("it's"), Some('"')),
            ("title", Some("\"x\""), Some('\'')),
        ];
        assert_eq!(lex(tag), expected);
    }

    #[test]
    fn an_attribute_may_lack_its_value() {
        let expected = [("hidden", None, None), ("alt", Some(""), Some('"'))];
        assert_eq!(lex("<p hidden alt=\"\">"), expected);
        assert_eq!(lex("<p alt=>"), [("alt", Some(""), None)]);
        assert_eq!(lex("<p alt>"), [("alt", None, None)]);
        assert_eq!(lex("<p>"), []);
        assert_eq!(lex("</p>"), []);
    }

    #[test]
    fn blanks_and_line_ends_may_stand_anywhere() {
        let expected = [("alt", Some("a\r\nb"), Some('"')), ("src", Some("é"), None)];
        assert_eq!(lex("<img\talt\r\n=\x0c\"a\r\nb\"\nsrc = é >"), expected);
        assert_eq!(lex("<img a='1'b='2'/c>").len(), 3);
    }

    #[test]
    fn slashes_end_names_but_not_values() {
        let tag = "<a href=https://example.com/ b/c/>";
        let expected = [
            ("href", Some("https://example.com/"), None),
            ("b", None, None),
            ("c", None, None),
        ];
        assert_eq!(lex(tag), expected);
    }

    #[test]
    fn odd_characters_are_part_of_names() {
        let expected = [
            ("=x", Some("1"), None),
            ("y\"", None, None),
            ("日本", Some("語"), None),
        ];
        assert_eq!(lex("<p =x=1 y\" 日本=語>"), expected);
    }

    #[test]
    fn a_tag_may_be_cut_off() {
        assert_eq!(lex("<p a=\"cut"), [("a", Some("cut"), Some('"'))]);
        assert_eq!(lex("<p a="), [("a", Some(""), None)]);
        assert_eq!(lex("<p a"), [("a", None, None)]);
        assert_eq!(lex("<p"), []);
        assert_eq!(lex("<"), []);
        assert_eq!(lex(""), []);
    }

    #[test]
    fn duplicates_are_marked_whatever_their_case() {
        let marks = |tag| -> Vec<bool> { attributes(tag).map(|it| it.duplicate).collect() };
        assert_eq!(marks("<p id=1 ID=2 class id>"), [false, true, false, true]);
        assert_eq!(marks("<p a\0=1 a\u{fffd}=2>"), [false, true]);
    }
}
