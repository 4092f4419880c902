//! From layers and flags to a configuration that is ready.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::choices::{Choices, Flag};
use super::globs::{self, Globs};
use super::invalid::Invalid;
use super::layer::Layer;
use super::load::Loader;
use super::options::with_options;
use super::setting::{FailOn, LevelSetting};
use super::{Config, Origin, Pack, Sourced, Stated, pack};
use crate::date::clock::Instant;
use crate::document::Source;
use crate::rule::{Registry, Rule, Ruleset};
use crate::settings::Settings;
use crate::site::Files;
use crate::suppress::UNUSED;
use crate::target::Target;

/// Collects what presets, files and flags say; the last word counts, and flags have it.
#[derive(Clone)]
pub struct Builder {
    root: PathBuf,
    pub(super) registry: Cow<'static, Registry>,
    packs: Vec<Pack>,
    pub(super) layers: Vec<Arc<Layer>>,
    /// Whether some layer says which preset is the ground.
    pub(super) extended: bool,
    /// Whether the file says that nothing above its folder counts.
    pub(super) is_root: bool,
    /// Presets and files that what is being read extends: each counts once, where it is named
    /// first.
    pub(super) applied: BTreeSet<PathBuf>,
    flags: Vec<Flag>,
    targets: Option<Sourced<Vec<Target>>>,
    fail_on: Option<Sourced<FailOn>>,
    exclude: Globs,
    now: Option<Instant>,
}

