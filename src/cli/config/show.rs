//! `copydesk config show`.

use std::io::{self, Write};
use std::path::Path;

use serde_json::{Map, Value, json};

use super::named;
use crate::config::{Account, Config, Exclusion, Origin, Sourced};
use crate::report::line;

/// A value with its name and its origin, as people read them.
struct Row {
    indent: &'static str,
    name: String,
    value: String,
    origin: String,
}

impl Row {
    fn new(name: &str, value: impl Into<String>, origin: &Origin) -> Self {
        Self {
            indent: "",
            name: name.to_owned(),
            value: value.into(),
            origin: origin.to_string(),
        }
    }
}

pub(super) fn text(path: &Path, config: &Config, out: &mut impl Write) -> io::Result<()> {
    let account = config.account();
    for part in &account.parts {
        writeln!(out, "{}", line(&named(part)))?;
    }
    if let Some(why) = excluded(path, config) {
        writeln!(out, "\n{}", line(&format!("{}: {why}", path.display())))?;
    }
    writeln!(out)?;
    table(&settings(&account), out)?;
    writeln!(out)?;
    table(&rules(&account), out)
}

fn settings(account: &Account) -> Vec<Row> {
    let targets: Vec<_> = account
        .targets
        .value
        .iter()
        .map(|target| target.id())
        .collect();
    let targets = match targets.is_empty() {
        true => "none known".to_owned(),
        false => targets.join(", "),
    };
    let timezone = match (&account.timezone.value, &account.timezone.origin) {
        (Some(name), _) => name,
        (None, Origin::Default) => "none known",
        (None, _) => "as the site says",
    };
    let globs = |name: &'static str, globs: &[Sourced<String>]| -> Vec<Row> {
        let rows = globs.iter();
        rows.map(|glob| Row::new(name, glob.value.as_str(), &glob.origin))
            .collect()
    };
    let mut rows = vec![
        Row::new("target", targets, &account.targets.origin),
        Row::new("timezone", timezone, &account.timezone.origin),
        Row::new(
            "fail-on",
            account.fail_on.value.name(),
            &account.fail_on.origin,
        ),
    ];
    rows.extend(match account.include.is_empty() {
        true => vec![Row::new("include", "every article", &Origin::Default)],
        false => globs("include", &account.include),
    });
    rows.extend(globs("exclude", &account.exclude));
    rows
}

fn rules(account: &Account) -> Vec<Row> {
    let mut rows = Vec::new();
    for (id, rule) in &account.rules {
        let level = rule.level.value.map_or("off", |level| level.name());
        rows.push(Row::new(id, level, &rule.level.origin));
        rows.extend(rule.options.iter().map(|(name, value)| Row {
            indent: "    ",
            ..Row::new(name, written(&value.value), &value.origin)
        }));
    }
    rows
}

/// A value in one line, as it could stand in the file.
fn written(value: &serde_yaml::Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn table(rows: &[Row], out: &mut impl Write) -> io::Result<()> {
    const WIDEST: usize = 40;
    let width = |text: fn(&Row) -> usize| rows.iter().map(text).max().unwrap_or(0);
    let names = width(|row| row.indent.len() + row.name.chars().count());
    let values = width(|row| row.value.chars().count()).min(WIDEST);
    for row in rows {
        let Row {
            indent,
            name,
            value,
            origin,
        } = row;
        let name = format!("{indent}{}", line(name));
        let (value, origin) = (line(value), line(origin));
        writeln!(out, "{name:names$}  {value:values$}  {origin}")?;
    }
    Ok(())
}

fn excluded(path: &Path, config: &Config) -> Option<String> {
    Some(match config.exclusion(path)? {
        Exclusion::Excluded(glob) => format!("excluded by `{}` ({})", glob.value, glob.origin),
        Exclusion::NotIncluded(_) if path.is_dir() => return None,
        Exclusion::NotIncluded(_) => "not in `include`, not checked".to_owned(),
    })
}

pub(super) fn json(path: &Path, config: &Config, out: &mut impl Write) -> io::Result<()> {
    let account = config.account();
    let globs = |globs: &[Sourced<String>]| -> Vec<Value> {
        globs
            .iter()
            .map(|glob| told(&glob.value, &glob.origin))
            .collect()
    };
    let rules: Map<_, _> = account
        .rules
        .iter()
        .map(|(id, rule)| {
            let options: Map<_, _> = rule
                .options
                .iter()
                .map(|(name, value)| (name.clone(), told(&value.value, &value.origin)))
                .collect();
            let level = rule.level.value.map_or("off", |level| level.name());
            let mut told = told(&level, &rule.level.origin);
            told["options"] = Value::Object(options);
            (id.clone(), told)
        })
        .collect();
    let parts: Vec<_> = account.parts.iter().map(named).collect();
    let document = json!({
        "path": path,
        "excluded": excluded(path, config),
        "parts": parts,
        "target": told(&account.targets.value, &account.targets.origin),
        "timezone": told(&account.timezone.value, &account.timezone.origin),
        "fail-on": told(&account.fail_on.value, &account.fail_on.origin),
        "include": globs(&account.include),
        "exclude": globs(&account.exclude),
        "rules": rules,
    });
    writeln!(out, "{document:#}")
}

fn told(value: &impl serde::Serialize, origin: &Origin) -> Value {
    json!({ "value": value, "from": origin.to_string() })
}
