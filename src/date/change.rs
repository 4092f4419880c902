//! What comes out of a date otherwise than it was written.

use std::fmt;

use super::calendar;
use super::clock::Wall;
use super::readers::{Basis, Stamp};
use super::scan::{Part, Scanned};

/// One difference between what is written and what a reader makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The day or time does not exist and became another.
    RolledOver {
        /// What it became.
        to: Wall,
    },
    /// The zone that is written was ignored.
    ZoneLost,
    /// The time of day that is written was ignored.
    TimeLost,
    /// Something else came out, without a word: a number of seconds taken for milliseconds, a
    /// day for a year.
    Misread {
        /// What came out.
        as_wall: Wall,
    },
    /// Day and month could each be the other; this reader takes them so.
    OrderTaken {
        /// Whether the month comes first.
        month_first: bool,
    },
    /// No zone is written, and the reader takes UTC.
    AsUtc,
    /// A zone is written, and the result is right only if the building computer's clock is in
    /// the site's zone (Hexo with `timezone` set).
    HangsOnComputer,
    /// The text has no form of a date, but this reader finds one in it.
    Guessed,
}

impl Change {
    /// Whether what comes out can still be called what is written.
    #[must_use]
    pub fn is_harmless(&self) -> bool {
        matches!(self, Self::AsUtc)
    }
}

/// For the end of a sentence that starts with the reader's name: `Hexo …`.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RolledOver { to } => write!(f, "rolls it over to {to:#}"),
            Self::ZoneLost => write!(f, "ignores the time zone"),
            Self::TimeLost => write!(f, "ignores the time of day"),
            Self::Misread { as_wall } => write!(f, "takes it for {as_wall}"),
            Self::OrderTaken { month_first: true } => write!(f, "takes the month to come first"),
            Self::OrderTaken { month_first: false } => write!(f, "takes the day to come first"),
            Self::AsUtc => write!(f, "takes it as UTC"),
            Self::HangsOnComputer => {
                write!(
                    f,
                    "shifts it unless the computer that builds is in the site's time zone"
                )
            }
            Self::Guessed => write!(f, "finds a date in it all the same"),
        }
    }
}

/// Compares what is written with what a reader made of it.
pub(super) fn changes(date: Option<&Scanned>, made: &Stamp) -> Vec<Change> {
    let Some(date) = date else {
        return vec![Change::Guessed];
    };
    let Some(swapped) = date.swapped() else {
        return compare(date, made);
    };
    let (first, second) = (compare(date, made), compare(&swapped, made));
    let is_misread = |changes: &[Change]| {
        changes
            .iter()
            .any(|change| matches!(change, Change::Misread { .. }))
    };
    let (taken, mut changes) = if is_misread(&first) && !is_misread(&second) {
        (&swapped, second)
    } else {
        (date, first)
    };
    if let (Some(month), Some(day), false) = (taken.month, taken.day, is_misread(&changes)) {
        changes.push(Change::OrderTaken {
            month_first: month.span.start < day.span.start,
        });
    }
    changes
}

fn compare(date: &Scanned, made: &Stamp) -> Vec<Change> {
    let misread = Change::Misread { as_wall: made.wall };
    if let Some(epoch) = date.epoch {
        let is_it = matches!(made.basis, Basis::Offset(o) if made.wall.at_offset(o) == epoch);
        return if is_it { Vec::new() } else { vec![misread] };
    }
    let Some(year) = year(date, made.wall) else {
        return vec![misread];
    };
    let Some(written) = calendar::wall_in(date, year) else {
        return vec![misread];
    };
    let offset = date.zone.map(|zone| zone.kind.offset());
    let mut changes = Vec::new();
    match zone_change(written, offset, made, is_leap(date)) {
        Some(change) => changes.extend(change),
        None if made.wall.ymd() == written.ymd() && made.wall.hms() == (0, 0, 0) => {
            changes.push(Change::TimeLost);
        }
        None => return vec![misread],
    }
    if date.day.is_some() && calendar::day_in(date, year).is_none() || has_impossible_time(date) {
        changes.insert(0, Change::RolledOver { to: made.wall });
    }
    changes
}

/// `None` when the clocks do not match at all; else the change that makes them match, if any.
fn zone_change(
    written: Wall,
    offset: Option<Option<i64>>,
    made: &Stamp,
    is_leap: bool,
) -> Option<Option<Change>> {
    let same = |one: Wall, other: Wall| {
        let seconds = one.at_offset(0).seconds - other.at_offset(0).seconds;
        seconds == 0 || is_leap && seconds.abs() == 1
    };
    let is_same_wall = same(written, made.wall);
    match (offset, made.basis) {
        (None, Basis::Local) => is_same_wall.then_some(None),
        (None, Basis::Offset(0)) => is_same_wall.then_some(Some(Change::AsUtc)),
        (None, Basis::Offset(_)) => is_same_wall.then_some(None),
        (Some(Some(offset)), Basis::Offset(read)) => {
            if same(written.plus_seconds(-offset), made.wall.plus_seconds(-read)) {
                return Some(None);
            }
            is_same_wall.then_some(Some(Change::ZoneLost))
        }
        // Hexo shows the right instant in UTC and takes that for the site's clock.
        (Some(Some(offset)), Basis::Local) => {
            let is_utc_wall = same(written.plus_seconds(-offset), made.wall);
            (is_same_wall || is_utc_wall).then_some(Some(Change::ZoneLost))
        }
        // What zone a name means is the reader's to know; a clock that shows the same has not
        // looked.
        (Some(None), Basis::Local) => is_same_wall.then_some(Some(Change::ZoneLost)),
        (Some(None), Basis::Offset(_)) => Some(None),
    }
}

/// The year that is written. Readers differ in the century they give to two digits; that is not
/// what misreading means.
fn year(date: &Scanned, made: Wall) -> Option<i64> {
    let (read, ..) = made.ymd();
    let written = date.year?;
    let is_same = written.span.len() == 2 && read.rem_euclid(100) == written.value;
    if is_same {
        Some(read)
    } else {
        date.full_year()
    }
}

fn is_leap(date: &Scanned) -> bool {
    date.second.is_some_and(|second| second.value == 60)
}

fn has_impossible_time(date: &Scanned) -> bool {
    let beyond = |part: Option<Part>, last| part.is_some_and(|part| part.value > last);
    beyond(date.hour, 24) || beyond(date.minute, 59) || beyond(date.second, 60)
}
