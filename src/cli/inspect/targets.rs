//! `copydesk inspect --targets`: the front matter as each generator sees it.

use std::io::{self, Write};

use serde_json::{Map, Value as Json, json};

use super::InspectFormat;
use crate::date::{Reading, SiteZone, Written};
use crate::document::front_matter::{FrontMatter, Options};
use crate::document::{Source, Span};
use crate::report::visible;
use crate::target::{Format, Kind, Scalar, Seen, Target, TargetView, Value, view};

/// What is known about the article, whoever looks.
pub(super) struct Look<'s> {
    pub(super) source: &'s Source,
    pub(super) zone: &'s SiteZone,
}

impl Look<'_> {
    /// Writes what each target sees.
    pub(super) fn write(
        &self,
        out: &mut impl Write,
        targets: &[Target],
        format: InspectFormat,
    ) -> io::Result<()> {
        for (at, target) in targets.iter().enumerate() {
            let view = view(*target, self.source.text());
            match format {
                InspectFormat::Jsonl => writeln!(out, "{}", self.json(&view))?,
                InspectFormat::Text => {
                    if at > 0 {
                        writeln!(out)?;
                    }
                    self.text(out, &view)?;
                }
            }
        }
        Ok(())
    }

    fn text(&self, out: &mut impl Write, view: &TargetView) -> io::Result<()> {
        match (&view.seen, view.explain()) {
            (_, Some(trouble)) => writeln!(out, "{}", visible(&trouble))?,
            (Seen::Found { format, block, .. }, None) => writeln!(
                out,
                "{} reads {} front matter, bytes {}..{}",
                view.target.name(),
                language(*format),
                block.start,
                block.end
            )?,
            (_, None) => writeln!(out, "{}", view.target.name())?,
        }
        let dates = self.dates(view);
        for (key, value) in view.entries() {
            let (shown, kind) = (value.to_string(), value.kind());
            writeln!(out, "  {}: {kind}, {}", visible(key), visible(&shown))?;
            for (_, reading) in dates.iter().filter(|(dated, _)| dated == key) {
                let name = view.target.name();
                writeln!(out, "    as a date, {name} {}", visible(&said(reading)))?;
            }
        }
        Ok(())
    }

    fn json(&self, view: &TargetView) -> Json {
        let entries: Vec<_> = view
            .entries()
            .map(
                |(key, value)| json!({"key": key, "type": type_name(value), "value": plain(value)}),
            )
            .collect();
        let dates: Map<_, _> = self
            .dates(view)
            .into_iter()
            .map(|(key, reading)| (key, date_json(&reading)))
            .collect();
        let (format, block) = match view.seen {
            Seen::Found { format, block, .. } => (Some(language(format)), Some(pair(block))),
            _ => (None, None),
        };
        json!({
            "target": view.target.id(),
            "found": block.is_some(),
            "format": format,
            "block": block,
            "entries": entries,
            "dates": dates,
            "problem": view.explain(),
        })
    }

    /// What the target makes of the values of its keys for dates.
    fn dates(&self, view: &TargetView) -> Vec<(String, Reading)> {
        let options = Options {
            headless: view.target == Target::Hexo,
        };
        if !view.is_read() {
            return Vec::new();
        }
        let Some(front_matter) = FrontMatter::read(self.source.text(), options) else {
            return Vec::new();
        };
        let is_date = |name: &str| {
            let key = view.target.profile().key(name);
            key.is_some_and(|key| key.kind == Kind::Date)
        };
        let dates = view.entries().filter(|(name, _)| is_date(name));
        let dates = dates.filter_map(|(name, _)| {
            let entry = front_matter.entry(name)?;
            let date = Written::of(front_matter.resolve(&entry.value)?)?;
            Some((name.to_owned(), date.read(view.target, self.zone)))
        });
        dates.collect()
    }
}

fn pair(span: Span) -> Json {
    json!([span.start, span.end])
}

fn language(format: Format) -> &'static str {
    match format {
        Format::Yaml => "YAML",
        Format::Toml => "TOML",
        Format::Json | Format::JsonMembers => "JSON",
        Format::JavaScript => "JavaScript",
        Format::Org => "Org",
    }
}

/// What comes out, and what is lost on the way.
fn said(reading: &Reading) -> String {
    let mut said = reading.outcome.to_string();
    for change in &reading.changes {
        said.push_str(", ");
        said.push_str(&change.to_string());
    }
    said
}

fn date_json(reading: &Reading) -> Json {
    json!({
        "read": reading.is_read(),
        "faithful": reading.is_faithful(),
        "instant": reading.instant().map(|instant| instant.to_string()),
        "words": said(reading),
    })
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Scalar(Scalar::Null) => "null",
        Value::Scalar(Scalar::Bool(_)) => "boolean",
        Value::Scalar(Scalar::Int(_)) => "integer",
        Value::Scalar(Scalar::Float(_)) => "float",
        Value::Scalar(Scalar::Text(_)) => "string",
        Value::Scalar(Scalar::Day(_) | Scalar::Local(_) | Scalar::Instant(_)) => "date",
        Value::List(_) => "sequence",
        Value::Map(_) => "mapping",
        Value::Tagged(..) => "tagged",
    }
}

/// As JSON has it; what it lacks (dates, tags, wide integers, infinity) as text.
fn plain(value: &Value) -> Json {
    match value {
        Value::Scalar(Scalar::Null) => Json::Null,
        Value::Scalar(Scalar::Bool(truth)) => json!(truth),
        Value::Scalar(Scalar::Int(number)) => i64::try_from(*number)
            .map_or_else(|_| json!(number.to_string()), |number| json!(number)),
        Value::Scalar(Scalar::Float(number)) if number.is_finite() => json!(number),
        Value::Scalar(Scalar::Text(text)) => json!(text),
        Value::Scalar(other) => json!(other.to_string()),
        Value::List(items) => items.iter().map(plain).collect(),
        Value::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| (key.clone(), plain(value)));
            Json::Object(entries.collect())
        }
        Value::Tagged(..) => json!(value.to_string()),
    }
}
