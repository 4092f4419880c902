//! What is known of each node beside the tree, found by the node's number.

use std::hash::{Hash, Hasher};

use super::{Closing, NodeId, Origin};
use crate::document::Span;

/// What is known of one node.
#[derive(Clone, Debug, Default)]
pub(super) enum Record {
    /// A node without bytes of its own: the document, a doctype, the content of a `<template>`.
    #[default]
    Other,
    Element(Element),
    /// A text whose bytes stand together.
    Text(Span),
    /// A text that was put together from several places: an index into [`Records::scattered`].
    Scattered(u32),
    Comment(Span),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    pub(super) start: Option<Span>,
    pub(super) closing: Closing,
    pub(super) origin: Origin,
}

/// The records of all nodes of one tree.
#[derive(Clone, Debug, Default)]
pub(super) struct Records {
    nodes: Vec<Record>,
    scattered: Vec<Vec<Span>>,
    /// Clones and the written elements they repeat, by clone.
    clones: Vec<(NodeId, NodeId)>,
    /// Later start tags whose attributes went to an element that was open already.
    merged: Vec<(NodeId, Span)>,
}

impl Records {
    pub(super) fn with_capacity(nodes: usize) -> Self {
        Self {
            nodes: Vec::with_capacity(nodes),
            ..Self::default()
        }
    }

    pub(super) fn get(&self, node: NodeId) -> &Record {
        self.nodes.get(number(node)).unwrap_or(&Record::Other)
    }

    pub(super) fn element(&self, node: NodeId) -> Option<&Element> {
        match self.get(node) {
            Record::Element(element) => Some(element),
            _ => None,
        }
    }

    fn slot(&mut self, node: NodeId) -> &mut Record {
        let number = number(node);
        if number >= self.nodes.len() {
            self.nodes.resize(number + 1, Record::Other);
        }
        &mut self.nodes[number]
    }

    fn element_mut(&mut self, node: NodeId) -> Option<&mut Element> {
        match self.slot(node) {
            Record::Element(element) => Some(element),
            _ => None,
        }
    }

    /// A new element. Until more is known nobody wrote it, and nothing closes it.
    pub(super) fn create(&mut self, node: NodeId) {
        *self.slot(node) = Record::Element(Element {
            start: None,
            closing: Closing::EndOfInput,
            origin: Origin::Implied,
        });
    }

    pub(super) fn comment(&mut self, node: NodeId, span: Span) {
        *self.slot(node) = Record::Comment(span);
    }

    /// More text for the text node `node`.
    pub(super) fn text(&mut self, node: NodeId, span: Span) {
        let next = super::offset(self.scattered.len());
        let slot = self.slot(node);
        match slot {
            Record::Text(known) if joins(*known, span) => *known = known.cover(span),
            Record::Text(known) => {
                let first = *known;
                *slot = Record::Scattered(next);
                self.scattered.push(vec![first, span]);
            }
            Record::Scattered(index) => {
                let index = *index as usize;
                let spans = &mut self.scattered[index];
                match spans.last_mut() {
                    Some(last) if joins(*last, span) => *last = last.cover(span),
                    _ => spans.push(span),
                }
            }
            _ => *slot = Record::Text(span),
        }
    }

    pub(super) fn text_spans(&self, node: NodeId) -> &[Span] {
        match self.get(node) {
            Record::Text(span) => std::slice::from_ref(span),
            Record::Scattered(index) => &self.scattered[*index as usize],
            _ => &[],
        }
    }

    /// The start tag at `start` made this element.
    pub(super) fn written(&mut self, node: NodeId, start: Span) {
        if let Some(element) = self.element_mut(node) {
            element.start = Some(start);
            element.origin = Origin::Written;
        }
    }

    /// `node` repeats `model`, which is a written element or a clone itself.
    pub(super) fn cloned(&mut self, node: NodeId, model: Option<NodeId>) {
        let start = model.and_then(|model| self.element(model)?.start);
        if let Some(element) = self.element_mut(node) {
            element.start = start;
            element.origin = Origin::Clone;
        }
        if let Some(model) = model {
            let written = self.written_model(model);
            let place = self.clones.partition_point(|&(clone, _)| clone < node);
            self.clones.insert(place, (node, written));
        }
    }

    /// The written element that a clone repeats; any other node itself.
    fn written_model(&self, node: NodeId) -> NodeId {
        let found = self.clones.binary_search_by_key(&node, |&(clone, _)| clone);
        found.map_or(node, |place| self.clones[place].1)
    }

    /// How `node` came to be closed. The end tag of a clone is the one its model was written with.
    pub(super) fn close(&mut self, node: NodeId, closing: Closing) {
        let Some(element) = self.element_mut(node) else {
            return;
        };
        element.closing = closing;
        if element.origin == Origin::Clone
            && let Closing::EndTag(end) = closing
        {
            self.end_late(node, end);
        }
    }

    /// `end` is the end tag of an element that something else had closed before.
    #[cold]
    pub(super) fn end_late(&mut self, node: NodeId, end: Span) {
        let model = self.written_model(node);
        if let Some(element) = self.element_mut(model)
            && let Closing::Implied { by } = element.closing
        {
            element.closing = Closing::Misnested { by, end };
        }
    }

    pub(super) fn merge(&mut self, node: NodeId, tag: Span) {
        self.merged.push((node, tag));
    }

    pub(super) fn merged(&self, node: NodeId) -> impl Iterator<Item = Span> {
        let of_node = move |&(to, tag): &(NodeId, Span)| (to == node).then_some(tag);
        self.merged.iter().filter_map(of_node)
    }
}

/// Whether the bytes of `next` go on where those of `last` end. They may lie inside: at the end of
/// the input, letters behind a character reference come as text of their own.
fn joins(last: Span, next: Span) -> bool {
    last.start <= next.start && next.start <= last.end
}

/// The place of a node in its tree's list, from 1.
///
/// The tree keeps that number to itself, but hashes as it.
pub(in crate::document) fn number(node: NodeId) -> usize {
    let mut hasher = NumberHasher(0);
    node.hash(&mut hasher);
    hasher.0
}

struct NumberHasher(usize);

impl Hasher for NumberHasher {
    fn write_usize(&mut self, number: usize) {
        self.0 = number;
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 << 8) | usize::from(byte);
        }
    }

    fn finish(&self) -> u64 {
        self.0 as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_are_numbered_in_the_order_of_their_making() {
        let mut tree = scraper::Html::new_fragment().tree;
        assert_eq!(number(tree.root().id()), 1);
        for expected in 2..1000 {
            let node = tree.orphan(scraper::Node::Fragment);
            assert_eq!(number(node.id()), expected);
        }
    }
}
