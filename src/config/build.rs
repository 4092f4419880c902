//! From files as written to a configuration that is ready.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{Glob, GlobSetBuilder};
use serde_yaml::{Mapping, Value};

use super::file::{ConfigFile, LevelSetting, RuleSetting};
use super::invalid::{Fault, Invalid};
use super::options::{check_option, with_options};
use super::{Config, Pack, Stated, pack, rule_file};
use crate::date::SiteZone;
use crate::date::clock::Instant;
use crate::document::Source;
use crate::reader::{self, Mistake, Spanned};
use crate::rule::{Registry, Rule, Ruleset};
use crate::settings::Settings;
use crate::suggest::suggest;
use crate::suppress::UNUSED;

/// The rule whose options the section `front-matter.required` sets.
const REQUIRED_KEY: &str = "front-matter/required-key";

/// The rules whose options the section `referrer` sets.
const REFERRER_MISSING: &str = "referrer/missing";
const REFERRER_FORBIDDEN: &str = "referrer/forbidden-host";

/// Collects what presets, files and flags say; the last word counts.
pub struct Builder {
    root: PathBuf,
    registry: Cow<'static, Registry>,
    packs: Vec<Pack>,
    rules: BTreeMap<String, Chosen>,
    settings: Settings,
    exclude: GlobSetBuilder,
    extended: bool,
    /// Presets that what is being read extends: each counts once, where it is named first.
    applied: BTreeSet<String>,
    targets_are_set: bool,
}

