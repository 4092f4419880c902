//! Keys and values of the front matter.

use std::collections::BTreeMap;

use gen_lsp_types::CompletionItemKind;

use super::Proposal;
use super::outline::place;
use crate::date::clock::Instant;
use crate::document::front_matter::{Format, FrontMatter};
use crate::document::{Source, Span};
use crate::lsp::snapshot::Snapshot;
use crate::target::{Key, Kind, Target, names};

/// What could be written at a place of the front matter in YAML or TOML.
pub(super) fn at(snapshot: &Snapshot, at: u32, word: Span) -> Vec<Proposal> {
    let article = snapshot.article();
    let source = &snapshot.source;
    let front_matter = article.front_matter();
    let found = front_matter.map(|found| (found.format, found.fence.block));
    let Some((format, block)) = found.or_else(|| begun(source, at)) else {
        return Vec::new();
    };
    let separator = match format {
        Format::Yaml => ':',
        Format::Toml => '=',
        Format::Json | Format::Other => return Vec::new(),
    };
    if at < block.start || at > block.end {
        return Vec::new();
    }
    let place = place(source, block, at, separator);
    if let Some(key) = place.value_of() {
        return values(snapshot, key, format);
    }
    // What stands in a mapping of the site's own nobody knows.
    if !place.above.is_empty() || place.is_item || in_table(source, block, at, format) {
        return Vec::new();
    }
    let behind = match (place.has_separator, format) {
        (true, _) => "",
        (false, Format::Toml) => " = ",
        (false, _) => ": ",
    };
    keys(snapshot, front_matter, word, behind)
}

/// The block that has a fence above and none below yet.
fn begun(source: &Source, at: u32) -> Option<(Format, Span)> {
    let before = &source.text()[..at as usize];
    let (fence, block) = before.split_once('\n')?;
    let format = match fence.trim_end() {
        "---" => Format::Yaml,
        "+++" => Format::Toml,
        _ => return None,
    };
    let is_open = !block
        .lines()
        .any(|line| line.trim_end() == fence.trim_end());
    is_open.then(|| (format, Span::of(fence.len() + 1..at as usize)))
}

/// Whether a header of TOML stands above: then the keys are those of its table.
fn in_table(source: &Source, block: Span, at: u32, format: Format) -> bool {
    let above = source.slice(Span::new(block.start, at.max(block.start)));
    format == Format::Toml && above.lines().any(|line| line.trim_start().starts_with('['))
}

/// The generators of the site; all where none is known.
fn targets(snapshot: &Snapshot) -> &[Target] {
    match snapshot.config.settings().targets.as_slice() {
        [] => Target::ALL,
        known => known,
    }
}

/// The keys that are not there yet: those that rules want, then those that generators know.
fn keys(
    snapshot: &Snapshot,
    front_matter: Option<&FrontMatter<'_>>,
    word: Span,
    behind: &str,
) -> Vec<Proposal> {
    let entries = front_matter.map_or(&[][..], FrontMatter::entries);
    let others = entries
        .iter()
        .filter(|entry| !entry.key.span.contains(word));
    let there: Vec<_> = others.map(|entry| entry.name().into_owned()).collect();
    let mut wanted = Vec::new();
    for rule in snapshot.config.rules().rules() {
        for key in rule.check.required_keys() {
            let names: Vec<_> = key.split('|').map(str::trim).collect();
            if !names
                .iter()
                .any(|name| there.iter().any(|known| known == name))
            {
                wanted.extend(names.into_iter().map(|name| (name, &*rule.id)));
            }
        }
    }
    let mut known: BTreeMap<&str, (Kind, Vec<Target>)> = BTreeMap::new();
    for target in targets(snapshot) {
        for Key { name, kind } in target.profile().keys {
            known
                .entry(name)
                .or_insert((*kind, Vec::new()))
                .1
                .push(*target);
        }
    }
    let wanted = wanted
        .into_iter()
        .filter(|(name, _)| !name.starts_with('/'));
    let mut found: Vec<Proposal> = Vec::new();
    for (name, rule) in wanted {
        if !found.iter().any(|other| other.name == name) {
            found.push(Proposal::key(name, format!("wanted by {rule}"), behind));
        }
    }
    for (name, (kind, targets)) in known {
        let is_new = !found.iter().any(|other| other.name == name);
        if is_new && !there.iter().any(|other| other == name) {
            let detail = format!("{}, {}", describe(kind), names(&targets));
            found.push(Proposal::key(name, detail, behind));
        }
    }
    found
}

fn describe(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Date => "date",
        Kind::Bool => "true or false",
        Kind::Number => "number",
        Kind::List => "list",
        Kind::TextOrList => "text or list",
        Kind::WordsOrList => "words or list",
        Kind::Map => "mapping",
        Kind::Any => "of several forms",
    }
}

/// The values that a key may have, as far as rules or generators say.
fn values(snapshot: &Snapshot, key: &str, format: Format) -> Vec<Proposal> {
    let mut found = Vec::new();
    for rule in snapshot.config.rules().rules() {
        for value in rule.check.allowed_values(key) {
            let detail = format!("allowed by {}", rule.id);
            let text = match format {
                Format::Toml => format!("\"{value}\""),
                Format::Yaml | Format::Json | Format::Other => value.clone(),
            };
            found.push(Proposal {
                text,
                ..Proposal::new(value, CompletionItemKind::EnumMember, detail)
            });
        }
    }
    let keys = targets(snapshot).iter();
    let keys = keys.filter_map(|target| target.profile().key(key));
    match keys.map(|key| key.kind).find(|kind| *kind != Kind::Any) {
        Some(Kind::Bool) => found.extend(
            ["true", "false"].map(|word| Proposal::new(word, CompletionItemKind::Value, "")),
        ),
        Some(Kind::Date) => {
            let (today, now) = (snapshot.today(), Instant::now().to_string());
            found.push(Proposal::new(today, CompletionItemKind::Value, "today"));
            found.push(Proposal::new(now, CompletionItemKind::Value, "now"));
        }
        _ => {}
    }
    found
}
