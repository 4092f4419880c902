//! The inputs of the YAML and TOML test suites between fences: what each target accepts and
//! refuses, and that it reads no other texts and keys than the suite says.

use copydesk::target::Target::{Astro, Docusaurus, Eleventy, Hexo, Hugo, Jekyll, Zola};
use copydesk::target::{Scalar, Stage, Target, TargetView, Value, view};
use serde_json::Value as Json;

use super::{Case, judge, recorded_file};

/// Where the real libraries were seen to accept what the suite calls invalid, or to refuse what it
/// calls valid: their own faults, which say nothing about ours.
const FAULTS: &[(&[Target], &[&str])] = &[
    // js-yaml 4.3.2
    (
        &[Hexo, Astro],
        &[
            "4MUZ-00", "4MUZ-01", "4MUZ-02", "CUP7", "DK95-01", "H7J7", "SU5Z", "VJP3-01",
            "Y79Y-03",
        ],
    ),
    // js-yaml 3.15.2
    (
        &[Eleventy, Docusaurus],
        &[
            "26DV", "2SXE", "4MUZ-00", "4MUZ-01", "4MUZ-02", "CUP7", "DK95-01", "DK95-06", "H7J7",
            "SU5Z", "VJP3-01", "Y79Y-03", "Y79Y-06",
        ],
    ),
    // goccy/go-yaml 1.19.2
    (
        &[Hugo],
        &["4MUZ-02", "SU5Z", "U99R", "VJP3-01", "Y79Y-03", "YJV2"],
    ),
    // SafeYAML 1.0.5 on Psych 4.0.4 with libyaml 0.2.5
    (
        &[Jekyll, Zola],
        &[
            "2SXE", "4MUZ-00", "4MUZ-01", "4MUZ-02", "96NN-01", "A2M4", "BS4K", "DK95-00",
            "DK95-01", "DK95-03", "Q5MG", "SU5Z", "VJP3-01", "W5VH", "X4QW", "Y79Y-03", "YJV2",
        ],
    ),
];

/// The same for TOML. The suite is that of version 1.0.
const TOML_FAULTS: &[(&[Target], &[&str])] = &[
    // Version 1.1 allows these, and `toml` 1.2, `smol-toml` 1.9 and our reading follow it.
    (
        &[Astro, Hugo, Zola],
        &[
            "invalid/datetime/no-secs.toml",
            "invalid/inline-table/linebreak-02.toml",
            "invalid/inline-table/linebreak-03.toml",
            "invalid/inline-table/trailing-comma.toml",
            "invalid/string/basic-byte-escapes.toml",
        ],
    ),
    // Both take a carriage return before the closing fence for the end of a line.
    (&[Astro, Hugo, Zola], &["invalid/control/bare-cr.toml"]),
    // A byte order mark behind a fence is not at the start of anything.
    (&[Astro, Zola], &["valid/utf8-bom-01.toml"]),
    (&[Hugo], &["invalid/encoding/bom-not-at-start-03.toml"]),
    // `smol-toml` lets days run over, and wants numbers that JavaScript can hold.
    (
        &[Astro],
        &[
            "invalid/datetime/feb-30.toml",
            "invalid/local-date/feb-29.toml",
            "invalid/local-date/feb-30.toml",
            "invalid/local-datetime/feb-29.toml",
            "valid/integer/long.toml",
        ],
    ),
];

#[test]
fn the_yaml_suite() {
    let Some(record) = recorded_file("cases/yaml_suite_fm.jsonl") else {
        return;
    };
    let mut cases = Vec::new();
    for line in record.lines() {
        let case: Json = serde_json::from_str(line).expect("JSON");
        let id = case["id"].as_str().expect("an id");
        let expected: Option<Json> = case["json"]
            .as_str()
            .and_then(|json| serde_json::from_str(json).ok());
        for target in Target::ALL {
            if !is_fault(FAULTS, *target, id) {
                cases.push(compare(*target, &case, expected.as_ref()));
            }
        }
    }
    assert!(cases.len() > 500);
    judge(&cases, &[]);
}

#[test]
fn the_toml_suite() {
    let Some(record) = recorded_file("cases/toml_suite_fm.jsonl") else {
        return;
    };
    let mut cases = Vec::new();
    for line in record.lines() {
        let case: Json = serde_json::from_str(line).expect("JSON");
        let expected: Option<Json> = case["tagged_json"]
            .as_str()
            .and_then(|json| serde_json::from_str(json).ok());
        let expected = expected.map(untagged);
        let id = case["id"].as_str().expect("an id");
        for target in [Astro, Hugo, Zola] {
            if !is_fault(TOML_FAULTS, target, id) {
                cases.push(compare(target, &case, expected.as_ref()));
            }
        }
    }
    assert!(cases.len() > 1000);
    judge(&cases, &[]);
}

fn is_fault(faults: &[(&[Target], &[&str])], target: Target, id: &str) -> bool {
    faults
        .iter()
        .any(|(targets, ids)| targets.contains(&target) && ids.contains(&id))
}

fn compare(target: Target, case: &Json, expected: Option<&Json>) -> Case {
    let seen = view(target, case["text"].as_str().expect("a text"));
    let refused = seen
        .error
        .as_ref()
        .is_some_and(|fault| fault.stage != Stage::Shape);
    let valid = case["expected"] == "pass";
    let same = match (&seen.root, expected) {
        (Some(root), Some(expected)) => same(root, expected),
        _ => true,
    };
    Case {
        id: case["id"].as_str().expect("an id").to_owned(),
        reader: target.id(),
        agrees: valid != refused && (refused || same),
        ours: describe(&seen),
        real: expected.map_or_else(|| "invalid".to_owned(), Json::to_string),
    }
}

/// The same keys, lists and texts. What a plain scalar becomes is each target's own affair, and
/// held to account elsewhere.
fn same(ours: &Value, expected: &Json) -> bool {
    match (ours, expected) {
        (Value::Tagged(_, ours), _) => same(ours, expected),
        (Value::List(ours), Json::Array(expected)) => {
            let mut pairs = ours.iter().zip(expected);
            ours.len() == expected.len() && pairs.all(|(ours, expected)| same(ours, expected))
        }
        (Value::Map(ours), Json::Object(expected)) => ours.iter().all(|(key, ours)| {
            // Keys that are no texts are written in as many ways as there are readers.
            expected
                .get(key)
                .is_none_or(|expected| same(ours, expected))
        }),
        (Value::Scalar(Scalar::Text(ours)), Json::String(expected)) => ours == expected,
        (Value::Scalar(_), Json::Array(_) | Json::Object(_)) => false,
        (Value::Scalar(_), _) => true,
        _ => false,
    }
}

/// The notation of the TOML suite: `{"type": …, "value": …}` for every scalar.
fn untagged(value: Json) -> Json {
    match value {
        Json::Array(items) => items.into_iter().map(untagged).collect(),
        Json::Object(entries) => match (entries.get("type"), entries.get("value")) {
            (Some(Json::String(kind)), Some(Json::String(value))) if entries.len() == 2 => {
                if kind == "string" {
                    Json::String(value.clone())
                } else {
                    Json::Null
                }
            }
            _ => entries
                .into_iter()
                .map(|(key, value)| (key, untagged(value)))
                .collect(),
        },
        other => other,
    }
}

fn describe(view: &TargetView) -> String {
    match (&view.error, &view.root) {
        (Some(fault), _) => format!("{:?} {}", fault.stage, fault.message),
        (None, Some(root)) => root.to_string(),
        (None, None) => format!("{:?}", view.seen),
    }
}
