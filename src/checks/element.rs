//! Elements that a CSS selector describes.

use schemars::JsonSchema;
use scraper::{ElementRef, Selector};
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Article, Element, Span};
use crate::written::Pattern;

/// Points at every element that a selector matches; with `at-least` or `at-most`, at an article
/// that has too few or too many of them.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ElementCheck {
    /// A CSS selector (Selectors Level 4, with `:is`, `:where`, `:not` and `:has`):
    /// `figure:not(:has(figcaption))`.
    #[schemars(with = "String")]
    select: Select,
    /// The attribute to point at; the start tag without.
    #[serde(default)]
    attribute: Option<String>,
    /// A regular expression that has to be found in the value of `attribute`, or without
    /// `attribute` in the text of the element, white space collapsed.
    #[serde(default)]
    matches: Option<Pattern>,
    /// How many such elements an article needs.
    #[serde(default)]
    at_least: Option<usize>,
    /// How many such elements an article may have.
    #[serde(default)]
    at_most: Option<usize>,
    /// A regular expression for template tags that stand for such an element, as
    /// `\{\{< figure` does on Hugo.
    #[serde(default)]
    or_template: Option<Pattern>,
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
    const HOLES: &'static [&'static str] = &["name", "value", "text", "count"];

    fn validate(&self) -> Result<(), String> {
        let counted = self.at_least.is_some() || self.at_most.is_some();
        if self.or_template.is_some() && !counted {
            return Err("`or-template` needs `at-least` or `at-most`".to_owned());
        }
        match (self.at_least, self.at_most) {
            (Some(least), Some(most)) if least > most => {
                Err("`at-least` is greater than `at-most`".to_owned())
            }
            (Some(0), _) => Err("`at-least: 0` asks for nothing".to_owned()),
            _ => Ok(()),
        }
    }
}

impl Check for ElementCheck {
    fn elements(&self) -> Elements {
        match self.is_counted() {
            true => Elements::None,
            false => self.select.names.clone(),
        }
    }

    fn element(&self, element: Element<'_>, _cx: &Context<'_>, hits: &mut Vec<Hit>) {
        if self.is_meant(element) {
            hits.push(self.hit(element));
        }
    }

    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        if !self.is_counted() {
            return;
        }
        let elements = cx.article.body().elements();
        let meant: Vec<_> = elements.filter(|element| self.is_meant(*element)).collect();
        let count = meant.len() + self.templates(cx.article);
        if self.at_least.is_some_and(|least| count < least) {
            let hit = Hit::new(place_of_lack(cx.article));
            hits.push(hit.with("count", count.to_string()));
        }
        let most = self.at_most.filter(|&most| count > most);
        let extra = most.and_then(|most| meant.get(most).or(meant.last()));
        if let Some(extra) = extra {
            hits.push(self.hit(*extra).with("count", count.to_string()));
        }
    }
}

impl ElementCheck {
    fn is_counted(&self) -> bool {
        self.at_least.is_some() || self.at_most.is_some()
    }

    fn is_meant(&self, element: Element<'_>) -> bool {
        let matches = self.select.names.contain(element.name())
            && ElementRef::wrap(element.node())
                .is_some_and(|element| self.select.selector.matches(&element));
        matches && element.is_written() && self.says(element)
    }

    fn says(&self, element: Element<'_>) -> bool {
        let Some(pattern) = &self.matches else {
            return true;
        };
        match &self.attribute {
            Some(name) => element.attr(name).is_some_and(|value| pattern.is_in(value)),
            None => pattern.is_in(&collapsed(&element.text())),
        }
    }

    fn hit(&self, element: Element<'_>) -> Hit {
        let attribute = self
            .attribute
            .as_ref()
            .and_then(|name| element.attribute(name));
        let span = attribute.map_or(element.start_tag(), |attribute| attribute.span);
        let value = attribute.map_or("", |attribute| attribute.value);
        Hit::new(span)
            .with("name", element.name())
            .with("value", value)
            .with("text", collapsed(&element.text()))
    }

    fn templates(&self, article: &Article<'_>) -> usize {
        let Some(pattern) = &self.or_template else {
            return 0;
        };
        let tags = article.opaque().iter();
        tags.filter(|tag| pattern.is_in(article.source().slice(**tag)))
            .count()
    }
}

/// Where to say that something is not there: at the fence of the front matter, else at the first
/// line.
fn place_of_lack(article: &Article<'_>) -> Span {
    let open = article.front_matter().map(|found| found.fence.open);
    open.filter(|open| !open.is_empty()).unwrap_or_else(|| {
        let source = article.source();
        source.lines().line(source.text(), 0)
    })
}

/// The text on one line.
fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names of the elements that a selector can match, so that it is tried on no others: the
/// type selector of the last compound of each alternative.
fn subjects(selector: &str) -> Elements {
    if selector.contains('\\') {
        return Elements::All;
    }
    let mut names = Vec::new();
    let mut depth = 0_u32;
    let mut quote = None;
    let mut compound = String::new();
    for char in selector.chars().chain([',']) {
        match char {
            _ if quote == Some(char) => quote = None,
            _ if quote.is_some() => {}
            '"' | '\'' => quote = Some(char),
            '(' | '[' => {
                if depth == 0 && compound.ends_with(' ') {
                    compound.clear();
                }
                depth += 1;
                compound.push(char);
            }
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            ',' => {
                let part = |char: &char| char.is_ascii_alphanumeric() || *char == '-';
                let name: String = compound.trim_end().chars().take_while(part).collect();
                if name.is_empty() {
                    return Elements::All;
                }
                names.push(name.to_ascii_lowercase());
                compound.clear();
            }
            // A combinator: what follows is the subject. Blanks at the end change nothing.
            ' ' | '>' | '+' | '~' | '\n' | '\t' => {
                if !compound.is_empty() && !compound.ends_with(' ') {
                    compound.push(' ');
                }
            }
            _ => {
                if compound.ends_with(' ') {
                    compound.clear();
                }
                compound.push(char);
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
        assert_eq!(subjects("a[href]"), Elements::named(&["a"]));
        assert_eq!(subjects("a[title='] b']"), Elements::named(&["a"]));
        assert_eq!(subjects("p [alt]"), Elements::All);
        assert_eq!(subjects("figure *"), Elements::All);
        assert_eq!(subjects("[alt]"), Elements::All);
        assert_eq!(subjects("p, .c"), Elements::All);
    }
}
