//! The date readers that generators use, one file per mechanism.
//!
//! Each is a reimplementation of what the reader's own documentation, source and answers say,
//! held to the recorded answers of the real one by `tests/dates.rs`.

pub(super) mod go_cast;
mod go_layout;
pub(super) mod js_date;
pub(super) mod js_yaml;
pub(super) mod luxon;
mod ruby_digits;
mod ruby_fields;
mod ruby_parse;
pub(super) mod ruby_time;
pub(super) mod toml_date;
pub(super) mod zola;

use super::clock::{Instant, Wall};

/// What a reader makes of a text that it reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// The date and time, already carried over where the reader does that.
    pub(super) wall: Wall,
    /// Which clock shows it.
    pub(super) basis: Basis,
}

/// Whose clock shows a wall time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    /// One that is so many seconds east of UTC.
    Offset(i64),
    /// The site's own, or the building computer's where the site sets none.
    Local,
}

impl Stamp {
    pub(super) fn utc(wall: Wall) -> Self {
        Self {
            wall,
            basis: Basis::Offset(0),
        }
    }

    pub(super) fn local(wall: Wall) -> Self {
        Self {
            wall,
            basis: Basis::Local,
        }
    }

    pub(super) fn of_instant(instant: Instant) -> Self {
        Self::utc(instant.wall(0))
    }
}

/// A byte-wise look at a text, for readers whose grammar is fixed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'t> {
    rest: &'t [u8],
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            rest: text.as_bytes(),
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    pub(super) fn at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Takes the next byte if it is one of `bytes`.
    pub(super) fn eat(&mut self, bytes: &[u8]) -> Option<u8> {
        let next = self.peek().filter(|byte| bytes.contains(byte))?;
        self.rest = &self.rest[1..];
        Some(next)
    }

    /// Takes all blanks and tabs; says whether there was one.
    pub(super) fn blanks(&mut self) -> bool {
        let mut any = false;
        while self.eat(b" \t").is_some() {
            any = true;
        }
        any
    }

    /// Takes digits, as many as there are up to `most`, and gives their value if they are at
    /// least `least`. (`most` is at most 18.)
    pub(super) fn digits(&mut self, least: usize, most: usize) -> Option<i64> {
        let count = self
            .rest
            .iter()
            .take(most)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if count < least {
            return None;
        }
        let (digits, rest) = self.rest.split_at(count);
        self.rest = rest;
        Some(
            digits
                .iter()
                .fold(0, |value, digit| value * 10 + i64::from(digit - b'0')),
        )
    }

    /// Takes all digits of a decimal fraction and gives its first nine as nanoseconds.
    pub(super) fn fraction(&mut self) -> u32 {
        let mut nanos = 0;
        let mut unit = 100_000_000;
        while let Some(digit) = self.peek().filter(u8::is_ascii_digit) {
            nanos += u32::from(digit - b'0') * unit;
            unit /= 10;
            self.rest = &self.rest[1..];
        }
        nanos
    }

    /// Takes bytes while `wanted` says so.
    pub(super) fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'t [u8] {
        let count = self.rest.iter().take_while(|byte| wanted(**byte)).count();
        let (taken, rest) = self.rest.split_at(count);
        self.rest = rest;
        taken
    }
}
