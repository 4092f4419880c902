//! JSON, strictly, with the place of every key and value.
//!
//! An own reader rather than two borrowed ones: the YAML parser gives places but is not strict,
//! `serde_json` is strict but gives no places and stops with a sentence. A test holds the two
//! equal on every document.

use std::borrow::Cow;
use std::ops::Range;

use super::Parsed;
use super::extent;
use super::problem::{Problem, ProblemKind};
use super::value::{Entry, Node, Style, Value};
use crate::document::Span;
use crate::fix::Edit;

/// How deep arrays and objects may nest.
const MAX_DEPTH: usize = 64;

/// Reads the value in `block`.
pub(super) fn parse(text: &str, block: Range<usize>) -> Parsed<'_> {
    let mut reader = Reader::new(text, block);
    let root = reader.document();
    Parsed::plain(root, reader.problem)
}

/// Reads the inside of an object; the braces around it, if any, stand right outside of `block`.
pub(super) fn parse_members(text: &str, block: Range<usize>) -> Parsed<'_> {
    let mut reader = Reader::new(text, block.clone());
    let span = Span::of(block);
    let root = reader.inside_object(span);
    Parsed::plain(root, reader.problem)
}

/// The brace that closes the object at `open`.
pub(super) fn closing_brace(text: &str, open: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut at = open;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            b'"' => at = string_end(bytes, at).unwrap_or(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The quote that closes the string at `open`, on the same line.
fn string_end(bytes: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 2,
            b'\n' | b'\r' => return None,
            _ => at += 1,
        }
    }
}

struct Reader<'s> {
    text: &'s str,
    at: usize,
    end: usize,
    depth: usize,
    problem: Option<Problem>,
}

impl<'s> Reader<'s> {
    fn new(text: &'s str, block: Range<usize>) -> Self {
        Self {
            text,
            at: block.start,
            end: block.end,
            depth: 0,
            problem: None,
        }
    }

