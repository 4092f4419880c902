//! Plain scalars as js-yaml resolves them: Hexo and Astro use version 4, gray-matter (Eleventy,
//! Docusaurus) version 3.

use super::super::clock::Wall;
use super::Cursor;

/// What a plain scalar becomes, as far as a date may depend on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in super::super) enum Plain {
    /// `~`, `null` or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number; whole numbers that are no dates at all (`0x1F`, `0b11`) are left out.
    Number(f64),
    /// The tag `timestamp`: a `Date` object that holds this clock in UTC.
    Timestamp(Wall),
    /// A string.
    Text,
}

/// The versions differ in numbers only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Version {
    /// js-yaml 3: YAML 1.1 numbers, with `_`, base 60 and octals after `0`.
    V3,
    /// js-yaml 4: YAML 1.2 numbers.
    V4,
}

/// Resolves a plain scalar.
pub(in super::super) fn resolve(text: &str, version: Version) -> Plain {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Plain::Null,
        "true" | "True" | "TRUE" => return Plain::Bool(true),
        "false" | "False" | "FALSE" => return Plain::Bool(false),
        _ => {}
    }
    if let Some(wall) = timestamp(text) {
        return Plain::Timestamp(wall);
    }
    number(text, version).map_or(Plain::Text, Plain::Number)
}

/// The `timestamp` type (<https://yaml.org/type/timestamp.html>), as `Date.UTC` carries it over:
/// the parts are not checked, and years below 100 are in the twentieth century.
fn timestamp(text: &str) -> Option<Wall> {
    let mut at = Cursor::new(text);
    let year = at.digits(4, 4)?;
    at.eat(b"-")?;
    let start = at;
    let month = at.digits(1, 2)?;
    at.eat(b"-")?;
    let day = at.digits(1, 2)?;
    let century = if year < 100 { 1_900 } else { 0 };
    let date = (year + century, month, day);
    if at.at_end() {
        let mut strict = start;
        strict.digits(2, 2)?;
        strict.eat(b"-")?;
        strict.digits(2, 2)?;
        return Some(Wall::new(date, (0, 0, 0), 0));
    }
    if at.eat(b"Tt").is_none() && !at.blanks() {
        return None;
    }
    let hour = at.digits(1, 2)?;
    at.eat(b":")?;
    let minute = at.digits(2, 2)?;
    at.eat(b":")?;
    let second = at.digits(2, 2)?;
    let nanos = at.eat(b".").map_or(0, |_| at.fraction());
    let millis = nanos / 1_000_000 * 1_000_000;
    let wall = Wall::new(date, (hour, minute, second), millis);
    let offset = offset(&mut at)?;
    at.at_end().then(|| wall.plus_seconds(-offset))
}

/// `Z`, `±H`, `±HH`, `±H:MM`, `±HH:MM` or nothing, after any blanks; in seconds.
fn offset(at: &mut Cursor<'_>) -> Option<i64> {
    if at.at_end() {
        return Some(0);
    }
    at.blanks();
    if at.eat(b"Z").is_some() {
        return Some(0);
    }
    let sign = if at.eat(b"+-")? == b'-' { -1 } else { 1 };
    let hours = at.digits(1, 2)?;
    let minutes = at.eat(b":").map_or(Some(0), |_| at.digits(2, 2))?;
    Some(sign * (hours * 3_600 + minutes * 60))
}

fn number(text: &str, version: Version) -> Option<f64> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'-' => (-1.0, &text[1..]),
        b'+' => (1.0, &text[1..]),
        _ => (1.0, text),
    };
    let value = match version {
        Version::V4 => decimal(digits)?,
        Version::V3 => {
            let digits = digits.replace('_', "");
            match digits.strip_prefix('0') {
                Some(octal)
                    if octal
                        .bytes()
                        .next()
                        .is_some_and(|b| b.is_ascii_digit() || b == b':') =>
                {
                    i64::from_str_radix(octal, 8).ok()? as f64
                }
                _ if digits.contains(':') => base_60(&digits)?,
                _ => decimal(&digits)?,
            }
        }
    };
    Some(sign * value)
}

/// Digits with a point or an exponent. (Rust would also read `inf` and `nan`.)
fn decimal(text: &str) -> Option<f64> {
    let starts = text.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let only = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b".eE+-".contains(&byte));
    if starts && only {
        text.parse().ok()
    } else {
        None
    }
}

/// `1:30` and `1:30:45` are numbers of base 60 to YAML 1.1.
fn base_60(text: &str) -> Option<f64> {
    let mut value = 0.0;
    for (at, part) in text.split(':').enumerate() {
        let digits: f64 = decimal(part)?;
        if at > 0 && digits >= 60.0 {
            return None;
        }
        value = value * 60.0 + digits;
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> Option<String> {
        timestamp(text).map(|wall| wall.to_string())
    }

    #[test]
    fn timestamps_are_utc_and_carry_over() {
        assert_eq!(utc("2021-05-06").as_deref(), Some("2021-05-06 00:00:00"));
        assert_eq!(
            utc("2021-5-6"),
            None,
            "a date alone has two digits in each part"
        );
        assert_eq!(
            utc("2021-5-6 7:08:09").as_deref(),
            Some("2021-05-06 07:08:09")
        );
        assert_eq!(
            utc("2021-05-06T07:08:09 -5").as_deref(),
            Some("2021-05-06 12:08:09")
        );
        assert_eq!(
            utc("2021-05-06T07:08:09.5+05:30").as_deref(),
            Some("2021-05-06 01:38:09")
        );
        assert_eq!(utc("2021-15-36").as_deref(), Some("2022-04-05 00:00:00"));
        assert_eq!(utc("0021-05-06").as_deref(), Some("1921-05-06 00:00:00"));
        assert_eq!(utc("2021-05-06T07:08:09+0530"), None);
        assert_eq!(utc("2021-05-06T07:08:09 UTC"), None);
        assert_eq!(utc("2021-05-06 07:08"), None);
    }

    #[test]
    fn the_versions_differ_in_numbers() {
        let both = |text| (resolve(text, Version::V3), resolve(text, Version::V4));
        assert_eq!(
            both("20210506"),
            (Plain::Number(20_210_506.0), Plain::Number(20_210_506.0))
        );
        assert_eq!(both("0017"), (Plain::Number(15.0), Plain::Number(17.0)));
        assert_eq!(both("2_021"), (Plain::Number(2_021.0), Plain::Text));
        assert_eq!(both("7:08"), (Plain::Number(428.0), Plain::Text));
        assert_eq!(both("07:08"), (Plain::Text, Plain::Text));
        assert_eq!(
            both("2021.05"),
            (Plain::Number(2_021.05), Plain::Number(2_021.05))
        );
        assert_eq!(both("~"), (Plain::Null, Plain::Null));
        assert_eq!(both("6 May 2021"), (Plain::Text, Plain::Text));
    }
}
