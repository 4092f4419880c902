//! The sections `front-matter` and `referrer`: short words for options of rules.

use std::path::Path;

use globset::Glob;
use serde_yaml::Value;

use super::file::{FrontMatterSection, ReferrerSection, Section};
use crate::document::Span;
use crate::reader::{Mistake, Spanned};
use crate::rule::{Registry, RuleFile, kind_entry};

const REQUIRED_KEY: &str = "front-matter/required-key";
const TYPE: &str = "front-matter/type";
const UNKNOWN_KEY: &str = "front-matter/unknown-key";
const URL: &str = "front-matter/url";
const SCHEMA: &str = "front-matter/schema";
const REFERRER_MISSING: &str = "referrer/missing";
const REFERRER_FORBIDDEN: &str = "referrer/forbidden-host";

/// The check kinds that take further keys that are dates.
const DATE_KINDS: &[&str] = &["date", "date-range"];

/// An option of a rule.
pub(super) struct Setting {
    pub(super) rule: String,
    pub(super) option: &'static str,
    pub(super) value: Value,
    /// Where it is said.
    pub(super) span: Span,
}

impl Setting {
    fn new(rule: &str, option: &'static str, value: Value, span: Span) -> Self {
        Self {
            rule: rule.to_owned(),
            option,
            value,
            span,
        }
    }

    fn list<T: Word>(rule: &str, option: &'static str, list: &Spanned<Vec<T>>) -> Self {
        let items = list.value.iter().map(|item| Value::from(item.word()));
        Self::new(rule, option, Value::Sequence(items.collect()), list.span)
    }
}

/// An item of a list.
trait Word {
    fn word(&self) -> &str;
}

impl Word for String {
    fn word(&self) -> &str {
        self
    }
}

impl Word for Spanned<String> {
    fn word(&self) -> &str {
        &self.value
    }
}

/// What `front-matter` sets. Paths are relative to `folder`.
pub(super) fn front_matter(
    section: &FrontMatterSection,
    registry: &Registry,
    folder: &Path,
) -> Vec<Setting> {
    let mut settings = Vec::new();
    if let Some(required) = &section.required {
        settings.push(Setting::list(REQUIRED_KEY, "keys", required));
        let none = Value::Sequence(Vec::new());
        settings.push(Setting::new(REQUIRED_KEY, "post-keys", none, required.span));
    }
    if let Some(known) = &section.known {
        settings.push(Setting::list(
            UNKNOWN_KEY,
            "keys",
            &Spanned {
                value: named(section, &known.value),
                span: known.span,
            },
        ));
    }
    if let Some(types) = &section.types {
        let table = types.value.iter().map(|(key, types)| {
            let types = serde_yaml::to_value(types).unwrap_or_default();
            (Value::from(key.value.as_str()), types)
        });
        let table = Value::Mapping(table.collect());
        settings.push(Setting::new(TYPE, "types", table, types.span));
    }
    if let Some(dates) = &section.dates {
        let is_date = |rule: &RuleFile| {
            rule.kind()
                .is_some_and(|(kind, _)| DATE_KINDS.contains(&kind))
        };
        let rules = registry.iter().filter(|(_, rule)| is_date(rule));
        settings.extend(rules.map(|(id, _)| Setting::list(id, "keys", dates)));
    }
    if let Some(urls) = &section.urls {
        settings.push(Setting::list(URL, "keys", urls));
    }
    if let Some(schema) = &section.schema {
        let value = match &schema.value {
            Value::String(path) => Value::from(folder.join(path).to_string_lossy().into_owned()),
            written => written.clone(),
        };
        settings.push(Setting::new(SCHEMA, "schema", value, schema.span));
    }
    settings
}

/// The keys that are known, and those that are spoken of besides.
fn named(section: &FrontMatterSection, known: &[String]) -> Vec<String> {
    let lists = [&section.required, &section.dates, &section.urls];
    let lists = lists.into_iter().flatten().flat_map(|list| &list.value);
    let typed = section.types.iter().flat_map(|types| types.value.keys());
    let typed = typed.map(|key| &key.value);
    let all = known.iter().chain(lists).chain(typed);
    let mut named: Vec<_> = all
        .flat_map(|key| key.split('|'))
        .map(str::to_owned)
        .collect();
    named.sort();
    named.dedup();
    named
}

/// What `referrer` sets.
pub(super) fn referrer(section: &ReferrerSection) -> Vec<Setting> {
    let given = [
        (&section.require, REFERRER_MISSING, "require"),
        (&section.forbid, REFERRER_MISSING, "except"),
        (&section.forbid, REFERRER_FORBIDDEN, "hosts"),
    ];
    let given = given.into_iter();
    given
        .filter_map(|(list, rule, option)| Some(Setting::list(rule, option, list.as_ref()?)))
        .collect()
}

/// What is wrong in the sections whatever the rules say of it.
pub(super) fn judge(section: &Section, wrong: &mut Vec<Mistake>) {
    let hosts = [&section.referrer.require, &section.referrer.forbid];
    for host in hosts.into_iter().flatten().flat_map(|hosts| &hosts.value) {
        if let Err(error) = Glob::new(&host.value) {
            let message = format!("`{}` is no glob: {}", host.value, error.kind());
            wrong.push(Mistake::at(host.span, message));
        }
    }
    if let Some(schema) = &section.front_matter.schema
        && !matches!(schema.value, Value::String(_) | Value::Mapping(_))
    {
        let message = "expected a JSON Schema, or the path of one";
        wrong.push(Mistake::at(schema.span, message));
    }
}

/// Adds the rule that `front-matter.schema` sets the schema of: without one it finds nothing, so
/// it is there only where one is named.
///
/// # Errors
/// When this program was built without JSON Schema.
pub(super) fn add_schema_rule(registry: &mut Registry) -> Result<(), String> {
    if kind_entry("schema").is_err() {
        return Err("this copydesk was built without JSON Schema".to_owned());
    }
    if registry.get(SCHEMA).is_none() {
        let rule = serde_yaml::from_str(include_str!("schema_rule.yml"))
            .map_err(|error| format!("schema_rule.yml: {error}"))?;
        registry.insert(SCHEMA.to_owned(), rule);
    }
    Ok(())
}
