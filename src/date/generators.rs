//! How each generator gets from a value to a date: which readers it has, and in which order.

use super::clock::Instant;
use super::readers::js_yaml::{self, Plain, Version};
use super::readers::{self, Stamp, go_cast, js_date, luxon, ruby_time, toml_date};
use super::reading::{Notation, Outcome};
use super::zone::SiteZone;

/// What a reader makes of a text, before clocks come in.
pub(super) enum Made {
    /// A date.
    Date(Stamp),
    /// A time on the day of the build, if that is known.
    OfTheBuild(Option<Stamp>),
    /// No date.
    Nothing(Outcome),
}

impl Made {
    fn or(stamp: Option<Stamp>, failure: Outcome) -> Self {
        stamp.map_or(Self::Nothing(failure), Self::Date)
    }
}

/// hexo-front-matter 4 (js-yaml 4) moves a YAML timestamp by the computer's offset from UTC, so
/// that what was written as UTC is local; then Hexo gives the rest to `new Date`.
pub(super) fn hexo(text: &str, notation: Notation) -> Made {
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
pub(super) fn jekyll(text: &str, notation: Notation, zone: &SiteZone) -> Made {
    if notation == Notation::Plain
        && let Some(stamp) = ruby_time::safe_yaml(text)
    {
        return Made::Date(stamp);
    }
    // Whole numbers lose their `_`; nothing else that YAML 1.1 makes of a scalar is a date.
    let is_number = notation == Notation::Plain
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'_');
    let number = if is_number {
        text.replace('_', "")
    } else {
        String::new()
    };
    let text = if is_number { &number } else { text };
    match ruby_time::parse(text, zone) {
        ruby_time::Read::Time(stamp) => Made::Date(stamp),
        ruby_time::Read::OfTheBuild(stamp) => Made::OfTheBuild(stamp),
        ruby_time::Read::Refused => Made::Nothing(Outcome::BuildError),
    }
}

/// goccy/go-yaml leaves dates strings; cast reads those, and whole numbers as seconds since 1970.
/// Up to version 0.134 Hugo dropped what it could not read in silence, since then it stops.
pub(super) fn hugo(text: &str, notation: Notation) -> Made {
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
    Made::or(stamp, Outcome::BuildError)
}

/// serde_yaml leaves dates strings, and so are they read.
pub(super) fn zola(text: &str, notation: Notation) -> Made {
    if notation == Notation::Plain && matches!(text, "" | "~" | "null") {
        return Made::Nothing(Outcome::Missing);
    }
    Made::or(readers::zola::parse(text), Outcome::BuildError)
}

/// js-yaml 4, then `z.coerce.date()`, which is `new Date` of whatever it is.
pub(super) fn astro(text: &str, notation: Notation) -> Made {
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
pub(super) fn eleventy(text: &str, notation: Notation, zone: &SiteZone) -> Made {
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
pub(super) fn docusaurus(text: &str, notation: Notation) -> Made {
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
