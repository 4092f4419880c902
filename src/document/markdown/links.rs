//! Links and images.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, OffsetIter};

use super::construct::ConstructKind;
use super::escape::Escape;
use super::map::SegmentId;
use super::parts::{self, Target};
use super::writer::Writer;
use crate::document::Span;
use crate::document::span::offset;

/// A link whose end has not come yet, or an image.
pub(super) struct OpenLink {
    construct: usize,
    destination: Destination,
    title: Option<Later>,
    range: Range<usize>,
    /// Where the link definition stands, in the reference forms.
    definition: Option<Range<usize>>,
    text_start: usize,
}

/// A destination, where it stands if the parser borrowed it, and the attribute that it became.
struct Destination {
    place: Option<Range<usize>>,
    attribute: Option<Later>,
}

/// An attribute value whose source is not known yet.
struct Later {
    segment: SegmentId,
    html: Range<usize>,
}

impl<'a> Writer<'a> {
    pub(super) fn link(
        &mut self,
        kind: LinkType,
        destination: CowStr<'a>,
        title: CowStr<'a>,
        definition: Option<Range<usize>>,
        range: Range<usize>,
    ) {
        let range = self.whole(kind, range);
        if matches!(kind, LinkType::Autolink | LinkType::Email) {
            return self.autolink(kind, &destination, &range);
        }
        let construct = self.construct(ConstructKind::Link, &range);
        self.made("<a", &range);
        let destination = self.destination(" href", &destination, &range);
        let title = self.title(&title, &range);
        self.made(">", &range);
        self.cursor = range.start + 1;
        self.open_links.push(Some(OpenLink {
            construct,
            destination,
            title,
            range,
            definition,
            text_start: self.cursor,
        }));
    }

    pub(super) fn end_link(&mut self, range: Range<usize>) {
        let Some(link) = self.open_links.pop().flatten() else {
            return self.close_leaf("</a>", &range);
        };
        self.resolve(&link, self.cursor, &link.range);
        self.close_leaf("</a>", &link.range);
    }

    /// The parser leaves the brackets behind a collapsed reference out.
    fn whole(&self, kind: LinkType, range: Range<usize>) -> Range<usize> {
        let brackets = kind == LinkType::Collapsed && self.text[range.end..].starts_with("[]");
        range.start..range.end + if brackets { 2 } else { 0 }
    }

    fn autolink(&mut self, kind: LinkType, destination: &str, range: &Range<usize>) {
        let construct = self.construct(ConstructKind::Autolink, range);
        let inside = range.start + 1..range.end - 1;
        let inside = Some(self.span(&inside));
        let construct = self.map.construct_mut(construct);
        construct.text = inside;
        construct.destination = inside;
        let scheme = if kind == LinkType::Email {
            "mailto:"
        } else {
            ""
        };
        self.made(&format!("<a href=\"{scheme}"), range);
        self.text(destination, range, Escape::Url);
        self.made("\">", range);
        self.cursor = range.start + 1;
        self.open_links.push(None);
    }

    /// Writes an image, its content included: that is its alternative text.
    pub(super) fn image(
        &mut self,
        kind: LinkType,
        destination: CowStr<'a>,
        title: CowStr<'a>,
        definition: Option<Range<usize>>,
        range: Range<usize>,
        events: &mut OffsetIter<'a>,
    ) {
        let range = self.whole(kind, range);
        let construct = self.construct(ConstructKind::Image, &range);
        self.made("<img", &range);
        let destination = self.destination(" src", &destination, &range);
        self.made(" alt=\"", &range);
        self.cursor = range.start + 2;
        let text_start = self.cursor;
        self.alternative(events);
        self.made("\"", &range);
        let title = self.title(&title, &range);
        self.made(" />", &range);
        let image = OpenLink {
            construct,
            destination,
            title,
            definition,
            text_start,
            range,
        };
        self.resolve(&image, self.cursor, &image.range);
        self.cursor = image.range.end;
    }

