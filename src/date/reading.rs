//! What each generator makes of a written date.

use std::fmt;

use crate::target::Target;

use super::calendar;
use super::change::{Change, changes};
use super::clock::{Instant, Wall};
use super::generators::{self, Made};
use super::readers::{Basis, Stamp};
use super::scan::{Scanned, scan};
use super::zone::SiteZone;

/// How a value stands in the front matter: generators read `2022-02-04` otherwise than
/// `"2022-02-04"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// A plain YAML scalar, or a bare number in JSON or TOML.
    Plain,
    /// A string: quoted or a block in YAML, any string in JSON or TOML.
    Quoted,
    /// A date of TOML's own, without quotes.
    TomlDate,
}

/// What a generator makes of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What comes out.
    pub outcome: Outcome,
    /// What came out otherwise than it is written, where something did.
    pub changes: Vec<Change>,
}

/// What comes out of reading a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A point in time.
    Instant(Instant),
    /// What the site's clock shows; a point in time only once its zone is known.
    Local(Wall),
    /// A time, on the day of the build or with the year of the build; and which point in time,
    /// if [`SiteZone::at`] told.
    OfTheBuild(Option<Instant>),
    /// The file's own time, because the value asks for it (Eleventy's `Last Modified`).
    AsAsked,
    /// The file's own time, without a word (Hexo).
    FileTime,
    /// No date, without a word.
    Dropped,
    /// No value; as if the key were not there.
    Missing,
    /// The build stops with an error.
    BuildError,
}

/// For the end of a sentence that starts with the generator's name: `Hexo …`.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Instant(at) => write!(f, "reads {at}"),
            Self::Local(wall) => write!(f, "reads {wall}"),
            Self::OfTheBuild(_) => write!(f, "fills in the day of the build"),
            Self::AsAsked => write!(f, "takes the file's own time, as asked"),
            Self::FileTime => write!(f, "takes the file's own time instead, without a word"),
            Self::Dropped => write!(f, "drops it without a word"),
            Self::Missing => write!(f, "sees no value"),
            Self::BuildError => write!(f, "stops the build with an error"),
        }
    }
}

/// What comes out, and what is lost on the way; as [`Outcome`], for the end of a sentence.
impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.outcome.fmt(f)?;
        self.changes
            .iter()
            .try_for_each(|change| write!(f, ", {change}"))
    }
}

impl Reading {
    /// Whether a date comes out, whichever.
    #[must_use]
    pub fn is_read(&self) -> bool {
        matches!(
            self.outcome,
            Outcome::Instant(_) | Outcome::Local(_) | Outcome::OfTheBuild(_) | Outcome::AsAsked
        )
    }

    /// Whether the very date that is written comes out.
    #[must_use]
    pub fn is_faithful(&self) -> bool {
        let is_date = matches!(self.outcome, Outcome::Instant(_) | Outcome::Local(_));
        is_date && self.changes.iter().all(|change| change.is_harmless())
    }

    /// The point in time that comes out, if it is known.
    #[must_use]
    pub fn instant(&self) -> Option<Instant> {
        match self.outcome {
            Outcome::Instant(at) | Outcome::OfTheBuild(Some(at)) => Some(at),
            _ => None,
        }
    }
}

/// What `target` makes of a date that is written as `text`.
///
/// Hexo and Jekyll do not read TOML; what is said of a TOML date there holds for the same text
/// in quotes. Astro is taken at its word `z.coerce.date()`; with `z.date()` a string is an error.
///
/// ```
/// use copydesk::date::{Notation, Outcome, SiteZone, read};
/// use copydesk::target::Target;
///
/// let zone = SiteZone::site("Asia/Shanghai").unwrap();
/// let hugo = read(Target::Hugo, "Fri, 04 Feb 2022 12:39:26 GMT", Notation::Quoted, &zone);
/// // Hugo forgets the zone's name and takes the site's.
/// assert_eq!(hugo.instant().unwrap().to_string(), "2022-02-04T04:39:26Z");
/// assert!(!hugo.is_faithful());
/// ```
#[must_use]
pub fn read(target: Target, text: &str, notation: Notation, zone: &SiteZone) -> Reading {
    read_scanned(target, text, scan(text).as_ref(), notation, zone)
}

