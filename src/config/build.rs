//! From files as written to a configuration that is ready.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{Glob, GlobSetBuilder};
use serde_yaml::{Mapping, Value};

use super::file::{ConfigFile, LevelSetting, RuleSetting};
use super::reader::{self, Mistake, Spanned};
use super::{Config, Stated};
use crate::date::SiteZone;
use crate::date::clock::Instant;
use crate::document::Source;
use crate::document::front_matter::{Format, FrontMatter, Problem, ProblemKind};
use crate::rule::{Registry, Rule, RuleFile, Ruleset};
use crate::settings::Settings;
use crate::suggest::suggest;

/// The rule whose options the section `front-matter.required` sets.
const REQUIRED_KEY: &str = "front-matter/required-key";

/// A configuration file that cannot be used.
#[derive(Debug)]
pub struct Invalid {
    /// The file.
    pub source: Source,
    /// What is wrong in it.
    pub mistake: Mistake,
}

impl Invalid {
    /// A mistake that no bytes of the file stand for.
    pub(super) fn whole(path: &Path, message: String) -> Box<Self> {
        Box::new(Self {
            source: Source::new(path, ""),
            mistake: Mistake {
                span: None,
                message,
            },
        })
    }
}

/// Collects what presets, files and flags say; the last word counts.
pub struct Builder {
    root: PathBuf,
    rules: BTreeMap<&'static str, Chosen>,
    settings: Settings,
    exclude: GlobSetBuilder,
    extended: bool,
    targets_are_set: bool,
}

#[derive(Clone, Default)]
struct Chosen {
    level: Option<LevelSetting>,
    with: Mapping,
}

