//! `SafeYAML` 1.0: `lib/safe_yaml/transform/to_*.rb`, asked in the order of `transform.rb`.

use std::sync::LazyLock;

use regex::Regex;

use super::{Scalar, timestamp};

static DECIMAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[-+]?(?:0|[1-9][0-9]*)$"));
static HEX: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[-+]?0[xX][0-9a-fA-F]+$"));
static FLOAT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]+(?:[eE][-+][0-9]+)?$"));
static SEXAGESIMAL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$"));

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a constant pattern")
}

pub(super) fn read(text: &str) -> Option<Scalar> {
    integer(text)
        .or_else(|| float(text))
        .or_else(|| word(text))
        .or_else(|| timestamp::ruby(text))
}

/// `ToInteger`: underscores and commas are taken out before all else.
fn integer(text: &str) -> Option<Scalar> {
    let digits = text.replace(['_', ','], "");
    if DECIMAL.is_match(&digits) {
        return Some(based(&digits, 10));
    }
    if let Some(octal) = digits.strip_prefix('0').filter(|octal| all(octal, 8)) {
        return Some(based(octal, 8));
    }
    if let Some(binary) = digits.strip_prefix("0b").filter(|binary| all(binary, 2)) {
        return Some(based(binary, 2));
    }
    // A capital `X` is hexadecimal without a sign only.
    if HEX.is_match(&digits) && (digits.starts_with('0') || digits.contains('x')) {
        return Some(based(&digits.replacen(['x', 'X'], "", 1), 16));
    }
    let sexagesimal = SEXAGESIMAL.is_match(&digits) && !digits.contains('.');
    sexagesimal.then(|| Scalar::Float(base_60(&digits)))
}

fn all(digits: &str, radix: u32) -> bool {
    !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix))
}

/// Ruby's integers have no limit; beyond 128 bits only the magnitude is kept.
fn based(digits: &str, radix: u32) -> Scalar {
    let exact = i128::from_str_radix(digits, radix).map(Scalar::Int);
    exact.unwrap_or_else(|_| {
        let each = digits.chars().filter_map(|digit| digit.to_digit(radix));
        let sum = each.fold(0.0, |sum, digit| sum * f64::from(radix) + f64::from(digit));
        Scalar::Float(digits.parse().unwrap_or(sum))
    })
}

/// `ToFloat`.
fn float(text: &str) -> Option<Scalar> {
    let special = match text {
        ".inf" | ".Inf" | ".INF" => Some(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => Some(f64::NEG_INFINITY),
        ".nan" | ".NaN" | ".NAN" => Some(f64::NAN),
        _ if FLOAT.is_match(text) => text.replace('_', "").parse().ok(),
        _ if SEXAGESIMAL.is_match(text) && text.contains('.') => Some(base_60(text)),
        _ => None,
    };
    special.map(Scalar::Float)
}

/// `Sexagesimal.value`, which gives a float even for whole numbers, and takes the sign twice: for
/// the first part, then for the sum.
fn base_60(text: &str) -> f64 {
    let digits = text.replace('_', "");
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let parts = whole.split(':').map(|part| part.parse().unwrap_or(0.0));
    let sum = parts.fold(0.0, |sum, part: f64| sum * 60.0 + part);
    let sum = sum + format!("0.{fraction}0").parse().unwrap_or(0.0);
    if text.starts_with('-') { -sum } else { sum }
}

/// `ToNil`, then `ToBoolean`: the case of letters is nothing to them.
fn word(text: &str) -> Option<Scalar> {
    Some(match text.to_ascii_lowercase().as_str() {
        "" | "~" | "null" => Scalar::Null,
        "yes" | "on" | "true" => Scalar::Bool(true),
        "no" | "off" | "false" => Scalar::Bool(false),
        _ => return None,
    })
}
