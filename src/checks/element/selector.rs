//! CSS selectors, as rule files have them.

mod subject;

use html5ever::LocalName;
use scraper::Selector;
use serde::Deserialize;

use crate::checks::Elements;
use crate::document::Element;
use subject::Subject;

/// A selector, and the elements that it is worth to be tried on.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Select {
    pub(super) selector: Selector,
    pub(super) subjects: Elements,
    /// One for each alternative; none where they say nothing.
    clues: Vec<Clue>,
}

impl Select {
    /// Whether trying the selector may be worth it, which costs far more than this.
    pub(super) fn may_match(&self, element: Element<'_>) -> bool {
        self.clues.is_empty() || self.clues.iter().any(|clue| clue.fits(element))
    }
}

impl TryFrom<String> for Select {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let selector = Selector::parse(&text).map_err(|error| format!("`{text}`: {error}"))?;
        let of_each = Subject::of_each(&text);
        Ok(Self {
            selector,
            subjects: subjects(&of_each),
            clues: clues(of_each),
        })
    }
}

/// The elements that a selector can match, so that it is tried on no others: by an attribute that
/// the last compound of each alternative asks for, else by its type selector.
fn subjects(subjects: &[Subject]) -> Elements {
    let sorted = |mut found: Vec<String>| {
        found.sort_unstable();
        found.dedup();
        found
    };
    let attributes = subjects.iter().map(|subject| subject.attribute.clone());
    if let Some(attributes) = attributes.collect::<Option<Vec<_>>>() {
        return Elements::having(&sorted(attributes));
    }
    if subjects.iter().any(|subject| subject.names.is_empty()) {
        return Elements::All;
    }
    let names = subjects.iter().flat_map(|subject| subject.names.clone());
    Elements::named(&sorted(names.collect()))
}

/// What is seen at a glance of the elements that a selector can match.
fn clues(subjects: Vec<Subject>) -> Vec<Clue> {
    let clues = subjects.into_iter().map(Clue::of);
    clues.collect::<Option<_>>().unwrap_or_default()
}

/// What an element has to be like for an alternative to match it.
#[derive(Debug, PartialEq, Eq)]
enum Clue {
    /// The value of an attribute begins so, whatever the case.
    Begins(String, String),
    /// Its name is none of these.
    Other(Vec<LocalName>),
    /// The parent has one of these names.
    Parent(Vec<LocalName>),
    /// Some element around it has one of these names.
    Ancestor(Vec<LocalName>),
}

impl Clue {
    fn of(subject: Subject) -> Option<Self> {
        let around = subject
            .around
            .and_then(|(combinator, names)| match combinator {
                '>' => Some(Self::Parent(names)),
                ' ' => Some(Self::Ancestor(names)),
                _ => None,
            });
        let begins = subject
            .begins
            .map(|(name, start)| Self::Begins(name, start));
        begins.or(subject.other.map(Self::Other)).or(around)
    }

    fn fits(&self, element: Element<'_>) -> bool {
        match self {
            Self::Begins(attribute, start) => element.attr(attribute).is_some_and(|value| {
                let begin = value.as_bytes().get(..start.len());
                begin.is_some_and(|begin| begin.eq_ignore_ascii_case(start.as_bytes()))
            }),
            Self::Other(names) => !names.contains(element.local_name()),
            Self::Parent(names) => {
                let parent = element.parent();
                parent.is_some_and(|parent| names.contains(parent.local_name()))
            }
            Self::Ancestor(names) => {
                let mut ancestors = element.ancestors();
                ancestors.any(|outer| names.contains(outer.local_name()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_possible_subjects_are_tried() {
        let named = |names: &[&str]| Elements::named(names);
        let having = |names: &[&str]| Elements::having(names);
        let subjects = |selector: &str| subjects(&Subject::of_each(selector));
        assert_eq!(subjects("figcaption"), named(&["figcaption"]));
        assert_eq!(subjects("figure > IMG, a b.c "), named(&["b", "img"]));
        assert_eq!(subjects("x:not(figure y, z)"), named(&["x"]));
        assert_eq!(subjects("x:not([alt], y)"), named(&["x"]));
        assert_eq!(subjects("a[title='] b'], c"), named(&["a", "c"]));
        assert_eq!(subjects(":is(h1, h2) figure"), named(&["figure"]));
        assert_eq!(
            subjects(":is(a, b.c) > :is(i, b):not(u)"),
            named(&["b", "i"])
        );
        assert_eq!(subjects(":is(a, b.c)"), Elements::All);
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

    #[test]
    fn a_glance_is_as_good_as_the_selector() {
        let names = |names: &[&str]| names.iter().map(|name| LocalName::from(*name)).collect();
        let clues = |selector: &str| clues(Subject::of_each(selector));
        let begins = |name: &str, start: &str| Clue::Begins(name.to_owned(), start.to_owned());
        assert_eq!(
            clues("a[href^='x:' i]:not([href*='y'])"),
            [begins("href", "x:")]
        );
        assert_eq!(
            clues("[src^=\"x\"], [href^='y' i]"),
            [begins("src", "x"), begins("href", "y")]
        );
        assert_eq!(
            clues(":is(ul, ol)  >\n li"),
            [Clue::Parent(names(&["ul", "ol"]))]
        );
        assert_eq!(
            clues("[href]:not(a, b):not(c)"),
            [Clue::Other(names(&["a", "b"]))]
        );
        assert_eq!(clues("a > b ~ c"), [Clue::Parent(names(&["a"]))]);
        assert_eq!(clues("a b + c"), [Clue::Ancestor(names(&["a"]))]);
        assert_eq!(clues("a > b c"), [Clue::Ancestor(names(&["b"]))]);
        for other in [
            "a",
            "a[href]",
            "a[href^='']",
            "a[href^=x]",
            "a[href^='x'], b",
            "a ~ b",
            "* > b",
            ".a > b",
            ":is(a, .b) > c",
            "foreignObject > c",
            ":is(a, :is(b)) > c",
            "a:not(b) > c",
            "* b:not(c > d)  ~ e",
        ] {
            assert_eq!(clues(other), [], "{other}");
        }
    }
}
