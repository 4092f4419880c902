//! What each generator makes of a written date.

use std::fmt;

use crate::target::Target;

use super::change::{Change, changes};
use super::clock::{Instant, Wall};
use super::readers::js_yaml::{self, Plain, Version};
use super::readers::{Basis, Stamp, go_cast, js_date, luxon, ruby_time, toml_date, zola};
use super::scan::scan;
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

/// For the end of a sentence: `… is 2022-02-04T12:39:26Z`, `… is unreadable: the build stops`.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Instant(at) => write!(f, "{at}"),
            Self::Local(wall) => write!(f, "{wall} on the site's clock"),
            Self::OfTheBuild(Some(at)) => write!(f, "filled in from the time of the build: {at}"),
            Self::OfTheBuild(None) => f.write_str("filled in from the time of the build"),
            Self::AsAsked => f.write_str("the file's own time, as it asks for"),
            Self::FileTime => f.write_str("unreadable: the file's own time is taken, in silence"),
            Self::Dropped => f.write_str("unreadable: there is no date, in silence"),
            Self::Missing => f.write_str("no value at all"),
            Self::BuildError => f.write_str("unreadable: the build stops"),
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
    let made = match target {
        Target::Hexo => hexo(text, notation),
        Target::Jekyll => jekyll(text, notation, zone),
        Target::Hugo => hugo(text, notation),
        Target::Zola => zola_page(text, notation),
        Target::Astro => astro(text, notation),
        Target::Eleventy => eleventy(text, notation, zone),
        Target::Docusaurus => docusaurus(text, notation),
    };
    match made {
        Made::Date(stamp) => {
            let mut changes = changes(scan(text).as_ref(), &stamp);
            let outcome = place(target, &stamp, zone, &mut changes);
            Reading { outcome, changes }
        }
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

/// What a reader makes of a text, before clocks come in.
enum Made {
    Date(Stamp),
    OfTheBuild(Option<Stamp>),
    Nothing(Outcome),
}

impl Made {
    fn or(stamp: Option<Stamp>, failure: Outcome) -> Self {
        stamp.map_or(Self::Nothing(failure), Self::Date)
    }
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

/// hexo-front-matter 4 (js-yaml 4) moves a YAML timestamp by the computer's offset from UTC, so
/// that what was written as UTC is local; then Hexo gives the rest to `new Date`.
fn hexo(text: &str, notation: Notation) -> Made {
    let plain = match notation {
        Notation::Plain => js_yaml::resolve(text, Version::V4),
        _ => Plain::Text,
    };
    let stamp = match plain {
        Plain::Timestamp(wall) => Some(Stamp::local(wall)),
        Plain::Null | Plain::Bool(false) => return Made::Nothing(Outcome::Missing),
        Plain::Number(0.0) => None,
        Plain::Text if text.is_empty() => return Made::Nothing(Outcome::Missing),
        Plain::Text => js_date::parse(text),
        Plain::Bool(true) => js_date::of_number(1.0).map(Stamp::of_instant),
        Plain::Number(millis) => js_date::of_number(millis).map(Stamp::of_instant),
    };
    Made::or(stamp, Outcome::FileTime)
}

/// SafeYAML, then `Time.parse` on whatever that makes, printed.
fn jekyll(text: &str, notation: Notation, zone: &SiteZone) -> Made {
    if notation == Notation::Plain
        && let Some(stamp) = ruby_time::safe_yaml(text)
    {
        return Made::Date(stamp);
    }
    match ruby_time::parse(text, zone) {
        ruby_time::Read::Time(stamp) => Made::Date(stamp),
        ruby_time::Read::OfTheBuild(stamp) => Made::OfTheBuild(stamp),
        ruby_time::Read::Refused => Made::Nothing(Outcome::BuildError),
    }
}

/// goccy/go-yaml leaves dates strings; cast reads those, and whole numbers as seconds since 1970.
/// Up to version 0.134 Hugo dropped what it could not read in silence, since then it stops.
fn hugo(text: &str, notation: Notation) -> Made {
    let is_plain = notation == Notation::Plain;
    if text.is_empty() || is_plain && matches!(text, "~" | "null" | "Null" | "NULL") {
        return Made::Nothing(Outcome::Missing);
    }
    if is_plain
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && let Ok(seconds) = text.parse()
    {
        return Made::Date(Stamp::of_instant(Instant { seconds, nanos: 0 }));
    }
    let stamp = match notation {
        Notation::TomlDate => toml_date::parse(text).map(|date| match date.offset {
            Some(offset) => Stamp::of_instant(date.wall.at_offset(offset)),
            None => Stamp::local(date.wall),
        }),
        _ => go_cast::parse(text),
    };
    match stamp {
        // Go's zero time, which Hugo takes for no date.
        Some(stamp) if stamp.wall == Wall::midnight(1, 1, 1) => Made::Nothing(Outcome::Dropped),
        stamp => Made::or(stamp, Outcome::BuildError),
    }
}

fn zola_page(text: &str, notation: Notation) -> Made {
    if notation == Notation::Plain && matches!(text, "" | "~" | "null") {
        return Made::Nothing(Outcome::Missing);
    }
    Made::or(zola::parse(text), Outcome::BuildError)
}

/// js-yaml 4, then `z.coerce.date()`, which is `new Date` of whatever it is.
fn astro(text: &str, notation: Notation) -> Made {
    let plain = match notation {
        Notation::Plain => js_yaml::resolve(text, Version::V4),
        Notation::Quoted => Plain::Text,
        Notation::TomlDate => return Made::or(toml_utc(text), Outcome::BuildError),
    };
    let stamp = match plain {
        Plain::Null => return Made::Nothing(Outcome::Missing),
        Plain::Timestamp(wall) => Some(Stamp::utc(wall)),
        Plain::Text => js_date::parse(text),
        Plain::Bool(_) => None,
        Plain::Number(millis) => js_date::of_number(millis).map(Stamp::of_instant),
    };
    Made::or(stamp, Outcome::BuildError)
}

/// gray-matter (js-yaml 3); strings are Luxon's, but for four that ask for the file's times.
fn eleventy(text: &str, notation: Notation, zone: &SiteZone) -> Made {
    let plain = match notation {
        Notation::Plain => js_yaml::resolve(text, Version::V3),
        Notation::Quoted => Plain::Text,
        Notation::TomlDate => return Made::or(toml_utc(text), Outcome::BuildError),
    };
    match plain {
        Plain::Timestamp(wall) => return Made::Date(Stamp::utc(wall)),
        Plain::Null | Plain::Bool(false) => return Made::Nothing(Outcome::Missing),
        Plain::Text if text.is_empty() => return Made::Nothing(Outcome::Missing),
        Plain::Number(0.0) => return Made::Nothing(Outcome::Missing),
        Plain::Bool(true) | Plain::Number(_) => return Made::Nothing(Outcome::BuildError),
        Plain::Text => {}
    }
    let words = [
        "git last modified",
        "last modified",
        "git created",
        "created",
    ];
    if words.iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return Made::Nothing(Outcome::AsAsked);
    }
    match luxon::from_iso(text) {
        Some(luxon::Read::Date(stamp)) => Made::Date(stamp),
        Some(time) => Made::OfTheBuild(zone.now().map(|now| time.on(now))),
        None => Made::Nothing(Outcome::BuildError),
    }
}

/// gray-matter (js-yaml 3). A string must be one that `new Date` reads; then it is read again
/// with a `Z` behind it, so as to be UTC, and must be one still.
fn docusaurus(text: &str, notation: Notation) -> Made {
    let plain = match notation {
        Notation::Plain => js_yaml::resolve(text, Version::V3),
        Notation::Quoted => Plain::Text,
        Notation::TomlDate => return Made::or(toml_utc(text), Outcome::BuildError),
    };
    let stamp = match plain {
        Plain::Timestamp(wall) => Some(Stamp::utc(wall)),
        Plain::Text => js_date::parse(text).and_then(|_| js_date::parse(&format!("{text}Z"))),
        Plain::Null | Plain::Bool(_) | Plain::Number(_) => None,
    };
    Made::or(stamp, Outcome::BuildError)
}

fn toml_utc(text: &str) -> Option<Stamp> {
    let date = toml_date::parse(text)?;
    Some(Stamp::of_instant(
        date.wall.at_offset(date.offset.unwrap_or(0)),
    ))
}
