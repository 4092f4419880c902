//! Elements that are not closed, or not in order.

mod end;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::{Closing, Element, Markup, Span};
use crate::finding::Level;

/// Looks at how elements end whose end tag is required (WHATWG HTML §13.1.2.4).
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UnclosedElement {
    /// What is objected to.
    fault: Fault,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// There is no end tag.
    Unclosed,
    /// There is one, but it stands in or behind another element.
    Misnested,
}

impl Kind for UnclosedElement {
    const NAME: &'static str = "unclosed-element";
    const HOLES: &'static [&'static str] = &["name"];
}

impl Check for UnclosedElement {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        // Where the parser gave up nobody knows how things end. MDX does not compile with a tag
        // left open, so there its build says so.
        let lost = body.dom().too_deep().is_some() || body.dom().cut_short().is_some();
        if !lost && cx.article.markup() != Markup::Mdx {
            for element in body.left_open().filter(|element| is_judged(*element)) {
                self.look(element, cx, hits);
            }
        }
    }
}

impl UnclosedElement {
    fn look(&self, element: Element<'_>, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = element.body();
        let closing = element.closing();
        let end_tag = match closing {
            Closing::Misnested { end, .. } => Some(end),
            _ => body.overlaps().end_of(element.id()),
        };
        let fault = match end_tag {
            Some(_) => Fault::Misnested,
            None => Fault::Unclosed,
        };
        if fault != self.fault {
            return;
        }
        let hit = Hit::new(element.start_tag()).with("name", element.name());
        let by = match closing {
            Closing::Implied { by } | Closing::Misnested { by, .. } => Some(by),
            _ => None,
        };
        hits.push(match (end_tag, by) {
            (Some(tag), by) => {
                overlapping(hit, element, (tag, by), cx).fix(end::turned_back(element, cx.article))
            }
            (None, Some(by)) => {
                closed_by(as_text(hit, element), element, by).fix(end::mended(element, cx.article))
            }
            (None, None) => as_text(hit, element).fix(end::mended(element, cx.article)),
        });
    }
}

/// An element and its end tag, which something stands between.
fn overlapping(
    hit: Hit,
    element: Element<'_>,
    (end, by): (Span, Option<Span>),
    cx: &Context<'_>,
) -> Hit {
    let body = element.body();
    let written = body.locate(end);
    let hit = match by {
        Some(by) if by.start < end.start => {
            let hit = closed_by(hit, element, by);
            let hit = hit.related(written, "its end tag comes too late");
            return cut_by_start(hit, element, by);
        }
        Some(by) => hit.related(body.locate(by), "closed by this"),
        None => hit,
    };
    let hit = hit.related(written, "its end tag does not count here");
    let between = Span::new(element.start_tag().end.min(written.start), written.start);
    let is_markdown = cx.article.markup() == Markup::Markdown;
    if is_markdown && has_blank_line(between.of_text(cx.article.source().text())) {
        return hit.note("to Markdown the blank line between its tags begins a paragraph");
    }
    hit
}

/// A name in angle brackets in a sentence of Markdown may be meant as text.
fn as_text(hit: Hit, element: Element<'_>) -> Hit {
    let in_sentence = element
        .parent()
        .is_some_and(|parent| parent.is_written() && !parent.is_html());
    if !in_sentence || !element.attributes().is_empty() {
        return hit;
    }
    let name = element.name();
    hit.help(format!(
        "add the end tag where the element should end, or write `&lt;{name}>` if the tag is text"
    ))
}

/// What to do where a start tag has closed an element.
fn cut_by_start(hit: Hit, element: Element<'_>, by: Span) -> Hit {
    let body = element.body();
    let tag = by.of_text(body.html());
    let end = tag.find(|char: char| char.is_ascii_whitespace() || matches!(char, '>' | '/'));
    let Some(name) = end.filter(|&end| end > 1).map(|end| &tag[1..end]) else {
        return hit;
    };
    let paragraph = element.closest("p");
    if paragraph.is_some_and(|paragraph| !paragraph.is_html()) {
        return hit
            .note(format!(
                "Markdown makes a paragraph here, and the `<{name}>` ends it"
            ))
            .help(format!(
                "take the `<{name}>` out, or put a `<div>` around it all"
            ));
    }
    hit.help(format!("close it before the `<{name}>`"))
}

/// Whether an element has to have an end tag of its own.
fn is_judged(element: Element<'_>) -> bool {
    !element.may_omit_end_tag() && element.is_written() && element.is_html() && element.is_known()
}

/// Points at what closed an element. Where that is a tag which only the renderer of Markdown
/// wrote, other renderers may do otherwise.
fn closed_by(hit: Hit, element: Element<'_>, by: Span) -> Hit {
    let body = element.body();
    if let Some(written) = body.map().exact(by) {
        return hit.related(written, "closed by this");
    }
    let tag = by.of_text(body.html()).trim_end();
    let name = tag.trim_start_matches(['<', '/']).trim_end_matches('>');
    let what = match name {
        "p" => "the paragraph",
        "li" => "the list item",
        "blockquote" => "the quote",
        "th" | "td" | "tr" | "tbody" | "table" => "the table cell",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "the heading",
        "a" => "the link",
        "em" => "the emphasis",
        "strong" => "the bold text",
        _ => "what is around it",
    };
    hit.level(Level::Warning)
        .note(format!("to Markdown it ends with {what}"))
}

/// Whether there is a blank line, as far back from the end of a text as one is looked for.
fn has_blank_line(text: &str) -> bool {
    const REACH: usize = 4096;
    let near = &text.as_bytes()[text.len().saturating_sub(REACH)..];
    let mut lines = near.split(|&byte| byte == b'\n').skip(1).peekable();
    while let Some(line) = lines.next() {
        if lines.peek().is_some() && line.trim_ascii().is_empty() {
            return true;
        }
    }
    false
}
