//! Our verdicts beside those of Hexo, Jekyll and Hugo.
//!
//! The recorded verdicts are of strings (as in quotes), with every clock in UTC: what cannot be
//! seen there, zones and plain scalars, is tested beside the readers.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test that shows what differs"
)]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use copydesk::date::clock::{Instant, Wall};
use copydesk::date::{Change, Notation, Outcome, Reading, Scanned, SiteZone, faults, read, scan};
use copydesk::target::Target;
use regex::Regex;
use serde_json::Value;

/// When the verdicts were recorded, to the minute, for readers that fill in what is not written.
const RECORDED: Instant = Instant {
    seconds: 1_795_429_680,
    nanos: 0,
};

const GENERATORS: [(Target, &str); 3] = [
    (Target::Hexo, "hexo"),
    (Target::Jekyll, "jekyll"),
    (Target::Hugo, "hugo"),
];

/// Readers that are no generator's, one of each family.
const OTHERS: [&str; 8] = [
    "js_date",
    "moment",
    "dateutil",
    "ruby_time_parse",
    "php_strtotime",
    "gnu_date",
    "py_email",
    "py_iso",
];

struct Case {
    value: String,
    expected: Option<String>,
    verdicts: Value,
}

impl Case {
    /// Seconds since 1970 that a reader made of the value.
    fn verdict(&self, reader: &str) -> Option<i64> {
        self.verdicts[reader].as_str().map(seconds)
    }

    fn read(&self, target: Target) -> Reading {
        let utc = SiteZone::site("UTC").unwrap().on_machine("UTC").unwrap();
        read(target, &self.value, Notation::Quoted, &utc.at(RECORDED))
    }
}

/// The cases, or none where the folder is not there.
fn cases() -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases/dates.jsonl");
    let Ok(text) = fs::read_to_string(&path) else {
        println!("skipped: no {}", path.display());
        return Vec::new();
    };
    let case = |line: &str| {
        let case: Value = serde_json::from_str(line).expect("one object a line");
        Case {
            value: case["value"].as_str().expect("a value").to_owned(),
            expected: case["expected"].as_str().map(str::to_owned),
            verdicts: case["verdicts"].clone(),
        }
    };
    text.lines().map(case).collect()
}

/// Seconds of a recorded verdict: an ISO date, perhaps with a time, a fraction that does not count
/// and a zone; the year may have a sign and any length.
fn seconds(text: &str) -> i64 {
    let (date, time) = text.split_once('T').unwrap_or((text, "00:00:00Z"));
    let numbers = |text: &str, by: char| -> Vec<i64> {
        text.split(by)
            .map(|part| part.parse().expect("a number"))
            .collect()
    };
    let ymd = numbers(date.trim_start_matches(['+', '-']), '-');
    let year = if date.starts_with('-') {
        -ymd[0]
    } else {
        ymd[0]
    };
    let zone_at = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (time, zone) = time.split_at(zone_at);
    let hms = numbers(time.split('.').next().unwrap(), ':');
    let offset = |zone: &str| {
        let parts = numbers(zone, ':');
        parts[0] * 3_600 + parts[1] * 60
    };
    let offset = match (zone.strip_prefix('+'), zone.strip_prefix('-')) {
        (Some(east), _) => offset(east),
        (_, Some(west)) => -offset(west),
        _ => 0,
    };
    days_before(year, ymd[1], ymd[2]) * 86_400 + hms[0] * 3_600 + hms[1] * 60 + hms[2] - offset
}

/// Days from 1970-01-01, counted year by year so as not to lean on what is tested.
fn days_before(year: i64, month: i64, day: i64) -> i64 {
    let length = |year: i64| if last_day(year, 2) == 29 { 366 } else { 365 };
    let years: i64 = if year >= 1970 {
        (1970..year).map(length).sum()
    } else {
        -(year..1970).map(length).sum::<i64>()
    };
    years + (1..month).map(|month| last_day(year, month)).sum::<i64>() + day - 1
}

fn last_day(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Why a recorded verdict is not ours, where it rightly is not.
fn excuse(target: Target, case: &Case, reading: &Reading) -> Option<&'static str> {
    let offset = scan(&case.value)
        .and_then(|date| date.zone)
        .and_then(|zone| zone.kind.offset());
    if target == Target::Hugo && offset.is_some_and(|offset| offset.abs() > 24 * 3_600) {
        return Some("recorded with Go 1.19; since 1.20 Go refuses offsets beyond 24 hours");
    }
    let of_the_build = matches!(reading.outcome, Outcome::OfTheBuild(_));
    let recorded_at_midnight = case.verdict("jekyll").is_some_and(|at| at % 86_400 == 0);
    if target == Target::Jekyll && of_the_build && recorded_at_midnight {
        return Some("only a fraction of a second is found in it: the rest was the record's clock");
    }
    None
}

#[test]
fn generators_read_what_we_say() {
    let cases = cases();
    for (target, reader) in GENERATORS {
        let (mut differences, mut unexcused) = (0, 0);
        for case in &cases {
            let reading = case.read(target);
            if reading.instant().map(|at| at.seconds) == case.verdict(reader) {
                continue;
            }
            let excuse = excuse(target, case, &reading);
            differences += 1;
            unexcused += usize::from(excuse.is_none());
            let (recorded, why) = (&case.verdicts[reader], excuse.unwrap_or("NO REASON KNOWN"));
            println!(
                "{:?}: {reader} {recorded}, we {:?}: {why}",
                case.value, reading.outcome
            );
        }
        let agreed = cases.len() - differences;
        println!("{reader}: {agreed} of {} agree", cases.len());
        assert!(
            agreed * 100 >= cases.len() * 99,
            "{reader}: fewer than 99 %"
        );
        assert_eq!(unexcused, 0, "{reader}: differences without a reason");
    }
}

