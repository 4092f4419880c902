//! The part of one line that fits the terminal.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Frame;
use crate::report::sanitize;

const TAB: usize = 4;
/// Bytes of an excerpt per column: characters without a width do not pile up without end.
const BYTES: usize = 3;

/// A part of a line that is pointed at.
pub(super) struct Mark {
    /// Bytes of the line, without its ending.
    pub(super) range: Range<usize>,
    /// Whether this is a place between two characters, and not a line ending.
    pub(super) empty: bool,
}

/// A line as it is shown, and where its bytes went.
#[derive(Clone, Debug, Default)]
pub(super) struct Excerpt {
    pub(super) text: String,
    /// Offsets in the line and in `text`, for each character that is shown.
    offsets: Vec<(usize, usize)>,
    /// The bytes of the line that are shown.
    range: Range<usize>,
    columns: usize,
}

impl Excerpt {
    /// The part of `line` around `mark`, from the start of the line when that shows the mark.
    pub(super) fn of(line: &str, mark: Range<usize>, frame: Frame) -> Self {
        let start = Self::cut(line, 0, frame);
        let marked = columns(line[mark.clone()].chars(), frame.columns);
        let wide = marked + 2 * frame.ellipsis.width() > frame.columns;
        let shows = start.holds(&mark)
            || (wide
                && start.holds(&(0..mark.start))
                && start.column(start.shown(mark.start)) <= frame.columns / 3);
        if shows {
            return start;
        }
        let lead = if wide {
            frame.columns / 4
        } else {
            (frame.columns - marked) / 2
        };
        let from = back(line, mark.start, lead);
        let middle = Self::cut(line, from, frame);
        if middle.range.end < line.len() {
            return middle;
        }
        let end = Self::cut(
            line,
            back(line, from, frame.columns - middle.columns),
            frame,
        );
        if end.holds(&mark) { end } else { middle }
    }

    /// As much of `line` as fits, starting at `from`.
    fn cut(line: &str, from: usize, frame: Frame) -> Self {
        let ellipsis = frame.ellipsis;
        let mut out = Self {
            range: from..from,
            ..Self::default()
        };
        if from > 0 {
            out.push(ellipsis, ellipsis.width());
        }
        let limit = frame.columns.saturating_sub(ellipsis.width());
        // What is kept if it turns out that not all of the line fits.
        let mut kept = (
            out.text.len(),
            out.offsets.len(),
            out.range.end,
            out.columns,
        );
        let mut before = None;
        for (at, char) in sanitize::chars(&line[from..]) {
            let at = from + at;
            let room = out.columns <= frame.columns && out.text.len() <= BYTES * frame.columns;
            if room && out.columns <= limit {
                kept = (out.text.len(), out.offsets.len(), at, out.columns);
            }
            if !room {
                break;
            }
            out.offsets.push((at, out.text.len()));
            match char {
                _ if line.as_bytes()[at] == b'\t' => {
                    let blanks = TAB - out.columns % TAB;
                    out.push(&" ".repeat(blanks), blanks);
                }
                // Terminals disagree on the width of composed emoji. Side by side their parts
                // have the same width everywhere, and what is marked behind them stays marked.
                '\u{200d}' if before.is_some_and(|before: char| !before.is_alphabetic()) => {}
                _ => out.push(char.encode_utf8(&mut [0; 4]), char.width().unwrap_or(0)),
            }
            before = Some(char);
            out.range.end = at + line[at..].chars().next().map_or(0, char::len_utf8);
        }
        let cut = out.range.end < line.len() || out.columns > frame.columns;
        if cut {
            out.text.truncate(kept.0);
            out.offsets.truncate(kept.1);
            (out.range.end, out.columns) = (kept.2, kept.3);
        }
        out.offsets.push((out.range.end, out.text.len()));
        if cut {
            out.push(ellipsis, ellipsis.width());
        }
        out
    }

    fn push(&mut self, text: &str, columns: usize) {
        self.text.push_str(text);
        self.columns += columns;
    }

    /// Whether all of `mark`, bytes of the line, is shown.
    pub(super) fn holds(&self, mark: &Range<usize>) -> bool {
        self.range.start <= mark.start && mark.end <= self.range.end
    }

    /// Where a mark is in the text. Where there is nothing to point at, at the end of a line, a
    /// blank is made.
    pub(super) fn mark(&mut self, mark: Mark) -> Range<usize> {
        let start = self.shown(mark.range.start);
        let end = self.shown(mark.range.end);
        if start == self.text.len() {
            self.text.push(' ');
        }
        start..end.max(start + usize::from(!mark.empty))
    }

    /// Where a byte of the line is in the text; at its end for what was cut off there.
    fn shown(&self, at: usize) -> usize {
        let next = self.offsets.partition_point(|(line, _)| *line < at);
        self.offsets
            .get(next)
            .map_or(self.text.len(), |(_, shown)| *shown)
    }

    /// The column, from 0, of a byte of the text.
    pub(super) fn column(&self, at: usize) -> usize {
        columns(
            self.text[..self.text.floor_char_boundary(at)].chars(),
            usize::MAX,
        )
    }
}

/// The width of characters, counted up to `limit` and not far into those without one.
fn columns(chars: impl Iterator<Item = char>, limit: usize) -> usize {
    let mut columns = 0;
    for char in chars.take(limit.saturating_mul(BYTES)) {
        if columns >= limit {
            break;
        }
        columns += width(char);
    }
    columns
}

/// The start of as many characters before `at` as fit `room` columns.
fn back(line: &str, at: usize, room: usize) -> usize {
    let mut columns = 0;
    let mut from = at;
    for (start, char) in line[..at].char_indices().rev() {
        columns += width(char);
        if columns > room || at - start > BYTES * room {
            break;
        }
        from = start;
    }
    from
}

/// The most that a character can take.
fn width(char: char) -> usize {
    match char {
        '\t' => TAB,
        _ => char.width().unwrap_or(1),
    }
}
