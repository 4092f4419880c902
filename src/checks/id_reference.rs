//! References to ids that are not there.

use schemars::JsonSchema;
use serde::Deserialize;

use super::attribute_name::remove;
use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Element, Figure, Span, offset};

/// Looks at attributes that name ids of the same article.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct IdReference {
    /// Attributes that hold one or more ids, separated by blanks.
    attributes: Vec<String>,
}

impl Kind for IdReference {
    const NAME: &'static str = "id-reference";
    const HOLES: &'static [&'static str] = &["attribute", "id"];
}

impl Check for IdReference {
    fn elements(&self) -> Elements {
        Elements::having(&self.attributes)
    }

    fn element(&self, element: Element<'_>, _cx: &Context<'_>, hits: &mut Vec<Hit>) {
        for name in &self.attributes {
            let Some(ids) = element.attr(name).filter(|_| has_effect(element, name)) else {
                continue;
            };
            let known = element.body().ids();
            let mut dangling = words(ids)
                .filter(|(_, id)| !known.contains_key(*id))
                .peekable();
            if dangling.peek().is_none() {
                continue;
            }
            let Some(attribute) = element.attribute(name) else {
                continue;
            };
            let is_all = words(ids).nth(1).is_none() && !awaits_caption(element);
            for (at, id) in dangling {
                let span = match attribute.value_span {
                    // Character references make a value shorter than its bytes.
                    Some(value) if value.len() as usize == ids.len() => {
                        Span::new(value.start + at, value.start + at + offset(id.len()))
                    }
                    value => value.unwrap_or(attribute.span),
                };
                let hit = Hit::new(span)
                    .with("attribute", name.as_str())
                    .with("id", id);
                let fix = is_all.then(|| remove(element, name, "remove the reference"));
                hits.push(hit.fix(fix.flatten()));
            }
        }
    }
}

/// Whether the reference is to a caption that only lacks its tags: with them comes the id.
fn awaits_caption(element: Element<'_>) -> bool {
    Figure::of(element).is_some_and(|figure| figure.loose_text().is_some())
}

/// Whether an attribute refers to anything on this element and in its state.
fn has_effect(element: Element<'_>, attribute: &str) -> bool {
    let is = |names: &[&str]| names.contains(&element.name());
    let state = |name: &str| element.attr(name).map(str::trim);
    match attribute {
        // WHATWG HTML, index of attributes.
        "for" => is(&["label", "output"]),
        "list" => is(&["input"]),
        // What is shut may not be there yet; what is valid has no error to point at.
        "aria-controls" => {
            state("aria-expanded") != Some("false") && state("aria-selected") != Some("false")
        }
        "aria-errormessage" => !matches!(state("aria-invalid"), None | Some("" | "false")),
        _ => true,
    }
}

/// The words of a list that blanks separate, each with its offset in bytes.
fn words(list: &str) -> impl Iterator<Item = (u32, &str)> {
    let mut at = 0;
    list.split(|char: char| char.is_ascii_whitespace())
        .map(move |word| {
            let start = at;
            at += offset(word.len()) + 1;
            (start, word)
        })
        .filter(|(_, word)| !word.is_empty())
}
