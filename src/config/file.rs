//! `copydesk.yml` as its author wrote it.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};

use crate::finding::Level;
use crate::reader::Spanned;
use crate::target::Target;

/// The names that a configuration file may have.
pub const FILE_NAMES: &[&str] = &["copydesk.yml", ".copydesk.yml"];

/// One configuration file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ConfigFile {
    /// No file further up is looked for. (Nearest files are never merged; this ends the search.)
    pub root: bool,
    /// Presets that this file builds on; `recommended` when nothing is said.
    pub extends: Option<Vec<Spanned<String>>>,
    /// Folders with rules of the site's own, relative to this file.
    pub packs: Vec<Spanned<String>>,
    /// The generators that read the articles.
    pub target: Option<Vec<Target>>,
    /// The IANA name of the time zone that the site is built in; else what the site's own
    /// configuration says.
    pub timezone: Option<Spanned<String>>,
    /// Levels and options, by rule id, group or `all`.
    pub rules: BTreeMap<Spanned<String>, RuleSetting>,
    /// What front matter has to hold.
    pub front_matter: FrontMatterSection,
    /// Which hosts get a Referer.
    pub referrer: ReferrerSection,
    /// Globs of files that are not checked, relative to this file.
    pub exclude: Vec<Spanned<String>>,
}

/// The section `front-matter`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct FrontMatterSection {
    /// Keys that every article needs; `a|b` is satisfied by either.
    pub required: Option<Spanned<Vec<String>>>,
}

/// The section `referrer`: globs of hosts.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ReferrerSection {
    /// Hosts whose pictures need `referrerpolicy`.
    pub require: Option<Spanned<Vec<String>>>,
    /// Hosts whose pictures must not have one that hides the page.
    pub forbid: Option<Spanned<Vec<String>>>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FullRuleSetting {
    level: Option<LevelSetting>,
    #[serde(default)]
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
