//! Files side by side, each by itself.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::mending::Mending;
use crate::cli::guard::guard;
use crate::cli::input;
use crate::config::Config;
use crate::document::Source;
use crate::engine;
use crate::finding::Finding;
use crate::report::{Checked, Report, Summary};

/// What came out of one file.
#[derive(Default)]
pub(super) struct Outcome {
    /// For the report, or the diff.
    pub(super) text: String,
    pub(super) summary: Summary,
    /// Whether a finding is of a level that makes a run fail.
    pub(super) fails: bool,
    /// What the user should know.
    pub(super) notes: Vec<String>,
    /// Why the run has failed.
    pub(super) error: Option<String>,
    /// The bytes of standard input after mending.
    pub(super) rewritten: Option<Vec<u8>>,
}

impl Outcome {
    pub(super) fn failed(path: &Path, error: impl std::fmt::Display) -> Self {
        Self {
            error: Some(format!("{}: {error}", path.display())),
            ..Self::default()
        }
    }

    /// Counts and shows findings.
    pub(super) fn report(
        &mut self,
        source: &Source,
        findings: &[Finding],
        config: &Config,
        report: &dyn Report,
    ) {
        let checked = Checked { source, findings };
        let mut live = findings.iter().filter(|finding| finding.muted.is_none());
        self.fails = live.any(|finding| config.fail_on().fails(finding.level));
        self.summary.add(&checked);
        if !findings.is_empty() {
            self.text = report.file(&checked);
        }
    }
}

/// What is done with every file.
pub(super) struct Work<'a> {
    pub(super) report: &'a dyn Report,
    pub(super) mending: Option<Mending>,
}

impl Work<'_> {
    /// Does files side by side; what came out stands in their order.
    pub(super) fn batch(&self, batch: &[(PathBuf, Arc<Config>)]) -> Vec<Outcome> {
        let each = batch.par_iter();
        each.map(|(path, config)| match input::article(path) {
            Ok(source) => self.one(&source, config, Home::File),
            Err(error) => Outcome::failed(path, error),
        })
        .collect()
    }

    /// Does standard input, under a name.
    pub(super) fn stdin(&self, name: &Path, config: &Config) -> Outcome {
        self.with_stdin(|bytes| {
            let source = Source::decode(name, bytes);
            self.one(&source, config, Home::Stdin)
        })
    }

    /// Leaves standard input as it is.
    pub(super) fn pass_on(&self) -> Outcome {
        self.with_stdin(|_| Outcome::default())
    }

    fn with_stdin(&self, work: impl FnOnce(Vec<u8>) -> Outcome) -> Outcome {
        match input::stdin_bytes() {
            Ok(bytes) => {
                let mut outcome = work(bytes.clone());
                // Whatever has happened, an editor gets its text back.
                outcome.rewritten.get_or_insert(bytes);
                outcome
            }
            Err(error) => Outcome::failed(Path::new("standard input"), error),
        }
    }

    /// Does one text. Whatever goes wrong with it, the others are done.
    fn one(&self, source: &Source, config: &Config, home: Home) -> Outcome {
        let done = guard(|| match &self.mending {
            Some(mending) => mending.mend(source, config, home, self.report),
            None => {
                let mut outcome = Outcome::default();
                outcome.report(source, &engine::check(source, config), config, self.report);
                outcome
            }
        });
        done.unwrap_or_else(|panic| Outcome::failed(source.path(), panic))
    }
}

/// Where a text comes from, and goes to after mending.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    File,
    Stdin,
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A report with a bug.
    struct Broken;

    impl Report for Broken {
        fn file(&self, checked: &Checked<'_>) -> String {
            let name = checked.source.path().file_name().expect("a name");
            assert_ne!(name, "b.md", "no words for it");
            "fine".to_owned()
        }

        fn finish(&self, _: &Summary, _: &mut String) {}
    }

    #[test]
    fn a_bug_costs_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let config = Arc::new(Config::recommended());
        let batch: Vec<_> = ["a.md", "b.md", "c.md"]
            .iter()
            .map(|name| {
                let path = folder.path().join(name);
                fs::write(&path, "<figcaption>x</figcaption>").unwrap();
                (path, Arc::clone(&config))
            })
            .collect();
        let work = Work {
            report: &Broken,
            mending: None,
        };
        let outcomes = work.batch(&batch);
        assert_eq!(outcomes[0].text, "fine");
        let error = outcomes[1].error.as_deref().unwrap();
        assert!(error.contains("please report it"), "{error}");
        assert_eq!(outcomes[2].text, "fine");
    }
}
