//! A figure: media with, at best, one caption.

use ego_tree::iter::Edge;
use html5ever::local_name;
use scraper::Node;

use super::element::{Element, is_blank};
use super::span::{Span, offset};

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

/// What a figure shows that readers use rather than read.
const CONTROLS: &[&str] = &["button", "form", "nav", "select", "textarea", "label"];

/// What stands beside pictures and is no caption, though it has letters.
const LABELS: &[&str] = &[
    "ad",
    "ads",
    "advertisement",
    "advertising",
    "anzeige",
    "publicidad",
    "publicit\u{e9}",
    "sponsored",
    "werbung",
    "\u{5e7f}\u{544a}",
    "\u{5e83}\u{544a}",
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
    /// Whether both ends stand in the file as they stand in the HTML, so that tags can be put there.
    pub is_exact: bool,
}

impl<'a> Figure<'a> {
    /// The figure that an element is.
    #[must_use]
    pub fn of(element: Element<'a>) -> Option<Self> {
        (*element.local_name() == local_name!("figure")).then_some(Self { element })
    }

    /// The element.
    #[must_use]
    pub fn element(&self) -> Element<'a> {
        self.element
    }

    /// The `figcaption` elements that belong to this figure, not to one inside it.
    #[must_use]
    pub fn captions(&self) -> Vec<Element<'a>> {
        let captions = self.element.body().captions().get(&self.element.id());
        let captions = captions.into_iter().flatten();
        captions
            .filter_map(|&caption| self.element.body().element(caption))
            .collect()
    }

    /// The outermost media elements inside, those in captions left out.
    #[must_use]
    pub fn media(&self) -> Vec<Element<'a>> {
        let top = self.element.node();
        let mut depth = 0_u32;
        let mut found = Vec::new();
        for edge in top.traverse() {
            let (Edge::Open(node) | Edge::Close(node)) = edge;
            if node.id() == top.id() {
                continue;
            }
            let name = node.value().as_element().map(|element| element.name());
            let is_media = name.is_some_and(|name| MEDIA.contains(&name));
            // What is in a template is a fragment.
            let is_closed = is_media || name == Some("figcaption") || node.value().is_fragment();
            match edge {
                Edge::Open(_) => {
                    if depth == 0 && is_media {
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
    /// its element. Signs, the number of a picture in a row of them, and the label of an
    /// advertisement are none.
    #[must_use]
    pub fn loose_text(&self) -> Option<LooseText> {
        if !self.captions().is_empty() || self.media().len() != 1 {
            return None;
        }
        let body = self.element.body();
        let mut runs: Vec<Span> = Vec::new();
        let mut continues = false;
        // Text that another element holds, or something to click on.
        let mut others = false;
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
                    others |= Element::wrap(body, child).is_some_and(is_something_else);
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
        let text = body.html_slice(run);
        if !is_caption(text) {
            return None;
        }
        let char = |char: Option<char>| offset(char.map_or(0, char::len_utf8));
        let first = Span::new(run.start, run.start + char(text.chars().next()));
        let last = Span::new(run.end - char(text.chars().next_back()), run.end);
        let ends = body.map().exact(first).zip(body.map().exact(last));
        Some(LooseText {
            span: ends.map_or_else(|| body.locate(run), |(first, last)| first.cover(last)),
            at_edge: runs.len() == 1 && !others,
            is_exact: ends.is_some(),
        })
    }
}

/// Whether elements of this name run along with text.
#[must_use]
pub(crate) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name) || name == "img"
}

/// Whether a text may be a caption.
fn is_caption(text: &str) -> bool {
    let words = text.trim_matches(|char: char| !char.is_alphanumeric());
    words.contains(char::is_alphabetic) && !LABELS.contains(&&*words.to_lowercase())
}

/// Whether an element beside a loose text says or does something of its own.
fn is_something_else(element: Element<'_>) -> bool {
    let is_media = |element: Element<'_>| MEDIA.contains(&element.name());
    let holds_media = is_media(element) || element.descendants().any(is_media);
    let is_control = |element: Element<'_>| CONTROLS.contains(&element.name());
    is_control(element)
        || element.descendants().any(is_control)
        || (!holds_media && !element.is_blank_text())
}

/// Whether an element holds neither text nor anything that is seen without text.
#[must_use]
pub(crate) fn shows_nothing(element: Element<'_>) -> bool {
    element.is_blank_text()
        && element
            .descendants()
            .all(|inner| WRAPPERS.contains(&inner.name()))
}
