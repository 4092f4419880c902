//! JSON, strictly, with the place of every key and value.
//!
//! An own reader: `serde_json` gives no places and stops at the first fault with a sentence, the
//! YAML parser gives places but takes much that is no JSON. Tests hold it equal to `serde_json`.

mod fault;
mod scalar;

use std::ops::Range;

use super::Parsed;
use super::extent;
use super::lines::{Line, indent};
use super::problem::{Problem, ProblemKind};
use super::value::{Entry, Node, Style, Value};
use crate::document::Span;
use crate::fix::Edit;

/// How deep arrays and objects may nest.
const MAX_DEPTH: usize = 64;

/// How many faults of one block are looked for.
const MAX_FAULTS: usize = 20;

/// Reads the value in `block`.
pub(super) fn parse(text: &str, block: Range<usize>) -> Parsed<'_> {
    let mut reader = Reader::new(text, block);
    let root = reader.peek().and_then(|_| reader.value());
    if !reader.stuck && reader.peek().is_some() {
        reader.fail_here("text behind the end of the JSON value", "remove it");
    }
    reader.parsed(root)
}

/// Reads the inside of an object, whose braces are not written or stand right outside of `block`.
pub(super) fn parse_members(text: &str, block: Range<usize>) -> Parsed<'_> {
    let span = Span::of(block.clone());
    let mut reader = Reader::new(text, block);
    if reader.peek() == Some(b'{') {
        return reader.braced();
    }
    let mut entries = Vec::new();
    reader.members(&mut entries, None);
    extent::flow(&mut entries);
    let root =
        (!entries.is_empty()).then(|| Node::new(span, span, Style::Flow, Value::Map(entries)));
    reader.parsed(root)
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
            b'"' => at = scalar::string_end(bytes, at, b'"').unwrap_or(at),
            _ => {}
        }
        at += 1;
    }
    None
}

struct Reader<'s> {
    text: &'s str,
    at: usize,
    end: usize,
    depth: usize,
    problems: Vec<Problem>,
    /// Whether a fault is such that only a new line can be understood again.
    stuck: bool,
}

impl<'s> Reader<'s> {
    fn new(text: &'s str, block: Range<usize>) -> Self {
        Self {
            text,
            at: block.start,
            end: block.end,
            depth: 0,
            problems: Vec::new(),
            stuck: false,
        }
    }

    fn parsed(self, root: Option<Node<'s>>) -> Parsed<'s> {
        let mut parsed = Parsed::plain(root, None);
        parsed.problems = self.problems;
        parsed
    }

    /// A whole object where its inside is expected.
    fn braced(mut self) -> Parsed<'s> {
        let open = Span::of(self.at..self.at + 1);
        let root = self.value();
        let mut problem = Problem::syntax(open, "a brace too many")
            .hint("between `;;;` stand the members of an object, without its braces");
        if let (Some(root), true) = (&root, self.problems.is_empty()) {
            let close = Span::new(root.span.end - 1, root.span.end);
            problem = problem.fix(
                "remove the braces",
                vec![Edit::delete(open), Edit::delete(close)],
            );
        }
        self.problems.insert(0, problem);
        self.parsed(root)
    }

    fn value(&mut self) -> Option<Node<'s>> {
        match self.peek() {
            Some(b'{') => self.collection(b'}'),
            Some(b'[') => self.collection(b']'),
            Some(b'"' | b'\'') => self.string(),
            Some(b'0'..=b'9' | b'-' | b'+' | b'.') => Some(self.number()),
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$') => Some(self.word()),
            Some(b'}' | b']' | b',') => {
                self.fail_here(
                    "a value is missing in front of this",
                    "write one, or remove what waits for it",
                );
                None
            }
            Some(_) => {
                self.fail_here("this is no JSON value", "put text in double quotes");
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
            let place = Span::of(start..start + 1);
            let message = format!("nested deeper than {MAX_DEPTH} levels");
            let problem = Problem::new(ProblemKind::TooLarge, place, message)
                .hint("front matter like this is not read any further");
            self.report(problem);
            self.stuck = true;
            self.at = self.end;
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
        let closed = end > start + 1 && self.text.as_bytes()[end - 1] == close;
        let inside = start + 1..if closed { end - 1 } else { end };
        let (span, inside) = (Span::of(start..end), Span::of(inside));
        Some(Node::new(span, inside, Style::Flow, value))
    }

    /// Members up to the closing brace of the object at `open`, or to the end of the block.
    fn members(&mut self, entries: &mut Vec<Entry<'s>>, open: Option<usize>) {
        if self.closes(b'}', open) {
            return;
        }
        loop {
            let start = self.at;
            if let Some(entry) = self.member() {
                entries.push(entry);
            }
            if self.stuck {
                match self.next_member(start) {
                    Some(next) => {
                        self.at = next;
                        self.stuck = false;
                        continue;
                    }
                    None => return,
                }
            }
            if !self.goes_on(b'}', open) {
                return;
            }
        }
    }

    fn member(&mut self) -> Option<Entry<'s>> {
        let key = match self.peek() {
            Some(b'"' | b'\'') => self.string()?,
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$') => self.bare_key()?,
            _ => {
                self.no_key();
                return None;
            }
        };
        if self.peek() != Some(b':') {
            self.fail_here(
                "a colon is missing in front of this",
                "write `\"key\": value`",
            );
            return None;
        }
        let colon = Span::of(self.at..self.at + 1);
        self.at += 1;
        let value = self.value().unwrap_or_else(|| {
            let line = Line::at(&self.text[..self.end], self.at);
            let rest = line.text(self.text).trim_end_matches([' ', '\t', ',', '}']);
            let value = Span::of(self.at..self.at + rest.len());
            self.at += rest.len();
            Node::broken(value, self.text)
        });
        let lines = key.span.cover(value.span);
        Some(Entry {
            key,
            colon: Some(colon),
            value,
            lines,
        })
    }

