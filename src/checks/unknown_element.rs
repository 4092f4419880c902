//! Elements that no browser knows.

use html5ever::LocalName;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::html::{self, ELEMENTS, is_known_name, is_obsolete};
use crate::document::{Body, Closing, Element};
use crate::suggest::nearest;

/// Looks for elements that HTML does not have.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UnknownElement {
    /// Names that are fine, such as those of a theme's own elements.
    #[serde(default)]
    allow: Vec<String>,
}

/// Shorter names are near to too many others.
const SHORTEST: usize = 4;

/// How many more places are pointed at.
const MAX_RELATED: usize = 3;

impl Kind for UnknownElement {
    const NAME: &'static str = "unknown-element";
    const HOLES: &'static [&'static str] = &["name"];
}

impl Check for UnknownElement {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        let allowed = |name: &LocalName| self.allow.iter().any(|allowed| **allowed == **name);
        let strange = body.element_names().filter(|name| !is_known_name(name));
        for name in strange.filter(|name| !allowed(name)) {
            look(body, name, hits);
        }
    }
}

fn look(body: &Body, name: &LocalName, hits: &mut Vec<Hit>) {
    let is_meant = |element: &Element<'_>| {
        !element.is_known()
            && element.is_written()
            && !element.is_component()
            && !is_filled_by_script(*element)
    };
    let mut elements = body.named(name).filter(is_meant).peekable();
    if elements.peek().is_none() {
        return;
    }
    let near = near(name);
    let mut invented = Vec::new();
    for element in elements {
        let hit = Hit::new(element.start_tag()).with("name", &**name);
        let near = near.filter(|_| !has_words(element));
        let hit = match near {
            Some(near) => hit.note(format!("`<{near}>` may be meant")),
            None => hit,
        };
        // What has an end tag is no text in angle brackets.
        if !matches!(element.closing(), Closing::EndTag(_)) {
            let help = format!(
                "write `&lt;` for the angle bracket if `{name}` is text, or correct the name"
            );
            hits.push(hit.help(help));
        } else if near.is_some() {
            hits.push(hit);
        } else {
            invented.push(hit);
        }
    }
    hits.extend(once(invented));
}

/// One invention is one fault, however often it is made use of.
fn once(hits: Vec<Hit>) -> Option<Hit> {
    let count = hits.len();
    let mut hits = hits.into_iter();
    let mut first = hits.next()?;
    for again in hits.take(MAX_RELATED) {
        first = first.related(again.span, "and here");
    }
    Some(match count > MAX_RELATED + 1 {
        true => first.note(format!("it stands here {count} times")),
        false => first,
    })
}

/// The element whose name was mistyped, if it looks so.
fn near(name: &str) -> Option<&'static str> {
    if name.len() < SHORTEST {
        return None;
    }
    let in_use = ELEMENTS.iter().copied().filter(|name| !is_obsolete(name));
    let near = nearest(name, in_use)?;
    let is_part = name.starts_with(near) || near.starts_with(name);
    (!is_part).then_some(near)
}

/// Whether words follow the name, as in `<insert name here>`.
fn has_words(element: Element<'_>) -> bool {
    let mut attributes = element
        .written_start_tag()
        .into_iter()
        .flat_map(html::attributes);
    attributes.any(|attribute| attribute.value.is_none())
}

/// Whether a framework makes something of the element: it, or what it holds, has attributes such
/// as `:width`, `@click`, `v-if` or `#aside`.
fn is_filled_by_script(element: Element<'_>) -> bool {
    let is_bound = |element: Element<'_>| {
        let data = element.node().value().as_element();
        let mut names = data.into_iter().flat_map(|data| data.attrs());
        names.any(|(name, _)| name.starts_with([':', '@', '#']) || name.starts_with("v-"))
    };
    is_bound(element) || element.children().any(is_bound)
}
