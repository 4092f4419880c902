//! TOML's date-times (TOML 1.1: seconds may be left out), checked part by part.

use super::super::calendar::last_day;
use super::super::clock::Wall;
use super::Cursor;

/// A date, with or without a time, with or without an offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct TomlDate {
    /// What is written; a second 60 is kept.
    pub(in super::super) wall: Wall,
    /// Seconds east of UTC.
    pub(in super::super) offset: Option<i64>,
    /// Whether the second is 60.
    pub(in super::super) is_leap: bool,
}

/// `YYYY-MM-DD[(T| )HH:MM[:SS[.f]][Z|±HH:MM]]`. A time alone is TOML too, but nobody's date.
pub(in super::super) fn parse(text: &str) -> Option<TomlDate> {
    let mut at = Cursor::new(text);
    let year = at.digits(4, 4)?;
    at.eat(b"-")?;
    let month = at.digits(2, 2).filter(|month| (1..=12).contains(month))?;
    at.eat(b"-")?;
    let day = at
        .digits(2, 2)
        .filter(|day| (1..=last_day(year, month)).contains(day))?;
    let date = (year, month, day);
    if at.at_end() {
        let wall = Wall::midnight(year, month, day);
        return Some(TomlDate {
            wall,
            offset: None,
            is_leap: false,
        });
    }
    at.eat(b"Tt ")?;
    let hour = at.digits(2, 2).filter(|hour| *hour < 24)?;
    at.eat(b":")?;
    let minute = at.digits(2, 2).filter(|minute| *minute < 60)?;
    let (mut second, mut nanos) = (0, 0);
    if at.eat(b":").is_some() {
        second = at.digits(2, 2).filter(|second| *second <= 60)?;
        if at.eat(b".").is_some() {
            at.peek().filter(u8::is_ascii_digit)?;
            nanos = at.fraction();
        }
    }
    let wall = Wall::new(date, (hour, minute, second), nanos);
    let offset = if at.at_end() {
        None
    } else {
        Some(offset(&mut at)?)
    };
    at.at_end().then_some(TomlDate {
        wall,
        offset,
        is_leap: second == 60,
    })
}

fn offset(at: &mut Cursor<'_>) -> Option<i64> {
    if at.eat(b"Zz").is_some() {
        return Some(0);
    }
    let sign = if at.eat(b"+-")? == b'-' { -1 } else { 1 };
    let hours = at.digits(2, 2).filter(|hours| *hours < 24)?;
    at.eat(b":")?;
    let minutes = at.digits(2, 2).filter(|minutes| *minutes < 60)?;
    Some(sign * (hours * 60 + minutes) * 60)
}
