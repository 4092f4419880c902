//! `copydesk inspect --targets`: the front matter as each generator sees it.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::{Exit, InspectFormat, Pair, Stop, json_line, pair};
use crate::config::Configs;
use crate::date::{Reading, SiteZone, Written};
use crate::document::Source;
use crate::document::front_matter::{FrontMatter, Options};
use crate::report::visible;
use crate::target::{Format, Kind, Scalar, Seen, Target, TargetView, Value, view};

/// Shows what each of the targets sees, all of them if none is named.
pub(super) fn show(
    source: &Source,
    targets: &[Target],
    format: InspectFormat,
) -> Result<Exit, Stop> {
    let mut configs = Configs::new(|_| Ok(()));
    let config = configs
        .of(source.path())
        .map_err(|invalid| Stop::Message(invalid.to_string()))?;
    let look = Look {
        source,
        zone: &config.settings().zone,
    };
    let targets = match targets {
        [] => Target::ALL,
        named => named,
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (at, target) in targets.iter().enumerate() {
        let view = view(*target, source.text());
        match format {
            InspectFormat::Jsonl => json_line(&mut out, &look.line(&view))?,
            InspectFormat::Text => {
                if at > 0 {
                    writeln!(out)?;
                }
                look.text(&mut out, &view)?;
            }
        }
    }
    out.flush()?;
    Ok(Exit::Clean)
}

/// An article, and the clock of its site.
struct Look<'s> {
    source: &'s Source,
    zone: &'s SiteZone,
}

/// What one target sees. The order of the fields is the order in the output.
#[derive(Serialize)]
struct ViewLine<'v> {
    target: &'static str,
    found: bool,
    format: Option<&'static str>,
    block: Option<Pair>,
    problem: Option<String>,
    entries: Vec<EntryView<'v>>,
}

#[derive(Serialize)]
struct EntryView<'v> {
    key: &'v str,
    #[serde(rename = "type")]
    kind: &'static str,
    value: Json,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<DateView>,
}

/// What the target makes of the value of a key for dates.
#[derive(Serialize)]
struct DateView {
    read: bool,
    faithful: bool,
    instant: Option<String>,
    words: String,
}

impl Look<'_> {
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
                writeln!(
                    out,
                    "    as a date, {name} {}",
                    visible(&reading.to_string())
                )?;
            }
        }
        Ok(())
    }

    fn line<'v>(&self, view: &'v TargetView) -> ViewLine<'v> {
        let (format, block) = match view.seen {
            Seen::Found { format, block, .. } => (Some(language(format)), Some(pair(block))),
            _ => (None, None),
        };
        let dates = self.dates(view);
        let date = |key: &str| {
            let (_, reading) = dates.iter().find(|(dated, _)| dated == key)?;
            Some(DateView {
                read: reading.is_read(),
                faithful: reading.is_faithful(),
                instant: reading.instant().map(|instant| instant.to_string()),
                words: reading.to_string(),
            })
        };
        let entries = view.entries().map(|(key, value)| EntryView {
            key,
            kind: type_name(value),
            value: plain(value),
            date: date(key),
        });
        ViewLine {
            target: view.target.id(),
            found: block.is_some(),
            format,
            block,
            problem: view.explain(),
            entries: entries.collect(),
        }
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

fn language(format: Format) -> &'static str {
    match format {
        Format::Yaml => "YAML",
        Format::Toml => "TOML",
        Format::Json | Format::JsonMembers => "JSON",
        Format::JavaScript => "JavaScript",
        Format::Org => "Org",
    }
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
