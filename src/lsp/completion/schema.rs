//! A JSON Schema, asked what may stand at a place.

use serde_json::Value as Json;

/// A schema with the definitions that it refers to.
#[derive(Clone, Copy)]
pub(super) struct Schema<'s> {
    root: &'s Json,
    here: &'s Json,
}

impl<'s> Schema<'s> {
    pub(super) fn new(root: &'s Json) -> Self {
        Self { root, here: root }
    }

    /// The schemas of which a value has to fit one; of a list, those of its items too, because what
    /// is written may become a list or stay alone.
    fn alternatives(self) -> Vec<Self> {
        let mut found = Vec::new();
        let mut open = vec![self.here];
        // No schema of ours goes round in circles; one of a hundred steps would.
        for _ in 0..100 {
            let Some(here) = open.pop() else { break };
            let reference = here.get("$ref").and_then(Json::as_str);
            let reference = reference.and_then(|path| path.strip_prefix('#'));
            open.extend(reference.and_then(|path| self.root.pointer(path)));
            open.extend(here.get("items"));
            for word in ["anyOf", "oneOf"] {
                open.extend(
                    here.get(word)
                        .and_then(Json::as_array)
                        .into_iter()
                        .flatten(),
                );
            }
            found.push(Self { here, ..self });
        }
        found
    }

    /// What may stand under a key.
    pub(super) fn under(self, key: &str) -> Option<Self> {
        let alternatives = self.alternatives();
        let property = |schema: &Self| schema.here.get("properties")?.get(key);
        let other = |schema: &Self| schema.here.get("additionalProperties");
        let found = alternatives.iter().find_map(property);
        let found = found.or_else(|| alternatives.iter().find_map(other));
        found.map(|here| Self { here, ..self })
    }

    /// The keys that are known, with what they are for.
    pub(super) fn keys(self) -> Vec<(&'s str, &'s str)> {
        let mut keys = Vec::new();
        for schema in self.alternatives() {
            let properties = schema.here.get("properties").and_then(Json::as_object);
            for (name, property) in properties.into_iter().flatten() {
                keys.push((name.as_str(), description(property)));
            }
        }
        keys
    }

    /// The words that may stand there, with what they mean.
    pub(super) fn words(self) -> Vec<(String, &'s str)> {
        let mut words = Vec::new();
        for Self { here, .. } in self.alternatives() {
            let listed = here.get("enum").and_then(Json::as_array);
            let listed = listed.into_iter().flatten().chain(here.get("const"));
            for word in listed.filter_map(Json::as_str) {
                if !words.iter().any(|(known, _)| known == word) {
                    words.push((word.to_owned(), description(here)));
                }
            }
            if here.get("type").and_then(Json::as_str) == Some("boolean") {
                words.extend(["true", "false"].map(|word| (word.to_owned(), "")));
            }
        }
        words
    }
}

fn description(schema: &Json) -> &str {
    let text = schema.get("description").and_then(Json::as_str);
    text.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_may_stand_is_found_through_references_and_alternatives() {
        let schema = json!({
            "$defs": { "Level": { "oneOf": [{ "const": "off", "description": "Not checked." }, { "enum": ["on"] }] } },
            "properties": {
                "root": { "type": "boolean" },
                "rules": {
                    "additionalProperties": { "$ref": "#/$defs/Level" },
                    "properties": { "date": { "anyOf": [{ "$ref": "#/$defs/Level" }, { "properties": { "with": {} } }] } },
                },
                "target": { "anyOf": [{ "enum": ["hexo"] }, { "items": { "enum": ["hexo", "hugo"] } }] },
            },
        });
        let schema = Schema::new(&schema);
        let names = |schema: Schema<'_>| {
            schema
                .keys()
                .into_iter()
                .map(|(name, _)| name.to_owned())
                .collect::<Vec<_>>()
        };
        let words = |schema: Schema<'_>| {
            schema
                .words()
                .into_iter()
                .map(|(word, _)| word)
                .collect::<Vec<_>>()
        };
        assert_eq!(names(schema), ["root", "rules", "target"]);
        let rules = schema.under("rules").unwrap();
        assert_eq!(words(rules.under("figure").unwrap()), ["on", "off"]);
        assert_eq!(names(rules.under("date").unwrap()), ["with"]);
        assert_eq!(words(schema.under("target").unwrap()), ["hugo", "hexo"]);
        assert_eq!(words(schema.under("root").unwrap()), ["true", "false"]);
        assert!(schema.under("unheard-of").is_none());
    }

    #[test]
    fn a_schema_that_goes_round_in_circles_has_an_end() {
        let schema = json!({ "anyOf": [{ "$ref": "#" }], "properties": { "a": {} } });
        assert!(
            Schema::new(&schema)
                .keys()
                .iter()
                .all(|(name, _)| *name == "a")
        );
    }
}
