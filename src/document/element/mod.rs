//! An element of the body, with the bytes that stand for it in the file.

mod attribute;
mod reader;

pub use attribute::Attribute;
pub(crate) use attribute::attribute_slot;
pub(super) use reader::is_blank;

use ego_tree::NodeRef;
use html5ever::LocalName;
use scraper::Node;

use super::body::Body;
use super::html::{self, Closing, Origin};
use super::markdown::Construct;
use super::span::Span;

/// An element of the article, be it written in HTML or in Markdown. All spans count bytes of
/// the file.
#[derive(Clone, Copy)]
pub struct Element<'a> {
    body: &'a Body,
    node: NodeRef<'a, Node>,
}

impl<'a> Element<'a> {
    pub(super) fn wrap(body: &'a Body, node: NodeRef<'a, Node>) -> Option<Self> {
        node.value().is_element().then_some(Self { body, node })
    }

    fn data(&self) -> &'a scraper::node::Element {
        self.node
            .value()
            .as_element()
            .expect("wrapped elements only")
    }

    /// The tag name, in lower case.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.data().name()
    }

    /// The same, quick to compare.
    #[must_use]
    pub fn local_name(&self) -> &'a LocalName {
        &self.data().name.local
    }

    /// The node in the tree.
    #[must_use]
    pub fn id(&self) -> ego_tree::NodeId {
        self.node.id()
    }

    /// Whether the author wrote the element, as HTML or as Markdown; the parser adds others.
    #[must_use]
    pub fn is_written(&self) -> bool {
        self.body.dom().origin(self.node.id()) == Origin::Written
    }

    /// Whether the parser added the element for itself.
    #[must_use]
    pub fn is_implied(&self) -> bool {
        self.body.dom().origin(self.node.id()) == Origin::Implied
    }

    /// Whether the parser made the element again, as it does for formatting that is left open.
    #[must_use]
    pub fn is_clone(&self) -> bool {
        self.body.dom().origin(self.node.id()) == Origin::Clone
    }

    /// Whether bytes of the file stand for the start of the element.
    #[must_use]
    pub fn has_start_tag(&self) -> bool {
        self.html_start_tag().is_some()
    }

    /// The start tag, or the Markdown construct that the element comes from. An element that the
    /// parser added has the empty span of its first written descendant, or of its parent.
    #[must_use]
    pub fn start_tag(&self) -> Span {
        match self.html_start_tag() {
            Some(tag) => self
                .construct()
                .map_or_else(|| self.body.locate(tag), |found| found.span),
            None => self.implied_place(),
        }
    }

    /// The start tag in the bytes of the HTML.
    pub(crate) fn html_start_tag(&self) -> Option<Span> {
        self.body.dom().start_tag(self.node.id())
    }

    fn implied_place(&self) -> Span {
        let below = self
            .descendants()
            .find(|inner| inner.html_start_tag().is_some());
        let near = below.or_else(|| {
            self.ancestors()
                .find(|outer| outer.html_start_tag().is_some())
        });
        near.map_or(Span::at(self.body.span().start), |element| {
            Span::at(element.start_tag().start)
        })
    }

    /// The end tag, if the author wrote one.
    #[must_use]
    pub fn end_tag(&self) -> Option<Span> {
        let tag = self.body.dom().end_tag(self.node.id())?;
        Some(self.body.locate(tag))
    }

    /// How the element ended. Offsets count bytes of the parsed HTML.
    #[must_use]
    pub fn closing(&self) -> Closing {
        self.body.dom().closing(self.node.id())
    }

    /// Everything from the start tag to the end tag, or to the last thing inside.
    #[must_use]
    pub fn span(&self) -> Span {
        let start = self.start_tag();
        if self.construct().is_some() {
            return start;
        }
        match self.end_tag() {
            Some(end) => start.cover(end),
            None => self
                .node
                .children()
                .filter_map(|child| self.body.node_span(child))
                .fold(start, Span::cover),
        }
    }

    /// The Markdown construct that the element comes from, if it has parts of interest.
    #[must_use]
    pub fn construct(&self) -> Option<&'a Construct> {
        let tag = self.html_start_tag()?;
        self.body.map().construct_at(tag.start)
    }

    /// Whether the element stands in the file as HTML, so that its tags can be edited.
    #[must_use]
    pub fn is_html(&self) -> bool {
        self.editable_start_tag().is_some()
    }

    /// The start tag, if its bytes stand in the file as they are in the HTML.
    #[must_use]
    pub fn editable_start_tag(&self) -> Option<Span> {
        self.body.map().exact(self.html_start_tag()?)
    }

    /// The end tag, if its bytes stand in the file as they are in the HTML.
    #[must_use]
    pub fn editable_end_tag(&self) -> Option<Span> {
        let tag = self.body.dom().end_tag(self.node.id())?;
        self.body.map().exact(tag)
    }

    /// Whether browsers know the element.
    #[must_use]
    pub fn is_known(&self) -> bool {
        let name = &self.data().name;
        name.ns != html5ever::ns!(html) || html::is_known_name(&name.local)
    }

    /// Whether HTML lets the end tag of an element of this name be left out.
    #[must_use]
    pub fn may_omit_end_tag(&self) -> bool {
        html::end_tag_is_optional(&self.data().name.local)
    }

    /// Whether the element is one of the site's own: a custom element (WHATWG HTML §4.13.2), a
    /// name of a namespace, or a component, which is written with a capital.
    #[must_use]
    pub fn is_component(&self) -> bool {
        let written = self.written_start_tag().and_then(|tag| tag.chars().nth(1));
        let capital = written.is_some_and(|first| first.is_ascii_uppercase());
        (capital && !self.is_known()) || self.name().contains(['-', ':', '.'])
    }

    /// The start tag as it stands in the HTML; in an element that [`Self::is_html`], as it stands
    /// in the file.
    #[must_use]
    pub fn written_start_tag(&self) -> Option<&'a str> {
        Some(self.body.html_slice(self.html_start_tag()?))
    }

    /// The parent element.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        Self::wrap(self.body, self.node.parent()?)
    }

    /// Parent, grandparent and so on.
    pub fn ancestors(&self) -> impl Iterator<Item = Self> + use<'a> {
        let body = self.body;
        self.node
            .ancestors()
            .filter_map(move |node| Self::wrap(body, node))
    }

    /// The child elements.
    pub fn children(&self) -> impl Iterator<Item = Self> + use<'a> {
        let body = self.body;
        self.node
            .children()
            .filter_map(move |node| Self::wrap(body, node))
    }

    /// All elements inside, in document order.
    pub fn descendants(&self) -> impl Iterator<Item = Self> + use<'a> {
        self.body.elements_below(self.node)
    }

    /// The nearest element of that name around this one.
    #[must_use]
    pub fn closest(&self, name: &str) -> Option<Self> {
        self.ancestors().find(|outer| outer.name() == name)
    }

    /// The node, for those who need text and comments too.
    #[must_use]
    pub fn node(&self) -> NodeRef<'a, Node> {
        self.node
    }

    /// The body that the element belongs to.
    #[must_use]
    pub fn body(&self) -> &'a Body {
        self.body
    }
}
