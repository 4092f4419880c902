//! What is wrong with a date as it is written, whoever reads it.

use std::fmt;

use jiff::civil::Date;

use crate::document::Span;

use super::calendar::{self, last_day, month_name, weekday_name};
use super::clock::Wall;
use super::scan::{Part, Scanned};

/// One fault of a written date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateFault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The guilty part, in the scanned text.
    pub span: Span,
}

/// What can be wrong with a written date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A month beyond 12, or 0; and the day that readers which carry over make of it.
    Month {
        /// As written.
        month: i64,
        /// Where it rolls over to.
        to: Wall,
    },
    /// A day that its month does not have.
    Day {
        /// As written.
        day: i64,
        /// The month, 1 to 12, and its year.
        month: (i64, i64),
        /// Its last day.
        last: i64,
        /// Where it rolls over to.
        to: Wall,
    },
    /// A week or a day of the year that the year does not have.
    OfYear {
        /// As written.
        number: i64,
        /// Whether it is a week.
        is_week: bool,
    },
    /// An hour, minute or second that clocks do not show.
    Time {
        /// `hour`, `minute` or `second`.
        unit: &'static str,
        /// As written.
        value: i64,
        /// Where it rolls over to, with a day only.
        to: Option<Wall>,
    },
    /// A second 60 that is no leap second: those are at 23:59:60 UTC, the last one was in 2016.
    LeapSecond,
    /// 24:00, which some readers refuse: it is 0:00 of this day.
    EndOfDay {
        /// The next day.
        next: Option<Date>,
    },
    /// A weekday that the date does not fall on.
    Weekday {
        /// As written, 1 being Monday.
        written: i64,
        /// As it is.
        actual: i64,
    },
    /// A zone more than 14 hours from UTC: there is none.
    Offset {
        /// As written, in seconds.
        seconds: i64,
    },
    /// A year of two digits.
    TwoDigitYear {
        /// The year that most readers take it for.
        meant: i64,
    },
    /// Day and month could each be the other.
    OpenOrder {
        /// With the month first.
        month_first: Date,
        /// With the day first.
        day_first: Date,
    },
}

impl FaultKind {
    /// Whether there is no such date or time, so that a reader must refuse it or change it.
    #[must_use]
    pub fn is_impossible(&self) -> bool {
        matches!(
            self,
            Self::Month { .. } | Self::Day { .. } | Self::OfYear { .. } | Self::Time { .. }
        )
    }
}

/// One line, without a period: `February 2018 has 28 days; 31 becomes 2018-03-03`.
impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Month { month, to } => {
                write!(f, "there is no month {month}; it becomes {}", Ymd(to))
            }
            Self::Day {
                day,
                month: (month, year),
                last,
                to,
            } => {
                let month = month_name(month);
                write!(
                    f,
                    "{month} {year} has {last} days; {day} becomes {}",
                    Ymd(to)
                )
            }
            Self::OfYear { number, is_week } => {
                let unit = if is_week { "week" } else { "day" };
                write!(f, "the year has no {unit} {number}")
            }
            Self::Time {
                unit,
                value,
                to: Some(to),
            } => {
                write!(f, "there is no {unit} {value}; it becomes {to}")
            }
            Self::Time {
                unit,
                value,
                to: None,
            } => write!(f, "there is no {unit} {value}"),
            Self::LeapSecond => write!(f, "there was no leap second at this time"),
            Self::EndOfDay { next: Some(next) } => write!(f, "24:00 is 00:00 of {next}"),
            Self::EndOfDay { next: None } => write!(f, "24:00 is 00:00 of the next day"),
            Self::Weekday { written, actual } => {
                let (written, actual) = (weekday_name(written), weekday_name(actual));
                write!(f, "this day is a {actual}, not a {written}")
            }
            Self::Offset { seconds } => {
                let hours = seconds.abs() / 3_600;
                write!(f, "no time zone is {hours} hours from UTC; the limit is 14")
            }
            Self::TwoDigitYear { meant } => {
                write!(
                    f,
                    "a year of two digits can mean several; most readers take {meant}"
                )
            }
            Self::OpenOrder {
                month_first,
                day_first,
            } => {
                write!(f, "it can be {month_first} or {day_first}")
            }
        }
    }
}

