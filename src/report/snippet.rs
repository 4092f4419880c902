//! The few lines of a file that show a finding, cut to the width of the terminal and made safe.
//!
//! What comes out is a small text of its own with labels in its own bytes, so that drawing it
//! costs the same in a file of any size and with lines of any length.

mod excerpt;

use std::collections::BTreeMap;
use std::ops::Range;

use self::excerpt::{Excerpt, Mark};
use super::{place, sanitize};
use crate::document::{LineIndex, Source, Span};
use crate::finding::{Finding, Related};

/// Lines of a span that are shown whole; of a longer one the first [`HEAD`] are.
const WHOLE: u32 = 6;
const HEAD: u32 = 3;
/// A related place joins the snippet when that has at most so many lines.
const NEAR: u32 = 7;
/// The longest label, in bytes, and what it may take beside its marker.
const LABEL: usize = 120;
const LABEL_COLUMNS: usize = 20;
const LABEL_LINES: usize = 3;

/// How much room there is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    /// Columns for the text of a line.
    pub(crate) columns: usize,
    /// Whether to show a line before and after.
    pub(crate) context: bool,
    /// At most so many related places join.
    pub(crate) related: usize,
    /// What stands for text that was cut off.
    pub(crate) ellipsis: &'static str,
}

/// Lines of a file, ready to be drawn.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Snippet {
    /// The lines, separated by LF, without control characters.
    pub(crate) text: String,
    /// The number of the first one, from 1. The others follow without a gap.
    pub(crate) first_line: u32,
    /// What to mark, the finding's own span first.
    pub(crate) labels: Vec<Label>,
    /// Indices of the related places that found no room.
    pub(crate) apart: Vec<usize>,
}

/// A mark under a part of the snippet.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Label {
    /// Bytes of the snippet.
    pub(crate) range: Range<usize>,
    /// What to write there; may have several lines.
    pub(crate) text: Option<String>,
}

/// A place in a row: its line, and the byte in the text of its excerpt.
type Cell = (u32, usize);

struct Builder<'a> {
    text: &'a str,
    lines: &'a LineIndex,
    frame: Frame,
    rows: BTreeMap<u32, Row>,
    marks: Vec<(Range<Cell>, Option<String>)>,
    /// The line from which on nothing is shown.
    cut: Option<u32>,
}

struct Row {
    excerpt: Excerpt,
    /// What is marked under it.
    taken: Vec<Range<usize>>,
}

impl Row {
    fn unmarked(excerpt: Excerpt) -> Self {
        let taken = Vec::new();
        Self { excerpt, taken }
    }
}

impl Snippet {
    /// The snippet of a finding.
    pub(crate) fn of(source: &Source, finding: &Finding, frame: Frame) -> Self {
        let mut builder = Builder {
            text: source.text(),
            lines: source.lines(),
            frame,
            rows: BTreeMap::new(),
            marks: Vec::new(),
            cut: None,
        };
        builder.primary(place::whole(source.text(), finding.span));
        let mut apart = Vec::new();
        let mut room = frame.related;
        for (at, related) in finding.related.iter().enumerate() {
            if room > 0 && builder.related(related).is_some() {
                room -= 1;
            } else {
                apart.push(at);
            }
        }
        builder.fill();
        builder.build(apart)
    }
}

