//! What is wrong with one date as it is written.

use super::super::{Context, Hit};
use super::entry::Dated;
use super::fate::{fates, told};
use crate::date::{FaultKind, Outcome, SiteZone, calendar, read, weekday_like};
use crate::finding::Level;
use crate::fix::{Applicability, Edit, Fix};
use crate::target::{Target, names};

/// Whether a date can be read as several days.
pub(super) fn is_ambiguous(kind: &FaultKind) -> bool {
    matches!(
        kind,
        FaultKind::OpenOrder { .. } | FaultKind::TwoDigitYear { .. }
    )
}

/// The first fault of a kind, with what the targets make of it.
pub(super) fn first(
    date: &Dated<'_>,
    cx: &Context<'_>,
    wanted: impl Fn(&FaultKind) -> bool,
) -> Option<Hit> {
    let fault = date.faults.iter().find(|fault| wanted(&fault.kind))?;
    let hit = date.hit(date.written.part(fault.span));
    let hit = hit.with("reason", fault.kind.to_string());
    Some(match told(&fates(date, &cx.settings.zone)) {
        Some(told) => hit.note(told),
        None => hit,
    })
}

/// A weekday that the date does not fall on. Its readers go by the day of the month, so that is
/// what the fix keeps.
pub(super) fn weekday(date: &Dated<'_>, cx: &Context<'_>) -> Option<Hit> {
    let hit = first(date, cx, |kind| matches!(kind, FaultKind::Weekday { .. }))?;
    Some(hit.fix(right_weekday(date)))
}

fn right_weekday(date: &Dated<'_>) -> Option<Fix> {
    let mut faults = date.faults.iter();
    let (span, actual) = faults.find_map(|fault| match fault.kind {
        FaultKind::Weekday { actual, .. } => Some((fault.span, actual)),
        _ => None,
    })?;
    // Where something else is wrong too, nobody knows the day.
    if date.faults.len() > 1 {
        return None;
    }
    let written = span.of_text(&date.written.text);
    let name = weekday_like(written, actual)?;
    let edit = Edit::replace(date.written.exact(span)?, &*name);
    let title = format!("write `{name}`");
    Some(Fix::new(title, Applicability::Unsafe, vec![edit]))
}

/// A date that neither we can read nor one of the targets. With no target in use, one that most
/// cannot read.
pub(super) fn unparseable(date: &Dated<'_>, cx: &Context<'_>) -> Option<Hit> {
    if date.scanned.is_some() {
        return None;
    }
    let zone = &cx.settings.zone;
    // A word that one generator knows is written for that one.
    let is_asked = |target: &Target| date.written.read(*target, zone).outcome == Outcome::AsAsked;
    if cx.settings.targets.is_empty() && date.readers.iter().any(is_asked) {
        return None;
    }
    let mut fates = fates(date, zone);
    fates.retain(|fate| fate.is_lost);
    let lost: usize = fates.iter().map(|fate| fate.targets.len()).sum();
    let hit = date.hit(date.written.span).note(told(&fates)?);
    if cx.settings.targets.is_empty() && lost < date.readers.len() {
        return (lost > 1).then(|| hit.level(Level::Warning));
    }
    Some(hit)
}

/// A time that is another instant on another computer.
pub(super) fn no_timezone(date: &Dated<'_>, cx: &Context<'_>) -> Option<Hit> {
    let scanned = date.scanned.as_ref()?;
    let zone = &cx.settings.zone;
    let is_local = scanned.hour.is_some() && scanned.zone.is_none() && scanned.has_day();
    if !is_local || zone.is_set() {
        return None;
    }
    let takes_clock = |target: &&Target| {
        let outcome = date.written.read(**target, zone).outcome;
        matches!(outcome, Outcome::Local(_))
    };
    let readers: Vec<_> = date.readers.iter().filter(takes_clock).copied().collect();
    if readers.is_empty() {
        return None;
    }
    let note = format!(
        "{}: the clock of the computer that builds counts",
        names(&readers)
    );
    let hit = date.hit(date.written.span).note(note);
    Some(match with_offset(date, zone) {
        Some(text) => hit.help(format!(
            "set the site's time zone, or write the offset, such as `{text}`"
        )),
        None => hit,
    })
}

/// The time with an offset, as an example that all of its readers read.
fn with_offset(date: &Dated<'_>, zone: &SiteZone) -> Option<String> {
    let notation = date.new_notation()?;
    let wall = calendar::wall(date.scanned.as_ref()?)?.to_string();
    let forms = [
        format!("{wall} +0200"),
        format!("{}+02:00", wall.replace(' ', "T")),
    ];
    let reads = |text: &String| {
        let mut readers = date.readers.iter();
        readers.all(|target| read(*target, text, notation, zone).is_faithful())
    };
    forms.into_iter().find(reads)
}
