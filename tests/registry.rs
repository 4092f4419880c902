//! What has to hold for all rules at once.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use copydesk::checks::{Elements, KINDS};
use copydesk::config::{Builder, Config};
use copydesk::document::Source;
use copydesk::engine;
use copydesk::finding::Finding;
use copydesk::fix::Applicability;
use copydesk::mend::mend;
use copydesk::rule::{Example, Registry, RuleFile};

fn rules() -> impl Iterator<Item = (&'static str, &'static RuleFile)> {
    Registry::builtin().iter()
}

/// The recommended preset, with the rule switched on if it is off there.
fn config(id: &str) -> Config {
    let mut builder = Builder::new(Path::new(""));
    let switch = format!("extends: [recommended]\nrules: {{ {id}: on }}");
    builder.file(Source::new("copydesk.yml", switch)).unwrap();
    let targets = &Registry::builtin().get(id).unwrap().targets;
    if !targets.is_empty() {
        builder.targets(targets.clone());
    }
    builder.finish().unwrap().at(support::NOW)
}

fn findings(id: &str, example: &Example) -> (Source, Vec<Finding>) {
    copydesk::example::check(example, &config(id))
}

#[test]
fn every_bad_example_gives_exactly_its_finding() {
    for (id, rule) in rules() {
        let (source, findings) = findings(id, &rule.doc.bad);
        let found: Vec<_> = findings.iter().map(|finding| &*finding.rule).collect();
        assert_eq!(found, [id], "{id}\n{}", support::shown(&source, &findings));
    }
}

#[test]
fn a_fix_mends_what_its_rule_finds() {
    for (id, rule) in rules() {
        let mut config = config(id);
        if let Some(files) = rule.doc.bad.files() {
            config = config.with_files(files);
        }
        let source = Source::decode(rule.doc.bad.path(), rule.doc.bad.bytes());
        let offers = |finding: &Finding| finding.fix.is_some();
        if !engine::check(&source, &config).iter().any(offers) {
            continue;
        }
        let mended = mend(&source, &config, Applicability::Unsafe);
        let refused = format!("{id}: {:?}", mended.refused);
        assert!(mended.refused.is_empty(), "{refused}");
        let left = mended
            .findings
            .iter()
            .filter(|finding| *finding.rule == *id);
        assert_eq!(left.count(), 0, "{id}\n{}", mended.source.text());
        let again = mend(&mended.source, &config, Applicability::Unsafe);
        assert_eq!(again.source.text(), mended.source.text(), "{id}");
    }
}

#[test]
fn every_good_example_is_clean() {
    for (id, rule) in rules() {
        let (source, findings) = findings(id, &rule.doc.good);
        assert!(
            findings.is_empty(),
            "{id}\n{}",
            support::shown(&source, &findings)
        );
    }
}

#[test]
fn every_rule_has_fixtures_and_every_fixture_a_rule() {
    let folder = support::root().join("tests/rules");
    let mut seen = BTreeSet::new();
    for file in support::files(&folder) {
        let below = file.strip_prefix(&folder).unwrap();
        let names: Vec<_> = below
            .components()
            .map(|part| part.as_os_str().to_str().unwrap())
            .collect();
        let id = format!("{}/{}", names[0], names[1]);
        assert!(
            Registry::builtin().get(&id).is_some(),
            "{}: no rule {id}",
            file.display()
        );
        seen.insert((id, names[2][..4].to_owned()));
    }
    for (id, _) in rules() {
        for case in ["pass", "fail"] {
            assert!(
                seen.contains(&(id.to_owned(), case.to_owned())),
                "{id} has no {case} fixture"
            );
        }
    }
}

#[test]
fn ids_are_two_words_in_kebab_case() {
    for (id, _) in rules() {
        let kebab = |part: &str| {
            let fine =
                |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '-';
            !part.is_empty()
                && part.chars().all(fine)
                && !part.starts_with('-')
                && !part.ends_with('-')
        };
        let (group, name) = id.split_once('/').unwrap();
        assert!(kebab(group) && kebab(name), "{id}");
        // A time that lacks its zone: here the lack is the fault.
        assert!(
            !name.starts_with("no-") || id == "date/no-timezone",
            "{id} names the cure, not the fault"
        );
    }
}

#[test]
fn messages_are_one_short_line() {
    for (id, rule) in rules() {
        let message = &rule.message;
        let first = message.chars().next().unwrap();
        assert!(
            !first.is_uppercase() || message.starts_with("UTF"),
            "{id}: {message}"
        );
        assert!(
            !message.ends_with('.') && !message.contains('\n'),
            "{id}: {message}"
        );
        assert!(message.chars().count() <= 80, "{id}: {message}");
        for text in [&rule.doc.summary, &rule.doc.why, &rule.doc.fix] {
            assert!(!text.trim().is_empty(), "{id}");
        }
        assert!(
            !rule.doc.fix.trim_end().ends_with('.'),
            "{id}: advice is no sentence"
        );
        assert!(rule.since.is_some(), "{id}: since when?");
    }
}

#[test]
fn every_check_is_a_kind_and_every_kind_is_used() {
    // What is meant for rules of one's own is shown at work by the sample pack.
    let pack = support::files(&support::root().join("tests/pack"));
    let of_pack = pack.iter().filter_map(|path| {
        let is_rule = path.extension().is_some_and(|extension| extension == "yml");
        let text = is_rule.then(|| fs::read_to_string(path).unwrap())?;
        let rule: RuleFile = serde_yaml::from_str(&text).unwrap();
        Some(rule.kind().unwrap().0.to_owned())
    });
    let used: BTreeSet<_> = rules()
        .map(|(_, rule)| rule.kind().unwrap().0.to_owned())
        .chain(of_pack)
        .collect();
    let known: BTreeSet<_> = KINDS.iter().map(|kind| kind.name.to_owned()).collect();
    assert_eq!(used, known);
    let listed = fs::read_to_string(support::root().join("src/checks/mod.rs")).unwrap();
    let checks = fs::read_dir(support::root().join("src/checks")).unwrap();
    for file in checks.map(|entry| entry.unwrap().path()) {
        let stem = file.file_stem().unwrap().to_str().unwrap();
        assert!(
            stem == "mod" || listed.contains(&format!("{stem}::")),
            "{} is no kind",
            file.display()
        );
    }
}

#[test]
fn no_two_rules_say_the_same() {
    let mut seen = BTreeSet::new();
    for (id, rule) in rules() {
        let check = serde_yaml::to_string(&rule.check).unwrap();
        assert!(seen.insert(check), "{id} has the check of another rule");
    }
}

#[test]
fn every_preset_can_be_used() {
    for (name, _) in Registry::presets() {
        let mut builder = Builder::new(Path::new(""));
        builder.preset(name).unwrap();
        let rules = builder.finish().unwrap();
        assert!(!rules.rules().rules().is_empty(), "{name}");
    }
}

/// A rule that is shown every element costs more than all others together.
#[test]
fn no_rule_of_the_default_preset_looks_at_every_element() {
    let config = Config::recommended();
    let rules = config.rules().rules().iter();
    let greedy: Vec<_> = rules
        .filter(|rule| rule.check.elements() == Elements::All)
        .map(|rule| rule.id.to_string())
        .collect();
    assert_eq!(greedy, [""; 0]);
}
