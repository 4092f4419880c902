//! What we say beside what others say: the cases of other checkers' own test suites.
//!
//! A table for each topic and source is printed, and may only become better: `floor.json` holds
//! it. Where a topic is understood, every disagreement has its reason in `excuses.rs`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(
    clippy::print_stdout,
    reason = "the comparison is what the test is for"
)]

mod cases;
mod excuses;
#[path = "../support/mod.rs"]
mod support;
mod topics;

use std::collections::{BTreeMap, BTreeSet};
use std::{env, fs};

use serde::{Deserialize, Serialize};

use excuses::EXCUSES;
use topics::TOPICS;

/// How often we object beside how often they do.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Table {
    /// They object, and so do we.
    found: usize,
    /// They object, we do not.
    missed: usize,
    /// We object, they do not.
    false_alarms: usize,
    /// Nobody objects.
    silent: usize,
}

impl Table {
    fn is_worse_than(&self, floor: &Self) -> bool {
        self.found < floor.found || self.false_alarms > floor.false_alarms
    }

    fn cases(&self) -> usize {
        self.found + self.missed + self.false_alarms + self.silent
    }
}

struct Disagreement {
    topic: &'static str,
    source: &'static str,
    id: String,
    says: String,
}

/// By topic, then by source.
type Tables = BTreeMap<String, BTreeMap<String, Table>>;

#[derive(Default)]
struct Comparison {
    tables: Tables,
    /// Of the topics that are understood.
    disagreements: Vec<Disagreement>,
}

fn compare() -> Option<Comparison> {
    let folder = support::shared("cases")?;
    let mut comparison = Comparison::default();
    for topic in TOPICS {
        let config = cases::only(topic.rules);
        for &(source, theirs) in topic.cases {
            let mut table = Table::default();
            let all = cases::read(&folder, source).into_iter();
            let asked = all.filter(|case| {
                theirs.contains(&&*case.rule) && case.is_about(topic.about) && case.is_decidable()
            });
            for case in asked {
                let findings = case.findings(&config);
                let agrees = case.fails() != findings.is_empty();
                let cell = match (case.fails(), agrees) {
                    (true, true) => &mut table.found,
                    (true, false) => &mut table.missed,
                    (false, false) => &mut table.false_alarms,
                    (false, true) => &mut table.silent,
                };
                *cell += 1;
                if !agrees && topic.is_understood {
                    comparison.disagreements.push(Disagreement {
                        topic: topic.name,
                        source,
                        id: case.id,
                        says: findings.first().map_or("nothing".to_owned(), |finding| {
                            format!("{}: {}", finding.rule, finding.message)
                        }),
                    });
                }
            }
            let tables = comparison.tables.entry(topic.name.to_owned()).or_default();
            tables.insert(source.to_owned(), table);
        }
    }
    Some(comparison)
}

#[test]
fn every_disagreement_has_a_reason() {
    let Some(comparison) = compare() else { return };
    let mut used = BTreeSet::new();
    let mut unexplained = String::new();
    for found in &comparison.disagreements {
        let excuse = EXCUSES.iter().position(|excuse| {
            excuse.topic == found.topic
                && excuse.source == found.source
                && excuse.ids.iter().any(|part| found.id.contains(part))
        });
        match excuse {
            Some(at) => {
                used.insert(at);
            }
            None => {
                let Disagreement {
                    topic,
                    source,
                    id,
                    says,
                } = found;
                unexplained += &format!("{topic}, {source}, {id}\n    we say {says}\n");
            }
        }
    }
    assert!(unexplained.is_empty(), "{unexplained}");
    for (at, excuse) in EXCUSES.iter().enumerate() {
        assert!(used.contains(&at), "nobody needs it any more: {excuse:?}");
    }
}

#[test]
fn agreement_does_not_fall() {
    let Some(comparison) = compare() else { return };
    let path = support::root().join("tests/agreement/floor.json");
    let text = fs::read_to_string(&path).unwrap_or_else(|_| "{}".to_owned());
    let floor: Tables = serde_json::from_str(&text).unwrap();
    let mut worse = Vec::new();
    println!(
        "{:<18} {:<15} {:>5} {:>6} {:>12} {:>6}",
        "topic", "source", "found", "missed", "false alarms", "silent"
    );
    for (topic, sources) in &comparison.tables {
        for (source, table) in sources {
            let Table {
                found,
                missed,
                false_alarms,
                silent,
            } = table;
            println!(
                "{topic:<18} {source:<15} {found:>5} {missed:>6} {false_alarms:>12} {silent:>6}"
            );
            let before = floor.get(topic).and_then(|floor| floor.get(source));
            if before.is_some_and(|before| {
                before.cases() == table.cases() && table.is_worse_than(before)
            }) {
                worse.push(format!("{topic}, {source}: {table:?}, was {before:?}"));
            }
        }
    }
    assert!(worse.is_empty(), "{}", worse.join("\n"));
    if env::var_os("BLESS").is_some() {
        let text = serde_json::to_string_pretty(&comparison.tables).unwrap();
        fs::write(&path, text + "\n").unwrap();
    } else if floor != comparison.tables {
        println!("not the floor; `BLESS=1 cargo test --test agreement` raises it");
    }
}
