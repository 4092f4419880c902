//! The rules of one configuration, ready to be run.

use std::collections::HashMap;

use super::Rule;
use crate::checks::Elements;

/// Compiled rules, and which of them want to see which element: one walk over the tree serves
/// them all.
#[derive(Default)]
pub struct Ruleset {
    rules: Vec<Rule>,
    by_name: HashMap<String, Vec<usize>>,
    every: Vec<usize>,
    has_silent: bool,
}

impl Ruleset {
    /// A set of rules. Their order is the order of findings at the same place.
    #[must_use]
    pub fn new(rules: Vec<Rule>) -> Self {
        let mut set = Self {
            has_silent: rules.iter().any(|rule| rule.is_silent),
            rules,
            ..Self::default()
        };
        for (at, rule) in set.rules.iter().enumerate() {
            match rule.check.elements() {
                Elements::None => {}
                Elements::All => set.every.push(at),
                Elements::Named(names) => {
                    for name in names {
                        set.by_name.entry(name).or_default().push(at);
                    }
                }
            }
        }
        set
    }

    /// All rules.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of an id, if it is in the set.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| &*rule.id == id)
    }

    /// Whether the rule of an id is run, and says nothing.
    #[must_use]
    pub fn is_silent(&self, id: &str) -> bool {
        self.has_silent && self.get(id).is_some_and(|rule| rule.is_silent)
    }

    /// The rules that want to see elements of a name.
    pub fn for_element(&self, name: &str) -> impl Iterator<Item = &Rule> {
        let named = self.by_name.get(name).map_or(&[][..], Vec::as_slice);
        named.iter().chain(&self.every).map(|&at| &self.rules[at])
    }
}
