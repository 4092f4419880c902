//! The tree builder's sink: scraper's own, which also hears what becomes of each token.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName, local_name, ns};
use scraper::{Html, HtmlTreeSink};

use super::records::Records;
use super::texts::Texts;
use super::{NodeId, ParseError};
use crate::document::Span;

/// How many parse errors are kept. A text of nothing but `<` has as many as bytes.
const MAX_ERRORS: usize = 10_000;

/// What the tree builder did with one token.
#[derive(Debug, Default)]
pub(super) struct Deeds {
    /// The elements made, oldest first.
    pub(super) created: Vec<NodeId>,
    /// How many pops were told, and the node of the last one, if any was. Not every pop is told.
    pub(super) popped: u32,
    pub(super) last_popped: Option<NodeId>,
    /// Whether a node or a text went anywhere but into the current node.
    pub(super) elsewhere: bool,
}

impl Deeds {
    /// Whether nothing was done that can change what is open.
    pub(super) fn is_empty(&self) -> bool {
        self.created.is_empty() && self.popped == 0 && !self.elsewhere
    }

    pub(super) fn clear(&mut self) {
        if !self.is_empty() {
            self.created.clear();
            self.popped = 0;
            self.elsewhere = false;
        }
    }
}

#[derive(Debug)]
pub(super) struct Sink<'t> {
    tree: HtmlTreeSink,
    pub(super) records: RefCell<Records>,
    pub(super) errors: RefCell<Vec<ParseError>>,
    pub(super) deeds: RefCell<Deeds>,
    /// The span of the token that is being processed, or of the character read last.
    pub(super) token: Cell<Span>,
    /// The current node as it was before this token.
    pub(super) current: Cell<Option<NodeId>>,
    /// The node whose name was asked last; the tree builder is made to ask for the current node's.
    pub(super) asked: Cell<Option<NodeId>>,
    pub(super) texts: Texts<'t>,
    /// `<annotation-xml>` elements whose content is HTML.
    annotations: RefCell<Vec<NodeId>>,
}

impl<'t> Sink<'t> {
    pub(super) fn new(tree: Html, text: &'t str) -> Self {
        Self {
            tree: HtmlTreeSink::new(tree),
            records: RefCell::new(Records::with_capacity(text.len() / 32)),
            errors: RefCell::default(),
            deeds: RefCell::default(),
            token: Cell::default(),
            current: Cell::default(),
            asked: Cell::default(),
            texts: Texts::new(text),
            annotations: RefCell::default(),
        }
    }

    /// The tree as it stands.
    pub(super) fn html(&self) -> Ref<'_, Html> {
        self.tree.0.borrow()
    }

    pub(super) fn into_parts(self) -> (Html, Records, Vec<ParseError>) {
        let records = self.records.into_inner();
        (self.tree.finish(), records, self.errors.into_inner())
    }

    /// The bytes of a text that goes into the tree.
    fn bytes_of(&self, text: &str) -> Span {
        let found = self.texts.bytes_of(text);
        found.unwrap_or_else(|| Span::at(self.token.get().start))
    }

    fn record_text(&self, node: Option<NodeId>, span: Span) {
        if let Some(node) = node {
            self.records.borrow_mut().text(node, span);
        }
    }

    fn last_child(&self, parent: NodeId) -> Option<NodeId> {
        let html = self.html();
        Some(html.tree.get(parent)?.last_child()?.id())
    }

    fn sibling_before(&self, node: NodeId) -> Option<NodeId> {
        let html = self.html();
        Some(html.tree.get(node)?.prev_sibling()?.id())
    }

    fn has_parent(&self, node: NodeId) -> bool {
        let html = self.html();
        html.tree.get(node).is_some_and(|it| it.parent().is_some())
    }

    fn put(&self, parent: NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(_) => self.tree.append(&parent, child),
            NodeOrText::AppendText(ref text) => {
                let span = self.bytes_of(text);
                self.tree.append(&parent, child);
                self.record_text(self.last_child(parent), span);
            }
        }
    }
}

impl TreeSink for Sink<'_> {
    type Output = Self;
    type Handle = NodeId;
    type ElemName<'a>
        = Ref<'a, QualName>
    where
        Self: 'a;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        let span = self.token.get();
        let mut errors = self.errors.borrow_mut();
        if errors.len() < MAX_ERRORS {
            errors.push(ParseError { message, span });
        }
    }

    fn get_document(&self) -> NodeId {
        self.tree.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.asked.set(Some(*target));
        self.tree.elem_name(target)
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> NodeId {
        let is_annotation = flags.mathml_annotation_xml_integration_point;
        let node = self.tree.create_element(name, attributes, flags);
        self.records.borrow_mut().create(node);
        self.deeds.borrow_mut().created.push(node);
        if is_annotation {
            self.annotations.borrow_mut().push(node);
        }
        node
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        let node = self.tree.create_comment(text);
        self.records.borrow_mut().comment(node, self.token.get());
        node
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.tree.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        if self.current.get() != Some(*parent) {
            self.deeds.borrow_mut().elsewhere = true;
        }
        self.put(*parent, child);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(_) => {
                self.deeds.borrow_mut().elsewhere = true;
                self.tree.append_before_sibling(sibling, child);
            }
            // Text that is moved out of a table says nothing of the open elements.
            NodeOrText::AppendText(ref text) => {
                let span = self.bytes_of(text);
                self.tree.append_before_sibling(sibling, child);
                self.record_text(self.sibling_before(*sibling), span);
            }
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        if self.has_parent(*element) {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(
        &self,
        name: StrTendril,
        public_id: StrTendril,
        system_id: StrTendril,
    ) {
        self.tree
            .append_doctype_to_document(name, public_id, system_id);
    }

    fn pop(&self, node: &NodeId) {
        let mut deeds = self.deeds.borrow_mut();
        deeds.popped += 1;
        deeds.last_popped = Some(*node);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.tree.get_template_contents(target)
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.tree.set_quirks_mode(mode);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.records.borrow_mut().merge(*target, self.token.get());
        self.tree.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.tree.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.tree.reparent_children(node, new_parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, node: &NodeId) -> bool {
        self.annotations.borrow().contains(node)
    }
}

/// The element that a fragment is read in.
pub(super) fn context_name(context: super::Context) -> QualName {
    let local = match context {
        super::Context::Body => local_name!("body"),
        super::Context::Template => local_name!("template"),
    };
    QualName::new(None, ns!(html), local)
}
