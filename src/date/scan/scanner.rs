//! A cursor over the bytes of one written date.

use std::ops::Range;

use crate::document::Span;

use super::Part;

/// Copied to try a form, assigned to keep what was tried.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str, range: Range<usize>) -> Self {
        Self {
            text,
            at: range.start,
            end: range.end,
        }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..self.end]
    }

    pub(super) fn at_end(&self) -> bool {
        self.at == self.end
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.rest().bytes().next()
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// From `start` to here.
    pub(super) fn since(&self, start: usize) -> Span {
        Span::of(start..self.at)
    }

    /// Takes one of `bytes`, which are ASCII.
    pub(super) fn eat(&mut self, bytes: &[u8]) -> Option<u8> {
        let next = self.peek().filter(|byte| bytes.contains(byte))?;
        self.at += 1;
        Some(next)
    }

    /// Takes one of `texts`; says which.
    pub(super) fn eat_text(&mut self, texts: &[&str]) -> Option<usize> {
        let found = texts
            .iter()
            .position(|text| self.rest().starts_with(text))?;
        self.at += texts[found].len();
        Some(found)
    }

    /// Takes whitespace of any script; says whether there was some.
    pub(super) fn blanks(&mut self) -> bool {
        let rest = self.rest();
        let taken = rest.len() - rest.trim_start().len();
        self.at += taken;
        taken > 0
    }

    /// Takes a whole run of digits if it has `least` to `most` of them. (`most` is at most 18.)
    pub(super) fn number(&mut self, least: usize, most: usize) -> Option<Part> {
        let count = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if !(least..=most).contains(&count) {
            return None;
        }
        Some(self.digits(count))
    }

    /// Takes exactly `count` digits, of however long a run.
    pub(super) fn fixed(&mut self, count: usize) -> Option<Part> {
        let digits = self
            .rest()
            .bytes()
            .take(count)
            .take_while(u8::is_ascii_digit)
            .count();
        (digits == count).then(|| self.digits(count))
    }

    fn digits(&mut self, count: usize) -> Part {
        let start = self.at;
        self.at += count;
        let digits = self.text[start..self.at].bytes();
        let value = digits.fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
        Part {
            value,
            span: self.since(start),
        }
    }

    /// Takes a run of digits as a decimal fraction, in nanoseconds.
    pub(super) fn fraction(&mut self) -> Option<Part> {
        let start = self.at;
        let count = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        self.at += count;
        let nine = self.text[start..self.at]
            .bytes()
            .chain(std::iter::repeat(b'0'))
            .take(9);
        let value = nine.fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
        (count > 0).then(|| Part {
            value,
            span: self.since(start),
        })
    }

    /// Takes a run of ASCII letters, which may be empty.
    pub(super) fn word(&mut self) -> &'t str {
        let rest = self.rest();
        let count = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        self.at += count;
        &rest[..count]
    }

    /// Takes all up to and with `close`, which must be there.
    pub(super) fn up_to(&mut self, close: char) -> Option<&'t str> {
        let (inner, _) = self.rest().split_once(close)?;
        self.at += inner.len() + close.len_utf8();
        Some(inner)
    }

    /// Takes letters, digits and the signs of an IANA zone name.
    pub(super) fn zone_name(&mut self) -> &'t str {
        let rest = self.rest();
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"/_+-".contains(byte);
        let count = rest.bytes().take_while(is_part).count();
        self.at += count;
        &rest[..count]
    }
}
