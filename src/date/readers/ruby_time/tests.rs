use super::*;

fn read(text: &str) -> Option<String> {
    match parse(text, &SiteZone::unknown()) {
        Read::Time(Stamp {
            wall,
            basis: Basis::Local,
        }) => Some(wall.to_string()),
        Read::Time(Stamp {
            wall,
            basis: Basis::Offset(offset),
        }) => Some(wall.at_offset(offset).to_string()),
        Read::OfTheBuild(_) => Some("build".to_owned()),
        Read::Refused => None,
    }
}

#[test]
fn the_forms_of_a_date() {
    for (text, time) in [
        ("2019-07-08", "2019-07-08 00:00:00"),
        ("2019-7-8 9:10", "2019-07-08 09:10:00"),
        ("2019/07/08 09:10:11", "2019-07-08 09:10:11"),
        ("08/07/2019", "2019-07-08 00:00:00"),
        ("8.7.2019", "2019-07-08 00:00:00"),
        ("July 8th, 2019 9:10 pm", "2019-07-08 21:10:00"),
        ("8 Jul 2019", "2019-07-08 00:00:00"),
        ("15 Mar 0044 BC", "-000043-03-15 00:00:00"),
        ("8-Jul-19", "2019-07-08 00:00:00"),
        ("Jul-8-2019", "2019-07-08 00:00:00"),
        ("July 2019", "2019-07-01 00:00:00"),
        ("20190708", "2019-07-08 00:00:00"),
        ("20190708T091011Z", "2019-07-08T09:10:11Z"),
        ("2019-189", "2019-07-08 00:00:00"),
        ("H31.04.30", "2019-04-30 00:00:00"),
        ("Mon, 08 Jul 2019 09:10:11 GMT", "2019-07-08T09:10:11Z"),
        ("Mon Jul  8 09:10:11 EST 2019", "2019-07-08T14:10:11Z"),
        ("2019-07-08 09:10:11 +02:00", "2019-07-08T07:10:11Z"),
        ("2019-07-08 27:10 +06:00", "2019-07-08T21:10:00Z"),
        ("2019-07-08 09:10:11 Asia/Tokyo", "2019-07-08 09:10:11"),
    ] {
        assert_eq!(read(text).as_deref(), Some(time), "{text}");
    }
}

#[test]
fn days_carry_over_and_months_do_not() {
    assert_eq!(read("2019-02-31").as_deref(), Some("2019-03-03 00:00:00"));
    assert_eq!(
        read("2019-07-08 23:59:60").as_deref(),
        Some("2019-07-09 00:00:00")
    );
    for text in [
        "2019-13-01",
        "2019-07-32",
        "07/27/2019",
        "2019-07-08 25:00",
        "2019-07",
        "",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
    assert_eq!(
        read(&"2019-07-08 ".repeat(20)),
        None,
        "longer than 128 bytes"
    );
}

#[test]
fn what_is_missing_is_of_the_build() {
    assert_eq!(read("09:10").as_deref(), Some("build"));
    assert_eq!(read("8 July").as_deref(), Some("build"));
    let now = Instant {
        seconds: 1_562_544_000,
        nanos: 0,
    };
    let zone = SiteZone::site("Asia/Tokyo").unwrap().at(now);
    let Read::OfTheBuild(Some(stamp)) = parse("09:10", &zone) else {
        panic!()
    };
    assert_eq!(stamp.wall.to_string(), "2019-07-08 09:10:00");
}

#[test]
fn the_sites_own_zone_has_a_name() {
    let zone = SiteZone::site("Asia/Tokyo").unwrap();
    let Read::Time(stamp) = parse("2019-07-08 09:10 JST", &zone) else {
        panic!()
    };
    assert_eq!(stamp.basis, Basis::Offset(9 * 3_600));
}

#[test]
fn plain_timestamps_are_utc() {
    let utc = |text| safe_yaml(text).map(|stamp| stamp.wall.to_string());
    assert_eq!(
        utc("2019-07-08 09:10:11").as_deref(),
        Some("2019-07-08 09:10:11")
    );
    assert_eq!(
        utc("2019-7-8T9:10:11 +0200").as_deref(),
        Some("2019-07-08 07:10:11")
    );
    assert_eq!(
        utc("2019-07-08 09:10:11 -5").as_deref(),
        Some("2019-07-08 14:10:11")
    );
    for text in [
        "2019-07-08",
        "2019-07-08 09:10",
        "2019-02-31 09:10:11",
        "8 Jul 2019",
    ] {
        assert_eq!(utc(text), None, "{text}");
    }
}
