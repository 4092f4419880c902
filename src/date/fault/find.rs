//! Finding the faults.

use crate::document::Span;

use super::super::calendar::{self, last_day};
use super::super::clock::Wall;
use super::super::scan::{Part, Scanned};
use super::{DateFault, FaultKind};

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
