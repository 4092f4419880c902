//! Elements that need a text and have none.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Element, Markup};
use crate::fix::{is_bare, remove};

/// Points at elements that say nothing: no text, no image, no name.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EmptyElement {
    /// The names of the elements.
    elements: Vec<String>,
}

impl Kind for EmptyElement {
    const NAME: &'static str = "empty-element";
    const HOLES: &'static [&'static str] = &["name"];
}

impl Check for EmptyElement {
    fn elements(&self) -> Elements {
        Elements::named(&self.elements)
    }

    fn element(&self, element: Element<'_>, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        // Marks in the page itself are made by generators, and shown by style sheets.
        let leads_away = |href: &str| !href.starts_with('#');
        let anchor = element.name() == "a" && !element.attr("href").is_some_and(leads_away);
        let named = |element: Element<'_>| {
            element
                .attr("title")
                .is_some_and(|title| !title.trim().is_empty())
                || element.has_aria_name()
        };
        // In MDX an expression may stand inside, and a component fills itself.
        let empty = element.is_written()
            && !anchor
            && cx.article.markup() != Markup::Mdx
            && element.is_blank_text()
            && !named(element)
            && !is_filled_by_script(element)
            && !element.is_hidden();
        if !empty
            || element
                .descendants()
                .any(|inner| speaks(inner) || named(inner))
        {
            return;
        }
        // What a generator fills in is there when the page is built.
        if !cx.article.is_opaque(element.span()) {
            let fix = is_bare(element, &["href", "target", "rel"])
                .then(|| remove(cx.article, element, "remove it"));
            let hit = Hit::new(element.start_tag()).with("name", element.name());
            hits.push(hit.fix(fix.flatten()));
        }
    }
}

/// Whether the element tells a script what to put into it: `data-iframely-url`.
fn is_filled_by_script(element: Element<'_>) -> bool {
    let attributes = element.attributes();
    let mut names = attributes.iter().map(|(name, _)| &**name);
    names.any(|name| {
        let name = name.strip_prefix("data-").unwrap_or_default();
        name.contains("embed") || name.ends_with("-url")
    })
}

/// Whether an element may say something without text.
fn speaks(element: Element<'_>) -> bool {
    matches!(
        element.name(),
        "img" | "svg" | "iframe" | "object" | "video" | "audio" | "input" | "canvas" | "math"
    ) || element.is_component()
}
