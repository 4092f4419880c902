//! `DateTime.fromISO(text, { zone: "utc" })` of Luxon 3, which Eleventy gives its strings to.
//!
//! ISO 8601 dates in calendar, week or ordinal form, basic or extended, with any precision, then
//! a time and a zone; each part is checked. A time alone is on the day of the build.

use super::super::clock::{Instant, Wall, day_number};
use super::super::zone::named_instant;
use super::{Basis, Cursor, Stamp};

/// What Luxon makes of a text that it reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Read {
    /// A date, perhaps with a time.
    Date(Stamp),
    /// A time on the day of the build; seconds and nanoseconds since midnight, and the zone.
    Time(i64, u32, Basis),
}

/// Reads `text`; `None` is an invalid `DateTime`.
pub(in super::super) fn from_iso(text: &str) -> Option<Read> {
    let text = Cursor::new(text);
    // The forms are tried in this order, and the first that fits the whole text is held to its
    // values: 1239-26 is month 26 of the year 1239 and nothing else.
    for day in [calendar_day, week_day, ordinal_day] {
        for precision in [3, 2, 1] {
            let mut at = text;
            let Some(day) = day(&mut at, precision) else {
                continue;
            };
            let Some(time) = extension(&mut at) else {
                continue;
            };
            return Some(Read::Date(time.on(day?)?));
        }
    }
    let mut at = text;
    let time = time(&mut at).filter(|_| at.at_end())?;
    let (seconds, basis) = (time.seconds()?, Basis::Offset(time.offset.unwrap_or(0)));
    Some(Read::Time(seconds, time.nanos, basis))
}

/// Outer `None`: the form does not fit. Inner `None`: it fits, but there is no such day.
type Day = Option<Option<i64>>;

/// `YYYY[-]MM[-]DD`, or `±YYYYYY` for the year; `precision` is the number of parts to take.
fn calendar_day(at: &mut Cursor<'_>, precision: u8) -> Day {
    let year = match at.eat(b"+-") {
        Some(b'-') => -at.digits(6, 6)?,
        Some(_) => at.digits(6, 6)?,
        None => at.digits(4, 4)?,
    };
    let mut part = |wanted| -> Option<i64> {
        if precision < wanted {
            return Some(1);
        }
        at.eat(b"-");
        at.digits(2, 2)
    };
    let (month, day) = (part(2)?, part(3)?);
    Some(checked_day(year, month, day))
}

fn checked_day(year: i64, month: i64, day: i64) -> Option<i64> {
    let number = day_number(year, month, day);
    let exists = (1..=12).contains(&month) && day >= 1 && number < day_number(year, month + 1, 1);
    exists.then_some(number)
}

/// `YYYY[-]Www[-D]`.
fn week_day(at: &mut Cursor<'_>, precision: u8) -> Day {
    let year = at.digits(4, 4)?;
    at.eat(b"-");
    at.eat(b"W")?;
    let week = at.digits(2, 2)?;
    let day = match precision {
        3 => {
            at.eat(b"-");
            at.digits(1, 1)?
        }
        _ => 1,
    };
    // Week 1 has the year's fourth of January in it.
    let first_monday = |year| {
        let fourth = day_number(year, 1, 4);
        fourth - (fourth + 3).rem_euclid(7)
    };
    let weeks = (first_monday(year + 1) - first_monday(year)) / 7;
    let exists = (1..=weeks).contains(&week) && (1..=7).contains(&day);
    Some(exists.then(|| first_monday(year) + (week - 1) * 7 + day - 1))
}

/// `YYYY[-]DDD`.
fn ordinal_day(at: &mut Cursor<'_>, _precision: u8) -> Day {
    let year = at.digits(4, 4)?;
    at.eat(b"-");
    let day = at.digits(3, 3)?;
    let first = day_number(year, 1, 1);
    let exists = day >= 1 && first + day - 1 < day_number(year + 1, 1, 1);
    Some(exists.then_some(first + day - 1))
}

#[derive(Default)]
struct Time<'t> {
    hour: i64,
    minute: i64,
    second: i64,
    nanos: u32,
    offset: Option<i64>,
    zone: Option<&'t str>,
}

impl Time<'_> {
    fn seconds(&self) -> Option<i64> {
        let is_midnight = (self.hour, self.minute, self.second, self.nanos) == (24, 0, 0, 0);
        let exists = self.hour < 24 && self.minute < 60 && self.second < 60 || is_midnight;
        exists.then_some(self.hour * 3_600 + self.minute * 60 + self.second)
    }

    /// A zone by name counts for more than an offset beside it.
    fn on(&self, day: i64) -> Option<Stamp> {
        let midnight = Instant {
            seconds: day * 86_400,
            nanos: self.nanos,
        }
        .wall(0);
        let wall = midnight.plus_seconds(self.seconds()?);
        match self.zone {
            Some(zone) => named_instant(zone, wall).map(Stamp::of_instant),
            None => Some(Stamp {
                wall,
                basis: Basis::Offset(self.offset.unwrap_or(0)),
            }),
        }
    }
}