/// The same, of a text whose parts are known.
pub(super) fn read_scanned(
    target: Target,
    text: &str,
    parts: Option<&Scanned>,
    notation: Notation,
    zone: &SiteZone,
) -> Reading {
    let made = match target {
        Target::Hexo => generators::hexo(text, notation),
        Target::Jekyll => generators::jekyll(text, notation, zone),
        Target::Hugo => generators::hugo(text, notation),
        Target::Zola => generators::zola(text, notation),
        Target::Astro => generators::astro(text, notation),
        Target::Eleventy => generators::eleventy(text, notation, zone),
        Target::Docusaurus => generators::docusaurus(text, notation),
    };
    match made {
        Made::Date(stamp) => dated(target, parts, stamp, zone),
        Made::OfTheBuild(stamp) => {
            let at = stamp.and_then(|stamp| match place(target, &stamp, zone, &mut Vec::new()) {
                Outcome::Instant(at) => Some(at),
                _ => None,
            });
            Reading {
                outcome: Outcome::OfTheBuild(at),
                changes: Vec::new(),
            }
        }
        Made::Nothing(outcome) => Reading {
            outcome,
            changes: Vec::new(),
        },
    }
}

/// Go's zero time, 0001-01-01T00:00:00Z, which Hugo takes for no date.
const GO_ZERO: Instant = Instant {
    seconds: -62_135_596_800,
    nanos: 0,
};

fn dated(target: Target, date: Option<&Scanned>, stamp: Stamp, zone: &SiteZone) -> Reading {
    // Hugo's clock is UTC unless the configuration says otherwise, whatever the computer's.
    let stamp = match stamp.basis {
        Basis::Local if target == Target::Hugo && !zone.is_set() => Stamp::utc(stamp.wall),
        _ => stamp,
    };
    let mut changes = changes(date, &stamp);
    let outcome = place(target, &stamp, zone, &mut changes);
    if outcome == Outcome::Instant(GO_ZERO) && target == Target::Hugo {
        return Reading {
            outcome: Outcome::Dropped,
            changes: Vec::new(),
        };
    }
    // A zone may be ignored and the instant right all the same, where it is the site's own.
    let written = date.and_then(|date| {
        let offset = date.zone?.kind.offset()?;
        Some(calendar::wall(date)?.at_offset(offset).seconds)
    });
    if let Outcome::Instant(at) = outcome
        && Some(at.seconds) == written
    {
        changes.retain(|change| *change != Change::ZoneLost);
    }
    Reading { outcome, changes }
}

/// Turns a stamp into a point in time, as far as the clocks are known.
fn place(target: Target, stamp: &Stamp, zone: &SiteZone, changes: &mut Vec<Change>) -> Outcome {
    let site = |wall| {
        zone.site_instant(wall)
            .map_or(Outcome::Local(wall), Outcome::Instant)
    };
    match (stamp.basis, target) {
        // Hugo's clock is UTC unless the configuration says otherwise, whatever the computer's.
        (Basis::Local, Target::Hugo) if !zone.is_set() => Outcome::Instant(stamp.wall.at_offset(0)),
        (Basis::Local, _) => site(stamp.wall),
        (Basis::Offset(offset), Target::Hexo) if zone.is_set() => {
            // Hexo takes what the computer's clock shows for what the site's clock shows, even
            // for an instant: right only where both are in one zone.
            let instant = stamp.wall.at_offset(offset);
            match zone.machine_wall(instant).map(site) {
                Some(Outcome::Instant(shifted)) => {
                    if shifted != instant {
                        changes.push(Change::ZoneLost);
                    }
                    Outcome::Instant(shifted)
                }
                _ => {
                    changes.push(Change::HangsOnComputer);
                    Outcome::Instant(instant)
                }
            }
        }
        (Basis::Offset(offset), _) => Outcome::Instant(stamp.wall.at_offset(offset)),
    }
}
