//! Blocks inside of paragraphs.

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
        for stray in body.dom().stray_end_tags() {
            let Some(cut) = cut_paragraph(body, stray) else {
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

/// The paragraph whose end tag a stray `</p>` was meant to be: the one that is written last
/// before it, if a block closed it.
pub(super) fn cut_paragraph<'a>(body: &'a Body, stray: &StrayEndTag) -> Option<CutParagraph<'a>> {
    if stray.name != "p" {
        return None;
    }
    let paragraph = body
        .elements()
        .filter(|element| element.name() == "p" && element.is_written() && element.is_html())
        .filter(|element| {
            element
                .html_start_tag()
                .is_some_and(|tag| tag.end <= stray.span.start)
        })
        .max_by_key(|element| element.html_start_tag())?;
    let Closing::Implied { by } = paragraph.closing() else {
        return None;
    };
    Some(CutParagraph {
        paragraph,
        by: body.map().exact(by)?,
        block: tag_name(body.html().get(by.range())?)?,
    })
}

/// The name in a start tag, in lower case.
fn tag_name(tag: &str) -> Option<String> {
    let name = tag.strip_prefix('<')?;
    let end = name.find(|char: char| char.is_ascii_whitespace() || matches!(char, '>' | '/'))?;
    (end > 0).then(|| name[..end].to_ascii_lowercase())
}
