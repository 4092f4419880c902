//! The rules of one configuration, ready to be run.

use super::Rule;
use crate::checks::Elements;

/// Compiled rules, and which elements each wants to see.
#[derive(Default)]
pub struct Ruleset {
    rules: Vec<Rule>,
    /// For each rule that looks at elements its place in the list.
    by_elements: Vec<(Elements, usize)>,
    has_silent: bool,
}

impl Ruleset {
    /// A set of rules. Their order is the order of findings at the same place.
    #[must_use]
    pub fn new(rules: Vec<Rule>) -> Self {
        let by_elements = rules.iter().enumerate();
        let by_elements = by_elements.map(|(at, rule)| (rule.check.elements(), at));
        Self {
            by_elements: by_elements
                .filter(|(elements, _)| *elements != Elements::None)
                .collect(),
            has_silent: rules.iter().any(|rule| rule.is_silent),
            rules,
        }
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

    /// The rules that look at elements, and at which.
    pub fn by_elements(&self) -> impl Iterator<Item = (&Elements, &Rule)> {
        let all = self.by_elements.iter();
        all.map(|(elements, at)| (elements, &self.rules[*at]))
    }
}
