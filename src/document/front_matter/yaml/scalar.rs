//! What a plain scalar is under the YAML 1.2 core schema, read as `serde_yaml` reads it.

use std::borrow::Cow;

use crate::document::front_matter::value::Value;

/// The type that a tag of YAML's own demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Any,
    Null,
    Bool,
    Int,
    Float,
    Str,
}

/// The value of a scalar's text. A text that is not of the wanted type stays text.
pub(super) fn resolve<'s>(text: Cow<'s, str>, wanted: Wanted) -> Value<'s> {
    let found = match wanted {
        Wanted::Str => None,
        Wanted::Null => null(&text),
        Wanted::Bool => bool(&text),
        Wanted::Int => int(&text),
        Wanted::Float => float(&text),
        Wanted::Any => plain(&text),
    };
    found.unwrap_or(Value::Str(text))
}

fn plain(text: &str) -> Option<Value<'static>> {
    // Nearly all scalars are words: their first byte tells.
    match text.as_bytes().first() {
        None | Some(b'~' | b'n' | b'N') => null(text),
        Some(b't' | b'T' | b'f' | b'F') => bool(text),
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => int(text).or_else(|| {
            if has_leading_zero(text) {
                None
            } else {
                float(text)
            }
        }),
        _ => None,
    }
}

fn null(text: &str) -> Option<Value<'static>> {
    matches!(text, "" | "~" | "null" | "Null" | "NULL").then_some(Value::Null)
}

fn bool(text: &str) -> Option<Value<'static>> {
    match text {
        "true" | "True" | "TRUE" => Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => Some(Value::Bool(false)),
        _ => None,
    }
}

fn int(text: &str) -> Option<Value<'static>> {
    let (negative, digits) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let (radix, digits) = match digits.get(..2) {
        Some("0x") => (16, &digits[2..]),
        Some("0o") => (8, &digits[2..]),
        Some("0b") => (2, &digits[2..]),
        _ if has_leading_zero(text) => return None,
        _ => (10, digits),
    };
    if digits.starts_with(['+', '-']) {
        return None;
    }
    // Above 128 bits the number is a float, as readers have it that know floats only.
    let magnitude = i128::from_str_radix(digits, radix).ok()?;
    Some(Value::Int(if negative { -magnitude } else { magnitude }))
}

fn float(text: &str) -> Option<Value<'static>> {
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    let number = match unsigned {
        ".inf" | ".Inf" | ".INF" => f64::INFINITY,
        "-.inf" | "-.Inf" | "-.INF" => f64::NEG_INFINITY,
        ".nan" | ".NaN" | ".NAN" if unsigned == text => f64::NAN,
        _ if unsigned.len() < text.len() && unsigned.starts_with(['+', '-']) => return None,
        // `inf`, `nan` and `infinity` are words in YAML, and 1e999 is no number.
        _ => unsigned
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())?,
    };
    Some(Value::Float(number))
}

/// Whether the text is digits after a leading zero: a string in YAML 1.2.
fn has_leading_zero(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
}
