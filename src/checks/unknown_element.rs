//! Elements that no browser knows.

use html5ever::LocalName;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::Element;
use crate::document::html::{ELEMENTS, is_known};
use crate::suggest::nearest;

/// Looks for elements that HTML does not have.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UnknownElement {
    /// Names that are fine, such as those of a theme's own elements.
    #[serde(default)]
    allow: Vec<String>,
}

impl Kind for UnknownElement {
    const NAME: &'static str = "unknown-element";
    const HOLES: &'static [&'static str] = &["name"];
}

impl Check for UnknownElement {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        let allowed = |name: &LocalName| self.allow.iter().any(|allowed| **allowed == **name);
        let strange = body.element_names().filter(|name| !is_known(name));
        for name in strange.filter(|name| !allowed(name)) {
            for element in body.named(name) {
                look(element, hits);
            }
        }
    }
}

fn look(element: Element<'_>, hits: &mut Vec<Hit>) {
    if !element.is_known() && element.is_written() && !element.is_component() {
        let name = element.name();
        let hit = Hit::new(element.start_tag()).with("name", name);
        hits.push(match nearest(name, ELEMENTS.iter().copied()) {
            Some(near) => hit.note(format!("`<{near}>` may be meant")),
            None => hit,
        });
    }
}
