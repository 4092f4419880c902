//! Dates that are sound, and yet lost or changed by a target that reads them.

use super::super::{Context, Hit};
use super::entry::Dated;
use super::fate::{Fate, fates, told};
use crate::date::{Notation, SiteZone, portable, read};
use crate::finding::Level;
use crate::fix::{Applicability, Edit, Fix};
use crate::target::{Target, implied_by, names};

/// A date that is not read as it is written. With no target in use, one that several do not read
/// so: worth knowing.
pub(super) fn not_portable(date: &Dated<'_>, cx: &Context<'_>) -> Option<Hit> {
    if date.scanned.is_none() || date.is_doubtful() {
        return None;
    }
    let zone = &cx.settings.zone;
    let fates = fates(date, zone);
    let hit: Vec<Target> = fates
        .iter()
        .flat_map(|fate| fate.targets.iter().copied())
        .collect();
    let is_certain = !cx.settings.targets.is_empty();
    let is_of_one = || implied_by(&cx.settings.site_path(cx.article.source().path())).is_some();
    if hit.is_empty() || !is_certain && (hit.len() < 2 || is_of_one()) {
        return None;
    }
    let lost = |fate: &Fate| fate.is_lost;
    let to_nobody = hit.len() == date.readers.len() && fates.iter().all(lost);
    let found = date
        .hit(date.written.span)
        .with("targets", names(&hit))
        .note(told(&fates)?)
        .fix(rewrite(date, zone));
    Some(match is_certain {
        false if to_nobody => found,
        false => found.level(Level::Info),
        true if fates.iter().any(lost) => found.level(Level::Error),
        true => found,
    })
}

/// The date in a form that all of its readers read as the same.
fn rewrite(date: &Dated<'_>, zone: &SiteZone) -> Option<Fix> {
    let scanned = date.scanned.as_ref()?;
    let notation = date.new_notation()?;
    let mut candidates = date
        .readers
        .iter()
        .filter_map(|target| portable(*target, scanned, zone));
    let text = candidates.find(|text| {
        let mut readers = date.readers.iter();
        readers.all(|target| read(*target, text, notation, zone).is_faithful())
    })?;
    let title = format!("write `{text}`");
    let text = match notation {
        Notation::Quoted => format!("\"{text}\""),
        _ => text,
    };
    let edit = Edit::replace(date.written.span, text);
    Some(Fix::new(title, Applicability::Unsafe, vec![edit]))
}