const MONTHS: &str = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";

/// Forms of a date and what their three groups are, `m` twice where the order is open.
static FORMS: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    let forms = [
        (r"(D{4})[-/.](D{1,2})[-/.](D{1,2})", "ymd"),
        (r"(D{4})[- ]MONTH[- ](D{1,2})", "ymd"),
        (r"(D{1,2})[- ]MONTH[- ](D{4})", "dmy"),
        (r"MONTH (D{1,2}),? (D{4})", "mdy"),
        (r"(D{1,2})[-/.](D{1,2})[-/.](D{4})", "mmy"),
    ];
    let form = |(form, order): (&str, _)| {
        let form = form
            .replace("MONTH", &format!("({MONTHS})[a-z]*"))
            .replace('D', "[0-9]");
        (Regex::new(&format!(r"(?i)\b{form}\b")).unwrap(), order)
    };
    forms.map(form).into()
});

/// Whether a day is written that does not exist, found without the scanner.
fn is_impossible(text: &str) -> bool {
    let value = |part: &str| {
        let month = || {
            MONTHS
                .find(&part.to_ascii_lowercase())
                .map(|at| at as i64 / 4 + 1)
        };
        part.parse()
            .ok()
            .or_else(month)
            .expect("a number or a month")
    };
    let exists = |year: i64, month: i64, day: i64| {
        (1..=12).contains(&month) && (1..=last_day(year, month)).contains(&day)
    };
    let found = FORMS
        .iter()
        .find_map(|(form, order)| Some((form.captures(text)?, *order)));
    found.is_some_and(|(found, order)| {
        let [one, two, three] = [1, 2, 3].map(|at| value(&found[at]));
        match order {
            "ymd" => !exists(one, two, three),
            "dmy" => !exists(three, two, one),
            "mdy" => !exists(three, one, two),
            _ => !exists(three, one, two) && !exists(three, two, one),
        }
    })
}

#[test]
fn no_silent_roll_over_is_missed() {
    let cases = cases();
    let mut seen = 0;
    for case in cases.iter().filter(|case| is_impossible(&case.value)) {
        for (target, reader) in GENERATORS {
            let Some(recorded) = case.verdict(reader) else {
                continue;
            };
            seen += 1;
            let reading = case.read(target);
            let to = reading.changes.iter().find_map(|change| match change {
                Change::RolledOver { to } => Some(*to),
                _ => None,
            });
            // In a text that is no date we say that the reader finds one all the same.
            let is_guess = reading.changes == [Change::Guessed] && scan(&case.value).is_none();
            let is_day = |to: Wall| (to.day_number() - recorded.div_euclid(86_400)).abs() <= 1;
            assert!(
                to.is_some_and(is_day) || is_guess,
                "{reader} {:?}: {reading:?}",
                case.value
            );
        }
    }
    println!("{seen} roll-overs");
    assert!(seen > 25 || cases.is_empty());
}

#[test]
fn a_faithful_reading_is_never_a_roll_over() {
    for case in cases() {
        let has_fault =
            |date: &Scanned| faults(date).iter().any(|fault| fault.kind.is_impossible());
        if scan(&case.value).as_ref().is_some_and(has_fault) {
            for target in Target::ALL {
                assert!(
                    !case.read(*target).is_faithful(),
                    "{target:?} {:?}",
                    case.value
                );
            }
        }
    }
}

#[test]
fn what_is_plainly_readable_is_scanned() {
    for case in cases() {
        let days: Vec<i64> = OTHERS
            .iter()
            .filter_map(|reader| case.verdict(reader))
            .map(|at| at.div_euclid(86_400))
            .collect();
        let agree = |day: &i64| days.iter().filter(|other| *other == day).count() >= 7;
        if days.iter().any(agree) {
            assert!(
                scan(&case.value).is_some(),
                "{:?} is read by all",
                case.value
            );
        }
        if case.expected.as_deref() == Some("pass") {
            let date = scan(&case.value).expect("a standard's own example");
            let impossible = faults(&date)
                .into_iter()
                .find(|fault| fault.kind.is_impossible());
            assert_eq!(impossible, None, "{:?}", case.value);
        }
    }
}

#[test]
fn what_is_called_impossible_no_strict_reader_takes() {
    let (mut impossible, mut sound) = (0, 0);
    for case in cases() {
        let Some(date) = scan(&case.value) else {
            continue;
        };
        let is_read =
            |readers: &[&str]| readers.iter().any(|reader| case.verdict(reader).is_some());
        if faults(&date).iter().any(|fault| fault.kind.is_impossible()) {
            impossible += 1;
            assert!(
                !is_read(&["hugo", "py_iso", "dateutil"]),
                "{:?}",
                case.value
            );
        } else if faults(&date).is_empty() && date.has_day() {
            sound += 1;
            // Three forms are for people: no reader among these takes them.
            let is_for_people = date.epoch.is_some() || !case.value.is_ascii();
            assert!(
                is_read(&OTHERS) || is_for_people,
                "{:?} is read by none",
                case.value
            );
        }
    }
    println!("{impossible} impossible, {sound} sound");
}
