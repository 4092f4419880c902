//! Dates that are sound, and yet lost or changed by a target that reads them.

use super::super::{Context, Hit};
use super::entry::Dated;
use super::fate::{Fate, fates, told};
use crate::date::{Notation, SiteZone, portable, read};
use crate::document::front_matter::Format;
use crate::finding::Level;
use crate::fix::{Applicability, Edit, Fix};
use crate::target::{Target, names};

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
    if hit.is_empty() || !is_certain && (hit.len() < 2 || is_in_a_folder_of_hexo(cx)) {
        return None;
    }
    let lost = |fate: &Fate| fate.is_lost;
    let found = date
        .hit(date.written.span)
        .with("targets", names(&hit))
        .note(told(&fates)?)
        .fix(rewrite(date, zone));
    Some(match is_certain {
        false => found.level(Level::Info),
        true if fates.iter().any(lost) => found.level(Level::Error),
        true => found,
    })
}

/// Whether the path says that nobody but Hexo, and what was made like it, reads the article: a part
/// of a site may be checked without the site's own files.
fn is_in_a_folder_of_hexo(cx: &Context<'_>) -> bool {
    let folder = cx.article.source().path().parent();
    let names: Vec<_> = folder.into_iter().flatten().collect();
    names.windows(2).any(|pair| pair == ["source", "_posts"])
}

/// The date in a form that all of its readers read as the same.
fn rewrite(date: &Dated<'_>, zone: &SiteZone) -> Option<Fix> {
    let scanned = date.scanned.as_ref()?;
    let notation = match date.format {
        Format::Yaml => Notation::Plain,
        Format::Toml => Notation::TomlDate,
        Format::Json => Notation::Quoted,
        Format::Other => return None,
    };
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
