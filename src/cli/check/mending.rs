//! `copydesk check --fix` and what goes with it.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;

use super::baseline::Ledger;
use super::batch::{Home, Outcome, Reports};
use crate::cli::{Exit, complain};
use crate::config::Config;
use crate::document::Source;
use crate::fix::Applicability;
use crate::mend::{Refused, mend_by};
use crate::report::{Checked, Report, Summary, readable, unified};
use crate::write::Writer;

#[derive(Args)]
#[command(next_help_heading = "Fixes")]
pub(super) struct MendingArguments {
    /// Mend what can be mended without risk, and show what is left
    #[arg(long)]
    fix: bool,

    /// Also make fixes that are most likely right; without --fix or --diff, count them as fixable
    #[arg(long)]
    unsafe_fixes: bool,

    /// Show what --fix would change, and change nothing; exit with 1 if that is anything
    #[arg(long)]
    diff: bool,

    /// Mend, and show no findings
    #[arg(long)]
    fix_only: bool,

    /// Exit with 1 if anything was mended, even if nothing is left
    #[arg(long)]
    exit_non_zero_on_fix: bool,
}

impl MendingArguments {
    /// Whether texts are rewritten.
    pub(super) fn rewrites(&self) -> bool {
        (self.fix || self.fix_only) && !self.diff
    }

    /// Whether fixes that are most likely right are wanted, too.
    pub(super) fn unsafe_fixes(&self) -> bool {
        self.unsafe_fixes
    }

    /// Whether findings are shown.
    pub(super) fn shows_findings(&self) -> bool {
        !self.diff && !self.fix_only
    }

    /// How files below the paths are mended; `None` if nobody asks for it.
    pub(super) fn mending(&self, paths: &[PathBuf]) -> Option<Mending> {
        let does = match (self.diff, self.rewrites()) {
            (true, _) => Does::Show {
                for_people: io::stdout().is_terminal(),
            },
            (false, true) => Does::Rewrite(Writer::below(paths)),
            (false, false) => return None,
        };
        let least = match self.unsafe_fixes {
            true => Applicability::Unsafe,
            false => Applicability::Safe,
        };
        Some(Mending { least, does })
    }

    /// Says what flags do not do by themselves.
    pub(super) fn note(&self) {
        if self.exit_non_zero_on_fix && !self.diff && !self.rewrites() {
            complain("--exit-non-zero-on-fix does nothing without --fix or --diff");
        }
    }

    /// Says on standard error what a run did that shows no findings.
    pub(super) fn tell(&self, summary: &Summary) {
        if !self.shows_findings() {
            let would = if self.diff { "Would mend" } else { "Mended" };
            let count = summary.mended().unwrap_or(0);
            let problems = if count == 1 { "problem" } else { "problems" };
            let _ = writeln!(io::stderr(), "{would} {count} {problems}.");
        }
    }

    /// How a run ends that has not failed, where what was found may make it fail.
    pub(super) fn exit(&self, summary: &Summary, fails: bool) -> Exit {
        let mended = summary.mended().unwrap_or(0) > 0;
        let is_clean = match () {
            () if self.diff => !mended,
            () if self.exit_non_zero_on_fix && mended => false,
            () if self.fix_only => true,
            () => !fails,
        };
        match is_clean {
            true => Exit::Clean,
            false => Exit::Findings,
        }
    }
}

/// How texts are mended.
pub(super) struct Mending {
    least: Applicability,
    does: Does,
}

enum Does {
    Rewrite(Writer),
    Show { for_people: bool },
}

impl Mending {
    /// Mends one text and says what is left.
    pub(super) fn mend(
        &self,
        source: &Source,
        config: &Config,
        home: Home,
        ledger: &Ledger,
        reports: &Reports,
    ) -> Outcome {
        let review = |source: &Source| ledger.review(source, config).0;
        let done = mend_by(source, config, self.least, review);
        let mut outcome = Outcome::default();
        let note = |refused: &Refused| {
            let Refused {
                rule,
                title,
                line,
                reason,
            } = refused;
            let path = source.path().display();
            format!("{path}:{line}: the fix of {rule} is left out ({title}): {reason}")
        };
        let stale = ledger.review(&done.source, config).1;
        outcome.summary.add_stale(stale);
        outcome.notes = done.refused.iter().map(note).collect();
        outcome.summary.mend(done.applied.len());
        let text = done.source.text();
        match &self.does {
            Does::Show { for_people } => {
                let checked = Checked::new(&done.source, &done.findings);
                outcome.count(&checked.failing_on(config.fail_on()));
                let diff = unified(source.path(), source.text(), text);
                let diff = match for_people {
                    true => readable(&diff),
                    false => diff,
                };
                outcome.texts = vec![vec![diff]];
                return outcome;
            }
            Does::Rewrite(_) if text == source.text() => {}
            Does::Rewrite(_) if home == Home::Stdin => {
                outcome.rewritten = Some(text.as_bytes().to_vec());
            }
            Does::Rewrite(writer) => {
                let old = source.text().as_bytes();
                if let Err(error) = writer.replace(source.path(), old, text.as_bytes()) {
                    let mut outcome = Outcome::failed(source.path(), error, reports);
                    outcome.report(source, &review(source), config, reports);
                    return outcome;
                }
            }
        }
        outcome.report(&done.source, &done.findings, config, reports);
        outcome
    }
}

/// Shows no findings: what is printed stands for itself.
pub(super) struct Quiet;

impl Report for Quiet {
    fn file(&self, _: &Checked<'_>) -> String {
        String::new()
    }

    fn finish(&self, _: &Summary, _: &mut String) {}
}
