//! Where a fault lies: its line, its key, the value it is in.

use std::ops::Range;

use super::events::{ErrorKind, Fault};
use crate::document::Span;
use crate::document::front_matter::lines::{KeyShape, Line, indent, is_blank};

/// A fault with its surroundings.
pub(super) struct Site<'s> {
    text: &'s str,
    block: Range<usize>,
    fault: Fault,
    key: Option<Span>,
}

/// The value, on one line, that a fault lies in.
pub(super) struct Culprit<'s> {
    /// The key it belongs to; the dash of an item counts as none.
    pub(super) key: &'s str,
    pub(super) text: &'s str,
    pub(super) span: Span,
}

impl<'s> Site<'s> {
    /// A fault in `block`, met while the entry of `key` was read.
    pub(super) fn new(text: &'s str, block: Range<usize>, fault: Fault, key: Option<Span>) -> Self {
        Self {
            text,
            block,
            fault,
            key,
        }
    }

    pub(super) fn text(&self) -> &'s str {
        self.text
    }

    pub(super) fn kind(&self) -> &ErrorKind {
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
    pub(super) fn line(&self) -> Line {
        Line::around(self.text, self.fault.at)
    }

    pub(super) fn line_text(&self) -> &'s str {
        self.line().text(self.text)
    }

    /// The line that is to blame when a line is no key: the first line of the entry when the
    /// parser took that and the line of the fault for one key, else the line of the fault.
    pub(super) fn suspect_line(&self) -> Line {
        match self.key {
            Some(key) if key.of_text(self.text).contains(['\n', '\r']) => {
                Line::around(self.text, key.start as usize)
            }
            _ => self.line(),
        }
    }

    /// Whether a line is neither key nor item nor the end of a bracket, and is what the parser
    /// stumbled over.
    pub(super) fn is_bare_line(&self, line: Line) -> bool {
        let content = line.text(self.text);
        let about_key = matches!(
            self.fault.kind,
            ErrorKind::SimpleKeyExpected | ErrorKind::MappingValueNotAllowed
        );
        about_key && content.starts_with(|char: char| !"-?[]{}#&*!|>'\"%@`, \t".contains(char))
    }

    /// The value that the fault lies in, on the line of the fault.
    pub(super) fn culprit(&self) -> Option<Culprit<'s>> {
        self.value_in(self.line())
            .filter(|value| value.span.start as usize <= self.fault.at)
    }

    /// The value on the line of the entry's key.
    pub(super) fn value_of_key(&self) -> Option<Culprit<'s>> {
        self.value_in(Line::around(self.text, self.key?.start as usize))
    }

    /// The value on a line, behind dashes and the first key.
    fn value_in(&self, line: Line) -> Option<Culprit<'s>> {
        let content = line.text(self.text);
        let mut at = indent(content);
        while content[at..].starts_with("- ") {
            at += 2;
            at += indent(&content[at..]);
        }
        let key = KeyShape::proper(&content[at..]);
        let (key, start) = match key {
            Some(shape) => (&content[at..][shape.key.clone()], at + shape.colon.end),
            None if at > indent(content) => ("", at),
            None => return None,
        };
        let value = &content[start..];
        let quoted = value.trim_start().starts_with(['"', '\'']);
        // Behind a blank, `#` starts a comment; in quotes that do not close it may be text.
        let comment = value[indent(value)..].find(" #").filter(|_| !quoted);
        let end = comment.map_or(content.len(), |comment| start + indent(value) + comment);
        let start = start + indent(value);
        let text = content.get(start..end)?.trim_end_matches([' ', '\t']);
        (!text.is_empty()).then(|| Culprit {
            key,
            text,
            span: Span::of(line.start + start..line.start + start + text.len()),
        })
    }

    /// The tabs that lines of the block are indented with.
    pub(super) fn tabs(&self) -> impl Iterator<Item = Span> + '_ {
        Line::of(self.text, self.block.clone()).filter_map(|line| {
            let content = line.text(self.text);
            let margin = &content[..indent(content)];
            let first = margin.find('\t')?;
            let last = margin.rfind('\t')? + 1;
            (!is_blank(content)).then(|| Span::of(line.start + first..line.start + last))
        })
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
                    let Some((_, escape)) = chars.next() else {
                        break;
                    };
                    if !is_escape(escape, &text[at + 1 + escape.len_utf8()..]) {
                        let start = self.fault.at + at;
                        found.push(Span::of(start..start + 1 + escape.len_utf8()));
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
