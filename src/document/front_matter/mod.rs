//! Front matter: where it stands, what it says, and what is wrong with its form.
//!
//! One value tree for YAML, TOML and JSON, with the bytes of every key and value in the file.
//! Broken blocks are read as far as they go.

mod anchors;
mod convert;
mod duplicates;
mod extent;
mod fence;
mod json;
mod lines;
mod problem;
mod quote;
mod read;
mod template;
#[cfg(test)]
mod tests;
mod toml;
mod value;
mod walk;
mod yaml;

use std::borrow::Cow;

pub use convert::TooBig;
pub use fence::{Eol, Fence, FenceKind, Format, Located, Options, locate};
pub use problem::{Problem, ProblemKind};
pub use quote::{quote, quote_as};
pub use value::{Anchor, AnchorId, Entry, Node, Style, Tag, Value};
pub use walk::{Flat, Walk};

use read::Parsed;

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
    anchors: anchors::Anchors,
}

/// A comment of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment<'s> {
    /// The comment with its `#`, up to the end of the line.
    pub span: Span,
    /// What stands behind the `#`.
    pub text: Cow<'s, str>,
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
        let (parsed, fence) = read::parse_or_reopen(text, fence);
        let mut parsed = parsed;
        let mut anchors = anchors::Anchors::default();
        if let Some(root) = &parsed.root {
            anchors = anchors::Anchors::of(root);
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
        self.anchors.find(self.root.as_ref()?, id)
    }
}
