//! Blocks of TOML and JSON. Their readers agree on what they mean.

use jiff::civil::{Date, DateTime};
use serde_json::Value as Json;

use super::{Read, Scalar, Value};
use crate::document::front_matter::{Format, FrontMatter, Node, Value as Written};

pub(super) fn read_toml(block: &str) -> Read {
    let front = FrontMatter::whole(block, Format::Toml);
    if let Some(problem) = front.problems.first() {
        return Err(problem.message.clone());
    }
    // The tree is read leniently; the crate's own values are not.
    toml::from_str::<toml::Table>(block).map_err(|error| error.message().to_owned())?;
    Ok(front.root.as_ref().map(toml_value))
}

fn toml_value(node: &Node<'_>) -> Value {
    match &node.value {
        Written::Bool(truth) => Value::Scalar(Scalar::Bool(*truth)),
        Written::Int(number) => Value::Scalar(Scalar::Int(*number)),
        Written::Float(number) => Value::Scalar(Scalar::Float(*number)),
        Written::Str(text) => Value::text(text.as_ref()),
        Written::DateTime(text) => Value::Scalar(toml_date(text)),
        Written::Seq(items) => Value::List(items.iter().map(toml_value).collect()),
        Written::Map(entries) => {
            let entries = entries.iter();
            let entries =
                entries.map(|entry| (entry.name().into_owned(), toml_value(&entry.value)));
            Value::Map(entries.collect())
        }
        Written::Null | Written::Alias(_) => Value::NULL,
    }
}

/// A TOML date with its time and offset, as far as written; a time alone stays text.
fn toml_date(text: &str) -> Scalar {
    let text = text.replace([' ', 't'], "T");
    let day = || {
        text.parse::<Date>()
            .ok()
            .filter(|_| text.len() == 10)
            .map(Scalar::Day)
    };
    let local = || {
        let zone = text.ends_with(['Z', 'z'])
            || text.get(19..).is_some_and(|zone| zone.contains(['+', '-']));
        text.parse::<DateTime>()
            .ok()
            .filter(|_| !zone)
            .map(Scalar::Local)
    };
    let instant = || {
        let instant = text.parse::<jiff::Timestamp>().ok()?;
        Some(Scalar::Instant(jiff::tz::Offset::UTC.to_datetime(instant)))
    };
    day()
        .or_else(local)
        .or_else(instant)
        .unwrap_or_else(|| Scalar::Text(text.clone()))
}

pub(super) fn read_json(block: &str) -> Read {
    let value: Json = serde_json::from_str(block).map_err(|error| error.to_string())?;
    Ok(Some(json_value(value)))
}

fn json_value(value: Json) -> Value {
    match value {
        Json::Null => Value::NULL,
        Json::Bool(truth) => Value::Scalar(Scalar::Bool(truth)),
        Json::Number(number) => Value::number(number.as_u64(), number.as_i64(), number.as_f64()),
        Json::String(text) => Value::text(text),
        Json::Array(items) => Value::List(items.into_iter().map(json_value).collect()),
        Json::Object(entries) => Value::Map(
            entries
                .into_iter()
                .map(|(key, value)| (key, json_value(value)))
                .collect(),
        ),
    }
}
