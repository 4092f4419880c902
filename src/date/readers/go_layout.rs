//! Go's `time.Parse`: layouts written as the reference time `Mon Jan 2 15:04:05 MST 2006`.
//!
//! The rules are those of Go 1.20 and later (`src/time/format.go`), which check offsets.

use super::super::calendar::last_day;
use super::super::clock::Wall;
use take::{fraction, name, number, offset, zone_name};

mod take;

/// One element of a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Literal(u8),
    LongYear,
    Year,
    MonthName,
    Month,
    WeekdayName,
    LongWeekdayName,
    Day,
    PaddedDay,
    Hour,
    Hour12,
    Minute,
    Second,
    Fraction,
    Meridiem,
    /// `-0700`, and with a colon; `Z` may stand for it where the layout has `Z`.
    Offset {
        colon: bool,
        z: bool,
    },
    ZoneName,
}

/// A layout, taken apart.
#[derive(Debug)]
pub(super) struct Layout {
    fields: Vec<Field>,
}

/// What a layout found in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) wall: Wall,
    /// Seconds east of UTC, from an offset or `Z` or `UTC`; a zone's name gives none.
    pub(super) offset: Option<i64>,
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const WEEKDAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];

impl Layout {
    /// Takes a layout apart, for example `2006-01-02T15:04:05Z07:00`.
    pub(super) fn new(layout: &str) -> Self {
        const FIELDS: [(&str, Field); 22] = [
            ("2006", Field::LongYear),
            (
                "-07:00",
                Field::Offset {
                    colon: true,
                    z: false,
                },
            ),
            (
                "-0700",
                Field::Offset {
                    colon: false,
                    z: false,
                },
            ),
            (
                "Z07:00",
                Field::Offset {
                    colon: true,
                    z: true,
                },
            ),
            (
                "Z0700",
                Field::Offset {
                    colon: false,
                    z: true,
                },
            ),
            ("Monday", Field::LongWeekdayName),
            ("Mon", Field::WeekdayName),
            ("MST", Field::ZoneName),
            ("Jan", Field::MonthName),
            ("01", Field::Month),
            ("02", Field::Day),
            ("_2", Field::PaddedDay),
            ("15", Field::Hour),
            ("3", Field::Hour12),
            ("04", Field::Minute),
            ("05", Field::Second),
            ("06", Field::Year),
            (".999999999", Field::Fraction),
            (".000000000", Field::Fraction),
            (".000000", Field::Fraction),
            (".000", Field::Fraction),
            ("PM", Field::Meridiem),
        ];
        let mut fields = Vec::new();
        let mut rest = layout;
        while let Some(first) = rest.bytes().next() {
            let known = FIELDS.iter().find(|(text, _)| rest.starts_with(text));
            let (text, field) = known
                .copied()
                .unwrap_or((&rest[..1], Field::Literal(first)));
            fields.push(field);
            rest = &rest[text.len()..];
        }
        Self { fields }
    }

    /// Reads `text`; `None` where Go gives an error.
    pub(super) fn parse(&self, text: &str) -> Option<Found> {
        let mut parts = Parts::default();
        let mut rest = text;
        for (at, field) in self.fields.iter().enumerate() {
            let next = self.fields.get(at + 1).copied();
            rest = parts.read(*field, next, rest)?;
        }
        if rest.is_empty() { parts.found() } else { None }
    }
}

#[derive(Default)]
struct Parts {
    year: i64,
    month: Option<i64>,
    day: Option<i64>,
    hour: i64,
    minute: i64,
    second: i64,
    nanos: u32,
    is_afternoon: Option<bool>,
    offset: Option<i64>,
    gmt_hours: Option<i64>,
}

impl Parts {
    /// Reads one field from the front of `text` and gives what is left.
    fn read<'t>(&mut self, field: Field, next: Option<Field>, text: &'t str) -> Option<&'t str> {
        let mut rest = text;
        match field {
            // A blank stands for any number of blanks, and for none at the end of the text.
            Field::Literal(b' ') => {
                if !rest.is_empty() && !rest.starts_with(' ') {
                    return None;
                }
                rest = rest.trim_start_matches(' ');
            }
            Field::Literal(byte) => rest = rest.strip_prefix(char::from(byte))?,
            Field::LongYear => self.year = number(&mut rest, 4, 4)?,
            Field::Year => {
                let year = number(&mut rest, 2, 2)?;
                self.year = year + if year >= 69 { 1_900 } else { 2_000 };
            }
            Field::MonthName => self.month = Some(name(&mut rest, &MONTHS, 3)? as i64 + 1),
            Field::Month => {
                let month = number(&mut rest, 2, 2).filter(|month| (1..=12).contains(month))?;
                self.month = Some(month);
            }
            Field::WeekdayName => {
                name(&mut rest, &WEEKDAYS, 3)?;
            }
            Field::LongWeekdayName => {
                name(&mut rest, &WEEKDAYS, usize::MAX)?;
            }
            Field::Day => self.day = Some(number(&mut rest, 2, 2)?),
            Field::PaddedDay => {
                rest = rest.strip_prefix(' ').unwrap_or(rest);
                self.day = Some(number(&mut rest, 1, 2)?);
            }
            Field::Hour => self.hour = number(&mut rest, 1, 2).filter(|hour| *hour < 24)?,
            Field::Hour12 => self.hour = number(&mut rest, 1, 2).filter(|hour| *hour <= 12)?,
            Field::Minute => self.minute = number(&mut rest, 2, 2).filter(|part| *part < 60)?,
            Field::Second => {
                self.second = number(&mut rest, 2, 2).filter(|part| *part < 60)?;
                // A fraction may follow the seconds of any layout.
                if next != Some(Field::Fraction) {
                    self.nanos = fraction(&mut rest);
                }
            }
            Field::Fraction => self.nanos = fraction(&mut rest),
            Field::Meridiem => {
                let (half, after) = rest.split_at_checked(2)?;
                self.is_afternoon = Some(["AM", "PM"].iter().position(|m| *m == half)? == 1);
                rest = after;
            }
            Field::Offset { colon, z } => self.offset = Some(offset(&mut rest, colon, z)?),
            Field::ZoneName => match rest.strip_prefix("UTC") {
                Some(after) => {
                    self.offset = Some(0);
                    rest = after;
                }
                None => {
                    let (name, after) = rest.split_at(zone_name(rest)?);
                    self.gmt_hours = name
                        .strip_prefix("GMT")
                        .and_then(|hours| hours.parse().ok());
                    rest = after;
                }
            },
        }
        Some(rest)
    }

    fn found(&self) -> Option<Found> {
        let hour = match self.is_afternoon {
            Some(true) if self.hour < 12 => self.hour + 12,
            Some(false) if self.hour == 12 => 0,
            _ => self.hour,
        };
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        if !(1..=last_day(self.year, month)).contains(&day) {
            return None;
        }
        let time = (hour, self.minute, self.second);
        let wall = Wall::new((self.year, month, day), time, self.nanos);
        // Go takes the time before `GMT+8` for UTC and shows it in that zone: eight hours later.
        let wall = wall.plus_seconds(self.gmt_hours.unwrap_or(0) * 3_600);
        Some(Found {
            wall,
            offset: self.offset,
        })
    }
}
