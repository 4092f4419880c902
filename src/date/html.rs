//! The dates and times of HTML (WHATWG HTML §2.3.5), as `datetime` attributes hold them.

/// What an attribute may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HtmlTime {
    /// Of `time`: any of the forms, from a year to a duration (§4.5.14).
    Any,
    /// Of `del` and `ins`: a day, or a time of it with its zone (§4.7.3).
    DayOrInstant,
}

impl HtmlTime {
    /// Whether a value has one of the forms, and the day and the time exist.
    #[must_use]
    pub fn allows(self, value: &str) -> bool {
        let is = |form: fn(&str) -> Option<&str>| form(value) == Some("");
        let day = is(date) || is(global);
        match self {
            Self::DayOrInstant => day,
            Self::Any => {
                let part = is(year) || is(|text| Some(month(text)?.1)) || is(yearless) || is(week);
                let clock = is(time) || is(local) || is(zone);
                day || part || clock || is(duration) || is(components)
            }
        }
    }
}

/// Takes this many digits, or with `or_more` more of them.
fn digits(text: &str, count: usize, or_more: bool) -> Option<(u64, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let fits = length == count || or_more && length > count;
    let (number, rest) = text.split_at(length);
    fits.then(|| Some((number.parse().ok()?, rest))).flatten()
}

/// Takes a number of two digits in a range.
fn two(text: &str, range: std::ops::RangeInclusive<u64>) -> Option<(u64, &str)> {
    let (number, rest) = digits(text.get(..2)?, 2, false)?;
    (rest.is_empty() && range.contains(&number)).then_some((number, &text[2..]))
}

fn four_or_more(text: &str) -> Option<(u64, &str)> {
    digits(text, 4, true).filter(|(year, _)| *year > 0)
}

fn year(text: &str) -> Option<&str> {
    Some(four_or_more(text)?.1)
}

fn month(text: &str) -> Option<((u64, u64), &str)> {
    let (year, rest) = four_or_more(text)?;
    let (month, rest) = two(rest.strip_prefix('-')?, 1..=12)?;
    Some(((year, month), rest))
}

fn date(text: &str) -> Option<&str> {
    let ((year, month), rest) = month(text)?;
    Some(two(rest.strip_prefix('-')?, 1..=days(year, month))?.1)
}

fn yearless(text: &str) -> Option<&str> {
    let (month, rest) = two(text.strip_prefix("--").unwrap_or(text), 1..=12)?;
    // In a leap year, as any is that has no number.
    Some(two(rest.strip_prefix('-')?, 1..=days(4, month))?.1)
}

fn week(text: &str) -> Option<&str> {
    let (year, rest) = four_or_more(text)?;
    Some(two(rest.strip_prefix("-W")?, 1..=weeks(year))?.1)
}

fn time(text: &str) -> Option<&str> {
    let (_, rest) = two(text, 0..=23)?;
    let (_, rest) = two(rest.strip_prefix(':')?, 0..=59)?;
    let Some(second) = rest.strip_prefix(':') else {
        return Some(rest);
    };
    let (_, rest) = two(second, 0..=59)?;
    fraction(rest)
}

/// A point and up to three digits, if a point comes.
fn fraction(text: &str) -> Option<&str> {
    let Some(digits) = text.strip_prefix('.') else {
        return Some(text);
    };
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&length).then(|| &digits[length..])
}

fn local(text: &str) -> Option<&str> {
    time(date(text)?.strip_prefix(['T', ' '])?)
}

fn global(text: &str) -> Option<&str> {
    zone(local(text)?)
}

fn zone(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix('Z') {
        return Some(rest);
    }
    let (_, rest) = two(text.strip_prefix(['+', '-'])?, 0..=23)?;
    Some(two(rest.strip_prefix(':').unwrap_or(rest), 0..=59)?.1)
}

/// `P1DT2H30M`
fn duration(text: &str) -> Option<&str> {
    let unit = |text: &'_ str, unit: char| -> Option<usize> {
        let (_, rest) = digits(text, 1, true)?;
        Some(text.len() - rest.strip_prefix(unit)?.len())
    };
    let rest = text.strip_prefix('P')?;
    let rest = unit(rest, 'D').map_or(rest, |length| &rest[length..]);
    let Some(clock) = rest.strip_prefix('T') else {
        return (text.len() - rest.len() > 1).then_some(rest);
    };
    let mut rest = clock;
    for letter in ['H', 'M'] {
        rest = unit(rest, letter).map_or(rest, |length| &rest[length..]);
    }
    if let Some((_, behind)) = digits(rest, 1, true) {
        rest = fraction(behind)?.strip_prefix('S')?;
    }
    (rest.len() < clock.len()).then_some(rest)
}

