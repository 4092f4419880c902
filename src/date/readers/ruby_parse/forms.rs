//! The forms of dates and times that `Date._parse` looks for, and what each sets.

use std::sync::LazyLock;

use regex::{Captures, Match, Regex};

use super::super::ruby_digits;
use super::super::ruby_fields::{Fields, value};

/// Classes of bytes that a text must have before a form is tried.
pub(super) const ALPHA: u8 = 1;
pub(super) const DIGIT: u8 = 2;
pub(super) const DASH: u8 = 4;
pub(super) const DOT: u8 = 8;
pub(super) const SLASH: u8 = 16;

/// A form: what a text must have, and what a match sets.
pub(super) struct Form {
    pub(super) needs: u8,
    pub(super) pattern: LazyLock<Regex>,
    /// A text that this matches is not looked at for the form.
    pub(super) unless: Option<LazyLock<Regex>>,
    pub(super) set: fn(&mut Fields, &Captures<'_>),
}

macro_rules! pattern {
    ($($part:expr),+) => {
        LazyLock::new(|| {
            // The text is ASCII, and patterns of bytes are built faster; `(?u:[^…])` because what
            // is left out of a class must leave UTF-8 whole.
            Regex::new(concat!("(?i-u)", $($part),+)).expect("constant, and compiled by a test")
        })
    };
}

macro_rules! form {
    ($needs:expr, [$($part:expr),+], $set:expr) => {
        Form { needs: $needs, pattern: pattern!($($part),+), unless: None, set: $set }
    };
    ($needs:expr, [$($part:expr),+], unless $unless:expr, $set:expr) => {
        Form {
            needs: $needs,
            pattern: pattern!($($part),+),
            unless: Some(pattern!($unless)),
            set: $set,
        }
    };
}

macro_rules! months {
    () => {
        "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    };
}

macro_rules! era {
    () => {
        r"(c(?:e|\.e\.)|b(?:ce|\.c\.e\.)|a(?:d|\.d\.)|b(?:c|\.c\.))"
    };
}

pub(super) static WEEKDAY: Form = form!(
    ALPHA,
    [r"\b(?:sun|mon|tue|wed|thu|fri|sat)(?u:[^-/0-9 ])*"],
    |_, _| {}
);

pub(super) static TIME: Form = form!(
    DIGIT,
    [
        "([0-9]+ *(?:(?:: *[0-9]+(?: *: *[0-9]+(?:[,.][0-9]*)?)?",
        r"|h(?: *[0-9]+m?(?: *[0-9]+s?)?)?)(?: *[ap](?:m\b|\.m\.))?|[ap](?:m\b|\.m\.)))",
        "(?: *((?:gmt|utc?)?[-+][0-9]+(?:[,.:][0-9]+(?::[0-9]+)?)?",
        r"|[a-z_. ]+(?:standard|daylight) time\b|[a-z_]+(?: dst)?\b))?"
    ],
    |fields, found| {
        fields.zone = found.get(2).map(|zone| zone.as_str().to_owned());
        set_time(fields, &found[1]);
    }
);

pub(super) static TIME_PARTS: LazyLock<Regex> = pattern!(
    "^([0-9]+)h?(?: *:? *([0-9]+)m?(?: *:? *([0-9]+)(?:[,.]([0-9]+))?s?)?)?",
    r"(?: *([ap])(?:m\b|\.m\.))?"
);

/// The forms of a date; the first that is found counts.
pub(super) static DATES: [Form; 18] = [
    // 4 February 2022
    form!(
        ALPHA | DIGIT,
        [
            "('?[0-9]+)(?u:[^-0-9 ])* *",
            months!(),
            r"(?u:[^-0-9 '])*(?: *(?:\b",
            era!(),
            ")? *",
            r"('?-?[0-9]+(?:(?:st|nd|rd|th)\b)?))?"
        ],
        |fields, found| {
            named_month(fields, found, [4, 2, 1]);
            fields.before_christ = is_before_christ(found.get(3));
        }
    ),
    // February 4, 2022
    form!(
        ALPHA | DIGIT,
        [
            r"\b",
            months!(),
            "(?u:[^-0-9 '])* *('?[0-9]+)(?u:[^-0-9 '])*(?: *,? *",
            era!(),
            "? *('?-?[0-9]+))?"
        ],
        |fields, found| {
            named_month(fields, found, [4, 1, 2]);
            fields.before_christ = is_before_christ(found.get(3));
        }
    ),
    // 2022-02-04
    form!(
        DIGIT | DASH,
        ["('?[-+]?[0-9]+)-([0-9]+)-('?-?[0-9]+)"],
        three_numbers
    ),
    // H31.04.30
    form!(
        DIGIT | DOT,
        [r"\b([mtshr])([0-9]+)\.([0-9]+)\.([0-9]+)"],
        japanese
    ),
    // 4-Feb-2022
    form!(
        ALPHA | DIGIT | DASH,
        ["('?-?[0-9]+)-", months!(), "(?u:[^-/.])*-('?-?[0-9]+)"],
        |fields, found| named_month(fields, found, [3, 2, 1])
    ),
    // Feb-4-2022
    form!(
        ALPHA | DIGIT | DASH,
        [
            r"\b",
            months!(),
            "(?u:[^-/.])*-('?-?[0-9]+)(?:-('?-?[0-9]+))?"
        ],
        |fields, found| named_month(fields, found, [3, 1, 2])
    ),
    // 2022/02/04
    form!(
        DIGIT | SLASH,
        ["('?-?[0-9]+)/ *('?[0-9]+)(?:(?u:[^0-9]) *('?-?[0-9]+))?"],
        three_numbers
    ),
    // 2022.02.04
    form!(
        DIGIT | DOT,
        [r"('?-?[0-9]+)\. *('?[0-9]+)\. *('?-?[0-9]+)"],
        three_numbers
    ),
    // 2022-W05-5 and -W-5: a week, which Time.parse does not look at
    form!(
        DIGIT,
        [r"\b(?:[0-9]{2}|[0-9]{4})?-?w[0-9]{2}(?:-?[0-9])?\b"],
        |_, _| {}
    ),
    form!(DIGIT, [r"-w-[0-9]\b"], |_, _| {}),
    // --02-04 and ---04
    form!(DIGIT, [r"--([0-9]{2})?-([0-9]{2})\b"], |fields, found| {
        fields.month = number(found, 1);
        fields.day = number(found, 2);
    }),
    // --0204
    form!(DIGIT, [r"--([0-9]{2})([0-9]{2})?\b"], |fields, found| {
        fields.month = number(found, 1);
        fields.day = number(found, 2);
    }),
    // 2022-035
    form!(
        DIGIT,
        [r"\b([0-9]{2}|[0-9]{4})-([0-9]{3})\b"],
        unless r"[,.](?:[0-9]{2}|[0-9]{4})-[0-9]{3}\b",
        |fields, found| {
            fields.year = number(found, 1);
            fields.day_of_year = number(found, 2);
        }
    ),
    // -035
    form!(DIGIT, [r"\b-([0-9]{3})\b"], unless r"[0-9]-[0-9]{3}\b", |fields, found| {
        fields.day_of_year = number(found, 1);
    }),
    // '22
    form!(DIGIT, [r"'([0-9]+)\b"], |fields, found| fields.year =
        number(found, 1)),
    // February
    form!(ALPHA, [r"\b", months!(), "(?u:[^ ])*"], |fields, found| {
        fields.month = month(&found[1]);
    }),
    // 4th
    form!(DIGIT, [r"([0-9]+)(?:st|nd|rd|th)\b"], |fields, found| {
        fields.day = number(found, 1);
    }),
    // 20220204T123926Z
    form!(
        DIGIT,
        [
            "([-+]?)([0-9]{2,14})(?: *t? *([0-9]{2,6})?(?:[,.]([0-9]*))?)?",
            r"(?: *(z\b|[-+][0-9]{1,4}\b|\[[-+]?[0-9](?u:[^\]])*\]))?"
        ],
        ruby_digits::set
    ),
];

pub(super) static BEFORE_CHRIST: Form = form!(
    ALPHA,
    [r"\b(?:bc\b|bce\b|b\.c\.|b\.c\.e\.)"],
    |fields, _| fields.before_christ = true
);

pub(super) static REST: Form = form!(DIGIT, ["^ *([0-9]{1,2}) *$"], |fields, found| {
    let number = value(&found[1]);
    match (fields.hour, fields.day) {
        (Some(_), None) if (1..=31).contains(&number) => fields.day = Some(number),
        (None, Some(_)) if number <= 24 => fields.hour = Some(number),
        _ => {}
    }
});

fn group<'t>(found: &Captures<'t>, at: usize) -> Option<&'t str> {
    found.get(at).map(|group| group.as_str())
}

