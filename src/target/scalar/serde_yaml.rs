//! `serde_yaml` 0.9: `src/de.rs`, `visit_untagged_scalar`. Timestamps stay text.

use super::Scalar;

pub(super) fn read(text: &str) -> Option<Scalar> {
    Some(match text {
        "" | "~" | "null" | "Null" | "NULL" => Scalar::Null,
        "true" | "True" | "TRUE" => Scalar::Bool(true),
        "false" | "False" | "FALSE" => Scalar::Bool(false),
        ".nan" | ".NaN" | ".NAN" => Scalar::Float(f64::NAN),
        "-.inf" | "-.Inf" | "-.INF" => Scalar::Float(f64::NEG_INFINITY),
        _ => return number(text),
    })
}

fn number(text: &str) -> Option<Scalar> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    if let ".inf" | ".Inf" | ".INF" = digits {
        return Some(Scalar::Float(f64::INFINITY));
    }
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(unsigned) => (true, unsigned),
        None => (false, digits),
    };
    if unsigned.starts_with(['+', '-']) {
        return None;
    }
    let prefixed = [("0x", 16), ("0o", 8), ("0b", 2)]
        .into_iter()
        .find_map(|(prefix, radix)| {
            let digits = unsigned.strip_prefix(prefix)?;
            i128::from_str_radix(digits, radix)
                .ok()
                .filter(|_| !digits.starts_with(['+', '-']))
        });
    // Leading zeros make a text of a number: it may be a code, a telephone number.
    let zeros = unsigned.len() > 1
        && unsigned.starts_with('0')
        && unsigned.bytes().all(|digit| digit.is_ascii_digit());
    let whole = prefixed.or_else(|| unsigned.parse().ok().filter(|_: &i128| !zeros));
    if let Some(value) = whole {
        return Some(Scalar::Int(if negative { -value } else { value }));
    }
    let float = digits
        .parse()
        .ok()
        .filter(|value: &f64| value.is_finite() && !zeros);
    float.map(Scalar::Float)
}
