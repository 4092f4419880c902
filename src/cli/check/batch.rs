//! Files side by side, each by itself.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::baseline::Ledger;
use super::interrupt;
use super::mending::Mending;
use super::progress::Progress;
use crate::cli::input;
use crate::config::Config;
use crate::document::Source;
use crate::finding::Finding;
use crate::guard::guard;
use crate::report::{Checked, Failure, Report, Summary};

/// What came out of one file.
#[derive(Default)]
pub(super) struct Outcome {
    /// For each report, what it writes; for the first one, or the diff.
    pub(super) texts: Vec<Vec<String>>,
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
    /// Counts and shows findings.
    pub(super) fn report(
        &mut self,
        source: &Source,
        findings: &[Finding],
        config: &Config,
        reports: &Reports,
    ) {
        let checked = Checked::new(source, findings).failing_on(config.fail_on());
        self.count(&checked);
        self.add(reports, |report| report.file(&checked));
    }

    /// Counts findings.
    pub(super) fn count(&mut self, checked: &Checked<'_>) {
        self.summary.add(checked);
        let mut live = checked.live();
        self.fails |= live.any(|finding| checked.fail_on.fails(finding.level));
    }

    /// Counts and shows that something could not be checked.
    pub(super) fn fail(&mut self, path: &Path, error: impl Display, reports: &Reports) {
        self.error = Some(format!("{}: {error}", path.display()));
        self.summary.fail();
        let failure = Failure::new(path, error.to_string());
        self.add(reports, |report| report.failure(&failure));
    }

    fn add(&mut self, reports: &Reports, render: impl Fn(&dyn Report) -> String) {
        self.texts.resize_with(reports.len(), Vec::new);
        for (texts, report) in self.texts.iter_mut().zip(reports) {
            texts.push(render(&**report));
        }
    }

    pub(super) fn failed(path: &Path, error: impl Display, reports: &Reports) -> Self {
        let mut outcome = Self::default();
        outcome.fail(path, error, reports);
        outcome
    }
}

/// The reports of a run; the first one is what is printed.
pub(super) type Reports = [Box<dyn Report>];

/// What is done with every file.
pub(super) struct Work<'a> {
    pub(super) reports: &'a Reports,
    pub(super) ledger: &'a Ledger,
    pub(super) mending: Option<Mending>,
    pub(super) progress: Progress,
}

impl Work<'_> {
    /// Does files side by side; what came out stands in their order. Once the run is interrupted,
    /// what is left of them is passed over.
    pub(super) fn batch(&self, batch: &[(PathBuf, Arc<Config>)]) -> Vec<Outcome> {
        let each = batch.par_iter();
        each.map(|(path, config)| {
            if interrupt::is_pending() {
                return Outcome::default();
            }
            let outcome = match input::article(path) {
                Ok(source) => self.one(&source, config, Home::File),
                Err(error) => Outcome::failed(path, error, self.reports),
            };
            self.progress.step();
            outcome
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
            Err(error) => Outcome::failed(Path::new("standard input"), error, self.reports),
        }
    }

    /// Does one text. Whatever goes wrong with it, the others are done.
    fn one(&self, source: &Source, config: &Config, home: Home) -> Outcome {
        let done = guard(|| match &self.mending {
            Some(mending) => mending.mend(source, config, home, self.ledger, self.reports),
            None => {
                let mut outcome = Outcome::default();
                let (findings, stale) = self.ledger.review(source, config);
                outcome.summary.add_stale(stale);
                outcome.report(source, &findings, config, self.reports);
                outcome
            }
        });
        done.unwrap_or_else(|panic| Outcome::failed(source.path(), panic, self.reports))
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
            reports: &[Box::new(Broken)],
            ledger: &Ledger::default(),
            mending: None,
            progress: Progress::none(),
        };
        let outcomes = work.batch(&batch);
        assert_eq!(outcomes[0].texts, [["fine"]]);
        let error = outcomes[1].error.as_deref().unwrap();
        assert!(error.contains("please report it"), "{error}");
        assert_eq!(outcomes[2].texts, [["fine"]]);
    }
}
