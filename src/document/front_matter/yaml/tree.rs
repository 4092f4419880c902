//! Events to tree.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::events::{Event, Events, Fault, ScalarStyle, Spanned, StructureStyle, Tag as EventTag};
use super::scalar::{self, Wanted};
use super::seek::Seeker;
use crate::document::Span;
use crate::document::front_matter::Comment;
use crate::document::front_matter::extent;
use crate::document::front_matter::problem::{Problem, ProblemKind};
use crate::document::front_matter::value::{Anchor, AnchorId, Entry, Node, Style, Tag, Value};

/// Builds the tree of a block, in one run or, after errors, in several.
pub(super) struct Builder<'s> {
    seek: Seeker<'s>,
    stack: Vec<Open<'s>>,
    /// How many of the open collections stand in brackets. Inside them there are no whole lines.
    brackets: usize,
    root: Option<Node<'s>>,
    /// Whether the node that came last is the collection on top of the stack.
    opened: bool,
    documents: usize,
    anchors: u32,
    names: HashMap<Cow<'s, str>, AnchorId>,
    pub(super) comments: Vec<Comment<'s>>,
    pub(super) problems: Vec<Problem>,
}

/// A collection that is being read.
struct Open<'s> {
    node: Node<'s>,
    items: Items<'s>,
}

enum Items<'s> {
    Seq {
        items: Vec<Node<'s>>,
        dash: Option<usize>,
    },
    Map {
        entries: Vec<Entry<'s>>,
        key: Option<Node<'s>>,
        colon: Option<Span>,
    },
}

/// What a run that failed had read so far.
pub(super) enum Salvage<'s> {
    /// A block mapping at the top: its entries, and the key whose value was being read.
    Map(Vec<Entry<'s>>, Option<(Node<'s>, Option<Span>)>),
    /// A text at the top, which may be a key that was not seen as one.
    Text(Span),
    /// Nothing.
    Nothing,
    /// Something that is not a block mapping, and cannot be taken up again line by line.
    Other,
}

impl<'s> Builder<'s> {
    pub(super) fn new(text: &'s str) -> Self {
        Self {
            seek: Seeker::new(text),
            stack: Vec::new(),
            brackets: 0,
            root: None,
            opened: false,
            documents: 0,
            anchors: 0,
            names: HashMap::new(),
            comments: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Reads `range` as one document.
    pub(super) fn run(&mut self, range: Range<usize>, strict: bool) -> Result<(), Fault> {
        self.seek.within(range.clone());
        self.stack.clear();
        self.brackets = 0;
        self.root = None;
        self.documents = 0;
        let mut events = Events::new(self.seek.text(), range, self.anchors, strict);
        while let Some(event) = events.next() {
            if self.take(event?) {
                break;
            }
        }
        Ok(())
    }

    /// The tree of a run that went well.
    pub(super) fn finish(&mut self) -> Option<Node<'s>> {
        self.root.take()
    }

    /// What can be kept of a run that failed.
    pub(super) fn salvage(&mut self) -> Salvage<'s> {
        let bottom = (!self.stack.is_empty()).then(|| self.stack.swap_remove(0));
        self.stack.clear();
        let Some(bottom) = bottom else {
            return match self.root.take() {
                Some(Node {
                    value: Value::Map(entries),
                    style: Style::Block,
                    ..
                }) => Salvage::Map(entries, None),
                Some(node) if node.style == Style::Plain => Salvage::Text(node.span),
                Some(_) => Salvage::Other,
                None => Salvage::Nothing,
            };
        };
        match bottom.items {
            Items::Map {
                entries,
                key,
                colon,
            } if bottom.node.style == Style::Block => {
                Salvage::Map(entries, key.map(|key| (key, colon)))
            }
            _ => Salvage::Other,
        }
    }

