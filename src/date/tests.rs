//! What is said of each generator, beside what was seen of it, and what holds for any text.

use proptest::prelude::*;

use super::*;
use crate::target::Target::{self, Astro, Docusaurus, Eleventy, Hexo, Hugo, Jekyll, Zola};
use Notation::{Plain, Quoted, TomlDate};

/// A site in UTC+8, built on a computer there.
fn east() -> SiteZone {
    SiteZone::site("Asia/Shanghai")
        .unwrap()
        .on_machine("Asia/Shanghai")
        .unwrap()
}

/// One word on a reading: the instant, or what happens instead; then the changes.
fn said(target: Target, text: &str, notation: Notation, zone: &SiteZone) -> String {
    let reading = read(target, text, notation, zone);
    let outcome = match reading.outcome {
        Outcome::Instant(at) => at.to_string(),
        Outcome::Local(wall) => wall.to_string(),
        other => format!("{other:?}"),
    };
    let changes = reading.changes.iter().map(|change| match change {
        Change::RolledOver { .. } => "rolled".to_owned(),
        Change::Misread { .. } => "misread".to_owned(),
        Change::OrderTaken { month_first: true } => "month first".to_owned(),
        Change::OrderTaken { month_first: false } => "day first".to_owned(),
        other => format!("{other:?}"),
    });
    std::iter::once(outcome)
        .chain(changes)
        .collect::<Vec<_>>()
        .join(", ")
}

/// Hexo, Astro and Eleventy with a plain scalar, Jekyll's `Time.parse`, Hugo and Zola.
fn row(text: &str) -> [String; 6] {
    let on = |target, notation| said(target, text, notation, &east());
    [
        on(Hexo, Plain),
        on(Astro, Quoted),
        on(Eleventy, Plain),
        on(Jekyll, Quoted),
        on(Hugo, Plain),
        on(Zola, Quoted),
    ]
}

