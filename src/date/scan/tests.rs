use super::*;

/// The parts as they stand in the text, in a fixed order; `-` for those that are not there.
fn parts(text: &str) -> String {
    let Some(date) = scan(text) else {
        return "none".to_owned();
    };
    let part = |part: Option<Part>| part.map_or("-", |part| part.span.of_text(text));
    let numbers = [
        date.year,
        date.month,
        date.day,
        date.hour,
        date.minute,
        date.second,
    ];
    let numbers: Vec<_> = numbers.into_iter().map(part).collect();
    let zone = date.zone.map_or("-", |zone| zone.span.of_text(text));
    format!("{:?} {} {zone}", date.shape, numbers.join(" "))
}

#[test]
fn every_form_with_its_parts() {
    for (text, expected) in [
        ("2019-07-08", "Date 2019 07 08 - - - -"),
        ("2019-7-8", "YearFirst 2019 7 8 - - - -"),
        (" 2019-07-08\n", "Date 2019 07 08 - - - -"),
        ("2019-07-08T09:10:11Z", "Rfc3339 2019 07 08 09 10 11 Z"),
        (
            "2019-07-08t09:10:11.25+02:00",
            "Rfc3339 2019 07 08 09 10 11 +02:00",
        ),
        (
            "2019-07-08T09:10:11+0200",
            "Iso8601 2019 07 08 09 10 11 +0200",
        ),
        ("2019-07-08T09:10:11 Z", "Iso8601 2019 07 08 09 10 11 Z"),
        ("2019-07-08T09:10:11", "Iso8601 2019 07 08 09 10 11 -"),
        ("2019-07-08T09:10", "Iso8601 2019 07 08 09 10 - -"),
        ("2019-07-08T0910+02", "Iso8601 2019 07 08 09 10 - +02"),
        ("2019-07-08T09", "Iso8601 2019 07 08 09 - - -"),
        ("2019-07-08 09:10:11", "YearFirst 2019 07 08 09 10 11 -"),
        (
            "2019-07-08 09:10:11 +0200",
            "YearFirst 2019 07 08 09 10 11 +0200",
        ),
        ("2019-07-08 9:10 +2", "YearFirst 2019 07 08 9 10 - +2"),
        (
            "2019-07-08 09:10:11,5 UTC",
            "YearFirst 2019 07 08 09 10 11 UTC",
        ),
        (
            "2019-07-08 09:10:11 +0200 CEST",
            "YearFirst 2019 07 08 09 10 11 +0200",
        ),
        (
            "2019-07-08 09:10:11 Asia/Tokyo",
            "YearFirst 2019 07 08 09 10 11 Asia/Tokyo",
        ),
        (
            "2019-07-08T09:10:11+09:00[Asia/Tokyo]",
            "Rfc3339 2019 07 08 09 10 11 +09:00",
        ),
        ("2019-07-08 9:10 pm", "YearFirst 2019 07 08 9 10 - -"),
        ("2019-07-08 at 9:10", "YearFirst 2019 07 08 9 10 - -"),
        (
            "Mon 2019-07-08 09:10:11 CEST",
            "YearFirst 2019 07 08 09 10 11 CEST",
        ),
        ("2019/7/8 9:10", "YearFirstSlashed 2019 7 8 9 10 - -"),
        ("2019.07.08", "YearFirstSlashed 2019 07 08 - - - -"),
        ("07/08/2019", "YearLast 2019 07 08 - - - -"),
        ("27/07/2019", "YearLast 2019 07 27 - - - -"),
        ("8.7.2019 9:10", "YearLast 2019 7 8 9 10 - -"),
        ("8. 7. 2019", "YearLast 2019 7 8 - - - -"),
        ("07-08-19", "YearLast 19 07 08 - - - -"),
        (
            "Mon, 08 Jul 2019 09:10:11 GMT",
            "Rfc2822 2019 Jul 08 09 10 11 GMT",
        ),
        (
            "8 Jul 2019 09:10 +0200 (CEST)",
            "Rfc2822 2019 Jul 8 09 10 - +0200",
        ),
        (
            "Monday, 08-Jul-19 09:10:11 GMT",
            "Rfc850 19 Jul 08 09 10 11 GMT",
        ),
        ("Mon Jul  8 09:10:11 2019", "Asctime 2019 Jul 8 09 10 11 -"),
        (
            "Mon Jul  8 09:10:11 CEST 2019",
            "Asctime 2019 Jul 8 09 10 11 CEST",
        ),
        (
            "Mon Jul 08 2019 09:10:11 GMT+0200 (夏时制)",
            "Asctime 2019 Jul 08 09 10 11 GMT+0200",
        ),
        ("July 8, 2019", "NamedMonth 2019 July 8 - - - -"),
        ("Jul. 8th 2019, 9:10 a.m.", "NamedMonth 2019 Jul 8 9 10 - -"),
        ("8th of July, 2019", "NamedMonth 2019 July 8 - - - -"),
        ("8 july 2019", "NamedMonth 2019 july 8 - - - -"),
        ("8-Jul-2019", "NamedMonth 2019 Jul 8 - - - -"),
        ("2019 Sept 8", "NamedMonth 2019 Sept 8 - - - -"),
        ("July 2019", "Month 2019 July - - - - -"),
        ("2019-07", "Month 2019 07 - - - - -"),
        ("2019", "Year 2019 - - - - - -"),
        ("2019年7月8日", "Cjk 2019 7 8 - - - -"),
        ("2019年07月08日（月） 9時10分", "Cjk 2019 07 08 9 10 - -"),
        ("2019 年 7 月 8 日 下午3:10:11", "Cjk 2019 7 8 3 10 11 -"),
        ("2019年7月8日 星期一 9点", "Cjk 2019 7 8 9 - - -"),
        ("2019년 7월 8일", "Cjk 2019 7 8 - - - -"),
        ("20190708", "Compact 2019 07 08 - - - -"),
        ("20190708T091011Z", "Compact 2019 07 08 09 10 11 Z"),
        ("20190708091011", "Compact 2019 07 08 09 10 11 -"),
        ("20190708 091011 +0200", "Compact 2019 07 08 09 10 11 +0200"),
        ("20190708 09:10", "Compact 2019 07 08 09 10 - -"),
        ("2019 07 08", "YearFirstSlashed 2019 07 08 - - - -"),
        ("2019-07-08+09:00", "YearFirst 2019 07 08 - - - +09:00"),
        ("9:10 pm, July 8, 2019", "NamedMonth 2019 July 8 9 10 - -"),
        (
            "Mon Jul  8 09:10:11 2019 CEST",
            "Asctime 2019 Jul 8 09 10 11 CEST",
        ),
        ("2019189", "Iso8601 2019 - - - - - -"),
        ("2019-W28-1T09:10", "Iso8601 2019 - - 09 10 - -"),
        ("1562577011", "Epoch - - - - - - -"),
        ("1562577011000", "Epoch - - - - - - -"),
        ("09:10:11Z", "Time - - - 09 10 11 Z"),
        ("2019-15-48 99:99", "YearFirst 2019 15 48 99 99 - -"),
    ] {
        assert_eq!(parts(text), expected, "{text}");
    }
}

