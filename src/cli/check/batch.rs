//! Files side by side, each by itself.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::cli::guard::guard;
use crate::cli::input;
use crate::config::Config;
use crate::document::Source;
use crate::engine;
use crate::report::{Checked, Report, Summary};

/// The text and the count of one file.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) text: String,
    pub(super) summary: Summary,
}

/// Checks files side by side; what came out stands in their order.
pub(super) fn check_batch(
    batch: &[(PathBuf, Arc<Config>)],
    report: &dyn Report,
) -> Vec<Result<Outcome, String>> {
    let each = batch.par_iter();
    each.map(|(path, config)| check_one(path, || input::article(path), config, report))
        .collect()
}

/// Reads and checks one file. Whatever goes wrong with it, the others are checked.
pub(super) fn check_one(
    path: &Path,
    read: impl FnOnce() -> io::Result<Source>,
    config: &Config,
    report: &dyn Report,
) -> Result<Outcome, String> {
    let source = read().map_err(|error| format!("{}: {error}", path.display()))?;
    guard(|| check_source(&source, config, report))
        .map_err(|panic| format!("{}: {panic}", path.display()))
}

fn check_source(source: &Source, config: &Config, report: &dyn Report) -> Outcome {
    let findings = engine::check(source, config);
    let checked = Checked {
        source,
        findings: &findings,
    };
    let mut summary = Summary::default();
    summary.add(&checked);
    let text = if findings.is_empty() {
        String::new()
    } else {
        report.file(&checked)
    };
    Outcome { text, summary }
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
        let outcomes = check_batch(&batch, &Broken);
        let said: Vec<_> = outcomes
            .into_iter()
            .map(|outcome| outcome.map(|outcome| outcome.text))
            .collect();
        assert_eq!(said[0].as_deref(), Ok("fine"));
        assert!(said[1].as_ref().unwrap_err().contains("please report it"));
        assert_eq!(said[2].as_deref(), Ok("fine"));
    }
}
