//! JSON Schema for front matter.

mod place;

use std::collections::BTreeMap;
use std::path::Path;

use jsonschema::{PatternOptions, Validator};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value as Json;

use super::required_entry::is_readable;
use super::{Check, Context, Hit, Kind};
use crate::document::Span;
use crate::document::front_matter::FrontMatter;
use crate::suggest::nearest;
use place::Place;

/// Holds the front matter against a JSON Schema (2020-12, or the draft that the schema names).
/// No network is used: a schema stands in the rule file, or in a file beside it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SchemaCheck {
    /// The schema for all articles that the rule is for: written out, or the path of a JSON or
    /// YAML file, relative to the rule file.
    #[serde(default)]
    schema: Option<Written>,
    /// Schemas by the names under which articles ask for them.
    #[serde(default)]
    schemas: BTreeMap<String, Written>,
    /// The entry in which an article names one of `schemas`; without it, none of them is used.
    #[serde(default = "schema_key")]
    key: String,
    /// Whether `format` is held against texts, which the standard leaves open.
    #[serde(default)]
    formats: bool,
    #[serde(skip)]
    ready: Ready,
}

fn schema_key() -> String {
    "$schema".to_owned()
}

/// A schema in a rule file.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged, expecting = "expected a schema, or the path of one")]
#[schemars(inline)]
enum Written {
    /// The path of a file.
    File(String),
    /// The schema itself.
    Here(serde_json::Map<String, Json>),
}

#[derive(Default)]
struct Ready {
    everywhere: Option<Compiled>,
    named: BTreeMap<String, Compiled>,
}

struct Compiled {
    schema: Json,
    validator: Validator,
}

/// Values that are read of one block; more are an attack, not metadata.
const MAX_NODES: usize = 100_000;

/// Faults that are told of one article by one rule.
const MAX_FAULTS: usize = 100;

impl Kind for SchemaCheck {
    const NAME: &'static str = "schema";
    const HOLES: &'static [&'static str] = &["key", "value", "problem"];

    fn validate(&self) -> Result<(), String> {
        if self.schema.is_none() && self.schemas.is_empty() {
            return Err("the key `schema` is missing (or `schemas`, by name)".to_owned());
        }
        let mut inline = self.schema.iter().chain(self.schemas.values());
        inline.try_for_each(|written| match written {
            Written::Here(schema) => self.compile(Json::Object(schema.clone())).map(|_| ()),
            Written::File(_) => Ok(()),
        })
    }

    fn load(&mut self, folder: Option<&Path>) -> Result<(), String> {
        let compiled = |written: &Written| self.compile(written.read(folder)?);
        let everywhere = self.schema.as_ref().map(compiled).transpose()?;
        let named = self.schemas.iter();
        let named = named
            .map(|(name, written)| Ok((name.clone(), compiled(written)?)))
            .collect::<Result<_, String>>()?;
        self.ready = Ready { everywhere, named };
        Ok(())
    }
}

impl Written {
    fn read(&self, folder: Option<&Path>) -> Result<Json, String> {
        let path = match self {
            Self::Here(schema) => return Ok(Json::Object(schema.clone())),
            Self::File(path) => folder.unwrap_or(Path::new("")).join(path),
        };
        let shown = path.display();
        let text = std::fs::read_to_string(&path)
            .map_err(|error| format!("{shown} cannot be read: {error}"))?;
        let is_json = path
            .extension()
            .is_some_and(|extension| extension == "json");
        let read = match is_json {
            true => serde_json::from_str(&text).map_err(|error| error.to_string()),
            false => serde_yaml::from_str(&text).map_err(|error| error.to_string()),
        };
        read.map_err(|error| format!("{shown}: {error}"))
    }
}

impl SchemaCheck {
    fn compile(&self, schema: Json) -> Result<Compiled, String> {
        let validator = jsonschema::options()
            // Linear time, whatever an article says.
            .with_pattern_options(PatternOptions::regex())
            .should_validate_formats(self.formats)
            .offline()
            .build(&schema)
            .map_err(|error| {
                let at = error.instance_path().as_str();
                format!("no valid JSON Schema at `{at}`: {error}")
            })?;
        Ok(Compiled { schema, validator })
    }

    /// The schemas that an article asks for by name.
    fn asked<'c>(
        &'c self,
        front_matter: &FrontMatter<'_>,
    ) -> Result<Option<&'c Compiled>, Box<Hit>> {
        let Some(node) = front_matter.get(&self.key) else {
            return Ok(None);
        };
        let Some(name) = node.as_str().filter(|_| !self.schemas.is_empty()) else {
            return Ok(None);
        };
        let by_id =
            |compiled: &&Compiled| compiled.schema.get("$id").and_then(Json::as_str) == Some(name);
        let named = &self.ready.named;
        let found = named.get(name).or_else(|| named.values().find(by_id));
        if found.is_some() {
            return Ok(found);
        }
        let mut hit =
            fault(node.span, &self.key, "names no schema that the site has").with("value", name);
        let near = nearest(name, named.keys().map(String::as_str));
        hit.note = near.map(|near| format!("did you mean `{near}`?"));
        Err(Box::new(hit))
    }
}

impl Check for SchemaCheck {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(front_matter) = cx.article.front_matter() else {
            return;
        };
        if front_matter.is_template || !is_readable(front_matter) {
            return;
        }
        let asked = self.asked(front_matter).unwrap_or_else(|hit| {
            hits.push(*hit);
            None
        });
        let schemas: Vec<_> = self.ready.everywhere.iter().chain(asked).collect();
        if schemas.is_empty() {
            return;
        }
        let value = match &front_matter.root {
            Some(root) if !root.is_null() => front_matter.to_json(root, MAX_NODES),
            _ => Ok(Json::Object(serde_json::Map::new())),
        };
        let Ok(value) = value else { return };
        for compiled in schemas {
            let place = Place {
                front_matter,
                compiled,
            };
            for error in compiled.validator.iter_errors(&value).take(MAX_FAULTS) {
                place.report(&error, hits);
            }
        }
    }
}

fn fault(span: Span, key: &str, problem: impl Into<String>) -> Hit {
    Hit::new(span).with("key", key).with("problem", problem)
}