    /// Takes an event; true when what follows is not to be read.
    fn take(&mut self, spanned: Spanned<'s>) -> bool {
        let Spanned { event, range, tag } = spanned;
        match event {
            Event::Scalar(text, style, _, resolved) => {
                self.scalar(text, style, range, tag.zip(resolved));
            }
            Event::SequenceStart(style, _, resolved) => {
                let items = Items::Seq {
                    items: Vec::new(),
                    dash: None,
                };
                self.open(items, style, range, tag.zip(resolved));
            }
            Event::MappingStart(style, _, resolved) => {
                let items = Items::Map {
                    entries: Vec::new(),
                    key: None,
                    colon: None,
                };
                self.open(items, style, range, tag.zip(resolved));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range),
            Event::Alias(id) => self.alias(AnchorId(u32::try_from(id).unwrap_or(0)), range),
            Event::UnresolvedAlias(name) => self.unresolved(&name, range),
            Event::Anchor(id, name) => {
                let id = AnchorId(u32::try_from(id).unwrap_or(0));
                self.anchors = self.anchors.max(id.0);
                self.names.insert(name, id);
                self.anchor(id, range);
            }
            Event::Comment(text, _) => self.comments.push(Comment {
                span: Span::of(range),
                text,
            }),
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.problems.push(second_document(range));
                    return true;
                }
            }
            _ => {}
        }
        false
    }

    fn scalar(
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
        let header = self.seek.header().unwrap_or(lines.start).min(lines.start);
        let text = self.seek.text();
        let body = text[lines.clone()].trim_end();
        let visible = lines.start + body.len();
        let keeps = text[header..lines.start]
            .lines()
            .next()
            .is_some_and(|line| {
                line.split('#')
                    .next()
                    .is_some_and(|head| head.contains('+'))
            });
        let end = if body.is_empty() {
            header
                + text[header..lines.end]
                    .lines()
                    .next()
                    .map_or(0, |line| line.trim_end().len())
        } else {
            visible
        };
        self.seek.pass(if keeps || body.is_empty() {
            lines.end
        } else {
            visible
        });
        let style = match style {
            ScalarStyle::Folded => Style::Folded,
            _ => Style::Literal,
        };
        let content = if body.is_empty() {
            end..end
        } else {
            lines.start..end
        };
        Node::new(Span::of(header..end), Span::of(content), style, Value::Null)
    }

    fn open(
        &mut self,
        items: Items<'s>,
        style: StructureStyle,
        range: Range<usize>,
        tag: Option<(Range<usize>, Cow<'s, EventTag>)>,
    ) {
        self.separate(range.start);
        let bracketed = style == StructureStyle::Flow && !range.is_empty();
        let style = if bracketed { Style::Flow } else { Style::Block };
        let tag = tag.map(node_tag);
        self.seek
            .pass(tag.as_ref().map_or(0, |tag| tag.span.end as usize));
        if bracketed {
            self.brackets += 1;
            self.seek.pass(range.end);
        }
        let span = Span::of(range);
        let mut node = Node::new(span, span, style, Value::Null);
        node.tag = tag.map(Box::new);
        self.stack.push(Open { node, items });
        self.opened = true;
    }

    fn close(&mut self, end: Range<usize>) {
        let Some(Open { mut node, items }) = self.stack.pop() else {
            return;
        };
        let flow = node.style == Style::Flow;
        if flow {
            self.brackets -= 1;
            node.span = Span::new(node.span.start, Span::of(end.clone()).end);
            node.content = Span::new(node.span.start + 1, Span::of(end.clone()).start);
            self.seek.pass(end.end);
        }
        node.value = match items {
            Items::Seq { items, dash } => {
                if let (false, Some(last)) = (flow, items.last()) {
                    let start = dash.map_or(node.span.start, |dash| Span::of(dash..dash).start);
                    node.span = Span::new(start.min(last.span.start), last.span.end);
                }
                Value::Seq(items)
            }
            Items::Map { mut entries, .. } => {
                if let (false, Some(first), Some(last)) = (flow, entries.first(), entries.last()) {
                    node.span = first.key.outer_span().cover(last.value.span);
                }
                if flow {
                    extent::flow(&mut entries);
                } else if self.brackets == 0 {
                    extent::behind_dash(self.seek.text(), &mut entries);
                }
                Value::Map(entries)
            }
        };
        if !flow {
            node.content = node.span;
        }
        self.attach(node);
        self.opened = false;
    }

    fn alias(&mut self, id: AnchorId, range: Range<usize>) {
        self.separate(range.start);
        self.seek.pass(range.end);
        let span = Span::of(range);
        self.attach(Node::new(span, span, Style::Plain, Value::Alias(id)));
        self.opened = false;
    }

    /// An alias to an anchor of an earlier run, or to none.
    fn unresolved(&mut self, name: &str, range: Range<usize>) {
        let id = self.names.get(name).copied();
        if id.is_none() {
            let span = Span::of(range.clone());
            self.problems
                .push(super::fault::unknown_alias(self.seek.text(), span));
        }
        self.alias(id.unwrap_or(AnchorId::UNKNOWN), range);
    }

    /// The anchor of the node that came last.
    fn anchor(&mut self, id: AnchorId, range: Range<usize>) {
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
    }

    /// Passes the dash or the colon in front of a node that starts at `start`, and returns where
    /// the node stands if nothing is written.
    fn separate(&mut self, start: usize) -> usize {
        match self.stack.last_mut() {
            Some(Open {
                node,
                items: Items::Seq { dash: first, .. },
            }) if node.style == Style::Block => {
                if let Some(dash) = self.seek.dash() {
                    first.get_or_insert(dash);
                    self.seek.pass(dash + 1);
                }
                self.seek.cursor()
            }
            Some(Open {
                items:
                    Items::Map {
                        key: Some(_),
                        colon: place,
                        ..
                    },
                ..
            }) => {
                if let Some(colon) = self.seek.colon() {
                    *place = Some(Span::of(colon..colon + 1));
                    self.seek.pass(colon + 1);
                }
                self.seek.cursor()
            }
            _ => start.max(self.seek.cursor()),
        }
    }

    fn attach(&mut self, node: Node<'s>) {
        let Some(open) = self.stack.last_mut() else {
            self.root = Some(node);
            return;
        };
        match &mut open.items {
            Items::Seq { items, .. } => items.push(node),
            Items::Map {
                entries,
                key,
                colon,
            } => match key.take() {
                None => *key = Some(node),
                Some(key) => {
                    let lines = if self.brackets == 0 {
                        let start = key.outer_span().start as usize;
                        extent::lines(self.seek.bounded(), start, self.seek.cursor())
                    } else {
                        key.outer_span().cover(node.span)
                    };
                    entries.push(Entry {
                        key,
                        colon: colon.take(),
                        value: node,
                        lines,
                    });
                }
            },
        }
    }
}

fn node_tag((range, tag): (Range<usize>, Cow<'_, EventTag>)) -> Tag {
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

fn second_document(range: Range<usize>) -> Problem {
    Problem::new(
        ProblemKind::SeveralDocuments,
        Span::of(range),
        "a second YAML document starts here",
    )
    .hint("generators read one document; put all keys into the first")
}
