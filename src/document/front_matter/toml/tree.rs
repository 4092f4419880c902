//! The tree of the `toml` crate as ours.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeInteger, DeString, DeTable, DeValue};

use super::site::Fault;
use crate::document::Span;
use crate::document::front_matter::extent;
use crate::document::front_matter::lines::{Line, SPACE, indent};
use crate::document::front_matter::value::{Entry, Node, Style, Value};

/// What one run of the reader made of a range.
pub(super) struct Tree<'s> {
    /// The file up to the end of the range.
    text: &'s str,
    /// Where the range starts.
    base: usize,
    pub(super) entries: Vec<Entry<'s>>,
    pub(super) faults: Vec<Fault>,
}

impl<'s> Tree<'s> {
    pub(super) fn read(text: &'s str, range: Range<usize>) -> Self {
        let (table, errors) = DeTable::parse_recoverable(&text[range.clone()]);
        let mut tree = Self {
            text: &text[..range.end],
            base: range.start,
            entries: Vec::new(),
            faults: Vec::new(),
        };
        for error in errors {
            let at = tree.place(error.span().unwrap_or(0..0));
            tree.faults.push(Fault::new(error.message(), at));
        }
        tree.entries = tree.entries_of(table.get_ref());
        tree
    }

    fn place(&self, range: Range<usize>) -> Span {
        let clamp = |at: usize| {
            let mut at = (self.base + at).min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = clamp(range.start);
        Span::of(start..clamp(range.end).max(start))
    }

    fn node(&mut self, value: &Spanned<DeValue<'s>>) -> Node<'s> {
        let span = self.place(value.span());
        let source = span.of_text(self.text);
        let value = match value.get_ref() {
            DeValue::String(text) => return string(span, source, text.clone()),
            DeValue::Array(items) => return self.array(span, items.iter()),
            DeValue::Table(table) => return self.table(span, table),
            DeValue::Integer(number) => self.integer(span, number),
            DeValue::Float(number) => self.float(span, number.as_str()),
            DeValue::Boolean(truth) => Value::Bool(*truth),
            DeValue::Datetime(_) => Value::DateTime(source),
        };
        let style = if span.is_empty() {
            Style::Empty
        } else {
            Style::Plain
        };
        Node::new(span, span, style, value)
    }

    fn array<'v>(
        &mut self,
        span: Span,
        items: impl Iterator<Item = &'v Spanned<DeValue<'s>>>,
    ) -> Node<'s>
    where
        's: 'v,
    {
        let source = span.of_text(self.text);
        let tables = source.starts_with("[[");
        let items: Vec<_> = items.map(|item| self.node(item)).collect();
        let all = items.iter().fold(span, |all, item| all.cover(item.span));
        // An array of arrays starts with two brackets as well, but not with those of a header.
        let header = tables && items.iter().all(|item| item.style == Style::Block);
        let (content, style) = if header {
            (all, Style::Block)
        } else {
            (inside(span, source), Style::Flow)
        };
        Node::new(all, content, style, Value::Seq(items))
    }

    fn table(&mut self, span: Span, table: &DeTable<'s>) -> Node<'s> {
        let mut entries = self.entries_of(table);
        let source = span.of_text(self.text);
        if source.starts_with('{') {
            extent::flow(&mut entries);
            return Node::new(span, inside(span, source), Style::Flow, Value::Map(entries));
        }
        let all = entries
            .iter()
            .fold(span, |all, entry| all.cover(entry.span()));
        Node::new(all, all, Style::Block, Value::Map(entries))
    }

    fn entries_of(&mut self, table: &DeTable<'s>) -> Vec<Entry<'s>> {
        let mut entries: Vec<_> = table
            .iter()
            .map(|(key, value)| self.entry(key, value))
            .collect();
        entries.sort_by_key(|entry| entry.key.span);
        entries
    }

    fn entry(&mut self, key: &Spanned<DeString<'s>>, value: &Spanned<DeValue<'s>>) -> Entry<'s> {
        let span = self.place(key.span());
        let source = span.of_text(self.text);
        let key = if source.starts_with(['"', '\'']) {
            string(span, source, key.get_ref().clone())
        } else {
            let style = if span.is_empty() {
                Style::Empty
            } else {
                Style::Plain
            };
            Node::new(span, span, style, Value::Str(key.get_ref().clone()))
        };
        let value = self.node(value);
        let behind = span.end as usize;
        let colon = behind + indent(&self.text[behind..]);
        let colon = Some(colon)
            .filter(|&colon| self.text[colon..].starts_with('='))
            .filter(|&colon| colon < value.span.start as usize)
            .map(|colon| Span::of(colon..colon + 1));
        let both = key.span.cover(value.span);
        let lines = whole_lines(self.text, both);
        Entry {
            key,
            colon,
            value,
            lines,
        }
    }

    fn integer(&mut self, span: Span, number: &DeInteger<'_>) -> Value<'static> {
        let value = i128::from_str_radix(number.as_str(), number.radix());
        // Readers have 64 bits, as TOML demands of them at least.
        if value
            .as_ref()
            .map_or(true, |value| i64::try_from(*value).is_err())
        {
            self.faults.push(Fault::new("integer out of range", span));
        }
        value.map_or(Value::Float(f64::INFINITY), Value::Int)
    }

    fn float(&mut self, span: Span, number: &str) -> Value<'static> {
        let value: f64 = number.parse().unwrap_or(f64::NAN);
        if value.is_infinite() && !number.contains("inf") {
            self.faults.push(Fault::new("float out of range", span));
        }
        Value::Float(value)
    }

    /// The span of the value at the top that a fault lies in, if it may go over several lines.
    pub(super) fn open_value(&self, fault: Span) -> Option<Span> {
        let entry = self
            .entries
            .iter()
            .rfind(|entry| entry.key.span.start <= fault.start)?;
        let span = entry.value.span;
        let source = span.of_text(self.text);
        let opens = ["[", "{", "\"\"\"", "'''"]
            .iter()
            .any(|open| source.starts_with(open));
        (opens && entry.colon.is_some() && fault.start <= span.end).then_some(span)
    }

    /// Breaks the value that starts where `open` does off at the end of its line, and forgets what
    /// was read behind it.
    pub(super) fn cut(&mut self, open: Span, next: usize) {
        self.forget(next);
        for entry in &mut self.entries {
            if entry.value.span.start == open.start {
                let end = self.text[..next].trim_end_matches(SPACE).len();
                entry.value = Node::broken(Span::of(open.start as usize..end), self.text);
                entry.lines = Span::new(entry.lines.start, Span::of(next..next).start);
            }
        }
    }

    /// Forgets what was read from `at` on.
    pub(super) fn forget(&mut self, at: usize) {
        self.entries
            .retain(|entry| (entry.key.span.start as usize) < at);
    }

    /// Marks the value that a fault lies in as broken; returns its lines.
    pub(super) fn spoil(&mut self, fault: Span) -> Option<Span> {
        spoil(&mut self.entries, fault, self.text)
    }

    /// The key of the same name nearest above a duplicate.
    pub(super) fn earlier(&self, second: Span) -> Option<Span> {
        let name = second.of_text(self.text);
        let mut found = None;
        search(&self.entries, &mut |entry| {
            let key = entry.key.span;
            if key.end <= second.start && key.of_text(self.text) == name {
                found = found.max(Some(key));
            }
        });
        found.or_else(|| self.header(second, name))
    }

    /// The name in the header of a table above.
    fn header(&self, second: Span, name: &str) -> Option<Span> {
        let above = Line::of(self.text, self.base..second.start as usize);
        above
            .filter_map(|line| {
                let content = line.text(self.text);
                let brackets = content.len() - content.trim_start_matches('[').len();
                let inner = content[brackets..].split(']').next()?;
                let start = line.start + brackets;
                (brackets > 0 && inner == name).then(|| Span::of(start..start + name.len()))
            })
            .last()
    }
}

fn search<'s>(entries: &[Entry<'s>], visit: &mut impl FnMut(&Entry<'s>)) {
    for entry in entries {
        visit(entry);
        match &entry.value.value {
            Value::Map(entries) => search(entries, visit),
            Value::Seq(items) => {
                for item in items {
                    search(item.as_map().unwrap_or_default(), visit);
                }
            }
            _ => {}
        }
    }
}

fn spoil<'s>(entries: &mut [Entry<'s>], fault: Span, text: &'s str) -> Option<Span> {
    let at = Span::at(fault.start);
    let entry = entries.iter_mut().rfind(|entry| {
        let end = entry.lines.end;
        entry.lines.contains(at) && (at.start < end || end as usize == text.len())
    })?;
    if entry.value.style == Style::Block {
        let inner = match &mut entry.value.value {
            Value::Map(entries) => spoil(entries, fault, text),
            Value::Seq(items) => items
                .iter_mut()
                .rev()
                .find_map(|item| match &mut item.value {
                    Value::Map(entries) => spoil(entries, fault, text),
                    _ => None,
                }),
            _ => None,
        };
        return inner;
    }
    let end = text[..entry.lines.end as usize]
        .trim_end_matches(SPACE)
        .len();
    let start = entry.value.span.start;
    let end = Span::of(end..end).end.max(start);
    entry.value = Node::broken(Span::new(start, end), text);
    Some(entry.lines)
}

