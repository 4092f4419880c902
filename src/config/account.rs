//! Every value of a configuration, with who has said it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_yaml::Value;

use super::layer::Place;
use super::{Config, FailOn, LevelSetting, Origin, Sourced};
use crate::finding::Level;
use crate::target::Target;

/// All that a configuration says, as it holds for one file.
#[derive(Clone, Debug)]
pub struct Account {
    /// What it was made of; later parts outweigh earlier ones.
    pub parts: Vec<Part>,
    /// The generators that read the articles.
    pub targets: Sourced<Vec<Target>>,
    /// The name of the site's time zone; none where nobody sets it, or where only the files of the
    /// generator do.
    pub timezone: Sourced<Option<String>>,
    /// The lowest level that makes a run fail.
    pub fail_on: Sourced<FailOn>,
    /// Globs of files that are checked; none where all are.
    pub include: Vec<Sourced<String>>,
    /// Globs of files that are not checked.
    pub exclude: Vec<Sourced<String>>,
    /// All rules, by id.
    pub rules: BTreeMap<String, RuleAccount>,
}

/// Something that a configuration is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A preset that comes with copydesk, by name.
    Preset(String),
    /// A configuration file.
    File(PathBuf),
    /// An override, with its globs.
    Override(Vec<Sourced<String>>),
    /// A folder with rules.
    Pack(PathBuf),
    /// The folder of a site whose own files tell its generators.
    Site(PathBuf),
}

/// What holds for one rule.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleAccount {
    /// The level; none when the rule is off.
    pub level: Sourced<Option<Level>>,
    /// The options that are set.
    pub options: BTreeMap<String, Sourced<Value>>,
}

impl Config {
    /// Tells every value with who has said it.
    #[must_use]
    pub fn account(&self) -> Account {
        let stated = &*self.stated;
        let choices = &stated.choices;
        let found = self.found.as_deref();
        let site = || found.map(|found| Origin::Site(short(&found.root)));
        let targets = match (&choices.targets, found) {
            (Some(said), _) => said.clone(),
            (None, Some(found)) => {
                Sourced::new(found.targets.clone(), Origin::Site(short(&found.root)))
            }
            (None, None) => Sourced::default_of(Vec::new()),
        };
        let timezone = match &choices.zone {
            Some((name, _)) => Sourced::new(Some(name.value.clone()), name.origin.clone()),
            None => {
                let has_zone = found.is_some_and(|found| found.has_zone);
                let origin = site().filter(|_| has_zone).unwrap_or(Origin::Default);
                Sourced::new(None, origin)
            }
        };
        Account {
            parts: self.parts(),
            targets,
            timezone,
            fail_on: choices
                .fail_on
                .clone()
                .unwrap_or_else(|| Sourced::default_of(FailOn::default())),
            include: stated
                .include
                .iter()
                .flat_map(|globs| globs.iter().cloned())
                .collect(),
            exclude: stated.exclude.iter().cloned().collect(),
            rules: self.rule_accounts(),
        }
    }

    /// What the configuration was made of, in the order of weight.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        let stated = &*self.stated;
        let site = self
            .found
            .iter()
            .map(|found| Part::Site(short(&found.root)));
        let packs = stated
            .packs
            .iter()
            .map(|pack| Part::Pack(pack.folder.clone()));
        let layers = stated
            .files
            .iter()
            .map(|(place, guard)| match (place, guard) {
                (_, Some(globs)) => Part::Override(globs.iter().cloned().collect()),
                (Place::Preset(name, _), None) => Part::Preset(name.clone()),
                (Place::File(source), None) => Part::File(source.path().to_owned()),
            });
        site.chain(packs).chain(layers).collect()
    }

    fn rule_accounts(&self) -> BTreeMap<String, RuleAccount> {
        let choices = &self.stated.choices;
        let rules = self.registry().iter();
        rules
            .map(|(id, rule)| {
                let chosen = choices.rules.get(id);
                let said = chosen.and_then(|chosen| chosen.level.as_ref());
                let level = match said {
                    None => Sourced::default_of(Some(rule.level)),
                    Some(said) => {
                        let level = match said.value {
                            LevelSetting::Off => None,
                            set => Some(set.level().unwrap_or(rule.level)),
                        };
                        Sourced::new(level, said.origin.clone())
                    }
                };
                let options = chosen.map(|chosen| chosen.with.clone()).unwrap_or_default();
                (id.to_owned(), RuleAccount { level, options })
            })
            .collect()
    }
}

/// A folder as seen from the current one.
fn short(folder: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    match folder.strip_prefix(&here) {
        Ok(below) if below.as_os_str().is_empty() => PathBuf::from("."),
        Ok(below) => below.to_owned(),
        Err(_) => folder.to_owned(),
    }
}

impl Account {
    /// What it was made of, in one line: `preset recommended, copydesk.yml, for Hexo`.
    #[must_use]
    pub fn sentence(&self) -> String {
        let parts: Vec<_> = self.parts.iter().filter_map(Part::sentence).collect();
        let targets: Vec<_> = self
            .targets
            .value
            .iter()
            .map(|target| target.name())
            .collect();
        let targets = match targets.is_empty() {
            true => "no known generator".to_owned(),
            false => format!("{} ({})", targets.join(", "), self.targets.origin),
        };
        format!("{}, for {targets}", parts.join(", "))
    }
}

impl Part {
    fn sentence(&self) -> Option<String> {
        match self {
            Self::Preset(name) => Some(format!("preset {name}")),
            Self::File(path) => Some(path.display().to_string()),
            Self::Override(globs) => Some(format!("override {}", globs.first()?.origin)),
            Self::Pack(folder) => Some(format!("pack {}", folder.display())),
            Self::Site(_) => None,
        }
    }
}
