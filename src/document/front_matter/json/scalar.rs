//! Strings, numbers and words, and what is written in their place.

use std::borrow::Cow;
use std::ops::Range;

use super::Reader;
use crate::document::Span;
use crate::document::front_matter::fence::Format;
use crate::document::front_matter::problem::Problem;
use crate::document::front_matter::quote::quote_as;
use crate::document::front_matter::value::{Node, Style, Value};
use crate::fix::Edit;

/// The quote that closes the string at `open`, on the same line.
pub(super) fn string_end(bytes: &[u8], open: usize, mark: u8) -> Option<usize> {
    let mut at = open + 1;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 2,
            b'\n' | b'\r' => return None,
            byte if *byte == mark => return Some(at),
            _ => at += 1,
        }
    }
}

impl<'s> Reader<'s> {
    /// A string; one in single quotes is reported and read all the same.
    pub(super) fn string(&mut self) -> Option<Node<'s>> {
        let start = self.at;
        let bytes = &self.text.as_bytes()[..self.end];
        let mark = bytes[start];
        let Some(close) = string_end(bytes, start, mark) else {
            let place = Span::of(start..start + 1);
            let message = format!("this `{}` is never closed", char::from(mark));
            self.report(
                Problem::syntax(place, message)
                    .hint("close the text on the same line; a line break is written `\\n`"),
            );
            self.stuck = true;
            return None;
        };
        self.at = close + 1;
        let span = Span::of(start..self.at);
        let content = start + 1..close;
        let raw = &self.text[content.clone()];
        let content_span = Span::of(content.clone());
        if mark == b'\'' {
            self.quote(
                span,
                raw,
                "single quotes around a text",
                "JSON knows double quotes only",
            );
            let value = Value::Str(Cow::Borrowed(raw));
            return Some(Node::new(span, content_span, Style::Broken, value));
        }
        let (style, value) = match self.unescaped(content) {
            Some(text) => (Style::Double, text),
            None => (Style::Broken, Cow::Borrowed(raw)),
        };
        Some(Node::new(span, content_span, style, Value::Str(value)))
    }

    fn unescaped(&mut self, content: Range<usize>) -> Option<Cow<'s, str>> {
        let raw = &self.text[content.clone()];
        if let Some(control) = raw.bytes().position(|byte| byte < 0x20) {
            let at = content.start + control;
            let escape = format!("\\u{:04x}", raw.as_bytes()[control]);
            self.report(
                Problem::syntax(Span::of(at..at + 1), "a control character in a text")
                    .hint("JSON wants an escape here, for a tab `\\t`")
                    .fix(
                        "write an escape",
                        vec![Edit::replace(Span::of(at..at + 1), escape)],
                    ),
            );
            return None;
        }
        if !raw.contains('\\') {
            return Some(Cow::Borrowed(raw));
        }
        let quoted = &self.text[content.start - 1..=content.end];
        if let Ok(text) = serde_json::from_str::<String>(quoted) {
            return Some(Cow::Owned(text));
        }
        let place = bad_escape(raw).map_or(content.clone(), |escape| {
            content.start + escape.start..content.start + escape.end
        });
        let place = Span::of(place);
        let shown = place.of_text(self.text);
        self.report(
            Problem::syntax(place, format!("`{shown}` is no escape of JSON's"))
                .hint("a backslash is written `\\\\`")
                .fix(
                    "double the backslash",
                    vec![Edit::insert(place.start, "\\")],
                ),
        );
        None
    }

    /// A number. Its grammar is left to `serde_json`.
    pub(super) fn number(&mut self) -> Node<'s> {
        let literal = self.run(|byte| byte.is_ascii_alphanumeric() || b"+-._".contains(&byte));
        let source = literal.of_text(self.text);
        if serde_json::from_str::<serde_json::Number>(source).is_err() {
            let hint = "no zero or `+` in front, digits on both sides of the point";
            self.quote(literal, source, "this is no JSON number", hint);
            return Node::broken(literal, self.text);
        }
        let integer = source
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
        let value = match source.parse() {
            // JSON's `-0` is a float.
            Ok(number) if integer && source != "-0" => Value::Int(number),
            _ => Value::Float(source.parse().unwrap_or(f64::INFINITY)),
        };
        Node::new(literal, literal, Style::Plain, value)
    }

    pub(super) fn word(&mut self) -> Node<'s> {
        let word = self.run(|byte| byte.is_ascii_alphanumeric() || b"_$.-".contains(&byte));
        let source = word.of_text(self.text);
        let value = match source {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "True" | "TRUE" | "False" | "FALSE" => {
                let lower = source.to_ascii_lowercase();
                self.report(
                    Problem::syntax(word, "`true` and `false` are written in small letters")
                        .fix(format!("write {lower}"), vec![Edit::replace(word, lower)]),
                );
                return Node::broken(word, self.text);
            }
            _ => {
                self.quote(
                    word,
                    source,
                    "a text without quotes",
                    "JSON wants text in double quotes",
                );
                return Node::broken(word, self.text);
            }
        };
        Node::new(word, word, Style::Plain, value)
    }

    pub(super) fn bare_key(&mut self) -> Option<Node<'s>> {
        let key = self.run(|byte| byte.is_ascii_alphanumeric() || b"_$.-".contains(&byte));
        let source = key.of_text(self.text);
        if self.peek() != Some(b':') {
            let problem = Problem::syntax(key, "this is no member of an object")
                .hint("write `\"key\": value`");
            self.report(problem);
            self.stuck = true;
            return None;
        }
        self.quote(
            key,
            source,
            "a key without quotes",
            "JSON wants keys in double quotes",
        );
        let name = Value::Str(Cow::Borrowed(source));
        Some(Node::new(key, key, Style::Plain, name))
    }

    /// The bytes from here on that fit; the reader passes them.
    fn run(&mut self, fits: impl Fn(u8) -> bool) -> Span {
        let start = self.at;
        let rest = &self.text.as_bytes()[start..self.end];
        self.at += rest.iter().take_while(|&&byte| fits(byte)).count();
        Span::of(start..self.at)
    }

    /// Reports a text that should stand in double quotes.
    fn quote(&mut self, place: Span, text: &str, message: &str, hint: &str) {
        let quoted = quote_as(text, Format::Json, Style::Double);
        self.report(Problem::syntax(place, message).hint(hint).fix(
            format!("write {quoted}"),
            vec![Edit::replace(place, quoted)],
        ));
    }
}

/// The first backslash, with what belongs to it, that starts no escape (RFC 8259 §7).
fn bad_escape(raw: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(found) = raw[from..].find('\\') {
        let at = from + found;
        let escaped = raw[at + 1..].chars().next()?;
        let end = at + 1 + escaped.len_utf8();
        let digits = raw.get(end..end + 4).filter(|_| escaped == 'u');
        let unit = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        from = match (escaped, unit) {
            ('u', Some(0xd800..=0xdbff)) if follows_low(&raw[end + 4..]) => end + 10,
            ('u', Some(unit)) if !(0xd800..=0xdfff).contains(&unit) => end + 4,
            ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't', _) => end,
            _ => return Some(at..end),
        };
    }
    None
}

/// Whether the second half of a surrogate pair comes next.
fn follows_low(rest: &str) -> bool {
    let unit = rest
        .strip_prefix("\\u")
        .and_then(|rest| rest.get(..4))
        .and_then(|digits| u32::from_str_radix(digits, 16).ok());
    unit.is_some_and(|unit| (0xdc00..=0xdfff).contains(&unit))
}
