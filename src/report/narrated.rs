//! The findings in words, for screen readers and braille lines: nothing is drawn, every line
//! says what it is.

use super::human::{self, Page, trust};
use super::place::whole;
use super::{Checked, Report, Style, Summary};
use crate::document::Position;
use crate::finding::Finding;

/// The longest text of one line, in bytes; names are shorter.
const LIMIT: usize = 320;
const NAME: usize = 120;
/// At most so many related places are told.
const RELATED: usize = 3;

pub(crate) struct Narrated {
    style: Style,
}

impl Narrated {
    pub(crate) fn new(style: Style) -> Self {
        Self { style }
    }
}

impl Report for Narrated {
    fn file(&self, checked: &Checked<'_>) -> String {
        human::file(checked, &self.style, block)
    }

    fn finish(&self, summary: &Summary, out: &mut String) {
        human::finish(summary, &self.style, out);
    }
}

fn block<'a>(page: &mut Page<'a>, finding: &'a Finding) -> String {
    let span = whole(page.source.text(), finding.span);
    let start = page.places.of(span.start);
    let end = page.places.of(span.end);
    let mut lines = vec![
        format!(
            "{}: {}",
            finding.level.name(),
            page.prose(&finding.message, LIMIT)
        ),
        format!("rule: {}", page.prose(&finding.rule, NAME)),
        format!("place: {}, {}", page.path(255), place(start, end)),
    ];
    let text = page.source.slice(span).trim();
    if !text.is_empty() {
        lines.push(format!("text: {}", page.prose(text, LIMIT)));
    }
    for related in finding.related.iter().take(RELATED) {
        let at = page.places.of(related.span.start);
        let message = page.prose(&related.message, NAME);
        lines.push(format!(
            "see line {}, column {}: {message}",
            at.line, at.column
        ));
    }
    if let Some(help) = page.help(finding) {
        lines.push(format!("help: {}", page.prose(help, LIMIT)));
    }
    if let Some(fix) = &finding.fix {
        let title = page.prose(&fix.title, NAME);
        lines.push(format!("fix, {}: {title}", trust(fix.applicability)));
    }
    lines.join("\n") + "\n\n"
}

/// A span in words; `end` is the place behind its last character.
fn place(start: Position, end: Position) -> String {
    let Position { line, column } = start;
    // What ends with its line does not reach into the next one.
    let last = end.line - u32::from(end.column == 1 && end.line > line);
    if last > line {
        format!("line {line}, column {column} to line {last}")
    } else if end.line == line && end.column > column + 1 {
        format!("line {line}, columns {column} to {}", end.column - 1)
    } else {
        format!("line {line}, column {column}")
    }
}
