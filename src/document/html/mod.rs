//! HTML in which every node knows its bytes.
//!
//! The tree is scraper's, parsed by html5ever, which give no positions. Both are driven here
//! through their public interfaces so that each token tells where it stands:
//!
//! - `parse` feeds the tokenizer, `tokens` stands between tokenizer and tree builder, `sink`
//!   between tree builder and tree;
//! - `input` and `cursor` find the bytes of a token, `texts` follows them until they are in the
//!   tree, `stack` finds what a token opened and closed, and `records` keeps it all;
//! - `depth` bounds what is open;
//! - `attributes` finds the attributes of a start tag, when asked for.
//!
//! Scripting is off: what stands in `<noscript>` is parsed.

mod attributes;
mod cursor;
mod depth;
mod elements;
mod input;
mod names;
mod nodes;
mod parse;
mod records;
mod sink;
mod stack;
#[cfg(test)]
mod tests;
mod texts;
mod tokens;

use std::borrow::Cow;

use html5ever::interface::TreeSink;

pub use self::attributes::{AttributeSpan, Attributes, attributes};
pub(super) use self::records::number;
use self::records::{Record, Records};
pub(crate) use elements::{ELEMENTS, is_known, is_known_name, is_obsolete};
pub(crate) use names::{end_tag_is_optional, is_void};

use super::Span;
use super::span::offset;

/// Names a node of a [`Dom`], in [`Dom::tree`] and here.
pub type NodeId = <scraper::HtmlTreeSink as TreeSink>::Handle;

/// The element that a fragment is parsed in: what may stand in it, and what is implied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// `<body>`: a table row that stands alone loses its tags, as on a page.
    Body,
    /// `<template>`: whatever may stand anywhere is kept.
    Template,
}

/// Who put an element into the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Its start tag.
    Written,
    /// The parser: `<tbody>` in a table without, `<p>` for a stray `</p>`.
    Implied,
    /// The parser, once more: `<b>` goes on behind the end of the paragraph that it began in. The
    /// start tag of a clone is that of the element it repeats.
    Clone,
}

/// How an element came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// By its end tag.
    EndTag(Span),
    /// By another token, `by`; its own end tag, `end`, comes later: `<p><b></p></b>`.
    Misnested {
        /// The token that closed it.
        by: Span,
        /// Its end tag.
        end: Span,
    },
    /// By another token; it has no end tag. That can be right, as in `<li>one<li>two`.
    Implied {
        /// The token that closed it.
        by: Span,
    },
    /// By the end of the text.
    EndOfInput,
    /// It can hold nothing: `<br>`, and `<path/>` in SVG.
    Void,
}

/// An end tag that closed nothing.
///
/// Browsers ignore it, but for `</p>` and `</br>`, which make an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrayEndTag {
    /// Its name, in lower case.
    pub name: String,
    /// The tag.
    pub span: Span,
}

/// A parse error, as html5ever words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// In English, for people who know the standard.
    pub message: Cow<'static, str>,
    /// The character at which the tokenizer erred, empty at the end of the text; or the token that
    /// did not fit into the tree.
    pub span: Span,
}

/// Where parsing stopped before the end of the text, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutShort {
    /// What there was too much of.
    pub excess: Excess,
    /// The token at which there was too much. Nothing behind it is in the tree.
    pub at: Span,
}

/// What would take too long to parse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// A tag with more than 4,096 attributes: most likely a `<` that was meant to be `&lt;`, and the
    /// prose behind it.
    Attributes,
    /// Formatting elements that are left open, and repeated in every block behind.
    Formatting,
}

/// A parsed text. All positions count bytes of that text. Like scraper's tree it stays in the
/// thread that made it.
#[derive(Clone, Debug)]
pub struct Dom {
    html: scraper::Html,
    records: Records,
    stray_end_tags: Vec<StrayEndTag>,
    parse_errors: Vec<ParseError>,
    too_deep: Option<Span>,
    cut_short: Option<CutShort>,
    unfinished: Option<Span>,
}

impl Dom {
    /// Parses `text`, of less than 4 GiB, as what stands inside of an element.
    #[must_use]
    pub fn fragment(text: &str, context: Context) -> Self {
        parse::parse(text, Some(context), parse::PORTION)
    }