    /// Writes the text of an image's content, up to the end of the image.
    fn alternative(&mut self, events: &mut OffsetIter<'a>) {
        let mut depth = 0_usize;
        for (event, range) in events.by_ref() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return,
                Event::End(_) => depth -= 1,
                Event::Text(value)
                | Event::Code(value)
                | Event::InlineHtml(value)
                | Event::Html(value)
                | Event::InlineMath(value)
                | Event::DisplayMath(value) => self.text(&value, &range, Escape::Attribute),
                Event::SoftBreak | Event::HardBreak => self.made(" ", &range),
                Event::FootnoteReference(name) => {
                    let number = self.footnote_number(name);
                    self.made(&format!("[{number}]"), &range);
                }
                Event::Rule | Event::TaskListMarker(_) => {}
            }
            self.cursor = range.end;
        }
    }

    /// Writes an attribute whose place in the source becomes known at the end of the construct.
    fn later(&mut self, name: &str, value: &str, range: &Range<usize>) -> Option<Later> {
        self.made(name, range);
        self.made("=\"", range);
        let written = (!value.is_empty()).then(|| {
            let start = self.html.len();
            let segment = self.map.made_apart(offset(start), self.span(range));
            self.html.push_str(value);
            Later {
                segment,
                html: start..self.html.len(),
            }
        });
        self.made("\"", range);
        written
    }

    fn destination(&mut self, name: &str, value: &str, range: &Range<usize>) -> Destination {
        Destination {
            place: self.place(value),
            attribute: self.later(name, &Escape::Url.apply(value), range),
        }
    }

    fn title(&mut self, title: &str, range: &Range<usize>) -> Option<Later> {
        if title.is_empty() {
            return None;
        }
        self.later(" title", &Escape::Attribute.apply(title), range)
    }

    /// Finds the parts of a link or image whose content ends at `content_end`.
    fn resolve(&mut self, link: &OpenLink, content_end: usize, range: &Range<usize>) {
        let rest = self.text.get(content_end..range.end).unwrap_or_default();
        let Some(bracket) = rest.find(']').map(|at| content_end + at) else {
            return;
        };
        let place = link.destination.place.as_ref();
        let target = match &link.definition {
            None => parts::inline(self.text, bracket, range.end, place),
            Some(definition) => self.definition(definition, place),
        };
        let text = self.span(&(link.text_start..bracket));
        let reference = link.definition.as_ref();
        let reference = reference.map(|definition| self.span(definition));
        let (destination, title) = match target {
            Some(target) => (Some(target.destination), target.title),
            None => (None, None),
        };
        let aside = reference.is_some();
        let destination =
            destination.map(|at| self.found(link.destination.attribute.as_ref(), &at, aside));
        let title = title.map(|at| self.found(link.title.as_ref(), &at, aside));
        let construct = self.map.construct_mut(link.construct);
        construct.text = Some(text);
        construct.reference = reference;
        construct.destination = destination;
        construct.title = title;
    }

    /// Points an attribute that was written before at its source.
    fn found(&mut self, attribute: Option<&Later>, at: &Range<usize>, aside: bool) -> Span {
        let source = self.span(at);
        if let Some(Later { segment, html }) = attribute {
            let copied = self.html[html.clone()] == self.text[at.clone()];
            self.map.redirect(*segment, source, copied, aside);
        }
        source
    }

    /// The parts of a link definition. Each is lexed once, however often it is referred to.
    fn definition(&mut self, span: &Range<usize>, place: Option<&Range<usize>>) -> Option<Target> {
        let known = self
            .definitions
            .binary_search_by_key(&span.start, |&(start, _)| start);
        let index = known.unwrap_or_else(|index| {
            let target = parts::definition(self.text, span, place);
            self.definitions.insert(index, (span.start, target));
            index
        });
        self.definitions[index].1.clone()
    }
}
