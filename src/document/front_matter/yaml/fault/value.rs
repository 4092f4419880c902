//! Faults inside a value: quotes, escapes, signs that need quotes.

use super::super::events::ErrorKind as Kind;
use super::site::{Culprit, Site};
use crate::document::Span;
use crate::document::front_matter::problem::Problem;
use crate::document::front_matter::quote::{peel, quote};
use crate::fix::{Applicability, Edit};

pub(super) fn unclosed_quote(site: &Site<'_>) -> Problem {
    let value = site
        .culprit()
        .filter(|value| value.span.start as usize == site.at());
    unclosed_at(site.char(), site.char_text(), value)
}

fn unclosed_at(place: Span, mark: &str, value: Option<Culprit<'_>>) -> Problem {
    let problem = Problem::syntax(place, format!("this `{mark}` is never closed")).hint(format!(
        "close the text with `{mark}`, or leave the first `{mark}` away"
    ));
    match value {
        Some(value) if value.text.len() > mark.len() => problem.fix(
            format!("add the closing `{mark}`"),
            vec![Edit::insert(value.span.end, mark)],
        ),
        _ => problem,
    }
}

/// `'it's'`, `"a" b`; or a quote that is closed by the first one of a later entry.
pub(super) fn behind_quote(site: &Site<'_>) -> Problem {
    let behind = "text behind the closing quote";
    let Some(value) = site.string() else {
        return Problem::syntax(site.char(), behind);
    };
    let mark = &value.text[..1];
    if !site.is_on_line(value.span) {
        return if site.is_next_key(value.span) {
            unclosed_at(
                Span::new(value.span.start, value.span.start + 1),
                mark,
                Some(value),
            )
        } else {
            Problem::syntax(site.char(), behind).hint(format!("a `{mark}` inside the text ends it"))
        };
    }
    let text = peel(value.text);
    let message = if text.len() < value.text.len() {
        format!("a `{mark}` inside the text ends it here")
    } else {
        behind.to_owned()
    };
    let problem = Problem::syntax(site.char(), message)
        .hint("double the quote inside single quotes, or quote with the other kind");
    requote(site, problem, &value, &text)
}

/// `"C:\path"`.
pub(super) fn bad_escape(site: &Site<'_>) -> Problem {
    let escapes = site.bad_escapes();
    let place = escapes.first().copied().unwrap_or(site.char());
    let shown = place.of_text(site.text()).escape_debug();
    let problem = Problem::syntax(
        place,
        format!("`{}` is no escape of YAML's", unescaped(shown)),
    )
    .hint(
        "between double quotes a backslash is written `\\\\`; between single quotes it is itself",
    );
    let edits: Vec<_> = escapes
        .iter()
        .map(|escape| Edit::insert(escape.start, "\\"))
        .collect();
    if edits.is_empty() {
        problem
    } else {
        problem.fix("double the backslash", edits)
    }
}

/// Text for a message, where the backslash is the point but no control character may stand.
fn unescaped(text: impl Iterator<Item = char>) -> String {
    text.collect::<String>().replacen("\\\\", "\\", 1)
}

pub(super) fn control_character(site: &Site<'_>, character: char) -> Problem {
    let code = u32::from(character);
    let place = site.find(character);
    Problem::syntax(place, format!("control character U+{code:04X}"))
        .hint("it is invisible, and no reader of YAML has to accept it")
        .fix("remove the character", vec![Edit::delete(place)])
}

pub(super) fn glued_comment(site: &Site<'_>) -> Problem {
    Problem::syntax(site.char(), "a blank is missing in front of this `#`")
        .hint("a comment stands behind a blank; a `#` that is text stands inside the quotes")
        .fix("insert a blank", vec![Edit::insert(site.char().start, " ")])
}

/// `key: - item`.
pub(super) fn list_on_key_line(site: &Site<'_>) -> Option<Problem> {
    if *site.kind() != Kind::BlockSequenceEntryNotAllowed {
        return None;
    }
    let value = site.culprit()?;
    (value.span.start as usize == site.at()).then_some(())?;
    let edit = Edit::replace(value.span, quote(value.text));
    Some(
        Problem::syntax(site.char(), "a list cannot start on the line of its key")
            .hint("put each `- item` on a line of its own; if it is text, put it in quotes")
            .fix_as(Applicability::Manual, "put the text in quotes", vec![edit]),
    )
}

/// A value that means something else without quotes.
pub(super) fn unquoted(site: &Site<'_>) -> Option<Problem> {
    let value = site.culprit()?;
    let (place, message, why) = offence(site, &value)?;
    let problem = Problem::syntax(place, message).hint(format!("{why}; put the text in quotes"));
    Some(requote(site, problem, &value, value.text))
}

fn offence(site: &Site<'_>, value: &Culprit<'_>) -> Option<(Span, String, &'static str)> {
    let first = value.text.chars().next()?;
    let why = match first {
        '@' | '`' => "YAML reserves this sign",
        '%' => "YAML reads it as a directive",
        '*' => "YAML reads it as the alias of another value",
        '&' => "YAML reads it as a mark for aliases",
        '!' => "YAML reads it as the type of the value",
        '|' | '>' => "YAML expects the text on the lines below",
        '?' => "YAML reads it as the start of a key",
        ',' | ']' | '}' => "YAML reads it as part of a list",
        '[' | '{' if is_behind_bracket(site) => {
            "YAML reads it as a list or a mapping, and more text follows"
        }
        _ if *site.kind() == Kind::MappingValueNotAllowed => {
            let message = format!("a second `: ` in the value of `{}`", value.key);
            let why = "a colon with a blank behind it starts a value";
            return Some((site.char(), message, why));
        }
        _ => return None,
    };
    let shown = match first {
        '`' => "a backtick".to_owned(),
        _ => format!("`{first}`"),
    };
    let start = value.span.start;
    let place = Span::new(start, start + 1);
    Some((place, format!("a text cannot start with {shown}"), why))
}

/// Whether the fault is text behind a list or a mapping in brackets.
fn is_behind_bracket(site: &Site<'_>) -> bool {
    matches!(
        site.kind(),
        Kind::ExpectedBlockMappingKey
            | Kind::ExpectedBlockSequenceEntry
            | Kind::InvalidTrailingSingleQuotedScalar
            | Kind::InvalidSimpleKey
    )
}

/// Offers to quote a value, unless it goes on in the next line.
fn requote(site: &Site<'_>, problem: Problem, value: &Culprit<'_>, text: &str) -> Problem {
    if site.goes_on_below(value.span) {
        return problem;
    }
    let quoted = quote(text);
    problem.fix(
        format!("write {quoted}"),
        vec![Edit::replace(value.span, quoted)],
    )
}
