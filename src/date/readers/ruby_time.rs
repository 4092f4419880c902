//! `Time.parse` of Ruby (`lib/time.rb`), which Jekyll reads every date with, and the detour that
//! a plain YAML timestamp takes through SafeYAML before.

use super::super::clock::{Instant, Wall, day_number};
use super::super::zone::SiteZone;
use super::ruby_fields::Fields;
use super::{Basis, Cursor, Stamp, ruby_parse};

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

/// `±H`, `±HMM`, `±HH[:]MM`; one beyond a day is ignored.
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
    Some(if seconds > 86_400 { 0 } else { sign * seconds })
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
    let (date, time) = apply_offset(date, time, offset);
    let wall = checked(date, time, nanos)?.plus_seconds(offset);
    Some(Stamp {
        wall,
        basis: Basis::Offset(offset),
    })
}

/// `Time.utc` and `Time.local` check each part but not whether the month has that day.
fn checked(date: (i64, i64, i64), time: (i64, i64, i64), nanos: u32) -> Option<Wall> {
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

/// Seconds east of UTC: a number, a name of RFC 822 or a military letter, or what the site's own
/// clock calls itself.
fn zone_offset(name: &str, year: i64, zone: &SiteZone) -> Option<i64> {
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

type Parts = (i64, i64, i64);

/// Takes the offset off, part by part, as `lib/time.rb` does: before the parts are checked, so
/// that 27:00 +06:00 is 21:00, and without carrying over more than one month.
fn apply_offset(date: Parts, time: Parts, offset: i64) -> (Parts, Parts) {
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

/// Days of a month; month 0 is December here, as it is to a Ruby array.
fn days_in(year: i64, month: i64) -> Option<i64> {
    let days = day_number(year, month + 1, 1) - day_number(year, month, 1);
    (0..=12).contains(&month).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        match parse(text, &SiteZone::unknown()) {
            Read::Time(Stamp {
                wall,
                basis: Basis::Local,
            }) => Some(wall.to_string()),
            Read::Time(Stamp {
                wall,
                basis: Basis::Offset(offset),
            }) => Some(wall.at_offset(offset).to_string()),
            Read::OfTheBuild(_) => Some("build".to_owned()),
            Read::Refused => None,
        }
    }

    #[test]
    fn the_forms_of_a_date() {
        for (text, time) in [
            ("2019-07-08", "2019-07-08 00:00:00"),
            ("2019-7-8 9:10", "2019-07-08 09:10:00"),
            ("2019/07/08 09:10:11", "2019-07-08 09:10:11"),
            ("08/07/2019", "2019-07-08 00:00:00"),
            ("8.7.2019", "2019-07-08 00:00:00"),
            ("July 8th, 2019 9:10 pm", "2019-07-08 21:10:00"),
            ("8 Jul 2019", "2019-07-08 00:00:00"),
            ("15 Mar 0044 BC", "-000043-03-15 00:00:00"),
            ("8-Jul-19", "2019-07-08 00:00:00"),
            ("Jul-8-2019", "2019-07-08 00:00:00"),
            ("July 2019", "2019-07-01 00:00:00"),
            ("20190708", "2019-07-08 00:00:00"),
            ("20190708T091011Z", "2019-07-08T09:10:11Z"),
            ("2019-189", "2019-07-08 00:00:00"),
            ("H31.04.30", "2019-04-30 00:00:00"),
            ("Mon, 08 Jul 2019 09:10:11 GMT", "2019-07-08T09:10:11Z"),
            ("Mon Jul  8 09:10:11 EST 2019", "2019-07-08T14:10:11Z"),
            ("2019-07-08 09:10:11 +02:00", "2019-07-08T07:10:11Z"),
            ("2019-07-08 27:10 +06:00", "2019-07-08T21:10:00Z"),
            ("2019-07-08 09:10:11 Asia/Tokyo", "2019-07-08 09:10:11"),
        ] {
            assert_eq!(read(text).as_deref(), Some(time), "{text}");
        }
    }

    #[test]
    fn days_carry_over_and_months_do_not() {
        assert_eq!(read("2019-02-31").as_deref(), Some("2019-03-03 00:00:00"));
        assert_eq!(
            read("2019-07-08 23:59:60").as_deref(),
            Some("2019-07-09 00:00:00")
        );
        for text in [
            "2019-13-01",
            "2019-07-32",
            "07/27/2019",
            "2019-07-08 25:00",
            "2019-07",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(
            read(&"2019-07-08 ".repeat(20)),
            None,
            "longer than 128 bytes"
        );
    }

    #[test]
    fn what_is_missing_is_of_the_build() {
        assert_eq!(read("09:10").as_deref(), Some("build"));
        assert_eq!(read("8 July").as_deref(), Some("build"));
        let now = Instant {
            seconds: 1_562_544_000,
            nanos: 0,
        };
        let zone = SiteZone::site("Asia/Tokyo").unwrap().at(now);
        let Read::OfTheBuild(Some(stamp)) = parse("09:10", &zone) else {
            panic!()
        };
        assert_eq!(stamp.wall.to_string(), "2019-07-08 09:10:00");
    }

    #[test]
    fn the_sites_own_zone_has_a_name() {
        let zone = SiteZone::site("Asia/Tokyo").unwrap();
        let Read::Time(stamp) = parse("2019-07-08 09:10 JST", &zone) else {
            panic!()
        };
        assert_eq!(stamp.basis, Basis::Offset(9 * 3_600));
    }

    #[test]
    fn plain_timestamps_are_utc() {
        let utc = |text| safe_yaml(text).map(|stamp| stamp.wall.to_string());
        assert_eq!(
            utc("2019-07-08 09:10:11").as_deref(),
            Some("2019-07-08 09:10:11")
        );
        assert_eq!(
            utc("2019-7-8T9:10:11 +0200").as_deref(),
            Some("2019-07-08 07:10:11")
        );
        assert_eq!(
            utc("2019-07-08 09:10:11 -5").as_deref(),
            Some("2019-07-08 14:10:11")
        );
        for text in [
            "2019-07-08",
            "2019-07-08 09:10",
            "2019-02-31 09:10:11",
            "8 Jul 2019",
        ] {
            assert_eq!(utc(text), None, "{text}");
        }
    }
}
