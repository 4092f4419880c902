//! When a date is, as far as that can be said without knowing who reads it.

use crate::date::clock::{Instant, Wall};
use crate::date::{Scanned, SiteZone, calendar};

/// A date as a point in time, or nearly.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    wall: Wall,
    /// Seconds east of UTC, where that is written.
    offset: Option<i64>,
    has_time: bool,
}

/// No zone is further from UTC.
pub(super) const WIDEST_ZONE: i64 = 14 * 3_600;
const DAY: i64 = 24 * 3_600;

impl Moment {
    /// `None` for what has no day.
    pub(super) fn of(date: &Scanned) -> Option<Self> {
        if let Some(epoch) = date.epoch {
            return Some(Self {
                wall: epoch.wall(0),
                offset: Some(0),
                has_time: true,
            });
        }
        if !date.has_day() {
            return None;
        }
        Some(Self {
            wall: calendar::wall(date)?,
            offset: date.zone.and_then(|zone| zone.kind.offset()),
            has_time: date.hour.is_some(),
        })
    }

    /// The day that is written.
    pub(super) fn day(self) -> Wall {
        self.wall
    }

    /// The point in time; without a zone the site's counts, else UTC.
    pub(super) fn instant(self, zone: &SiteZone) -> Instant {
        match self.offset {
            Some(offset) => self.wall.at_offset(offset),
            None => zone
                .site_instant(self.wall)
                .unwrap_or_else(|| self.wall.at_offset(0)),
        }
    }

    /// Whether it is over before `other` begins, whatever zone and time of day are left open.
    pub(super) fn is_before(self, other: Self) -> bool {
        let seconds = |moment: Self| moment.wall.at_offset(moment.offset.unwrap_or(0)).seconds;
        let mut slack = 0;
        if !self.has_time {
            slack += DAY - 1;
        }
        // Two times without a zone are on one clock, and so are two days.
        if self.offset.is_some() != other.offset.is_some() {
            slack += WIDEST_ZONE;
        }
        seconds(self) + slack < seconds(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::scan;

    fn is_before(one: &str, other: &str) -> bool {
        let moment = |text| Moment::of(&scan(text).unwrap()).unwrap();
        moment(one).is_before(moment(other))
    }

    #[test]
    fn only_what_is_sure_is_before() {
        assert!(is_before("2024-05-01", "2024-05-02"));
        assert!(is_before("2024-05-01 08:00:00", "2024-05-01 09:00:00"));
        assert!(is_before("2024-05-01T08:00:00Z", "2024-05-01T09:00:00Z"));
        assert!(!is_before("2024-05-01", "2024-05-01 09:00:00"));
        assert!(!is_before("2024-05-01", "2024-05-02T09:00:00+09:00"));
        assert!(!is_before("2024-05-01T08:00:00Z", "2024-05-01 20:00:00"));
        assert!(!is_before(
            "2024-05-01T08:00:00Z",
            "2024-05-01T09:00:00+02:00"
        ));
        assert!(!is_before("2024-05-01 09:00:00", "2024-05-01 09:00:00"));
    }
}