/// The day of a wall clock.
struct Ymd(Wall);

impl fmt::Display for Ymd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.0.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// All faults of a date, in the order of the text.
#[must_use]
pub fn faults(date: &Scanned) -> Vec<DateFault> {
    let mut found = Vec::new();
    let mut add = |span: Span, kind| found.push(DateFault { kind, span });
    if let Some((span, kind)) = day_fault(date) {
        add(span, kind);
    }
    if let Some((span, kind)) = time_fault(date) {
        add(span, kind);
    }
    if let (Some(weekday), Some(day), None) = (date.weekday, calendar::day(date), date.week) {
        let actual = i64::from(day.weekday().to_monday_one_offset());
        if actual != weekday.value && !date.is_order_open {
            add(
                weekday.span,
                FaultKind::Weekday {
                    written: weekday.value,
                    actual,
                },
            );
        }
    }
    if let Some(zone) = date.zone
        && let Some(seconds) = zone
            .kind
            .offset()
            .filter(|seconds| seconds.abs() > 14 * 3_600)
    {
        add(zone.span, FaultKind::Offset { seconds });
    }
    if let Some(year) = date.year.filter(|year| year.span.len() == 2)
        && let Some(meant) = date.full_year()
    {
        add(year.span, FaultKind::TwoDigitYear { meant });
    }
    if let (Some(swapped), Some(month), Some(day)) = (date.swapped(), date.month, date.day)
        && let (Some(first), Some(second)) = (calendar::day(date), calendar::day(&swapped))
    {
        let is_month_first = month.span.start < day.span.start;
        let (month_first, day_first) = if is_month_first {
            (first, second)
        } else {
            (second, first)
        };
        add(
            month.span.cover(day.span),
            FaultKind::OpenOrder {
                month_first,
                day_first,
            },
        );
    }
    found.sort_by_key(|fault| fault.span);
    found
}

fn day_fault(date: &Scanned) -> Option<(Span, FaultKind)> {
    let year = date.full_year()?;
    if let Some(month) = date.month {
        let to = calendar::wall(date)?;
        if !(1..=12).contains(&month.value) {
            return Some((
                month.span,
                FaultKind::Month {
                    month: month.value,
                    to,
                },
            ));
        }
        let last = last_day(year, month.value);
        let day = date.day.filter(|day| !(1..=last).contains(&day.value))?;
        let month = (month.value, year);
        return Some((
            day.span,
            FaultKind::Day {
                day: day.value,
                month,
                last,
                to,
            },
        ));
    }
    let counted = date.week.or(date.day_of_year)?;
    let is_week = date.week.is_some();
    let fault = FaultKind::OfYear {
        number: counted.value,
        is_week,
    };
    calendar::day(date)
        .is_none()
        .then_some((counted.span, fault))
}

fn time_fault(date: &Scanned) -> Option<(Span, FaultKind)> {
    let at = |part: Option<Part>| part.map_or(0, |part| part.value);
    let to = calendar::wall(date);
    let impossible = |part: Part, unit| {
        (
            part.span,
            FaultKind::Time {
                unit,
                value: part.value,
                to,
            },
        )
    };
    if let Some(hour) = date.hour {
        let after_midnight = at(date.minute) + at(date.second) + at(date.fraction);
        let is_limit = if date.afternoon.is_some() {
            hour.value > 12
        } else {
            hour.value > 24
        };
        if is_limit || hour.value == 24 && after_midnight > 0 {
            return Some(impossible(hour, "hour"));
        }
        if hour.value == 24 {
            let next = to.and_then(Wall::date);
            return Some((hour.span, FaultKind::EndOfDay { next }));
        }
    }
    if let Some(minute) = date.minute.filter(|minute| minute.value > 59) {
        return Some(impossible(minute, "minute"));
    }
    let second = date.second.filter(|second| second.value > 59)?;
    if second.value > 60 {
        return Some(impossible(second, "second"));
    }
    (!is_leap_second(date, to)).then_some((second.span, FaultKind::LeapSecond))
}

