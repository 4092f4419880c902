//! What the readers of YAML share: the tree of the block, its plain texts, its aliases, and how
//! much of all that is written out.

use crate::document::front_matter::{
    Entry, Format, FrontMatter, Node, Problem, ProblemKind, Style, Value,
};

/// The most values that a block may come to with all aliases written out.
const MAX_VALUES: usize = 100_000;
/// How deep aliases may lead into one another.
const MAX_DEPTH: usize = 256;
/// Blocks with syntax errors longer than this are not read a second time: `libyaml` is quadratic
/// on nested brackets.
const MAX_BROKEN: usize = 64 * 1024;

/// A block of YAML that is being turned into values.
pub(super) struct Tree<'s> {
    front: FrontMatter<'s>,
    text: &'s str,
}

/// How much may still be written out.
pub(super) struct Budget {
    values: usize,
    depth: usize,
}

impl<'s> Tree<'s> {
    pub(super) fn of(text: &'s str) -> Self {
        Self {
            front: FrontMatter::whole(text, Format::Yaml),
            text,
        }
    }

    pub(super) fn root(&self) -> Option<&Node<'s>> {
        self.front.root.as_ref()
    }

    pub(super) fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.front.problems.iter()
    }

    /// The text that the whole block is, where our reading takes it for a key with a wrong colon.
    pub(super) fn words(&self) -> Option<String> {
        let doubted = self.fault().is_some() && self.is_harmless();
        match doubted.then(|| serde_yaml::from_str(self.text)) {
            Some(Ok(serde_yaml::Value::String(words))) => Some(words),
            _ => None,
        }
    }

    /// The first problem that keeps any reader from going on.
    pub(super) fn fault(&self) -> Option<&Problem> {
        self.problems().find(|problem| is_fault(problem))
    }

    /// Whether the block holds template syntax, in whose lines errors are not told.
    pub(super) fn is_template(&self) -> bool {
        self.front.is_template
    }

    /// Whether the block can be handed to `serde_yaml`, which knows no limits.
    pub(super) fn is_harmless(&self) -> bool {
        let large = self
            .problems()
            .any(|problem| problem.kind == ProblemKind::TooLarge);
        let broken = self
            .problems()
            .any(|problem| problem.kind == ProblemKind::Syntax);
        let expands = || {
            let root = self.root();
            root.is_some_and(|root| self.front.to_value(root, MAX_VALUES).is_err())
        };
        !large && (!broken || self.text.len() <= MAX_BROKEN) && !expands()
    }

    /// What an alias stands for.
    pub(super) fn resolve<'t>(&'t self, node: &'t Node<'s>) -> Option<&'t Node<'s>> {
        self.front.resolve(node)
    }

    /// The characters of a scalar, before any reader makes more of them than text.
    pub(super) fn characters<'t>(&'t self, node: &'t Node<'s>) -> &'t str {
        match &node.value {
            Value::Str(text) => text,
            _ => node.content.of_text(self.text),
        }
    }

    /// A value as it is written.
    pub(super) fn source(&self, node: &Node<'_>) -> &'s str {
        node.span.of_text(self.text)
    }

    /// What stands behind a value.
    pub(super) fn after(&self, node: &Node<'_>) -> &'s str {
        &self.text[node.span.end as usize..]
    }

    /// The name of the node's tag: none for a node without, `!` for the tag that only says that
    /// plain text is text.
    pub(super) fn tag<'t>(&self, node: &'t Node<'_>) -> Option<&'t str> {
        node.tag.as_ref().map(|tag| tag.name.as_str())
    }

    /// Whether a block scalar has its tag on a line above it.
    pub(super) fn has_tag_above(&self, node: &Node<'_>) -> bool {
        let tag = node
            .tag
            .as_ref()
            .filter(|_| matches!(node.style, Style::Literal | Style::Folded));
        let gap = tag.and_then(|tag| {
            self.text
                .get(tag.span.end as usize..node.span.start as usize)
        });
        gap.is_some_and(|gap| gap.contains('\n'))
    }

    /// Whether a line ends between a key and its colon, without a `?` in front of the key.
    pub(super) fn breaks_before_colon(&self, entry: &Entry<'_>) -> bool {
        let key = entry.key.outer_span().end as usize;
        let gap = entry
            .colon
            .and_then(|colon| self.text.get(key..colon.start as usize));
        gap.is_some_and(|gap| gap.contains('\n')) && !self.is_explicit(entry)
    }

    /// Whether a `?` stands in front of a key.
    pub(super) fn is_explicit(&self, entry: &Entry<'_>) -> bool {
        let before = &self.text[..entry.key.outer_span().start as usize];
        before.trim_end().ends_with('?')
    }

    /// Whether `node` is a key that merges another mapping into this one.
    pub(super) fn is_merge(entry: &Entry<'_>) -> bool {
        entry.key.style == Style::Plain && entry.key.tag.is_none() && entry.is_called("<<")
    }
}

impl Budget {
    pub(super) fn new() -> Self {
        Self {
            values: MAX_VALUES,
            depth: MAX_DEPTH,
        }
    }

    /// Books one value, and goes one deeper while `work` is done.
    pub(super) fn deeper<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, String>,
    ) -> Result<T, String> {
        let left = self.values.checked_sub(1).zip(self.depth.checked_sub(1));
        let (values, depth) = left.ok_or("its aliases come to too many values")?;
        *self = Self { values, depth };
        let result = work(self);
        self.depth += 1;
        result
    }
}

/// The entries that `<<` merges: of one mapping, or of several in a list.
pub(super) fn merge_sources(value: super::Value) -> Result<Vec<(String, super::Value)>, String> {
    use super::Value::{List, Map};
    let sources = match value {
        List(sources) => sources,
        source => vec![source],
    };
    let entries = sources.into_iter().map(|source| match source {
        Map(entries) => Ok(entries),
        _ => Err("`<<` merges mappings only".to_owned()),
    });
    Ok(entries.collect::<Result<Vec<_>, _>>()?.concat())
}

/// Whether the problem is the grammar's, not one of keys or aliases that some readers forgive.
fn is_fault(problem: &Problem) -> bool {
    matches!(problem.kind, ProblemKind::Syntax | ProblemKind::TooLarge)
}