/// The lines that a span touches.
fn whole_lines(text: &str, span: Span) -> Span {
    let first = Line::around(text, span.start as usize);
    let last = Line::at(text, span.end as usize);
    Span::of(first.start..last.next)
}

/// A string or a quoted key, in any of TOML's four quotes.
fn string<'s>(span: Span, source: &str, text: Cow<'s, str>) -> Node<'s> {
    let mark = source.chars().next().unwrap_or(' ');
    let style = match mark {
        _ if source.len() < 2 || !source.ends_with(mark) => Style::Broken,
        '\'' => Style::Single,
        '"' => Style::Double,
        _ => Style::Broken,
    };
    if style == Style::Broken {
        return Node::new(span, span, style, Value::Str(text));
    }
    let multi = source.len() >= 6 && (source.starts_with("\"\"\"") || source.starts_with("'''"));
    let width = if multi { 3 } else { 1 };
    let width = width.min(span.len() / 2);
    let content = Span::new(span.start + width, span.end - width);
    Node::new(span, content, style, Value::Str(text))
}

/// A bracketed span without its brackets; the closing one may be missing.
fn inside(span: Span, source: &str) -> Span {
    let closed = span.len() > 1 && source.ends_with([']', '}']);
    let start = span.end.min(span.start + 1);
    Span::new(start, span.end - u32::from(closed))
}
