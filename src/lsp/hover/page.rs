//! The page of a rule, as `copydesk explain` prints it.

use crate::config::Config;
use crate::example;

/// The page of a rule, or what there is in a group of rules; `None` for what is neither.
pub(super) fn of(config: &Config, name: &str) -> Option<String> {
    example::page(name, config).or_else(|| group(config, name))
}

fn group(config: &Config, name: &str) -> Option<String> {
    let rules = config.registry().iter();
    let rules = rules.filter(|(id, _)| id.split('/').next() == Some(name));
    let lines = rules.map(|(id, rule)| format!("- `{id}`: {}", rule.doc.summary.trim()));
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| format!("# {name}\n\n{}\n", lines.join("\n")))
}
