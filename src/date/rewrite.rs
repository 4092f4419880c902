//! Writing a date so that it is read: what the fixes use.

use std::fmt::Write as _;

use crate::target::Target;

use super::change::Change;
use super::clock::{Instant, Wall};
use super::fault::{FaultKind, faults};
use super::reading::{Notation, Outcome, read};
use super::scan::{Scanned, ZoneKind};
use super::zone::SiteZone;
use super::{Shape, calendar};

/// The date in RFC 3339, keeping the instant: a full date-time with its zone or, of a day alone,
/// the full date. A time without a zone takes the site's. `None` where that would be guessing:
/// parts that do not exist or are open, no day, `CST` (which is China's too), no zone anywhere.
#[must_use]
pub fn to_rfc3339(date: &Scanned, zone: &SiteZone) -> Option<String> {
    let meant = Meant::of(date)?;
    match meant.clock {
        Clock::Day => Some(day(meant.wall)),
        Clock::Offset(offset) => Some(date_time(meant.wall, 'T') + &offset_text(offset, true)),
        Clock::Site => {
            let instant = zone.site_instant(meant.wall)?;
            let offset = meant.wall.at_offset(0).seconds - instant.seconds;
            Some(date_time(meant.wall, 'T') + &offset_text(offset, true))
        }
    }
}

