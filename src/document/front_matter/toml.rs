//! TOML: the tree of the `toml` crate, with the places of what it does not give places for.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeInteger, DeString, DeTable, DeValue};

use super::extent;
use super::lines::{Line, indent};
use super::problem::{Problem, ProblemKind};
use super::template;
use super::value::{Entry, Node, Style, Value};
use super::{Comment, Parsed};
use crate::document::Span;

/// Reads the bytes `block` of `text`.
pub(super) fn parse(text: &str, block: Range<usize>) -> Parsed<'_> {
    let (table, errors) = DeTable::parse_recoverable(&text[block.clone()]);
    let tree = Tree {
        text: &text[..block.end],
        base: block.start,
    };
    let root = (!table.get_ref().is_empty()).then(|| {
        let mut root = tree.table(&table);
        root.span = Span::of(block.clone());
        root.content = root.span;
        root.style = Style::Block;
        root
    });
    let mut parsed = Parsed::plain(root, None);
    parsed.comments = comments(text, block.clone(), parsed.root.as_ref());
    for error in &errors {
        tree.book(error, &mut parsed);
    }
    parsed
}

struct Tree<'s> {
    /// The file up to the end of the block.
    text: &'s str,
    /// Where the block starts.
    base: usize,
}

impl<'s> Tree<'s> {
    fn place(&self, range: Range<usize>) -> Span {
        let start = (self.base + range.start).min(self.text.len());
        let end = (self.base + range.end).clamp(start, self.text.len());
        Span::of(start..end)
    }

    fn node(&self, value: &Spanned<DeValue<'s>>) -> Node<'s> {
        let span = self.place(value.span());
        let source = span.of_text(self.text);
        let plain = |value| Node::new(span, span, Style::Plain, value);
        match value.get_ref() {
            DeValue::String(text) => string(span, source, text.clone()),
            DeValue::Integer(number) => plain(integer(number)),
            DeValue::Float(number) => {
                plain(Value::Float(number.as_str().parse().unwrap_or(f64::NAN)))
            }
            DeValue::Boolean(truth) => plain(Value::Bool(*truth)),
            DeValue::Datetime(_) => plain(Value::DateTime(source)),
            DeValue::Array(items) => {
                let items: Vec<_> = items.iter().map(|item| self.node(item)).collect();
                let tables = source.starts_with("[[");
                let style = if tables { Style::Block } else { Style::Flow };
                let all = items.iter().fold(span, |all, item| all.cover(item.span));
                let content = if tables { all } else { inside(span) };
                Node::new(all, content, style, Value::Seq(items))
            }
            DeValue::Table(table) => self.table(&Spanned::new(value.span(), table.clone())),
        }
    }

    fn table(&self, table: &Spanned<DeTable<'s>>) -> Node<'s> {
        let span = self.place(table.span());
        let inline = span.of_text(self.text).starts_with('{');
        let mut entries: Vec<_> = table
            .get_ref()
            .iter()
            .map(|(key, value)| self.entry(key, value))
            .collect();
        entries.sort_by_key(|entry| entry.key.span);
        if inline {
            extent::flow(&mut entries);
            return Node::new(span, inside(span), Style::Flow, Value::Map(entries));
        }
        let all = entries
            .iter()
            .fold(span, |all, entry| all.cover(entry.span()));
        Node::new(all, all, Style::Block, Value::Map(entries))
    }

    fn entry(&self, key: &Spanned<DeString<'s>>, value: &Spanned<DeValue<'s>>) -> Entry<'s> {
        let span = self.place(key.span());
        let source = span.of_text(self.text);
        let key = if source.starts_with(['"', '\'']) {
            string(span, source, key.get_ref().clone())
        } else {
            Node::new(span, span, Style::Plain, Value::Str(key.get_ref().clone()))
        };
        let value = self.node(value);
        let behind = span.end as usize;
        let colon = behind + indent(&self.text[behind..]);
        let colon = self.text[colon..]
            .starts_with('=')
            .then(|| Span::of(colon..colon + 1));
        let lines = self.lines(&key, &value);
        Entry {
            key,
            colon,
            value,
            lines,
        }
    }

    /// Whole lines, from the key or the header to the end of the value.
    fn lines(&self, key: &Node<'_>, value: &Node<'_>) -> Span {
        let both = key.span.cover(value.span);
        let first = Line::around(self.text, both.start as usize);
        let last = Line::at(self.text, both.end as usize);
        Span::of(first.start..last.next)
    }

    /// Books an error, unless the line is a template's or has one already: behind an error the
    /// reader stumbles on.
    fn book(&self, error: &toml::de::Error, parsed: &mut Parsed<'s>) {
        let span = self.place(error.span().unwrap_or(0..0));
        let line = Line::around(self.text, span.start as usize);
        if template::is_template_line(line.text(self.text)) {
            parsed.is_template = true;
            return;
        }
        let told = parsed.problems.iter().any(|problem| {
            let other = Line::around(self.text, problem.span.start as usize);
            other.start == line.start
        });
        if !told {
            parsed.problems.push(problem(error.message(), span));
        }
    }
}

fn problem(message: &str, span: Span) -> Problem {
    match message {
        "duplicate key" => Problem::new(ProblemKind::DuplicateKey, span, message),
        _ => Problem::syntax(span, message),
    }
}

/// A string or a quoted key, in any of TOML's four quotes.
fn string<'s>(span: Span, source: &str, text: Cow<'s, str>) -> Node<'s> {
    let style = if source.starts_with('\'') {
        Style::Single
    } else {
        Style::Double
    };
    let multi = source.len() >= 6 && (source.starts_with("\"\"\"") || source.starts_with("'''"));
    let width = if multi { 3 } else { 1 };
    let width = width.min(span.len() / 2);
    let content = Span::new(span.start + width, span.end - width);
    Node::new(span, content, style, Value::Str(text))
}

