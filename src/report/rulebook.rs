//! The rules of a run, for reports that explain them.

use std::collections::{BTreeMap, HashSet};
use std::ptr;
use std::sync::{Arc, OnceLock};

use crate::config::Config;
use crate::finding::Level;
use crate::rule::RuleFile;

/// The rules that ran, by id, with their levels.
#[derive(Debug, Default)]
pub struct Rulebook {
    rules: BTreeMap<String, (RuleFile, Level)>,
}

impl Rulebook {
    /// The rules of some configurations; of one that several set, the first counts.
    #[must_use]
    pub fn of<'a>(configs: impl IntoIterator<Item = &'a Config>) -> Self {
        let mut book = Self::default();
        let mut seen = HashSet::new();
        for config in configs {
            // The articles of a folder share a set of rules.
            if !seen.insert(ptr::from_ref(config.rules())) {
                continue;
            }
            for rule in config.rules().rules() {
                if let Some(file) = config.registry().get(&rule.id)
                    && !book.rules.contains_key(&*rule.id)
                {
                    let entry = (file.clone(), rule.level);
                    book.rules.insert(rule.id.to_string(), entry);
                }
            }
        }
        book
    }

    /// The rules of the preset `recommended`.
    #[must_use]
    pub fn recommended() -> Arc<Self> {
        static RECOMMENDED: OnceLock<Arc<Rulebook>> = OnceLock::new();
        let book = RECOMMENDED.get_or_init(|| Arc::new(Self::of([&Config::recommended()])));
        Arc::clone(book)
    }

    /// A rule as written, and the level it reports at.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<(&RuleFile, Level)> {
        self.rules.get(id).map(|(file, level)| (file, *level))
    }

    /// All rules, sorted by id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &RuleFile, Level)> {
        let rules = self.rules.iter();
        rules.map(|(id, (file, level))| (id.as_str(), file, *level))
    }
}