/// The same date as `target` reads it rightly, to stand as a plain scalar: for Hexo
/// `YYYY-MM-DD HH:MM:SS` on the site's clock or, where no zone is set, with `±hhmm`; for the
/// others RFC 3339. `None` where nothing would be read as what is meant, or that is unknown; the
/// result has been read back.
#[must_use]
pub fn portable(target: Target, date: &Scanned, zone: &SiteZone) -> Option<String> {
    let meant = Meant::of(date)?;
    let text = if target == Target::Hexo {
        hexo(&meant, zone)?
    } else {
        to_rfc3339(date, zone)?
    };
    let reading = read(target, &text, Notation::Plain, zone);
    let is_meant = match (reading.outcome, meant.instant(zone)) {
        (Outcome::Instant(read), Some(meant)) => read.seconds == meant.seconds,
        (Outcome::Local(read), None) => read == meant.wall,
        // A day alone has no instant to keep.
        (Outcome::Instant(_), None) => meant.clock == Clock::Day,
        _ => false,
    };
    let is_sound = |change: &Change| change.is_harmless();
    (is_meant && reading.changes.iter().all(is_sound)).then_some(text)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Clock {
    /// No time is written, so no zone matters.
    Day,
    /// A clock so many seconds east of UTC.
    Offset(i64),
    /// The site's.
    Site,
}

/// What a date means, beyond doubt.
struct Meant {
    wall: Wall,
    clock: Clock,
}

impl Meant {
    fn of(date: &Scanned) -> Option<Self> {
        if let Some(at) = date.epoch {
            return Some(Self {
                wall: at.wall(0),
                clock: Clock::Offset(0),
            });
        }
        let is_doubtful = |kind: FaultKind| {
            kind.is_impossible()
                || matches!(
                    kind,
                    FaultKind::OpenOrder { .. }
                        | FaultKind::TwoDigitYear { .. }
                        | FaultKind::Offset { .. }
                        | FaultKind::LeapSecond
                        | FaultKind::Weekday { .. }
                )
        };
        let has_day = date.has_day() && date.shape != Shape::Year;
        if !has_day || faults(date).iter().any(|fault| is_doubtful(fault.kind)) {
            return None;
        }
        const CST: i64 = -6 * 3_600;
        let clock = match date.zone.map(|zone| zone.kind) {
            Some(ZoneKind::Named(CST)) => return None,
            Some(kind) if date.hour.is_some() => Clock::Offset(kind.offset()?),
            None if date.hour.is_some() => Clock::Site,
            _ => Clock::Day,
        };
        let wall = calendar::wall(date)?;
        let is_written = wall.date().is_some() && (0..=9_999).contains(&wall.ymd().0);
        is_written.then_some(Self { wall, clock })
    }

    fn instant(&self, zone: &SiteZone) -> Option<Instant> {
        match self.clock {
            Clock::Day => None,
            Clock::Offset(offset) => Some(self.wall.at_offset(offset)),
            Clock::Site => zone.site_instant(self.wall),
        }
    }
}

/// Hexo drops the zone of a YAML timestamp, but reads `±hhmm` behind a blank, which is none.
fn hexo(meant: &Meant, zone: &SiteZone) -> Option<String> {
    Some(match meant.clock {
        Clock::Day => day(meant.wall),
        Clock::Site => date_time(meant.wall, ' '),
        Clock::Offset(offset) if zone.is_set() => {
            date_time(zone.site_wall(meant.wall.at_offset(offset))?, ' ')
        }
        Clock::Offset(offset) => date_time(meant.wall, ' ') + " " + &offset_text(offset, false),
    })
}

fn day(wall: Wall) -> String {
    let (year, month, day) = wall.ymd();
    format!("{year:04}-{month:02}-{day:02}")
}

/// The fraction is left out: nobody dates an article by it, and readers differ in it.
fn date_time(wall: Wall, separator: char) -> String {
    let (hour, minute, second) = wall.hms();
    let mut text = day(wall);
    let _ = write!(text, "{separator}{hour:02}:{minute:02}:{second:02}");
    text
}

fn offset_text(offset: i64, with_colon: bool) -> String {
    if offset == 0 && with_colon {
        return "Z".to_owned();
    }
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.abs() / 60;
    let colon = if with_colon { ":" } else { "" };
    format!("{sign}{:02}{colon}{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::super::scan::scan;
    use super::*;

    fn tokyo() -> SiteZone {
        SiteZone::site("Asia/Tokyo").unwrap()
    }

    #[test]
    fn the_instant_is_kept() {
        for (text, expected) in [
            ("Mon, 08 Jul 2019 09:10:11 GMT", "2019-07-08T09:10:11Z"),
            ("2019-07-08 09:10:11 +0200", "2019-07-08T09:10:11+02:00"),
            ("2019-7-8 9:10 pm", "2019-07-08T21:10:00+09:00"),
            ("July 8, 2019", "2019-07-08"),
            ("2019年7月8日 9:10", "2019-07-08T09:10:00+09:00"),
            ("1562577011", "2019-07-08T09:10:11Z"),
            ("2019-07-08T24:00:00Z", "2019-07-09T00:00:00Z"),
        ] {
            let date = scan(text).unwrap();
            assert_eq!(
                to_rfc3339(&date, &tokyo()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
    }

    #[test]
    fn nothing_is_guessed() {
        for text in [
            "2019-02-30",
            "04/02/2019",
            "8 Jul 19",
            "July 2019",
            "2019",
            "9:10",
            "Tue, 08 Jul 2019 09:10:11 GMT",
            "Mon, 08 Jul 2019 09:10:11 CST",
            "2019-07-08 09:10:11 BRST",
            "2019-07-08T09:10:60Z",
            "2019-07-08T09:10:11+15:00",
        ] {
            let date = scan(text).unwrap();
            assert_eq!(to_rfc3339(&date, &tokyo()), None, "{text}");
            assert_eq!(portable(Target::Hugo, &date, &tokyo()), None, "{text}");
        }
        let local = scan("2019-07-08 9:10").unwrap();
        assert_eq!(to_rfc3339(&local, &SiteZone::unknown()), None);
    }

    #[test]
    fn each_target_gets_what_it_reads() {
        let date = scan("Mon, 08 Jul 2019 09:10:11 GMT").unwrap();
        for target in Target::ALL {
            let expected = match target {
                Target::Hexo => "2019-07-08 18:10:11",
                _ => "2019-07-08T09:10:11Z",
            };
            assert_eq!(
                portable(*target, &date, &tokyo()).as_deref(),
                Some(expected),
                "{target:?}"
            );
        }
        let unset = portable(Target::Hexo, &date, &SiteZone::unknown());
        assert_eq!(unset.as_deref(), Some("2019-07-08 09:10:11 +0000"));
        let day = scan("8 July 2019").unwrap();
        for target in Target::ALL {
            let text = portable(*target, &day, &SiteZone::unknown());
            assert_eq!(text.as_deref(), Some("2019-07-08"), "{target:?}");
        }
    }
}