impl Builder {
    /// A configuration whose globs are relative to `root`.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        let rules = Registry::builtin()
            .iter()
            .map(|(id, _)| (id, Chosen::default()));
        Self {
            root: std::path::absolute(root)
                .or_else(|_| std::env::current_dir())
                .unwrap_or_default(),
            rules: rules.collect(),
            settings: Settings::default(),
            exclude: GlobSetBuilder::new(),
            extended: false,
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
            Err(mistake) => Err(Box::new(Invalid { source, mistake })),
        }
    }

    fn apply(&mut self, source: &Source) -> Result<(), Mistake> {
        let tree = FrontMatter::whole(source.text(), Format::Yaml);
        if let Some(problem) = tree.problems.first() {
            return Err(syntax_mistake(problem));
        }
        let file: ConfigFile = match &tree.root {
            Some(root) if !root.is_null() => reader::read(root)?,
            _ => ConfigFile::default(),
        };
        for preset in file.extends.iter().flatten() {
            self.preset(&preset.value)
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
        for pattern in &file.exclude {
            self.exclude(&pattern.value)
                .map_err(|message| Mistake::at(pattern.span, message))?;
        }
        Ok(())
    }

    /// Adds a preset that comes with copydesk.
    ///
    /// # Errors
    /// When there is none of that name: a sentence with a suggestion.
    ///
    /// # Panics
    /// When the preset itself is broken, which the tests rule out.
    pub fn preset(&mut self, name: &str) -> Result<(), String> {
        let Some(text) = Registry::preset(name) else {
            let known = Registry::presets().map(|(name, _)| name);
            return Err(format!(
                "there is no preset `{name}`{}",
                suggest(name, known)
            ));
        };
        self.extended = true;
        let source = Source::new(format!("rules/presets/{name}.yml"), text);
        self.apply(&source)
            .unwrap_or_else(|mistake| panic!("preset {name}: {mistake}"));
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
        let mut selected = Vec::new();
        for selector in selectors {
            selected.extend(Registry::builtin().select(selector)?);
        }
        for (id, chosen) in &mut self.rules {
            let off = chosen.level == Some(LevelSetting::Off);
            if !selected.contains(id) {
                chosen.level = Some(LevelSetting::Off);
            } else if off {
                chosen.level = Some(LevelSetting::On);
            }
        }
        Ok(())
    }

    /// Switches off what the selectors name.
    ///
    /// # Errors
    /// When one names nothing: a sentence with a suggestion.
    pub fn ignore(&mut self, selectors: &[String]) -> Result<(), String> {
        for selector in selectors {
            self.level(selector, LevelSetting::Off)?;
        }
        Ok(())
    }

    fn level(&mut self, selector: &str, level: LevelSetting) -> Result<(), String> {
        for id in Registry::builtin().select(selector)? {
            self.rules.entry(id).or_default().level = Some(level);
        }
        Ok(())
    }

    fn option(&mut self, id: &'static str, name: &str, value: Value) {
        let chosen = self.rules.entry(id).or_default();
        chosen.with.insert(Value::from(name), value);
    }

    fn rule(&mut self, selector: &Spanned<String>, setting: &RuleSetting) -> Result<(), Mistake> {
        let ids = Registry::builtin()
            .select(&selector.value)
            .map_err(|message| Mistake::at(selector.span, message))?;
        for id in ids {
            let chosen = self.rules.entry(id).or_default();
            chosen.level = setting.level.or(chosen.level);
            for (name, value) in &setting.with {
                chosen
                    .with
                    .insert(Value::from(name.value.as_str()), value.clone());
                check_option(id, name, &chosen.with)?;
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
                let below = &ground.rules[id];
                chosen.level = chosen.level.or(below.level);
                let given = std::mem::replace(&mut chosen.with, below.with.clone());
                chosen.with.extend(given);
            }
        }
        let registry = Registry::builtin();
        let mut rules = Vec::new();
        for (id, chosen) in &self.rules {
            let Some(file) = registry.get(id) else {
                continue;
            };
            if chosen.level == Some(LevelSetting::Off) {
                continue;
            }
            let mut rule = Rule::compile(id, &with_options(file, &chosen.with))
                .map_err(|error| format!("{id}: {error}"))?;
            if let Some(level) = chosen.level.and_then(LevelSetting::level) {
                rule.level = level;
                rule.level_is_configured = true;
            }
            rules.push(rule);
        }
        let mut settings = self.settings;
        settings.site = Some(self.root.clone());
        Ok(Config {
            stated: Arc::new(Stated {
                root: self.root,
                rules: Ruleset::new(rules),
                exclude: self.exclude.build().map_err(|error| error.to_string())?,
                targets_are_set: self.targets_are_set,
            }),
            settings,
        })
    }
}

/// A fault of YAML, without what it means to generators.
fn syntax_mistake(problem: &Problem) -> Mistake {
    let hint = match (problem.kind, &problem.hint) {
        (ProblemKind::DuplicateKey, _) => ": keep one",
        (_, Some(hint)) => &format!(": {}", hint.split("; ").next().unwrap_or_default()),
        (_, None) => "",
    };
    Mistake::at(problem.span, format!("{}{hint}", problem.message))
}

/// Refuses an option that the rule does not have, or a value that does not fit.
fn check_option(id: &str, name: &Spanned<String>, with: &Mapping) -> Result<(), Mistake> {
    let registry = Registry::builtin();
    let Some(file) = registry.get(id) else {
        return Ok(());
    };
    let at = |message: String| Mistake::at(name.span, message);
    let known = Rule::options(file);
    if !known.contains(&name.value) {
        let hint = suggest(&name.value, known.iter().map(String::as_str));
        return Err(at(format!("{id} has no option `{}`{hint}", name.value)));
    }
    Rule::compile(id, &with_options(file, with))
        .map(|_| ())
        .map_err(at)
}

fn with_options(file: &RuleFile, with: &Mapping) -> RuleFile {
    let mut file = file.clone();
    if with.is_empty() {
        return file;
    }
    for parameters in file.check.values_mut() {
        if parameters.is_null() {
            *parameters = Value::Mapping(Mapping::new());
        }
        if let Value::Mapping(given) = parameters {
            given.extend(with.clone());
        }
    }
    file
}
