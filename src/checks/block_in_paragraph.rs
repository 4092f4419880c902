//! Blocks inside of paragraphs.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
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
        for cut in cut_paragraphs(body) {
            if self.elements.contains(&cut.block) {
                let hit = Hit::new(cut.by).with("name", cut.block);
                let hit = hit.related(cut.paragraph.start_tag(), "the paragraph");
                let end = body.locate(cut.end);
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
    /// The end tag that was meant for the paragraph, in the HTML.
    pub(super) end: Span,
}

/// The paragraphs of an article that a block has cut, each with the stray end tag that was meant
/// for it.
///
/// A paragraph waits for its end tag until another one starts beside it: whoever writes that
/// leaves the end tags out.
pub(super) fn cut_paragraphs(body: &Body) -> Vec<CutParagraph<'_>> {
    let strays = body.dom().stray_end_tags().iter();
    let mut strays = strays.filter(|stray| stray.name == "p").peekable();
    if strays.peek().is_none() {
        return Vec::new();
    }
    let mut paragraphs: Vec<_> = body
        .elements()
        .filter(|element| element.name() == "p" && element.is_written() && element.is_html())
        .filter_map(|element| Some((element.html_start_tag()?, element)))
        .collect();
    paragraphs.sort_by_key(|(tag, _)| *tag);
    let mut paragraphs = paragraphs.into_iter().peekable();
    let mut waiting: Vec<Element<'_>> = Vec::new();
    let mut cut = Vec::new();
    for stray in strays {
        while let Some((_, next)) = paragraphs.next_if(|(tag, _)| tag.end <= stray.span.start) {
            let parent = next.node().parent();
            while waiting
                .pop_if(|last| last.node().parent() == parent)
                .is_some()
            {}
            if matches!(next.closing(), Closing::Implied { .. }) {
                waiting.push(next);
            }
        }
        let found = waiting.pop();
        cut.extend(found.and_then(|paragraph| by_block(body, paragraph, stray.span)));
    }
    cut
}

fn by_block<'a>(body: &'a Body, paragraph: Element<'a>, end: Span) -> Option<CutParagraph<'a>> {
    let Closing::Implied { by } = paragraph.closing() else {
        return None;
    };
    Some(CutParagraph {
        paragraph,
        by: body.map().exact(by)?,
        block: tag_name(body.html().get(by.range())?)?,
        end,
    })
}

/// The name in a start tag, in lower case.
fn tag_name(tag: &str) -> Option<String> {
    let name = tag.strip_prefix('<')?;
    let end = name.find(|char: char| char.is_ascii_whitespace() || matches!(char, '>' | '/'))?;
    (end > 0).then(|| name[..end].to_ascii_lowercase())
}
