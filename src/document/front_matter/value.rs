//! The value tree: what front matter says, and at which bytes of the file it says so.

use std::borrow::Cow;

use crate::document::Span;

/// A value with its place.
///
/// Spans count bytes of the *file*. In YAML and JSON the spans of children lie inside the span of
/// their parent; a TOML table that is written in several places covers all of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<'s> {
    /// The value as written: with its quotes or brackets, from the header of a block scalar to its
    /// last visible character, from the first child of a block collection to the last. Tag and
    /// anchor stand outside. Empty, behind the colon or dash, where nothing is written.
    pub span: Span,
    /// What stands inside the quotes or brackets; the lines under the header of a block scalar;
    /// otherwise the same as `span`.
    pub content: Span,
    /// How the value is written.
    pub style: Style,
    /// The YAML tag in front of the value.
    pub tag: Option<Box<Tag>>,
    /// The YAML anchor in front of the value.
    pub anchor: Option<Anchor>,
    /// What the value is.
    pub value: Value<'s>,
}

/// What a value is, under YAML 1.2's core schema, TOML 1.1 or JSON.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'s> {
    /// `null`, `~`, or nothing at all.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Int(i128),
    /// A number with a point or an exponent, `.inf` or `.nan`, or an integer beyond 128 bits.
    Float(f64),
    /// Text, with escapes and line folding undone.
    Str(Cow<'s, str>),
    /// A TOML date, time or both, as written. YAML and JSON have none: there a date is text.
    DateTime(&'s str),
    /// A list.
    Seq(Vec<Node<'s>>),
    /// Keys and values in the order in which they are written, duplicates included.
    Map(Vec<Entry<'s>>),
    /// A YAML alias, to be followed with [`super::FrontMatter::resolve`].
    Alias(AnchorId),
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'s> {
    /// The key; nearly always text.
    pub key: Node<'s>,
    /// The `:` or `=` between key and value; none in `{key}`, `? key` and below a TOML header.
    pub colon: Option<Span>,
    /// The value; see [`Style::Broken`] for one that could not be read.
    pub value: Node<'s>,
    /// What has to go to remove the entry: whole lines with their line ending and with the comment
    /// lines indented below them; inside braces the entry with the one comma that goes with it.
    pub lines: Span,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In single quotes, one or three.
    Single,
    /// In double quotes, one or three.
    Double,
    /// YAML's `|`.
    Literal,
    /// YAML's `>`.
    Folded,
    /// In brackets or braces; a TOML array or inline table.
    Flow,
    /// On lines of its own; a TOML table.
    Block,
    /// Nothing is written.
    Empty,
    /// A syntax error lies in the value, and a [`super::Problem`] says so. The value is the text as
    /// written: the key counts as present, but nothing should be said about the value.
    Broken,
}

/// A YAML tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The tag with its exclamation mark.
    pub span: Span,
    /// The tag resolved: `tag:yaml.org,2002:str` for `!!str`, `!local`, or `!` alone.
    pub name: String,
}

/// Which anchor an alias means; only good within one [`super::FrontMatter`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnchorId(pub(super) u32);

impl AnchorId {
    /// The anchor of an alias that names none.
    pub(super) const UNKNOWN: Self = Self(0);
}

/// A YAML anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// What aliases refer to.
    pub id: AnchorId,
    /// The anchor with its `&`.
    pub span: Span,
}

impl<'s> Node<'s> {
    /// A node without tag and anchor.
    pub(super) fn new(span: Span, content: Span, style: Style, value: Value<'s>) -> Self {
        Self {
            span,
            content,
            style,
            tag: None,
            anchor: None,
            value,
        }
    }

    /// A value that could not be read, as text.
    pub(super) fn broken(span: Span, text: &'s str) -> Self {
        let value = Value::Str(Cow::Borrowed(span.of_text(text)));
        Self::new(span, span, Style::Broken, value)
    }

    /// The value with the tag and the anchor in front of it.
    #[must_use]
    pub fn outer_span(&self) -> Span {
        let mut span = self.span;
        if let Some(tag) = &self.tag {
            span = span.cover(tag.span);
        }
        if let Some(anchor) = &self.anchor {
            span = span.cover(anchor.span);
        }
        span
    }

    /// The text, if the value is text that could be read.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::Str(text) if !self.is_broken() => Some(text),
            _ => None,
        }
    }

    /// The items, if the value is a list.
    #[must_use]
    pub fn as_seq(&self) -> Option<&[Self]> {
        match &self.value {
            Value::Seq(items) => Some(items),
            _ => None,
        }
    }

    /// The entries, if the value is a mapping.
    #[must_use]
    pub fn as_map(&self) -> Option<&[Entry<'s>]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// Whether the value is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// Whether a syntax error lies in the value: see [`Style::Broken`].
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.style == Style::Broken
    }

    /// The value that a path leads to: a JSON pointer (`/tags/0`, RFC 6901), or a key. Of a
    /// duplicated key the last value, as readers do that read such blocks at all. Aliases are not
    /// followed; [`super::FrontMatter::get`] does.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Self> {
        steps(path).try_fold(self, |node, step| node.child(&step))
    }

    /// The item or the value of the entry called `step`.
    pub(super) fn child(&self, step: &str) -> Option<&Self> {
        match &self.value {
            Value::Map(entries) => entries
                .iter()
                .rev()
                .find(|entry| entry.is_called(step))
                .map(|entry| &entry.value),
            Value::Seq(items) => items.get(index(step)?),
            _ => None,
        }
    }

    /// The deepest key or value whose span holds the byte at `offset`, or ends there.
    #[must_use]
    pub fn at(&self, offset: u32) -> Option<&Self> {
        if !self.span.contains(Span::at(offset)) {
            return None;
        }
        let deeper = match &self.value {
            Value::Seq(items) => items.iter().find_map(|item| item.at(offset)),
            Value::Map(entries) => entries
                .iter()
                .find_map(|entry| entry.key.at(offset).or_else(|| entry.value.at(offset))),
            _ => None,
        };
        Some(deeper.unwrap_or(self))
    }
}

