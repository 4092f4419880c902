//! What could be written at a place: keys and values of the front matter, names of rules in
//! comments, and what a configuration file may say.
//!
//! A text that is being typed is seldom whole, so places are told by their lines.

mod config;
mod front_matter;
mod outline;
mod schema;

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTextEdit, CompletionList, Documentation,
    TextEdit,
};

use super::place::Kind;
use super::snapshot::Snapshot;
use super::words;
use crate::document::Span;
use crate::rule::Registry;

/// Something that could be written.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Proposal {
    /// What is shown, and what is looked for.
    name: String,
    /// What is written.
    text: String,
    kind: CompletionItemKind,
    /// What it is, in a few words.
    detail: String,
    /// More about it.
    about: Option<String>,
}

impl Proposal {
    fn new(name: impl Into<String>, kind: CompletionItemKind, detail: impl Into<String>) -> Self {
        let name = name.into();
        Self {
            text: name.clone(),
            name,
            kind,
            detail: detail.into(),
            about: None,
        }
    }

    /// A key, with the colon if there is none yet.
    fn key(name: impl Into<String>, detail: impl Into<String>, behind: &str) -> Self {
        let mut key = Self::new(name, CompletionItemKind::Property, detail);
        key.text.push_str(behind);
        key
    }
}

/// What could be written at a place, the likeliest first.
pub(super) fn at(snapshot: &Snapshot, at: u32) -> CompletionList {
    let source = &snapshot.source;
    let word = words::around(source, at);
    let found = match snapshot.kind {
        Kind::Article if words::in_suppression(source, at) => rules(snapshot.config.registry(), ""),
        Kind::Article => front_matter::at(snapshot, at, word),
        Kind::Config => config::at(snapshot, at, word),
        Kind::Other => Vec::new(),
    };
    let range = snapshot.positions().range(Span::new(word.start, word.end));
    let items = found
        .into_iter()
        .enumerate()
        .map(|(order, proposal)| CompletionItem {
            kind: Some(proposal.kind),
            detail: Some(proposal.detail),
            documentation: proposal.about.map(Documentation::String),
            sort_text: Some(format!("{order:05}")),
            filter_text: Some(proposal.name.clone()),
            text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit {
                range,
                new_text: proposal.text,
            })),
            label: proposal.name,
            ..CompletionItem::default()
        });
    CompletionList {
        items: items.collect(),
        ..CompletionList::default()
    }
}

/// The rules, then the groups of them.
fn rules(registry: &Registry, behind: &str) -> Vec<Proposal> {
    let rules = registry.iter().map(|(id, rule)| Proposal {
        text: format!("{id}{behind}"),
        about: Some(rule.doc.why.trim().to_owned()),
        ..Proposal::new(id, CompletionItemKind::Value, rule.doc.summary.trim())
    });
    let groups = registry.groups().into_iter().map(|group| Proposal {
        text: format!("{group}{behind}"),
        ..Proposal::new(group, CompletionItemKind::Module, "all rules of the group")
    });
    rules.chain(groups).collect()
}
