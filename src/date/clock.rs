//! Wall clocks and instants, over every year that some reader can make up.
//!
//! `jiff` ends at the year 9999; V8 reads `12020-01-01` and Ruby does too. So the readers compute
//! with plain day counts, and only what is asked of the calendar or a time zone goes to `jiff`.

use std::fmt;

use jiff::civil::{Date, DateTime};

const DAY: i64 = 86_400;

/// Days from 1970-01-01 to a day of the proleptic Gregorian calendar.
///
/// Months and days that do not exist carry over, as in C's `mktime`: 31 February is 2 or 3 March.
/// (Algorithm: H. Hinnant, "chrono-compatible low-level date algorithms".)
pub(crate) fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let year = year + (month - 1).div_euclid(12);
    let month = (month - 1).rem_euclid(12) + 1;
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468 + day - 1
}

/// Year, month and day of a day count from 1970-01-01: [`day_number`] undone.
fn civil_of(number: i64) -> (i64, u8, u8) {
    let shifted = number + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year + era * 400 + i64::from(month <= 2);
    (year, month as u8, day as u8)
}

/// What a clock on the wall shows: a day and a time of day, in no zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wall {
    /// Days since 1970-01-01.
    day: i64,
    /// Nanoseconds since midnight.
    nanos: i64,
}

impl Wall {
    /// The clock at a date and time whose parts may be out of range and then carry over.
    pub(crate) fn new(date: (i64, i64, i64), time: (i64, i64, i64), nanos: u32) -> Self {
        let seconds = time.0 * 3_600 + time.1 * 60 + time.2;
        Self {
            day: day_number(date.0, date.1, date.2),
            nanos: 0,
        }
        .plus_seconds(seconds)
        .with_nanos(nanos)
    }

    /// Midnight of a day whose parts may be out of range and then carry over.
    pub(crate) fn midnight(year: i64, month: i64, day: i64) -> Self {
        Self::new((year, month, day), (0, 0, 0), 0)
    }

    /// This clock, `seconds` later.
    pub(crate) fn plus_seconds(self, seconds: i64) -> Self {
        let all = self.nanos / 1_000_000_000 + seconds;
        Self {
            day: self.day + all.div_euclid(DAY),
            nanos: all.rem_euclid(DAY) * 1_000_000_000 + self.nanos % 1_000_000_000,
        }
    }

    fn with_nanos(mut self, nanos: u32) -> Self {
        self.nanos += i64::from(nanos);
        self
    }

    /// This clock without its fraction of a second.
    pub(crate) fn whole(self) -> Self {
        Self {
            nanos: self.nanos - self.nanos % 1_000_000_000,
            ..self
        }
    }

    /// Year, month (1 to 12) and day (1 to 31).
    #[must_use]
    pub fn ymd(self) -> (i64, u8, u8) {
        civil_of(self.day)
    }

    /// Hour, minute and second.
    #[must_use]
    pub fn hms(self) -> (u8, u8, u8) {
        let seconds = self.nanos / 1_000_000_000;
        (
            (seconds / 3_600) as u8,
            (seconds / 60 % 60) as u8,
            (seconds % 60) as u8,
        )
    }

    /// Days since 1970-01-01, for asking how far apart two clocks are.
    #[must_use]
    pub fn day_number(self) -> i64 {
        self.day
    }

    /// The date, if `jiff` knows such a year.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        let (year, month, day) = self.ymd();
        Date::new(i16::try_from(year).ok()?, month as i8, day as i8).ok()
    }

    /// Date and time, if `jiff` knows such a year.
    #[must_use]
    pub fn datetime(self) -> Option<DateTime> {
        let (hour, minute, second) = self.hms();
        let nanos = (self.nanos % 1_000_000_000) as i32;
        Some(
            self.date()?
                .at(hour as i8, minute as i8, second as i8, nanos),
        )
    }

    /// The instant at which a clock that is `offset` seconds east of UTC shows this.
    #[must_use]
    pub fn at_offset(self, offset: i64) -> Instant {
        let utc = self.plus_seconds(-offset);
        Instant {
            seconds: utc.day * DAY + utc.nanos / 1_000_000_000,
            nanos: (utc.nanos % 1_000_000_000) as u32,
        }
    }
}

