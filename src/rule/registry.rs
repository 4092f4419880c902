//! All rules that there are, by id.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::RuleFile;
use crate::suggest::suggest;

/// Rule files and presets, as the build script found them: path without extension, text.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The folder of `rules/` that holds presets, not rules.
const PRESETS: &str = "presets/";

/// The rules of a run, as written, by id.
#[derive(Clone, Debug)]
pub struct Registry {
    rules: BTreeMap<String, RuleFile>,
}

impl Registry {
    /// The rules that come with copydesk.
    ///
    /// # Panics
    /// When an embedded rule file is broken, which the tests over the whole table rule out.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Registry> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            let rules = EMBEDDED
                .iter()
                .filter(|(path, _)| !path.starts_with(PRESETS));
            let read = |(id, text): &(&str, &str)| {
                let file = serde_yaml::from_str(text)
                    .unwrap_or_else(|error| panic!("rules/{id}.yml: {error}"));
                ((*id).to_owned(), file)
            };
            Self {
                rules: rules.map(read).collect(),
            }
        })
    }

    /// Adds a rule of the site's own, or replaces it.
    pub fn insert(&mut self, id: String, file: RuleFile) {
        self.rules.insert(id, file);
    }

    /// The text of a preset that comes with copydesk.
    #[must_use]
    pub fn preset(name: &str) -> Option<&'static str> {
        Self::presets().find_map(|(found, text)| (found == name).then_some(text))
    }

    /// The presets that come with copydesk: name and text.
    pub fn presets() -> impl Iterator<Item = (&'static str, &'static str)> {
        let presets = EMBEDDED.iter();
        presets.filter_map(|(path, text)| Some((path.strip_prefix(PRESETS)?, *text)))
    }

    /// The rule of this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&RuleFile> {
        self.rules.get(id)
    }

    /// All rules, sorted by id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &RuleFile)> {
        self.rules.iter().map(|(id, file)| (id.as_str(), file))
    }

    /// The ids that a selector names: a rule, a group, or `all`.
    ///
    /// # Errors
    /// When it names nothing: a sentence with a suggestion.
    pub fn select(&self, selector: &str) -> Result<Vec<&str>, String> {
        let in_group = |id: &str| id.split('/').next() == Some(selector);
        let ids: Vec<&str> = self
            .rules
            .keys()
            .map(String::as_str)
            .filter(|id| selector == "all" || *id == selector || in_group(id))
            .collect();
        if ids.is_empty() {
            return Err(self.unknown(selector));
        }
        Ok(ids)
    }

    /// Whether a name is that of a rule or a group.
    #[must_use]
    pub fn names(&self, name: &str) -> bool {
        self.rules.contains_key(name) || self.groups().contains(&name)
    }

    /// The groups, sorted.
    #[must_use]
    pub fn groups(&self) -> Vec<&str> {
        let mut groups: Vec<_> = self
            .rules
            .keys()
            .filter_map(|id| id.split('/').next())
            .collect();
        groups.dedup();
        groups
    }

    /// Says that there is no such rule, and which was meant.
    #[must_use]
    pub fn unknown(&self, name: &str) -> String {
        format!("there is no rule `{name}`{}", self.hint(name))
    }

    /// `; did you mean …?` for a name that is near to that of a rule or a group, else nothing.
    #[must_use]
    pub fn hint(&self, name: &str) -> String {
        let known = self.rules.keys().map(String::as_str).chain(self.groups());
        suggest(name, known)
    }
}
