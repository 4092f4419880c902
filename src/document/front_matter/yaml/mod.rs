//! YAML: one pass of events into the tree, taken up again line by line after an error.

mod events;
mod fault;
mod scalar;
mod seek;
mod site;
mod tree;

use std::ops::Range;

use self::events::{ErrorKind, Fault};
use self::fault::Site;
use self::tree::{Builder, Salvage};
use super::Parsed;
use super::lines::{KeyShape, Line, indent};
use super::problem::Problem;
use super::template;
use super::value::{Entry, Node, Style, Value};
use crate::document::Span;

/// How many syntax errors of one block are looked for.
const MAX_FAULTS: usize = 20;

/// Reads the bytes `block` of `text`.
pub(super) fn parse(text: &str, block: Range<usize>) -> Parsed<'_> {
    let mut builder = Builder::new(text);
    match builder.run(block.clone(), false) {
        Ok(()) => Parsed {
            root: builder.finish(),
            comments: builder.comments,
            problems: builder.problems,
            is_template: false,
        },
        Err(fault) => Recovery::new(text, block, builder).go_on(fault),
    }
}

/// What a reader objects to that holds to the letter of the specification, though this reader and
/// most others accept it: continuation lines and closing brackets that are not indented.
pub(super) fn strict_fault(text: &str, block: Range<usize>) -> Option<Problem> {
    let fault = Builder::new(text).run(block.clone(), true).err()?;
    Some(fault::explain(&Site::new(text, block, fault, None)))
}

/// The work of reading on behind errors.
struct Recovery<'s> {
    text: &'s str,
    block: Range<usize>,
    builder: Builder<'s>,
    entries: Vec<Entry<'s>>,
    problems: Vec<Problem>,
    is_template: bool,
    /// How many more bytes may be read. Every run reads up to its error, and a quote that is never
    /// closed has the whole rest read.
    budget: usize,
}

impl<'s> Recovery<'s> {
    fn new(text: &'s str, block: Range<usize>, builder: Builder<'s>) -> Self {
        Self {
            text,
            budget: 8 * block.len() + (1 << 16),
            block,
            builder,
            entries: Vec::new(),
            problems: Vec::new(),
            is_template: false,
        }
    }

    fn go_on(mut self, fault: Fault) -> Parsed<'s> {
        let mut fault = Some(fault);
        let mut start = self.block.start;
        while let Some(found) = fault.take() {
            let Some(next) = self.settle(start, found) else {
                break;
            };
            start = next;
            match self.builder.run(start..self.block.end, false) {
                Ok(()) => self.keep_rest(),
                Err(next) => fault = Some(next),
            }
        }
        self.finish()
    }

    /// Books a fault of the run from `start` on; returns where to read on, if anywhere.
    fn settle(&mut self, start: usize, fault: Fault) -> Option<usize> {
        let unclosed = matches!(
            fault.kind,
            ErrorKind::UnclosedQuotedScalar | ErrorKind::UnclosedFlowCollection { .. }
        );
        let reached = if unclosed { self.block.end } else { fault.at };
        let (entries, open) = match self.builder.salvage() {
            Salvage::Map(entries, open) => (entries, open),
            Salvage::Nothing => (Vec::new(), None),
            Salvage::Other => {
                let site = Site::new(self.text, self.block.clone(), fault, None);
                self.book(&site);
                return None;
            }
        };
        self.entries.extend(entries);
        let line = Line::around(self.text, fault.at);
        let hit = open.or_else(|| self.take_back(line, start));
        let first = hit.as_ref().map_or(line, |(key, _)| {
            Line::around(self.text, key.span.start as usize)
        });
        let next = self.next_entry(first, line, &fault.kind);
        let key = hit.as_ref().map(|(key, _)| key.span);
        let site = Site::new(self.text, self.block.clone(), fault, key);
        self.book(&site);
        if let Some((key, colon)) = hit {
            self.keep_broken(key, colon, next.unwrap_or(self.block.end));
        }
        self.budget = self.budget.checked_sub(reached.saturating_sub(start))?;
        next.filter(|_| self.problems.len() < MAX_FAULTS)
    }

    /// The last entry, if the fault lies in it and not in a line of its own at the top level.
    fn take_back(&mut self, line: Line, start: usize) -> Option<(Node<'s>, Option<Span>)> {
        let last = self.entries.last()?;
        let key = last.key.span.start as usize;
        let own_line = indent(line.text(self.text)) == 0 && line.start > key;
        if own_line || key < start {
            return None;
        }
        self.entries.pop().map(|entry| (entry.key, entry.colon))
    }

    /// Where the entry behind the one that starts in the line `first` begins, after a fault in the
    /// line `fault`.
    fn next_entry(&self, first: Line, fault: Line, kind: &ErrorKind) -> Option<usize> {
        let from = match kind {
            // The string is read to its end; what looks like a key before that is text.
            ErrorKind::InvalidTrailingSingleQuotedScalar
            | ErrorKind::InvalidTrailingDoubleQuotedScalar => fault.next,
            _ if fault.start > first.start => fault.start,
            _ => fault.next,
        };
        let from = if matches!(kind, ErrorKind::UnclosedQuotedScalar) {
            first.next
        } else {
            from
        };
        Line::of(self.text, from..self.block.end)
            .find(|line| {
                let content = line.text(self.text);
                match KeyShape::of(content) {
                    Some(shape) => {
                        line.start > fault.start
                            || shape.separator == super::lines::Separator::Proper
                    }
                    None => false,
                }
            })
            .map(|line| line.start)
    }

    /// Keeps the key of a value that cannot be read.
    fn keep_broken(&mut self, key: Node<'s>, colon: Option<Span>, end: usize) {
        let key_text = key.span.of_text(self.text);
        if key_text.contains(['\n', '\r']) {
            return;
        }
        let start = colon.map_or(key.span.end, |colon| colon.end) as usize;
        let raw = &self.text[start..end.max(start)];
        let value = raw.trim();
        let start = start + raw.len() - raw.trim_start().len();
        let value = Node::broken(Span::of(start..start + value.len()), self.text);
        let first = Line::around(self.text, key.span.start as usize);
        let end = Line::around(self.text, value.span.end as usize).next;
        let lines = Span::of(first.start..end.min(self.block.end));
        self.entries.push(Entry {
            key,
            colon,
            value,
            lines,
        });
    }

    fn keep_rest(&mut self) {
        if let Some(Node {
            value: Value::Map(entries),
            ..
        }) = self.builder.finish()
        {
            self.entries.extend(entries);
        }
    }

    fn book(&mut self, site: &Site<'_>) {
        if template::is_template_line(site.line_text()) {
            self.is_template = true;
        } else {
            self.problems.push(fault::explain(site));
        }
    }

    fn finish(self) -> Parsed<'s> {
        let root = match (self.entries.first(), self.entries.last()) {
            (Some(first), Some(last)) => {
                let span = first.key.outer_span().cover(last.value.span);
                let value = Value::Map(self.entries);
                Some(Node::new(span, span, Style::Block, value))
            }
            _ => None,
        };
        let mut problems = self.problems;
        problems.extend(self.builder.problems);
        Parsed {
            root,
            comments: self.builder.comments,
            problems,
            is_template: self.is_template,
        }
    }
}