    fn document(&mut self) -> Option<Node<'s>> {
        self.peek()?;
        let root = self.value();
        if self.problem.is_none() && self.peek().is_some() {
            self.fail_here("text behind the end of the JSON value", "remove it");
        }
        root
    }

    fn inside_object(&mut self, span: Span) -> Option<Node<'s>> {
        let mut entries = Vec::new();
        self.members(&mut entries, None);
        extent::flow(&mut entries);
        let nothing = entries.is_empty()
            && self.problem.is_none()
            && span.of_text(self.text).trim().is_empty();
        (!nothing).then(|| Node::new(span, span, Style::Flow, Value::Map(entries)))
    }

    fn value(&mut self) -> Option<Node<'s>> {
        let start = self.at;
        match self.peek() {
            Some(b'{') => self.collection(b'}'),
            Some(b'[') => self.collection(b']'),
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$') => self.word(),
            Some(b'\'') => {
                self.fail_here("a text in single quotes", "JSON knows double quotes only");
                None
            }
            Some(b'/') => {
                self.fail_here("a comment", "JSON has none; remove it");
                None
            }
            Some(b'}' | b']' | b',') if start > 0 => {
                self.fail_here(
                    "a value is missing here",
                    "remove the comma before it, or write a value",
                );
                None
            }
            Some(_) => {
                self.fail_here("this is no JSON value", "put the text in double quotes");
                None
            }
            None => {
                self.fail_here(
                    "a value is missing at the end",
                    "write one, and close what is open",
                );
                None
            }
        }
    }

    fn collection(&mut self, close: u8) -> Option<Node<'s>> {
        let start = self.at;
        if self.depth == MAX_DEPTH {
            self.problem = Some(
                Problem::new(
                    ProblemKind::TooLarge,
                    Span::of(start..start + 1),
                    format!("nested deeper than {MAX_DEPTH} levels"),
                )
                .hint("what is nested this deep is not read"),
            );
            return None;
        }
        self.depth += 1;
        self.at += 1;
        let value = if close == b'}' {
            let mut entries = Vec::new();
            self.members(&mut entries, Some(start));
            extent::flow(&mut entries);
            Value::Map(entries)
        } else {
            let mut items = Vec::new();
            self.items(&mut items, start);
            Value::Seq(items)
        };
        self.depth -= 1;
        let end = self.at.max(start + 1);
        let inside = start + 1..if self.problem.is_none() { end - 1 } else { end };
        Some(Node::new(
            Span::of(start..end),
            Span::of(inside),
            Style::Flow,
            value,
        ))
    }

    /// Members up to the closing brace of the object at `open`, or to the end of the block.
    fn members(&mut self, entries: &mut Vec<Entry<'s>>, open: Option<usize>) {
        if self.closes(b'}', open, None) {
            return;
        }
        loop {
            if self.peek() != Some(b'"') {
                return self.no_key();
            }
            let Some(key) = self.string() else { return };
            if self.peek() != Some(b':') {
                return self.fail_here(
                    "a colon is missing behind the key",
                    "write `\"key\": value`",
                );
            }
            let colon = Span::of(self.at..self.at + 1);
            self.at += 1;
            let value = self.value();
            let failed = self.problem.is_some();
            let value = value.unwrap_or_else(|| {
                let end = super::lines::Line::at(&self.text[..self.end], self.at).end;
                Node::broken(Span::of(self.at.min(end)..end), self.text)
            });
            let lines = key.span.cover(value.span);
            entries.push(Entry {
                key,
                colon: Some(colon),
                value,
                lines,
            });
            if failed || !self.goes_on(b'}', open) {
                return;
            }
        }
    }

    fn items(&mut self, items: &mut Vec<Node<'s>>, open: usize) {
        if self.closes(b']', Some(open), None) {
            return;
        }
        loop {
            let Some(item) = self.value() else { return };
            items.push(item);
            if self.problem.is_some() || !self.goes_on(b']', Some(open)) {
                return;
            }
        }
    }

    /// Passes a comma; false at the end of the collection.
    fn goes_on(&mut self, close: u8, open: Option<usize>) -> bool {
        let behind = self.at;
        if self.closes(close, open, None) || self.problem.is_some() {
            return false;
        }
        if self.peek() != Some(b',') {
            let here = Span::at(Span::of(behind..behind).start);
            self.problem = Some(
                Problem::syntax(here, "a comma is missing here")
                    .hint("separate members and items by commas")
                    .fix("insert a comma", vec![Edit::insert(here.start, ",")]),
            );
            return false;
        }
        let comma = self.at;
        self.at += 1;
        !self.closes(close, open, Some(comma))
    }

    /// Passes the end of a collection. A comma before it is a problem.
    fn closes(&mut self, close: u8, open: Option<usize>, comma: Option<usize>) -> bool {
        let next = self.peek();
        let closes = match (next, open) {
            (None, None) => true,
            (None, Some(open)) => {
                let sign = &self.text[open..=open];
                let close = char::from(close);
                self.problem = Some(
                    Problem::syntax(
                        Span::of(open..open + 1),
                        format!("this `{sign}` is never closed"),
                    )
                    .hint(format!("add the missing `{close}`")),
                );
                return true;
            }
            (Some(byte), Some(_)) if byte == close => {
                self.at += 1;
                true
            }
            _ => false,
        };
        if let (true, Some(comma)) = (closes, comma) {
            let span = Span::of(comma..comma + 1);
            self.problem = Some(
                Problem::syntax(span, "a comma behind the last one")
                    .hint("JSON has commas only between members and items")
                    .fix("remove the comma", vec![Edit::delete(span)]),
            );
        }
        closes
    }

    fn no_key(&mut self) {
        match self.peek() {
            Some(b'\'') => {
                self.fail_here("a key in single quotes", "JSON knows double quotes only")
            }
            Some(b'/') => self.fail_here("a comment", "JSON has none; remove it"),
            Some(b',') => self.fail_here("a comma too many", "remove it"),
            Some(b'{') if self.depth == 0 => {
                self.fail_here(
                    "a brace too many",
                    "`;;;` stands for the braces; write the members only",
                );
            }
            _ => self.fail_here("a key is missing here", "keys stand in double quotes"),
        }
    }

    fn number(&mut self) -> Option<Node<'s>> {
        let start = self.at;
        let length = self.text[start..self.end]
            .bytes()
            .take_while(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'))
            .count();
        let literal = &self.text[start..start + length];
        // The grammar of numbers is left to serde_json.
        let Ok(number) = serde_json::from_str::<serde_json::Number>(literal) else {
            self.fail(
                start..start + length,
                "this is no JSON number",
                "leading zeros and `+` are not allowed; put it in quotes if it is text",
            );
            return None;
        };
        self.at += length;
        let integer = literal
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
        let value = match literal.parse() {
            Ok(number) if integer => Value::Int(number),
            _ => Value::Float(number.as_f64().unwrap_or(f64::NAN)),
        };
        let span = Span::of(start..self.at);
        Some(Node::new(span, span, Style::Plain, value))
    }

    fn word(&mut self) -> Option<Node<'s>> {
        let start = self.at;
        let length = self.text[start..self.end]
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$'))
            .count();
        let value = match &self.text[start..start + length] {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => {
                self.fail(
                    start..start + length,
                    "a text without quotes",
                    "put it in double quotes",
                );
                return None;
            }
        };
        self.at += length;
        let span = Span::of(start..self.at);
        Some(Node::new(span, span, Style::Plain, value))
    }

    fn string(&mut self) -> Option<Node<'s>> {
        let start = self.at;
        let bytes = &self.text.as_bytes()[..self.end];
        let Some(close) = string_end(bytes, start) else {
            self.fail(
                start..start + 1,
                "this `\"` is never closed",
                "close the text on the same line; a line break is written `\\n`",
            );
            return None;
        };
        let content = start + 1..close;
        let value = self.unescaped(content.clone())?;
        self.at = close + 1;
        Some(Node::new(
            Span::of(start..self.at),
            Span::of(content),
            Style::Double,
            Value::Str(value),
        ))
    }

    fn unescaped(&mut self, content: Range<usize>) -> Option<Cow<'s, str>> {
        let raw = &self.text[content.clone()];
        if let Some(control) = raw.bytes().position(|byte| byte < 0x20) {
            let at = content.start + control;
            self.fail(
                at..at + 1,
                "a control character in a text",
                "write it as an escape, a tab as `\\t`",
            );
            return None;
        }
        if !raw.contains('\\') {
            return Some(Cow::Borrowed(raw));
        }
        let quoted = &self.text[content.start - 1..=content.end];
        match serde_json::from_str::<String>(quoted) {
            Ok(text) => Some(Cow::Owned(text)),
            Err(error) => {
                // The text has one line, so the column is the offset behind the bad escape.
                let at = content.start - 1 + error.column().clamp(1, quoted.len()) - 1;
                let escape = self.text[content.start..at]
                    .rfind('\\')
                    .map_or(at, |back| content.start + back);
                let end = (escape + 2).min(content.end);
                let end = (end..=content.end)
                    .find(|&end| self.text.is_char_boundary(end))
                    .unwrap_or(content.end);
                self.fail(
                    escape..end,
                    "an escape that JSON does not know",
                    "a backslash is written `\\\\`",
                );
                None
            }
        }
    }

    /// The next byte that is not white space; the reader stands on it.
    fn peek(&mut self) -> Option<u8> {
        let rest = &self.text.as_bytes()[self.at..self.end];
        let space = rest
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
            .count();
        self.at += space;
        rest.get(space).copied()
    }

    fn fail_here(&mut self, message: &str, hint: &str) {
        let length = self.text[self.at..self.end]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        self.fail(self.at..self.at + length, message, hint);
    }

    fn fail(&mut self, place: Range<usize>, message: &str, hint: &str) {
        if self.problem.is_none() {
            self.problem = Some(Problem::syntax(Span::of(place), message).hint(hint));
        }
    }
}
