//! Elements that a CSS selector describes.

use schemars::JsonSchema;
use scraper::{ElementRef, Selector};
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::Element;

/// Points at every element that a selector matches.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ElementCheck {
    /// A CSS selector (Selectors Level 4): `figcaption:not(figure figcaption)`.
    #[schemars(with = "String")]
    select: Select,
    /// The attribute to point at; the start tag without.
    #[serde(default)]
    attribute: Option<String>,
}

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Select {
    selector: Selector,
    names: Elements,
}

impl TryFrom<String> for Select {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let selector = Selector::parse(&text).map_err(|error| format!("`{text}`: {error}"))?;
        Ok(Self {
            selector,
            names: subjects(&text),
        })
    }
}

impl Kind for ElementCheck {
    const NAME: &'static str = "element";
    const HOLES: &'static [&'static str] = &["name", "value"];
}

impl Check for ElementCheck {
    fn elements(&self) -> Elements {
        self.select.names.clone()
    }

    fn element(&self, element: Element<'_>, _cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let matches = ElementRef::wrap(element.node())
            .is_some_and(|element| self.select.selector.matches(&element));
        if !matches || !element.is_written() {
            return;
        }
        let attribute = self
            .attribute
            .as_ref()
            .and_then(|name| element.attribute(name));
        let span = attribute.map_or(element.start_tag(), |attribute| attribute.span);
        let value = attribute.map_or("", |attribute| attribute.value);
        hits.push(
            Hit::new(span)
                .with("name", element.name())
                .with("value", value),
        );
    }
}

/// The names of the elements that a selector can match, so that it is tried on no others: the
/// type selector of the last compound of each alternative.
fn subjects(selector: &str) -> Elements {
    let mut names = Vec::new();
    let mut depth = 0_u32;
    let mut compound = String::new();
    for char in selector.chars().chain([',']) {
        match char {
            '(' | '[' => {
                if depth == 0 {
                    if compound.ends_with(' ') {
                        compound.clear();
                    }
                    compound.push(char);
                }
                depth += 1;
            }
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                let name: String = compound
                    .chars()
                    .take_while(|char| char.is_ascii_alphanumeric() || *char == '-')
                    .collect();
                if name.is_empty() || compound.contains('\\') {
                    return Elements::All;
                }
                names.push(name.to_ascii_lowercase());
                compound.clear();
            }
            // A combinator: what follows is the subject. Blanks before one change nothing.
            ' ' | '>' | '+' | '~' | '\n' | '\t' if depth == 0 => {
                if !compound.is_empty() && !compound.ends_with(' ') {
                    compound.push(' ');
                }
            }
            _ => {
                if depth == 0 && compound.ends_with(' ') {
                    compound.clear();
                }
                if depth == 0 {
                    compound.push(char);
                }
            }
        }
    }
    Elements::Named(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_possible_subjects_are_tried() {
        assert_eq!(subjects("figcaption"), Elements::named(&["figcaption"]));
        assert_eq!(
            subjects("figure > img[alt=''], a b.c "),
            Elements::named(&["img", "b"])
        );
        assert_eq!(subjects("x:not(figure y, z)"), Elements::named(&["x"]));
        assert_eq!(subjects("figure *"), Elements::All);
        assert_eq!(subjects("[alt]"), Elements::All);
        assert_eq!(subjects("p, .c"), Elements::All);
    }
}