/// `2h 30m 1.5s`
fn components(text: &str) -> Option<&str> {
    let mut rest = text;
    let mut seen = String::new();
    while !rest.is_empty() {
        let (_, behind) = digits(rest.trim_ascii_start(), 1, true)?;
        let whole = fraction(behind)?;
        let unit = whole
            .trim_ascii_start()
            .chars()
            .next()?
            .to_ascii_lowercase();
        let is_broken = whole.len() < behind.len();
        if !"wdhms".contains(unit) || seen.contains(unit) || is_broken && unit != 's' {
            return None;
        }
        seen.push(unit);
        rest = whole.trim_ascii_start()[1..].trim_ascii_start();
    }
    (!seen.is_empty()).then_some(rest)
}

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days(year: u64, month: u64) -> u64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

/// A year has 53 weeks if its first of January is a Thursday, or a Wednesday and it is a leap year.
fn weeks(year: u64) -> u64 {
    let before = (year - 1) % 400;
    // Monday is 0, as was the first of January of the year 1.
    let first = (before + before / 4 - before / 100 + before / 400) % 7;
    if first == 3 || first == 2 && is_leap(year) {
        53
    } else {
        52
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn all_forms_are_known() {
        for value in [
            "2024",
            "12024",
            "2024-02",
            "2024-02-29",
            "02-29",
            "--12-31",
            "09:30",
            "09:30:59",
            "09:30:59.123",
            "2024-05-01T09:30",
            "2024-05-01 09:30:00.5",
            "Z",
            "+08:00",
            "-0330",
            "2024-05-01T09:30Z",
            "2024-05-01 09:30:00+0200",
            "2020-W53",
            "2024-W52",
            "P1D",
            "PT2H30M",
            "P3DT1.5S",
            "2h 30m",
            " 1w 2D3H 4m5.25s ",
            "4 h",
        ] {
            assert!(HtmlTime::Any.allows(value), "{value}");
        }
        for value in [
            "",
            " ",
            "0000",
            "999",
            "2024-2",
            "2024-13",
            "2023-02-29",
            "2024-02-30",
            "--02-30",
            "24:00",
            "09:60",
            "09:30:60",
            "09:30:00.",
            "09:30:00.1234",
            "2024-05-01t09:30",
            "2024-05-01  09:30",
            "+24:00",
            "+8",
            "2024-05-01T09:30z",
            "2024-05-01T09:30 +0200",
            "2024-W53",
            "2021-W53",
            "P",
            "PT",
            "P1DT",
            "P1H",
            "PT1.5M",
            "PT1.1234S",
            "1h 2h",
            "1.5h",
            "1x",
            "h",
            " 2024",
            "May 1, 2024",
            "2024/05/01",
        ] {
            assert!(!HtmlTime::Any.allows(value), "{value}");
        }
    }

    #[test]
    fn a_change_was_made_on_a_day_or_at_an_instant() {
        for value in [
            "2024-05-01",
            "2024-05-01T09:30Z",
            "2024-05-01 09:30:00+02:00",
        ] {
            assert!(HtmlTime::DayOrInstant.allows(value), "{value}");
        }
        for value in ["2024", "09:30", "2024-05-01T09:30", "P1D"] {
            assert!(!HtmlTime::DayOrInstant.allows(value), "{value}");
        }
    }

    proptest! {
        #[test]
        fn days_and_weeks_are_those_of_the_calendar(year in 1_i16..9999, month in 1_i8..=12) {
            let first = jiff::civil::Date::new(year, month, 1).unwrap();
            let (year, month) = (year as u64, month as u64);
            prop_assert_eq!(days(year, month), first.days_in_month() as u64);
            let last = jiff::civil::Date::new(first.year(), 12, 28).unwrap();
            prop_assert_eq!(weeks(year), last.iso_week_date().week() as u64);
        }

        #[test]
        fn a_day_is_one_form_of_many(value in "[ 0-9TWPZHMDS:.+é-]{0,24}") {
            let is_day = HtmlTime::DayOrInstant.allows(&value);
            prop_assert!(!is_day || HtmlTime::Any.allows(&value));
        }
    }
}
