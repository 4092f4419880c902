//! Which entries of an article are dates, and who reads them.

use std::borrow::Cow;

use super::super::{Context, Hit};
use crate::date::{DateFault, FaultKind, Notation, Scanned, Written, faults};
use crate::document::Span;
use crate::document::front_matter::{Format, FrontMatter};
use crate::target::{self, Kind, Target, date_role};

/// An entry that is a date.
#[derive(Clone)]
pub(in crate::checks) struct Dated<'f> {
    /// The key.
    pub(super) key: Cow<'f, str>,
    /// The value.
    pub(super) written: Written<'f>,
    /// Its parts, if it has a known form.
    pub(super) scanned: Option<Scanned>,
    /// What is wrong with it whoever reads it.
    pub(super) faults: Vec<DateFault>,
    /// The language of the block.
    pub(super) format: Format,
    /// The targets in use to which the key is a date; with none in use, all that there are.
    pub(super) readers: Vec<Target>,
}

impl Dated<'_> {
    /// A hit on a part of the file.
    pub(super) fn hit(&self, span: Span) -> Hit {
        Hit::new(span)
            .with("key", &*self.key)
            .with("value", self.written.text.trim())
    }

    /// How a date that is put in its place stands there.
    pub(super) fn new_notation(&self) -> Option<Notation> {
        match self.format {
            Format::Yaml => Some(Notation::Plain),
            Format::Toml => Some(Notation::TomlDate),
            Format::Json => Some(Notation::Quoted),
            Format::Other => None,
        }
    }

    /// Whether some fault makes the date itself doubtful; other rules than those about its readers
    /// speak of it then.
    pub(super) fn is_doubtful(&self) -> bool {
        self.faults.iter().any(|fault| {
            fault.kind.is_impossible()
                || super::faults::is_ambiguous(&fault.kind)
                || matches!(fault.kind, FaultKind::Weekday { .. })
        })
    }
}

/// The dates of an article; those that every rule asks for are read once.
pub(super) fn dates<'c, 'f>(cx: &'c Context<'f>, keys: &[String]) -> Cow<'c, [Dated<'f>]> {
    let front_matter = cx.article.front_matter();
    let is_there = |key: &String| front_matter.is_some_and(|found| found.get(key).is_some());
    match keys.iter().any(is_there) {
        false => Cow::Borrowed(cx.dates.get_or_init(|| read(cx, &[]))),
        true => Cow::Owned(read(cx, keys)),
    }
}

fn read<'f>(cx: &Context<'f>, keys: &[String]) -> Vec<Dated<'f>> {
    let Some(front_matter) = cx.article.front_matter() else {
        return Vec::new();
    };
    let entries = front_matter.entries().iter();
    entries
        .filter_map(|entry| {
            let key = entry.name();
            let readers = readers(cx, front_matter, &key, keys)?;
            let written = Written::of(front_matter.resolve(&entry.value)?)?;
            if written.text.trim().is_empty() {
                return None;
            }
            let scanned = written.scan();
            // Without a target only what looks like a date is taken for one by its name.
            if scanned.is_none() && cx.settings.targets.is_empty() && !is_named(&key, keys) {
                return None;
            }
            Some(Dated {
                key,
                faults: scanned.as_ref().map(faults).unwrap_or_default(),
                scanned,
                written,
                format: front_matter.format,
                readers,
            })
        })
        .collect()
}

/// Whether the key is a date to whoever reads the article.
fn is_named(key: &str, keys: &[String]) -> bool {
    key == "date" || keys.iter().any(|known| known == key)
}

/// Who takes the key for a date; `None` when nobody does. `date` is one to all of them.
fn readers(
    cx: &Context<'_>,
    front_matter: &FrontMatter<'_>,
    key: &str,
    keys: &[String],
) -> Option<Vec<Target>> {
    let named = is_named(key, keys);
    if cx.settings.targets.is_empty() && !named && date_role(key).is_none() {
        return None;
    }
    let is_date = |target: &Target| {
        let known = target.profile().key(key);
        named || known.is_some_and(|known| known.kind == Kind::Date)
    };
    let in_use = &cx.settings.targets;
    if in_use.is_empty() {
        let reads = |target: &Target| reads(*target, front_matter.format) && is_date(target);
        let all = Target::ALL.iter().copied().filter(reads).collect();
        return Some(all);
    }
    let readers: Vec<_> = in_use.iter().copied().filter(is_date).collect();
    (!readers.is_empty()).then_some(readers)
}

/// Whether a target reads front matter in this language.
fn reads(target: Target, format: Format) -> bool {
    let formats = target.profile().fence.formats;
    formats.iter().any(|known| {
        matches!(
            (known, format),
            (target::Format::Yaml, Format::Yaml)
                | (target::Format::Toml, Format::Toml)
                | (
                    target::Format::Json | target::Format::JsonMembers,
                    Format::Json
                )
        )
    })
}
