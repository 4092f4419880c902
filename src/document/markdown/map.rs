//! From rendered bytes back to the bytes of the file.

use super::construct::{Construct, HtmlBlock};
use crate::document::Span;

/// Where every byte of the rendered HTML came from.
///
/// A piecewise map: sorted segments, each either copied byte for byte or made from a stretch of
/// the file. Look-ups are binary searches.
#[derive(Debug)]
pub struct SourceMap {
    segments: Vec<Segment>,
    constructs: Vec<(u32, Construct)>,
    html_blocks: Vec<HtmlBlock>,
}

/// Rendered bytes from `html` up to the next segment.
#[derive(Clone, Copy, Debug)]
struct Segment {
    html: u32,
    source: Span,
    kind: Kind,
    /// The source stands elsewhere, in a link definition: it counts only when nothing else does.
    aside: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The same bytes as in the file.
    Copied,
    /// Other bytes, made from those in the file.
    Made,
}

/// A segment that can still be pointed at its source, see [`SourceMap::redirect`].
#[derive(Clone, Copy, Debug)]
pub(super) struct SegmentId(usize);

impl SourceMap {
    /// The map of a body that is HTML already: rendered offset 0 is `offset` in the file.
    #[must_use]
    pub fn identity(offset: u32) -> Self {
        let mut map = Self::starting_at(offset, 1);
        map.push(0, Span::new(offset, u32::MAX), Kind::Copied);
        map
    }

    /// An empty map; nothing rendered stands for the place `offset` in the file.
    pub(super) fn starting_at(offset: u32, expected_segments: usize) -> Self {
        let mut segments = Vec::with_capacity(expected_segments);
        segments.push(Segment {
            html: 0,
            source: Span::at(offset),
            kind: Kind::Made,
            aside: false,
        });
        Self {
            segments,
            constructs: Vec::new(),
            html_blocks: Vec::new(),
        }
    }

    /// The bytes of the file that a range of rendered bytes came from: the smallest span that
    /// covers them all.
    ///
    /// What was generated stands for the construct that it was generated from: for inline markup
    /// and leaf blocks the whole of it, for containers (lists, items, quotes, tables) their
    /// marker or first line; an end tag for the closing delimiter, or for the place behind the
    /// content. The cost is linear in the pieces that the range runs through: ask for tags,
    /// attributes and texts rather than for whole subtrees.
    #[must_use]
    pub fn locate(&self, html: Span) -> Span {
        let first = self.segment_at(html.start);
        let mut inline: Option<Span> = None;
        let mut aside: Option<Span> = None;
        for index in first..self.segments.len() {
            let segment = &self.segments[index];
            if index > first && segment.html >= html.end {
                break;
            }
            let source = segment.source_of(html, self.segments.get(index + 1));
            let found = if segment.aside {
                &mut aside
            } else {
                &mut inline
            };
            *found = Some(found.map_or(source, |sofar| sofar.cover(source)));
        }
        inline.or(aside).expect("a map has at least one segment")
    }

    /// The bytes of the file that are byte for byte a range of rendered bytes: they may be edited
    /// in its stead. `None` where anything was generated, escaped or left out.
    ///
    /// "The file" is the text that was rendered: where template syntax was blanked, it is the
    /// blanked text.
    #[must_use]
    pub fn exact(&self, html: Span) -> Option<Span> {
        let index = self.segment_at(html.start);
        let here = self.exact_in(index, html);
        if here.is_none() && html.is_empty() && index > 0 {
            // An empty range between two segments also touches the end of the first.
            return self.exact_in(index - 1, html);
        }
        here
    }

    /// The Markdown construct whose start tag was generated at this rendered offset.
    #[must_use]
    pub fn construct_at(&self, html_start: u32) -> Option<&Construct> {
        let index = self
            .constructs
            .binary_search_by_key(&html_start, |&(html, _)| html)
            .ok()?;
        Some(&self.constructs[index].1)
    }

    /// All constructs, in the order of their start tags.
    pub fn constructs(&self) -> impl ExactSizeIterator<Item = &Construct> {
        self.constructs.iter().map(|(_, construct)| construct)
    }

    /// The blocks of raw HTML between the Markdown, in order.
    #[must_use]
    pub fn html_blocks(&self) -> &[HtmlBlock] {
        &self.html_blocks
    }

    /// The last segment that starts at or before `html`.
    fn segment_at(&self, html: u32) -> usize {
        self.segments
            .partition_point(|segment| segment.html <= html)
            .saturating_sub(1)
    }

    fn exact_in(&self, index: usize, html: Span) -> Option<Span> {
        let segment = &self.segments[index];
        let inside = html.start >= segment.html && html.end - segment.html <= segment.source.len();
        (segment.kind == Kind::Copied && inside).then(|| segment.source_of(html, None))
    }

    /// Says that from the rendered offset `html` on, the bytes of `source` are copied.
    pub(super) fn copied(&mut self, html: u32, source: Span) -> SegmentId {
        self.push(html, source, Kind::Copied)
    }

    /// Says that from the rendered offset `html` on, the bytes were made from `source`.
    pub(super) fn made(&mut self, html: u32, source: Span) -> SegmentId {
        self.push(html, source, Kind::Made)
    }

    /// Like [`Self::made`], but never merged with its neighbours: it can be redirected.
    pub(super) fn made_apart(&mut self, html: u32, source: Span) -> SegmentId {
        self.segments.push(Segment {
            html,
            source,
            kind: Kind::Made,
            aside: false,
        });
        SegmentId(self.segments.len() - 1)
    }

    /// Gives a segment the source that has become known since.
    pub(super) fn redirect(&mut self, id: SegmentId, source: Span, copied: bool, aside: bool) {
        let segment = &mut self.segments[id.0];
        segment.source = source;
        segment.kind = if copied { Kind::Copied } else { Kind::Made };
        segment.aside = aside;
    }

    pub(super) fn add_construct(&mut self, html: u32, construct: Construct) -> usize {
        self.constructs.push((html, construct));
        self.constructs.len() - 1
    }

    pub(super) fn construct_mut(&mut self, index: usize) -> &mut Construct {
        &mut self.constructs[index].1
    }

    pub(super) fn add_html_block(&mut self, block: HtmlBlock) {
        self.html_blocks.push(block);
    }

    fn push(&mut self, html: u32, source: Span, kind: Kind) -> SegmentId {
        if let Some(last) = self.segments.last_mut()
            && !last.aside
            && last.kind == kind
        {
            let goes_on = match kind {
                Kind::Copied => {
                    last.source.end == source.start && html - last.html == last.source.len()
                }
                Kind::Made => last.source == source,
            };
            if goes_on {
                last.source.end = source.end;
                return SegmentId(self.segments.len() - 1);
            }
        }
        if self.segments.len() == 1 && self.segments[0].html == html {
            self.segments.clear();
        }
        self.segments.push(Segment {
            html,
            source,
            kind,
            aside: false,
        });
        SegmentId(self.segments.len() - 1)
    }
}

impl Segment {
    /// The part of the source that the overlap with `html` came from.
    fn source_of(&self, html: Span, next: Option<&Self>) -> Span {
        match self.kind {
            Kind::Made => self.source,
            Kind::Copied => {
                let end = next.map_or(html.end, |next| html.end.min(next.html));
                let from = html.start.saturating_sub(self.html).min(self.source.len());
                let to = end.saturating_sub(self.html).min(self.source.len());
                Span::new(self.source.start + from, self.source.start + to.max(from))
            }
        }
    }
}
