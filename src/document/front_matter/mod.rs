//! Front matter: where it stands, what it says, and what is wrong with its form.
//!
//! One value tree for YAML, TOML and JSON, with the bytes of every key and value in the file.
//! Broken blocks are read as far as they go.

mod convert;
mod duplicates;
mod extent;
mod fence;
mod json;
mod lines;
mod problem;
mod quote;
mod template;
#[cfg(test)]
mod tests;
mod toml;
mod value;
mod walk;
mod yaml;

use std::borrow::Cow;
use std::collections::HashMap;

pub use convert::TooBig;
pub use fence::{Eol, Fence, FenceKind, Format, Located, Options, locate};
pub use problem::{Problem, ProblemKind};
pub use quote::{quote, quote_as};
pub use value::{Anchor, AnchorId, Entry, Node, Style, Tag, Value};
pub use walk::{Flat, Walk};

use super::Span;

/// The front matter of a file.
#[derive(Debug)]
pub struct FrontMatter<'s> {
    /// The language of the block.
    pub format: Format,
    /// Where it stands. Without a closing fence, unlike what [`locate`] says, where that one turns
    /// out to be a mere line in the body.
    pub fence: Fence,
    /// What it says; none if the block is empty, or cannot be read at all.
    pub root: Option<Node<'s>>,
    /// What is wrong with its form, in the order of the file.
    pub problems: Vec<Problem>,
    /// Its comments, in the order of the file.
    pub comments: Vec<Comment<'s>>,
    /// Whether the file is a scaffold that a generator fills in, not an article.
    pub is_template: bool,
    text: &'s str,
    anchors: HashMap<AnchorId, Vec<u32>>,
}

/// A comment of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment<'s> {
    /// The comment with its `#`, up to the end of the line.
    pub span: Span,
    /// What stands behind the `#`.
    pub text: Cow<'s, str>,
}

/// What a parser makes of a block.
struct Parsed<'s> {
    root: Option<Node<'s>>,
    comments: Vec<Comment<'s>>,
    problems: Vec<Problem>,
    is_template: bool,
}

impl<'s> Parsed<'s> {
    /// Without comments, of an article.
    fn plain(root: Option<Node<'s>>, problem: Option<Problem>) -> Self {
        Self {
            root,
            comments: Vec::new(),
            problems: problem.into_iter().collect(),
            is_template: false,
        }
    }
}

impl<'s> FrontMatter<'s> {
    /// The most bytes of a block that are read.
    pub const MAX_BYTES: u32 = 1 << 20;

    /// Finds and reads the front matter of a file.
    #[must_use]
    pub fn read(text: &'s str, options: Options) -> Option<Self> {
        match locate(text, options) {
            Located::Fence(fence) => Some(Self::within(text, *fence)),
            Located::Foreign { .. } | Located::Nothing => None,
        }
    }

    /// Reads a text that is all block, such as a configuration file.
    #[must_use]
    pub fn whole(text: &'s str, format: Format) -> Self {
        Self::within(text, Fence::whole(text, format))
    }

    /// Reads the block of a fence that was found in `text`.
    #[must_use]
    pub fn within(text: &'s str, fence: Fence) -> Self {
        let (parsed, fence) = parse_or_reopen(text, fence);
        let mut parsed = parsed;
        let mut anchors = HashMap::new();
        if let Some(root) = &parsed.root {
            index_anchors(root, &mut Vec::new(), &mut anchors);
            if fence.format != Format::Toml {
                parsed.problems.extend(duplicates::find(root, fence.format));
            }
            parsed.is_template |= template::is_scaffold(root);
        }
        let mut front = Self {
            format: fence.format,
            fence,
            root: parsed.root,
            problems: parsed.problems,
            comments: parsed.comments,
            is_template: parsed.is_template,
            text,
            anchors,
        };
        front.judge_root();
        front.judge_fence();
        front.judge_conflict();
        front.problems.sort_by_key(|problem| problem.span);
        front.comments.sort_by_key(|comment| comment.span);
        front
    }

