//! `copydesk.yml` as its author wrote it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::setting::{FailOn, RuleSetting};
use crate::checks::ValueType;
use crate::reader::Spanned;
use crate::target::Target;
use crate::written::OneOrMany;

/// The names that a configuration file may have.
pub const FILE_NAMES: &[&str] = &["copydesk.yml", ".copydesk.yml"];

/// One configuration file.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ConfigFile {
    /// This folder is the top of a site: neither a configuration nor a generator is looked for
    /// further up.
    pub root: bool,
    /// What this file builds on: presets by name, other files by their path relative to this one.
    /// `recommended` when nothing is said.
    #[schemars(with = "OneOrMany<String>")]
    pub extends: Option<Vec<Spanned<String>>>,
    /// Folders with rules of the site's own, relative to this file.
    #[schemars(with = "OneOrMany<String>")]
    pub packs: Vec<Spanned<String>>,
    /// The generators that read the articles; else the site's own files tell.
    #[schemars(with = "OneOrMany<Target>")]
    pub target: Option<Spanned<Vec<Target>>>,
    /// The IANA name of the time zone that the site is built in; else what the site's own
    /// configuration says.
    #[schemars(with = "String")]
    pub timezone: Option<Spanned<String>>,
    /// Globs of the files that are checked, relative to this file; every article when nothing is
    /// said.
    #[schemars(with = "OneOrMany<String>")]
    pub include: Option<Vec<Spanned<String>>>,
    /// Globs of files that are not checked, relative to this file.
    #[schemars(with = "OneOrMany<String>")]
    pub exclude: Vec<Spanned<String>>,
    /// The lowest level that makes a run fail; `error` when nothing is said.
    #[schemars(with = "FailOn")]
    pub fail_on: Option<Spanned<FailOn>>,
    /// Levels and options, by rule id, group or `all`. What stands further down counts.
    #[schemars(with = "BTreeMap<String, RuleSetting>")]
    pub rules: BTreeMap<Spanned<String>, RuleSetting>,
    /// What front matter has to hold.
    pub front_matter: FrontMatterSection,
    /// Which hosts get a Referer.
    pub referrer: ReferrerSection,
    /// What holds for some of the files only. Of several that match, the last counts.
    pub overrides: Vec<Override>,
}

/// The section `front-matter`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[schemars(inline)]
pub struct FrontMatterSection {
    /// Keys that every article needs; `a|b` is satisfied by either.
    #[schemars(with = "OneOrMany<String>")]
    pub required: Option<Spanned<Vec<String>>>,
    /// What the values of keys are.
    #[schemars(with = "BTreeMap<String, OneOrMany<ValueType>>")]
    pub types: Option<Spanned<BTreeMap<Spanned<String>, OneOrMany<ValueType>>>>,
    /// The keys of the site, besides those of its generator and those that are named in this
    /// section: any other is reported.
    #[schemars(with = "OneOrMany<String>")]
    pub known: Option<Spanned<Vec<String>>>,
    /// Keys that are dates besides those that generators know.
    #[schemars(with = "OneOrMany<String>")]
    pub dates: Option<Spanned<Vec<String>>>,
    /// Keys that are addresses, or lists of them.
    #[schemars(with = "OneOrMany<String>")]
    pub urls: Option<Spanned<Vec<String>>>,
    /// A JSON Schema (2020-12) for the whole of it: written out, or the path of a JSON or YAML
    /// file, relative to this one.
    #[schemars(with = "SchemaOrPath")]
    pub schema: Option<Spanned<serde_yaml::Value>>,
}

/// What the published schema says of `front-matter.schema`.
#[derive(JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
#[allow(dead_code, reason = "only its schema is used")]
enum SchemaOrPath {
    /// The path of a file.
    Path(String),
    /// The schema itself.
    Schema(serde_json::Map<String, serde_json::Value>),
}

/// The section `referrer`: globs of hosts.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[schemars(inline)]
pub struct ReferrerSection {
    /// Hosts whose pictures need `referrerpolicy`.
    #[schemars(with = "OneOrMany<String>")]
    pub require: Option<Spanned<Vec<Spanned<String>>>>,
    /// Hosts whose pictures must not have one that hides the page.
    #[schemars(with = "OneOrMany<String>")]
    pub forbid: Option<Spanned<Vec<Spanned<String>>>>,
}

/// What holds for the files that match one of the globs.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(inline)]
pub struct Override {
    /// Globs of files, relative to this file.
    #[schemars(with = "OneOrMany<String>")]
    pub files: Spanned<Vec<Spanned<String>>>,
    /// The generators that read these articles.
    #[serde(default)]
    #[schemars(with = "OneOrMany<Target>")]
    pub target: Option<Spanned<Vec<Target>>>,
    /// The lowest level that makes a run fail.
    #[serde(default)]
    #[schemars(with = "FailOn")]
    pub fail_on: Option<Spanned<FailOn>>,
    /// Levels and options, by rule id, group or `all`.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, RuleSetting>")]
    pub rules: BTreeMap<Spanned<String>, RuleSetting>,
    /// What front matter has to hold.
    #[serde(default)]
    pub front_matter: FrontMatterSection,
    /// Which hosts get a Referer.
    #[serde(default)]
    pub referrer: ReferrerSection,
}

/// What a file and an override can both say.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    pub(super) target: Option<Spanned<Vec<Target>>>,
    pub(super) timezone: Option<Spanned<String>>,
    pub(super) fail_on: Option<Spanned<FailOn>>,
    pub(super) rules: BTreeMap<Spanned<String>, RuleSetting>,
    pub(super) front_matter: FrontMatterSection,
    pub(super) referrer: ReferrerSection,
}

impl ConfigFile {
    /// What holds for every file.
    pub(super) fn section(&mut self) -> Section {
        Section {
            target: self.target.take(),
            timezone: self.timezone.take(),
            fail_on: self.fail_on.take(),
            rules: std::mem::take(&mut self.rules),
            front_matter: std::mem::take(&mut self.front_matter),
            referrer: std::mem::take(&mut self.referrer),
        }
    }
}

impl From<Override> for Section {
    fn from(one: Override) -> Self {
        Self {
            target: one.target,
            timezone: None,
            fail_on: one.fail_on,
            rules: one.rules,
            front_matter: one.front_matter,
            referrer: one.referrer,
        }
    }
}