fn integer(number: &DeInteger<'_>) -> Value<'static> {
    match i128::from_str_radix(number.as_str(), number.radix()) {
        Ok(number) => Value::Int(number),
        Err(_) => Value::Float(number.as_str().parse().unwrap_or(f64::INFINITY)),
    }
}

/// A bracketed span without its brackets.
fn inside(span: Span) -> Span {
    if span.len() < 2 {
        return span;
    }
    Span::new(span.start + 1, span.end - 1)
}

/// The comments: every `#` outside of strings, up to the end of its line.
fn comments<'s>(text: &'s str, block: Range<usize>, root: Option<&Node<'_>>) -> Vec<Comment<'s>> {
    let mut strings = Vec::new();
    if let Some(root) = root {
        gather_strings(root, &mut strings);
    }
    strings.sort();
    let mut strings = strings.into_iter().peekable();
    let mut comments = Vec::new();
    let mut at = block.start;
    while let Some(found) = text[at..block.end].find('#') {
        let hash = at + found;
        while strings
            .next_if(|string| (string.end as usize) <= hash)
            .is_some()
        {}
        if let Some(string) = strings
            .peek()
            .filter(|string| (string.start as usize) < hash)
        {
            at = string.end as usize;
            continue;
        }
        let line = Line::at(&text[..block.end], hash);
        comments.push(Comment {
            span: Span::of(hash..line.end),
            text: Cow::Borrowed(&text[hash + 1..line.end]),
        });
        at = line.end;
    }
    comments
}

fn gather_strings(node: &Node<'_>, spans: &mut Vec<Span>) {
    match &node.value {
        Value::Str(_) => spans.push(node.span),
        Value::Seq(items) => items.iter().for_each(|item| gather_strings(item, spans)),
        Value::Map(entries) => {
            for entry in entries {
                gather_strings(&entry.key, spans);
                gather_strings(&entry.value, spans);
            }
        }
        _ => {}
    }
}
