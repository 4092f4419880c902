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
    /// Where it stands.
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
        let mut parsed = if fence.block.len() > Self::MAX_BYTES {
            Parsed::plain(None, Some(too_long(&fence)))
        } else {
            parse(text, &fence)
        };
        let mut anchors = HashMap::new();
        if let Some(root) = &parsed.root {
            index_anchors(root, &mut Vec::new(), &mut anchors);
            if fence.format != Format::Toml {
                parsed.problems.extend(duplicates::find(root));
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
        front.judge_close();
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
        let root = self.resolve(self.root.as_ref()?)?;
        value::steps(path).try_fold(root, |node, step| self.resolve(node.child(&step)?))
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

    /// What a reader objects to that wants the indentation the YAML specification wants. None for
    /// a block that has syntax errors anyway.
    #[must_use]
    pub fn strict_problem(&self) -> Option<Problem> {
        let clean = self.format == Format::Yaml
            && self.fence.block.len() <= Self::MAX_BYTES
            && self
                .problems
                .iter()
                .all(|problem| problem.kind != ProblemKind::Syntax);
        clean.then(|| yaml::strict_fault(self.text, self.fence.block.range()))?
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
        if !fenced || root.as_map().is_some() || !self.problems.is_empty() {
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
        self.problems.push(problem.hint(
            "write `key: value` lines; a line that is drawn with dashes at the top of a file starts front matter",
        ));
    }

    /// An open end is the one problem worth telling: what the block holds is a guess.
    fn judge_close(&mut self) {
        let indented = !self.fence.close_indent.is_empty();
        let open = self.fence.kind != FenceKind::Whole && self.fence.close.is_none();
        if !open && !indented {
            return;
        }
        self.problems
            .retain(|problem| problem.kind == ProblemKind::DuplicateKey);
        self.problems.push(fence::unclosed(self.text, &self.fence));
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
            Some(if step % 2 == 0 {
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
