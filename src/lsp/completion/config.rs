//! What `copydesk.yml` may say.

use gen_lsp_types::CompletionItemKind;

use super::outline::{Place, place};
use super::{Proposal, rules};
use crate::document::Span;
use crate::lsp::snapshot::Snapshot;
use crate::rule::{Registry, Rule};
use crate::target::Target;

/// The keys at the top, and what they are for.
const KEYS: &[(&str, &str)] = &[
    ("root", "no configuration further up is looked for"),
    ("extends", "presets to build on"),
    ("packs", "folders with rules of your own"),
    ("target", "the generators of the site"),
    ("timezone", "the time zone that the site is built in"),
    ("rules", "levels and options of rules"),
    ("front-matter", "what front matter has to hold"),
    ("referrer", "which hosts get a Referer"),
    ("exclude", "files that are not checked"),
];

const LEVELS: &[(&str, &str)] = &[
    ("off", "not checked"),
    ("on", "at the level of its own"),
    ("info", "worth knowing"),
    ("warning", "most likely a mistake"),
    ("error", "fails the check"),
];

/// What could be written at a place of a configuration file.
pub(super) fn at(snapshot: &Snapshot, at: u32, word: Span) -> Vec<Proposal> {
    let source = &snapshot.source;
    let block = Span::of(0..source.text().len());
    let place = place(source, block, at.max(word.start), ':');
    let registry = snapshot.config.registry();
    let behind = if place.has_separator { "" } else { ": " };
    if let Some(key) = place.value_of() {
        return values(key, &place, registry);
    }
    let known = |name: &str| registry.select(name).is_ok();
    match place.above.as_slice() {
        [] => keys(KEYS, behind),
        ["rules", ..] => {
            let all = Proposal::key("all", "every rule", behind);
            let mut found = rules(registry, behind);
            found.push(all);
            found
        }
        [rule, "rules", ..] if known(rule) => keys(
            &[("level", "how bad it is"), ("with", "its options")],
            behind,
        ),
        ["with", rule, ..] => {
            let options = registry.get(rule).map(Rule::options).unwrap_or_default();
            let detail = format!("option of {rule}");
            let options = options.into_iter();
            options
                .map(|option| Proposal::key(option, detail.as_str(), behind))
                .collect()
        }
        ["front-matter", ..] => keys(&[("required", "keys that every article needs")], behind),
        ["referrer", ..] => keys(
            &[
                ("require", "hosts that want `no-referrer`"),
                ("forbid", "hosts that must not have it"),
            ],
            behind,
        ),
        _ => Vec::new(),
    }
}

fn keys(known: &[(&str, &str)], behind: &str) -> Vec<Proposal> {
    let keys = known.iter();
    keys.map(|(name, detail)| Proposal::key(*name, *detail, behind))
        .collect()
}

fn values(key: &str, place: &Place<'_>, registry: &Registry) -> Vec<Proposal> {
    let value = |name: &str, detail: &str| Proposal::new(name, CompletionItemKind::Value, detail);
    match key {
        "extends" => Registry::presets()
            .map(|(name, _)| value(name, "preset"))
            .collect(),
        "target" => Target::ALL
            .iter()
            .map(|target| value(target.id(), target.name()))
            .collect(),
        "root" => vec![value("true", ""), value("false", "")],
        _ => {
            let nearest = place.above.first().copied();
            let is_level =
                key == "level" || nearest == Some("rules") && registry.select(key).is_ok();
            let levels = LEVELS.iter().filter(|_| is_level);
            levels.map(|(name, detail)| value(name, detail)).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Builder;
    use crate::document::Source;

    #[test]
    fn every_key_is_one_that_can_be_set() {
        for (key, _) in KEYS {
            let source = Source::new("copydesk.yml", format!("{key}: 3\n"));
            let said = Builder::new(std::path::Path::new("")).file(source);
            let said = said.unwrap_err().mistakes[0].message.clone();
            assert!(!said.contains("unknown key"), "{key}: {said}");
        }
    }
}
