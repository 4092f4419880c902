//! The JSON Schema of configuration files, for editors.

use std::collections::BTreeSet;

use schemars::SchemaGenerator;
use serde_json::{Map, Value, json};

use super::ConfigFile;
use crate::checks::KindEntry;
use crate::rule::{Registry, RuleFile, kind_entry};

/// The schema of `copydesk.yml` (draft 2020-12), with the names of all presets and rules, and with
/// the options of each rule.
#[must_use]
pub fn schema() -> Value {
    let mut generator = SchemaGenerator::default();
    let registry = Registry::builtin();
    let mut rules = Map::new();
    for name in std::iter::once("all").chain(registry.groups()) {
        rules.insert(name.to_owned(), json!({ "$ref": "#/$defs/RuleSetting" }));
    }
    for (id, rule) in registry.iter() {
        rules.insert(id.to_owned(), setting_of(rule, &mut generator));
    }
    let mut root = generator.root_schema_for::<ConfigFile>().to_value();
    let rules = json!({
        "type": "object",
        "properties": rules,
        // Rules of packs.
        "additionalProperties": { "$ref": "#/$defs/RuleSetting" },
    });
    root["$defs"]["Rules"] = rules;
    refer(&mut root["properties"]["rules"], "#/$defs/Rules");
    let inner = &mut root["properties"]["overrides"]["items"]["properties"];
    refer(&mut inner["rules"], "#/$defs/Rules");

    let presets: Vec<_> = Registry::presets().map(|(name, _)| name).collect();
    let extends =
        json!({ "anyOf": [{ "enum": presets }, { "type": "string", "pattern": "[/.]" }] });
    let description = root["properties"]["extends"]["description"].take();
    root["properties"]["extends"] = json!({
        "description": description,
        "anyOf": [extends, { "type": "array", "items": extends }],
    });
    root["title"] = json!("The configuration of copydesk");
    prune(&mut root);
    root
}

/// Keeps the description, and says the rest elsewhere.
fn refer(property: &mut Value, definition: &str) {
    let description = property["description"].take();
    *property = json!({ "description": description, "$ref": definition });
}

/// A level, or a level with the options of this rule.
fn setting_of(rule: &RuleFile, generator: &mut SchemaGenerator) -> Value {
    let entry = rule.kind().and_then(|(kind, _)| kind_entry(kind).ok());
    let options = entry
        .map(|entry| options_of(entry, generator))
        .unwrap_or_default();
    let level = json!({ "enum": ["off", "on", "info", "warning", "error"] });
    let full = json!({
        "type": "object",
        "properties": {
            "level": level,
            "with": { "type": "object", "properties": options, "additionalProperties": false },
        },
        "additionalProperties": false,
    });
    json!({ "description": rule.doc.summary.trim(), "anyOf": [level, full] })
}

/// What a configuration can set of a kind: all but which fault it looks for, which is what the
/// rule is.
fn options_of(entry: &KindEntry, generator: &mut SchemaGenerator) -> Map<String, Value> {
    let schema = (entry.schema)(generator).to_value();
    let name = schema["$ref"]
        .as_str()
        .and_then(|path| path.rsplit('/').next());
    let defined = name.and_then(|name| generator.definitions().get(name));
    let schema = defined.unwrap_or(&schema);
    let mut properties = schema["properties"]
        .as_object()
        .cloned()
        .unwrap_or_default();
    properties.remove("fault");
    properties
}

/// Takes out the definitions that nothing refers to.
fn prune(root: &mut Value) {
    let mut used = BTreeSet::new();
    let mut open = Vec::new();
    let definitions = root["$defs"].take();
    collect(root, &mut open);
    while let Some(name) = open.pop() {
        if used.insert(name.clone()) {
            collect(&definitions[&name], &mut open);
        }
    }
    if let Value::Object(mut all) = definitions {
        all.retain(|name, _| used.contains(name));
        root["$defs"] = Value::Object(all);
    }
}

/// The names of the definitions that a schema refers to.
fn collect(schema: &Value, names: &mut Vec<String>) {
    match schema {
        Value::Object(members) => {
            let path = members.get("$ref").and_then(Value::as_str);
            names.extend(
                path.and_then(|path| path.strip_prefix("#/$defs/"))
                    .map(str::to_owned),
            );
            members.values().for_each(|member| collect(member, names));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
        _ => {}
    }
}
