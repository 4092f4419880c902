//! An element of the body, with the bytes that stand for it in the file.

use std::borrow::Cow;
use std::collections::HashMap;

use ego_tree::NodeRef;
use html5ever::{QualName, local_name};
use scraper::Node;

use super::body::Body;
use super::html::{self, Closing, Origin};
use super::markdown::Construct;
use super::span::{Span, offset};

/// An element of the article, be it written in HTML or in Markdown. All spans count bytes of
/// the file.
#[derive(Clone, Copy)]
pub struct Element<'a> {
    body: &'a Body,
    node: NodeRef<'a, Node>,
}

/// An attribute of an element.
#[derive(Clone, Copy, Debug)]
pub struct Attribute<'a> {
    /// The value, character references decoded; empty when there is none.
    pub value: &'a str,
    /// `name="value"`, or the part of a Markdown construct that stands for it.
    pub span: Span,
    /// The value without its quotes; `None` for a bare name.
    pub value_span: Option<Span>,
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

    /// Whether browsers know the element.
    #[must_use]
    pub fn is_known(&self) -> bool {
        let name = &self.data().name;
        name.ns != html5ever::ns!(html) || html::is_known(&name.local)
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

    /// The value of an attribute, character references decoded.
    #[must_use]
    pub fn attr(&self, name: &str) -> Option<&'a str> {
        // scraper's own look-up interns the name first, which costs more than a few comparisons.
        let mut attrs = self.data().attrs.iter();
        let found = attrs.find(|(known, _)| *known.local == *name && known.ns == html5ever::ns!());
        found.map(|(_, value)| &**value)
    }

    /// An attribute with its place. In an element from Markdown, `alt`, `src`, `href` and
    /// `title` stand where the author wrote them.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<Attribute<'a>> {
        let value = self.attr(name)?;
        if let Some(construct) = self.construct() {
            let part = match name {
                "alt" => construct.text,
                "src" | "href" => construct.destination,
                "title" => construct.title,
                _ => None,
            };
            return Some(Attribute {
                value,
                span: part.unwrap_or(construct.span),
                value_span: part,
            });
        }
        let tag = self.html_start_tag()?;
        let written = html::attributes(self.body.html_slice(tag)).find(|attribute| {
            let name_span = attribute.name.shift(tag.start);
            self.body.html_slice(name_span).eq_ignore_ascii_case(name)
        })?;
        Some(Attribute {
            value,
            span: self.body.locate(written.span.shift(tag.start)),
            value_span: written
                .value
                .map(|span| self.body.locate(span.shift(tag.start))),
        })
    }

    /// All attributes with their places, in the order in which they are written; names as the
    /// tree has them, with their prefix.
    pub fn attributes(&self) -> Vec<(Cow<'a, str>, Attribute<'a>)> {
        let attrs = &self.data().attrs;
        if self.construct().is_some() {
            let named = attrs.iter().filter_map(|(name, _)| {
                let name = &*name.local;
                Some((Cow::Borrowed(name), self.attribute(name)?))
            });
            let mut found: Vec<_> = named.collect();
            found.sort_by_key(|(_, attribute)| attribute.span);
            return found;
        }
        let Some(tag) = self.html_start_tag() else {
            return Vec::new();
        };
        let values: HashMap<_, _> = attrs
            .iter()
            .map(|(name, value)| {
                let name = qualified(name);
                (name.to_ascii_lowercase(), (name, &**value))
            })
            .collect();
        let written = html::attributes(self.body.html_slice(tag));
        let mut found = Vec::with_capacity(values.len());
        for attribute in written.filter(|attribute| !attribute.duplicate) {
            let name = self.body.html_slice(attribute.name.shift(tag.start));
            let key = name.to_ascii_lowercase().replace('\0', "\u{fffd}");
            let Some((name, value)) = values.get(&key) else {
                continue;
            };
            found.push((
                name.clone(),
                Attribute {
                    value,
                    span: self.body.locate(attribute.span.shift(tag.start)),
                    value_span: attribute
                        .value
                        .map(|span| self.body.locate(span.shift(tag.start))),
                },
            ));
        }
        found
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

    /// Whether `aria-label` or `aria-labelledby` gives the element a name that is not blank
    /// (WAI-ARIA 1.2 §5.2.8).
    #[must_use]
    pub fn has_aria_name(&self) -> bool {
        let filled = |text: &str| !text.chars().all(is_blank);
        let names = |id: &str| {
            // Of several elements with one id, references mean the first.
            let named = self.body.first_by_id(id);
            named.is_some_and(|named| {
                let is_blank = || named.is_blank_text();
                !self.body.blank.of(named.id(), is_blank)
            })
        };
        self.attr("aria-label").is_some_and(filled)
            || self
                .attr("aria-labelledby")
                .is_some_and(|ids| ids.split_whitespace().any(names))
    }

    /// Whether nobody is shown the element: `aria-hidden`, `hidden`, or `display: none` on it or
    /// around it.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        let hiding = [
            local_name!("aria-hidden"),
            local_name!("hidden"),
            local_name!("style"),
        ];
        if !hiding.iter().any(|name| self.body.has_attribute(name)) {
            return false;
        }
        let hides = |element: &Self| {
            element
                .attr("aria-hidden")
                .is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
                || element.attr("hidden").is_some()
                || element.attr("style").is_some_and(has_display_none)
        };
        let known = &self.body.hidden;
        let mut asked = Vec::new();
        let mut hidden = false;
        for element in std::iter::once(*self).chain(self.ancestors()) {
            if let Some(found) = known.get(element.id()) {
                hidden = found;
                break;
            }
            asked.push(element.id());
            if hides(&element) {
                hidden = true;
                break;
            }
        }
        known.put(asked, hidden);
        hidden
    }

    /// The text inside, as the tree has it.
    #[must_use]
    pub fn text(&self) -> String {
        self.texts().collect()
    }

    /// The same, piece by piece.
    pub fn texts(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let nodes = self.node.descendants();
        nodes.filter_map(|node| node.value().as_text().map(|text| &text[..]))
    }

    /// Whether the text inside is white space, or none.
    #[must_use]
    pub fn is_blank_text(&self) -> bool {
        self.texts().all(|text| text.chars().all(is_blank))
    }

    /// The body that the element belongs to.
    #[must_use]
    pub fn body(&self) -> &'a Body {
        self.body
    }
}

/// The name of an attribute with its prefix, as in `xlink:href`.
fn qualified(name: &QualName) -> Cow<'_, str> {
    match &name.prefix {
        Some(prefix) if !prefix.is_empty() => Cow::Owned(format!("{prefix}:{}", name.local)),
        _ => Cow::Borrowed(&name.local),
    }
}

/// White space to a reader: Unicode's, and the invisible characters that editors leave.
#[must_use]
pub(super) fn is_blank(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{ad}')
}

fn has_display_none(style: &str) -> bool {
    style.split(';').any(|declaration| {
        declaration
            .split_once(':')
            .is_some_and(|(property, value)| {
                property.trim().eq_ignore_ascii_case("display")
                    && value.trim().eq_ignore_ascii_case("none")
            })
    })
}

/// The place in `tag`, a start tag, where another attribute can be put: behind the last one,
/// before `/>` or `>`. Counts bytes of the slice.
#[must_use]
pub(crate) fn attribute_slot(tag: &str) -> Option<u32> {
    let inner = tag.strip_suffix('>')?;
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    Some(offset(inner.trim_end().len()))
}
