//! What the software of another site, or of a reader, has left in an article.

use std::collections::HashSet;

use html5ever::local_name;
use schemars::JsonSchema;
use serde::Deserialize;

use super::attribute_name::delete;
use super::{Check, Context, Hit, Kind};
use crate::document::{Element, html};
use crate::fix::remove;
use crate::fix::{Applicability, Fix};

/// Points at elements and attributes by their names, and at elements by their classes. A name
/// that ends in `*` stands for all that begin so.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Residue {
    /// Names of elements.
    #[serde(default)]
    #[schemars(with = "Vec<String>", extend("default" = []))]
    elements: Names,
    /// Names of attributes.
    #[serde(default)]
    #[schemars(with = "Vec<String>", extend("default" = []))]
    attributes: Names,
    /// Classes. Without `attributes`, of elements with such a class only the outermost is told.
    #[serde(default)]
    #[schemars(with = "Vec<String>", extend("default" = []))]
    classes: Names,
}

/// Names, and what names begin with.
#[derive(Default, Deserialize)]
#[serde(from = "Vec<String>")]
struct Names {
    exact: HashSet<String>,
    starts: Vec<String>,
}

impl From<Vec<String>> for Names {
    fn from(names: Vec<String>) -> Self {
        let (starts, exact): (Vec<_>, _) = names.into_iter().partition(|name| name.ends_with('*'));
        let starts = starts
            .iter()
            .map(|name| name.trim_end_matches('*').to_owned());
        Self {
            starts: starts.collect(),
            exact: exact.into_iter().collect(),
        }
    }
}

impl Names {
    fn have(&self, name: &str) -> bool {
        self.exact.contains(name) || self.starts.iter().any(|start| name.starts_with(&**start))
    }
}

impl Kind for Residue {
    const NAME: &'static str = "residue";
    const HOLES: &'static [&'static str] = &["name"];
}

impl Check for Residue {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        let there = body.element_names().any(|name| self.elements.have(name))
            || body
                .attribute_names()
                .any(|name| self.attributes.have(name))
            || body
                .having(&local_name!("class"))
                .any(|element| self.class_of(element).is_some());
        if !there {
            return;
        }
        for element in body.elements().filter(Element::is_written) {
            self.look(element, cx, hits);
        }
    }
}

impl Residue {
    fn look(&self, element: Element<'_>, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let name = element.name();
        if self.elements.have(name) {
            // What it holds goes with it.
            let inside = |outer: Element<'_>| self.elements.have(outer.name());
            if element.ancestors().any(inside) {
                return;
            }
            hits.push(
                Hit::new(element.start_tag())
                    .with("name", format!("<{name}>"))
                    .fix(remove(cx.article, element, "remove the element")),
            );
            return;
        }
        let data = element.node().value().as_element();
        let attributes = data.into_iter().flat_map(|data| data.attrs());
        let found = attributes
            .map(|(name, _)| name)
            .find(|name| self.attributes.have(name));
        if let Some(found) = found {
            let place = element
                .attribute(found)
                .map_or(element.start_tag(), |found| found.span);
            let hit = Hit::new(place).with("name", found);
            hits.push(hit.fix(self.clean(element)));
        }
        if let Some(found) = self.class_of(element)
            && let Some(class) = element.attribute("class")
            && !self.is_inside_another(element)
        {
            hits.push(Hit::new(class.span).with("name", found));
        }
    }

    /// Where classes are all that is asked for, elements are meant as a whole: what one holds goes
    /// with it.
    fn is_inside_another(&self, element: Element<'_>) -> bool {
        self.attributes.exact.is_empty()
            && self.attributes.starts.is_empty()
            && element
                .ancestors()
                .any(|outer| self.class_of(outer).is_some())
    }

    /// The first class of an element that is one of these.
    fn class_of<'a>(&self, element: Element<'a>) -> Option<&'a str> {
        let mut classes = element.attr("class")?.split_ascii_whitespace();
        classes.find(|class| self.classes.have(class))
    }

    /// Takes all such attributes out of a tag.
    fn clean(&self, element: Element<'_>) -> Option<Fix> {
        let tag = element.written_start_tag()?;
        let mut edits = Vec::new();
        for attribute in html::attributes(tag) {
            let name = attribute.name.of_text(tag).to_ascii_lowercase();
            if self.attributes.have(&name) {
                let fix = delete(element, attribute.span, "", Applicability::Safe)?;
                edits.extend(fix.edits().iter().cloned());
            }
        }
        Some(Fix::new("remove what was left", Applicability::Safe, edits))
    }
}
