//! What is wrong with one date as it is written.

use super::super::{Context, Hit};
use super::entry::Dated;
use super::fate::{fates, told};
use crate::date::{FaultKind, weekday_like};
use crate::finding::Level;
use crate::fix::{Applicability, Edit, Fix};

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
    let mut fates = fates(date, &cx.settings.zone);
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
    let scanned = date.scanned?;
    let is_local = scanned.hour.is_some() && scanned.zone.is_none() && scanned.has_day();
    let is_open = is_local && !cx.settings.zone.is_set();
    is_open.then(|| date.hit(date.written.span))
}
