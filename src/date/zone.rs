//! The clocks that a site is built by.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::clock::{Instant, Wall};

/// What is known of the clocks that a site is built by: the zone in its configuration, the zone
/// of the computer that builds it, and when that is. Each may be unknown.
///
/// Zone rules come from the database inside the program, so that an image without
/// `/usr/share/zoneinfo` gives the same answers.
#[derive(Clone, Debug, Default)]
pub struct SiteZone {
    site: Option<TimeZone>,
    machine: Option<TimeZone>,
    now: Option<Instant>,
}

/// A time zone name that the IANA database does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownZone(pub String);

impl std::fmt::Display for UnknownZone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}` is no time zone of the IANA database", self.0)
    }
}

impl std::error::Error for UnknownZone {}

impl SiteZone {
    /// Nothing is known.
    #[must_use]
    pub fn unknown() -> Self {
        Self::default()
    }

    /// The zone that the site's configuration sets (Hexo's and Jekyll's `timezone`, Hugo's
    /// `timeZone`), by its IANA name.
    ///
    /// # Errors
    /// When there is no such zone.
    pub fn site(name: &str) -> Result<Self, UnknownZone> {
        Ok(Self {
            site: Some(named(name)?),
            ..Self::default()
        })
    }

    /// The same, on a computer whose clock is in the zone of this IANA name.
    ///
    /// # Errors
    /// When there is no such zone.
    pub fn on_machine(self, name: &str) -> Result<Self, UnknownZone> {
        Ok(Self {
            machine: Some(named(name)?),
            ..self
        })
    }

    /// The same, built at this instant; it matters to readers that fill in what is not written.
    #[must_use]
    pub fn at(self, now: Instant) -> Self {
        Self {
            now: Some(now),
            ..self
        }
    }

    /// Whether the site's configuration sets a zone.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.site.is_some()
    }

    /// The instant at which the site's own clock shows `wall`: the configured zone, else the
    /// computer's.
    pub(crate) fn site_instant(&self, wall: Wall) -> Option<Instant> {
        self.own().map(|zone| instant_in(zone, wall))
    }

    /// What the site's own clock shows at `instant`.
    pub(crate) fn site_wall(&self, instant: Instant) -> Option<Wall> {
        self.own()
            .map(|zone| instant.wall(offset_at(zone, instant)))
    }

    /// What the building computer's clock shows at `instant`.
    pub(crate) fn machine_wall(&self, instant: Instant) -> Option<Wall> {
        self.machine
            .as_ref()
            .map(|zone| instant.wall(offset_at(zone, instant)))
    }

    /// When the site is built.
    pub(crate) fn now(&self) -> Option<Instant> {
        self.now
    }

    /// Offset in seconds that the site's own clock calls `name` (`JST`) in one half of `year`.
    pub(crate) fn abbreviation(&self, name: &str, year: i64) -> Option<i64> {
        let zone = self.own()?;
        [1, 7].into_iter().find_map(|month| {
            let at = timestamp(instant_in(zone, Wall::midnight(year, month, 1)));
            let info = zone.to_offset_info(at);
            info.abbreviation()
                .eq_ignore_ascii_case(name)
                .then(|| info.offset().seconds().into())
        })
    }

    fn own(&self) -> Option<&TimeZone> {
        self.site.as_ref().or(self.machine.as_ref())
    }
}

/// The instant at which a clock in the zone of an IANA name shows `wall`.
pub(crate) fn named_instant(name: &str, wall: Wall) -> Option<Instant> {
    named(name).ok().map(|zone| instant_in(&zone, wall))
}

fn named(name: &str) -> Result<TimeZone, UnknownZone> {
    TimeZone::get(name).map_err(|_| UnknownZone(name.to_owned()))
}

/// The calendar repeats after 400 years, weekdays and so the rules for summer time included.
const CYCLE: i64 = 146_097 * 86_400;

/// How many cycles a year lies outside of those that `jiff` has.
fn cycles(year: i64) -> i64 {
    match year {
        9_999.. => (year - 9_200).div_euclid(400),
        ..=-9_999 => (year + 9_200).div_euclid(400),
        _ => 0,
    }
}

/// A time that the clock skips or shows twice is read as all JavaScript engines do: with the
/// offset before the change.
fn instant_in(zone: &TimeZone, wall: Wall) -> Instant {
    let far = cycles(wall.ymd().0) * CYCLE;
    let near = wall.whole().plus_seconds(-far);
    let exact = near.datetime().and_then(|at| zone.to_timestamp(at).ok());
    let seconds = match exact {
        Some(at) => at.as_second(),
        None => near.at_offset(0).seconds,
    };
    Instant {
        seconds: seconds + far,
        nanos: wall.at_offset(0).nanos,
    }
}

fn offset_at(zone: &TimeZone, instant: Instant) -> i64 {
    zone.to_offset(timestamp(instant)).seconds().into()
}

/// The instant or, of one that `jiff` does not have, its like in nearer years.
fn timestamp(instant: Instant) -> Timestamp {
    let far = cycles(instant.wall(0).ymd().0) * CYCLE;
    Timestamp::from_second(instant.seconds - far).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shanghai() -> SiteZone {
        SiteZone::site("Asia/Shanghai").unwrap()
    }

    #[test]
    fn the_configured_zone_goes_before_the_computers() {
        let wall = Wall::new((2022, 2, 4), (12, 0, 0), 0);
        let zone = shanghai().on_machine("America/New_York").unwrap();
        let site = zone.site_instant(wall).unwrap();
        assert_eq!(site.to_string(), "2022-02-04T04:00:00Z");
        assert_eq!(
            zone.machine_wall(site).unwrap().to_string(),
            "2022-02-03 23:00:00"
        );
        let machine = SiteZone::unknown().on_machine("America/New_York").unwrap();
        assert_eq!(
            machine.site_instant(wall).unwrap().to_string(),
            "2022-02-04T17:00:00Z"
        );
        assert_eq!(SiteZone::unknown().site_instant(wall), None);
    }

    #[test]
    fn years_beyond_the_database_have_an_offset_too() {
        let far = shanghai()
            .site_instant(Wall::midnight(12_020, 1, 1))
            .unwrap();
        assert_eq!(far.to_string(), "+012019-12-31T16:00:00Z");
        let berlin = SiteZone::site("Europe/Berlin").unwrap();
        let summer = berlin.site_instant(Wall::midnight(12_020, 7, 1)).unwrap();
        assert_eq!(summer.to_string(), "+012020-06-30T22:00:00Z");
    }

    #[test]
    fn abbreviations_are_those_of_the_zone() {
        let tokyo = SiteZone::site("Asia/Tokyo").unwrap();
        assert_eq!(tokyo.abbreviation("jst", 2022), Some(9 * 3_600));
        assert_eq!(tokyo.abbreviation("CEST", 2022), None);
        let berlin = SiteZone::site("Europe/Berlin").unwrap();
        assert_eq!(berlin.abbreviation("CEST", 2022), Some(2 * 3_600));
    }

    #[test]
    fn a_name_that_is_no_zone_is_said() {
        assert!(SiteZone::site("Asia/Shangai").is_err());
    }
}
