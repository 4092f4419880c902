//! What follows the front matter: one tree, whatever it was written in.

mod figures;
mod places;

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use html5ever::{LocalName, local_name};
use rustc_hash::FxHashMap;
use scraper::Node;

use super::element::Element;
use super::html::Dom;
use super::image::Image;
use super::index::Index;
use super::known::Known;
use super::markdown::SourceMap;
use super::overlap::Overlaps;
use super::prose::{self, Prose};
use super::span::Span;

/// Elements whose text is shown as it was written.
const CODE: &[&str] = &["code", "kbd", "pre", "samp"];

/// The body of an article as the reader's browser would get it, every node with its place in
/// the file.
#[derive(Debug)]
pub struct Body {
    span: Span,
    html: String,
    dom: Dom,
    map: SourceMap,
    index: OnceCell<Index>,
    ids: OnceCell<HashMap<String, Vec<NodeId>>>,
    prose: OnceCell<Vec<Prose>>,
    script_words: OnceCell<HashSet<String>>,
    captions: OnceCell<FxHashMap<NodeId, Vec<NodeId>>>,
    captioned: OnceCell<HashSet<NodeId>>,
    may_hide: OnceCell<bool>,
    overlaps: OnceCell<Overlaps>,
    pub(super) hidden: Known,
    pub(super) blank: Known,
}

impl Body {
    pub(super) fn new(span: Span, html: String, dom: Dom, map: SourceMap) -> Self {
        Self {
            span,
            html,
            dom,
            map,
            index: OnceCell::new(),
            ids: OnceCell::new(),
            prose: OnceCell::new(),
            script_words: OnceCell::new(),
            captions: OnceCell::new(),
            captioned: OnceCell::new(),
            may_hide: OnceCell::new(),
            overlaps: OnceCell::new(),
            hidden: Known::default(),
            blank: Known::default(),
        }
    }

    /// The bytes of the file that are the body.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// The tree. Its spans count bytes of [`Self::html`].
    #[must_use]
    pub fn dom(&self) -> &Dom {
        &self.dom
    }

    /// The HTML that was parsed: rendered from Markdown, or the body with template syntax
    /// blanked out.
    #[must_use]
    pub fn html(&self) -> &str {
        &self.html
    }

    /// The way from bytes of the HTML to bytes of the file.
    #[must_use]
    pub fn map(&self) -> &SourceMap {
        &self.map
    }

    /// Where in the file a piece of the HTML comes from.
    #[must_use]
    pub fn locate(&self, html: Span) -> Span {
        self.map.locate(html)
    }

    pub(super) fn html_slice(&self, span: Span) -> &str {
        span.of_text(&self.html)
    }

