//! Nodes without children, and the marks in front of nodes.

use std::borrow::Cow;
use std::ops::Range;

use super::MAX_FAULTS;
use super::events::{ScalarStyle, Tag as EventTag};
use super::scalar::{self, Wanted};
use super::tree::{Builder, Items, Open};
use crate::document::Span;
use crate::document::front_matter::extent;
use crate::document::front_matter::lines::{Line, SPACE};
use crate::document::front_matter::value::{Anchor, AnchorId, Node, Style, Tag, Value};

impl<'s> Builder<'s> {
    pub(super) fn scalar(
        &mut self,
        text: Cow<'s, str>,
        style: ScalarStyle,
        range: Range<usize>,
        tag: Option<(Range<usize>, Cow<'s, EventTag>)>,
    ) {
        let floor = self.separate(range.start);
        let tag = tag.map(node_tag);
        let wanted = match &tag {
            None if style == ScalarStyle::Plain => Wanted::Any,
            None => Wanted::Str,
            Some(tag) => wanted(&tag.name, style),
        };
        let mut node = match style {
            ScalarStyle::Plain if range.is_empty() => {
                let floor = tag.as_ref().map_or(floor, |tag| tag.span.end as usize);
                let place = Span::of(floor..floor);
                self.seek.pass(floor);
                Node::new(place, place, Style::Empty, Value::Null)
            }
            ScalarStyle::Literal | ScalarStyle::Folded => {
                self.seek
                    .pass(tag.as_ref().map_or(0, |tag| tag.span.end as usize));
                self.block_scalar(style, range)
            }
            _ => {
                self.seek.pass(range.end);
                let (style, quote) = match style {
                    ScalarStyle::SingleQuoted => (Style::Single, 1),
                    ScalarStyle::DoubleQuoted => (Style::Double, 1),
                    _ => (Style::Plain, 0),
                };
                let quote = quote.min(range.len() / 2);
                let content = range.start + quote..range.end - quote;
                Node::new(Span::of(range), Span::of(content), style, Value::Null)
            }
        };
        if node.style != Style::Empty || wanted == Wanted::Str {
            node.value = scalar::resolve(text, wanted);
        }
        node.tag = tag.map(Box::new);
        self.attach(node);
        self.opened = false;
    }

    /// A block scalar, whose event covers the lines under the header only.
    fn block_scalar(&mut self, style: ScalarStyle, lines: Range<usize>) -> Node<'s> {
        let start = self.seek.header().unwrap_or(lines.start).min(lines.start);
        let text = self.seek.text();
        let header = Line::at(&text[..lines.end], start).text(text);
        let body = text[lines.clone()].trim_end_matches(SPACE);
        let visible = lines.start + body.len();
        let signs = header.split('#').next().unwrap_or(header);
        let keeps = signs.contains('+');
        let content = if body.is_empty() {
            let end = start + signs.trim_end_matches(SPACE).len();
            end..end
        } else {
            lines.start..visible
        };
        let tail = if keeps || body.is_empty() {
            lines.end
        } else {
            visible
        };
        self.seek.pass(tail);
        let style = match style {
            ScalarStyle::Folded => Style::Folded,
            _ => Style::Literal,
        };
        Node::new(
            Span::of(start..content.end),
            Span::of(content),
            style,
            Value::Null,
        )
    }

    pub(super) fn alias(&mut self, id: AnchorId, range: Range<usize>) {
        self.separate(range.start);
        self.seek.pass(range.end);
        let span = Span::of(range);
        self.attach(Node::new(span, span, Style::Plain, Value::Alias(id)));
        self.opened = false;
    }

    /// An alias to an anchor of an earlier run, or to none.
    pub(super) fn unresolved(&mut self, name: &str, range: Range<usize>) {
        let id = self.names.get(name).copied();
        if id.is_none() && self.problems.len() < MAX_FAULTS {
            let span = Span::of(range.clone());
            self.problems
                .push(super::fault::unknown_alias(self.seek.text(), span));
        }
        self.alias(id.unwrap_or(AnchorId::UNKNOWN), range);
    }

    /// The anchor of the node that came last.
    pub(super) fn anchor(&mut self, id: AnchorId, range: Range<usize>) {
        let end = range.end;
        let span = Span::of(range);
        let node = if self.opened {
            self.stack.last_mut().map(|open| &mut open.node)
        } else {
            match self.stack.last_mut().map(|open| &mut open.items) {
                Some(Items::Seq { items, .. }) => items.last_mut(),
                Some(Items::Map { entries, key, .. }) => match key {
                    Some(key) => Some(key),
                    None => entries.last_mut().map(|entry| &mut entry.value),
                },
                None => self.root.as_mut(),
            }
        };
        if let Some(node) = node {
            node.anchor = Some(Anchor { id, span });
            if node.style == Style::Empty && node.span.start < span.end {
                node.span = Span::at(span.end);
                node.content = node.span;
            }
        }
        self.seek.pass(end);
        self.stretch();
    }

    /// Corrects the extent of the entry that came last, if nothing but an anchor is its value.
    fn stretch(&mut self) {
        if let Some(Open {
            items: Items::Map {
                entries, key: None, ..
            },
            ..
        }) = self.stack.last_mut()
            && let Some(entry) = entries.last_mut()
            && entry.value.style == Style::Empty
            && self.brackets == 0
        {
            let start = entry.key.outer_span().start as usize;
            entry.lines = extent::lines(self.seek.bounded(), start, self.seek.cursor());
        }
    }
}

pub(super) fn node_tag((range, tag): (Range<usize>, Cow<'_, EventTag>)) -> Tag {
    Tag {
        span: Span::of(range),
        name: format!("{}{}", tag.handle(), tag.suffix()),
    }
}

/// What a tag makes of a scalar. Tags of other namespaces leave it as it is.
fn wanted(tag: &str, style: ScalarStyle) -> Wanted {
    match tag.strip_prefix("tag:yaml.org,2002:") {
        Some("null") => Wanted::Null,
        Some("bool") => Wanted::Bool,
        Some("int") => Wanted::Int,
        Some("float") => Wanted::Float,
        None if tag != "!" && style == ScalarStyle::Plain => Wanted::Any,
        _ => Wanted::Str,
    }
}
