//! The words of a configuration: levels, and what is said about a rule.

use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::finding::Level;
use crate::reader::Spanned;

/// The lowest level that makes a run fail.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema, clap::ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum FailOn {
    /// Errors
    #[default]
    Error,
    /// Warnings and errors
    Warning,
    /// Everything
    Info,
    /// Nothing
    Never,
}

impl FailOn {
    /// Whether a finding of this level makes a run fail.
    #[must_use]
    pub fn fails(self, level: Level) -> bool {
        match self {
            Self::Error => level >= Level::Error,
            Self::Warning => level >= Level::Warning,
            Self::Info => true,
            Self::Never => false,
        }
    }

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Never => "never",
        }
    }
}

/// What is said about a rule: a level, or a level with options.
#[derive(Clone, Debug, Default)]
pub struct RuleSetting {
    /// The level, if one is set.
    pub level: Option<LevelSetting>,
    /// Options of the rule's check.
    pub with: BTreeMap<Spanned<String>, serde_yaml::Value>,
}

/// A level, or a word about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum LevelSetting {
    /// Not checked.
    Off,
    /// Checked at the rule's own level.
    On,
    /// Checked, reported as information.
    Info,
    /// Checked, reported as a warning.
    Warning,
    /// Checked, reported as an error.
    Error,
}

impl LevelSetting {
    /// The level that is set; none for `on` and `off`.
    #[must_use]
    pub fn level(self) -> Option<Level> {
        match self {
            Self::Off | Self::On => None,
            Self::Info => Some(Level::Info),
            Self::Warning => Some(Level::Warning),
            Self::Error => Some(Level::Error),
        }
    }
}

/// A level with options of the rule.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
struct FullRuleSetting {
    /// The level.
    #[schemars(with = "LevelSetting")]
    level: Option<LevelSetting>,
    /// Options of the rule, as `copydesk explain` lists them.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    with: BTreeMap<Spanned<String>, serde_yaml::Value>,
}

impl<'de> Deserialize<'de> for RuleSetting {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Setting;
        impl<'de> Visitor<'de> for Setting {
            type Value = RuleSetting;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter
                    .write_str("a level (off, on, info, warning, error), or `level` and `with`")
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<Self::Value, E> {
                let word = de::value::StrDeserializer::new(word);
                let level = Some(LevelSetting::deserialize(word)?);
                Ok(RuleSetting {
                    level,
                    ..RuleSetting::default()
                })
            }

            fn visit_bool<E: de::Error>(self, on: bool) -> Result<Self::Value, E> {
                self.visit_str(if on { "on" } else { "off" })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                let full = FullRuleSetting::deserialize(MapAccessDeserializer::new(map))?;
                Ok(RuleSetting {
                    level: full.level,
                    with: full.with,
                })
            }
        }
        deserializer.deserialize_any(Setting)
    }
}

impl JsonSchema for RuleSetting {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RuleSetting".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let level = generator.subschema_for::<LevelSetting>();
        let full = generator.subschema_for::<FullRuleSetting>();
        json_schema!({ "anyOf": [level, full] })
    }
}
