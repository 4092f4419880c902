//! Blocks inside of paragraphs.

use std::cell::OnceCell;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::html::StrayEndTag;
use crate::document::{Body, Closing, Element, Markup, Span};

/// Looks for paragraphs that a block has closed although their end tag follows (WHATWG HTML
/// §13.2.6.4.7: the start tag of a block closes a `p` element).
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockInParagraph {
    /// The blocks.
    elements: Vec<String>,
}

impl Kind for BlockInParagraph {
    const NAME: &'static str = "block-in-paragraph";
    const HOLES: &'static [&'static str] = &["name"];
}

impl Check for BlockInParagraph {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        if cx.article.markup() == Markup::Mdx {
            return;
        }
        let body = cx.article.body();
        let paragraphs = Paragraphs::new(body);
        for stray in body.dom().stray_end_tags() {
            let Some(cut) = paragraphs.cut_before(stray) else {
                continue;
            };
            if self.elements.contains(&cut.block) {
                let end = body.locate(stray.span);
                let hit = Hit::new(cut.by).with("name", cut.block);
                let hit = hit.related(cut.paragraph.start_tag(), "the paragraph");
                hits.push(hit.related(end, "makes another, empty one"));
            }
        }
    }
}

/// A paragraph that a block has closed before its end tag.
pub(super) struct CutParagraph<'a> {
    paragraph: Element<'a>,
    /// The start tag of the block, in the file.
    by: Span,
    /// The name of the block.
    block: String,
}

/// The paragraphs that an author wrote as HTML, in the order of their start tags. They are looked
/// for when the first stray `</p>` asks.
pub(super) struct Paragraphs<'a> {
    body: &'a Body,
    written: OnceCell<Vec<(Span, Element<'a>)>>,
}

impl<'a> Paragraphs<'a> {
    pub(super) fn new(body: &'a Body) -> Self {
        let written = OnceCell::new();
        Self { body, written }
    }

    fn written(&self) -> &[(Span, Element<'a>)] {
        self.written.get_or_init(|| {
            let elements = self.body.elements();
            let paragraphs = elements.filter(|element| {
                element.name() == "p" && element.is_written() && element.is_html()
            });
            let mut written: Vec<_> = paragraphs
                .filter_map(|element| Some((element.html_start_tag()?, element)))
                .collect();
            written.sort_by_key(|(tag, _)| *tag);
            written
        })
    }

    /// The paragraph whose end tag a stray `</p>` was meant to be: the one that is written last
    /// before it, if a block closed it.
    pub(super) fn cut_before(&self, stray: &StrayEndTag) -> Option<CutParagraph<'a>> {
        if stray.name != "p" {
            return None;
        }
        let written = self.written();
        let before = written.partition_point(|(tag, _)| tag.end <= stray.span.start);
        let (_, paragraph) = written[..before].last()?;
        let Closing::Implied { by } = paragraph.closing() else {
            return None;
        };
        Some(CutParagraph {
            paragraph: *paragraph,
            by: self.body.map().exact(by)?,
            block: tag_name(self.body.html().get(by.range())?)?,
        })
    }
}

/// The name in a start tag, in lower case.
fn tag_name(tag: &str) -> Option<String> {
    let name = tag.strip_prefix('<')?;
    let end = name.find(|char: char| char.is_ascii_whitespace() || matches!(char, '>' | '/'))?;
    (end > 0).then(|| name[..end].to_ascii_lowercase())
}
