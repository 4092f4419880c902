//! JSON Schema for front matter.

use std::collections::BTreeMap;
use std::path::Path;

use jsonschema::error::{TypeKind, ValidationErrorKind as Wrong};
use jsonschema::{PatternOptions, ValidationError, Validator};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value as Json;

use super::required_entry::is_readable;
use super::{Check, Context, Hit, Kind};
use crate::document::Span;
use crate::document::front_matter::{FrontMatter, Node};
use crate::suggest::nearest;

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
    fn asked<'c>(&'c self, front_matter: &FrontMatter<'_>) -> Result<Option<&'c Compiled>, Hit> {
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
        Err(hit)
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
            hits.push(hit);
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

/// The way from an error to the bytes it is about.
struct Place<'a, 's> {
    front_matter: &'a FrontMatter<'s>,
    compiled: &'a Compiled,
}

impl Place<'_, '_> {
    fn report(&self, error: &ValidationError<'_>, hits: &mut Vec<Hit>) {
        let pointer = error.instance_path().as_str();
        match error.kind() {
            Wrong::Required { property } => {
                let name = property.as_str().unwrap_or_default();
                let key = dotted(&format!("{pointer}/{name}"));
                hits.push(fault(self.of_owner(pointer), &key, "is missing"));
            }
            Wrong::AdditionalProperties { unexpected }
            | Wrong::UnevaluatedProperties { unexpected } => {
                for name in unexpected {
                    hits.push(self.unexpected(error, pointer, name));
                }
            }
            _ => {
                let Some(node) = self.node(pointer).filter(|node| !node.is_broken()) else {
                    return;
                };
                let written = self.front_matter.source(node);
                let written = node.as_str().unwrap_or(written);
                let key = match dotted(pointer) {
                    key if key.is_empty() => "front matter".to_owned(),
                    key => key,
                };
                let mut hit = fault(self.of_owner(pointer), &key, problem(error));
                hit.note = meant(error, written);
                hits.push(hit.with("value", written));
            }
        }
    }

    fn unexpected(&self, error: &ValidationError<'_>, pointer: &str, name: &str) -> Hit {
        let entries = self
            .node(pointer)
            .and_then(Node::as_map)
            .unwrap_or_default();
        let entry = entries.iter().find(|entry| entry.is_called(name));
        let place = entry.map_or(self.of_owner(pointer), |entry| entry.key.span);
        let key = dotted(&format!("{pointer}/{name}"));
        let mut hit = fault(place, &key, "is no key that the schema knows");
        // The keyword stands beside `properties`.
        let (around, _) = error
            .schema_path()
            .as_str()
            .rsplit_once('/')
            .unwrap_or_default();
        let known = self.compiled.schema.pointer(around);
        let known = known.and_then(|schema| schema.get("properties")?.as_object());
        let near = known.and_then(|known| nearest(name, known.keys().map(String::as_str)));
        hit.note = near.map(|near| format!("did you mean `{near}`?"));
        hit
    }

    fn node(&self, pointer: &str) -> Option<&Node<'_>> {
        let root = self.front_matter.root.as_ref()?;
        self.front_matter.get_in(root, pointer)
    }

    /// The value itself where it is short; the key of a collection, and the fence for all of it.
    fn of_owner(&self, pointer: &str) -> Span {
        let fence = self.front_matter.fence.open;
        let Some((owner, _)) = pointer.rsplit_once('/') else {
            return fence;
        };
        let Some(node) = self.node(pointer) else {
            return fence;
        };
        if node.as_map().is_none() && node.as_seq().is_none() && !node.span.is_empty() {
            return node.span;
        }
        let entries = self.node(owner).and_then(Node::as_map).unwrap_or_default();
        let same = |entry: &&crate::document::front_matter::Entry<'_>| {
            std::ptr::eq(&raw const entry.value, node)
        };
        entries
            .iter()
            .find(same)
            .map_or(node.span, |entry| entry.key.span)
    }
}

/// A JSON pointer as people say it: `author.name`.
fn dotted(pointer: &str) -> String {
    let steps = pointer.split('/').skip(1);
    let steps: Vec<_> = steps
        .map(|step| step.replace("~1", "/").replace("~0", "~"))
        .collect();
    steps.join(".")
}

fn problem(error: &ValidationError<'_>) -> String {
    match error.kind() {
        Wrong::Enum { options } => {
            let known = options.as_array().map_or(&[][..], Vec::as_slice);
            let known: Vec<_> = known
                .iter()
                .map(|value| format!("`{}`", plain(value)))
                .collect();
            format!("is not one of {}", known.join(", "))
        }
        Wrong::Constant { expected_value } => format!("is not `{}`", plain(expected_value)),
        Wrong::Type {
            kind: TypeKind::Single(kind),
        } => format!("is of the wrong type, not {kind}"),
        Wrong::Type { .. } => "is of the wrong type".to_owned(),
        Wrong::Minimum { limit } => format!("is less than {limit}"),
        Wrong::Maximum { limit } => format!("is more than {limit}"),
        Wrong::ExclusiveMinimum { limit } => format!("is not more than {limit}"),
        Wrong::ExclusiveMaximum { limit } => format!("is not less than {limit}"),
        Wrong::MinLength { limit } => format!("has less than {limit} characters"),
        Wrong::MaxLength { limit } => format!("has more than {limit} characters"),
        Wrong::MinItems { limit } => format!("has less than {limit} items"),
        Wrong::MaxItems { limit } => format!("has more than {limit} items"),
        Wrong::Pattern { pattern } => format!("does not match `{pattern}`"),
        Wrong::Format { format } => format!("is no {format}"),
        Wrong::UniqueItems => "has the same item twice".to_owned(),
        Wrong::FalseSchema => "is not allowed".to_owned(),
        _ => error.masked_with("the value").to_string(),
    }
}

fn meant(error: &ValidationError<'_>, written: &str) -> Option<String> {
    let Wrong::Enum { options } = error.kind() else {
        return None;
    };
    let known = options.as_array()?.iter().filter_map(Json::as_str);
    let near = nearest(written, known)?;
    Some(format!("did you mean `{near}`?"))
}

fn plain(value: &Json) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