#[test]
fn what_each_generator_makes_of_a_form() {
    const MIDNIGHT: &str = "2019-07-07T16:00:00Z";
    const LOCAL: &str = "2019-07-08T01:10:11Z";
    const UTC: &str = "2019-07-08T09:10:11Z";
    const DAY_IN_UTC: &str = "2019-07-08T00:00:00Z, AsUtc";
    const LOCAL_AS_UTC: &str = "2019-07-08T09:10:11Z, AsUtc";
    const MINUTE: &str = "2019-07-08T01:10:00Z";
    const E: &str = "BuildError";
    const FILE: &str = "FileTime";
    for (text, expected) in [
        (
            "2019-07-08",
            [
                MIDNIGHT, DAY_IN_UTC, DAY_IN_UTC, MIDNIGHT, MIDNIGHT, DAY_IN_UTC,
            ],
        ),
        ("2019-7-8", [MIDNIGHT, MIDNIGHT, E, MIDNIGHT, E, DAY_IN_UTC]),
        (
            "2019-07-08T09:10:11Z",
            ["2019-07-08T01:10:11Z, ZoneLost", UTC, UTC, UTC, UTC, UTC],
        ),
        (
            "2019-07-08T09:10:11+08:00",
            [
                "2019-07-07T17:10:11Z, ZoneLost",
                LOCAL,
                LOCAL,
                LOCAL,
                LOCAL,
                LOCAL,
            ],
        ),
        (
            "2019-07-08T09:10:11+0800",
            [LOCAL, LOCAL, LOCAL, LOCAL, LOCAL, E],
        ),
        (
            "2019-07-08T09:10:11",
            [LOCAL, LOCAL, LOCAL_AS_UTC, LOCAL, LOCAL, LOCAL_AS_UTC],
        ),
        (
            "2019-07-08 09:10:11",
            [LOCAL, LOCAL, LOCAL_AS_UTC, LOCAL, LOCAL, LOCAL_AS_UTC],
        ),
        (
            "2019-07-08 09:10",
            [MINUTE, MINUTE, E, MINUTE, E, "2019-07-08T09:10:00Z, AsUtc"],
        ),
        (
            "2019-07-08 09:10:11 +0800",
            [LOCAL, LOCAL, E, LOCAL, LOCAL, E],
        ),
        (
            "2019-07-08 09:10:11 +08:00",
            [
                "2019-07-07T17:10:11Z, ZoneLost",
                LOCAL,
                LOCAL,
                LOCAL,
                LOCAL,
                LOCAL,
            ],
        ),
        ("2019/07/08", [MIDNIGHT, MIDNIGHT, E, MIDNIGHT, E, E]),
        (
            "07/08/2019",
            [
                "2019-07-07T16:00:00Z, month first",
                "2019-07-07T16:00:00Z, month first",
                E,
                "2019-08-06T16:00:00Z, day first",
                E,
                E,
            ],
        ),
        ("27/07/2019", [FILE, E, E, "2019-07-26T16:00:00Z", E, E]),
        ("July 8, 2019", [MIDNIGHT, MIDNIGHT, E, MIDNIGHT, E, E]),
        (
            "Mon, 08 Jul 2019 09:10:11 GMT",
            [UTC, UTC, E, UTC, "2019-07-08T01:10:11Z, ZoneLost", E],
        ),
        ("Mon, 8 Jul 2019 09:10:11 GMT", [UTC, UTC, E, UTC, E, E]),
        (
            "Mon, 08 Jul 2019 09:10:11 +0800",
            [LOCAL, LOCAL, E, LOCAL, LOCAL, E],
        ),
        (
            "2019-02-31",
            [
                "2019-03-02T16:00:00Z, rolled",
                "2019-03-03T00:00:00Z, rolled, AsUtc",
                "2019-03-03T00:00:00Z, rolled, AsUtc",
                "2019-03-02T16:00:00Z, rolled",
                E,
                E,
            ],
        ),
        (
            "2019-15-30",
            [
                "2020-03-29T16:00:00Z, rolled",
                E,
                "2020-03-30T00:00:00Z, rolled, AsUtc",
                E,
                E,
                E,
            ],
        ),
        (
            "20190708",
            [
                "1970-01-01T05:36:30Z, misread",
                E,
                E,
                MIDNIGHT,
                "1970-08-22T16:31:48Z, misread",
                E,
            ],
        ),
        (
            "1562577011",
            ["1970-01-19T02:02:57Z, misread", E, E, E, UTC, E],
        ),
        ("2019年7月8日", [FILE, E, E, E, E, E]),
        ("next week", [FILE, E, E, E, E, E]),
    ] {
        assert_eq!(row(text), expected, "{text}");
    }
}

#[test]
fn quotes_matter() {
    for (target, text, plain, quoted) in [
        (
            Hexo,
            "2019-07-08T09:10:11Z",
            "2019-07-08T01:10:11Z, ZoneLost",
            "2019-07-08T09:10:11Z",
        ),
        (
            Hexo,
            "2019-15-30",
            "2020-03-29T16:00:00Z, rolled",
            "FileTime",
        ),
        (
            Hexo,
            "20190708",
            "1970-01-01T05:36:30Z, misread",
            "FileTime",
        ),
        (
            Astro,
            "2019-07-08 09:10:11",
            "2019-07-08T09:10:11Z, AsUtc",
            "2019-07-08T01:10:11Z",
        ),
        (
            Eleventy,
            "2019-02-31",
            "2019-03-03T00:00:00Z, rolled, AsUtc",
            "BuildError",
        ),
        (
            Eleventy,
            "20190708",
            "BuildError",
            "2019-07-08T00:00:00Z, AsUtc",
        ),
        (
            Docusaurus,
            "2019-07-08",
            "2019-07-08T00:00:00Z, AsUtc",
            "2019-07-08T00:00:00Z, AsUtc",
        ),
        (
            Jekyll,
            "2019-07-08 09:10:11",
            "2019-07-08T09:10:11Z, AsUtc",
            "2019-07-08T01:10:11Z",
        ),
        (Hugo, "1562577011", "2019-07-08T09:10:11Z", "BuildError"),
        (Hexo, "", "Missing", "Missing"),
        (Hugo, "~", "Missing", "BuildError"),
        (Jekyll, "", "BuildError", "BuildError"),
    ] {
        assert_eq!(
            said(target, text, Plain, &east()),
            plain,
            "{target:?} {text}"
        );
        assert_eq!(
            said(target, text, Quoted, &east()),
            quoted,
            "{target:?} \"{text}\""
        );
    }
}

