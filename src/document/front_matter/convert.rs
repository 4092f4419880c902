//! From the tree to the values of other crates.

use serde_json::Value as Json;
use serde_yaml::Value as Yaml;
use serde_yaml::value::{Tag, TaggedValue};

use super::FrontMatter;
use super::value::{Node, Value};

/// A value that would become larger than asked for, as aliases are written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooBig {
    /// The limit, in keys and values.
    pub max_nodes: usize,
}

impl std::fmt::Display for TooBig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "more than {} values with all aliases written out",
            self.max_nodes
        )
    }
}

impl std::error::Error for TooBig {}

impl FrontMatter<'_> {
    /// A node as a value of `serde_yaml`, with at most `max_nodes` keys and values. Aliases are
    /// written out; one that leads nowhere, or into itself, becomes null. Dates of TOML become
    /// text. Merge keys (`<<`) stay keys.
    ///
    /// # Errors
    /// When there are more.
    pub fn to_value(&self, node: &Node<'_>, max_nodes: usize) -> Result<Yaml, TooBig> {
        Budget::new(self, max_nodes).yaml(node)
    }

    /// A node as a value of `serde_json`, with at most `max_nodes` keys and values. As
    /// [`Self::to_value`]; keys become text, tags go, and numbers that JSON lacks become null.
    ///
    /// # Errors
    /// When there are more.
    pub fn to_json(&self, node: &Node<'_>, max_nodes: usize) -> Result<Json, TooBig> {
        Budget::new(self, max_nodes).json(node)
    }
}

struct Budget<'f, 's> {
    front: &'f FrontMatter<'s>,
    max_nodes: usize,
    left: usize,
    /// Aliases that are being written out.
    inside: Vec<super::AnchorId>,
}

impl<'f, 's> Budget<'f, 's> {
    fn new(front: &'f FrontMatter<'s>, max_nodes: usize) -> Self {
        Self {
            front,
            max_nodes,
            left: max_nodes,
            inside: Vec::new(),
        }
    }

    fn take(&mut self) -> Result<(), TooBig> {
        self.left = self.left.checked_sub(1).ok_or(TooBig {
            max_nodes: self.max_nodes,
        })?;
        Ok(())
    }

    fn yaml(&mut self, node: &Node<'_>) -> Result<Yaml, TooBig> {
        self.take()?;
        let value = match &node.value {
            Value::Null => Yaml::Null,
            Value::Bool(truth) => Yaml::Bool(*truth),
            Value::Int(number) => yaml_int(*number),
            Value::Float(number) => Yaml::Number((*number).into()),
            Value::Str(text) => Yaml::String(text.to_string()),
            Value::DateTime(text) => Yaml::String((*text).to_owned()),
            Value::Seq(items) => {
                let items: Result<_, _> = items.iter().map(|item| self.yaml(item)).collect();
                Yaml::Sequence(items?)
            }
            Value::Map(entries) => {
                let mut mapping = serde_yaml::Mapping::with_capacity(entries.len());
                for entry in entries {
                    mapping.insert(self.yaml(&entry.key)?, self.yaml(&entry.value)?);
                }
                Yaml::Mapping(mapping)
            }
            Value::Alias(id) => match self.follow(*id) {
                Some(target) => {
                    let value = self.yaml(target)?;
                    self.inside.pop();
                    value
                }
                None => Yaml::Null,
            },
        };
        Ok(match &node.tag {
            Some(tag) if tag.name.len() > 1 && tag.name.starts_with('!') => {
                Yaml::Tagged(Box::new(TaggedValue {
                    tag: Tag::new(&tag.name),
                    value,
                }))
            }
            _ => value,
        })
    }

    fn json(&mut self, node: &Node<'_>) -> Result<Json, TooBig> {
        self.take()?;
        Ok(match &node.value {
            Value::Null => Json::Null,
            Value::Bool(truth) => Json::Bool(*truth),
            Value::Int(number) => json_int(*number),
            Value::Float(number) => (*number).into(),
            Value::Str(text) => Json::String(text.to_string()),
            Value::DateTime(text) => Json::String((*text).to_owned()),
            Value::Seq(items) => {
                let items: Result<_, _> = items.iter().map(|item| self.json(item)).collect();
                Json::Array(items?)
            }
            Value::Map(entries) => {
                let mut object = serde_json::Map::with_capacity(entries.len());
                for entry in entries {
                    let key = match self.json(&entry.key)? {
                        Json::String(key) => key,
                        _ if entry.key.as_map().is_none() && entry.key.as_seq().is_none() => {
                            entry.name().into_owned()
                        }
                        collection => collection.to_string(),
                    };
                    object.insert(key, self.json(&entry.value)?);
                }
                Json::Object(object)
            }
            Value::Alias(id) => match self.follow(*id) {
                Some(target) => {
                    let value = self.json(target)?;
                    self.inside.pop();
                    value
                }
                None => Json::Null,
            },
        })
    }

    /// The target of an alias that is not being written out already.
    fn follow(&mut self, id: super::AnchorId) -> Option<&'f Node<'s>> {
        if self.inside.contains(&id) {
            return None;
        }
        let target = self.front.anchored(id)?;
        self.inside.push(id);
        Some(target)
    }
}

fn yaml_int(number: i128) -> Yaml {
    if let Ok(number) = i64::try_from(number) {
        Yaml::Number(number.into())
    } else if let Ok(number) = u64::try_from(number) {
        Yaml::Number(number.into())
    } else {
        Yaml::Number(beyond_64_bits(number).into())
    }
}

fn json_int(number: i128) -> Json {
    if let Ok(number) = i64::try_from(number) {
        number.into()
    } else if let Ok(number) = u64::try_from(number) {
        number.into()
    } else {
        beyond_64_bits(number).into()
    }
}

/// What readers that know 64 bits and floats make of a number.
fn beyond_64_bits(number: i128) -> f64 {
    number as f64
}
