//! The examples of rules, tried out: a rule's documentation is a test of it.

use crate::config::Config;
use crate::document::Source;
use crate::engine;
use crate::finding::Finding;
use crate::fix::{Applicability, apply};
use crate::rule::{Example, Facts, explain};

/// Checks an example.
#[must_use]
pub fn check(example: &Example, config: &Config) -> (Source, Vec<Finding>) {
    let source = Source::decode(example.path(), example.bytes());
    let findings = match example.files() {
        Some(files) => engine::check(&source, &config.clone().with_files(files)),
        None => engine::check(&source, config),
    };
    (source, findings)
}

/// An example after its fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedExample {
    /// The text.
    pub text: String,
    /// What the fix does.
    pub title: String,
    /// How far it can be trusted.
    pub applicability: Applicability,
}

/// What the check of a rule makes of its bad example; `None` where it offers no fix, or there is
/// no such rule.
#[must_use]
pub fn mended(id: &str, config: &Config) -> Option<FixedExample> {
    let rule = config.registry().get(id)?;
    let (source, findings) = check(&rule.doc.bad, &config.only(id).ok()?);
    let fix = findings.into_iter().find_map(|finding| finding.fix)?;
    Some(FixedExample {
        text: apply(source.text(), fix.edits()),
        title: fix.title,
        applicability: fix.applicability,
    })
}

/// The page of a rule, with what its fix makes of the bad example; `None` if there is no such rule.
#[must_use]
pub fn page(id: &str, config: &Config) -> Option<String> {
    let rule = config.registry().get(id)?;
    let mended = mended(id, config);
    let facts = Facts {
        mended: mended
            .as_ref()
            .map(|mended| (&*mended.text, &*mended.title, mended.applicability)),
        is_off: config.rules().get(id).is_none(),
    };
    Some(explain(id, rule, facts))
}