/// Leap seconds are inserted at the end of June or December, UTC.
fn is_leap_second(date: &Scanned, after: Option<Wall>) -> bool {
    let Some(offset) = date.zone.map_or(Some(0), |zone| zone.kind.offset()) else {
        return true;
    };
    let Some(after) = after.map(|wall| wall.plus_seconds(-offset)) else {
        return true;
    };
    let (_, month, day) = after.ymd();
    let is_boundary = matches!((month, day), (1 | 7, 1)) && after.hms() == (0, 0, 0);
    is_boundary || date.zone.is_none()
}

#[cfg(test)]
mod tests {
    use super::super::scan::scan;
    use super::*;

    /// The guilty bytes and what is said of them.
    fn said(text: &str) -> Vec<(String, String)> {
        faults(&scan(text).unwrap())
            .iter()
            .map(|fault| (fault.span.of_text(text).to_owned(), fault.kind.to_string()))
            .collect()
    }

    #[test]
    fn the_guilty_part_is_named_and_marked() {
        for (text, part, message) in [
            (
                "2018-02-31",
                "31",
                "February 2018 has 28 days; 31 becomes 2018-03-03",
            ),
            (
                "2018-15-30",
                "15",
                "there is no month 15; it becomes 2019-03-30",
            ),
            (
                "2018-00-30",
                "00",
                "there is no month 0; it becomes 2017-12-30",
            ),
            (
                "2018-01-00",
                "00",
                "January 2018 has 31 days; 0 becomes 2017-12-31",
            ),
            (
                "2018年2月30日",
                "30",
                "February 2018 has 28 days; 30 becomes 2018-03-02",
            ),
            ("2018-366", "366", "the year has no day 366"),
            ("2018-W53-1", "53", "the year has no week 53"),
            (
                "2018-01-02 25:00:00",
                "25",
                "there is no hour 25; it becomes 2018-01-03 01:00:00",
            ),
            (
                "2018-01-02 13:00 pm",
                "13",
                "there is no hour 13; it becomes 2018-01-02 13:00:00",
            ),
            (
                "2018-01-02 23:60",
                "60",
                "there is no minute 60; it becomes 2018-01-03 00:00:00",
            ),
            ("2018-01-02 24:00", "24", "24:00 is 00:00 of 2018-01-03"),
            (
                "2018-01-02T03:04:60Z",
                "60",
                "there was no leap second at this time",
            ),
            (
                "Thu, 04 Feb 2022 12:39:26 GMT",
                "Thu",
                "this day is a Friday, not a Thursday",
            ),
            (
                "2022年2月4日(木)",
                "(木)",
                "this day is a Friday, not a Thursday",
            ),
            (
                "2018-01-02T03:04:05+15:00",
                "+15:00",
                "no time zone is 15 hours from UTC; the limit is 14",
            ),
            (
                "4 Feb 68",
                "68",
                "a year of two digits can mean several; most readers take 2068",
            ),
            ("04/02/2022", "04/02", "it can be 2022-04-02 or 2022-02-04"),
            ("4.2.2022", "4.2", "it can be 2022-04-02 or 2022-02-04"),
        ] {
            let expected = vec![(part.to_owned(), message.to_owned())];
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn sound_dates_have_no_fault() {
        for text in [
            "2020-02-29",
            "2016-12-31T23:59:60Z",
            "2017-01-01T08:59:60+09:00",
            "Fri, 04 Feb 2022 12:39:26 GMT",
            "02/02/2022",
            "25/12/2022",
            "2022-02-04T12:39:26+14:00",
            "1643978366",
            "12:39",
            "2022-02",
        ] {
            assert_eq!(said(text), [], "{text}");
        }
    }
}
