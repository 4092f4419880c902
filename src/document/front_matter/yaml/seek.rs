//! The signs between nodes, which the parser gives no places for: dashes, colons, headers.

use std::ops::Range;

/// A cursor behind the last sign or node that was read.
pub(super) struct Seeker<'s> {
    text: &'s str,
    end: usize,
    cursor: usize,
}

impl<'s> Seeker<'s> {
    pub(super) fn new(text: &'s str) -> Self {
        Self {
            text,
            end: text.len(),
            cursor: 0,
        }
    }

    /// Starts anew inside `range`.
    pub(super) fn within(&mut self, range: Range<usize>) {
        self.cursor = range.start;
        self.end = range.end;
    }

    /// The whole text.
    pub(super) fn text(&self) -> &'s str {
        self.text
    }

    /// The text up to the end of the range.
    pub(super) fn bounded(&self) -> &'s str {
        &self.text[..self.end]
    }

    pub(super) fn cursor(&self) -> usize {
        self.cursor
    }

    /// Moves the cursor to `at`, never back.
    pub(super) fn pass(&mut self, at: usize) {
        self.cursor = self.cursor.max(at);
    }

    /// The colon behind a key. One that starts a text (`:a`) is none, unless a quote or a bracket
    /// ends in front of it on its line.
    pub(super) fn colon(&self) -> Option<usize> {
        let at = self.skip(self.cursor);
        let separates = match self.byte(at + 1) {
            None => true,
            Some(byte) => byte.is_ascii_whitespace() || b",[]{}".contains(&byte),
        };
        let adjacent = || {
            let gap = &self.text[self.cursor..at];
            self.text[..self.cursor].ends_with(['"', '\'', ']', '}']) && !gap.contains(['\n', '\r'])
        };
        (self.byte(at) == Some(b':') && (separates || adjacent())).then_some(at)
    }

    /// The dash in front of an item.
    pub(super) fn dash(&self) -> Option<usize> {
        self.sign(|byte, next| {
            byte == b'-' && matches!(next, None | Some(b' ' | b'\t' | b'\n' | b'\r'))
        })
    }

    /// The `|` or `>` of a block scalar.
    pub(super) fn header(&self) -> Option<usize> {
        self.sign(|byte, _| matches!(byte, b'|' | b'>'))
    }

    /// The first sign that fits, with only tags, anchors, comments and other signs before it.
    fn sign(&self, fits: impl Fn(u8, Option<u8>) -> bool) -> Option<usize> {
        let mut at = self.cursor;
        loop {
            at = self.skip(at);
            match self.byte(at)? {
                byte if fits(byte, self.byte(at + 1)) => return Some(at),
                b'&' | b'!' => at += self.word(at),
                b'?' | b':' | b',' | b'-' | b'.' => at += 1,
                _ => return None,
            }
        }
    }

    /// Passes blanks, line endings, comments, and byte order marks, which may stand before a document.
    fn skip(&self, mut at: usize) -> usize {
        loop {
            match self.byte(at) {
                Some(0xef) if self.text[at..self.end].starts_with('\u{feff}') => at += 3,
                Some(b' ' | b'\t' | b'\n' | b'\r') => at += 1,
                Some(b'#') => at += self.until(at, |byte| matches!(byte, b'\n' | b'\r')),
                _ => return at,
            }
        }
    }

    fn word(&self, at: usize) -> usize {
        self.until(at, |byte| byte.is_ascii_whitespace())
    }

    fn until(&self, at: usize, stop: impl Fn(u8) -> bool) -> usize {
        let rest = &self.text.as_bytes()[at..self.end];
        rest.iter()
            .position(|&byte| stop(byte))
            .unwrap_or(rest.len())
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes()[..self.end].get(at).copied()
    }
}
