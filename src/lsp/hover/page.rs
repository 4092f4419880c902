//! The page of a rule, as `copydesk explain` prints it.

use crate::config::Config;
use crate::example;
use crate::rule::{Facts, explain};

/// The page of a rule, or what there is in a group of rules; `None` for what is neither.
pub(in crate::lsp) fn of(config: &Config, name: &str) -> Option<String> {
    let registry = config.registry();
    let Some(rule) = registry.get(name) else {
        return group(config, name);
    };
    let mended = example::mended(name, config);
    let facts = Facts {
        mended: mended
            .as_ref()
            .map(|mended| (&*mended.text, &*mended.title, mended.applicability)),
        is_off: config.rules().get(name).is_none(),
    };
    Some(explain(name, rule, facts))
}

fn group(config: &Config, name: &str) -> Option<String> {
    let rules = config.registry().iter();
    let rules = rules.filter(|(id, _)| id.split('/').next() == Some(name));
    let lines = rules.map(|(id, rule)| format!("- `{id}`: {}", rule.doc.summary.trim()));
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| format!("# {name}\n\n{}\n", lines.join("\n")))
}