    /// Parses `text`, of less than 4 GiB, as a whole page.
    #[must_use]
    pub fn document(text: &str) -> Self {
        parse::parse(text, None, parse::PORTION)
    }

    /// Whether `text` is a whole page: a doctype or `<html>` comes first, behind blanks, comments
    /// and an XML declaration.
    #[must_use]
    pub fn is_document(text: &str) -> bool {
        parse::is_document(text)
    }

    /// The tree. That of a fragment, too, has an `<html>` at its root, which is implied. Its list of
    /// errors is empty; see [`Self::parse_errors`].
    #[must_use]
    pub fn tree(&self) -> &scraper::Html {
        &self.html
    }

    /// The start tag of an element; `None` if it is implied.
    #[must_use]
    pub fn start_tag(&self, node: NodeId) -> Option<Span> {
        self.records.element(node)?.start
    }

    /// Start tags that made no element of their own but gave this one their attributes: a second
    /// `<body>` or `<html>`. Attributes of the first tag win.
    pub fn merged_tags(&self, node: NodeId) -> impl Iterator<Item = Span> {
        self.records.merged(node)
    }

    /// The end tag that closed an element.
    #[must_use]
    pub fn end_tag(&self, node: NodeId) -> Option<Span> {
        match self.closing(node) {
            Closing::EndTag(span) => Some(span),
            _ => None,
        }
    }

    /// How an element came to its end; `EndOfInput` for what is no element.
    #[must_use]
    pub fn closing(&self, node: NodeId) -> Closing {
        let element = self.records.element(node);
        element.map_or(Closing::EndOfInput, |element| element.closing)
    }

    /// The elements whose end tag is missing though the standard requires it, in source order.
    ///
    /// Where the text could not be parsed to its end, those that are still open are not meant.
    pub fn unclosed(&self) -> impl Iterator<Item = NodeId> {
        self.html.tree.nodes().filter_map(|node| {
            let element = self.records.element(node.id())?;
            let name = &node.value().as_element()?.name;
            let open = match element.closing {
                Closing::Implied { .. } => true,
                Closing::EndOfInput => self.cut_short.is_none(),
                _ => false,
            };
            let written = element.origin == Origin::Written;
            let optional = names::is_html(name) && end_tag_is_optional(&name.local);
            (open && written && !optional).then(|| node.id())
        })
    }

    /// Who put an element into the tree; `Implied` for what is no element.
    #[must_use]
    pub fn origin(&self, node: NodeId) -> Origin {
        let element = self.records.element(node);
        element.map_or(Origin::Implied, |element| element.origin)
    }

    /// The bytes of a text node, in the order of its text. Most often that is one span; text that
    /// stood around an ignored tag, or in a table outside of its cells, has several.
    #[must_use]
    pub fn text_spans(&self, node: NodeId) -> &[Span] {
        self.records.text_spans(node)
    }

    /// The bytes of a comment, delimiters included.
    #[must_use]
    pub fn comment_span(&self, node: NodeId) -> Option<Span> {
        match self.records.get(node) {
            Record::Comment(span) => Some(*span),
            _ => None,
        }
    }

    /// End tags that closed nothing, in source order.
    #[must_use]
    pub fn stray_end_tags(&self) -> &[StrayEndTag] {
        &self.stray_end_tags
    }

    /// What the parser found wrong, in source order; the first 10,000.
    #[must_use]
    pub fn parse_errors(&self) -> &[ParseError] {
        &self.parse_errors
    }

    /// The first start tag that came when 512 elements were open. It and its like are not in the
    /// tree; what they hold stands in the innermost element that is.
    #[must_use]
    pub fn too_deep(&self) -> Option<Span> {
        self.too_deep
    }

    /// The tag or the comment in the midst of which the text ends, up to the end. Of a tag nothing is in
    /// the tree.
    #[must_use]
    pub fn unfinished(&self) -> Option<Span> {
        self.unfinished
    }

    /// Where parsing was given up. What was read before is whole.
    #[must_use]
    pub fn cut_short(&self) -> Option<CutShort> {
        self.cut_short
    }
}
