//! Markdown events to HTML, with a segment of the map for whatever is written.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr, Event, OffsetIter};

use super::Rendered;
use super::construct::{Construct, ConstructKind};
use super::escape::Escape;
use super::links::OpenLink;
use super::map::SourceMap;
use super::parts::Target;
use crate::document::Span;
use crate::document::span::offset;

/// Beyond this much HTML nothing more is rendered: a body may grow on the way.
const MOST_HTML: usize = 1 << 31;

/// Writes HTML and its source map side by side.
///
/// Offsets of the parser count from the start of the body; whatever goes into the map counts from
/// the start of the file.
pub(super) struct Writer<'a> {
    /// The body as it stands.
    pub(super) text: &'a str,
    /// The body as the parser sees it: the same bytes, but for markers that nest too deep.
    parsed: &'a str,
    base: u32,
    pub(super) html: String,
    pub(super) map: SourceMap,
    /// Behind the last piece of the body that was dealt with.
    pub(super) cursor: usize,
    pub(super) table: Table,
    /// Links whose end has not come; `None` for autolinks, which have no parts to be found.
    pub(super) open_links: Vec<Option<OpenLink>>,
    pub(super) open_blocks: Vec<OpenBlock>,
    /// What the link definitions hold, sorted by the places where they start.
    pub(super) definitions: Vec<(usize, Option<Target>)>,
    footnotes: HashMap<CowStr<'a>, usize>,
    defined_footnotes: HashSet<usize>,
}

/// Where in a table the text stands; tables do not nest.
#[derive(Default)]
pub(super) struct Table {
    pub(super) alignments: Vec<Alignment>,
    pub(super) cell: usize,
    pub(super) in_head: bool,
    pub(super) in_body: bool,
}

/// A heading or code block whose text has begun.
pub(super) struct OpenBlock {
    pub(super) construct: usize,
    pub(super) text_start: Option<usize>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(text: &'a str, parsed: &'a str, base: u32) -> Self {
        Self {
            text,
            parsed,
            base,
            html: String::with_capacity(text.len() + text.len() / 4),
            map: SourceMap::starting_at(base, text.len() / 32),
            cursor: 0,
            table: Table::default(),
            open_links: Vec::new(),
            open_blocks: Vec::new(),
            definitions: Vec::new(),
            footnotes: HashMap::new(),
            defined_footnotes: HashSet::new(),
        }
    }