    /// All elements, in document order. What stands in a `template` is left out: it is no part of
    /// the page (WHATWG HTML §4.12.3).
    pub fn elements(&self) -> impl Iterator<Item = Element<'_>> {
        self.wrap(self.index().elements.iter().copied())
    }

    /// The elements that their own end tag does not end, though they can have one, in document
    /// order.
    pub(crate) fn left_open(&self) -> impl Iterator<Item = Element<'_>> {
        self.wrap(self.index().left_open.iter().copied())
    }

    /// The elements of a name, in document order.
    pub fn named(&self, name: &LocalName) -> impl Iterator<Item = Element<'_>> {
        self.wrap(self.index().names.get(name))
    }

    /// The images, in document order.
    pub fn images(&self) -> impl Iterator<Item = Image<'_>> {
        let images = self.index().names.get(&local_name!("img"));
        self.wrap(images).filter_map(Image::of)
    }

    /// The elements that have an attribute of this local name, in document order.
    pub fn having(&self, attribute: &LocalName) -> impl Iterator<Item = Element<'_>> {
        self.wrap(self.index().attributes.get(attribute))
    }

    /// The names that elements have, in no order.
    pub fn element_names(&self) -> impl Iterator<Item = &LocalName> {
        self.index().names.names()
    }

    /// The local names that attributes have, in no order.
    pub fn attribute_names(&self) -> impl Iterator<Item = &LocalName> {
        self.index().attributes.names()
    }

    /// Whether any element has an attribute of this local name.
    #[must_use]
    pub fn has_attribute(&self, name: &LocalName) -> bool {
        self.index().attributes.has(name)
    }

    /// Whether any element has an attribute that hides elements.
    pub(super) fn may_hide(&self) -> bool {
        *self.may_hide.get_or_init(|| {
            let hiding = [
                local_name!("aria-hidden"),
                local_name!("hidden"),
                local_name!("style"),
            ];
            hiding.iter().any(|name| self.has_attribute(name))
        })
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(&self.dom))
    }

    fn wrap(&self, nodes: impl Iterator<Item = NodeId>) -> impl Iterator<Item = Element<'_>> {
        nodes.filter_map(|node| self.element(node))
    }

    /// All elements, in document order, those in a `template` included.
    pub fn all_elements(&self) -> impl Iterator<Item = Element<'_>> {
        let nodes = self.dom.tree().tree.root().descendants();
        nodes.filter_map(|node| Element::wrap(self, node))
    }

    /// The elements inside of a node, in document order.
    pub(super) fn elements_below<'a>(
        &'a self,
        top: NodeRef<'a, Node>,
    ) -> impl Iterator<Item = Element<'a>> {
        let mut templates = 0_u32;
        top.traverse().filter_map(move |edge| {
            let (Edge::Open(node) | Edge::Close(node)) = edge;
            if node.id() == top.id() {
                return None;
            }
            // The contents of a template are a fragment below it.
            if node.value().is_fragment() {
                match edge {
                    Edge::Open(_) => templates += 1,
                    Edge::Close(_) => templates -= 1,
                }
                return None;
            }
            let enters = matches!(edge, Edge::Open(_)) && templates == 0;
            enters.then(|| Element::wrap(self, node)).flatten()
        })
    }

    /// The element of a node, if the node is one.
    #[must_use]
    pub fn element(&self, id: NodeId) -> Option<Element<'_>> {
        Element::wrap(self, self.dom.tree().tree.get(id)?)
    }

    /// The elements that carry an id, in document order; more than one is a fault.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Vec<Element<'_>> {
        let nodes = self.ids().get(id).map_or(&[][..], Vec::as_slice);
        nodes
            .iter()
            .filter_map(|&node| self.element(node))
            .collect()
    }

    /// The element that references to an id mean: the first one that carries it.
    #[must_use]
    pub fn first_by_id(&self, id: &str) -> Option<Element<'_>> {
        self.element(*self.ids().get(id)?.first()?)
    }

    /// Every id in the body with the elements that carry it.
    #[must_use]
    pub fn ids(&self) -> &HashMap<String, Vec<NodeId>> {
        self.ids.get_or_init(|| {
            let mut ids: HashMap<String, Vec<NodeId>> = HashMap::new();
            for element in self.having(&local_name!("id")) {
                if let Some(id) = element.attr("id") {
                    ids.entry(id.to_owned()).or_default().push(element.id());
                }
            }
            ids
        })
    }

    /// The words of the scripts that stand in the body, ids among them.
    pub(super) fn script_words(&self) -> &HashSet<String> {
        self.script_words.get_or_init(|| {
            let script = local_name!("script");
            let texts = self.named(&script).flat_map(|script| script.texts());
            let in_word = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_');
            let words = texts.flat_map(|text| text.split(move |char| !in_word(char)));
            words.map(ToOwned::to_owned).collect()
        })
    }

    /// The text that a reader reads, without code, run by run.
    #[must_use]
    pub fn prose(&self) -> &[Prose] {
        self.prose.get_or_init(|| prose::read(self, false))
    }

    /// The text with what stands in code, run by run.
    #[must_use]
    pub fn prose_and_code(&self) -> Vec<Prose> {
        prose::read(self, true)
    }

    /// The end tags that are stray and yet have a start tag.
    #[must_use]
    pub(crate) fn overlaps(&self) -> &Overlaps {
        self.overlaps.get_or_init(|| Overlaps::of(self))
    }

    /// The places of the comments in the file, in document order, without those in code: there
    /// they are examples.
    pub fn comments_outside_of_code(&self) -> impl Iterator<Item = Span> {
        let mut code = 0_u32;
        self.dom
            .tree()
            .tree
            .root()
            .traverse()
            .filter_map(move |edge| {
                let (Edge::Open(node) | Edge::Close(node)) = edge;
                let element = node.value().as_element();
                if element.is_some_and(|element| CODE.contains(&element.name())) {
                    match edge {
                        Edge::Open(_) => code += 1,
                        Edge::Close(_) => code -= 1,
                    }
                }
                let is_comment = matches!(edge, Edge::Open(_)) && node.value().is_comment();
                let span =
                    (is_comment && code == 0).then(|| self.dom.comment_span(node.id()))??;
                Some(self.locate(span))
            })
    }

    /// The text that is read as text: every stretch of it as the HTML has it, character references
    /// not decoded, with the place where it starts in the HTML. Code, scripts and styles are left
    /// out, in document order.
    pub fn texts(&self) -> impl Iterator<Item = (u32, &str)> {
        let spans = self.index().texts.iter();
        spans.map(|&span| (span.start, self.html_slice(span)))
    }
}
