//! Days that are written in digits.

use super::clock::{after_day, compact_time, zone};
use super::scanner::Scanner;
use super::{Instant, Part, Scanned, Shape};

/// `2022-02-04`, `2022/2/4`, `2022.02.04`, `-002022-02-04`, and `2022-02` without a day.
pub(super) fn year_first(date: &mut Scanned, at: &mut Scanner<'_>) -> Option<()> {
    let year = year(at)?;
    let separator = at.eat(b"-/. ")?;
    let month = at.number(1, 2)?;
    (date.year, date.month) = (Some(year), Some(month));
    date.shape = if separator == b'-' {
        Shape::YearFirst
    } else {
        Shape::YearFirstSlashed
    };
    if at.at_end() {
        date.shape = Shape::Month;
        return matches!(separator, b'-' | b'/').then_some(());
    }
    at.eat(&[separator])?;
    date.day = Some(at.number(1, 2)?);
    after_day(date, at);
    Some(())
}

/// Four digits, five that do not start with a zero, or a sign and six (ISO 8601, expanded).
fn year(at: &mut Scanner<'_>) -> Option<Part> {
    let start = at.position();
    if let Some(sign) = at.eat(b"+-") {
        let digits = at.number(6, 6)?;
        let value = if sign == b'-' {
            -digits.value
        } else {
            digits.value
        };
        return Some(Part {
            value,
            span: at.since(start),
        });
    }
    at.number(4, 5)
        .filter(|year| year.span.len() == 4 || year.value >= 10_000)
}

/// `04/02/2022`, `4.2.2022`, `02-04-22`.
pub(super) fn year_last(date: &mut Scanned, at: &mut Scanner<'_>) -> Option<()> {
    let first = at.number(1, 2)?;
    let separator = at.eat(b"-/.")?;
    let between = |at: &mut Scanner<'_>| {
        if separator == b'.' {
            at.blanks();
        }
    };
    between(at);
    let second = at.number(1, 2)?;
    at.eat(&[separator])?;
    between(at);
    let year = at.number(2, 4).filter(|year| year.span.len() != 3)?;
    date.shape = Shape::YearLast;
    date.year = Some(year);
    let can_be_month = |part: Part| part.value <= 12;
    let day_first = match (can_be_month(first), can_be_month(second)) {
        (false, true) => true,
        (true, false) => false,
        _ => separator == b'.',
    };
    (date.day, date.month) = if day_first {
        (Some(first), Some(second))
    } else {
        (Some(second), Some(first))
    };
    date.is_order_open = can_be_month(first) && can_be_month(second) && first.value != second.value;
    after_day(date, at);
    Some(())
}

/// Runs of digits: `20220204`, `20220204T123926Z`, `1643978366`, `2022-035`, `2022-W05-5`, `2022`.
pub(super) fn digits(date: &mut Scanned, at: &mut Scanner<'_>) -> Option<()> {
    let mut whole = *at;
    let run = whole.number(4, 14)?;
    match run.span.len() {
        4 => week_or_ordinal(date, at),
        7 => {
            date.shape = Shape::Iso8601;
            date.year = at.fixed(4);
            date.day_of_year = at.fixed(3);
            after_day(date, at);
            Some(())
        }
        8 | 12 | 14 => {
            date.shape = Shape::Compact;
            (date.year, date.month, date.day) = (at.fixed(4), at.fixed(2), at.fixed(2));
            let mut after = *at;
            let parted = after.blanks();
            let is_more = parted || run.span.len() > 8;
            if is_more
                && !after.at_end()
                && compact_time(date, &mut after).is_some()
                && after.peek() != Some(b':')
            {
                *at = after;
                zone(date, at);
            } else {
                (date.hour, date.minute) = (None, None);
                (date.second, date.fraction) = (None, None);
                after_day(date, at);
            }
            Some(())
        }
        10 | 13 => {
            date.shape = Shape::Epoch;
            let millis = if run.span.len() == 13 {
                run.value
            } else {
                run.value * 1_000
            };
            date.epoch = Some(Instant::of_millis(millis));
            *at = whole;
            Some(())
        }
        _ => None,
    }
}

fn week_or_ordinal(date: &mut Scanned, at: &mut Scanner<'_>) -> Option<()> {
    date.year = at.fixed(4);
    if at.at_end() {
        date.shape = Shape::Year;
        return Some(());
    }
    date.shape = Shape::Iso8601;
    let dashed = at.eat(b"-").is_some();
    if at.eat(b"W").is_some() {
        date.week = Some(at.fixed(2)?);
        let mut after = *at;
        if !dashed || after.eat(b"-").is_some() {
            date.weekday = after.fixed(1);
        }
        if date.weekday.is_some() {
            *at = after;
        }
    } else {
        date.day_of_year = Some(at.number(3, 3).filter(|_| dashed)?);
    }
    after_day(date, at);
    Some(())
}
