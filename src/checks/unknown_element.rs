//! Elements that no browser knows.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::Element;
use crate::document::html::ELEMENTS;
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
    fn elements(&self) -> Elements {
        Elements::All
    }

    fn element(&self, element: Element<'_>, _cx: &Context<'_>, hits: &mut Vec<Hit>) {
        if element.is_known() || !element.is_written() || element.is_component() {
            return;
        }
        let name = element.name();
        if self.allow.iter().any(|allowed| allowed == name) {
            return;
        }
        let hit = Hit::new(element.start_tag()).with("name", name);
        hits.push(match nearest(name, ELEMENTS.iter().copied()) {
            Some(near) => hit.note(format!("`<{near}>` may be meant")),
            None => hit,
        });
    }
}
