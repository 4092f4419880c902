//! `new Date(string)` of V8, the engine under Hexo, Astro, Eleventy and Docusaurus.
//!
//! ECMA-262 §21.4.1.32 fixes the ISO form; for every other string engines do as they like. V8
//! reads as much as it can as the ISO form and goes on, with the parts found so far, by loose
//! rules (`src/date/dateparser-inl.h` in V8's tree describes them): words before the first number
//! mean nothing, a word that begins like a month is that month, a number before a colon is a
//! time, other numbers are parts of the day.

use super::super::clock::{Instant, Wall};
use super::{Basis, Stamp};
use token::{Token, Word, tokens};

mod loose;
mod token;

/// Milliseconds on either side of 1970 that a `Date` can hold (ECMA-262 §21.4.1.1).
const LIMIT: i64 = 8_640_000_000_000_000;

/// What `new Date(text)` holds, `None` for `Invalid Date`.
pub(in super::super) fn parse(text: &str) -> Option<Stamp> {
    let mut parser = Parser {
        tokens: tokens(text),
        at: 0,
        ..Parser::default()
    };
    match parser.iso() {
        Iso::Whole => {}
        Iso::Refused => return None,
        Iso::Stopped => parser.loose()?,
    }
    let (year, month, day) = parser.date()?;
    let (time, milli) = parser.time()?;
    let wall = Wall::new((year, month, day), time, milli * 1_000_000);
    let basis = parser.offset().map_or(Basis::Local, Basis::Offset);
    let near_utc = wall.at_offset(parser.offset().unwrap_or(0));
    fits(near_utc).then_some(Stamp { wall, basis })
}

/// What `new Date(number)` holds, `None` for `Invalid Date`.
pub(in super::super) fn of_number(millis: f64) -> Option<Instant> {
    // The cast cannot leave the range that the comparison grants.
    (millis.abs() <= LIMIT as f64).then(|| Instant::of_millis(millis.trunc() as i64))
}

fn fits(at: Instant) -> bool {
    let day = LIMIT / 1_000;
    (-day..=day).contains(&at.seconds) && !(at.seconds == day && at.nanos > 0)
}

/// How far the ISO form went.
enum Iso {
    Whole,
    /// What follows is for the loose rules.
    Stopped,
    /// A `T` was read and what follows it is not the form's: invalid for good.
    Refused,
}

#[derive(Default)]
struct Parser {
    tokens: Vec<Token>,
    at: usize,
    is_iso: bool,
    /// At most three parts of the day, as they come.
    day: Vec<i64>,
    month: Option<i64>,
    /// At most hour, minute, second, millisecond.
    clock: Vec<i64>,
    noon: Option<i64>,
    zone_sign: Option<i64>,
    zone_hour: Option<i64>,
    zone_minute: Option<i64>,
}

impl Parser {
    fn peek(&self) -> Token {
        self.tokens.get(self.at).copied().unwrap_or(Token::End)
    }

    fn next(&mut self) -> Token {
        let token = self.peek();
        self.at += 1;
        token
    }

    fn eat(&mut self, symbol: u8) -> bool {
        let found = self.peek() == Token::Symbol(symbol);
        self.at += usize::from(found);
        found
    }

    /// Takes a number of exactly `width` digits that is in the range.
    fn fixed(&mut self, width: usize, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
        match self.peek() {
            Token::Number(value, count) if count == width && range.contains(&value) => {
                self.at += 1;
                Some(value)
            }
            _ => None,
        }
    }

    fn iso(&mut self) -> Iso {
        if let Token::Symbol(sign @ (b'+' | b'-')) = self.peek() {
            let sign = if sign == b'-' { -1 } else { 1 };
            let start = self.at;
            self.at += 1;
            match self.fixed(6, 0..=999_999) {
                Some(year) if sign > 0 || year != 0 => self.day.push(sign * year),
                found => {
                    // The loose rules see the sign again, but never a year that was minus zero.
                    self.at = if found.is_some() { self.at } else { start };
                    return Iso::Stopped;
                }
            }
        } else if let Some(year) = self.fixed(4, 0..=9_999) {
            self.day.push(year);
        } else {
            return Iso::Stopped;
        }
        for last in [12, 31] {
            if !self.eat(b'-') {
                break;
            }
            match self.fixed(2, 1..=last) {
                Some(part) => self.day.push(part),
                None => return Iso::Stopped,
            }
        }
        match self.peek() {
            Token::End => {}
            Token::Word(Word::T) => {
                self.at += 1;
                if self.iso_time().is_none() || self.peek() != Token::End {
                    return Iso::Refused;
                }
            }
            _ => return Iso::Stopped,
        }
        if self.zone_hour.is_none() && self.clock.is_empty() {
            self.set_zone(0);
        }
        self.is_iso = true;
        Iso::Whole
    }

    fn iso_time(&mut self) -> Option<()> {
        let hour = self.fixed(2, 0..=24)?;
        let sixty = if hour == 24 { 0 } else { 59 };
        self.clock.push(hour);
        if !self.eat(b':') {
            return None;
        }
        let minute = self.fixed(2, 0..=sixty)?;
        self.clock.push(minute);
        if self.eat(b':') {
            let second = self.fixed(2, 0..=sixty)?;
            self.clock.push(second);
            if self.eat(b'.') {
                let Token::Number(value, digits) = self.next() else {
                    return None;
                };
                if hour == 24 && value > 0 {
                    return None;
                }
                self.clock.push(millis(value, digits));
            }
        }
        match self.peek() {
            Token::Word(Word::Zone(0, true)) => {
                self.at += 1;
                self.set_zone(0);
            }
            Token::Symbol(sign @ (b'+' | b'-')) => {
                self.at += 1;
                self.zone_sign = Some(if sign == b'-' { -1 } else { 1 });
                if let Some(both) = self.fixed(4, 0..=2_359) {
                    if both % 100 > 59 {
                        return None;
                    }
                    self.zone_hour = Some(both / 100);
                    self.zone_minute = Some(both % 100);
                } else {
                    self.zone_hour = Some(self.fixed(2, 0..=23)?);
                    if !self.eat(b':') {
                        return None;
                    }
                    self.zone_minute = Some(self.fixed(2, 0..=59)?);
                }
            }
            _ => {}
        }
        Some(())
    }

    fn set_zone(&mut self, hours: i64) {
        self.zone_sign = Some(if hours < 0 { -1 } else { 1 });
        self.zone_hour = Some(hours.abs());
        self.zone_minute = Some(0);
    }
}

/// The first three digits of a fraction, from the value and the count of its digits.
fn millis(value: i64, digits: usize) -> i64 {
    let digits = digits.min(9) as u32;
    if digits < 3 {
        value * 10_i64.pow(3 - digits)
    } else {
        value / 10_i64.pow(digits - 3)
    }
}

#[cfg(test)]
mod tests;
