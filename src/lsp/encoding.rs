//! Positions of the protocol: a line from 0, and a column in units that the client chose.

use gen_lsp_types::{Position, PositionEncodingKind, Range, TextEdit};

use crate::document::{LineIndex, Source, Span, offset};
use crate::fix::Edit;

/// What the columns of a client count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// What clients mean that say nothing.
    #[default]
    Utf16,
    /// Code points.
    Utf32,
}

impl Encoding {
    /// The first one in the client's order that is known here.
    pub(super) fn choose(offered: &[PositionEncodingKind]) -> Self {
        let known = offered.iter().find_map(|kind| match kind {
            PositionEncodingKind::UTF8 => Some(Self::Utf8),
            PositionEncodingKind::UTF16 => Some(Self::Utf16),
            PositionEncodingKind::UTF32 => Some(Self::Utf32),
            PositionEncodingKind::Custom(_) => None,
        });
        known.unwrap_or_default()
    }

    /// The protocol's word for it.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// The byte of a position. What lies beyond a line is its end, what lies beyond the text the
    /// end of the text, and what lies in a character its start.
    pub(super) fn offset(self, text: &str, lines: &LineIndex, position: Position) -> u32 {
        if position.line >= lines.count() {
            return offset(text.len());
        }
        let line = lines.line(text, position.line);
        let mut left = position.character;
        for (at, char) in line.of_text(text).char_indices() {
            let units = self.units_of(char);
            if left < units {
                return line.start + offset(at);
            }
            left -= units;
        }
        line.end
    }

    /// The bytes of a range, as [`Self::offset`]; one that runs backwards is turned round.
    pub(super) fn span(self, text: &str, lines: &LineIndex, range: Range) -> Span {
        let start = self.offset(text, lines, range.start);
        let end = self.offset(text, lines, range.end);
        Span::new(start.min(end), start.max(end))
    }

    fn units_of(self, char: char) -> u32 {
        match self {
            Self::Utf8 => offset(char.len_utf8()),
            Self::Utf16 => offset(char.len_utf16()),
            Self::Utf32 => 1,
        }
    }

    /// The units of the characters that start in these bytes.
    fn units(self, bytes: &[u8]) -> usize {
        let starts = || bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        match self {
            Self::Utf8 => bytes.len(),
            // Four bytes are two surrogates.
            Self::Utf16 => starts() + bytes.iter().filter(|&&byte| byte >= 0xF0).count(),
            Self::Utf32 => starts(),
        }
    }
}

/// Bytes between two places whose units are counted beforehand.
const BLOCK: usize = 1024;

/// The way from bytes of one text to positions of one client. Each step takes the same time,
/// however long a line is.
pub(super) struct Positions<'s> {
    source: &'s Source,
    encoding: Encoding,
    /// The units before each block.
    before: Vec<u32>,
}

impl<'s> Positions<'s> {
    pub(super) fn new(source: &'s Source, encoding: Encoding) -> Self {
        let mut total = 0;
        let blocks = source.text().as_bytes().chunks(BLOCK);
        let before = blocks.map(|block| {
            let before = total;
            total += offset(encoding.units(block));
            before
        });
        Self {
            source,
            encoding,
            before: before.collect(),
        }
    }

    fn units_before(&self, at: u32) -> u32 {
        let at = at as usize;
        let block = (at / BLOCK).min(self.before.len().saturating_sub(1));
        let bytes = &self.source.text().as_bytes()[block * BLOCK..at];
        self.before.get(block).copied().unwrap_or(0) + offset(self.encoding.units(bytes))
    }

    /// The position of a byte; inside a line ending, the end of the line.
    pub(super) fn position(&self, at: u32) -> Position {
        let text = self.source.text();
        let mut at = at.min(offset(text.len()));
        while !text.is_char_boundary(at as usize) {
            at -= 1;
        }
        let lines = self.source.lines();
        let line = lines.line_of(at);
        let span = lines.line(text, line);
        let character = self.units_before(at.min(span.end)) - self.units_before(span.start);
        Position { line, character }
    }

    /// The range of a span.
    pub(super) fn range(&self, span: Span) -> Range {
        Range {
            start: self.position(span.start),
            end: self.position(span.end),
        }
    }

    /// An edit. No position lies between CR and LF: an edit that starts or ends there takes in the
    /// other half, as it stands.
    pub(super) fn edit(&self, edit: &Edit) -> TextEdit {
        let bytes = self.source.text().as_bytes();
        let splits = |at: u32| at > 0 && bytes[at as usize - 1..].starts_with(b"\r\n");
        let (mut span, mut new_text) = (edit.span, edit.text.clone());
        if splits(span.start) {
            span.start -= 1;
            new_text.insert(0, '\r');
        }
        if splits(span.end) {
            span.end += 1;
            new_text.push('\n');
        }
        TextEdit {
            range: self.range(span),
            new_text,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    #[test]
    fn columns_count_what_the_client_counts() {
        let source = Source::new("a.md", "x\n你😀b");
        let columns = ALL.map(|encoding| Positions::new(&source, encoding).position(9).character);
        assert_eq!(columns, [7, 3, 2]);
    }

    #[test]
    fn the_first_known_encoding_is_taken() {
        use PositionEncodingKind::{Custom, UTF8, UTF16, UTF32};
        assert_eq!(Encoding::choose(&[UTF32, UTF8]), Encoding::Utf32);
        assert_eq!(Encoding::choose(&[UTF16, UTF8]), Encoding::Utf16);
        assert_eq!(
            Encoding::choose(&[Custom("utf-7".into()), UTF8]),
            Encoding::Utf8
        );
        assert_eq!(Encoding::choose(&[]), Encoding::Utf16);
    }

    #[test]
    fn positions_that_are_nowhere_are_clamped() {
        let source = Source::new("a.md", "😀a\r\nb");
        let at = |line, character| {
            let position = Position { line, character };
            Encoding::Utf16.offset(source.text(), source.lines(), position)
        };
        assert_eq!(at(0, 1), 0, "in a character");
        assert_eq!(at(0, 99), 5, "before the line ending");
        assert_eq!(at(1, 99), 8);
        assert_eq!(at(7, 0), 8);
        assert_eq!(at(u32::MAX, u32::MAX), 8);
    }

    proptest! {
        #[test]
        fn a_byte_is_found_again(text in "([aé你😀]{0,9}(\r\n|\n|\r)?){0,400}") {
            let source = Source::new("a.md", text);
            for encoding in ALL {
                let positions = Positions::new(&source, encoding);
                for line in 0..source.lines().count() {
                    let span = source.lines().line(source.text(), line);
                    let chars = source.slice(span).char_indices().map(|(at, _)| span.start + offset(at));
                    for at in chars.chain([span.end]) {
                        let position = positions.position(at);
                        let again = encoding.offset(source.text(), source.lines(), position);
                        prop_assert_eq!((position.line, again), (line, at));
                    }
                }
            }
        }
    }
}
