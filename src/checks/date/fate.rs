//! What becomes of a date under the targets that read it, in words.

use super::entry::Dated;
use crate::date::clock::Wall;
use crate::date::{Change, Outcome, Reading, SiteZone, Written};
use crate::target::{Target, names};

/// The same fate of a date under some targets.
pub(super) struct Fate {
    pub(super) targets: Vec<Target>,
    /// A clause without a full stop.
    words: String,
    /// Whether no date comes out at all.
    pub(super) is_lost: bool,
}

/// What happens to a date under the targets that do not read it as it is written, in the order of
/// the targets.
pub(super) fn fates(date: &Dated<'_>, zone: &SiteZone) -> Vec<Fate> {
    let mut fates: Vec<Fate> = Vec::new();
    for &target in &date.readers {
        let reading = date.written.read(target, zone);
        let Some(words) = words(target, date, &reading) else {
            continue;
        };
        match fates.iter_mut().find(|fate| fate.words == words) {
            Some(known) => known.targets.push(target),
            None => fates.push(Fate {
                targets: vec![target],
                words,
                is_lost: !reading.is_read(),
            }),
        }
    }
    fates
}

/// `Hexo and Jekyll: it silently becomes 2018-03-03; Zola: the build stops`; `None` when nothing
/// happens.
pub(super) fn told(fates: &[Fate]) -> Option<String> {
    let told: Vec<_> = fates
        .iter()
        .map(|fate| format!("{}: {}", names(&fate.targets), fate.words))
        .collect();
    (!told.is_empty()).then(|| told.join("; "))
}

fn words(target: Target, date: &Dated<'_>, reading: &Reading) -> Option<String> {
    if reading.is_faithful() {
        return None;
    }
    let lost = match reading.outcome {
        Outcome::Missing | Outcome::AsAsked => return None,
        Outcome::OfTheBuild(_) => "the time of the build fills in what is missing",
        Outcome::Dropped => "the date is dropped, without a word",
        Outcome::FileTime | Outcome::BuildError => target.unreadable_date_words(),
        Outcome::Instant(_) | Outcome::Local(_) => {
            return changed(&date.written, reading);
        }
    };
    Some(lost.to_owned())
}

fn changed(date: &Written<'_>, reading: &Reading) -> Option<String> {
    let with_time = date.scan().is_some_and(|scanned| scanned.hour.is_some());
    let becomes = |wall: Wall| match with_time {
        true => format!("it silently becomes {wall}"),
        false => {
            let (year, month, day) = wall.ymd();
            format!("it silently becomes {year:04}-{month:02}-{day:02}")
        }
    };
    let words = reading.changes.iter().filter_map(|change| {
        Some(match *change {
            Change::AsUtc => return None,
            Change::RolledOver { to } => becomes(to),
            Change::Misread { as_wall } => format!("it silently becomes {as_wall}"),
            Change::ZoneLost => "the time zone is ignored".to_owned(),
            Change::TimeLost => "the time of day is ignored".to_owned(),
            Change::OrderTaken { month_first: true } => {
                "the month is taken to come first".to_owned()
            }
            Change::OrderTaken { month_first: false } => {
                "the day is taken to come first".to_owned()
            }
            Change::HangsOnComputer => {
                "it is shifted unless the computer that builds is in the site's time zone"
                    .to_owned()
            }
            Change::Guessed => "a date is found in it all the same".to_owned(),
        })
    });
    let words: Vec<_> = words.collect();
    (!words.is_empty()).then(|| words.join(", and "))
}
