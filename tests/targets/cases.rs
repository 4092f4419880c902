//! The cases of other projects' test suites, with the verdicts of their readers and of whole
//! builds with Hexo, Jekyll and Hugo.

use std::collections::BTreeSet;

use copydesk::target::{Seen, Stage, Target, TargetView, view};
use serde_json::Value as Json;

use super::{Case, Excuse, judge, recorded_file};

const OLD_HUGO: &str =
    "recorded with Hugo 0.111, which read YAML with go-yaml 2; 0.152 changed that";

const EXCUSES: &[Excuse] = &[
    Excuse {
        id: "edge/nul",
        readers: &["hugo"],
        why: OLD_HUGO,
    },
    Excuse {
        id: "edge/nel",
        readers: &["hugo"],
        why: OLD_HUGO,
    },
];

/// Whom each name of the record stands for.
const READERS: &[(&str, Target)] = &[
    ("hexo", Target::Hexo),
    ("gray-matter", Target::Eleventy),
    ("gray-matter", Target::Docusaurus),
    ("jekyll", Target::Jekyll),
    ("hugo", Target::Hugo),
];

/// Keys that builds set on every page, or take out of its data.
const BUILT_IN: &[&str] = &["title", "date", "tags", "categories"];

#[test]
fn the_cases_of_other_projects() {
    let Some(record) = recorded_file("cases/frontmatter.jsonl") else {
        return;
    };
    let mut cases = Vec::new();
    for line in record.lines() {
        let case: Json = serde_json::from_str(line).expect("JSON");
        let text = case["text"].as_str().expect("a text");
        for (reader, target) in READERS {
            let real = &case["verdicts"][reader];
            let seen = view(*target, text);
            cases.push(Case {
                id: case["id"].as_str().expect("an id").to_owned(),
                reader: target.id(),
                ours: describe(&seen),
                real: real.to_string().chars().take(160).collect(),
                agrees: agrees(&seen, real),
            });
        }
    }
    assert!(cases.len() > 400);
    judge(&cases, EXCUSES);
}

fn agrees(ours: &TargetView, real: &Json) -> bool {
    // A build stops at what a reader alone would pass on.
    let fails = ours.error.is_some();
    if real.get("error").is_some() {
        return fails;
    }
    let only_reader = matches!(ours.target, Target::Eleventy | Target::Docusaurus);
    let shape = ours
        .error
        .as_ref()
        .is_some_and(|fault| fault.stage == Stage::Shape);
    if fails && !(only_reader && shape) {
        return false;
    }
    let keys: BTreeSet<_> = texts(&real["keys"]).collect();
    if shape {
        return keys.iter().all(|key| key.starts_with('<'));
    }
    let mine: BTreeSet<_> = ours
        .entries()
        .map(|(key, _)| fold(ours.target, key))
        .collect();
    let same_keys = if only_reader {
        keys == mine
    } else {
        let own = |keys: &BTreeSet<String>| -> BTreeSet<String> {
            keys.iter()
                .filter(|key| !BUILT_IN.contains(&key.as_str()))
                .cloned()
                .collect()
        };
        own(&keys) == own(&mine)
    };
    same_keys && same_body(ours, real)
}

/// Where the body starts, as far as it was recorded: 0 stands for no front matter too.
fn same_body(ours: &TargetView, real: &Json) -> bool {
    let Some(real) = real["body_start"].as_u64() else {
        return true;
    };
    match ours.seen {
        Seen::Found { body_start, .. } => u64::from(body_start) == real,
        _ => real == 0,
    }
}

fn texts(list: &Json) -> impl Iterator<Item = String> {
    let items = list.as_array().into_iter().flatten();
    items.filter_map(|item| item.as_str().map(str::to_owned))
}

fn fold(target: Target, key: &str) -> String {
    if target.profile().keys_fold_case {
        key.to_lowercase()
    } else {
        key.to_owned()
    }
}

fn describe(view: &TargetView) -> String {
    let body = match view.seen {
        Seen::Found { body_start, .. } => format!("body at {body_start}"),
        other => format!("{other:?}"),
    };
    match &view.error {
        Some(fault) => format!("{:?} {}", fault.stage, fault.message),
        None => {
            let keys: Vec<_> = view.entries().map(|(key, _)| key).collect();
            format!("{body}, keys {keys:?}")
        }
    }
}
