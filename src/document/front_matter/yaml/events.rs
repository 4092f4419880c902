//! The one place that runs the YAML parser: events with byte ranges of the file.

use std::ops::Range;

pub(super) use granit_parser::{ErrorKind, Event, ScalarStyle, StructureStyle, Tag};
use granit_parser::{Options, Parser, StrInput, options};

/// How deep flow collections, and how deep block collections, may nest.
pub(super) const MAX_DEPTH: usize = 64;

/// A fault that stops the parser.
#[derive(Debug)]
pub(super) struct Fault {
    /// What it met.
    pub(super) kind: ErrorKind,
    /// Where, in bytes of the file.
    pub(super) at: usize,
}

/// An event with the places that belong to it, in bytes of the file.
pub(super) struct Spanned<'s> {
    pub(super) event: Event<'s>,
    pub(super) range: Range<usize>,
    pub(super) tag: Option<Range<usize>>,
}

/// The events of one range of a text.
pub(super) struct Events<'s> {
    parser: Parser<'s, StrInput<'s>>,
    text: &'s str,
    range: Range<usize>,
}

impl<'s> Events<'s> {
    /// The events of the bytes `range` of `text`. Anchors are numbered from `anchors` + 1.
    /// `strict` demands the indentation that the specification demands.
    pub(super) fn new(text: &'s str, range: Range<usize>, anchors: u32, strict: bool) -> Self {
        let mut parser =
            Parser::new_from_str_with_options(&text[range.clone()], configuration(strict));
        parser.set_anchor_offset(anchors as usize + 1);
        Self {
            parser,
            text,
            range,
        }
    }

    /// The next event, none behind the last.
    pub(super) fn next(&mut self) -> Option<Result<Spanned<'s>, Fault>> {
        let next = self.parser.next_event()?;
        Some(match next {
            Ok((event, span)) => Ok(Spanned {
                event,
                range: self.place(span.byte_range()),
                tag: span.tag_span().map(|tag| self.place(tag.byte_range())),
            }),
            Err(error) => Err(Fault {
                kind: error.kind().clone(),
                at: self.boundary(error.marker().byte_offset().unwrap_or(0)),
            }),
        })
    }

    fn place(&self, range: Option<Range<usize>>) -> Range<usize> {
        let range = range.unwrap_or(0..0);
        let start = self.boundary(range.start);
        start..self.boundary(range.end).max(start)
    }

    /// An offset into the file that is sure to lie on a character and inside the range.
    fn boundary(&self, at: usize) -> usize {
        let mut at = (self.range.start + at).min(self.range.end);
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

fn configuration(strict: bool) -> Options {
    options! {
        strict_indentation: strict,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        bom_inside_document_as_content: true,
        max_buffered_comment_events: 10_000,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    }
}