#[test]
fn odd_ends() {
    for (target, text, notation, expected) in [
        (
            Docusaurus,
            "2019-07-08 09:10",
            Plain,
            "2019-07-08T09:10:00Z, AsUtc",
        ),
        (
            Docusaurus,
            "Mon, 08 Jul 2019 09:10:11 GMT",
            Quoted,
            "BuildError",
        ),
        (
            Docusaurus,
            "8 Juli 2019",
            Quoted,
            "2019-07-08T00:00:00Z, Guessed",
        ),
        (Eleventy, "Last Modified", Plain, "AsAsked"),
        (Eleventy, "09:10", Quoted, "OfTheBuild(None)"),
        (Jekyll, "8 July", Plain, "OfTheBuild(None)"),
        (
            Jekyll,
            "2019-07-08T09",
            Plain,
            "2019-07-07T16:00:00Z, TimeLost",
        ),
        (Jekyll, "2019_0708", Plain, "2019-07-07T16:00:00Z, Guessed"),
        (Hugo, "0001-01-01T00:00:00Z", Quoted, "Dropped"),
        (
            Hugo,
            "2019-07-08T09:10:11",
            TomlDate,
            "2019-07-08T01:10:11Z",
        ),
        (
            Hugo,
            "2019-07-08 09:10:11+08:00",
            TomlDate,
            "2019-07-08T01:10:11Z",
        ),
        (Hugo, "2019-02-31", TomlDate, "BuildError"),
        (
            Zola,
            "2019-07-08T09:10:11",
            TomlDate,
            "2019-07-08T09:10:11Z, AsUtc",
        ),
        (Zola, "2019-06-08 09:10:11 -05:00", Plain, "BuildError"),
        (Astro, "2019-07-08", TomlDate, "2019-07-08T00:00:00Z, AsUtc"),
        (Hexo, "8 July 60", Quoted, "1960-07-07T16:00:00Z"),
        (
            Hexo,
            "posted Jul 8 2019",
            Quoted,
            "2019-07-07T16:00:00Z, Guessed",
        ),
    ] {
        assert_eq!(
            said(target, text, notation, &east()),
            expected,
            "{target:?} {text}"
        );
    }
}

#[test]
fn clocks_that_differ() {
    let text = "2019-07-08 09:10:11";
    let with_zone = "2019-07-08 09:10:11 +0800";
    let unknown = SiteZone::unknown();
    assert_eq!(said(Hexo, text, Plain, &unknown), "2019-07-08 09:10:11");
    assert_eq!(
        said(Hexo, with_zone, Plain, &unknown),
        "2019-07-08T01:10:11Z"
    );
    // A computer elsewhere than the site: what Hexo reads rightly it shifts.
    let site = SiteZone::site("Asia/Shanghai").unwrap();
    assert_eq!(
        said(Hexo, with_zone, Plain, &site),
        "2019-07-08T01:10:11Z, HangsOnComputer"
    );
    let ci = site.on_machine("UTC").unwrap();
    assert_eq!(
        said(Hexo, with_zone, Plain, &ci),
        "2019-07-07T17:10:11Z, ZoneLost"
    );
    assert_eq!(said(Hexo, text, Plain, &ci), "2019-07-08T01:10:11Z");
    // A zone that is ignored and happens to be the site's is no loss.
    let utc = SiteZone::site("UTC").unwrap();
    let gmt = "Mon, 08 Jul 2019 09:10:11 GMT";
    assert_eq!(said(Hugo, gmt, Quoted, &utc), "2019-07-08T09:10:11Z");
    assert_eq!(said(Hugo, gmt, Quoted, &unknown), "2019-07-08T09:10:11Z");
    // Hugo's clock is UTC unless the site sets another; the computer's does not count.
    let machine = unknown.on_machine("Asia/Shanghai").unwrap();
    assert_eq!(
        said(Hugo, text, Plain, &machine),
        "2019-07-08T09:10:11Z, AsUtc"
    );
    assert_eq!(said(Jekyll, text, Quoted, &machine), "2019-07-08T01:10:11Z");
}

