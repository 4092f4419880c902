//! The zones that `Time.parse` knows, and how it takes one off.

use super::super::Cursor;
use super::{Parts, SiteZone, days_in};

/// Seconds east of UTC: a number, a name of RFC 822 or a military letter, or what the site's own
/// clock calls itself.
pub(super) fn zone_offset(name: &str, year: i64, zone: &SiteZone) -> Option<i64> {
    let name = name.to_ascii_uppercase();
    if name.starts_with(['+', '-']) {
        return numeric_offset(&name);
    }
    let hours = match name.as_str() {
        "UTC" | "Z" | "UT" | "GMT" => 0,
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => match name.as_bytes() {
            [letter @ b'A'..=b'I'] => i64::from(letter - b'A') + 1,
            [letter @ b'K'..=b'M'] => i64::from(letter - b'K') + 10,
            [letter @ b'N'..=b'Y'] => -i64::from(letter - b'N') - 1,
            _ => return zone.abbreviation(&name, year),
        },
    };
    Some(hours * 3_600)
}

/// `±HH`, `±HHMM`, `±HH:MM`, `±HHMMSS`, `±HH:MM:SS`.
fn numeric_offset(text: &str) -> Option<i64> {
    let mut at = Cursor::new(text);
    let sign = if at.eat(b"+-")? == b'-' { -1 } else { 1 };
    let mut seconds = at.digits(2, 2)? * 3_600;
    if !at.at_end() {
        let has_colons = at.eat(b":").is_some();
        seconds += at.digits(2, 2)? * 60;
        if !at.at_end() {
            if has_colons {
                at.eat(b":")?;
            }
            seconds += at.digits(2, 2)?;
        }
    }
    at.at_end().then_some(sign * seconds)
}

/// Takes the offset off, part by part, as `lib/time.rb` does: before the parts are checked, so
/// that 27:00 +06:00 is 21:00, and without carrying over more than one month.
pub(super) fn apply_offset(date: Parts, time: Parts, offset: i64) -> (Parts, Parts) {
    let sign = -offset.signum();
    let mut left = offset.abs();
    let mut shift = |value: i64, base: i64| {
        let by = left % base;
        left /= base;
        if by == 0 {
            return value;
        }
        let sum = value + sign * by;
        left += sign * sum.div_euclid(base);
        sum.rem_euclid(base)
    };
    let second = shift(time.2, 60);
    let minute = shift(time.1, 60);
    let hour = shift(time.0, 24);
    let (mut year, mut month, mut day) = (date.0, date.1, date.2 + sign * left);
    if left != 0 && sign > 0 && days_in(year, month).is_some_and(|last| last < day) {
        (month, day) = (month + 1, 1);
        if month > 12 {
            (year, month) = (year + 1, 1);
        }
    } else if left != 0 && sign < 0 && day < 1 {
        month -= 1;
        if month < 1 {
            (year, month) = (year - 1, 12);
        }
        day = days_in(year, month).unwrap_or(day);
    }
    ((year, month, day), (hour, minute, second))
}
