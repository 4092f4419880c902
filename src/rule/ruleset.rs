//! The rules of one configuration, ready to be run.

use super::Rule;
use crate::checks::Elements;

/// Compiled rules, and which elements each wants to see.
#[derive(Default)]
pub struct Ruleset {
    rules: Vec<Rule>,
    /// For each rule that looks at elements its place in the list.
    by_elements: Vec<(Elements, usize)>,
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

    /// The rules that look at elements, and at which.
    pub fn by_elements(&self) -> impl Iterator<Item = (&Elements, &Rule)> {
        let all = self.by_elements.iter();
        all.map(|(elements, at)| (elements, &self.rules[*at]))
    }
}