/// `T` and a time, or nothing, up to the end of the text.
fn extension<'t>(at: &mut Cursor<'t>) -> Option<Time<'t>> {
    if at.at_end() {
        return Some(Time::default());
    }
    at.eat(b"Tt")?;
    time(at).filter(|_| at.at_end())
}

/// `HH[[:]MM[[:]SS[.fff]]]`, a zone and a zone's name in brackets.
fn time<'t>(at: &mut Cursor<'t>) -> Option<Time<'t>> {
    let mut time = Time {
        hour: at.digits(2, 2)?,
        ..Time::default()
    };
    if let Some(minute) = colon_two(at) {
        time.minute = minute;
        if let Some(second) = colon_two(at) {
            time.second = second;
            let mut after = *at;
            if after.eat(b".,").is_some() && after.peek().is_some_and(|b| b.is_ascii_digit()) {
                time.nanos = after.fraction() / 1_000_000 * 1_000_000;
                *at = after;
            }
        }
    }
    if at.eat(b"Zz").is_some() {
        time.offset = Some(0);
    } else if let Some(sign) = at.eat(b"+-") {
        let hours = at.digits(2, 2)?;
        let minutes = colon_two(at).unwrap_or(0);
        let seconds = (hours * 60 + minutes) * 60;
        time.offset = Some(if sign == b'-' { -seconds } else { seconds });
    }
    if at.eat(b"[").is_some() {
        let name = at.take_while(|byte| byte != b']');
        at.eat(b"]")?;
        time.zone = std::str::from_utf8(name).ok();
    }
    Some(time)
}

/// `:MM` or `MM`; takes nothing where there is neither.
fn colon_two(at: &mut Cursor<'_>) -> Option<i64> {
    let mut after = *at;
    after.eat(b":");
    let value = after.digits(2, 2)?;
    *at = after;
    Some(value)
}

impl Read {
    /// The stamp on the day that it is in the read zone at `now`.
    pub(in super::super) fn on(self, now: Instant) -> Stamp {
        match self {
            Self::Date(stamp) => stamp,
            Self::Time(seconds, nanos, basis) => {
                let offset = if let Basis::Offset(offset) = basis {
                    offset
                } else {
                    0
                };
                let (year, month, day) = now.wall(offset).ymd();
                let wall = Wall::new((year, month.into(), day.into()), (0, 0, seconds), nanos);
                Stamp { wall, basis }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<String> {
        match from_iso(text)? {
            Read::Date(Stamp {
                wall,
                basis: Basis::Offset(offset),
            }) => Some(wall.at_offset(offset).to_string()),
            Read::Date(stamp) => panic!("{text}: {stamp:?}"),
            Read::Time(seconds, ..) => Some(seconds.to_string()),
        }
    }

    #[test]
    fn iso_in_all_precisions() {
        for (text, instant) in [
            ("2019-07-08", "2019-07-08T00:00:00Z"),
            ("20190708", "2019-07-08T00:00:00Z"),
            ("2019-07", "2019-07-01T00:00:00Z"),
            ("2019", "2019-01-01T00:00:00Z"),
            ("2019-W28-1", "2019-07-08T00:00:00Z"),
            ("2019W28", "2019-07-08T00:00:00Z"),
            ("2019-189", "2019-07-08T00:00:00Z"),
            ("2019-07-08T09", "2019-07-08T09:00:00Z"),
            ("2019-07-08t0910+0200", "2019-07-08T07:10:00Z"),
            ("2019-07-08T09:10:11,5-03", "2019-07-08T12:10:11Z"),
            ("2019-07-08T24:00", "2019-07-09T00:00:00Z"),
            ("2019-07-08T09:10[Asia/Tokyo]", "2019-07-08T00:10:00Z"),
            ("+012019-07-08", "+012019-07-08T00:00:00Z"),
        ] {
            assert_eq!(at(text).as_deref(), Some(instant), "{text}");
        }
        assert_eq!(at("09:10").as_deref(), Some("33000"));
    }

    #[test]
    fn each_part_is_checked() {
        for text in [
            "2019-02-29",
            "2019-13-01",
            "2019-W53-1",
            "2019-366",
            "2019-7-8",
            "2019-07-08 09:10",
            "2019-07-08T24:01",
            "2019-07-08T09:60",
            "2019-07-08T9:10",
            "2019-07-08[Asia/Tokyo",
            "2019-07-08T09:10[Asia/Edo]",
            "1239-26",
            "8 July 2019",
            "",
        ] {
            assert_eq!(at(text), None, "{text}");
        }
    }
}
