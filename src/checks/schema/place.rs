//! Where an error of a schema stands, and how it is said.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Wrong};
use serde_json::Value as Json;

use super::{Compiled, fault};
use crate::checks::Hit;
use crate::document::Span;
use crate::document::front_matter::{Entry, FrontMatter, Node};
use crate::suggest::nearest;

/// The way from an error to the bytes it is about.
pub(super) struct Place<'a, 's> {
    pub(super) front_matter: &'a FrontMatter<'s>,
    pub(super) compiled: &'a Compiled,
}

impl Place<'_, '_> {
    pub(super) fn report(&self, error: &ValidationError<'_>, hits: &mut Vec<Hit>) {
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
        let same = |entry: &&Entry<'_>| std::ptr::eq(&raw const entry.value, node);
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
