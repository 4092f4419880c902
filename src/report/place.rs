//! From bytes to lines and columns, for many places of one file.

use crate::document::{Position, Source, Span};

/// Finds lines and columns and remembers the last one, so that a file of one long line with many
/// findings is not counted from its start each time.
pub(crate) struct Places<'a> {
    source: &'a Source,
    at: usize,
    position: Position,
}

impl<'a> Places<'a> {
    pub(crate) fn new(source: &'a Source) -> Self {
        Self {
            source,
            at: 0,
            position: Position { line: 1, column: 1 },
        }
    }

    /// The same as [`Source::position`].
    pub(crate) fn of(&mut self, at: u32) -> Position {
        let text = self.source.text();
        let lines = self.source.lines();
        let at = text.floor_char_boundary(at as usize);
        let line = lines.line_of(bytes(at));
        let span = lines.line(text, line);
        let at = at.min(span.end as usize);

        let known = (self.position.line == line + 1).then_some((self.at, self.position.column));
        let start = (span.start as usize, 1);
        let (from, column) = match known {
            Some(known) if at.abs_diff(known.0) < at - start.0 => known,
            _ => start,
        };
        let column = if from <= at {
            column + count(&text[from..at])
        } else {
            column - count(&text[at..from])
        };
        self.at = at;
        self.position = Position {
            line: line + 1,
            column,
        };
        self.position
    }
}

fn count(text: &str) -> u32 {
    bytes(text.chars().count())
}

fn bytes(at: usize) -> u32 {
    Span::of(at..at).start
}

/// The span, cut off at the end of the text and widened to whole characters.
pub(crate) fn whole(text: &str, span: Span) -> Span {
    let start = text.floor_char_boundary(span.start as usize);
    let end = text.ceil_char_boundary((span.end as usize).min(text.len()));
    Span::of(start..end.max(start))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn agrees_with_the_source(text in "[aé你😀\t\r\n]{0,60}", ats in prop::collection::vec(0u32..200, 1..20)) {
            let source = Source::new("a.md", text);
            let mut places = Places::new(&source);
            for at in ats {
                prop_assert_eq!(places.of(at), source.position(at));
            }
        }

        #[test]
        fn whole_spans_can_be_sliced(text in "[aé你😀]{0,20}", start in 0u32..90, len in 0u32..90) {
            let span = whole(&text, Span::new(start, start + len));
            prop_assert!(text.get(span.range()).is_some());
        }
    }
}
