//! Comments taken away, or names out of them, without a trace.

use super::directive::Directive;
use crate::document::{Article, Markup, Source, Span, offset};
use crate::fix::Edit;

/// The edits that take names out of the list of a comment, or the comment away if none is left.
/// The indices are sorted.
pub(super) fn names(article: &Article<'_>, directive: &Directive, gone: &[usize]) -> Vec<Edit> {
    let names = &directive.names;
    if gone.len() == names.len() {
        return vec![comment(article, directive.span)];
    }
    let is_gone = |at: &usize| gone.binary_search(at).is_ok();
    let mut edits = Vec::new();
    let mut at = 0;
    while at < names.len() {
        let first = at;
        while at < names.len() && is_gone(&at) {
            at += 1;
        }
        if at > first {
            // With what separates them from the next name, or from the one before.
            let span = match names.get(at) {
                Some(next) => Span::new(names[first].span.start, next.span.start),
                None => Span::new(names[first - 1].span.end, names[at - 1].span.end),
            };
            edits.push(Edit::delete(span));
        }
        at += 1;
    }
    edits
}

/// Takes a comment away, with its lines if it has them for itself.
pub(super) fn comment(article: &Article<'_>, span: Span) -> Edit {
    let source = article.source();
    let around = Around::of(source, span);
    if !around.is_alone {
        return Edit::delete(around.with_blanks(source, span));
    }
    let in_body = article.body().span().start <= span.start;
    let is_markdown = in_body && article.markup() != Markup::Html;
    if around.above == Beside::Text && around.below == Beside::Text {
        // In Markdown it keeps the lines around it apart, but for those of a list or of HTML.
        let is_indented = around.lines.start < span.start;
        let in_html = source.slice(around.line_above).starts_with('<');
        return match is_markdown && !is_indented && !in_html {
            true => Edit::delete(span),
            false => Edit::delete(around.lines),
        };
    }
    // Of blank lines on both sides one is enough, and at the end of the text none.
    Edit::delete(match (around.above, around.below) {
        (Beside::Nothing | Beside::Blank, Beside::Blank) if in_body => {
            around.lines.cover(around.line_below)
        }
        (Beside::Blank, Beside::Nothing) if in_body => around.lines.cover(around.line_above),
        _ => around.lines,
    })
}

/// What is there around a comment.
struct Around {
    /// Whether nothing else stands in its lines.
    is_alone: bool,
    /// Its lines, with their ends.
    lines: Span,
    above: Beside,
    below: Beside,
    /// The neighbouring lines, with their ends.
    line_above: Span,
    line_below: Span,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// The end of the file, or the end of its last line.
    Nothing,
    Blank,
    Text,
}

impl Around {
    fn of(source: &Source, span: Span) -> Self {
        let lines = source.lines();
        let (first, last) = (lines.line_of(span.start), lines.line_of(span.end));
        let text = |line: u32| source.slice(lines.line(source.text(), line));
        let size = offset(source.text().len());
        let beside = |line: Option<u32>| match line.filter(|&line| line < lines.count()) {
            None => Beside::Nothing,
            // Behind the last line end there is no line.
            Some(line) if line > 0 && lines.line(source.text(), line) == Span::at(size) => {
                Beside::Nothing
            }
            Some(line) if text(line).trim().is_empty() => Beside::Blank,
            Some(_) => Beside::Text,
        };
        let start = lines.line(source.text(), first).start;
        let end = lines.line(source.text(), last).end.max(span.end);
        let before = source.slice(Span::new(start, span.start));
        let behind = source.slice(Span::new(span.end, end));
        Self {
            is_alone: before.trim().is_empty() && behind.trim().is_empty(),
            lines: Span::new(start, line_behind(source, last)),
            above: beside(first.checked_sub(1)),
            below: beside(last.checked_add(1)),
            line_above: lines.line(source.text(), first.saturating_sub(1)),
            line_below: Span::new(line_behind(source, last), line_behind(source, last + 1)),
        }
    }

    /// A comment between text, with the blanks before it; with those behind it instead where it
    /// begins a line.
    fn with_blanks(&self, source: &Source, span: Span) -> Span {
        let blank = [' ', '\t'];
        let before = source.slice(Span::new(self.lines.start, span.start));
        let behind = source.slice(Span::new(span.end, self.lines.end));
        let lead = before.len() - before.trim_end_matches(blank).len();
        let trail = behind.len() - behind.trim_start_matches(blank).len();
        let (lead, trail) = (offset(lead), offset(trail));
        let ends_line = behind[trail as usize..].trim().is_empty();
        if before.trim().is_empty() {
            Span::new(span.start, span.end + trail)
        } else if ends_line || trail > 0 {
            Span::new(span.start - lead, span.end)
        } else {
            span
        }
    }
}

/// Where the line behind a line starts.
fn line_behind(source: &Source, line: u32) -> u32 {
    let lines = source.lines();
    match line + 1 < lines.count() {
        true => lines.line(source.text(), line + 1).start,
        false => offset(source.text().len()),
    }
}
