//! The YAML and TOML test suites, their inputs between fences.

use serde_json::Value as Json;

use super::super::{FrontMatter, Node, Options, ProblemKind, Value};
use super::cases;

/// The case ends with a lone CR, which the line ending in front of the fence makes a CRLF.
const FENCED: &[&str] = &["invalid/control/bare-cr.toml"];

/// A problem that makes a block invalid, unlike one that only makes it no front matter.
fn invalid(front: &FrontMatter<'_>) -> bool {
    front
        .problems
        .iter()
        .any(|problem| problem.kind != ProblemKind::NotAMapping)
}

/// Accepted on purpose, as generators accept it, but named where a reader is strict.
fn refused(front: &FrontMatter<'_>) -> bool {
    invalid(front) || front.strict_problem().is_some()
}

fn field<'c>(case: &'c Json, name: &str) -> &'c str {
    case[name].as_str().unwrap_or_default()
}

#[test]
fn the_yaml_suite_is_read_as_it_says() {
    let mut wrong = Vec::new();
    for case in cases("yaml_suite_fm.jsonl") {
        let id = field(&case, "id");
        let Some(front) = FrontMatter::read(field(&case, "text"), Options::default()) else {
            wrong.push(format!("{id}: no front matter"));
            continue;
        };
        if field(&case, "expected") == "fail" {
            if !refused(&front) {
                wrong.push(format!("{id}: accepted {:?}", field(&case, "text")));
            }
            continue;
        }
        if invalid(&front) {
            wrong.push(format!(
                "{id}: {:?} in {:?}",
                front.problems,
                field(&case, "text")
            ));
            continue;
        }
        let Ok(expected) = serde_json::from_str::<Json>(field(&case, "json")) else {
            continue;
        };
        let read = front.root.as_ref().map(|root| front.to_json(root, 10_000));
        let read = read.map_or(Json::Null, |json| json.expect("suite cases are small"));
        if read != expected {
            wrong.push(format!("{id}: {read} is not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_toml_suite_is_read_as_it_says() {
    let mut wrong = Vec::new();
    for case in cases("toml_suite_fm.jsonl") {
        let id = field(&case, "id");
        let Some(front) = FrontMatter::read(field(&case, "text"), Options::default()) else {
            wrong.push(format!("{id}: no front matter"));
            continue;
        };
        if field(&case, "expected") == "fail" {
            if !refused(&front) && !FENCED.contains(&id) {
                wrong.push(format!("{id}: accepted {:?}", field(&case, "text")));
            }
        } else if invalid(&front) {
            wrong.push(format!(
                "{id}: {:?} in {:?}",
                front.problems,
                field(&case, "text")
            ));
        } else {
            let tagged = &case["tagged_json"];
            let expected = match tagged.as_str() {
                Some(text) => serde_json::from_str(text).expect("tagged JSON"),
                None => tagged.clone(),
            };
            let read = front
                .root
                .as_ref()
                .map_or_else(|| Json::Object(Default::default()), tag);
            if !same(&read, &expected) {
                wrong.push(format!("{id}: {read} is not {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A tree in the form in which the suite writes its results.
fn tag(node: &Node<'_>) -> Json {
    let scalar = |kind: &str, text: String| serde_json::json!({"type": kind, "value": text});
    match &node.value {
        Value::Bool(truth) => scalar("bool", truth.to_string()),
        Value::Int(number) => scalar("integer", number.to_string()),
        Value::Float(number) => scalar("float", number.to_string()),
        Value::Str(text) => scalar("string", text.to_string()),
        Value::DateTime(text) => scalar("datetime", (*text).to_owned()),
        Value::Seq(items) => items.iter().map(tag).collect(),
        Value::Map(entries) => entries
            .iter()
            .map(|entry| (entry.name().into_owned(), tag(&entry.value)))
            .collect(),
        Value::Null | Value::Alias(_) => Json::Null,
    }
}

/// Equal up to how floats and the separators of dates are written.
fn same(read: &Json, expected: &Json) -> bool {
    match (read, expected) {
        (Json::Array(a), Json::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Json::Object(a), Json::Object(b)) => {
            let (kind, value) = (field(expected, "type"), field(expected, "value"));
            if b.len() == 2 && b.contains_key("type") && !value.is_empty() && kind != "string" {
                let text = field(read, "value");
                return match kind {
                    "float" => {
                        float(text) == float(value) || float(text).is_nan() && float(value).is_nan()
                    }
                    "integer" | "bool" => text == value,
                    _ => moment(text) == moment(value),
                };
            }
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => read == expected,
    }
}

fn float(text: &str) -> f64 {
    text.parse()
        .unwrap_or_else(|_| panic!("{text} is no float"))
}

/// A date with `T` and `Z`, seconds, and without trailing zeros behind the point.
fn moment(text: &str) -> String {
    let mut text = text.to_uppercase().replace(' ', "T");
    if let Some(point) = text.find('.') {
        let digits = text[point + 1..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        let end = point + 1 + digits;
        let kept = text[..end]
            .trim_end_matches('0')
            .trim_end_matches('.')
            .len();
        text.replace_range(kept..end, "");
    }
    text
}
