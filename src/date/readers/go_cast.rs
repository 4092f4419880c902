//! `cast.ToTimeInDefaultLocation` (spf13/cast 1.10), which Hugo gives every date to.

use std::sync::LazyLock;

use super::Stamp;
use super::go_layout::Layout;

/// The zone that a layout's result is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone {
    /// The site's; a zone's *name* in the text is read over and forgotten.
    Site,
    /// The one in the text.
    Text,
}

/// cast's list, in its order: the first layout that reads the text wins.
const LAYOUTS: [(&str, Zone); 24] = [
    ("2006-01-02", Zone::Site),
    ("2006-01-02T15:04:05Z07:00", Zone::Text),
    ("2006-01-02T15:04:05", Zone::Site),
    ("Mon, 02 Jan 2006 15:04:05 -0700", Zone::Text),
    ("Mon, 02 Jan 2006 15:04:05 MST", Zone::Site),
    ("02 Jan 06 15:04 -0700", Zone::Text),
    ("02 Jan 06 15:04 MST", Zone::Site),
    ("Monday, 02-Jan-06 15:04:05 MST", Zone::Site),
    ("2006-01-02 15:04:05.999999999 -0700 MST", Zone::Text),
    ("2006-01-02T15:04:05-0700", Zone::Text),
    ("2006-01-02 15:04:05Z0700", Zone::Text),
    ("2006-01-02 15:04:05", Zone::Site),
    ("Mon Jan _2 15:04:05 2006", Zone::Site),
    ("Mon Jan _2 15:04:05 MST 2006", Zone::Site),
    ("Mon Jan 02 15:04:05 -0700 2006", Zone::Text),
    ("2006-01-02 15:04:05Z07:00", Zone::Text),
    ("02 Jan 2006", Zone::Site),
    ("2006-01-02 15:04:05 -07:00", Zone::Text),
    ("2006-01-02 15:04:05 -0700", Zone::Text),
    // What follows has a time and no year: Hugo gets a date in the year 0.
    ("3:04PM", Zone::Text),
    ("Jan _2 15:04:05", Zone::Text),
    ("Jan _2 15:04:05.000", Zone::Text),
    ("Jan _2 15:04:05.000000", Zone::Text),
    ("Jan _2 15:04:05.000000000", Zone::Text),
];

static COMPILED: LazyLock<Vec<(Layout, Zone)>> = LazyLock::new(|| {
    LAYOUTS
        .iter()
        .map(|(text, zone)| (Layout::new(text), *zone))
        .collect()
});

/// Reads a string; `None` where cast gives an error.
pub(in super::super) fn parse(text: &str) -> Option<Stamp> {
    COMPILED.iter().find_map(|(layout, zone)| {
        let found = layout.parse(text)?;
        Some(match zone {
            Zone::Site => Stamp::local(found.wall),
            Zone::Text => Stamp::of_instant(found.wall.at_offset(found.offset.unwrap_or(0))),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::Basis;
    use super::*;

    fn read(text: &str) -> Option<(String, bool)> {
        parse(text).map(|stamp| (stamp.wall.to_string(), stamp.basis == Basis::Local))
    }

    #[test]
    fn offsets_count_and_zone_names_do_not() {
        for (text, wall, is_local) in [
            ("2020-05-06", "2020-05-06 00:00:00", true),
            ("2020-05-06T07:08:09+02:00", "2020-05-06 05:08:09", false),
            ("2020-05-06T7:08:09Z", "2020-05-06 07:08:09", false),
            ("2020-05-06T07:08:09+0200", "2020-05-06 05:08:09", false),
            ("2020-05-06 07:08:09.25", "2020-05-06 07:08:09", true),
            ("2020-05-06   07:08:09 +02:00", "2020-05-06 05:08:09", false),
            ("Wed, 06 May 2020 07:08:09 GMT", "2020-05-06 07:08:09", true),
            ("Wed, 06 May 2020 07:08:09 UTC", "2020-05-06 07:08:09", true),
            (
                "Mon, 06 May 2020 07:08:09 +0200",
                "2020-05-06 05:08:09",
                false,
            ),
            (
                "Wednesday, 06-May-20 07:08:09 CEST",
                "2020-05-06 07:08:09",
                true,
            ),
            ("Wed May  6 07:08:09 2020", "2020-05-06 07:08:09", true),
            (
                "Wed, 06 May 2020 07:08:09 GMT+2",
                "2020-05-06 09:08:09",
                true,
            ),
            ("06 May 2020", "2020-05-06 00:00:00", true),
            (
                "2020-05-06 07:08:09.5 +0200 CEST",
                "2020-05-06 05:08:09",
                false,
            ),
            ("7:08PM", "0000-01-01 19:08:00", false),
        ] {
            assert_eq!(read(text), Some((wall.to_owned(), is_local)), "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "2020-5-6",
            "2020-05-06 07:08",
            "2020-05-06T07:08:09z",
            "2020/05/06",
            "May 6, 2020",
            "6 May 2020",
            "Wed, 6 May 2020 07:08:09 GMT",
            "2020-02-30",
            "2020-13-01",
            "2020-05-06T24:00:00Z",
            "2020-05-06T07:08:60Z",
            "2020-05-06T07:08:09+26:00",
            "Wed, 06 May 2020 07:08:09 gmt",
            " 2020-05-06",
            "2020-05-06 ",
            "",
            "7:08pm",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
