//! Runs of digits as `Date._parse` cuts them: `20220204T123926Z`, `035`, `20220204`.

use regex::Captures;

use super::ruby_fields::{Fields, value};

/// Sets what a run of digits (group 2, its sign group 1) says, by its length; then what the time
/// (group 3), the fraction (group 4) and the zone (group 5) say. A run that is followed by a
/// fraction and no time ends in seconds.
pub(super) fn set(fields: &mut Fields, found: &Captures<'_>) {
    let digits = &found[2];
    let ends_in_seconds = found.get(3).is_none() && found.get(4).is_some();
    if ends_in_seconds {
        from_the_end(fields, digits, &found[1]);
    } else {
        from_the_start(fields, digits, &found[1]);
    }
    if let Some(time) = found.get(3).filter(|time| time.len() % 2 == 0) {
        let pair = |at: usize| time.as_str().get(at..at + 2).map(value);
        let parts = if found.get(4).is_some() {
            let end = time.len();
            let back = |by: usize| end.checked_sub(by).and_then(pair);
            [back(6), back(4), back(2)]
        } else {
            [pair(0), pair(2), pair(4)]
        };
        fields.hour = parts[0].or(fields.hour);
        fields.minute = parts[1].or(fields.minute);
        fields.second = parts[2].or(fields.second);
    }
    fields.nanos = found
        .get(4)
        .map(|digits| nanos(digits.as_str()))
        .or(fields.nanos);
    if let Some(zone) = found.get(5) {
        fields.zone = Some(bracketed(zone.as_str()).to_owned());
    }
}

/// `[-5:EST]` names the zone behind the colon, or else is the zone.
fn bracketed(zone: &str) -> &str {
    match zone
        .strip_prefix('[')
        .and_then(|zone| zone.strip_suffix(']'))
    {
        Some(inner) => inner.split_once(':').map_or(inner, |(_, name)| name),
        None => zone,
    }
}

fn from_the_start(fields: &mut Fields, digits: &str, sign: &str) {
    let part = |at: usize, width: usize| digits.get(at..at + width).map(value);
    let signed = |year: Option<i64>| {
        if sign == "-" {
            year.map(|year| -year)
        } else {
            year
        }
    };
    match digits.len() {
        2 => fields.day = part(0, 2),
        3 => fields.day_of_year = part(0, 3),
        4 => (fields.month, fields.day) = (part(0, 2), part(2, 2)),
        5 => (fields.year, fields.day_of_year) = (signed(part(0, 2)), part(2, 3)),
        6 => {
            fields.year = signed(part(0, 2));
            (fields.month, fields.day) = (part(2, 2), part(4, 2));
        }
        7 => (fields.year, fields.day_of_year) = (signed(part(0, 4)), part(4, 3)),
        8 | 10 | 12 | 14 => {
            fields.year = signed(part(0, 4));
            fields.full_year = true;
            (fields.month, fields.day) = (part(4, 2), part(6, 2));
            fields.hour = part(8, 2).or(fields.hour);
            fields.minute = part(10, 2).or(fields.minute);
            fields.second = part(12, 2).or(fields.second);
        }
        _ => {}
    }
}

fn from_the_end(fields: &mut Fields, digits: &str, sign: &str) {
    let length = digits.len();
    if length > 8 && length % 2 == 1 {
        return;
    }
    // Pairs from the right; at the left end a single digit makes do, as far as the days.
    let part = |pairs: usize| {
        let end = length.checked_sub(2 * pairs).filter(|end| *end > 0)?;
        Some(value(&digits[end.saturating_sub(2)..end]))
    };
    fields.second = part(0).or(fields.second);
    fields.minute = part(1).or(fields.minute);
    fields.hour = part(2).or(fields.hour);
    fields.day = part(3).or(fields.day);
    fields.month = part(4).or(fields.month);
    let year = match length {
        12 => value(&digits[..2]),
        14 => value(&digits[..4]),
        _ => return,
    };
    fields.year = Some(if sign == "-" { -year } else { year });
    fields.full_year |= length == 14;
}

/// A decimal fraction in nanoseconds.
pub(super) fn nanos(digits: &str) -> u32 {
    let nine = digits.bytes().chain(std::iter::repeat(b'0')).take(9);
    nine.fold(0, |value, digit| value * 10 + u32::from(digit - b'0'))
}
