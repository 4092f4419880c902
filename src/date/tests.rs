//! What is said of each generator, beside what was seen of it.

use super::*;
use crate::target::Target::{self, Astro, Docusaurus, Eleventy, Hexo, Hugo, Jekyll, Zola};
use Notation::{Plain, Quoted, TomlDate};

mod forms;

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
fn numbers_at_the_edge_are_read_somehow() {
    for text in [
        "9223372036854775807",
        "9223372036854775808",
        "8640000000000000",
        "1e400",
        "-1",
    ] {
        for target in Target::ALL {
            let _ = read(*target, text, Plain, &east());
        }
    }
    let edge = said(Hexo, "8640000000000000", Plain, &east());
    assert_eq!(edge, "+275760-09-13T00:00:00Z, Guessed");
}

#[test]
fn readings_end_a_sentence() {
    let reading = read(Hexo, "2019-02-31", Plain, &east());
    assert_eq!(reading.outcome.to_string(), "reads 2019-03-02T16:00:00Z");
    assert_eq!(
        reading.changes[0].to_string(),
        "rolls it over to 2019-03-03"
    );
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