#[test]
fn other_texts_are_no_dates() {
    for text in [
        "",
        " ",
        "soon",
        "{{ date }}",
        "2019-07-08 and later",
        "2019-07-08T",
        "12",
        "July",
        "8 July",
        "2019-7",
        "v2019-07-08",
        "2019-07-08.md",
        "2019–07–08",
        "２０１９-０７-０８",
        "令和元年7月8日",
        "1.2.3",
        "10.0.0.1",
        "2019-07/08",
        "2019-07-08 09:10:11 Zulu time",
        "true",
        "0",
        "2019-W28-",
        "2019W28-1",
        "2019-07-08-05",
        "2019-07-08T09:10-05Z",
        "July 8, 2019 PM",
        "9:10 9:10 2019-07-08",
    ] {
        let is_none = scan(text).is_none();
        // A month of one digit is read as one all the same.
        assert!(is_none || text == "2019-7", "{text}: {}", parts(text));
    }
    assert_eq!(scan(&"9".repeat(100_000)), None);
    assert_eq!(scan(&" ".repeat(100_000)), None);
}

#[test]
fn open_order_is_seen_and_can_be_turned() {
    let date = scan("04/02/2022").unwrap();
    assert!(date.is_order_open);
    let turned = date.swapped().unwrap();
    assert_eq!(
        (turned.month.unwrap().value, turned.day.unwrap().value),
        (2, 4)
    );
    for text in ["04/04/2022", "25/12/2022", "12/25/2022", "2022/02/04"] {
        assert!(!scan(text).unwrap().is_order_open, "{text}");
    }
}

#[test]
fn the_instant_of_a_count_of_seconds() {
    let at = |text| scan(text).unwrap().epoch.unwrap().to_string();
    assert_eq!(at("1562577011"), "2019-07-08T09:10:11Z");
    assert_eq!(at("1562577011000"), "2019-07-08T09:10:11Z");
}
