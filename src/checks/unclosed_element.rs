//! Elements that are never closed.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Closing, Element, Span};

/// Looks for elements whose end tag is required (WHATWG HTML §13.1.2.4) and missing.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UnclosedElement {}

/// Elements whose end tag may be left out.
const OPTIONAL_END: &[&str] = &[
    "html", "head", "body", "li", "dt", "dd", "p", "rt", "rp", "rb", "rtc", "optgroup", "option",
    "colgroup", "caption", "thead", "tbody", "tfoot", "tr", "td", "th",
];

impl Kind for UnclosedElement {
    const NAME: &'static str = "unclosed-element";
    const HOLES: &'static [&'static str] = &["name", "end"];
}

impl Check for UnclosedElement {
    fn elements(&self) -> Elements {
        Elements::All
    }

    fn element(&self, element: Element<'_>, _cx: &Context<'_>, hits: &mut Vec<Hit>) {
        if !element.is_written() || !element.is_html() || OPTIONAL_END.contains(&element.name()) {
            return;
        }
        let body = element.body();
        let hit = Hit::new(element.start_tag()).with("name", element.name());
        match element.closing() {
            Closing::EndOfInput => {
                hits.push(hit.with("end", "the end of the article"));
            }
            Closing::Implied { at } => {
                let place = body.locate(Span::at(at));
                hits.push(hit.with("end", "something else").related(place, "closed here, by another tag"));
            }
            _ => {}
        }
    }
}
