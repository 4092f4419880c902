//! From a fence to a tree, and what is wrong with the whole.

use super::fence::{self, Fence, FenceKind, Format};
use super::problem::{Problem, ProblemKind};
use super::value::{Node, Value};
use super::{Comment, FrontMatter, json, lines, toml, yaml};
use crate::document::Span;

/// What a parser makes of a block.
pub(super) struct Parsed<'s> {
    pub(super) root: Option<Node<'s>>,
    pub(super) comments: Vec<Comment<'s>>,
    pub(super) problems: Vec<Problem>,
    pub(super) is_template: bool,
}

impl<'s> Parsed<'s> {
    /// Without comments, of an article.
    pub(super) fn plain(root: Option<Node<'s>>, problem: Option<Problem>) -> Self {
        Self {
            root,
            comments: Vec::new(),
            problems: problem.into_iter().collect(),
            is_template: false,
        }
    }
}

/// Reads a block. One whose first fault is that it goes on in the body was never closed: then the
/// line that closes it is another one of the body, and what stands up to there is no front matter.
pub(super) fn parse_or_reopen<'s>(text: &'s str, fence: Fence) -> (Parsed<'s>, Fence) {
    if fence.block.len() > FrontMatter::MAX_BYTES {
        return (Parsed::plain(None, Some(too_long(&fence))), fence);
    }
    let parsed = parse(text, &fence);
    let first = parsed
        .problems
        .iter()
        .map(|problem| problem.span.start)
        .min();
    let open = first.and_then(|first| fence::without_close(text, &fence, first));
    match open {
        Some(open) => (parse(text, &open), open),
        None => (parsed, fence),
    }
}

fn parse<'s>(text: &'s str, fence: &Fence) -> Parsed<'s> {
    let block = fence.block.range();
    match (fence.format, fence.kind) {
        (Format::Yaml, _) => yaml::parse(text, block),
        (Format::Toml, _) => toml::parse(text, block),
        (Format::Json, FenceKind::Braces | FenceKind::Semicolons | FenceKind::Headless) => {
            json::parse_members(text, block)
        }
        (Format::Json, _) => json::parse(text, block),
        (Format::Other, _) => Parsed::plain(None, None),
    }
}

fn too_long(fence: &Fence) -> Problem {
    let kib = fence.block.len() / 1024;
    let place = if fence.open.is_empty() {
        Span::at(fence.block.start)
    } else {
        fence.open
    };
    Problem::new(
        ProblemKind::TooLarge,
        place,
        format!("the front matter has {kib} KiB; up to 1,024 KiB are read"),
    )
    .hint("most likely the closing fence is missing")
}

impl FrontMatter<'_> {
    /// The block has to be a mapping.
    pub(super) fn judge_root(&mut self) {
        let Some(root) = &self.root else { return };
        let fenced = self.fence.kind != FenceKind::Whole;
        if !fenced || root.as_map().is_some() || root.is_null() || !self.problems.is_empty() {
            return;
        }
        let what = match root.value {
            Value::Seq(_) => "a list",
            _ => "text",
        };
        let problem = Problem::new(
            ProblemKind::NotAMapping,
            root.span,
            format!("the front matter is {what}, not keys with values"),
        );
        let hint = match self.format {
            Format::Json => "write an object, `{ \"key\": \"value\" }`",
            _ => {
                "write `key: value` lines; if it is no front matter, draw the line above with `***`"
            }
        };
        self.problems.push(problem.hint(hint));
    }

    /// Fences that are not seen are the one problem worth telling.
    pub(super) fn judge_fence(&mut self) {
        if let Some(problem) = fence::judge(self.text, &self.fence) {
            self.problems
                .retain(|problem| problem.kind == ProblemKind::DuplicateKey);
            self.problems.push(problem);
        }
    }

    pub(super) fn judge_conflict(&mut self) {
        if self.problems.is_empty() {
            return;
        }
        if let Some(conflict) = conflict(self.text, self.fence.block) {
            self.problems = vec![conflict];
        }
    }
}

/// A merge conflict that was committed: everything else is its consequence.
fn conflict(text: &str, block: Span) -> Option<Problem> {
    let line = lines::Line::of(text, block.range())
        .find(|line| line.text(text).starts_with("<<<<<<< "))?;
    let place = Span::of(line.start..line.end);
    Some(
        Problem::syntax(place, "a merge conflict is left here").hint(
            "decide for one side, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
        ),
    )
}
