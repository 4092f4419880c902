//! What the software of another site, or of a reader, has left in an article.

use html5ever::local_name;
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Deserialize;

use super::attribute_name::delete;
use super::lazy_image::is_shown;
use super::{Check, Context, Hit, Kind};
use crate::document::{Article, Element, Image, html};
use crate::fix::remove;
use crate::fix::{Applicability, Edit, Fix};

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
    /// Names of attributes that may say what stands nowhere else, an address or a caption. Taking
    /// them out is unsafe, and not offered while the address is all that the element has.
    #[serde(default)]
    #[schemars(with = "Vec<String>", extend("default" = []))]
    telling: Names,
    /// Classes. Without `attributes`, of elements with such a class only the outermost is told.
    #[serde(default)]
    #[schemars(with = "Vec<String>", extend("default" = []))]
    classes: Names,
}

/// Names, and what names begin with.
#[derive(Default, Deserialize)]
#[serde(from = "Vec<String>")]
struct Names {
    exact: FxHashSet<String>,
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
            || body.attribute_names().any(|name| self.objects_to(name))
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
                    .fix(without(cx.article, element)),
            );
            return;
        }
        let data = element.node().value().as_element();
        let attributes = data.into_iter().flat_map(|data| data.attrs());
        let found = attributes
            .map(|(name, _)| name)
            .find(|name| self.objects_to(name));
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

    fn objects_to(&self, attribute: &str) -> bool {
        self.attributes.have(attribute) || self.telling.have(attribute)
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

    /// Takes all such attributes out of a tag: first those that say nothing.
    fn clean(&self, element: Element<'_>) -> Option<Fix> {
        let removal = |names: &Names, trust| {
            let tag = element.written_start_tag()?;
            let mut edits = Vec::new();
            for attribute in html::attributes(tag) {
                let name = attribute.name.of_text(tag).to_ascii_lowercase();
                if names.have(&name) {
                    let fix = delete(element, attribute.span, "", trust)?;
                    edits.extend(fix.edits().iter().cloned());
                }
            }
            (!edits.is_empty()).then(|| Fix::new("remove what was left", trust, edits))
        };
        removal(&self.attributes, Applicability::Safe).or_else(|| {
            let shown = Image::of(element).is_none_or(is_shown);
            shown
                .then(|| removal(&self.telling, Applicability::Unsafe))
                .flatten()
        })
    }
}

/// Removes an element without text, or one whose text stands there a second time; of others, the
/// tags.
fn without(article: &Article<'_>, element: Element<'_>) -> Option<Fix> {
    let text = element.text();
    let words = text.trim();
    let again = || {
        let root = element.ancestors().last();
        root.is_some_and(|root| root.text().matches(words).count() > 1)
    };
    if element.is_blank_text() || again() {
        return remove(article, element, "remove the element");
    }
    let tags = [element.editable_start_tag()?, element.end_tag()?];
    let edits = tags.into_iter().map(Edit::delete).collect();
    let title = "keep its words, remove its tags";
    Some(Fix::new(title, Applicability::Unsafe, edits))
}
