//! What is wrong with a date as it is written, whoever reads it.

use std::fmt;

use jiff::civil::Date;

use crate::document::Span;

use super::calendar::{month_name, weekday_name};
use super::clock::Wall;

mod find;

pub use find::faults;

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
                write!(f, "there is no month {month}; it becomes {to:#}")
            }
            Self::Day {
                day,
                month: (month, year),
                last,
                to,
            } => {
                let month = month_name(month);
                write!(f, "{month} {year} has {last} days; {day} becomes {to:#}")
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
                write!(f, "the century is left open; most readers take {meant}")
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

#[cfg(test)]
mod tests;
