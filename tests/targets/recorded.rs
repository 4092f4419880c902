//! The 154 recorded probes on the real readers.

use copydesk::target::{Scalar, Seen, Stage, Target, TargetView, Value, view};
use serde_json::{Value as Json, json};

use super::{Case, Excuse, judge, probes, recorded_file};

const EXCUSES: &[Excuse] = &[Excuse {
    id: "unquoted ?",
    readers: &["eleventy", "docusaurus"],
    why: "js-yaml 3 takes `title: ? foo` for two keys",
}];

/// Only the YAML readers of these generators were recorded, so nothing is known of these blocks.
const NOT_RECORDED: &[(&str, &[Target])] = &[
    ("+++ toml", &[Target::Astro, Target::Hugo, Target::Zola]),
    ("{ json", &[Target::Hugo]),
];

/// Whom each name of the record stands for.
const READERS: &[(&str, Target)] = &[
    ("hexo", Target::Hexo),
    ("gray", Target::Eleventy),
    ("gray", Target::Docusaurus),
    ("astro", Target::Astro),
    ("jekyll", Target::Jekyll),
    ("hugo", Target::Hugo),
    ("zola", Target::Zola),
];

#[test]
fn the_recorded_probes() {
    let Some(record) = recorded_file("reference/generator-front-matter.txt") else {
        return;
    };
    let mut cases = Vec::new();
    for line in record.lines() {
        let (name, verdicts) = split_name(line);
        let text = probes::text(&name).unwrap_or_else(|| panic!("no text for {name:?}"));
        for (reader, target) in READERS {
            if NOT_RECORDED
                .iter()
                .any(|(id, targets)| *id == name && targets.contains(target))
            {
                continue;
            }
            let real = verdict(verdicts, reader);
            let seen = view(*target, &text);
            let agrees = agrees(&seen, real, name.starts_with("v:"));
            let ours = describe(&seen);
            cases.push(Case {
                id: name.clone(),
                reader: target.id(),
                ours,
                real: real.to_owned(),
                agrees,
            });
        }
    }
    assert_eq!(cases.len(), 154 * READERS.len() - 4);
    judge(&cases, EXCUSES);
}

/// The name, in the quotes of Python, and the rest of the line.
fn split_name(line: &str) -> (String, &str) {
    let quote = &line[..1];
    let end = line.find(&format!("{quote} ")).expect("a name in quotes");
    (line[1..end].to_owned(), line[end + 1..].trim_start())
}

fn verdict<'l>(verdicts: &'l str, reader: &str) -> &'l str {
    let start = verdicts.find(&format!("{reader}: ")).expect("a verdict") + reader.len() + 2;
    let rest = &verdicts[start..];
    let names = ["hexo5", "gray", "astro", "jekyll", "hugo", "zola"];
    let ends = names
        .iter()
        .filter_map(|name| rest.find(&format!(" | {name}: ")));
    &rest[..ends.min().unwrap_or(rest.len())]
}

fn agrees(ours: &TargetView, real: &str, value_only: bool) -> bool {
    let fence = ours
        .error
        .as_ref()
        .is_some_and(|fault| fault.stage == Stage::Fence);
    let lost = matches!(ours.seen, Seen::NotFound { .. }) || fence;
    if let Some(message) = real.strip_prefix("ERR ") {
        return if message.starts_with("no front matter") {
            lost
        } else {
            ours.error.is_some()
        };
    }
    let broken = ours
        .error
        .as_ref()
        .is_some_and(|fault| fault.stage == Stage::Syntax);
    if lost || broken {
        return false;
    }
    let root = match ours.root.as_ref() {
        Some(root) if value_only => ours.get("x").unwrap_or(root),
        Some(root) => root,
        None => return matches!(real, "null" | "{}"),
    };
    match serde_json::from_str::<Json>(real) {
        Ok(real) => same(&json_of(ours.target, root), &real),
        // A lone surrogate, which no Rust text can hold.
        Err(_) if real.contains("\\ud83d") => true,
        // Cut off by the record.
        Err(_) => python(ours.target, root).starts_with(real),
    }
}

/// As the record writes values.
fn json_of(target: Target, value: &Value) -> Json {
    match value {
        Value::List(items) => items.iter().map(|item| json_of(target, item)).collect(),
        Value::Map(entries) => {
            let entries = entries.iter();
            Json::Object(
                entries
                    .map(|(key, value)| (key.clone(), json_of(target, value)))
                    .collect(),
            )
        }
        Value::Tagged(tag, value) => {
            let tag = if tag == "!" { "!!" } else { tag };
            json!({"tag": tag, "v": json_of(target, value)})
        }
        Value::Scalar(scalar) => match scalar {
            Scalar::Null => Json::Null,
            Scalar::Bool(truth) => json!(truth),
            Scalar::Int(number) => json!(*number as f64),
            Scalar::Float(number) if number.is_nan() => json!("NaN"),
            Scalar::Float(number) if number.is_infinite() => json!(match target {
                Target::Hugo => "+Inf",
                Target::Zola => "inf",
                _ => "Infinity",
            }),
            Scalar::Float(number) => json!(number),
            Scalar::Text(text) => json!(text),
            Scalar::Day(day) => json!(format!("DateOnly({day})")),
            Scalar::Local(time) => json!(format!("Date({time})")),
            Scalar::Instant(time) => match target {
                Target::Hugo | Target::Jekyll => {
                    json!(time.strftime("Date(%Y-%m-%dT%H:%M:%SZ)").to_string())
                }
                _ => json!(time.strftime("Date(%Y-%m-%dT%H:%M:%S.%3fZ)").to_string()),
            },
        },
    }
}

/// Numbers are the same whether written with a point or without.
fn same(ours: &Json, real: &Json) -> bool {
    match (ours, real) {
        (Json::Number(ours), Json::Number(real)) => ours.as_f64() == real.as_f64(),
        (Json::Array(ours), Json::Array(real)) => {
            ours.len() == real.len() && ours.iter().zip(real).all(|(ours, real)| same(ours, real))
        }
        (Json::Object(ours), Json::Object(real)) => {
            let value = |(key, real)| ours.get(key).is_some_and(|ours| same(ours, real));
            ours.len() == real.len() && real.iter().all(value)
        }
        _ => ours == real,
    }
}

/// With the blanks of Python's `json.dumps`; the readers in Go and Rust gave sorted keys.
fn python(target: Target, value: &Value) -> String {
    match value {
        Value::List(items) => {
            let items = items.iter().map(|item| python(target, item));
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        Value::Map(entries) => {
            let mut entries: Vec<_> = entries.iter().collect();
            if matches!(target, Target::Hugo | Target::Zola) {
                entries.sort_by_key(|(key, _)| key);
            }
            let entry = |(key, value): &(String, Value)| {
                format!("{}: {}", json!(key), python(target, value))
            };
            let entries: Vec<_> = entries.into_iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
        Value::Tagged(..) => match json_of(target, value) {
            Json::Object(entries) => {
                format!("{{\"tag\": {}, \"v\": {}}}", entries["tag"], entries["v"])
            }
            other => other.to_string(),
        },
        Value::Scalar(Scalar::Int(number)) => number.to_string(),
        Value::Scalar(_) => json_of(target, value).to_string(),
    }
}

fn describe(view: &TargetView) -> String {
    match (&view.error, &view.root) {
        (Some(fault), _) => format!("{:?} {}", fault.stage, fault.message),
        (None, Some(root)) => root.to_string(),
        (None, None) => format!("{:?}", view.seen),
    }
}
