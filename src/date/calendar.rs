//! Whether a written day exists, which day it is, and on which it comes out when it does not.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::clock::Wall;
use super::scan::Scanned;

/// The wall clock that is written, with parts that do not exist carried over (31 February is
/// 2 or 3 March) and parts that are not written at their least. `None` without a year, and for
/// weeks that do not exist.
#[must_use]
pub fn wall(date: &Scanned) -> Option<Wall> {
    wall_in(date, date.full_year()?)
}

/// [`wall`], in that year.
pub(super) fn wall_in(date: &Scanned, year: i64) -> Option<Wall> {
    let value = |part: Option<super::Part>, least| part.map_or(least, |part| part.value);
    let (month, day) = match (date.week, date.day_of_year) {
        (Some(week), _) => {
            let monday = week_date(year, week.value, 1)?;
            let days = value(date.weekday, 1) - 1;
            (i64::from(monday.month()), i64::from(monday.day()) + days)
        }
        (_, Some(nth)) => (1, nth.value),
        _ => (value(date.month, 1), value(date.day, 1)),
    };
    // The Monday of the first week can lie in the year before.
    let year = match date.week {
        Some(week) => week_date(year, week.value, 1)?.year().into(),
        None => year,
    };
    let time = (
        date.hour_of_day(),
        value(date.minute, 0),
        value(date.second, 0),
    );
    Some(Wall::new(
        (year, month, day),
        time,
        value(date.fraction, 0) as u32,
    ))
}

/// The day that is written, if it exists.
#[must_use]
pub fn day(date: &Scanned) -> Option<Date> {
    day_in(date, date.full_year()?)
}

/// [`day`], in that year.
pub(super) fn day_in(date: &Scanned, year: i64) -> Option<Date> {
    let year = i16::try_from(year).ok()?;
    if let (Some(month), Some(day)) = (date.month, date.day) {
        return Date::new(
            year,
            month.value.try_into().ok()?,
            day.value.try_into().ok()?,
        )
        .ok();
    }
    if let Some(week) = date.week {
        return week_date(
            year.into(),
            week.value,
            date.weekday.map_or(1, |day| day.value),
        );
    }
    let nth = date.day_of_year?.value;
    let first = Date::new(year, 1, 1).ok()?;
    first.with().day_of_year(nth.try_into().ok()?).build().ok()
}

fn week_date(year: i64, week: i64, day: i64) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(day.try_into().ok()?).ok()?;
    let week = ISOWeekDate::new(year.try_into().ok()?, week.try_into().ok()?, weekday).ok()?;
    Some(week.date())
}

/// The last day of a month, 1 to 12, of any year.
pub(super) fn last_day(year: i64, month: i64) -> i64 {
    let days = |month| super::clock::day_number(year, month, 1);
    days(month + 1) - days(month)
}

/// The English name of a weekday, 1 being Monday.
#[must_use]
pub fn weekday_name(number: i64) -> &'static str {
    match number {
        1 => "Monday",
        2 => "Tuesday",
        3 => "Wednesday",
        4 => "Thursday",
        5 => "Friday",
        6 => "Saturday",
        _ => "Sunday",
    }
}

/// The English name of a month, 1 to 12.
#[must_use]
pub fn month_name(number: i64) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES[(number - 1).rem_euclid(12) as usize]
}

#[cfg(test)]
mod tests {
    use super::super::scan::scan;
    use super::*;

    #[test]
    fn a_day_by_month_by_week_or_by_number() {
        let of = |text| day(&scan(text).unwrap()).map(|date| date.to_string());
        for text in [
            "2019-07-08",
            "2019-W28-1",
            "2019-189",
            "8 July 2019",
            "2019年7月8日",
        ] {
            assert_eq!(of(text).as_deref(), Some("2019-07-08"), "{text}");
        }
        for text in ["2019-02-29", "2019-W53-1", "2019-366", "2019-13-01"] {
            assert_eq!(of(text), None, "{text}");
        }
        assert_eq!(of("8 July 68").as_deref(), Some("2068-07-08"));
        assert_eq!(of("8 July 69").as_deref(), Some("1969-07-08"));
    }

    #[test]
    fn what_does_not_exist_carries_over() {
        let of = |text| wall(&scan(text).unwrap()).unwrap().to_string();
        assert_eq!(of("2018-02-31 23:50:48"), "2018-03-03 23:50:48");
        assert_eq!(of("2018-15-30"), "2019-03-30 00:00:00");
        assert_eq!(of("2019-07-08 24:00"), "2019-07-09 00:00:00");
        assert_eq!(of("2019-W01-1 12:00 am"), "2018-12-31 00:00:00");
        assert_eq!(of("July 8, 2019 9:10 pm"), "2019-07-08 21:10:00");
    }
}
