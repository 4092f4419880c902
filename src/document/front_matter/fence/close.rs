//! Looking for the closing fence, and for the end of a block that has none.

use std::ops::Range;

use super::{Fence, FenceKind, Format, guess};
use crate::document::Span;
use crate::document::front_matter::lines::{Line, SPACE, indent, is_blank, run};

/// What a line of three dots is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dots {
    /// The end of a YAML document, and so of the block.
    Close,
    /// An ellipsis.
    AreText,
}

/// Closes with the first line that starts with as many dashes, or with dots.
pub(super) fn close_with_dashes(
    text: &str,
    fence: &mut Fence,
    from: usize,
    count: usize,
    dots: Dots,
) -> bool {
    let close = Line::of(text, from..text.len()).find_map(|line| {
        let content = line.text(text);
        let length = match content.as_bytes().first()? {
            b'-' => run(content, 0, b'-'),
            b'.' if dots == Dots::Close && content.trim_end_matches(SPACE) == "..." => 3,
            _ => return None,
        };
        (length >= 3 && length >= count || content.starts_with('.')).then_some((line, length))
    });
    let Some((line, length)) = close else {
        return false;
    };
    fence.block = Span::of(from..line.start);
    let end = line.start + length;
    set_close(text, fence, line.start..end, Line::at(text, end));
    true
}

/// Closes with the first line that starts with `mark`.
pub(super) fn close_with(text: &str, fence: &mut Fence, from: usize, mark: &str) -> bool {
    let close = Line::of(text, from..text.len()).find(|line| line.text(text).starts_with(mark));
    let Some(line) = close else {
        return false;
    };
    fence.block = Span::of(from..line.start);
    let end = line.start + mark.len();
    set_close(text, fence, line.start..end, Line::at(text, end));
    true
}

/// Sets the closing fence; `rest` is its line from there on.
pub(super) fn set_close(text: &str, fence: &mut Fence, close: Range<usize>, rest: Line) {
    let blanks = indent(rest.text(text));
    let end = close.end;
    fence.close_indent = Span::of(close.start..close.start);
    fence.close = Some(Span::of(close));
    fence.close_trailing = Span::of(end..end + blanks);
    fence.glued = Span::of(end + blanks..rest.end);
    let body = if fence.glued.is_empty() {
        rest.next
    } else {
        end
    };
    fence.body_start = Span::of(body..body).start;
}

/// Ends a block of YAML that is never closed where its lines stop looking like YAML, or at a
/// closing fence that is indented.
pub(super) fn leave_open(text: &str, fence: &mut Fence, from: usize) {
    let end = guess::yaml_end(text, from..text.len());
    let indented = Line::of(text, from..end).find(|line| {
        let content = line.text(text);
        indent(content) > 0 && content.trim_matches(SPACE) == "---"
    });
    match indented {
        Some(line) => {
            let start = line.start + indent(line.text(text));
            fence.block = Span::of(from..line.start);
            set_close(text, fence, start..start + 3, Line::at(text, start + 3));
            fence.close_indent = Span::of(line.start..start);
        }
        None => {
            leave_open_at(fence, from, end);
            let next = Line::at(text, end);
            if WRONG.contains(&next.text(text).trim_end_matches(SPACE)) {
                fence.body_start = Span::of(next.next..next.next).start;
            }
        }
    }
}

/// Lines that are meant to close a block of YAML, and do not.
const WRONG: &[&str] = &["+++", "***", "___", "===", ";;;", "--", "–––", "———", "—"];

/// Ends a block that is never closed.
pub(super) fn leave_open_at(fence: &mut Fence, from: usize, end: usize) {
    fence.block = Span::of(from..end.max(from));
    let none = Span::at(fence.block.end);
    fence.close = None;
    fence.close_indent = none;
    fence.close_trailing = none;
    fence.glued = none;
    fence.body_start = none.end;
}

/// The fence as it is meant, if a fault at `at` means that the block goes on in the body: a line of
/// text, behind a blank line, where the lines no longer look like keys.
pub(in super::super) fn without_close(text: &str, fence: &Fence, at: u32) -> Option<Fence> {
    if fence.kind != FenceKind::Dashes || fence.format != Format::Yaml {
        return None;
    }
    let block = fence.block.range();
    let end = guess::yaml_end(text, block.clone());
    let line = Line::around(text, at as usize);
    let apart = text[block.start..line.start]
        .lines()
        .next_back()
        .is_some_and(is_blank);
    if end == block.start || line.start < end || !apart {
        return None;
    }
    let mut open = fence.clone();
    leave_open_at(&mut open, block.start, end);
    Some(open)
}
