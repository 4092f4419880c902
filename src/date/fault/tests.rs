use super::super::scan::scan;
use super::*;

/// The guilty bytes and what is said of them.
fn said(text: &str) -> Vec<(String, String)> {
    faults(&scan(text).unwrap())
        .iter()
        .map(|fault| (fault.span.of_text(text).to_owned(), fault.kind.to_string()))
        .collect()
}

#[test]
fn the_guilty_part_is_named_and_marked() {
    for (text, part, message) in [
        (
            "2018-02-31",
            "31",
            "February 2018 has 28 days; 31 becomes 2018-03-03",
        ),
        (
            "2018-15-30",
            "15",
            "there is no month 15; it becomes 2019-03-30",
        ),
        (
            "2018-00-30",
            "00",
            "there is no month 0; it becomes 2017-12-30",
        ),
        (
            "2018-01-00",
            "00",
            "January 2018 has 31 days; 0 becomes 2017-12-31",
        ),
        (
            "2018年2月30日",
            "30",
            "February 2018 has 28 days; 30 becomes 2018-03-02",
        ),
        ("2018-366", "366", "the year has no day 366"),
        ("2018-W53-1", "53", "the year has no week 53"),
        (
            "2018-01-02 25:00:00",
            "25",
            "there is no hour 25; it becomes 2018-01-03 01:00:00",
        ),
        (
            "2018-01-02 13:00 pm",
            "13",
            "there is no hour 13; it becomes 2018-01-02 13:00:00",
        ),
        (
            "2018-01-02 23:60",
            "60",
            "there is no minute 60; it becomes 2018-01-03 00:00:00",
        ),
        ("2018-01-02 24:00", "24", "24:00 is 00:00 of 2018-01-03"),
        (
            "2018-01-02T03:04:60Z",
            "60",
            "there was no leap second at this time",
        ),
        (
            "Thu, 04 Feb 2022 12:39:26 GMT",
            "Thu",
            "this day is a Friday, not a Thursday",
        ),
        (
            "2022年2月4日(木)",
            "(木)",
            "this day is a Friday, not a Thursday",
        ),
        (
            "2018-01-02T03:04:05+15:00",
            "+15:00",
            "no time zone is 15 hours from UTC; the limit is 14",
        ),
        (
            "4 Feb 68",
            "68",
            "the century is left open; most readers take 2068",
        ),
        ("04/02/2022", "04/02", "it can be 2022-04-02 or 2022-02-04"),
        ("4.2.2022", "4.2", "it can be 2022-04-02 or 2022-02-04"),
    ] {
        let expected = vec![(part.to_owned(), message.to_owned())];
        assert_eq!(said(text), expected, "{text}");
    }
}

#[test]
fn sound_dates_have_no_fault() {
    for text in [
        "2020-02-29",
        "2016-12-31T23:59:60Z",
        "2017-01-01T08:59:60+09:00",
        "Fri, 04 Feb 2022 12:39:26 GMT",
        "02/02/2022",
        "25/12/2022",
        "2022-02-04T12:39:26+14:00",
        "1643978366",
        "12:39",
        "2022-02",
    ] {
        assert_eq!(said(text), [], "{text}");
    }
}
