//! What was there before is muted.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::baseline::{Baselines, Choice};
use crate::cli::baseline::{Job, follow, unreadable};
use crate::cli::{Stop, complain};
use crate::config::Config;
use crate::document::Source;
use crate::engine;
use crate::finding::Finding;
use crate::report::Summary;

#[derive(Args)]
#[command(next_help_heading = "Baseline")]
pub(super) struct BaselineArguments {
    /// Use this baseline for all articles, not the nearest `copydesk-baseline.json` upwards
    #[arg(long, value_name = "FILE", env = "COPYDESK_BASELINE")]
    baseline: Option<PathBuf>,

    /// Use no baseline: show and mend what was there before, too
    #[arg(long, conflicts_with = "baseline")]
    no_baseline: bool,

    /// Exit with 1 if entries of the baseline are no longer needed
    #[arg(long)]
    fail_on_stale_baseline: bool,
}

impl BaselineArguments {
    /// Reads the baselines of the articles of a run. What was below `paths` and is gone needs its
    /// entries no more, unless it has another name now.
    pub(super) fn open(
        &self,
        articles: &[Job],
        stdin: Option<&Path>,
        paths: &[PathBuf],
    ) -> Result<Ledger, Stop> {
        let choice = match &self.baseline {
            _ if self.no_baseline => Choice::None,
            Some(path) => Choice::Fixed(path.clone()),
            None => Choice::Nearest,
        };
        let all = articles.iter().map(|(path, _)| &**path).chain(stdin);
        let mut baselines = Baselines::read(&choice, all).map_err(unreadable)?;
        let mut gone = 0;
        for (baseline, articles) in baselines.with_articles(articles) {
            follow(baseline, &articles);
            let names = baseline.gone_below(paths);
            gone += names.iter().map(|name| baseline.count(name)).sum::<usize>();
        }
        Ok(Ledger { baselines, gone })
    }

    /// Says that entries are no longer needed. Whether the run fails for that.
    pub(super) fn judge(&self, ledger: &Ledger, summary: &Summary) -> bool {
        let stale = summary.stale() + ledger.gone;
        if stale == 0 {
            return false;
        }
        let entries = match stale {
            1 => "1 entry of the baseline is".to_owned(),
            _ => format!("{stale} entries of the baseline are"),
        };
        complain(&format!(
            "{entries} no longer needed; `copydesk baseline prune` removes them"
        ));
        self.fail_on_stale_baseline
    }
}

/// The baselines of a run.
#[derive(Default)]
pub(super) struct Ledger {
    baselines: Baselines,
    /// Entries of files that are gone.
    gone: usize,
}

impl Ledger {
    /// Whether there is any baseline.
    pub(super) fn is_used(&self) -> bool {
        self.baselines.is_used()
    }

    /// Checks a text, with what a comment or the baseline mutes, and counts the entries of the
    /// baseline that it needs no more.
    pub(super) fn review(&self, source: &Source, config: &Config) -> (Vec<Finding>, usize) {
        let mut findings = engine::review(source, config);
        let Some(baseline) = self.baselines.of(source.path()) else {
            return (findings, 0);
        };
        let stale = baseline.mute(source, &mut findings).stale;
        // What a rule that is not run has to say, nobody knows.
        let has_run = |id: &str| config.rules().get(id).is_some_and(|rule| !rule.is_silent);
        let stale = stale.iter().filter(|entry| has_run(&entry.rule));
        (findings, stale.count())
    }
}
