//! A figure: media with, at best, one caption.

use ego_tree::iter::Edge;
use scraper::Node;

use super::element::{Element, is_blank};
use super::span::Span;

/// Elements that a figure is about.
const MEDIA: &[&str] = &[
    "img",
    "picture",
    "video",
    "audio",
    "iframe",
    "object",
    "embed",
    "svg",
    "canvas",
    "amp-img",
    "pre",
    "table",
    "blockquote",
    "math",
    "code",
    "input",
];

/// Elements that run along with text (WHATWG HTML §3.2.5.2.5, as far as captions use them).
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "em", "font", "i", "kbd", "mark",
    "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// Elements that show nothing of themselves.
const WRAPPERS: &[&str] = &[
    "a",
    "b",
    "br",
    "div",
    "em",
    "figcaption",
    "figure",
    "font",
    "i",
    "p",
    "small",
    "span",
    "strong",
    "u",
    "wbr",
];

/// A `figure` element of the article.
#[derive(Clone, Copy)]
pub struct Figure<'a> {
    element: Element<'a>,
}

/// Text that stands bare in a figure, where a caption belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LooseText {
    /// From the first letter to the last, inline elements included; bytes of the file.
    pub span: Span,
    /// Whether the media stand on one side of it only, so that it can become the caption.
    pub at_edge: bool,
    /// Whether the bytes stand in the file as they stand in the HTML, so that they can be edited.
    pub is_exact: bool,
}

impl<'a> Figure<'a> {
    /// The figure that an element is.
    #[must_use]
    pub fn of(element: Element<'a>) -> Option<Self> {
        (element.name() == "figure").then_some(Self { element })
    }

    /// The element.
    #[must_use]
    pub fn element(&self) -> Element<'a> {
        self.element
    }

    /// The `figcaption` elements that belong to this figure, not to one inside it.
    #[must_use]
    pub fn captions(&self) -> Vec<Element<'a>> {
        self.inside(|name| name == "figcaption", |name| name == "figure")
    }

    /// The outermost media elements inside, those in captions left out.
    #[must_use]
    pub fn media(&self) -> Vec<Element<'a>> {
        let is_media = |name: &str| MEDIA.contains(&name);
        self.inside(is_media, |name| is_media(name) || name == "figcaption")
    }

    /// The elements inside that are `wanted`, but not those in an element that is `closed`.
    fn inside(
        &self,
        wanted: impl Fn(&str) -> bool,
        closed: impl Fn(&str) -> bool,
    ) -> Vec<Element<'a>> {
        let top = self.element.node();
        let mut depth = 0_u32;
        let mut found = Vec::new();
        for edge in top.traverse() {
            let (Edge::Open(node) | Edge::Close(node)) = edge;
            if node.id() == top.id() {
                continue;
            }
            let name = node.value().as_element().map(|element| element.name());
            // What is in a template is a fragment.
            let is_closed = name.map_or_else(|| node.value().is_fragment(), &closed);
            match edge {
                Edge::Open(_) => {
                    if depth == 0 && name.is_some_and(&wanted) {
                        found.extend(Element::wrap(self.element.body(), node));
                    }
                    depth += u32::from(is_closed);
                }
                Edge::Close(_) => depth -= u32::from(is_closed),
            }
        }
        found
    }

    /// Whether the figure has a caption with text, in place or lost.
    #[must_use]
    pub fn has_caption(&self) -> bool {
        self.element
            .body()
            .captioned_figures()
            .contains(&self.element.id())
    }

    pub(super) fn find_caption(&self) -> bool {
        let filled = |caption: &Element<'a>| !caption.is_blank_text();
        self.captions().iter().any(filled) || self.loose_text().is_some()
    }

    /// Whether there is nothing to see in the figure: no media, no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        shows_nothing(self.element)
    }

    /// The text beside the only media of a figure without caption: a caption that fell out of
    /// its element.
    #[must_use]
    pub fn loose_text(&self) -> Option<LooseText> {
        if !self.captions().is_empty() || self.media().len() != 1 {
            return None;
        }
        let body = self.element.body();
        let mut runs: Vec<Span> = Vec::new();
        let mut continues = false;
        for child in self.element.node().children() {
            let run = match child.value() {
                Node::Text(text) if text.chars().all(is_blank) => None,
                Node::Text(_) => body.trimmed_text(child.id()),
                Node::Element(inner) if INLINE.contains(&inner.name()) => {
                    let element = Element::wrap(body, child)?;
                    let holds_media = element
                        .descendants()
                        .any(|inner| MEDIA.contains(&inner.name()));
                    if holds_media {
                        continues = false;
                        continue;
                    }
                    (!element.is_blank_text())
                        .then(|| body.html_span(child))
                        .flatten()
                }
                Node::Comment(_) => continue,
                _ => {
                    continues = false;
                    continue;
                }
            };
            let Some(run) = run else { continue };
            match runs.last_mut() {
                Some(last) if continues => *last = last.cover(run),
                _ => runs.push(run),
            }
            continues = true;
        }
        let run = *runs.first()?;
        let exact = body.map().exact(run);
        Some(LooseText {
            span: exact.unwrap_or_else(|| body.locate(run)),
            at_edge: runs.len() == 1,
            is_exact: exact.is_some(),
        })
    }
}

/// Whether elements of this name run along with text.
#[must_use]
pub(crate) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name) || name == "img"
}

/// Whether an element holds neither text nor anything that is seen without text.
#[must_use]
pub(crate) fn shows_nothing(element: Element<'_>) -> bool {
    element.is_blank_text()
        && element
            .descendants()
            .all(|inner| WRAPPERS.contains(&inner.name()))
}
