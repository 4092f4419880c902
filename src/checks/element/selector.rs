//! CSS selectors, as rule files have them.

use scraper::Selector;
use serde::Deserialize;

use crate::checks::Elements;

/// A selector, and the elements that it is worth to be tried on.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Select {
    pub(super) selector: Selector,
    pub(super) subjects: Elements,
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
