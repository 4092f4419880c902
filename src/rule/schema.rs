//! The JSON Schema of rule files, for editors.

use schemars::SchemaGenerator;
use serde_json::{Map, Value, json};

use super::RuleFile;
use crate::checks::KINDS;

/// The schema of a rule file (draft 2020-12), with the parameters of every check kind.
#[must_use]
pub fn schema() -> Value {
    let mut generator = SchemaGenerator::default();
    let kinds: Map<_, _> = KINDS
        .iter()
        .map(|kind| {
            (
                kind.name.to_owned(),
                (kind.schema)(&mut generator).to_value(),
            )
        })
        .collect();
    let mut root = generator.root_schema_for::<RuleFile>().to_value();
    // One property for each kind, of which one is written: editors complete that better than a
    // choice between as many schemas.
    let check = &mut root["properties"]["check"];
    let description = check["description"].take();
    *check = json!({
        "description": description,
        "type": "object",
        "properties": kinds,
        "additionalProperties": false,
        "minProperties": 1,
        "maxProperties": 1,
    });
    root["title"] = json!("A rule of copydesk");
    root
}
