//! `Time.parse` of Ruby (`lib/time.rb`), which Jekyll reads every date with, and the detour that
//! a plain YAML timestamp takes through SafeYAML before.

use super::super::clock::{Instant, Wall, day_number};
use super::super::zone::SiteZone;
use super::ruby_fields::Fields;
use super::{Basis, Cursor, Stamp, ruby_parse};
use zone::{apply_offset, zone_offset};

mod zone;

/// Year, month and day, or hour, minute and second.
type Parts = (i64, i64, i64);

/// What `Time.parse` makes of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Read {
    /// A time.
    Time(Stamp),
    /// A time whose year, and perhaps day, are those of the build; if it is known when that is.
    OfTheBuild(Option<Stamp>),
    /// `ArgumentError`.
    Refused,
}

/// `Time.parse(text)`, as Jekyll calls it.
pub(in super::super) fn parse(text: &str, zone: &SiteZone) -> Read {
    let Some(fields) = ruby_parse::parse(text).filter(|fields| !fields.is_empty()) else {
        return Read::Refused;
    };
    let year_is_missing = fields.year.is_none();
    // Whether a time is refused hardly depends on the day; the epoch stands in for an unknown one.
    let now = zone.now().unwrap_or(Instant {
        seconds: 0,
        nanos: 0,
    });
    match (make_time(&fields, now, zone), year_is_missing) {
        (None, _) => Read::Refused,
        (Some(stamp), false) => Read::Time(stamp),
        (Some(stamp), true) => Read::OfTheBuild(zone.now().map(|_| stamp)),
    }
}

/// What SafeYAML makes of a plain scalar that looks like a timestamp: `DateTime.parse`, which is
/// UTC unless it says otherwise. Jekyll prints that and has `Time.parse` read it again. `None`
/// for other scalars and for impossible timestamps: they stay strings.
pub(in super::super) fn safe_yaml(text: &str) -> Option<Stamp> {
    let mut at = Cursor::new(text);
    let year = at.digits(4, 4)?;
    at.eat(b"-")?;
    let month = at.digits(1, 2)?;
    at.eat(b"-")?;
    let day = at.digits(1, 2)?;
    if at.eat(b"Tt").is_none() && !at.blanks() {
        return None;
    }
    let hour = at.digits(1, 2)?;
    at.eat(b":")?;
    let minute = at.digits(2, 2)?;
    at.eat(b":")?;
    let second = at.digits(2, 2)?;
    if at.eat(b".").is_some() {
        at.fraction();
    }
    at.blanks();
    let offset = if at.eat(b"Z").is_some() || at.at_end() {
        0
    } else {
        offset(&mut at)?
    };
    let is_midnight = (hour, minute, second) == (24, 0, 0);
    let is_time = hour < 24 && minute < 60 && second <= 60 || is_midnight;
    let is_date = (1..=12).contains(&month) && (1..=days_in(year, month)?).contains(&day);
    let wall = Wall::new((year, month, day), (hour, minute, second.min(59)), 0);
    (at.at_end() && is_time && is_date).then(|| Stamp::of_instant(wall.at_offset(offset)))
}

/// `±H`, `±HMM`, `±HH[:]MM`, of less than a day.
fn offset(at: &mut Cursor<'_>) -> Option<i64> {
    let sign = if at.eat(b"+-")? == b'-' { -1 } else { 1 };
    let digits = at.take_while(|byte| byte.is_ascii_digit());
    let number = |digits: &[u8]| digits.iter().fold(0, |n, d| n * 10 + i64::from(d - b'0'));
    let (hours, minutes) = match digits.len() {
        1 | 2 if at.eat(b":").is_some() => (number(digits), at.digits(2, 2)?),
        1 | 2 => (number(digits), 0),
        3 | 4 => (number(digits) / 100, number(digits) % 100),
        _ => return None,
    };
    let seconds = (hours * 60 + minutes) * 60;
    (seconds < 86_400).then_some(sign * seconds)
}

/// Missing parts are those of `now` down to the first that is written, and the least below it.
fn make_time(fields: &Fields, now: Instant, zone: &SiteZone) -> Option<Stamp> {
    if let Some(nth) = fields.day_of_year {
        return day_of_year(fields, nth, now, zone);
    }
    let year = fields.year.unwrap_or(now.wall(0).ymd().0);
    let offset = fields
        .zone
        .as_deref()
        .and_then(|name| zone_offset(name, year, zone));
    let here = match offset {
        Some(offset) => now.wall(offset),
        None => zone.site_wall(now).unwrap_or_else(|| now.wall(0)),
    };
    let ((year, month, day), (hour, minute, second)) = (here.ymd(), here.hms());
    let mut missing = true;
    let mut part = |written: Option<i64>, now: i64, least: i64| {
        missing &= written.is_none();
        written.unwrap_or(if missing { now } else { least })
    };
    let date = (
        part(fields.year, year, 1970),
        part(fields.month, month.into(), 1),
        part(fields.day, day.into(), 1),
    );
    let time = (
        part(fields.hour, hour.into(), 0),
        part(fields.minute, minute.into(), 0),
        part(fields.second, second.into(), 0),
    );
    let nanos = fields.nanos.unwrap_or(0);
    let Some(offset) = offset else {
        return checked(date, time, nanos).map(Stamp::local);
    };
    // The result is shown in that zone, and Ruby has none a day from UTC.
    if offset.abs() >= 86_400 {
        return None;
    }
    let (date, time) = apply_offset(date, time, offset);
    let wall = checked(date, time, nanos)?.plus_seconds(offset);
    Some(Stamp {
        wall,
        basis: Basis::Offset(offset),
    })
}

/// `Time.utc` and `Time.local` check each part but not whether the month has that day.
fn checked(date: Parts, time: Parts, nanos: u32) -> Option<Wall> {
    let is_date = (1..=12).contains(&date.1) && (1..=31).contains(&date.2);
    let is_time = (0..24).contains(&time.0) && (0..60).contains(&time.1);
    let is_second = (0..=60).contains(&time.2);
    (is_date && (is_time && is_second || time == (24, 0, 0))).then(|| Wall::new(date, time, nanos))
}

/// Guesses month and day, sees which day of the year that is, and corrects the guess.
fn day_of_year(fields: &Fields, nth: i64, now: Instant, zone: &SiteZone) -> Option<Stamp> {
    if !(1..=366).contains(&nth) {
        return None;
    }
    let on = |month: i64, day: i64| {
        let date = Fields {
            day_of_year: None,
            month: Some(month),
            day: Some(day),
            ..fields.clone()
        };
        make_time(&date, now, zone)
    };
    let (mut month, mut day) = ((nth - 1) / 31 + 1, (nth - 1) % 31 + 1);
    let guess = on(month, day)?;
    let (year, ..) = guess.wall.ymd();
    let difference = nth - (guess.wall.day_number() - day_number(year, 1, 1) + 1);
    if difference == 0 {
        return Some(guess);
    }
    day += difference;
    let last = days_in(fields.year.unwrap_or(year), month)?;
    if day > 28 && day > last {
        month += 1;
        day -= last;
    }
    if month > 12 { None } else { on(month, day) }
}

/// Days of a month; month 0 is December here, as it is to a Ruby array.
fn days_in(year: i64, month: i64) -> Option<i64> {
    let days = day_number(year, month + 1, 1) - day_number(year, month, 1);
    (0..=12).contains(&month).then_some(days)
}

#[cfg(test)]
mod tests;
