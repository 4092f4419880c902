//! YAML 1.1 timestamps (yaml.org/type/timestamp.html) as the readers that know them take them.

use std::sync::LazyLock;

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};
use regex::{Captures, Regex};

use super::Scalar;

/// `js-yaml`, `type/timestamp.js`: `YAML_TIMESTAMP_REGEXP`.
static JS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?<y>[0-9]{4})-(?<m>[0-9]{1,2})-(?<d>[0-9]{1,2})(?:[Tt]|[ \t]+)(?<h>[0-9]{1,2}):(?<i>[0-9]{2}):(?<s>[0-9]{2})(?:\.(?<f>[0-9]*))?(?:[ \t]*(?:Z|(?<sign>[-+])(?<zh>[0-9]{1,2})(?::(?<zm>[0-9]{2}))?))?$",
    )
});

/// `SafeYAML`, `parse/date.rb`: `TIME_MATCHER`.
static RUBY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?<y>[0-9]{4})-(?<m>[0-9]{1,2})-(?<d>[0-9]{1,2})(?:[Tt]|[ \t\r\n\f\v]+)(?<h>[0-9]{1,2}):(?<i>[0-9]{2}):(?<s>[0-9]{2})(?:\.(?<f>[0-9]*))?[ \t\r\n\f\v]*(?:Z|(?<sign>[-+])(?<zh>[0-9]{1,2})(?::?(?<zm>[0-9]{2}))?)?$",
    )
});

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a constant pattern")
}

/// Under `js-yaml`: `Date.UTC` lets impossible parts run over into the next ones.
pub(super) fn js(text: &str) -> Option<Scalar> {
    if let Some((year, month, day)) = day(text) {
        return roll(year, month, day).map(Scalar::Instant);
    }
    let parts = &JS.captures(text)?;
    let date = roll(number(parts, "y"), number(parts, "m"), number(parts, "d"))?;
    let clock = SignedDuration::from_secs(clock(parts) - offset(parts));
    let fraction = parts.name("f").map_or("", |digits| digits.as_str());
    let millis = fraction.bytes().chain(*b"000").take(3);
    let millis = millis.fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    let time = date.checked_add(clock + SignedDuration::from_millis(millis));
    time.ok().map(Scalar::Instant)
}

/// Under `SafeYAML`: `Date.parse` and `DateTime.parse` refuse impossible dates, which then are text.
pub(super) fn ruby(text: &str) -> Option<Scalar> {
    let date = |year: i64, month: i64, day: i64| {
        Date::new(
            year.try_into().ok()?,
            month.try_into().ok()?,
            day.try_into().ok()?,
        )
        .ok()
    };
    if let Some((year, month, day)) = day(text) {
        return date(year, month, day).map(Scalar::Day);
    }
    let parts = &RUBY.captures(text)?;
    let date = date(number(parts, "y"), number(parts, "m"), number(parts, "d"))?;
    let [hour, minute, second] = ["h", "i", "s"].map(|part| number(parts, part));
    let possible = hour < 24 && minute < 60 && second <= 60;
    let midnight = hour == 24 && minute == 0 && second == 0;
    if !possible && !midnight {
        return None;
    }
    // The 60th second is taken for the 59th.
    let clock = clock(parts) - i64::from(second == 60);
    // An offset of a day or more is passed over.
    let offset = Some(offset(parts)).filter(|seconds| seconds.abs() < 24 * 3600);
    let seconds = SignedDuration::from_secs(clock - offset.unwrap_or(0));
    let time = date.at(0, 0, 0, 0).checked_add(seconds);
    time.ok().map(Scalar::Instant)
}

/// `YYYY-MM-DD` and no more, whether there is such a day or not.
fn day(text: &str) -> Option<(i64, i64, i64)> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let part = |range: std::ops::Range<usize>| text.get(range)?.parse().ok();
    if shape {
        Some((part(0..4)?, part(5..7)?, part(8..10)?))
    } else {
        None
    }
}

/// `Date.UTC(year, month - 1, day)`: years below 100 count from 1900.
fn roll(year: i64, month: i64, day: i64) -> Option<DateTime> {
    let year = if year < 100 { year + 1900 } else { year };
    let months = year * 12 + month - 1;
    let first = Date::new(
        months.div_euclid(12).try_into().ok()?,
        (months.rem_euclid(12) + 1).try_into().ok()?,
        1,
    );
    let days = SignedDuration::from_hours(24 * (day - 1));
    first.ok()?.at(0, 0, 0, 0).checked_add(days).ok()
}

/// Seconds since midnight.
fn clock(parts: &Captures<'_>) -> i64 {
    (number(parts, "h") * 60 + number(parts, "i")) * 60 + number(parts, "s")
}

/// Seconds east of UTC.
fn offset(parts: &Captures<'_>) -> i64 {
    let seconds = (number(parts, "zh") * 60 + number(parts, "zm")) * 60;
    let west = parts.name("sign").is_some_and(|sign| sign.as_str() == "-");
    if west { -seconds } else { seconds }
}

/// The number of a named part, 0 when it is not there. Parts have four digits at most.
fn number(parts: &Captures<'_>, name: &str) -> i64 {
    parts
        .name(name)
        .and_then(|digits| digits.as_str().parse().ok())
        .unwrap_or(0)
}
