//! Zola's two date readers, one after the other (`components/utils/src/de.rs`): first TOML's
//! date-time, with the optional seconds of TOML 1.1, then YAML's timestamp.

use super::super::calendar::last_day;
use super::super::clock::Wall;
use super::toml_date::{self, TomlDate};
use super::{Cursor, Stamp};

/// Reads a string or a TOML date; `None` where Zola stops the build.
pub(in super::super) fn parse(text: &str) -> Option<Stamp> {
    toml_date::parse(text).map_or_else(|| yaml(&mut Cursor::new(text)), instant)
}

/// A second 60 is granted at the end of a month in UTC, and is the last moment before it.
fn instant(date: TomlDate) -> Option<Stamp> {
    let stamp = Stamp::of_instant(date.wall.at_offset(date.offset.unwrap_or(0)));
    if !date.is_leap {
        return Some(stamp);
    }
    let wall = stamp.wall.plus_seconds(-1);
    let is_last = wall.hms() == (23, 59, 59) && stamp.wall.ymd().2 == 1;
    is_last.then(|| Stamp::utc(wall))
}

/// <https://yaml.org/type/timestamp.html>, with the parts checked.
fn yaml(at: &mut Cursor<'_>) -> Option<Stamp> {
    let year = at.digits(4, 4)?;
    at.eat(b"-")?;
    let month = at.digits(1, 2).filter(|month| (1..=12).contains(month))?;
    at.eat(b"-")?;
    let day = at
        .digits(1, 2)
        .filter(|day| (1..=last_day(year, month)).contains(day))?;
    if at.at_end() {
        return Some(Stamp::utc(Wall::midnight(year, month, day)));
    }
    if at.eat(b"Tt").is_none() && !at.blanks() {
        return None;
    }
    let hour = at.digits(1, 2).filter(|hour| *hour < 24)?;
    at.eat(b":")?;
    let minute = at.digits(2, 2).filter(|minute| *minute < 60)?;
    at.eat(b":")?;
    let second = at.digits(2, 2).filter(|second| *second < 60)?;
    let mut nanos = 0;
    if at.eat(b".").is_some() {
        let mut nine = *at;
        nine.digits(0, 9)?;
        if nine.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return None;
        }
        nanos = at.fraction();
    }
    at.blanks();
    let mut offset = 0;
    if at.eat(b"Z").is_none() && !at.at_end() {
        let sign = if at.eat(b"+-")? == b'-' { -1 } else { 1 };
        let hours = at.digits(1, 2).filter(|hours| *hours < 24)?;
        let minutes = at.eat(b":").map_or(Some(0), |_| at.digits(2, 2))?;
        // Zola sets the parts on 1969-12-31 in that zone, the month before the day: where the
        // month has no 31st, this fails.
        if sign < 0 && hours > 0 && last_day(year, month) < 31 {
            return None;
        }
        offset = sign * (hours * 60 + minutes) * 60;
    }
    let wall = Wall::new((year, month, day), (hour, minute, second), nanos);
    at.at_end()
        .then(|| Stamp::of_instant(wall.at_offset(offset)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        parse(text).map(|stamp| stamp.wall.to_string())
    }

    #[test]
    fn toml_dates_then_yaml_timestamps() {
        for (text, utc) in [
            ("2020-05-06", "2020-05-06 00:00:00"),
            ("2020-5-6", "2020-05-06 00:00:00"),
            ("2020-05-06 07:08", "2020-05-06 07:08:00"),
            ("2020-05-06t07:08:09z", "2020-05-06 07:08:09"),
            ("2020-05-06T07:08:09+02:00", "2020-05-06 05:08:09"),
            ("2020-05-06 7:08:09 +2", "2020-05-06 05:08:09"),
            ("2020-05-06 07:08:09 -02:00", "2020-05-06 09:08:09"),
            ("2016-12-31T23:59:60Z", "2016-12-31 23:59:59"),
        ] {
            assert_eq!(read(text).as_deref(), Some(utc), "{text}");
        }
    }

    #[test]
    fn what_stops_the_build() {
        for text in [
            "2020-05-06T07:08:09+0200",
            "2020-05-06 07:08:09 +0200",
            "2020/05/06",
            "07:08",
            "2020-02-30",
            "2020-05-06T24:00:00Z",
            "Wed, 06 May 2020 07:08:09 GMT",
            "2020-05-06 07:08:60",
            "2020-06-06 07:08:09 -02:00",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