fn number(found: &Captures<'_>, at: usize) -> Option<i64> {
    group(found, at).map(value)
}

fn month(name: &str) -> Option<i64> {
    let name = name.get(..3)?.to_ascii_lowercase();
    months!().find(&name).map(|at| at as i64 / 4 + 1)
}

/// Year, name of the month and day stand in these groups.
fn named_month(fields: &mut Fields, found: &Captures<'_>, [year, name, day]: [usize; 3]) {
    let month = month(&found[name]).unwrap_or_default().to_string();
    fields.set_date(group(found, year), &month, group(found, day));
}

fn three_numbers(fields: &mut Fields, found: &Captures<'_>) {
    fields.set_date(group(found, 1), &found[2], group(found, 3));
}

fn japanese(fields: &mut Fields, found: &Captures<'_>) {
    let before = match found[1].as_bytes()[0].to_ascii_lowercase() {
        b'm' => 1_867,
        b't' => 1_911,
        b's' => 1_925,
        b'h' => 1_988,
        _ => 2_018,
    };
    fields.year = number(found, 2).map(|year| year + before);
    fields.month = number(found, 3);
    fields.day = number(found, 4);
}

fn is_before_christ(era: Option<Match<'_>>) -> bool {
    era.is_some_and(|era| era.as_str().starts_with(['b', 'B']))
}

fn set_time(fields: &mut Fields, text: &str) {
    let Some(found) = TIME_PARTS.captures(text) else {
        return;
    };
    fields.hour = number(&found, 1).map(|hour| match group(&found, 5) {
        Some("p" | "P") => hour % 12 + 12,
        Some(_) => hour % 12,
        None => hour,
    });
    fields.minute = number(&found, 2);
    fields.second = number(&found, 3);
    fields.nanos = group(&found, 4).map(ruby_digits::nanos);
}