#[derive(Clone, Default)]
struct Chosen {
    level: Option<LevelSetting>,
    with: Mapping,
    /// Whether the rule was asked for by name: that switches it on, whatever a preset says.
    selected: bool,
    /// Whether the command line has left it out of this run.
    left_out: bool,
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
        let rules = registry.iter();
        Self {
            root: std::path::absolute(root)
                .or_else(|_| std::env::current_dir())
                .unwrap_or_default(),
            rules: rules
                .map(|(id, _)| (id.to_owned(), Chosen::default()))
                .collect(),
            registry,
            packs: Vec::new(),
            settings: Settings::default(),
            exclude: GlobSetBuilder::new(),
            extended: false,
            applied: BTreeSet::new(),
            targets_are_set: false,
        }
    }

    /// Adds a configuration file.
    ///
    /// # Errors
    /// The first mistake in it.
    pub fn file(&mut self, source: Source) -> Result<(), Box<Invalid>> {
        match self.apply(&source) {
            Ok(()) => Ok(()),
            Err(Fault::Here(mistake)) => Err(Box::new(Invalid { source, mistake })),
            Err(Fault::Elsewhere(invalid)) => Err(invalid),
        }
    }

    fn apply(&mut self, source: &Source) -> Result<(), Fault> {
        let tree = rule_file::tree(source)?;
        let file: ConfigFile = match &tree.root {
            Some(root) if !root.is_null() => reader::read(root)?,
            _ => ConfigFile::default(),
        };
        // First of all, so that levels can be set for their rules.
        for folder in &file.packs {
            let base = source.path().parent().unwrap_or(Path::new(""));
            let loaded = self.load(&base.join(&folder.value));
            // Its fixtures are no articles.
            let name = globset::escape(folder.value.trim_end_matches('/'));
            self.exclude(&format!("{name}/{}", pack::FIXTURES))
                .map_err(|message| Mistake::at(folder.span, message))?;
            loaded.map_err(|fault| match fault {
                pack::Fault::Folder(message) => Fault::Here(Mistake::at(folder.span, message)),
                pack::Fault::File(invalid) => Fault::Elsewhere(invalid),
            })?;
        }
        for preset in file.extends.iter().flatten() {
            self.extend(&preset.value)
                .map_err(|message| Mistake::at(preset.span, message))?;
        }
        self.extended |= file.extends.is_some();
        if let Some(targets) = file.target {
            self.targets(targets);
        }
        if let Some(name) = file.timezone {
            self.settings.zone = SiteZone::site(&name.value)
                .map_err(|unknown| Mistake::at(name.span, unknown.to_string()))?;
        }
        for (selector, setting) in &file.rules {
            self.rule(selector, setting)?;
        }
        if let Some(required) = file.front_matter.required {
            let keys = required.value.into_iter().map(Value::from).collect();
            self.option(REQUIRED_KEY, "keys", Value::Sequence(keys));
            self.option(REQUIRED_KEY, "post-keys", Value::Sequence(Vec::new()));
        }
        let hosts = [
            (file.referrer.require, REFERRER_MISSING, "require"),
            (file.referrer.forbid.clone(), REFERRER_MISSING, "except"),
            (file.referrer.forbid, REFERRER_FORBIDDEN, "hosts"),
        ];
        for (given, rule, option) in hosts {
            if let Some(given) = given {
                check_hosts(&given)?;
                let globs = given.value.into_iter().map(Value::from).collect();
                self.option(rule, option, Value::Sequence(globs));
            }
        }
        for pattern in &file.exclude {
            self.exclude(&pattern.value)
                .map_err(|message| Mistake::at(pattern.span, message))?;
        }
        Ok(())
    }

    /// Adds a pack: a folder with rules of a site's own.
    ///
    /// # Errors
    /// The first mistake in a file, or what is wrong with the folder.
    pub fn pack(&mut self, folder: &Path) -> Result<(), Box<Invalid>> {
        Ok(self.load(folder)?)
    }

    fn load(&mut self, folder: &Path) -> Result<(), pack::Fault> {
        let rules = pack::load(folder, self.registry.to_mut())?;
        let chosen = rules.iter().map(|id| (id.clone(), Chosen::default()));
        self.rules.extend(chosen);
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
        self.extend(name)
    }

    fn extend(&mut self, name: &str) -> Result<(), String> {
        let Some(text) = Registry::preset(name) else {
            let known = Registry::presets().map(|(name, _)| name);
            let hint = suggest(name, known);
            return Err(format!("there is no preset `{name}`{hint}"));
        };
        self.extended = true;
        if self.applied.insert(name.to_owned()) {
            let source = Source::new(format!("rules/presets/{name}.yml"), text);
            self.apply(&source)
                .unwrap_or_else(|fault| panic!("preset {name}: {fault}"));
        }
        Ok(())
    }

    /// Keeps files out, by a glob relative to the root.
    ///
    /// # Errors
    /// When the glob is malformed.
    pub fn exclude(&mut self, pattern: &str) -> Result<(), String> {
        let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
        let pattern = pattern.strip_suffix('/').unwrap_or(pattern);
        // A folder's name keeps out what is in it, as in .gitignore.
        for pattern in [pattern.to_owned(), format!("{pattern}/**")] {
            let glob = Glob::new(&pattern).map_err(|error| error.to_string())?;
            self.exclude.add(glob);
        }
        Ok(())
    }

    /// Sets the generators.
    pub fn targets(&mut self, targets: Vec<crate::target::Target>) {
        self.settings.targets = targets;
        self.targets_are_set = true;
    }

    /// Sets the time at which the articles are checked.
    pub fn now(&mut self, now: Instant) {
        self.settings.now = Some(now);
    }

    /// Switches on only what the selectors name.
    ///
    /// # Errors
    /// When one names nothing: a sentence with a suggestion.
    pub fn select(&mut self, selectors: &[String]) -> Result<(), String> {
        let (mut selected, mut named) = (Vec::new(), Vec::new());
        for selector in selectors {
            let ids = self.registry.select(selector)?;
            // A group names what is on in it, a rule itself.
            named.extend(ids.iter().copied().filter(|id| *id == selector));
            selected.extend(ids);
        }
        for (id, chosen) in &mut self.rules {
            chosen.selected = named.contains(&id.as_str());
            chosen.left_out |= !selected.contains(&id.as_str());
        }
        Ok(())
    }

    /// Switches off what the selectors name.
    ///
    /// # Errors
    /// When one names nothing: a sentence with a suggestion.
    pub fn ignore(&mut self, selectors: &[String]) -> Result<(), String> {
        for selector in selectors {
            for id in self.registry.select(selector)? {
                self.rules.entry(id.to_owned()).or_default().left_out = true;
            }
        }
        Ok(())
    }

    fn option(&mut self, id: &str, name: &str, value: Value) {
        let chosen = self.rules.entry(id.to_owned()).or_default();
        chosen.with.insert(Value::from(name), value);
    }

    fn rule(&mut self, selector: &Spanned<String>, setting: &RuleSetting) -> Result<(), Mistake> {
        let ids = self
            .registry
            .select(&selector.value)
            .map_err(|message| Mistake::at(selector.span, message))?;
        for id in ids {
            let chosen = self.rules.entry(id.to_owned()).or_default();
            chosen.level = setting.level.or(chosen.level);
            for (name, value) in &setting.with {
                chosen
                    .with
                    .insert(Value::from(name.value.as_str()), value.clone());
                check_option(&self.registry, id, name, &chosen.with)?;
            }
        }
        Ok(())
    }

    /// The finished configuration. Without any preset, `recommended` is the ground.
    ///
    /// # Errors
    /// When the rules cannot be compiled with the options given.
    pub fn finish(mut self) -> Result<Config, String> {
        if !self.extended {
            let mut ground = Self::new(&self.root);
            ground.preset("recommended")?;
            for (id, chosen) in &mut self.rules {
                // The preset knows nothing of a site's own rules.
                let Some(below) = ground.rules.get(id) else {
                    continue;
                };
                chosen.level = chosen.level.or(below.level);
                let given = std::mem::replace(&mut chosen.with, below.with.clone());
                chosen.with.extend(given);
            }
        }
        for chosen in self.rules.values_mut() {
            // What is asked for by name is run, though a preset leaves it out.
            if chosen.selected && chosen.level == Some(LevelSetting::Off) {
                chosen.level = Some(LevelSetting::On);
            }
        }
        // Whether a comment has an effect does not hang on what a run leaves out: rules that it
        // leaves out are run in silence then.
        let is_off = |chosen: &Chosen| chosen.level == Some(LevelSetting::Off);
        let unused = self.rules.get(UNUSED);
        let listens = unused.is_some_and(|chosen| !chosen.left_out && !is_off(chosen));
        let mut rules = Vec::new();
        for (id, chosen) in &self.rules {
            let Some(file) = self.registry.get(id) else {
                continue;
            };
            if is_off(chosen) || (chosen.left_out && !listens) {
                continue;
            }
            let mut rule = Rule::compile(id, &with_options(file, &chosen.with))
                .map_err(|error| format!("{id}: {error}"))?;
            if let Some(level) = chosen.level.and_then(LevelSetting::level) {
                rule.level = level;
                rule.level_is_configured = true;
            }
            rule.is_silent = chosen.left_out;
            rules.push(rule);
        }
        let mut settings = self.settings;
        settings.site = Some(self.root.clone());
        Ok(Config {
            stated: Arc::new(Stated {
                root: self.root,
                registry: self.registry,
                packs: self.packs,
                rules: Ruleset::new(rules),
                exclude: self.exclude.build().map_err(|error| error.to_string())?,
                targets_are_set: self.targets_are_set,
            }),
            settings,
        })
    }
}

/// Refuses what is no glob.
fn check_hosts(hosts: &Spanned<Vec<String>>) -> Result<(), Mistake> {
    let broken = hosts.value.iter().find_map(|host| Glob::new(host).err());
    broken.map_or(Ok(()), |error| {
        Err(Mistake::at(hosts.span, error.to_string()))
    })
}
