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
    subjects: Elements,
}

impl TryFrom<String> for Select {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let selector = Selector::parse(&text).map_err(|error| format!("`{text}`: {error}"))?;
        Ok(Self {
            selector,
            subjects: subjects(&text),
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
            false => self.select.subjects.clone(),
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
        let mut meant = Vec::new();
        self.select.subjects.each(cx.article.body(), |element| {
            if self.is_meant(element) {
                meant.push(element);
            }
        });
        meant.sort_by_key(Element::start_tag);
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
        let matches = ElementRef::wrap(element.node())
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

/// The elements that a selector can match, so that it is tried on no others: by an attribute that
/// the last compound of each alternative asks for, else by its type selector.
fn subjects(selector: &str) -> Elements {
    if selector.contains('\\') {
        return Elements::All;
    }
    let subjects: Vec<_> = alternatives(selector)
        .iter()
        .map(|alternative| Subject::of(alternative))
        .collect();
    let all = |part: fn(&Subject) -> Option<&String>| -> Option<Vec<_>> {
        let mut found: Vec<_> = subjects.iter().map(part).collect::<Option<_>>()?;
        found.sort_unstable();
        found.dedup();
        Some(found)
    };
    if let Some(attributes) = all(|subject| subject.attribute.as_ref()) {
        return Elements::having(&attributes);
    }
    match all(|subject| subject.name.as_ref()) {
        Some(names) => Elements::named(&names),
        None => Elements::All,
    }
}

/// What stands between the commas of a selector list, the insides of brackets and strings kept.
fn alternatives(selector: &str) -> Vec<String> {
    let mut alternatives = vec![String::new()];
    let mut depth = 0_u32;
    let mut quote = None;
    for char in selector.chars() {
        match char {
            _ if quote == Some(char) => quote = None,
            _ if quote.is_some() => {}
            '"' | '\'' => quote = Some(char),
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                alternatives.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = alternatives.last_mut() {
            last.push(char);
        }
    }
    alternatives
}

/// What the last compound of a selector asks for.
#[derive(Default)]
struct Subject {
    name: Option<String>,
    attribute: Option<String>,
}

impl Subject {
    fn of(alternative: &str) -> Self {
        let mut subject = Self::default();
        let mut rest = alternative.trim();
        // Whether the next character begins a compound.
        let mut begins = true;
        while let Some(char) = rest.chars().next() {
            if matches!(char, ' ' | '>' | '+' | '~' | '\n' | '\t') {
                begins = true;
                rest = &rest[1..];
                continue;
            }
            if begins {
                subject = Self::default();
            }
            let is_word = |char: char| char.is_ascii_alphanumeric() || char == '-';
            match char {
                '(' | '[' => {
                    let inside = bracket(rest);
                    if char == '[' && subject.attribute.is_none() {
                        let end = inside.find(|char| !is_word(char));
                        let name = &inside[..end.unwrap_or(inside.len())];
                        let behind = &inside[name.len()..];
                        // SVG has attributes with capitals, `[a|b]` is a namespace.
                        let plain = !name.is_empty()
                            && !name.bytes().any(|byte| byte.is_ascii_uppercase())
                            && (behind.is_empty()
                                || behind.starts_with(['=', '^', '$', '*', '~', ' ']));
                        subject.attribute = plain.then(|| name.to_owned());
                    }
                    rest = rest.get(inside.len() + 2..).unwrap_or_default();
                }
                _ if begins && is_word(char) => {
                    let end = rest.find(|char| !is_word(char)).unwrap_or(rest.len());
                    subject.name = Some(rest[..end].to_ascii_lowercase());
                    rest = &rest[end..];
                }
                _ => rest = &rest[char.len_utf8()..],
            }
            begins = false;
        }
        subject
    }
}

/// What stands inside the bracket that a text starts with.
fn bracket(text: &str) -> &str {
    let mut depth = 0_u32;
    let mut quote = None;
    for (at, char) in text.char_indices() {
        match char {
            _ if quote == Some(char) => quote = None,
            _ if quote.is_some() => {}
            '"' | '\'' => quote = Some(char),
            '(' | '[' => depth += 1,
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return &text[1..at];
                }
            }
            _ => {}
        }
    }
    &text[1..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_possible_subjects_are_tried() {
        let named = |names: &[&str]| Elements::named(names);
        let having = |names: &[&str]| Elements::having(names);
        assert_eq!(subjects("figcaption"), named(&["figcaption"]));
        assert_eq!(subjects("figure > IMG, a b.c "), named(&["b", "img"]));
        assert_eq!(subjects("x:not(figure y, z)"), named(&["x"]));
        assert_eq!(subjects("x:not([alt], y)"), named(&["x"]));
        assert_eq!(subjects("a[title='] b'], c"), named(&["a", "c"]));
        assert_eq!(subjects(":is(h1, h2) figure"), named(&["figure"]));
        assert_eq!(subjects("a[href]"), having(&["href"]));
        assert_eq!(subjects("p [alt]"), having(&["alt"]));
        assert_eq!(
            subjects("a[href^='x' i]:not([id]), b[href]"),
            having(&["href"])
        );
        assert_eq!(
            subjects("[style]:not([style*='display' i])"),
            having(&["style"])
        );
        assert_eq!(subjects("[a] > b"), named(&["b"]));
        assert_eq!(subjects("svg[viewBox]"), named(&["svg"]));
        assert_eq!(subjects("[xlink|href]"), Elements::All);
        assert_eq!(subjects("figure *"), Elements::All);
        assert_eq!(subjects("p, .c"), Elements::All);
    }
}
