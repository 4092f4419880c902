use super::*;

fn read(text: &str) -> Option<String> {
    parse(text).map(|stamp| match stamp.basis {
        Basis::Local => stamp.wall.to_string(),
        Basis::Offset(offset) => stamp.wall.at_offset(offset).to_string(),
    })
}

#[test]
fn the_iso_form() {
    for (text, time) in [
        ("2019-07-08", "2019-07-08T00:00:00Z"),
        ("2019-07", "2019-07-01T00:00:00Z"),
        ("2019", "2019-01-01T00:00:00Z"),
        ("2019-07-08T09:10", "2019-07-08 09:10:00"),
        ("2019-07-08T09:10:11.5Z", "2019-07-08T09:10:11Z"),
        ("2019-07-08t09:10:11+0230", "2019-07-08T06:40:11Z"),
        ("2019-07-08T24:00:00Z", "2019-07-09T00:00:00Z"),
        ("+012019-07-08", "+012019-07-08T00:00:00Z"),
        ("2019-02-31", "2019-03-03T00:00:00Z"),
    ] {
        assert_eq!(read(text).as_deref(), Some(time), "{text}");
    }
    for text in [
        "2019-07-08T9:10",
        "2019-07-08T09:10:60",
        "2019-07-08T24:01",
        "2019-07-08T09",
        "2019-07-08T09:10 Z",
        "2019-07-08T09:10+25:00",
        "2019-13-01",
        "2019-07-32",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn the_loose_form() {
    for (text, time) in [
        ("2019-7-8", "2019-07-08 00:00:00"),
        ("2019/07/08 9:10", "2019-07-08 09:10:00"),
        ("07/08/2019", "2019-07-08 00:00:00"),
        ("7-8-19", "2019-07-08 00:00:00"),
        ("Jul 8, 2019 9:10 PM", "2019-07-08 21:10:00"),
        ("8 July 2019 12:10 am", "2019-07-08 00:10:00"),
        ("Jul 8", "2001-07-08 00:00:00"),
        ("July 2019", "2019-07-01 00:00:00"),
        ("Mon, 08 Jul 2019 09:10:11 GMT", "2019-07-08T09:10:11Z"),
        (
            "Mon Jul 08 2019 09:10:11 GMT+0200 (Summer Time)",
            "2019-07-08T07:10:11Z",
        ),
        ("2019-07-08 09:10:11 +02:00", "2019-07-08T07:10:11Z"),
        ("2019-07-08 09:10:11 PST", "2019-07-08T17:10:11Z"),
        ("2019-07-08 09:10:11.123456", "2019-07-08 09:10:11"),
        ("posted on Jul 8 2019", "2019-07-08 00:00:00"),
        ("Feb 31, 2019", "2019-03-03 00:00:00"),
    ] {
        assert_eq!(read(text).as_deref(), Some(time), "{text}");
    }
    for text in [
        "20190708",
        "27/07/2019",
        "2019年7月8日",
        "8th July 2019",
        "2019-07-08 09:10:11 Asia/Tokyo",
        "today",
        "",
        "09:10",
        "2019-07-08 13:10 PM",
        "1562577011",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn numbers_are_milliseconds() {
    assert_eq!(
        of_number(2_019.9).unwrap().to_string(),
        "1970-01-01T00:00:02Z"
    );
    assert_eq!(of_number(f64::NAN), None);
    assert_eq!(of_number(9e15), None);
}

#[test]
fn hostile_strings_end() {
    for text in [
        "(".repeat(50_000),
        ")".repeat(50_000),
        "1:".repeat(50_000),
        "é".repeat(50_000),
    ] {
        assert_eq!(read(&text), None);
    }
}
