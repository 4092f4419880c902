//! The rules of a run, explained.

use serde_json::{Value, json};

use crate::finding::Level;
use crate::report::{IO_ERROR, Rulebook};
use crate::rule::{self, RuleFile};

/// The longest descriptions that GitHub takes, in characters.
const LIMIT: usize = 1024;

/// Where the rule of an id stands in [`descriptors`].
pub(super) fn index(rules: &Rulebook, id: &str) -> Option<usize> {
    match id {
        IO_ERROR => Some(rules.iter().count()),
        id => rules.iter().position(|(other, ..)| other == id),
    }
}

/// All rules, sorted by id, and at last what stands for files that could not be checked.
pub(super) fn descriptors(rules: &Rulebook) -> Vec<Value> {
    let rules = rules
        .iter()
        .map(|(id, rule, level)| descriptor(id, rule, level));
    rules.chain([unreadable()]).collect()
}

fn descriptor(id: &str, rule: &RuleFile, level: Level) -> Value {
    let doc = &rule.doc;
    let (group, _) = id.split_once('/').unwrap_or((id, ""));
    let mut descriptor = json!({
        "id": id,
        "name": name(id),
        "shortDescription": {"text": clip(&doc.summary)},
        "fullDescription": {"text": clip(&doc.why)},
        "help": {
            "text": format!("{}\n\n{}", doc.why.trim(), doc.fix.trim()),
            "markdown": rule::explain(id, rule, rule::Facts::default()),
        },
        "defaultConfiguration": {"level": level_name(level)},
        "properties": {
            "tags": [group],
            "precision": "high",
            "problem.severity": severity(level),
        },
    });
    if let Some(url) = rule.link() {
        descriptor["helpUri"] = url.into();
    }
    descriptor
}

fn unreadable() -> Value {
    let (summary, why) = (
        "A file or a folder could not be checked.",
        "What could not be read was not checked, so nobody knows what is in it.",
    );
    json!({
        "id": IO_ERROR,
        "name": name(IO_ERROR),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": why},
        "help": {"text": why},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["run"], "precision": "very-high", "problem.severity": "error"},
    })
}

/// `image/alt-missing` as `ImageAltMissing`.
fn name(id: &str) -> String {
    let words = id.split(|char: char| !char.is_alphanumeric());
    let mut out = String::new();
    for word in words {
        let mut chars = word.chars();
        out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(chars.as_str());
    }
    out
}

fn clip(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").chars().take(LIMIT).collect()
}

/// SARIF §3.27.10.
pub(super) fn level_name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "recommendation",
    }
}
