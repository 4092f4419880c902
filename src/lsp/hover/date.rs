//! What each generator makes of a date in the front matter.

use crate::date::Written;
use crate::document::Span;
use crate::document::front_matter::Entry;
use crate::lsp::snapshot::Snapshot;
use crate::target::{Kind, Target, date_role};

/// The date that stands at a place, and how it is read: by the generators of the site, or by all
/// where none is known.
pub(super) fn at(snapshot: &Snapshot, at: u32) -> Option<(Span, String)> {
    let article = snapshot.article();
    let front_matter = article.front_matter()?;
    let holds = |entry: &&Entry<'_>| entry.value.span.contains(Span::at(at));
    let entry = front_matter.entries().iter().find(holds)?;
    let written = Written::of(front_matter.resolve(&entry.value)?)?;
    let name = entry.name();
    let settings = snapshot.config.settings();
    let targets = match settings.targets.as_slice() {
        [] => Target::ALL,
        known => known,
    };
    let is_date = |target: &&Target| {
        let key = target.profile().key(&name);
        key.is_some_and(|key| key.kind == Kind::Date)
    };
    let readers = targets.iter().filter(is_date);
    let lines: Vec<_> = readers
        .map(|target| {
            let reading = written.read(*target, &settings.zone);
            format!("- {} {reading}", target.name())
        })
        .collect();
    // A number or a word under a key for dates that is none of theirs says nothing.
    if lines.is_empty() || (date_role(&name).is_none() && written.scan().is_none()) {
        return None;
    }
    Some((
        entry.value.span,
        format!("`{name}` as a date:\n\n{}", lines.join("\n")),
    ))
}