impl Value<'_> {
    /// The word for the type of the value, as `copydesk inspect` and messages say it.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Int(_) => "integer",
            Self::Float(_) => "float",
            Self::Str(_) => "string",
            Self::DateTime(_) => "datetime",
            Self::Seq(_) => "sequence",
            Self::Map(_) => "mapping",
            Self::Alias(_) => "alias",
        }
    }
}

impl<'s> Entry<'s> {
    /// The key as text; numbers and the like as they are printed, collections as an empty text.
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        match &self.key.value {
            Value::Str(text) => Cow::Borrowed(text),
            Value::DateTime(text) => Cow::Borrowed(text),
            Value::Null => Cow::Borrowed("null"),
            Value::Bool(truth) => Cow::Borrowed(if *truth { "true" } else { "false" }),
            Value::Int(number) => Cow::Owned(number.to_string()),
            Value::Float(number) => Cow::Owned(number.to_string()),
            Value::Seq(_) | Value::Map(_) | Value::Alias(_) => Cow::Borrowed(""),
        }
    }

    /// Whether the key is `name`.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        match &self.key.value {
            Value::Str(text) => text == name,
            _ => self.name() == name,
        }
    }

    /// Key and value, as written.
    #[must_use]
    pub fn span(&self) -> Span {
        self.key.outer_span().cover(self.value.outer_span())
    }
}

/// The steps of a path: unescaped reference tokens of a pointer, or the one key.
pub(super) fn steps(path: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let (pointer, key) = match path.strip_prefix('/') {
        Some(pointer) => (Some(pointer), None),
        None => (None, Some(path).filter(|key| !key.is_empty())),
    };
    let tokens = pointer.into_iter().flat_map(|rest| rest.split('/'));
    tokens.map(unescape).chain(key.map(Cow::Borrowed))
}

fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}

/// RFC 6901 §4: digits without a leading zero.
fn index(step: &str) -> Option<usize> {
    let canonical = step == "0" || !step.starts_with(['0', '+']);
    canonical.then(|| step.parse().ok()).flatten()
}
