//! Pictures that lie on the site itself.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Element, Span, offset};
use crate::fix::{Applicability, Edit, Fix};
use crate::site::{Address, Led, decoded};

/// Looks for the files of images that lie on the site.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LocalImage {
    /// What is objected to.
    fault: Fault,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// There is no such file.
    Missing,
    /// There is one whose name differs in the case of letters.
    Case,
}

impl Kind for LocalImage {
    const NAME: &'static str = "local-image";
    const HOLES: &'static [&'static str] = &["url", "path"];
}

impl Check for LocalImage {
    fn elements(&self) -> Elements {
        Elements::named(&["img"])
    }

    fn element(&self, element: Element<'_>, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(url) = element.attr("src") else {
            return;
        };
        let Some(site) = cx.site() else {
            return;
        };
        let Some(address) = Address::read(url) else {
            return;
        };
        let led = site.picture(&address, element.construct().is_some());
        if !matches!(led, Led::OtherCase(_) | Led::Nowhere { .. }) {
            return;
        }
        let Some(src) = element.attribute("src") else {
            return;
        };
        let span = src.value_span.unwrap_or(src.span);
        // What is put together from a template is known when the site is built.
        if cx.article.is_opaque(span) {
            return;
        }
        let written = cx.article.source().slice(span);
        match (self.fault, led) {
            (Fault::Missing, Led::Nowhere { place, sibling }) => {
                let mut hit = Hit::new(span).with("url", written).with("path", place);
                hit.note = sibling.map(|name| format!("`{name}` is there"));
                hits.push(hit);
            }
            (Fault::Case, Led::OtherCase(names)) => {
                let fix = respell(written, span, &names);
                let hit = Hit::new(span).with("url", written);
                hits.push(hit.with("path", names.join("/")).fix(fix));
            }
            _ => {}
        }
    }
}

/// Writes the names of an address as they are; none if a part of it is encoded that has to change.
pub(super) fn respell(written: &str, span: Span, names: &[String]) -> Option<Fix> {
    let mut at = written.find(['?', '#']).unwrap_or(written.len());
    let mut edits = Vec::new();
    for name in names.iter().rev() {
        let start = written[..at].rfind('/').map_or(0, |slash| slash + 1);
        let part = &written[start..at];
        let meant = decoded(part)?;
        if meant != *name {
            // Behind `..` the names are no longer those of the file.
            if meant.to_lowercase() != name.to_lowercase() {
                break;
            }
            if meant != part {
                return None;
            }
            let place = Span::new(span.start + offset(start), span.start + offset(at));
            edits.push(Edit::replace(place, name.clone()));
        }
        match start.checked_sub(1) {
            Some(slash) => at = slash,
            None => break,
        }
    }
    edits.reverse();
    let title = "write the name as the file has it";
    (!edits.is_empty()).then(|| Fix::new(title, Applicability::Safe, edits))
}
