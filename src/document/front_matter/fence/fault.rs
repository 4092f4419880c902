//! What is wrong with fences.

use super::{Fence, FenceKind};
use crate::document::Span;
use crate::document::front_matter::lines::{Line, SPACE};
use crate::document::front_matter::problem::{Problem, ProblemKind};
use crate::fix::Edit;

/// The problem of fences that generators do not see as what they are meant for. What such a block
/// holds is a guess, and not worth another problem.
pub(in super::super) fn judge(text: &str, fence: &Fence) -> Option<Problem> {
    match (fence.kind, fence.close) {
        (FenceKind::Whole, _) => None,
        (FenceKind::LongDashes, Some(close)) => Some(long_dashes(fence, close)),
        (FenceKind::Unopened, Some(_)) => Some(unopened(text, fence)),
        (_, Some(close)) if !fence.close_indent.is_empty() => Some(indented(fence, close)),
        (_, Some(_)) => None,
        (_, None) => Some(unclosed(text, fence)),
    }
}

fn long_dashes(fence: &Fence, close: Span) -> Problem {
    Problem::new(ProblemKind::Unopened, fence.open, "a fence of long dashes")
        .hint("front matter stands between lines of three hyphens, `---`; word processors replace them")
        .related(close, "closed here")
        .fix(
            "write hyphens",
            vec![Edit::replace(fence.open, "---"), Edit::replace(close, "---")],
        )
}

fn unopened(text: &str, fence: &Fence) -> Problem {
    let start = fence.block.start as usize;
    let first = Line::at(text, start);
    Problem::new(
        ProblemKind::Unopened,
        Span::of(start..first.end),
        "the front matter has no opening `---`",
    )
    .hint("without it all generators but Hexo show the keys as text")
    .fix(
        "insert `---`",
        vec![Edit::insert(
            fence.block.start,
            format!("---{}", fence.eol.text()),
        )],
    )
}

fn indented(fence: &Fence, close: Span) -> Problem {
    Problem::new(
        ProblemKind::Unclosed,
        close,
        "the closing fence is indented",
    )
    .hint("most generators see a fence only at the start of a line, and read on without it")
    .related(fence.open, "opened here")
    .fix("remove the blanks", vec![Edit::delete(fence.close_indent)])
}

fn unclosed(text: &str, fence: &Fence) -> Problem {
    let mark = match fence.kind {
        FenceKind::Pluses => "+++",
        FenceKind::Semicolons => ";;;",
        FenceKind::Braces => "}",
        _ => "---",
    };
    let end = fence.block.end;
    let next = Line::at(text, end as usize);
    let is_other = |line: &str| matches!(line.trim_end(), "---" | "+++" | ";;;" | "...");
    if fence.body_start > end || is_other(next.text(text)) {
        let place =
            Span::of(next.start..next.start + next.text(text).trim_end_matches(SPACE).len());
        let wrong = place.of_text(text);
        return Problem::new(
            ProblemKind::Unclosed,
            place,
            format!("the front matter opens with `{mark}` and ends with `{wrong}`"),
        )
        .hint("generators look for the fence that it opens with, and read on without it")
        .related(fence.open, "opened here")
        .fix(format!("write `{mark}`"), vec![Edit::replace(place, mark)]);
    }
    let eol = fence.eol.text();
    let ended = text[..end as usize].ends_with(['\n', '\r']);
    let before = if ended { "" } else { eol };
    Problem::new(
        ProblemKind::Unclosed,
        fence.open,
        format!("the front matter is never closed by `{mark}`"),
    )
    .hint("without it generators take the whole file for text, or all of it for metadata")
    .related(Span::at(end), "the keys seem to end here")
    .fix(
        format!("insert `{mark}`"),
        vec![Edit::insert(end, format!("{before}{mark}{eol}"))],
    )
}
