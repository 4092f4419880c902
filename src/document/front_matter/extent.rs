//! What has to go when an entry is removed.

use super::lines::{Line, SPACE, indent, is_blank};
use super::value::Entry;
use crate::document::Span;

/// The lines of an entry of a block mapping: from the line of its key to the line in which its
/// value ends, at `tail`, with the comment lines that are indented below the key. An entry that
/// shares its first line with something else (`- key: value`) starts at its key.
pub(super) fn lines(text: &str, key: usize, tail: usize) -> Span {
    let first = Line::around(text, key);
    let before = text[first.start..key].trim_start_matches('\u{feff}');
    let alone = is_blank(before.strip_prefix('?').unwrap_or(before));
    let start = if alone { key - before.len() } else { key };
    let at_line_start = tail > key && text[..tail].ends_with(['\n', '\r']);
    let mut end = if at_line_start {
        tail
    } else {
        Line::at(text, tail).next
    };
    let column = key - first.start;
    for line in Line::of(text, end..text.len()) {
        let content = line.text(text);
        if is_blank(content) {
            continue;
        }
        if indent(content) <= column || !content.trim_start_matches(SPACE).starts_with('#') {
            break;
        }
        end = line.next;
    }
    Span::of(start..end)
}

/// Mends the first entry of a mapping that starts behind a dash: it goes up to the second one.
pub(super) fn behind_dash(text: &str, entries: &mut [Entry<'_>]) {
    let Some(first) = entries.first() else { return };
    let start = first.key.outer_span().start;
    let line = Line::around(text, start as usize);
    if first.lines.start != start || line.start == start as usize {
        return;
    }
    let end = match entries.get(1) {
        Some(second) => second.key.outer_span().start,
        None => entries[0].span().end,
    };
    entries[0].lines = Span::new(start, end);
}

/// Sets the extents of entries between braces: each takes the comma behind it along, the last the
/// one before it.
pub(super) fn flow(entries: &mut [Entry<'_>]) {
    for at in 0..entries.len() {
        let own = entries[at].span();
        entries[at].lines = if let Some(next) = entries.get(at + 1) {
            Span::new(own.start, next.span().start.max(own.end))
        } else if at > 0 {
            Span::new(entries[at - 1].span().end.min(own.start), own.end)
        } else {
            own
        };
    }
}
