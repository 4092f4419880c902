//! What a written date says, part by part, each with its bytes.
//!
//! The scanner knows the forms that people, programs and standards write. It takes a part that
//! does not exist (`2018-15-30`) as long as the form is plain: what is wrong with it is for
//! [`super::faults`] to say, and what a generator makes of it for [`super::read`].

mod clock;
mod day;
mod names;
mod numeric;
mod scanner;

use crate::document::Span;

use super::clock::Instant;
pub use names::weekday_like;
use scanner::Scanner;

/// The forms that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `2022-02-04`, with exactly these digits.
    Date,
    /// `2022-02-04T12:39:26Z`, `2022-02-04T12:39:26.5+08:00` (RFC 3339 with a `T`).
    Rfc3339,
    /// Other ISO 8601: `2022-02-04T12:39`, `…T12:39:26+0800`, `2022-W05-5`, `2022-035`.
    Iso8601,
    /// `2022-02-04 12:39:26 +0800`, `2022-2-4`: year, month, day with dashes, loosely.
    YearFirst,
    /// `2022/02/04`, `2022.2.4 12:39`.
    YearFirstSlashed,
    /// `04/02/2022`, `4.2.2022`, `02-04-22`.
    YearLast,
    /// `Fri, 04 Feb 2022 12:39:26 GMT` (RFC 2822, RFC 1123).
    Rfc2822,
    /// `Friday, 04-Feb-22 12:39:26 GMT`.
    Rfc850,
    /// `Fri Feb  4 12:39:26 2022`, as `asctime`, `date` and JavaScript print it.
    Asctime,
    /// `February 4, 2022`, `4th Feb 2022`, `2022-Feb-04`.
    NamedMonth,
    /// `2022年2月4日`, `2022년 2월 4일`.
    Cjk,
    /// `20220204`, `20220204T123926Z`.
    Compact,
    /// `1643978366` or `1643978366000`: seconds or milliseconds since 1970.
    Epoch,
    /// `2022-02`, `February 2022`: no day.
    Month,
    /// `2022`: nothing but a year.
    Year,
    /// `12:39:26`: a time without a day.
    Time,
}

/// A number that is written as part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it says; the names of months count from 1.
    pub value: i64,
    /// Its bytes.
    pub span: Span,
}

/// A time zone that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    /// What it says.
    pub kind: ZoneKind,
    /// Its bytes.
    pub span: Span,
}

/// How a time zone is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZoneKind {
    /// `Z`, `GMT`, `UTC`, `UT`.
    Utc,
    /// `+08:00`, `+0800`, `GMT+8`: seconds east of UTC.
    Offset(i64),
    /// One of RFC 822's names (`EST`), with the seconds east of UTC that it gives. Elsewhere some
    /// of them mean other zones.
    Named(i64),
    /// Another abbreviation (`CEST`, `JST`), which no standard fixes.
    Abbreviation,
    /// `Asia/Shanghai`.
    Iana,
}

impl ZoneKind {
    /// Seconds east of UTC, where the writing fixes them.
    #[must_use]
    pub fn offset(self) -> Option<i64> {
        match self {
            Self::Utc => Some(0),
            Self::Offset(seconds) | Self::Named(seconds) => Some(seconds),
            Self::Abbreviation | Self::Iana => None,
        }
    }
}

/// A date as it is written. All spans count bytes of the text that was scanned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scanned {
    /// The form.
    pub shape: Shape,
    /// The date without the blanks around it.
    pub span: Span,
    /// The year as written: two digits stay two digits.
    pub year: Option<Part>,
    /// The month.
    pub month: Option<Part>,
    /// The day of the month.
    pub day: Option<Part>,
    /// The day of the year (`2022-035`).
    pub day_of_year: Option<Part>,
    /// The week of the year (`2022-W05`).
    pub week: Option<Part>,
    /// The name or, beside a week, the number of the day of the week, Monday being 1.
    pub weekday: Option<Part>,
    /// The hour as written; see `afternoon`.
    pub hour: Option<Part>,
    /// The minute.
    pub minute: Option<Part>,
    /// The second.
    pub second: Option<Part>,
    /// The digits of the fraction of a second, as nanoseconds.
    pub fraction: Option<Part>,
    /// `am` (0) or `pm` (1).
    pub afternoon: Option<Part>,
    /// The time zone.
    pub zone: Option<Zone>,
    /// Whether day and month could each be the other: `04/02/2022`. They are filled in as the
    /// separator suggests, month first with `/` and `-`, day first with `.`.
    pub is_order_open: bool,
    /// The instant, if the form is [`Shape::Epoch`].
    pub epoch: Option<Instant>,
}

