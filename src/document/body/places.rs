//! Where in the file the nodes of a body stand.

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::Node;

use super::Body;
use crate::document::span::{Span, offset};

impl Body {
    /// The place in the file of a node and all that is in it; `None` where nothing was written.
    #[must_use]
    pub fn node_span(&self, node: NodeRef<'_, Node>) -> Option<Span> {
        let spans = node.traverse().filter_map(|edge| match edge {
            Edge::Open(inner) => self.own_span(inner),
            Edge::Close(inner) => self.dom.end_tag(inner.id()).map(|span| self.locate(span)),
        });
        spans.reduce(Span::cover)
    }

    fn own_span(&self, node: NodeRef<'_, Node>) -> Option<Span> {
        match node.value() {
            Node::Text(_) => self.text_span(node.id()),
            Node::Comment(_) => self
                .dom
                .comment_span(node.id())
                .map(|span| self.locate(span)),
            Node::Element(_) => {
                let tag = self.dom.start_tag(node.id())?;
                let construct = self.map.construct_at(tag.start);
                Some(construct.map_or_else(|| self.locate(tag), |found| found.span))
            }
            _ => None,
        }
    }

    /// The place in the file of a text node.
    #[must_use]
    pub fn text_span(&self, text: NodeId) -> Option<Span> {
        let spans = self.dom.text_spans(text).iter();
        spans.map(|&span| self.locate(span)).reduce(Span::cover)
    }

    /// The bytes of the HTML that a text node stands for, white space around it left out.
    pub(crate) fn trimmed_text(&self, text: NodeId) -> Option<Span> {
        let span = self
            .dom
            .text_spans(text)
            .iter()
            .copied()
            .reduce(Span::cover)?;
        let written = self.html_slice(span);
        let lead = offset(written.len() - written.trim_start().len());
        let inner = offset(written.trim().len());
        Some(Span::new(span.start + lead, span.start + lead + inner))
    }

    /// The bytes of the HTML that a node and all in it stand for.
    pub(crate) fn html_span(&self, node: NodeRef<'_, Node>) -> Option<Span> {
        let dom = &self.dom;
        let spans = node.traverse().filter_map(|edge| match edge {
            Edge::Close(inner) => dom.end_tag(inner.id()),
            Edge::Open(inner) => match inner.value() {
                Node::Text(_) => dom
                    .text_spans(inner.id())
                    .iter()
                    .copied()
                    .reduce(Span::cover),
                Node::Comment(_) => dom.comment_span(inner.id()),
                _ => dom.start_tag(inner.id()),
            },
        });
        spans.reduce(Span::cover)
    }
}