impl Builder<'_> {
    fn line(&self, line: u32) -> (&str, u32) {
        let span = self.lines.line(self.text, line);
        (span.of_text(self.text), span.start)
    }

    /// The first and the last line of a span; the line ending belongs to its line.
    fn extent(&self, span: Span) -> (u32, u32) {
        let last = if span.is_empty() {
            span.start
        } else {
            span.end - 1
        };
        (self.lines.line_of(span.start), self.lines.line_of(last))
    }

    /// Adds the finding's own place.
    fn primary(&mut self, span: Span) {
        let (first, last) = self.extent(span);
        if first == last {
            let (mut excerpt, mark) = self.excerpt(first, span);
            let range = excerpt.mark(mark);
            let taken = vec![range.clone()];
            self.rows.insert(first, Row { excerpt, taken });
            self.mark(first, range, None);
            return;
        }
        let whole = last - first < WHOLE;
        let shown = if whole { last } else { first + HEAD - 1 };
        let (mut start, mut end) = (0, 0);
        for line in first..=shown {
            let (mut excerpt, mark) = self.excerpt(line, span);
            let range = excerpt.mark(mark);
            if line == first {
                start = range.start;
            }
            end = range.end;
            self.rows.insert(line, Row::unmarked(excerpt));
        }
        let mut bottom = shown;
        if !whole {
            bottom += 1;
            let (more, to) = (last - shown, last + 1);
            let text = format!("{} {more} more lines, to line {to}", self.frame.ellipsis);
            let excerpt = Excerpt::of(&text, 0..0, self.frame);
            end = excerpt.text.len();
            self.rows.insert(bottom, Row::unmarked(excerpt));
            self.cut = Some(bottom);
        }
        self.marks.push(((first, start)..(bottom, end), None));
    }

    /// What is shown of a line for the sake of `span`, and the part of `span` on it, in bytes of
    /// the line.
    fn excerpt(&self, line: u32, span: Span) -> (Excerpt, Mark) {
        let (text, mark) = self.part(line, span);
        (Excerpt::of(text, mark.range.clone(), self.frame), mark)
    }

    fn part(&self, line: u32, span: Span) -> (&str, Mark) {
        let (text, start) = self.line(line);
        let within = |at: u32| (at.saturating_sub(start) as usize).min(text.len());
        let mark = Mark {
            range: within(span.start)..within(span.end),
            empty: span.is_empty(),
        };
        (text, mark)
    }

    fn mark(&mut self, line: u32, range: Range<usize>, text: Option<String>) {
        let cells = (line, range.start)..(line, range.end);
        self.marks.push((cells, text));
    }

    /// Adds a related place, or nothing when it does not fit.
    fn related(&mut self, related: &Related) -> Option<()> {
        let span = place::whole(self.text, related.span);
        let (line, last) = self.extent(span);
        let (top, bottom) = self.shown();
        let rows = bottom.max(line) - top.min(line) + 1;
        if line != last || rows > NEAR || self.cut.is_some_and(|cut| line >= cut) {
            return None;
        }
        let (mut excerpt, mut taken, mark) = match self.rows.get(&line) {
            None => {
                let (excerpt, mark) = self.excerpt(line, span);
                (excerpt, Vec::new(), mark)
            }
            Some(row) => {
                let (_, mark) = self.part(line, span);
                if !row.excerpt.holds(&mark.range) {
                    return None;
                }
                (row.excerpt.clone(), row.taken.clone(), mark)
            }
        };
        let range = excerpt.mark(mark);
        if taken.iter().any(|other| touch(other, &range)) {
            return None;
        }
        let middle = excerpt.column((range.start + range.end) / 2);
        let text = self.label(&related.message, middle)?;
        taken.push(range.clone());
        self.rows.insert(line, Row { excerpt, taken });
        self.mark(line, range, Some(text));
        Some(())
    }

    /// The text of a label whose marker stands at `column`.
    fn label(&self, message: &str, column: usize) -> Option<String> {
        let columns = self.frame.columns.checked_sub(column + 4)?;
        let text = sanitize::prose(message, LABEL, self.frame.ellipsis);
        let lines = textwrap::wrap(&text, columns);
        let fits = columns >= LABEL_COLUMNS || lines.len() == 1;
        (fits && lines.len() <= LABEL_LINES).then(|| lines.join("\n"))
    }

    /// The first and the last line shown so far.
    fn shown(&self) -> (u32, u32) {
        let line = |entry: Option<(&u32, _)>| entry.map_or(0, |(line, _)| *line);
        (
            line(self.rows.first_key_value()),
            line(self.rows.last_key_value()),
        )
    }

    /// Adds the lines between the rows, and one around them where it says something.
    fn fill(&mut self) {
        let (top, bottom) = self.shown();
        let mut wanted: Vec<u32> = (top..=bottom).collect();
        if self.frame.context {
            let before = top.checked_sub(1);
            let after =
                (self.cut.is_none() && bottom + 1 < self.lines.count()).then_some(bottom + 1);
            let says = |line: &u32| {
                let mut start = self.line(*line).0.chars().take(self.frame.columns);
                start.any(|char| !char.is_whitespace())
            };
            wanted.extend(before.into_iter().chain(after).filter(says));
        }
        for line in wanted {
            if !self.rows.contains_key(&line) {
                let excerpt = Excerpt::of(self.line(line).0, 0..0, self.frame);
                self.rows.insert(line, Row::unmarked(excerpt));
            }
        }
    }

    fn build(self, apart: Vec<usize>) -> Snippet {
        let first_line = self.shown().0 + 1;
        let mut text = String::new();
        let mut starts = BTreeMap::new();
        for (line, row) in self.rows {
            if !starts.is_empty() {
                text.push('\n');
            }
            starts.insert(line, text.len());
            text.push_str(&row.excerpt.text);
        }
        let at = |(line, column): Cell| starts[&line] + column;
        let labels = self
            .marks
            .into_iter()
            .map(|(cells, text)| Label {
                range: at(cells.start)..at(cells.end),
                text,
            })
            .collect();
        Snippet {
            text,
            first_line,
            labels,
            apart,
        }
    }
}

/// Whether two marks would stand under the same column.
fn touch(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end.max(b.start + 1) && b.start < a.end.max(a.start + 1)
}
