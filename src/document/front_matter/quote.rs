//! Writing values, so that every reader takes them for the text they are.

use std::borrow::Cow;
use std::fmt::Write;

use super::fence::Format;
use super::value::Style;

/// Words that some reader of YAML 1.1 or 1.2 takes for something else than text, in any case.
const WORDS: &[&str] = &[
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf", "infinity",
];

/// A YAML scalar of one line that every generator reads as `text`: plain where that is sure, in
/// single quotes, or in double quotes where an escape is needed.
#[must_use]
pub fn quote(text: &str) -> String {
    if text.chars().any(needs_escape) {
        double(text)
    } else if is_plain(text) {
        text.to_owned()
    } else {
        single(text)
    }
}

/// A scalar of one line that reads as `text`, in the language of the block and, as far as that can
/// hold the text, in the style that stands there.
#[must_use]
pub fn quote_as(text: &str, format: Format, style: Style) -> String {
    match format {
        Format::Json => double(text),
        Format::Toml
            if style == Style::Single
                && !text.contains('\'')
                && !text.chars().any(needs_escape) =>
        {
            format!("'{text}'")
        }
        Format::Toml => double(text),
        Format::Yaml | Format::Other => match style {
            Style::Double => double(text),
            Style::Single if !text.chars().any(needs_escape) => single(text),
            _ => quote(text),
        },
    }
}

/// Whether no reader takes the bare text for anything else, between brackets or outside.
fn is_plain(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && !text.contains([',', '[', ']', '{', '}', '"', '\''])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([':', ' '])
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Control characters, line breaks (U+0085, U+2028 and U+2029 too), byte order marks, and what is
/// no character.
fn needs_escape(char: char) -> bool {
    char.is_control()
        || matches!(
            char,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

/// A double-quoted string with escapes that YAML, TOML and JSON share.
fn double(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for char in text.chars() {
        let escape: Cow<'_, str> = match char {
            '"' => "\\\"".into(),
            '\\' => "\\\\".into(),
            '\n' => "\\n".into(),
            '\r' => "\\r".into(),
            '\t' => "\\t".into(),
            _ if needs_escape(char) => {
                let mut code = String::new();
                // Writing to a string cannot fail, and all these lie in the basic plane.
                let _ = write!(code, "\\u{:04X}", u32::from(char));
                code.into()
            }
            _ => {
                quoted.push(char);
                continue;
            }
        };
        quoted.push_str(&escape);
    }
    quoted.push('"');
    quoted
}

/// The text that was meant by a quoted text with quotes in it: without the outermost quotes, if
/// these are a pair.
pub(super) fn peel(text: &str) -> String {
    let mut rest = text;
    let mut layers = 0;
    while let Some(inner) = peel_once(rest) {
        rest = inner;
        layers += 1;
    }
    match text.as_bytes().first() {
        Some(b'\'') if layers == 1 => rest.replace("''", "'"),
        Some(b'"') if layers == 1 => rest.replace("\\\"", "\""),
        _ => rest.to_owned(),
    }
}

fn peel_once(text: &str) -> Option<&str> {
    let mark = text
        .chars()
        .next()
        .filter(|mark| matches!(mark, '"' | '\''))?;
    let inner = text[1..].strip_suffix(mark)?;
    let next = inner.find(mark);
    // In `"a" or "b"` the second quote closes the first: behind a letter, in front of a blank.
    let closes = next.is_some_and(|at| {
        let before = inner[..at].chars().next_back();
        let behind = inner[at + 1..].chars().next();
        before.is_some_and(|char| !char.is_whitespace()) && behind.is_none_or(char::is_whitespace)
    });
    (!closes).then_some(inner)
}