    pub(super) fn run(mut self, mut events: OffsetIter<'a>) -> Rendered {
        while let Some((event, range)) = events.next() {
            self.event(event, range, &mut events);
            if self.html.len() > MOST_HTML {
                break;
            }
        }
        Rendered {
            html: self.html,
            map: self.map,
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>, events: &mut OffsetIter<'a>) {
        match event {
            Event::Start(tag) => return self.start(tag, range, events),
            Event::End(tag) => return self.end(tag, range),
            Event::Text(value) => {
                self.begin_block_text(&range);
                self.text(&value, &range, Escape::Text);
            }
            Event::Code(value) => self.code_span(&value, &range),
            Event::Html(value) => self.text(&value, &range, Escape::Nothing),
            Event::InlineHtml(value) => self.inline_html(&value, &range),
            Event::SoftBreak if &self.text[range.clone()] == "\n" => self.copied(&range),
            Event::SoftBreak => self.made("\n", &range),
            Event::HardBreak => self.made("<br />\n", &range),
            Event::Rule => {
                self.fresh_line();
                self.made("<hr />\n", &self.trimmed(&range));
            }
            Event::FootnoteReference(name) => self.footnote_reference(name, &range),
            Event::TaskListMarker(checked) => {
                let checked = if checked { r#" checked="""# } else { "" };
                let input = format!("<input disabled=\"\" type=\"checkbox\"{checked}/>\n");
                self.made(&input, &range);
            }
            // Math is not switched on.
            Event::InlineMath(value) | Event::DisplayMath(value) => {
                self.text(&value, &range, Escape::Text);
            }
        }
        self.cursor = range.end;
    }

    fn code_span(&mut self, value: &str, range: &Range<usize>) {
        let construct = self.construct(ConstructKind::CodeSpan, range);
        let inside = self.place(value).map(|inside| self.span(&inside));
        self.map.construct_mut(construct).text = inside;
        self.made("<code>", range);
        self.text(value, range, Escape::Text);
        self.made("</code>", range);
    }

    /// Inline HTML; where it runs over lines in a quote or list, the parser has taken the block
    /// prefixes out of it.
    fn inline_html(&mut self, value: &str, range: &Range<usize>) {
        let source = &self.text[range.clone()];
        let whole = self.place(value).is_some();
        if whole || source.matches('\n').count() != value.matches('\n').count() {
            return self.text(value, range, Escape::Nothing);
        }
        let mut line_start = range.start;
        for (line, kept) in source
            .split_inclusive('\n')
            .zip(value.split_inclusive('\n'))
        {
            let line_end = line_start + line.len();
            if line.ends_with(kept) {
                self.copied(&(line_end - kept.len()..line_end));
            } else {
                self.made(kept, &(line_start..line_end));
            }
            line_start = line_end;
        }
    }

    fn footnote_reference(&mut self, name: CowStr<'a>, range: &Range<usize>) {
        let number = self.footnote_number(name);
        self.construct(ConstructKind::FootnoteReference, range);
        self.made(
            &format!(
                r##"<sup class="footnote-reference"><a href="#fn-{number}">{number}</a></sup>"##
            ),
            range,
        );
    }

    pub(super) fn footnote_definition(&mut self, name: CowStr<'a>, range: &Range<usize>) {
        let number = self.footnote_number(name);
        let marker = self.first_line(range);
        self.fresh_line();
        self.construct(ConstructKind::FootnoteDefinition, range);
        // Generators use the first definition of a name; a second one gets no id.
        let id = if self.defined_footnotes.insert(number) {
            format!(r#" id="fn-{number}""#)
        } else {
            String::new()
        };
        self.made(
            &format!(r#"<div class="footnote-definition"{id}><sup>{number}</sup>"#),
            &marker,
        );
    }

    pub(super) fn footnote_number(&mut self, name: CowStr<'a>) -> usize {
        let next = self.footnotes.len() + 1;
        *self.footnotes.entry(name).or_insert(next)
    }

    /// Writes a value as text; it is copied where it is a piece of the body, made otherwise.
    pub(super) fn text(&mut self, value: &str, range: &Range<usize>, escape: Escape) {
        let Some(place) = self.place(value) else {
            return self.made(&escape.apply(value), range);
        };
        let mut at = place.start;
        loop {
            let plain = escape.plain(&self.text.as_bytes()[at..place.end]);
            self.copied(&(at..at + plain));
            at += plain;
            if at == place.end {
                break;
            }
            let written = escape.written(self.text.as_bytes()[at]);
            self.made(&written, &(at..at + 1));
            at += 1;
        }
    }

    /// Where a value of the parser stands in the body. It borrows what it can, so the address
    /// tells; `None` for what it had to make.
    pub(super) fn place(&self, value: &str) -> Option<Range<usize>> {
        let start = value
            .as_ptr()
            .addr()
            .checked_sub(self.parsed.as_ptr().addr())?;
        let range = start..start + value.len();
        (range.end <= self.text.len()).then_some(range)
    }

    /// Writes a piece of the body as it stands.
    fn copied(&mut self, piece: &Range<usize>) {
        if !piece.is_empty() {
            let source = self.span(piece);
            self.map.copied(offset(self.html.len()), source);
            self.html.push_str(&self.text[piece.clone()]);
        }
    }

    /// Writes something that was made from a piece of the body.
    pub(super) fn made(&mut self, piece: &str, source: &Range<usize>) {
        if !piece.is_empty() {
            let source = self.span(source);
            self.map.made(offset(self.html.len()), source);
            self.html.push_str(piece);
        }
    }

    /// Starts a line of HTML, as every block does.
    pub(super) fn fresh_line(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.made("\n", &(self.cursor..self.cursor));
        }
    }

    /// Records a construct for the element that is written next.
    pub(super) fn construct(&mut self, kind: ConstructKind, range: &Range<usize>) -> usize {
        let span = self.span(&self.trimmed(range));
        self.map
            .add_construct(offset(self.html.len()), Construct::new(kind, span))
    }

    pub(super) fn begin_block_text(&mut self, range: &Range<usize>) {
        if let Some(block) = self.open_blocks.last_mut() {
            block.text_start.get_or_insert(range.start);
        }
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::of(range.clone()).shift(self.base)
    }

    /// A range of a leaf block without the line ending that the parser counts in.
    pub(super) fn trimmed(&self, range: &Range<usize>) -> Range<usize> {
        let text = self.text[range.clone()].trim_end_matches([' ', '\t', '\r', '\n']);
        range.start..range.start + text.len()
    }

    pub(super) fn first_line(&self, range: &Range<usize>) -> Range<usize> {
        let line = self.text[range.clone()].lines().next().unwrap_or_default();
        range.start..range.start + line.trim_end().len()
    }
}
