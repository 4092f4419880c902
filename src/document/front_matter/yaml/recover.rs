//! Reading on behind an error, so that one broken value does not hide the other keys.

use std::ops::Range;

use super::MAX_FAULTS;
use super::events::{ErrorKind, Fault};
use super::fault::{self, Site};
use super::tree::{Builder, Salvage};
use crate::document::Span;
use crate::document::front_matter::lines::{KeyShape, Line, SPACE, Separator, indent};
use crate::document::front_matter::problem::Problem;
use crate::document::front_matter::value::{Entry, Node, Style, Value};
use crate::document::front_matter::{Parsed, template};

/// The work of reading on.
pub(super) struct Recovery<'s> {
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
    pub(super) fn new(text: &'s str, block: Range<usize>, builder: Builder<'s>) -> Self {
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

    /// Settles the first fault, and those that are met behind it.
    pub(super) fn go_on(mut self, fault: Fault) -> Parsed<'s> {
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

    /// A block that is nothing but text may be one key with a wrong colon.
    pub(super) fn doubt(mut self, text: Node<'s>) -> Parsed<'s> {
        let line = Line::around(self.text, text.span.start as usize);
        let problem = fault::broken_key_at(self.text, line);
        let found = problem.is_some();
        if found {
            self.keep_glued(line, self.block.start);
        }
        self.problems.extend(problem);
        let mut parsed = self.finish();
        if !found {
            parsed.root = Some(text);
        }
        parsed
    }

    /// Books a fault of the run from `start` on; returns where to read on, if anywhere.
    fn settle(&mut self, start: usize, fault: Fault) -> Option<usize> {
        let line = Line::around(self.text, fault.at);
        let mut first = line;
        let mut hit = None;
        match self.builder.salvage() {
            Salvage::Map(entries, open) => {
                self.entries.extend(entries);
                hit = open.or_else(|| self.take_back(line, start));
                if let Some((key, _)) = &hit {
                    first = Line::around(self.text, key.span.start as usize);
                } else if fault.kind == ErrorKind::ExpectedDocumentStart {
                    first = Line::around(self.text, start);
                }
            }
            Salvage::Text(text) => first = Line::around(self.text, text.start as usize),
            Salvage::Nothing if fault.kind == ErrorKind::ExpectedDocumentStart => {
                first = Line::around(self.text, start);
            }
            Salvage::Nothing => {}
            Salvage::Other => {
                self.book(&Site::new(self.text, start..self.block.end, fault));
                return None;
            }
        }
        let next = self.next_entry(first, line, &fault.kind);
        let reached = match fault.kind {
            ErrorKind::UnclosedQuotedScalar | ErrorKind::UnclosedFlowCollection { .. } => {
                self.block.end
            }
            _ => fault.at,
        };
        let site = Site::new(self.text, start..self.block.end, fault);
        let end = next.unwrap_or(self.block.end);
        match hit {
            Some((key, colon)) => self.keep_broken(key, colon, end),
            None => self.keep_glued(site.suspect_line(), start),
        }
        self.book(&site);
        self.budget = self.budget.checked_sub(reached.saturating_sub(start))?;
        next.filter(|&next| next > start && self.problems.len() < MAX_FAULTS)
    }

    /// The last entry, if the fault lies in it and not in a line of its own at the top level.
    fn take_back(&mut self, line: Line, start: usize) -> Option<(Node<'s>, Option<Span>)> {
        let key = self.entries.last()?.key.span.start as usize;
        let own_line = indent(line.text(self.text)) == 0 && line.start > key;
        if own_line || key < start {
            return None;
        }
        self.entries.pop().map(|entry| (entry.key, entry.colon))
    }

    /// Where the entry behind the one that starts in the line `first` begins, after a fault in the
    /// line `stop`.
    fn next_entry(&self, first: Line, stop: Line, kind: &ErrorKind) -> Option<usize> {
        let from = match kind {
            // What is never closed swallows lines up to one that it cannot hold.
            ErrorKind::UnclosedQuotedScalar => first.next,
            _ if fault::is_in_brackets(kind) && indent(stop.text(self.text)) == 0 => first.next,
            _ if stop.start > first.start => stop.start,
            _ => stop.next,
        };
        let from = from.min(self.block.end);
        Line::of(self.text, from..self.block.end)
            .find(|line| {
                // The line of the fault is where to go on only if it is a good key.
                let shape = KeyShape::of(line.text(self.text));
                shape.is_some_and(|shape| {
                    line.start != stop.start || shape.separator == Separator::Proper
                })
            })
            .map(|line| line.start)
    }

    /// Keeps the key of a value that cannot be read, up to `end`.
    fn keep_broken(&mut self, key: Node<'s>, colon: Option<Span>, end: usize) {
        let behind = key.span.end as usize;
        let colon = colon.or_else(|| {
            let colon = behind + indent(&self.text[behind..]);
            let found = self.text[colon..self.block.end].starts_with(':');
            found.then(|| Span::of(colon..colon + 1))
        });
        let start = colon.map_or(behind, |colon| colon.end as usize);
        let value = self.broken(start, end.max(start));
        self.keep(key, colon, value);
    }

    /// Keeps the key of a line whose colon is wrong, if the run from `start` on has read it.
    fn keep_glued(&mut self, line: Line, start: usize) {
        let content = line.text(self.text);
        let shape = KeyShape::of(content).filter(|shape| shape.separator != Separator::Proper);
        let Some(shape) = shape.filter(|_| line.start >= start) else {
            return;
        };
        let key = Span::of(line.start + shape.key.start..line.start + shape.key.end);
        let name = Value::Str(key.of_text(self.text).into());
        let colon = Span::of(line.start + shape.colon.start..line.start + shape.colon.end);
        let value = self.broken(colon.end as usize, line.end);
        self.keep(Node::new(key, key, Style::Plain, name), Some(colon), value);
    }

    fn broken(&self, start: usize, end: usize) -> Node<'s> {
        let raw = &self.text[start..end];
        let value = raw.trim_matches(SPACE);
        let start = start + raw.len() - raw.trim_start_matches(SPACE).len();
        Node::broken(Span::of(start..start + value.len()), self.text)
    }

    fn keep(&mut self, key: Node<'s>, colon: Option<Span>, value: Node<'s>) {
        let first = Line::around(self.text, key.span.start as usize);
        let last = Line::around(self.text, value.span.end as usize);
        let lines = Span::of(first.start..last.next.min(self.block.end));
        // An alias that names nothing is part of the same fault.
        let inside = |problem: &Problem| lines.contains(problem.span);
        self.builder.problems.retain(|problem| !inside(problem));
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
        if template::is_template_line(site.line().text(self.text)) {
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
