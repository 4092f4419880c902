//! Each form of a date on each generator, on a site in UTC+8.

use super::*;

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
