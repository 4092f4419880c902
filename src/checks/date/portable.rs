//! Dates that are sound, and yet lost or changed by a target that reads them.

use super::super::{Context, Hit};
use super::entry::Dated;
use super::fate::{Fate, fates, told};
use crate::date::{Notation, Scanned, SiteZone, portable, read};
use crate::document::Source;
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
        .fix(rewrite(date, cx.article.source(), zone));
    Some(match is_certain {
        false if to_nobody => found,
        false => found.level(Level::Info),
        true if fates.iter().any(lost) => found.level(Level::Error),
        true => found,
    })
}

/// The date in a form that all of its readers read as the same, in its quotes if they read it so.
fn rewrite(date: &Dated<'_>, source: &Source, zone: &SiteZone) -> Option<Fix> {
    let scanned = date.scanned.as_ref()?;
    let span = date.written.span;
    let quote = source.slice(span).chars().next();
    let quote = quote.filter(|char| matches!(char, '"' | '\''));
    let notations = match date.new_notation()? {
        Notation::Plain if quote.is_some() => vec![Notation::Quoted, Notation::Plain],
        notation => vec![notation],
    };
    let readers = || date.readers.iter();
    let texts: Vec<_> = readers()
        .filter_map(|target| portable(*target, scanned, zone))
        .map(|text| with_fraction(text, scanned))
        .collect();
    let mut forms = notations
        .iter()
        .flat_map(|notation| texts.iter().map(move |text| (text, *notation)));
    let (text, notation) = forms.find(|(text, notation)| {
        readers().all(|target| read(*target, text, *notation, zone).is_faithful())
    })?;
    let title = match date.written.text.trim() == text {
        true => "write it without quotes".to_owned(),
        false => format!("write `{text}`"),
    };
    let text = match (notation, quote) {
        (Notation::Quoted, quote) => {
            let quote = quote.unwrap_or('"');
            format!("{quote}{text}{quote}")
        }
        _ => text.clone(),
    };
    let edit = Edit::replace(span, text);
    Some(Fix::new(title, Applicability::Unsafe, vec![edit]))
}

/// The fraction of a second put back: what sorts by dates sorts by it too.
fn with_fraction(mut text: String, date: &Scanned) -> String {
    const CLOCK: usize = "2024-05-01 09:10:11".len();
    let nanoseconds = date.fraction.map_or(0, |fraction| fraction.value);
    if nanoseconds > 0 && text.len() >= CLOCK {
        let digits = format!("{nanoseconds:09}");
        text.insert_str(CLOCK, &format!(".{}", digits.trim_end_matches('0')));
    }
    text
}
