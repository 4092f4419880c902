//! What the software of another site, or of a reader, has left in an article.

use html5ever::local_name;
use schemars::JsonSchema;
use serde::Deserialize;

use super::attribute_name::delete;
use super::{Check, Context, Hit, Kind};
use crate::document::{Element, Needles, html};
use crate::fix::{Applicability, Edit, Fix};

/// Points at elements and attributes by their names, and at elements by their classes. A name
/// that ends in `*` stands for all that begin so.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Residue {
    /// Names of elements.
    #[serde(default)]
    elements: Vec<String>,
    /// Names of attributes.
    #[serde(default)]
    attributes: Vec<String>,
    /// Classes.
    #[serde(default)]
    #[schemars(with = "Vec<String>", extend("default" = []))]
    classes: Classes,
}

/// Classes, and a fast way to see that an article has none of them.
#[derive(Default, Deserialize)]
#[serde(from = "Vec<String>")]
struct Classes {
    names: Vec<String>,
    needles: Needles,
}

impl From<Vec<String>> for Classes {
    fn from(names: Vec<String>) -> Self {
        let needles = Needles::new(names.iter().map(|name| name.trim_end_matches('*')));
        Self { names, needles }
    }
}

impl Kind for Residue {
    const NAME: &'static str = "residue";
    const HOLES: &'static [&'static str] = &["name"];
}

impl Check for Residue {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        let there = body
            .element_names()
            .any(|name| is_one_of(&self.elements, name))
            || body
                .attribute_names()
                .any(|name| is_one_of(&self.attributes, name))
            || (body.has_attribute(&local_name!("class"))
                && self.classes.needles.any_in(body.html()));
        if !there {
            return;
        }
        for element in body.elements().filter(Element::is_written) {
            self.look(element, hits);
        }
    }
}

impl Residue {
    fn look(&self, element: Element<'_>, hits: &mut Vec<Hit>) {
        let name = element.name();
        if is_one_of(&self.elements, name) {
            // What it holds goes with it.
            let inside = |outer: Element<'_>| is_one_of(&self.elements, outer.name());
            if element.ancestors().any(inside) {
                return;
            }
            hits.push(
                Hit::new(element.start_tag())
                    .with("name", format!("<{name}>"))
                    .fix(remove(element)),
            );
            return;
        }
        let data = element.node().value().as_element();
        let attributes = data.into_iter().flat_map(|data| data.attrs());
        let found = attributes
            .map(|(name, _)| name)
            .find(|name| is_one_of(&self.attributes, name));
        if let Some(found) = found {
            let place = element
                .attribute(found)
                .map_or(element.start_tag(), |found| found.span);
            let hit = Hit::new(place).with("name", found);
            hits.push(hit.fix(self.clean(element)));
            return;
        }
        let classes = element.attr("class").unwrap_or_default();
        let found = classes
            .split_ascii_whitespace()
            .find(|class| is_one_of(&self.classes.names, class));
        if let (Some(found), Some(class)) = (found, element.attribute("class")) {
            hits.push(Hit::new(class.span).with("name", found));
        }
    }

    /// Takes all such attributes out of a tag.
    fn clean(&self, element: Element<'_>) -> Option<Fix> {
        let tag = element.written_start_tag()?;
        let mut edits = Vec::new();
        for attribute in html::attributes(tag) {
            let name = attribute.name.of_text(tag).to_ascii_lowercase();
            if is_one_of(&self.attributes, &name) {
                let fix = delete(element, attribute.span, "", Applicability::Safe)?;
                edits.extend(fix.edits().iter().cloned());
            }
        }
        Some(Fix::new("remove what was left", Applicability::Safe, edits))
    }
}

fn is_one_of(names: &[String], name: &str) -> bool {
    names.iter().any(|wanted| match wanted.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => wanted == name,
    })
}

fn remove(element: Element<'_>) -> Option<Fix> {
    element.editable_start_tag()?;
    element.end_tag()?;
    Some(Fix::new(
        "remove the element",
        Applicability::Unsafe,
        vec![Edit::delete(element.span())],
    ))
}
