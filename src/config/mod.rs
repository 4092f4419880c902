//! Configuration: what applies to an article, from presets, files and the command line.

mod build;
mod discover;
mod file;
mod invalid;
mod options;
mod pack;
mod rule_file;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::GlobSet;

pub use crate::reader::{Mistake, Spanned, read};
pub use build::Builder;
pub use discover::Configs;
pub use file::{ConfigFile, FILE_NAMES, LevelSetting, RuleSetting};
pub use invalid::Invalid;
pub(crate) use pack::FIXTURES;
pub use pack::check_id;

use crate::date::clock::Instant;
use crate::rule::{Registry, Ruleset};
use crate::settings::Settings;
use crate::target::{self, Target};

/// A configuration that cannot be wrong any more.
#[derive(Clone)]
pub struct Config {
    stated: Arc<Stated>,
    settings: Settings,
}

/// A folder with rules of a site's own.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The folder.
    pub folder: PathBuf,
    /// The ids of its rules, sorted.
    pub rules: Vec<String>,
}

/// What a configuration file states, whatever article it is asked for.
struct Stated {
    root: PathBuf,
    registry: Cow<'static, Registry>,
    packs: Vec<Pack>,
    rules: Ruleset,
    exclude: GlobSet,
    /// Whether the generators are set, and not to be looked for.
    targets_are_set: bool,
}

impl Config {
    /// The preset `recommended`, and nothing else.
    ///
    /// # Panics
    /// When the preset is broken, which the tests rule out.
    #[must_use]
    pub fn recommended() -> Self {
        Builder::new(Path::new(""))
            .finish()
            .expect("the preset is tested")
    }

    /// The rules that are switched on.
    #[must_use]
    pub fn rules(&self) -> &Ruleset {
        &self.stated.rules
    }

    /// All rules that could be switched on.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.stated.registry
    }

    /// The ids of the rules of the site's own, by pack.
    #[must_use]
    pub fn packs(&self) -> &[Pack] {
        &self.stated.packs
    }

    /// One rule alone, as its examples are checked: wherever they lie, on a site of the
    /// generators that the rule is for.
    ///
    /// # Errors
    /// When there is no such rule: a sentence with a suggestion.
    pub fn only(&self, id: &str) -> Result<Self, String> {
        let mut builder = Builder::over(&self.stated.root, self.stated.registry.clone());
        builder.select(&[id.to_owned()])?;
        if let Some(rule) = self.registry().get(id) {
            builder.targets(rule.targets.clone());
        }
        builder.finish()
    }

    /// What is known about the site.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// A path as the globs of this configuration see it: relative to its folder.
    #[must_use]
    pub fn relative(&self, path: &Path) -> PathBuf {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        match absolute.strip_prefix(&self.stated.root) {
            Ok(below) => below.to_owned(),
            Err(_) => path.to_owned(),
        }
    }

    /// Whether the configuration keeps a file out.
    #[must_use]
    pub fn excludes(&self, path: &Path) -> bool {
        let exclude = &self.stated.exclude;
        !exclude.is_empty() && exclude.is_match(self.relative(path))
    }

    /// The same, checked at this time.
    #[must_use]
    pub fn at(mut self, now: Instant) -> Self {
        self.settings.now = Some(now);
        self
    }

    /// The same for the articles of a site; its generators and its time zone count unless others
    /// are set.
    #[must_use]
    pub fn for_site(&self, root: PathBuf, targets: &[Target]) -> Self {
        let mut config = self.clone();
        if !config.settings.zone.is_set()
            && let Some(zone) = target::time_zone(&root)
        {
            config.settings.zone = zone;
        }
        config.settings.site = Some(root);
        if !self.stated.targets_are_set {
            config.settings.targets = targets.to_vec();
        }
        config
    }
}
