//! Blocks inside of paragraphs.

use ego_tree::NodeRef;
use schemars::JsonSchema;
use scraper::Node;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::{Article, Body, Closing, Element, Markup, Span, is_inline, offset};
use crate::fix::{Applicability, Edit, Fix, gone, is_plain};

/// Looks for paragraphs that a block has closed although their end tag follows (WHATWG HTML
/// §13.2.6.4.7: the start tag of a block closes a `p` element).
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockInParagraph {
    /// The blocks.
    elements: Vec<String>,
}

/// What to do where the block is all that stands in the paragraph.
const UNWRAP: &str = "remove the paragraph around it";

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
                let hit = Hit::new(cut.by).with("name", &*cut.block);
                let hit = hit.related(cut.paragraph.start_tag(), "the paragraph");
                let end = body.locate(cut.end);
                let hit = hit.related(end, "makes another, empty one");
                hits.push(match mended(&cut, cx.article) {
                    Some(Mended::Unwrapped(fix)) => hit.fix(fix).help(UNWRAP),
                    Some(Mended::Parted(fix)) => hit.fix(fix),
                    None => hit,
                });
            }
        }
    }
}

/// A paragraph that a block has closed before its end tag.
pub(super) struct CutParagraph<'a> {
    paragraph: Element<'a>,
    /// The start tag of the block, in the file.
    by: Span,
    /// The start tag of the block, in the HTML.
    tag: Span,
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
        tag: by,
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

enum Mended {
    /// There is no paragraph any more.
    Unwrapped(Fix),
    /// The paragraph ends before the block.
    Parted(Fix),
}

/// The paragraph as browsers see it: it ends before the block; what follows the block, if there is
/// anything, is another one.
fn mended(cut: &CutParagraph<'_>, article: &Article<'_>) -> Option<Mended> {
    // A caption that stands alone is no better off without the paragraph.
    if cut.block == "figcaption" {
        return None;
    }
    let (paragraph, body) = (cut.paragraph, article.body());
    let start = paragraph.editable_start_tag()?;
    let end = body.map().exact(cut.end)?;
    let text = article.source().text();
    let mut edits = Vec::new();
    let is_empty = paragraph.node().children().all(is_blank);
    let behind = behind(cut, body)?;
    let behind = behind.first();
    if is_empty {
        edits.push(Edit::delete(gone(article, start)));
    } else {
        let written = text.get(start.end as usize..cut.by.start as usize)?;
        let close = start.end + offset(written.trim_end().len());
        edits.push(Edit::insert(close, "</p>"));
    }
    let title = match behind {
        // Nothing may be lost with the paragraph that something could refer to.
        None if is_empty && !is_plain(paragraph) => return None,
        None => {
            edits.push(Edit::delete(gone(article, end)));
            match is_empty {
                true => UNWRAP,
                false => "close the paragraph before it",
            }
        }
        Some(behind) => {
            let tag = if is_empty { start.of_text(text) } else { "<p>" };
            edits.push(Edit::insert(body.map().exact(*behind)?.start, tag));
            // The same tag, which now ends what begins before it.
            edits.push(Edit::replace(end, end.of_text(text)));
            "close the paragraph before it, and begin another behind it"
        }
    };
    let fix = Fix::new(title, Applicability::Unsafe, edits);
    Some(match is_empty && behind.is_none() {
        true => Mended::Unwrapped(fix),
        false => Mended::Parted(fix),
    })
}

/// The parts of the text that stands between the last block and the end tag, in the HTML; `None`
/// where that cannot be said.
fn behind(cut: &CutParagraph<'_>, body: &Body) -> Option<Vec<Span>> {
    let mut siblings = cut.paragraph.node().next_siblings();
    let block = body.element(siblings.next()?.id())?;
    if block.html_start_tag() != Some(cut.tag) || block.editable_end_tag().is_none() {
        return None;
    }
    let mut behind = Vec::new();
    for node in siblings {
        let element = body.element(node.id());
        let is_of_end = |element: Element<'_>| {
            element.is_implied() && element.closing() == Closing::Implied { by: cut.end }
        };
        if element.is_some_and(is_of_end) {
            return Some(behind);
        }
        match element {
            _ if is_blank(node) => {}
            Some(element) if !is_inline(element.name()) => {
                // Text between two blocks would have to be a paragraph of its own.
                if !behind.is_empty() || !element.is_written() {
                    return None;
                }
            }
            _ => {
                behind.push(match element {
                    Some(element) => element.html_start_tag()?,
                    None => body.trimmed_text(node.id())?,
                });
            }
        }
    }
    None
}

fn is_blank(node: NodeRef<'_, Node>) -> bool {
    matches!(node.value(), Node::Text(text) if text.trim().is_empty())
}
