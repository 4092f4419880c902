//! A text with a name, and the way from bytes to lines.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::encoding;
use super::span::{Span, offset};

/// The text of one file, as it stands on disk or in the editor.
#[derive(Debug)]
pub struct Source {
    path: PathBuf,
    text: String,
    unreadable: Option<Unreadable>,
    lines: OnceLock<LineIndex>,
}

/// Why a text is not what its bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The first bytes that are not UTF-8.
    pub span: Span,
    /// The encoding that the file seems to be in.
    pub encoding: &'static str,
}

impl Source {
    /// The most bytes an article may have.
    pub const MAX_BYTES: usize = 1 << 30;

    /// A source of at most [`Self::MAX_BYTES`]; who reads files checks that first.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            unreadable: None,
            lines: OnceLock::new(),
        }
    }

    /// A source of the bytes of a file. What is not UTF-8 becomes question marks, byte for byte,
    /// so that positions stay true; [`Self::unreadable`] tells of it.
    #[must_use]
    pub fn decode(path: impl Into<PathBuf>, bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::new(path, text),
            Err(error) => {
                let start = error.utf8_error().valid_up_to();
                let length = error.utf8_error().error_len().unwrap_or(1);
                let bytes = error.into_bytes();
                let unreadable = Unreadable {
                    span: Span::of(start..start + length),
                    encoding: encoding::guess(&bytes),
                };
                Self {
                    unreadable: Some(unreadable),
                    ..Self::new(path, encoding::replace_invalid(&bytes))
                }
            }
        }
    }

    /// Whether the text is what its bytes are.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        self.unreadable.is_none()
    }

    /// What keeps the text from being what its bytes are.
    #[must_use]
    pub fn unreadable(&self) -> Option<Unreadable> {
        self.unreadable
    }

    /// Where the text came from. Need not be UTF-8 and need not exist.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes that a span covers.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        span.of_text(&self.text)
    }

    /// The line index, built at the first call.
    #[must_use]
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Line and column of a byte offset, for people.
    #[must_use]
    pub fn position(&self, at: u32) -> Position {
        self.lines().position(&self.text, at)
    }
}

/// A place as people count it: from 1, columns in Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in Unicode code points.
    pub column: u32,
}

/// Byte offsets at which the lines of a text start.
///
/// A line ends at LF, CRLF or a lone CR, as in CommonMark and in the language server protocol.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Indexes `text`, in one pass.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in 0..bytes.len() {
            if ends_line(bytes, at) {
                starts.push(offset(at + 1));
            }
        }
        Self { starts }
    }

    /// Follows an edit: `text` is what the text is now, in which `len` bytes have taken the place of
    /// the bytes `old`. Lines elsewhere are moved, not looked for again.
    pub(crate) fn splice(&mut self, text: &str, old: Span, len: u32) {
        // What stands before may be a CR that has won or lost its LF.
        let again = old.start.saturating_sub(1);
        let kept = self.starts.partition_point(|&start| start <= again);
        let behind = self.starts.partition_point(|&start| start <= old.end);
        let end = old.start + len;
        let bytes = text.as_bytes();
        let found = (again..end).filter(|&at| ends_line(bytes, at as usize));
        let starts: Vec<u32> = found.map(|at| at + 1).collect();
        for start in &mut self.starts[behind..] {
            *start = *start - old.end + end;
        }
        self.starts.splice(kept..behind, starts);
    }

    /// How many lines there are; an empty text has one.
    #[must_use]
    pub fn count(&self) -> u32 {
        offset(self.starts.len())
    }

    /// The line, from 0, that holds the byte at `at`.
    #[must_use]
    pub fn line_of(&self, at: u32) -> u32 {
        offset(self.starts.partition_point(|&start| start <= at)) - 1
    }

    /// The span of a line, from 0, without its line ending.
    ///
    /// # Panics
    /// When there is no such line.
    #[must_use]
    pub fn line(&self, text: &str, line: u32) -> Span {
        let start = self.starts[line as usize];
        let end = match self.starts.get(line as usize + 1) {
            Some(&next) => next,
            None => offset(text.len()),
        };
        let body = text[start as usize..end as usize].trim_end_matches(['\r', '\n']);
        Span::new(start, start + offset(body.len()))
    }

    /// Line and column of a byte offset. An offset inside a character counts as its start, one
    /// inside a line ending as the end of the line, one beyond the text as its end.
    #[must_use]
    pub fn position(&self, text: &str, at: u32) -> Position {
        let mut at = (at as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.line_of(offset(at));
        let span = self.line(text, line);
        let end = at.min(span.end as usize);
        let before = &text[span.start as usize..end];
        Position {
            line: line + 1,
            column: offset(before.chars().count()) + 1,
        }
    }
}

/// Whether a line ends behind the byte at `at`.
fn ends_line(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_edit_leaves_the_index_of_the_new_text(
            text in "[a\r\n]{0,12}",
            new in "[a\r\n]{0,4}",
            start in 0_usize..13,
            len in 0_usize..5,
        ) {
            let start = start.min(text.len());
            let end = (start + len).min(text.len());
            let mut index = LineIndex::new(&text);
            let mut edited = text.clone();
            edited.replace_range(start..end, &new);
            index.splice(&edited, Span::of(start..end), offset(new.len()));
            prop_assert_eq!(index.starts, LineIndex::new(&edited).starts);
        }
    }

    fn position(text: &str, at: u32) -> (u32, u32) {
        let found = Source::new("a.md", text).position(at);
        (found.line, found.column)
    }

    #[test]
    fn columns_count_code_points() {
        let text = "a\n你好😀x";
        assert_eq!(position(text, 2), (2, 1));
        assert_eq!(position(text, 5), (2, 2));
        assert_eq!(position(text, 6), (2, 2), "inside a character is its start");
        assert_eq!(position(text, 12), (2, 4));
    }

    #[test]
    fn every_line_ending_counts_once() {
        let text = "a\r\nb\rc\nd";
        let lines = LineIndex::new(text);
        let all: Vec<_> = (0..lines.count())
            .map(|line| lines.line(text, line).of_text(text))
            .collect();
        assert_eq!(all, ["a", "b", "c", "d"]);
    }

    #[test]
    fn the_end_of_the_text_has_a_place() {
        assert_eq!(position("", 0), (1, 1));
        assert_eq!(position("a\n", 2), (2, 1));
        assert_eq!(position("ab", 99), (1, 3));
    }
}
