//! Positions: byte ranges, and nothing else.

use std::ops::Range;

/// A half-open range of bytes in one text.
///
/// Which text is said where a span is handed out; what leaves the `document` module always
/// counts bytes of the *file*, byte order mark and front matter included. Texts are capped at
/// 4 GiB, so 32 bits hold an offset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte; equal to `start` in an empty span.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end, "span {start}..{end} runs backwards");
        Self { start, end }
    }

    /// The empty span at `offset`.
    #[must_use]
    pub fn at(offset: u32) -> Self {
        Self::new(offset, offset)
    }

    /// The span of a `usize` range.
    ///
    /// # Panics
    /// In debug builds, when an end lies beyond 4 GiB: [`super::Source`] refuses such texts.
    #[must_use]
    pub fn of(range: Range<usize>) -> Self {
        Self::new(offset(range.start), offset(range.end))
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span covers no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside, ends included.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte. An empty span shares one when it lies strictly inside.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same range, moved `by` bytes to the right.
    #[must_use]
    pub fn shift(self, by: u32) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// The range for indexing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The bytes of `text` that the span covers.
    ///
    /// # Panics
    /// When the span does not lie on character boundaries of `text`.
    #[must_use]
    pub fn of_text(self, text: &str) -> &str {
        &text[self.range()]
    }
}

/// An offset into a text that is known to fit.
#[must_use]
pub(crate) fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("texts are capped below 4 GiB")
}
