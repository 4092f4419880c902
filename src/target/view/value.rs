//! A value as a target has it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;

use super::super::scalar::Scalar;

/// A value as a target has it: typed, aliases and merge keys written out.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A single value.
    Scalar(Scalar),
    /// A list.
    List(Vec<Self>),
    /// A mapping, its keys as the target turns them into text.
    Map(Vec<(String, Self)>),
    /// A value with a YAML tag, where the reader keeps tags.
    Tagged(String, Box<Self>),
}

impl Value {
    /// Nothing.
    pub(super) const NULL: Self = Self::Scalar(Scalar::Null);

    /// A number as `serde` hands it over: whole if it fits, else with a point.
    pub(super) fn number(unsigned: Option<u64>, signed: Option<i64>, float: Option<f64>) -> Self {
        let whole = unsigned.map(i128::from).or(signed.map(i128::from));
        let float = || Scalar::Float(float.unwrap_or(f64::NAN));
        Self::Scalar(whole.map_or_else(float, Scalar::Int))
    }

    /// A text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Scalar(Scalar::Text(text.into()))
    }

    /// The entries of a mapping.
    #[must_use]
    pub fn as_map(&self) -> Option<&[(String, Self)]> {
        match self {
            Self::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The word for what it is, with an article.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Scalar(Scalar::Null) => "nothing",
            Self::Scalar(Scalar::Bool(_)) => "a truth value",
            Self::Scalar(Scalar::Int(_) | Scalar::Float(_)) => "a number",
            Self::Scalar(Scalar::Text(_)) => "a text",
            Self::Scalar(Scalar::Day(_) | Scalar::Local(_) | Scalar::Instant(_)) => "a date",
            Self::List(_) => "a list",
            Self::Map(_) => "a mapping",
            Self::Tagged(..) => "a tagged value",
        }
    }
}

/// A mapping that is being put together.
#[derive(Default)]
pub(super) struct Entries {
    entries: Vec<(String, Value)>,
    places: HashMap<String, usize>,
}

impl Entries {
    /// Sets a key; one that is there keeps its place.
    pub(super) fn set(&mut self, key: String, value: Value) {
        match self.places.entry(key) {
            Entry::Occupied(place) => self.entries[*place.get()].1 = value,
            Entry::Vacant(place) => {
                let key = place.key().clone();
                place.insert(self.entries.len());
                self.entries.push((key, value));
            }
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.places.contains_key(key)
    }

    pub(super) fn done(self) -> Value {
        Value::Map(self.entries)
    }
}

/// As JSON has it, but for dates, which stand bare.
impl fmt::Display for Value {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scalar(scalar) => write!(to, "{scalar}"),
            Self::Tagged(tag, value) => write!(to, "{tag} {value}"),
            Self::List(items) => {
                to.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    let comma = if at == 0 { "" } else { ", " };
                    write!(to, "{comma}{item}")?;
                }
                to.write_str("]")
            }
            Self::Map(entries) => {
                to.write_str("{")?;
                for (at, (key, value)) in entries.iter().enumerate() {
                    let comma = if at == 0 { "" } else { ", " };
                    write!(to, "{comma}{key:?}: {value}")?;
                }
                to.write_str("}")
            }
        }
    }
}
