//! V8's rules for dates that are not in the ISO form, and how the parts make a date.

use super::{Parser, Token, Word, millis};

impl Parser {
    /// Reads what the ISO form left; `None` for `Invalid Date`.
    pub(super) fn loose(&mut self) -> Option<()> {
        let mut seen_number = !self.day.is_empty();
        loop {
            match self.next() {
                Token::End => return Some(()),
                Token::Number(value, _) => {
                    seen_number = true;
                    self.number(value)?;
                }
                Token::Word(Word::Meridiem(hours)) if !self.clock.is_empty() => {
                    self.noon = Some(hours);
                }
                Token::Word(Word::Month(month)) => {
                    self.month = Some(month);
                    self.eat(b'-');
                }
                Token::Word(Word::Zone(hours, _)) if seen_number => self.set_zone(hours),
                // A word that means nothing may stand before the first number, not right at it.
                Token::Word(_) => {
                    if seen_number || matches!(self.peek(), Token::Number(..)) {
                        return None;
                    }
                }
                Token::Symbol(sign @ (b'+' | b'-')) if self.expects_offset() => {
                    seen_number = true;
                    self.offset_after(sign)?;
                }
                Token::Symbol(b'+' | b'-' | b')') if seen_number => return None,
                Token::Symbol(_) | Token::White | Token::Other => {}
            }
        }
    }

    fn number(&mut self, value: i64) -> Option<()> {
        if self.eat(b':') {
            if self.eat(b':') {
                if !self.clock.is_empty() {
                    return None;
                }
                self.clock.extend([value, 0]);
                return Some(());
            }
            self.push_clock(value)?;
            self.eat(b'.');
            return Some(());
        }
        if self.eat(b'.') && self.expects_clock(value) {
            self.push_clock(value)?;
            let Token::Number(fraction, digits) = self.next() else {
                return None;
            };
            return self.end_clock(millis(fraction, digits));
        }
        if self.zone_hour.is_some() && self.zone_minute.is_none() && (0..60).contains(&value) {
            self.zone_minute = Some(value);
            return Some(());
        }
        if self.expects_clock(value) {
            self.end_clock(value)?;
            let ended = matches!(
                self.peek(),
                Token::End
                    | Token::White
                    | Token::Symbol(b'+' | b'-')
                    | Token::Word(Word::Zone(0, true))
            );
            return ended.then_some(());
        }
        if self.day.len() == 3 {
            return None;
        }
        self.day.push(value);
        self.eat(b'-');
        Some(())
    }

    /// An offset may follow a time or a name of UTC.
    fn expects_offset(&self) -> bool {
        !self.clock.is_empty() || (self.zone_hour == Some(0) && self.zone_minute == Some(0))
    }

    fn offset_after(&mut self, sign: u8) -> Option<()> {
        self.zone_sign = Some(if sign == b'-' { -1 } else { 1 });
        let (value, digits) = match self.peek() {
            Token::Number(value, digits) => {
                self.at += 1;
                (value, digits)
            }
            _ => (0, 0),
        };
        (self.zone_hour, self.zone_minute) = match digits {
            _ if self.peek() == Token::Symbol(b':') => (Some(value), None),
            1 | 2 => (Some(value), Some(0)),
            3 | 4 => (Some(value / 100), Some(value % 100)),
            _ => return None,
        };
        Some(())
    }

    fn expects_clock(&self, value: i64) -> bool {
        match self.clock.len() {
            1 | 2 => (0..60).contains(&value),
            3 => (0..1_000).contains(&value),
            _ => false,
        }
    }

    fn push_clock(&mut self, value: i64) -> Option<()> {
        (self.clock.len() < 4).then(|| self.clock.push(value))
    }

    fn end_clock(&mut self, value: i64) -> Option<()> {
        self.push_clock(value)?;
        self.clock.resize(4, 0);
        Some(())
    }

    /// Year, month and day from the numbers, in the order that their sizes suggest. A part that is
    /// missing is 1, so `Feb 4` is in 2001.
    pub(super) fn date(&self) -> Option<(i64, i64, i64)> {
        let is_day = |value: i64| (1..=31).contains(&value);
        let part = |at: usize| self.day.get(at).copied().unwrap_or(1);
        self.day.first()?;
        let (year, month, day) = match self.month {
            None if self.is_iso || !is_day(part(0)) => (part(0), part(1), part(2)),
            None => (part(2), part(0), part(1)),
            Some(month) if !is_day(part(0)) => (part(0), month, part(1)),
            Some(month) => (part(1), month, part(0)),
        };
        let year = match year {
            0..=49 if !self.is_iso => year + 2_000,
            50..=99 if !self.is_iso => year + 1_900,
            _ => year,
        };
        ((1..=12).contains(&month) && is_day(day)).then_some((year, month, day))
    }

    /// Hour, minute and second, and the milliseconds.
    pub(super) fn time(&self) -> Option<((i64, i64, i64), u32)> {
        let part = |at: usize| self.clock.get(at).copied().unwrap_or(0);
        let (mut hour, minute, second, milli) = (part(0), part(1), part(2), part(3));
        if let Some(hours) = self.noon {
            if !(0..=12).contains(&hour) {
                return None;
            }
            hour = hour % 12 + hours;
        }
        let is_time = hour < 24 && minute < 60 && second < 60 && milli < 1_000;
        let is_midnight = (hour, minute, second, milli) == (24, 0, 0, 0);
        (is_time || is_midnight).then_some(((hour, minute, second), milli as u32))
    }

    /// Seconds east of UTC, if a zone was read.
    pub(super) fn offset(&self) -> Option<i64> {
        let minutes = self.zone_hour.unwrap_or(0) * 60 + self.zone_minute.unwrap_or(0);
        Some(self.zone_sign? * minutes * 60)
    }
}
