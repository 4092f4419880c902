//! What `copydesk.yml` may say, as its schema has it.

use std::sync::OnceLock;

use gen_lsp_types::CompletionItemKind;
use serde_json::Value as Json;

use super::outline::place;
use super::schema::Schema;
use super::{Proposal, rules};
use crate::config;
use crate::document::Span;
use crate::lsp::snapshot::Snapshot;
use crate::rule::{Registry, Rule};

/// What could be written at a place of a configuration file.
pub(super) fn at(snapshot: &Snapshot, at: u32, word: Span) -> Vec<Proposal> {
    static SCHEMA: OnceLock<Json> = OnceLock::new();
    let source = &snapshot.source;
    let block = Span::of(0..source.text().len());
    let place = place(source, block, at.max(word.start), ':');
    let registry = snapshot.config.registry();
    let behind = if place.has_separator { "" } else { ": " };
    if place.key.is_none() {
        match place.above.as_slice() {
            ["rules", ..] => return rules_and_all(registry, behind),
            // The schema does not know the rules of packs.
            ["with", rule, ..] if registry.get(rule).is_some_and(|it| it.origin.is_some()) => {
                return options(registry, rule, behind);
            }
            _ => {}
        }
    }
    let mut schema = Schema::new(SCHEMA.get_or_init(config::schema));
    for step in place.above.iter().rev().chain(&place.key) {
        match schema.under(step) {
            Some(found) => schema = found,
            None => return Vec::new(),
        }
    }
    let mut found = Vec::new();
    if place.key.is_some() || place.is_item {
        let words = schema.words().into_iter();
        found.extend(words.map(|(word, about)| Proposal {
            about: (!about.is_empty()).then(|| about.to_owned()),
            ..Proposal::new(word, CompletionItemKind::Value, "")
        }));
    }
    if place.key.is_none() {
        let keys = schema.keys().into_iter();
        found.extend(keys.map(|(key, about)| Proposal::key(key, about, behind)));
    }
    found
}

fn rules_and_all(registry: &Registry, behind: &str) -> Vec<Proposal> {
    let mut found = rules(registry, behind);
    found.push(Proposal::key("all", "every rule", behind));
    found
}

fn options(registry: &Registry, rule: &str, behind: &str) -> Vec<Proposal> {
    let options = registry.get(rule).map(Rule::options).unwrap_or_default();
    let detail = format!("option of {rule}");
    let options = options.into_iter();
    options
        .map(|option| Proposal::key(option, detail.as_str(), behind))
        .collect()
}
