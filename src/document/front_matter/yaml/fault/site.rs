//! Where a fault lies: its line, its key, the value it is in.

use std::ops::Range;

use super::super::events::{ErrorKind, Fault};
use super::line::key_start;
use crate::document::Span;
use crate::document::front_matter::lines::{KeyShape, Line, SPACE, indent, is_blank};

/// How many lines above a fault are searched for what it began with.
const REACH: usize = 50;

/// A fault with its surroundings.
pub(in super::super) struct Site<'s> {
    text: &'s str,
    block: Range<usize>,
    fault: Fault,
}

/// A value as it stands on one line, and its key; a dash counts as an empty key.
pub(super) struct Culprit<'s> {
    pub(super) key: &'s str,
    pub(super) text: &'s str,
    pub(super) span: Span,
}

impl<'s> Site<'s> {
    /// A fault in `block`.
    pub(in super::super) fn new(text: &'s str, block: Range<usize>, fault: Fault) -> Self {
        Self { text, block, fault }
    }

    pub(super) fn text(&self) -> &'s str {
        self.text
    }

    pub(in super::super) fn kind(&self) -> &ErrorKind {
        &self.fault.kind
    }

    pub(super) fn at(&self) -> usize {
        self.fault.at
    }

    /// The character at the fault; empty at the end of the block.
    pub(super) fn char(&self) -> Span {
        let rest = &self.text[self.fault.at..self.block.end];
        let length = rest.chars().next().map_or(0, char::len_utf8);
        Span::of(self.fault.at..self.fault.at + length)
    }

    pub(super) fn char_text(&self) -> &'s str {
        self.char().of_text(self.text)
    }

    /// The line of the fault.
    pub(in super::super) fn line(&self) -> Line {
        Line::around(self.text, self.fault.at)
    }

    /// The next such character: the parser may name the start of the text that holds it.
    pub(super) fn find(&self, character: char) -> Span {
        let rest = &self.text[self.fault.at..self.block.end];
        let at = self.fault.at + rest.find(character).unwrap_or(0);
        Span::of(at..at + character.len_utf8().min(self.block.end - at))
    }

    /// From the fault to the end of its line.
    pub(super) fn rest_of_line(&self) -> Span {
        let rest = &self.text[self.fault.at..self.line().end];
        Span::of(self.fault.at..self.fault.at + rest.trim_end_matches(SPACE).len())
    }

    /// The first line that holds anything.
    pub(super) fn first_line(&self) -> Line {
        Line::of(self.text, self.block.clone())
            .find(|line| {
                let content = line.text(self.text);
                !is_blank(content) && !content.trim_start_matches(SPACE).starts_with('#')
            })
            .unwrap_or_else(|| self.line())
    }

    /// The lines from `first` up to, not including, `end`.
    pub(super) fn lines_between(&self, first: Line, end: Line) -> impl Iterator<Item = Line> + '_ {
        Line::of(self.text, first.start..end.start)
    }

    /// The lines above the fault's, nearest first, without blank ones and comments.
    fn above(&self) -> impl Iterator<Item = Line> + '_ {
        let mut next = self.line();
        std::iter::from_fn(move || {
            (next.start > self.block.start).then(|| {
                next = Line::around(self.text, next.start - 1);
                next
            })
        })
        .take(REACH)
        .filter(|line| {
            let content = line.text(self.text);
            !is_blank(content) && !content.trim_start_matches(SPACE).starts_with('#')
        })
    }

    /// The line to blame when a line is no key. The parser notices only at the colon of the next
    /// line, as far as the first could be text that goes on there.
    pub(in super::super) fn suspect_line(&self) -> Line {
        let line = self.line();
        let depth = indent(line.text(self.text));
        let mut above = self.above();
        let is_key = self.shape(line).is_some();
        let Some(last) = above.next().filter(|_| is_key) else {
            return line;
        };
        let content = last.text(self.text);
        let neighbour = indent(content) == depth && !content[depth..].starts_with("- ");
        if !neighbour || self.shape(last).is_some() {
            return line;
        }
        // Text that belongs to a key above may go on in several lines.
        let parent = above.find(|line| indent(line.text(self.text)) < depth);
        match parent {
            Some(parent) if self.value_in(parent).is_some() => line,
            _ => last,
        }
    }

    /// Whether a line is neither key nor item nor anything else with a sign in front, and the
    /// fault is that it is no key.
    pub(super) fn is_bare(&self, line: Line) -> bool {
        let about_key = matches!(
            self.fault.kind,
            ErrorKind::SimpleKeyExpected | ErrorKind::MappingValueNotAllowed
        );
        let content = line.text(self.text);
        let start = content.trim_start_matches(SPACE);
        about_key
            && self.shape(line).is_none()
            && start.starts_with(|char: char| !"-?[]{}#&*!|>'\"%@`,:".contains(char))
    }

    /// The proper key of a line.
    fn shape(&self, line: Line) -> Option<KeyShape> {
        let content = line.text(self.text);
        KeyShape::proper(&content[key_start(content)..])
    }

    /// The value that the fault lies in, on the line of the fault.
    pub(super) fn culprit(&self) -> Option<Culprit<'s>> {
        self.value_in(self.line())
            .filter(|value| value.span.start as usize <= self.fault.at)
    }

    /// The value on the line of `at`, if it starts there.
    pub(super) fn value_at(&self, at: usize) -> Option<Culprit<'s>> {
        self.value_in(Line::around(self.text, at))
            .filter(|value| value.span.start as usize == at)
    }

    /// The nearest value up to the fault that starts with one of `marks`.
    pub(super) fn opener(&self, marks: &[char]) -> Option<Culprit<'s>> {
        let here = self.culprit().filter(|value| value.text.starts_with(marks));
        here.or_else(|| {
            self.above()
                .filter_map(|line| self.value_in(line))
                .find(|value| value.text.starts_with(marks))
        })
    }

    /// The quoted value that ends in front of the fault. The first quote of a value on the line of
    /// the fault may be the one that closes a text of a line above.
    pub(super) fn string(&self) -> Option<Culprit<'s>> {
        let marks = ['"', '\''];
        let here = self.culprit().filter(|value| {
            let behind = value.span.start as usize + 1;
            let mark = value
                .text
                .chars()
                .next()
                .filter(|mark| marks.contains(mark));
            mark.is_some_and(|mark| {
                behind <= self.fault.at && self.text[behind..self.fault.at].contains(mark)
            })
        });
        here.or_else(|| {
            self.above()
                .filter_map(|line| self.value_in(line))
                .find(|value| value.text.starts_with(marks))
        })
    }

    /// Whether a span starts on the line of the fault.
    pub(super) fn is_on_line(&self, span: Span) -> bool {
        span.start as usize >= self.line().start
    }

    /// Whether the line of the fault is a key that cannot belong to the value `span`, as it stands
    /// no deeper than the key of that.
    pub(super) fn is_next_key(&self, span: Span) -> bool {
        let own = Line::around(self.text, span.start as usize);
        let line = self.line();
        self.shape(line).is_some() && indent(line.text(self.text)) <= indent(own.text(self.text))
    }

    /// Whether the line below that of a value is indented deeper, and so belongs to it.
    pub(super) fn goes_on_below(&self, span: Span) -> bool {
        let own = Line::around(self.text, span.start as usize);
        let depth = indent(own.text(self.text));
        let next = Line::of(self.text, own.next.min(self.block.end)..self.block.end)
            .map(|line| line.text(self.text))
            .find(|content| !is_blank(content));
        next.is_some_and(|content| {
            indent(content) > depth && !content.trim_start_matches(SPACE).starts_with('#')
        })
    }

    /// The value on a line, behind dashes and the first key.
    fn value_in(&self, line: Line) -> Option<Culprit<'s>> {
        let content = line.text(self.text);
        let at = key_start(content);
        let (key, start) = match KeyShape::proper(&content[at..]) {
            Some(shape) => (&content[at..][shape.key.clone()], at + shape.colon.end),
            None if at > indent(content) => ("", at),
            None => return None,
        };
        let start = start + indent(&content[start..]);
        let value = &content[start..];
        // Behind a blank, `#` starts a comment; in quotes that are not closed it may be text.
        let quoted = value.starts_with(['"', '\'']);
        let comment = value.find(" #").filter(|_| !quoted);
        let text = value[..comment.unwrap_or(value.len())].trim_end_matches(SPACE);
        (!text.is_empty()).then(|| Culprit {
            key,
            text,
            span: Span::of(line.start + start..line.start + start + text.len()),
        })
    }

    /// The margins, from their first to their last tab, of the lines around the fault that are
    /// indented with tabs.
    pub(super) fn tabs(&self) -> Vec<Span> {
        let mut tabs: Vec<_> = self.above().map_while(|line| self.tab_in(line)).collect();
        tabs.reverse();
        let below = Line::of(self.text, self.line().start..self.block.end);
        // The fault may be noted in the line in front of the tab.
        tabs.extend(
            below
                .skip_while(|line| self.tab_in(*line).is_none())
                .map_while(|line| self.tab_in(line)),
        );
        tabs
    }

    fn tab_in(&self, line: Line) -> Option<Span> {
        let content = line.text(self.text);
        let margin = &content[..indent(content)];
        let first = margin.find('\t')?;
        let last = margin.rfind('\t')? + 1;
        Some(Span::of(line.start + first..line.start + last))
    }

    /// The backslashes, with the character behind, that start no escape in the double-quoted text
    /// that starts at the fault.
    pub(super) fn bad_escapes(&self) -> Vec<Span> {
        let text = &self.text[self.fault.at..self.block.end];
        let mut found = Vec::new();
        let mut chars = text.char_indices().skip(1);
        while let Some((at, char)) = chars.next() {
            match char {
                '"' => break,
                '\\' => {
                    let Some((behind, escape)) = chars.next() else {
                        break;
                    };
                    let end = behind + escape.len_utf8();
                    if !is_escape(escape, &text[end..]) {
                        found.push(Span::of(self.fault.at + at..self.fault.at + end));
                    }
                }
                _ => {}
            }
        }
        found
    }
}

/// YAML 1.2.2 §5.7. Code points beyond Unicode and lone surrogates are no escapes.
fn is_escape(escape: char, rest: &str) -> bool {
    let digits = match escape {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => return "0abt\tnvfre \"/\\N_LP\n\r".contains(escape),
    };
    let number = rest
        .get(..digits)
        .and_then(|digits| u32::from_str_radix(digits, 16).ok());
    number.is_some_and(|number| char::from_u32(number).is_some())
}