/// Texts that are longer are no dates; it keeps the work bounded.
const LONGEST: usize = 128;

/// Scans a written date; `None` when the text has no known form.
///
/// ```
/// use copydesk::date::{Shape, scan};
///
/// let text = "Fri, 04 Feb 2022 12:39:26 GMT";
/// let date = scan(text).unwrap();
/// assert_eq!(date.shape, Shape::Rfc2822);
/// assert_eq!(date.month.unwrap().span.of_text(text), "Feb");
/// assert_eq!(scan("last Tuesday"), None);
/// ```
#[must_use]
pub fn scan(text: &str) -> Option<Scanned> {
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.len() > LONGEST {
        return None;
    }
    let start = text.len() - text.trim_start().len();
    let scanner = Scanner::new(text, start..start + trimmed.len());
    let forms: [fn(&mut Scanned, &mut Scanner<'_>) -> Option<()>; 7] = [
        numeric::year_first,
        numeric::year_last,
        numeric::digits,
        day::named,
        day::cjk,
        clock::before_day,
        clock::alone,
    ];
    forms.iter().find_map(|form| {
        let mut at = scanner;
        let mut date = Scanned::new(Span::of(start..start + trimmed.len()));
        names::leading_weekday(&mut date, &mut at);
        form(&mut date, &mut at)?;
        at.at_end().then(|| date.named_shape())
    })
}

impl Scanned {
    fn new(span: Span) -> Self {
        Self {
            shape: Shape::YearFirst,
            span,
            year: None,
            month: None,
            day: None,
            day_of_year: None,
            week: None,
            weekday: None,
            hour: None,
            minute: None,
            second: None,
            fraction: None,
            afternoon: None,
            zone: None,
            is_order_open: false,
            epoch: None,
        }
    }

    /// Whether a day is written; an instant counts, a month or a time does not.
    #[must_use]
    pub fn has_day(&self) -> bool {
        !matches!(self.shape, Shape::Month | Shape::Year | Shape::Time)
    }

    /// The year with its century: of two digits, 69 to 99 are in the twentieth (POSIX `%y`).
    #[must_use]
    pub fn full_year(&self) -> Option<i64> {
        self.year.map(|year| match (year.span.len(), year.value) {
            (2, 69..=99) => year.value + 1_900,
            (2, _) => year.value + 2_000,
            _ => year.value,
        })
    }

    /// The hour on a clock of twenty-four, 0 if none is written.
    #[must_use]
    pub fn hour_of_day(&self) -> i64 {
        let hour = self.hour.map_or(0, |hour| hour.value);
        match self.afternoon {
            Some(half) if hour <= 12 => hour % 12 + half.value * 12,
            _ => hour,
        }
    }

    /// The same with day and month exchanged, if their order is open.
    #[must_use]
    pub fn swapped(&self) -> Option<Self> {
        self.is_order_open.then_some(Self {
            month: self.day,
            day: self.month,
            ..*self
        })
    }

    /// Tells the forms apart that share their grammar.
    fn named_shape(mut self) -> Self {
        let is_two = |part: Option<Part>| part.is_some_and(|part| part.span.len() == 2);
        self.shape = match self.shape {
            Shape::YearFirst if self.has_strict_date() && self.weekday.is_none() => {
                match (self.hour, self.zone) {
                    (None, None) => Shape::Date,
                    _ => Shape::YearFirst,
                }
            }
            Shape::Iso8601 if self.has_strict_date() => {
                let has_seconds = is_two(self.hour) && is_two(self.minute) && is_two(self.second);
                let time_end = self.fraction.or(self.second).map(|part| part.span.end);
                let has_zone = self.zone.is_some_and(|zone| {
                    time_end == Some(zone.span.start)
                        && match zone.kind {
                            ZoneKind::Utc => zone.span.len() == 1,
                            ZoneKind::Offset(_) => zone.span.len() == 6,
                            _ => false,
                        }
                });
                if has_seconds && has_zone {
                    Shape::Rfc3339
                } else {
                    Shape::Iso8601
                }
            }
            shape => shape,
        };
        self
    }

    fn has_strict_date(&self) -> bool {
        let is = |part: Option<Part>, width| part.is_some_and(|part| part.span.len() == width);
        is(self.year, 4) && is(self.month, 2) && is(self.day, 2)
    }
}

#[cfg(test)]
mod tests;
