//! Configuration: what applies to an article, from presets, files and the command line.

mod account;
mod build;
mod choices;
mod discover;
mod file;
mod globs;
mod invalid;
mod layer;
mod load;
mod options;
mod origin;
mod pack;
mod reading;
mod rule_file;
mod schema;
mod sections;
mod setting;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use crate::reader::{Mistake, Spanned, read};
pub use account::{Account, Part, RuleAccount};
pub use build::Builder;
pub use discover::Configs;
pub use file::{ConfigFile, FILE_NAMES};
pub use invalid::Invalid;
pub use origin::{Origin, Sourced};
pub(crate) use pack::FIXTURES;
pub use pack::check_id;
pub use schema::schema;
pub use setting::{FailOn, LevelSetting, RuleSetting};

use choices::Choices;
use globs::Globs;
use layer::Place;

use crate::date::clock::Instant;
use crate::rule::{Registry, Ruleset};
use crate::settings::Settings;
use crate::site::Files;
use crate::target::{self, Target};

/// A configuration that cannot be wrong any more.
#[derive(Clone)]
pub struct Config {
    stated: Arc<Stated>,
    settings: Settings,
    /// The site that the articles lie on, told from its own files, and its generators.
    found: Option<Arc<Found>>,
}

/// What a site's own files tell.
struct Found {
    root: PathBuf,
    targets: Vec<Target>,
    has_zone: bool,
}

/// A folder with rules of a site's own.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The folder.
    pub folder: PathBuf,
    /// The ids of its rules, sorted.
    pub rules: Vec<String>,
}

/// What a configuration file states, whatever site it is asked for.
struct Stated {
    root: PathBuf,
    is_root: bool,
    registry: Cow<'static, Registry>,
    packs: Vec<Pack>,
    rules: Ruleset,
    /// The presets, files and overrides that made it, in their order.
    files: Vec<(Place, Option<Globs>)>,
    include: Option<Globs>,
    exclude: Globs,
    choices: Choices,
}

/// Why a configuration keeps a file out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exclusion<'c> {
    /// A glob of `exclude` matches it.
    Excluded(&'c Sourced<String>),
    /// No glob of `include` does; the first of them.
    NotIncluded(Option<&'c Sourced<String>>),
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

    /// The lowest level that makes a run fail.
    #[must_use]
    pub fn fail_on(&self) -> FailOn {
        let said = self.stated.choices.fail_on.as_ref();
        said.map_or(FailOn::default(), |said| said.value)
    }

    /// Whether the configuration keeps a file out.
    #[must_use]
    pub fn excludes(&self, path: &Path) -> bool {
        self.exclusion(path).is_some()
    }

    /// Why the configuration keeps a file out; `None` if it does not.
    #[must_use]
    pub fn exclusion(&self, path: &Path) -> Option<Exclusion<'_>> {
        let Stated {
            include, exclude, ..
        } = &*self.stated;
        if include.is_none() && exclude.is_empty() {
            return None;
        }
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        if let Some(glob) = exclude.find(&path) {
            return Some(Exclusion::Excluded(glob));
        }
        let include = include.as_ref()?;
        let is_in = include.find(&path).is_some();
        (!is_in).then(|| Exclusion::NotIncluded(include.iter().next()))
    }

    /// The same, checked at this time.
    #[must_use]
    pub fn at(mut self, now: Instant) -> Self {
        self.settings.now = Some(now);
        self
    }

    /// The same, looking anew at the files that articles refer to.
    #[must_use]
    pub fn afresh(mut self) -> Self {
        self.settings.files = self.settings.files.afresh();
        self
    }

    /// The same on a site that has these files and no others, named relative to its root.
    #[must_use]
    pub fn with_files(mut self, paths: &[String]) -> Self {
        let root = self.settings.site.clone().unwrap_or_default();
        self.settings.files = Files::given(&root, paths);
        self
    }

    /// The same for the articles of a site; its generators and its time zone count unless others
    /// are set. Nothing above a configuration with `root` counts.
    #[must_use]
    pub fn for_site(&self, root: PathBuf, targets: &[Target]) -> Self {
        let mut config = self.clone();
        if self.stated.is_root && !root.starts_with(&self.stated.root) {
            return config;
        }
        let mut has_zone = false;
        if !config.settings.zone.is_set()
            && let Some(zone) = target::time_zone(&root)
        {
            config.settings.zone = zone;
            has_zone = true;
        }
        config.settings.host = target::host(&root);
        config.settings.site = Some(root.clone());
        if self.stated.choices.targets.is_none() {
            config.settings.targets = targets.to_vec();
        }
        config.found = Some(Arc::new(Found {
            root,
            targets: targets.to_vec(),
            has_zone,
        }));
        config
    }
}