impl From<DateTime> for Wall {
    fn from(at: DateTime) -> Self {
        Self::new(
            (at.year().into(), at.month().into(), at.day().into()),
            (at.hour().into(), at.minute().into(), at.second().into()),
            at.subsec_nanosecond() as u32,
        )
    }
}

/// `2022-02-04 12:39:26`, or the day alone with `{:#}`; the fraction is left out, the year has a
/// sign beyond four digits.
impl fmt::Display for Wall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ((year, month, day), (hour, minute, second)) = (self.ymd(), self.hms());
        write_year(f, year)?;
        write!(f, "-{month:02}-{day:02}")?;
        if f.alternate() {
            return Ok(());
        }
        write!(f, " {hour:02}:{minute:02}:{second:02}")
    }
}

/// A point in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
    pub seconds: i64,
    /// Nanoseconds on top, below a thousand million.
    pub nanos: u32,
}

impl Instant {
    /// Now, by the computer's clock.
    #[must_use]
    pub fn now() -> Self {
        let now = jiff::Timestamp::now();
        Self {
            seconds: now.as_second(),
            nanos: now.subsec_nanosecond().unsigned_abs(),
        }
    }

    /// The instant `millis` milliseconds after 1970-01-01T00:00:00Z.
    pub(crate) fn of_millis(millis: i64) -> Self {
        Self {
            seconds: millis.div_euclid(1_000),
            nanos: millis.rem_euclid(1_000) as u32 * 1_000_000,
        }
    }

    /// What a clock `offset` seconds east of UTC shows.
    #[must_use]
    pub fn wall(self, offset: i64) -> Wall {
        let local = self.seconds + offset;
        Wall {
            day: local.div_euclid(DAY),
            nanos: local.rem_euclid(DAY) * 1_000_000_000 + i64::from(self.nanos),
        }
    }
}

/// RFC 3339 in UTC, to the second: `2022-02-04T04:39:26Z`.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wall = self.wall(0);
        let ((year, month, day), (hour, minute, second)) = (wall.ymd(), wall.hms());
        write_year(f, year)?;
        write!(f, "-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

/// ISO 8601's expanded years have a sign and, as ECMAScript has it, six digits.
fn write_year(f: &mut fmt::Formatter<'_>, year: i64) -> fmt::Result {
    if (0..=9_999).contains(&year) {
        write!(f, "{year:04}")
    } else {
        write!(f, "{}{:06}", if year < 0 { '-' } else { '+' }, year.abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_as_jiff_counts_them() {
        let mut date = jiff::civil::date(1895, 12, 28);
        let epoch = jiff::civil::date(1970, 1, 1);
        for _ in 0..90_000 {
            let number = day_number(date.year().into(), date.month().into(), date.day().into());
            let days = (date - epoch).get_days();
            assert_eq!(number, i64::from(days), "{date}");
            assert_eq!(
                Wall {
                    day: number,
                    nanos: 0
                }
                .date(),
                Some(date)
            );
            date = date.tomorrow().unwrap();
        }
    }

    #[test]
    fn parts_out_of_range_carry_over() {
        let at = |y, m, d| Wall::midnight(y, m, d).to_string();
        assert_eq!(at(2018, 2, 31), "2018-03-03 00:00:00");
        assert_eq!(at(2018, 15, 30), "2019-03-30 00:00:00");
        assert_eq!(at(2018, 0, 1), "2017-12-01 00:00:00");
        assert_eq!(at(12_020, 1, 0), "+012019-12-31 00:00:00");
        let late = Wall::new((2016, 12, 31), (25, 0, 60), 5);
        assert_eq!(late.to_string(), "2017-01-01 01:01:00");
        assert_eq!(format!("{late:#}"), "2017-01-01");
    }

    #[test]
    fn an_offset_leads_to_the_instant_and_back() {
        let wall = Wall::new((2022, 2, 4), (0, 9, 26), 123_000_000);
        let instant = wall.at_offset(8 * 3_600);
        assert_eq!(instant.to_string(), "2022-02-03T16:09:26Z");
        assert_eq!(instant.wall(8 * 3_600), wall);
        assert_eq!(Instant::of_millis(-1).to_string(), "1969-12-31T23:59:59Z");
    }
}
