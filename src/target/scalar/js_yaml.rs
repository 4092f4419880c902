//! `js-yaml` 3.15 and 4.3: `lib/type/{null,bool,int,float,timestamp}.js`, asked in that order.

use std::sync::LazyLock;

use regex::Regex;

use super::{Scalar, timestamp};

/// Whole numbers beyond this lose digits in JavaScript.
const MAX_SAFE: i128 = (1 << 53) - 1;

static FLOAT_3: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[-+]?(?:0|[1-9][0-9_]*)(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9_]+(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$",
    )
});
static FLOAT_4: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[-+]?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9]+(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$",
    )
});
static INT_3: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[-+]?(?:0|0b[01_]*[01]|0x[0-9a-fA-F_]*[0-9a-fA-F]|0[0-7_]*[0-7]|[1-9](?:[0-9_]*[0-9])?|[1-9][0-9_]*(?::[0-5]?[0-9])+)$",
    )
});
static INT_4: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[-+]?(?:0b[01]+|0x[0-9a-fA-F]+|0o[0-7]+|[0-9]+)$"));

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a constant pattern")
}

/// YAML 1.1: `js-yaml` 3.
pub(super) fn three(text: &str) -> Option<Scalar> {
    let digits = || text.replace('_', "");
    let number = || match text {
        _ if INT_3.is_match(text) => Some(whole(&digits(), "0")),
        _ if FLOAT_3.is_match(text) && !text.ends_with('_') => Some(float(&digits())),
        _ => None,
    };
    word(text).or_else(number).or_else(|| timestamp::js(text))
}

/// YAML 1.2 with timestamps: `js-yaml` 4.
pub(super) fn four(text: &str) -> Option<Scalar> {
    let number = || match text {
        _ if INT_4.is_match(text) => Some(whole(text, "0o")).filter(is_finite),
        _ if FLOAT_4.is_match(text) => {
            let special = text.ends_with(|sign: char| sign.is_ascii_alphabetic());
            Some(float(text)).filter(|number| special || is_finite(number))
        }
        _ => None,
    };
    word(text).or_else(number).or_else(|| timestamp::js(text))
}

fn word(text: &str) -> Option<Scalar> {
    Some(match text {
        "" | "~" | "null" | "Null" | "NULL" => Scalar::Null,
        "true" | "True" | "TRUE" => Scalar::Bool(true),
        "false" | "False" | "FALSE" => Scalar::Bool(false),
        _ => return None,
    })
}

/// `constructYamlInteger`. `octal` is the prefix of octal numbers.
fn whole(text: &str, octal: &str) -> Scalar {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let prefixed = [("0b", 2), ("0x", 16), (octal, 8)];
    let radix = prefixed.into_iter().find_map(|(prefix, radix)| {
        let digits = digits.strip_prefix(prefix)?;
        (!digits.is_empty()).then_some((digits, radix))
    });
    let value = match radix {
        Some((digits, radix)) => based(digits, radix),
        None => sexagesimal(digits),
    };
    let value = sign * value;
    #[allow(
        clippy::cast_possible_truncation,
        reason = "checked to be a safe integer"
    )]
    match value {
        _ if value.abs() <= MAX_SAFE as f64 => Scalar::Int(value as i128),
        _ => Scalar::Float(value),
    }
}

fn based(digits: &str, radix: u32) -> f64 {
    let digits = digits.chars().filter_map(|digit| digit.to_digit(radix));
    digits.fold(0.0, |sum, digit| sum * f64::from(radix) + f64::from(digit))
}

fn float(text: &str) -> Scalar {
    let lower = text.to_ascii_lowercase();
    let (sign, value) = match lower.strip_prefix('-') {
        Some(value) => (-1.0, value),
        None => (1.0, lower.strip_prefix('+').unwrap_or(&lower)),
    };
    Scalar::Float(match value {
        ".inf" => sign * f64::INFINITY,
        ".nan" => f64::NAN,
        _ => sign * sexagesimal(value),
    })
}

/// Numbers parted by `:` to the base 60, or just one number.
fn sexagesimal(text: &str) -> f64 {
    let parts = text.split(':').map(|part| part.parse().unwrap_or(f64::NAN));
    parts.fold(0.0, |sum, part: f64| sum * 60.0 + part)
}

fn is_finite(number: &Scalar) -> bool {
    !matches!(number, Scalar::Float(value) if !value.is_finite())
}