    /// The line on which the next member starts, behind one at `start` that cannot be read: the
    /// next with a key in the same column.
    fn next_member(&self, start: usize) -> Option<usize> {
        let line = Line::around(self.text, start);
        let column = start - line.start;
        let first_on_line = indent(line.text(self.text)) == column;
        if !first_on_line || self.problems.len() >= MAX_FAULTS {
            return None;
        }
        let below = Line::at(&self.text[..self.end], self.at.max(start)).next;
        Line::of(self.text, below..self.end)
            .map(|line| (line, indent(line.text(self.text))))
            .find(|(line, depth)| line.end > line.start + depth && *depth <= column)
            .filter(|(line, depth)| {
                *depth == column && self.text[line.start + depth..].starts_with('"')
            })
            .map(|(line, depth)| line.start + depth)
    }

    fn items(&mut self, items: &mut Vec<Node<'s>>, open: usize) {
        if self.closes(b']', Some(open)) {
            return;
        }
        loop {
            items.extend(self.value());
            if self.stuck || !self.goes_on(b']', Some(open)) {
                return;
            }
        }
    }

    /// Passes what stands between two members or items; false at the end of the collection.
    fn goes_on(&mut self, close: u8, open: Option<usize>) -> bool {
        let behind = self.at;
        if self.closes(close, open) {
            return false;
        }
        match (self.peek(), open) {
            (Some(b','), _) => {
                let comma = Span::of(self.at..self.at + 1);
                self.at += 1;
                if !self.closes(close, open) {
                    return true;
                }
                self.report(
                    Problem::syntax(comma, "a comma with nothing behind it")
                        .hint("JSON has commas only between members and between items")
                        .fix("remove the comma", vec![Edit::delete(comma)]),
                );
                false
            }
            (Some(b'}' | b']'), Some(open)) => {
                self.never_closed(open, close, Some(behind));
                false
            }
            (Some(b'}'), None) => {
                let brace = Span::of(self.at..self.at + 1);
                self.at += 1;
                self.report(
                    Problem::syntax(brace, "a brace that nothing opens")
                        .hint("the fences stand for the outer braces")
                        .fix("remove the brace", vec![Edit::delete(brace)]),
                );
                !self.closes(close, open)
            }
            _ => {
                let here = Span::of(behind..behind).start;
                self.report(
                    Problem::syntax(Span::at(here), "a comma is missing here")
                        .hint("separate members and items by commas")
                        .fix("insert a comma", vec![Edit::insert(here, ",")]),
                );
                true
            }
        }
    }

    /// Passes the end of a collection, if the reader stands at it. Without an opening bracket the
    /// end of the block is the end.
    fn closes(&mut self, close: u8, open: Option<usize>) -> bool {
        match (self.peek(), open) {
            (None, None) => true,
            (None, Some(open)) => {
                if !self.stuck {
                    self.never_closed(open, close, None);
                    self.stuck = true;
                }
                true
            }
            (Some(byte), Some(_)) if byte == close => {
                self.at += 1;
                true
            }
            _ => false,
        }
    }

    /// The next byte that is not white space or in a comment; the reader stands on it.
    fn peek(&mut self) -> Option<u8> {
        loop {
            let rest = &self.text.as_bytes()[self.at..self.end];
            let space = rest
                .iter()
                .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
                .count();
            self.at += space;
            if !self.skips_comment() {
                return rest.get(space).copied();
            }
        }
    }
}
