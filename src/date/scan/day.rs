//! Days whose month has a name, and days with the signs of Chinese, Japanese and Korean.

use super::clock::{after_day, time, zone};
use super::names;
use super::scanner::Scanner;
use super::{Part, Scanned, Shape};

/// `4 February 2022`, `February 4, 2022`, `2022 Feb 4`, `Feb 2022`, RFC 2822 and `asctime`.
pub(super) fn named(date: &mut Scanned, at: &mut Scanner<'_>) -> Option<()> {
    date.shape = Shape::NamedMonth;
    let has_weekday = date.weekday.is_some();
    if let Some(month) = names::month(at) {
        date.month = Some(month);
        return month_first(date, at, has_weekday);
    }
    let number = at.number(1, 4).filter(|number| number.span.len() != 3)?;
    let is_day = number.span.len() <= 2;
    if is_day {
        ordinal_suffix(at);
    }
    let separator = between(at);
    if is_day && at.eat_text(&["of "]).is_some() {
        at.blanks();
    }
    date.month = Some(names::month(at)?);
    between(at);
    if is_day {
        date.day = Some(number);
        date.year = Some(at.number(2, 4).filter(|year| year.span.len() != 3)?);
    } else {
        date.year = Some(number);
        date.day = Some(at.number(1, 2)?);
    }
    after_day(date, at);
    if is_day && date.hour.is_some() && date.zone.is_some() && date.afternoon.is_none() {
        if separator == b' ' {
            date.shape = Shape::Rfc2822;
        } else if separator == b'-' && has_weekday {
            date.shape = Shape::Rfc850;
        }
    }
    Some(())
}

fn month_first(date: &mut Scanned, at: &mut Scanner<'_>, has_weekday: bool) -> Option<()> {
    between(at);
    if let Some(year) = at.number(4, 4) {
        date.shape = Shape::Month;
        date.year = Some(year);
        return Some(());
    }
    date.day = Some(at.number(1, 2)?);
    ordinal_suffix(at);
    let mut asctime = *at;
    if asctime.blanks() && time(date, &mut asctime).is_some() {
        date.shape = Shape::Asctime;
        zone(date, &mut asctime);
        asctime.blanks();
        date.year = Some(asctime.number(4, 4)?);
        *at = asctime;
        if date.zone.is_none() {
            zone(date, at);
        }
        return Some(());
    }
    between(at);
    date.year = Some(at.number(2, 4).filter(|year| year.span.len() != 3)?);
    after_day(date, at);
    if has_weekday && date.hour.is_some() && date.zone.is_some() {
        date.shape = Shape::Asctime;
    }
    Some(())
}

/// `4th`, `2nd`.
fn ordinal_suffix(at: &mut Scanner<'_>) {
    let mut after = *at;
    if after.eat_text(&["st", "nd", "rd", "th"]).is_some()
        && !after
            .peek()
            .is_some_and(|byte| byte.is_ascii_alphanumeric())
    {
        *at = after;
    }
}

/// Takes what stands between the parts: a comma and blanks, or one `-`, `/` or `.`; says which.
fn between(at: &mut Scanner<'_>) -> u8 {
    if let Some(separator) = at.eat(b"-/.") {
        at.blanks();
        return separator;
    }
    at.blanks();
    at.eat(b",");
    at.blanks();
    b' '
}

/// `2022年2月4日`, `2022년 2월 4일`, `2022 年 2 月`.
pub(super) fn cjk(date: &mut Scanned, at: &mut Scanner<'_>) -> Option<()> {
    let mut part = |least, most, signs: &[&str]| -> Option<Part> {
        at.blanks();
        let number = at.number(least, most)?;
        at.blanks();
        at.eat_text(signs)?;
        Some(number)
    };
    date.year = Some(part(2, 4, &["年", "년"])?);
    date.month = Some(part(1, 2, &["月", "월"])?);
    if at.at_end() {
        date.shape = Shape::Month;
        return Some(());
    }
    date.day = Some({
        at.blanks();
        let number = at.number(1, 2)?;
        at.blanks();
        at.eat_text(&["日", "号", "號", "일"])?;
        number
    });
    date.shape = Shape::Cjk;
    names::cjk_weekday(date, at);
    at.blanks();
    let mut after = *at;
    if time(date, &mut after).is_some() {
        *at = after;
    }
    zone(date, at);
    Some(())
}