#[test]
fn faithful_is_what_comes_out_as_written() {
    let is = |target, text| read(target, text, Plain, &east()).is_faithful();
    assert!(is(Hugo, "2019-07-08T09:10:11Z"));
    assert!(is(Zola, "2019-07-08"));
    assert!(!is(Hexo, "2019-07-08T09:10:11Z"));
    assert!(!is(Hexo, "2019-02-31"));
    assert!(!is(Zola, "July 8, 2019"));
    assert!(!is(Eleventy, "created"));
}

/// Texts that look like dates, so that the readers get far.
fn date_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,5}",
        "[-/:., T+()'\u{3000}年月日]",
        "(Feb|March|Mon|Friday|am|PM|Z|GMT|UTC|CST|st|W|BC|h)",
        "[+-][0-9]{2}:?[0-9]{2}",
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn spans_lie_in_the_text(text in prop_oneof![date_like(), any::<String>()]) {
        let Some(date) = scan(&text) else { return Ok(()) };
        let parts = [
            date.year, date.month, date.day, date.day_of_year, date.week, date.weekday, date.hour,
            date.minute, date.second, date.fraction, date.afternoon,
        ];
        let spans = parts.into_iter().flatten().map(|part| part.span);
        for span in spans.chain(date.zone.map(|zone| zone.span)) {
            prop_assert!(date.span.contains(span) && !span.is_empty());
            prop_assert!(text.get(span.range()).is_some());
        }
        prop_assert_eq!(date.span.of_text(&text), text.trim());
        for fault in faults(&date) {
            prop_assert!(date.span.contains(fault.span) && !fault.span.is_empty());
            prop_assert!(!fault.kind.to_string().contains('\n'));
        }
    }

    #[test]
    fn every_text_is_read_somehow(text in prop_oneof![date_like(), any::<String>()]) {
        for zone in [SiteZone::unknown(), east()] {
            for target in Target::ALL {
                for notation in [Plain, Quoted, TomlDate] {
                    let _ = read(*target, &text, notation, &zone);
                }
            }
            let Some(date) = scan(&text) else { continue };
            let _ = to_rfc3339(&date, &zone);
            for target in Target::ALL {
                if let Some(portable) = portable(*target, &date, &zone) {
                    prop_assert!(read(*target, &portable, Plain, &zone).is_faithful());
                }
            }
        }
        let _ = from_path(&text);
    }

    #[test]
    fn a_day_that_exists_has_no_fault(days in -100_000_i64..100_000) {
        let (year, month, day) = clock::Instant { seconds: days * 86_400, nanos: 0 }.wall(0).ymd();
        let text = format!("{year:04}-{month:02}-{day:02}");
        prop_assert_eq!(faults(&scan(&text).unwrap()), vec![]);
        let beyond = format!("{year:04}-{month:02}-{:02}", day + 31);
        prop_assert!(faults(&scan(&beyond).unwrap())[0].kind.is_impossible());
    }
}
