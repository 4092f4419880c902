//! Events to tree.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::events::{Event, Events, Fault, Spanned, StructureStyle, Tag as EventTag};
use super::leaf::node_tag;
use super::seek::Seeker;
use crate::document::Span;
use crate::document::front_matter::Comment;
use crate::document::front_matter::extent;
use crate::document::front_matter::problem::{Problem, ProblemKind};
use crate::document::front_matter::value::{AnchorId, Entry, Node, Style, Value};

/// Builds the tree of a block, in one run or, after errors, in several.
pub(super) struct Builder<'s> {
    pub(super) seek: Seeker<'s>,
    pub(super) stack: Vec<Open<'s>>,
    /// How many of the open collections stand in brackets. Inside them there are no whole lines.
    pub(super) brackets: usize,
    pub(super) root: Option<Node<'s>>,
    /// Whether the node that came last is the collection on top of the stack.
    pub(super) opened: bool,
    documents: usize,
    anchors: u32,
    pub(super) names: HashMap<Cow<'s, str>, AnchorId>,
    pub(super) comments: Vec<Comment<'s>>,
    pub(super) problems: Vec<Problem>,
}

/// A collection that is being read.
pub(super) struct Open<'s> {
    pub(super) node: Node<'s>,
    pub(super) items: Items<'s>,
}

pub(super) enum Items<'s> {
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
            Event::DocumentStart(explicit, _) => {
                self.documents += 1;
                if explicit {
                    self.seek.pass(range.end);
                }
                if self.documents > 1 {
                    self.problems.push(second_document(range));
                    return true;
                }
            }
            _ => {}
        }
        false
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

    /// Passes the dash or the colon in front of a node that starts at `start`, and returns where
    /// the node stands if nothing is written.
    pub(super) fn separate(&mut self, start: usize) -> usize {
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

    pub(super) fn attach(&mut self, node: Node<'s>) {
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

fn second_document(range: Range<usize>) -> Problem {
    Problem::new(
        ProblemKind::SeveralDocuments,
        Span::of(range),
        "a second YAML document starts here",
    )
    .hint("generators read one document; put all keys into the first")
}