    /// The entries at the top; none if the block is no mapping.
    #[must_use]
    pub fn entries(&self) -> &[Entry<'s>] {
        let entries = self.root.as_ref().and_then(Node::as_map);
        entries.unwrap_or_default()
    }

    /// The entry of a key at the top; of a duplicated key the last.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry<'s>> {
        self.entries()
            .iter()
            .rev()
            .find(|entry| entry.is_called(key))
    }

    /// The value that a path leads to, as [`Node::get`], through aliases.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Node<'s>> {
        self.get_in(self.root.as_ref()?, path)
    }

    /// The value that a path leads to from a node of this block, as [`Self::get`].
    #[must_use]
    pub fn get_in<'f>(&'f self, node: &'f Node<'s>, path: &str) -> Option<&'f Node<'s>> {
        let node = self.resolve(node)?;
        value::steps(path).try_fold(node, |node, step| self.resolve(node.child(&step)?))
    }

    /// The deepest key or value at a byte of the file.
    #[must_use]
    pub fn at(&self, offset: u32) -> Option<&Node<'s>> {
        self.root.as_ref()?.at(offset)
    }

    /// The node itself, or what it is an alias of; none if the alias leads nowhere.
    #[must_use]
    pub fn resolve<'f>(&'f self, node: &'f Node<'s>) -> Option<&'f Node<'s>> {
        match node.value {
            Value::Alias(id) => self.anchored(id),
            _ => Some(node),
        }
    }

    /// The bytes of a node as written.
    #[must_use]
    pub fn source(&self, node: &Node<'_>) -> &'s str {
        node.span.of_text(self.text)
    }

    /// What readers refuse that hold to the letter: indentation that the YAML specification wants,
    /// or what is new in TOML 1.1. None for a block that has syntax errors anyway.
    #[must_use]
    pub fn strict_problem(&self) -> Option<Problem> {
        let root = self.root.as_ref()?;
        let faulty = |problem: &Problem| problem.kind == ProblemKind::Syntax;
        if self.problems.iter().any(faulty) {
            return None;
        }
        match self.format {
            Format::Yaml => yaml::strict_fault(self.text, self.fence.block.range()),
            Format::Toml => toml::strict_fault(self.text, root),
            Format::Json | Format::Other => None,
        }
    }

    fn anchored(&self, id: AnchorId) -> Option<&Node<'s>> {
        let path = self.anchors.get(&id)?;
        path.iter()
            .try_fold(self.root.as_ref()?, |node, &step| nth(node, step))
    }

    /// The block has to be a mapping.
    fn judge_root(&mut self) {
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
    fn judge_fence(&mut self) {
        if let Some(problem) = fence::judge(self.text, &self.fence) {
            self.problems
                .retain(|problem| problem.kind == ProblemKind::DuplicateKey);
            self.problems.push(problem);
        }
    }

    fn judge_conflict(&mut self) {
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

/// Reads a block. One whose first fault is that it goes on in the body was never closed: then the
/// line that closes it is another one of the body, and what stands up to there is no front matter.
fn parse_or_reopen<'s>(text: &'s str, fence: Fence) -> (Parsed<'s>, Fence) {
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

/// The child of a node with that number: items, or keys and values in turn.
fn nth<'f, 's>(node: &'f Node<'s>, step: u32) -> Option<&'f Node<'s>> {
    let step = step as usize;
    match &node.value {
        Value::Seq(items) => items.get(step),
        Value::Map(entries) => {
            let entry = entries.get(step / 2)?;
            Some(if step.is_multiple_of(2) {
                &entry.key
            } else {
                &entry.value
            })
        }
        _ => None,
    }
}

fn index_anchors(node: &Node<'_>, path: &mut Vec<u32>, anchors: &mut HashMap<AnchorId, Vec<u32>>) {
    if let Some(anchor) = node.anchor {
        anchors.insert(anchor.id, path.clone());
    }
    for step in 0.. {
        let Some(child) = nth(node, step) else { break };
        path.push(step);
        index_anchors(child, path, anchors);
        path.pop();
    }
}
