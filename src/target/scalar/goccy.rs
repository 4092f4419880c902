//! `goccy/go-yaml` 1.19: `token/token.go`, `reservedKeywordMap` and `toNumber`. Timestamps stay text.

use super::Scalar;

pub(super) fn read(text: &str) -> Option<Scalar> {
    Some(match text {
        "" | "~" | "null" | "Null" | "NULL" => Scalar::Null,
        "true" | "True" | "TRUE" => Scalar::Bool(true),
        "false" | "False" | "FALSE" => Scalar::Bool(false),
        ".inf" | ".Inf" | ".INF" => Scalar::Float(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => Scalar::Float(f64::NEG_INFINITY),
        ".nan" | ".NaN" | ".NAN" => Scalar::Float(f64::NAN),
        _ => return number(text),
    })
}

fn number(text: &str) -> Option<Scalar> {
    let dots = text.matches('.').count();
    if text.starts_with('_') || dots > 1 {
        return None;
    }
    let negative = text.starts_with('-');
    let digits = text.strip_prefix('+').unwrap_or(text);
    let digits = digits.strip_prefix('-').unwrap_or(digits).replace('_', "");
    let prefixed = [("0x", 16), ("0o", 8), ("0b", 2)];
    let prefixed = prefixed
        .into_iter()
        .find_map(|(prefix, radix)| Some((digits.strip_prefix(prefix)?, radix)));
    let (digits, radix) = match prefixed {
        Some(based) => based,
        None if dots == 1 => return float(&digits, negative),
        None if digits.len() > 1 && digits.starts_with('0') => (digits.as_str(), 8),
        None => (digits.as_str(), 10),
    };
    // `strconv` takes no second sign, which Rust's parser would.
    if !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    let value = i128::from_str_radix(digits, radix).ok()?;
    let value = if negative { -value } else { value };
    let fits = i64::try_from(value).is_ok() || !negative && u64::try_from(value).is_ok();
    fits.then_some(Scalar::Int(value))
}

fn float(digits: &str, negative: bool) -> Option<Scalar> {
    // Rust reads `inf` and a second sign where Go, with a dot in the text, reads neither.
    if !digits.starts_with(|sign: char| sign.is_ascii_digit() || sign == '.') {
        return None;
    }
    let value: f64 = digits
        .parse()
        .ok()
        .filter(|value: &f64| value.is_finite())?;
    Some(Scalar::Float(if negative { -value } else { value }))
}
