//! Elements that are not closed, or not in order.

mod end;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
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
    /// The end tag comes after that of an element around it.
    Misnested,
}

impl Kind for UnclosedElement {
    const NAME: &'static str = "unclosed-element";
    const HOLES: &'static [&'static str] = &["name"];
}

impl Check for UnclosedElement {
    fn elements(&self) -> Elements {
        Elements::All
    }

    fn element(&self, element: Element<'_>, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = element.body();
        // Where the parser gave up nobody knows how things end. MDX does not compile with a tag
        // left open, so there its build says so.
        let lost = body.dom().too_deep().is_some() || body.dom().cut_short().is_some();
        let closing = element.closing();
        let fault = match closing {
            Closing::EndOfInput | Closing::Implied { .. } => Fault::Unclosed,
            Closing::Misnested { .. } => Fault::Misnested,
            _ => return,
        };
        let is_meant = fault == self.fault && is_judged(element);
        if lost || cx.article.markup() == Markup::Mdx || !is_meant {
            return;
        }
        let hit = Hit::new(element.start_tag()).with("name", element.name());
        hits.push(match closing {
            Closing::Implied { by } => {
                closed_by(hit, element, by).fix(end::mended(element, cx.article))
            }
            Closing::Misnested { by, end } => {
                let hit = closed_by(hit, element, by);
                hit.related(body.locate(end), "its end tag comes too late")
            }
            _ => hit.fix(end::mended(element, cx.article)),
        });
    }
}

/// Whether an element has to have an end tag of its own.
fn is_judged(element: Element<'_>) -> bool {
    element.is_written() && element.is_html() && element.is_known() && !element.may_omit_end_tag()
}

/// Points at what closed an element. Where that is a tag which only the renderer of Markdown
/// wrote, other renderers may do otherwise.
fn closed_by(hit: Hit, element: Element<'_>, by: Span) -> Hit {
    let body = element.body();
    match body.map().exact(by) {
        Some(written) => hit.related(written, "closed by this"),
        None => hit
            .level(Level::Warning)
            .note("to Markdown the HTML ends at the blank line or at the end of the paragraph"),
    }
}