impl Builder {
    /// A configuration whose globs are relative to `root`.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self::over(root, Cow::Borrowed(Registry::builtin()))
    }

    /// The same, choosing from rules that are known already.
    #[must_use]
    pub(super) fn over(root: &Path, registry: Cow<'static, Registry>) -> Self {
        Self {
            root: std::path::absolute(root)
                .or_else(|_| std::env::current_dir())
                .unwrap_or_default(),
            registry,
            packs: Vec::new(),
            layers: Vec::new(),
            extended: false,
            is_root: false,
            applied: BTreeSet::new(),
            flags: Vec::new(),
            targets: None,
            fail_on: None,
            exclude: Globs::default(),
            now: None,
        }
    }

    /// Adds a configuration file, with what it extends.
    ///
    /// # Errors
    /// The mistakes in it, or in a file that it names.
    pub fn file(&mut self, source: Source) -> Result<(), Box<Invalid>> {
        self.applied.clear();
        Loader::new(self).file(source)
    }

    /// Adds a pack: a folder with rules of a site's own.
    ///
    /// # Errors
    /// The first mistake in a file, or what is wrong with the folder.
    pub fn pack(&mut self, folder: &Path) -> Result<(), Box<Invalid>> {
        Ok(self.load_pack(folder)?)
    }

    pub(super) fn load_pack(&mut self, folder: &Path) -> Result<(), pack::Fault> {
        let rules = pack::load(folder, self.registry.to_mut())?;
        let folder = folder.to_owned();
        self.packs.push(Pack { folder, rules });
        Ok(())
    }

    /// Adds a preset that comes with copydesk, on top of all that was said before.
    ///
    /// # Errors
    /// When there is none of that name: a sentence with a suggestion.
    ///
    /// # Panics
    /// When the preset itself is broken, which the tests rule out.
    pub fn preset(&mut self, name: &str) -> Result<(), String> {
        self.applied.clear();
        Loader::new(self).preset(name)
    }

    /// Builds on a preset in the place of those that the files extend.
    ///
    /// # Errors
    /// When there is none of that name: a sentence with a suggestion.
    pub fn start_from(&mut self, name: &str) -> Result<(), String> {
        let mut ground = Self::new(&self.root);
        ground.preset(name)?;
        let own = self.layers.drain(..).filter(|layer| !layer.is_preset());
        ground.layers.extend(own);
        self.layers = ground.layers;
        self.extended = true;
        Ok(())
    }

    /// Keeps files out, by globs relative to the current folder.
    ///
    /// # Errors
    /// When a glob is malformed.
    pub fn exclude(&mut self, patterns: &[String]) -> Result<(), String> {
        patterns.iter().try_for_each(|pattern| {
            globs::check(pattern).map_err(|error| format!("`{pattern}` is no glob: {error}"))
        })?;
        let here = std::env::current_dir().map_err(|error| error.to_string())?;
        let patterns = globs::told(patterns, &Origin::Flag("--exclude"));
        self.exclude.add(&here, patterns);
        Ok(())
    }

    /// Sets the generators.
    pub fn targets(&mut self, targets: Vec<Target>) {
        self.targets_from(targets, Origin::Flag("--target"));
    }

    /// Sets the generators, and tells who has said so.
    pub fn targets_from(&mut self, targets: Vec<Target>, origin: Origin) {
        self.targets = Some(Sourced::new(targets, origin));
    }

    /// Sets the lowest level that makes a run fail, and tells who has said so.
    pub fn fail_on(&mut self, fail_on: FailOn, origin: Origin) {
        self.fail_on = Some(Sourced::new(fail_on, origin));
    }

    /// Sets the time at which the articles are checked.
    pub fn now(&mut self, now: Instant) {
        self.now = Some(now);
    }

    /// Switches on only what the selectors name.
    ///
    /// # Errors
    /// When one names nothing: a sentence with a suggestion.
    pub fn select(&mut self, selectors: &[String]) -> Result<(), String> {
        self.flag(selectors, Flag::Select)
    }

    /// Switches on what the selectors name, besides what is on.
    ///
    /// # Errors
    /// When one names nothing: a sentence with a suggestion.
    pub fn extend_select(&mut self, selectors: &[String]) -> Result<(), String> {
        self.flag(selectors, Flag::ExtendSelect)
    }

    /// Switches off what the selectors name.
    ///
    /// # Errors
    /// When one names nothing: a sentence with a suggestion.
    pub fn ignore(&mut self, selectors: &[String]) -> Result<(), String> {
        self.flag(selectors, Flag::Ignore)
    }

    fn flag(&mut self, selectors: &[String], flag: fn(Vec<String>) -> Flag) -> Result<(), String> {
        for selector in selectors {
            self.registry.select(selector)?;
        }
        self.flags.push(flag(selectors.to_vec()));
        Ok(())
    }

    /// The overrides that hold for a file, by their place among the layers.
    pub(super) fn overrides_of(&self, path: &Path) -> Vec<usize> {
        let layers = self.layers.iter().enumerate();
        let mut guards = layers
            .filter_map(|(at, layer)| Some((at, layer.guard.as_ref()?)))
            .peekable();
        if guards.peek().is_none() {
            return Vec::new();
        }
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let holds = guards.filter(|(_, guard)| guard.find(&path).is_some());
        holds.map(|(at, _)| at).collect()
    }

    /// What the layers that hold for every file choose.
    pub(super) fn choices(&self) -> Choices {
        self.chosen_by(self.active(&[]))
    }

    fn active<'b>(&'b self, overrides: &'b [usize]) -> impl Iterator<Item = &'b Layer> {
        let layers = self.layers.iter().enumerate();
        let holds =
            |(at, layer): &(usize, &Arc<Layer>)| layer.guard.is_none() || overrides.contains(at);
        layers.filter(holds).map(|(_, layer)| &**layer)
    }

    fn chosen_by<'b>(&'b self, layers: impl Iterator<Item = &'b Layer>) -> Choices {
        let mut choices = Choices::new(&self.registry);
        // What is wrong was told when the file was read.
        layers.for_each(|layer| choices.apply(layer, &self.registry, &mut Vec::new()));
        choices
    }

    /// The finished configuration, as far as it holds for every file. Without any preset,
    /// `recommended` is the ground.
    ///
    /// # Errors
    /// When the rules cannot be compiled with the options given.
    pub fn finish(self) -> Result<Config, String> {
        self.finish_with(&[])
    }

    /// The same, with some of the overrides.
    pub(super) fn finish_with(&self, overrides: &[usize]) -> Result<Config, String> {
        let mut ground = Self::new(&self.root);
        if !self.extended {
            ground.preset("recommended")?;
        }
        let layers = || {
            let below = ground.layers.iter().map(|layer| &**layer);
            below.chain(self.active(overrides))
        };
        let mut choices = self.chosen_by(layers());
        for flag in &self.flags {
            choices.flag(flag, &self.registry);
        }
        choices.targets = self.targets.clone().or(choices.targets);
        choices.fail_on = self.fail_on.clone().or(choices.fail_on);

        let mut exclude = Globs::default();
        let mut include = None;
        for layer in layers() {
            exclude.extend(&layer.exclude);
            include = layer.include.clone().or(include);
        }
        exclude.extend(&self.exclude);
        let settings = Settings {
            targets: choices
                .targets
                .iter()
                .flat_map(|set| set.value.clone())
                .collect(),
            site: Some(self.root.clone()),
            host: None,
            zone: choices
                .zone
                .iter()
                .map(|(_, zone)| zone.clone())
                .next()
                .unwrap_or_default(),
            now: self.now,
            files: Files::default(),
        };
        Ok(Config {
            stated: Arc::new(Stated {
                root: self.root.clone(),
                is_root: self.is_root,
                registry: self.registry.clone(),
                packs: self.packs.clone(),
                rules: Ruleset::new(self.compile(&choices)?),
                files: layers()
                    .map(|layer| (layer.place.clone(), layer.guard.clone()))
                    .collect(),
                include,
                exclude,
                choices,
            }),
            settings,
            found: None,
        })
    }

    fn compile(&self, choices: &Choices) -> Result<Vec<Rule>, String> {
        // Whether a comment has an effect does not hang on what a run leaves out: rules that it
        // leaves out are run in silence then.
        let unused = choices.rules.get(UNUSED);
        let listens = unused.is_some_and(|chosen| !chosen.is_off());
        let mut rules = Vec::new();
        for (id, chosen) in &choices.rules {
            let Some(file) = self.registry.get(id) else {
                continue;
            };
            let is_silent = chosen.left_out && listens;
            if chosen.is_off() && !is_silent {
                continue;
            }
            let mut rule = Rule::compile(id, &with_options(file, &chosen.mapping()))
                .map_err(|error| format!("{id}: {error}"))?;
            let level = chosen.level.as_ref().map(|level| level.value);
            if let Some(level) = level.and_then(LevelSetting::level) {
                rule.level = level;
                rule.level_is_configured = true;
            }
            rule.is_silent = is_silent;
            rules.push(rule);
        }
        Ok(rules)
    }
}
