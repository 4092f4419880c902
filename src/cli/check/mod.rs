//! `copydesk check`.

mod baseline;
mod batch;
mod files;
mod interrupt;
mod mending;
mod output;
mod progress;
mod rules;
mod sinks;

use std::io::{self, Write};

use clap::Args;

use super::site::invalid;
use super::{Exit, Stop, complain};
use crate::report::Summary;
use crate::walk;
use baseline::BaselineArguments;
use batch::{Outcome, Work};
use files::{FileArguments, assign, excluded};
use mending::MendingArguments;
use output::OutputArguments;
use progress::Progress;
use rules::RuleArguments;
use sinks::Sinks;

/// The arguments of `check`: each group stands in the file that acts on it.
#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    files: FileArguments,

    #[command(flatten)]
    rules: RuleArguments,

    #[command(flatten)]
    mending: MendingArguments,

    #[command(flatten)]
    baseline: BaselineArguments,

    #[command(flatten)]
    output: OutputArguments,
}

/// Files that are checked together before their findings are written: enough to keep every core
/// busy, few enough to keep memory flat.
const BATCH: usize = 256;

pub(super) fn run(arguments: &Arguments) -> Result<Exit, Stop> {
    let reads_stdin = arguments.files.read_stdin();
    // Mended text goes where the findings would have gone.
    let aside = reads_stdin && arguments.mending.rewrites();
    let paths = arguments.files.paths();
    let found = walk::walk(&paths);
    let mut configs = arguments.rules.configs();
    let jobs = assign(found.articles, &mut configs)?;
    let stdin_config = match reads_stdin {
        false => None,
        true => Some(
            configs
                .of(&arguments.files.stdin_filename)
                .map_err(invalid)?,
        ),
    };
    let stdin = reads_stdin.then_some(&*arguments.files.stdin_filename);
    let ledger = arguments.baseline.open(&jobs.articles, stdin, &paths)?;
    let used = jobs.articles.iter().map(|(_, config)| &**config);
    let used = used.chain(stdin_config.as_deref());
    let show_findings = arguments.mending.shows_findings();
    let (reports, destinations) = arguments.output.reports(show_findings, aside, used);
    let mut sinks = Sinks::open(&reports, destinations)?;
    let work = Work {
        reports: &reports,
        ledger: &ledger,
        mending: arguments.mending.mending(&paths),
        progress: Progress::of(jobs.articles.len(), arguments.output.quiet),
    };
    arguments.mending.note();
    for note in found.notes.iter().chain(&jobs.notes) {
        complain(note);
    }

    let mut summary = Summary::default();
    for problem in &found.problems {
        let outcome = Outcome::failed(&problem.path, &problem.message, &reports);
        take(outcome, &mut sinks, &mut summary);
    }
    if let Some(config) = stdin_config {
        let name = &arguments.files.stdin_filename;
        let outcome = if config.excludes(name) {
            complain(&excluded(name));
            work.pass_on()
        } else {
            work.stdin(name, &config)
        };
        if aside {
            let text = outcome.rewritten.as_deref().unwrap_or_default();
            io::stdout().lock().write_all(text)?;
        }
        take(outcome, &mut sinks, &mut summary);
    }
    interrupt::watch();
    for batch in jobs.articles.chunks(BATCH) {
        let outcomes = work.batch(batch);
        work.progress.aside(|| {
            for outcome in outcomes {
                take(outcome, &mut sinks, &mut summary);
            }
        });
        if interrupt::is_pending() || (sinks.are_closed() && !arguments.mending.rewrites()) {
            break;
        }
    }
    work.progress.clear();
    if interrupt::is_pending() {
        return Ok(stop(sinks, &summary, jobs.articles.len()));
    }
    sinks.finish(&summary);
    if !arguments.output.quiet {
        arguments.mending.tell(&summary);
    }

    let is_stale = arguments.baseline.judge(&ledger, &summary);
    let exit = match sinks.failed || summary.failed() > 0 {
        true => Exit::Failed,
        false => arguments.mending.exit(&summary),
    };
    Ok(exit.max(if is_stale {
        Exit::Findings
    } else {
        Exit::Clean
    }))
}

/// Writes what came out of one file, or says why nothing did.
fn take(outcome: Outcome, sinks: &mut Sinks<'_>, summary: &mut Summary) {
    for message in outcome.notes.iter().chain(&outcome.error) {
        complain(message);
    }
    summary.merge(&outcome.summary);
    sinks.write(&outcome.texts);
}

/// Ends a run that was interrupted: shows what was found so far.
fn stop(mut sinks: Sinks<'_>, summary: &Summary, files: usize) -> Exit {
    let dropped = match sinks.drop_files() {
        true => "; reports to files are not written",
        false => "",
    };
    sinks.finish(summary);
    let done = summary.files();
    complain(&format!(
        "interrupted: {done} of {files} files are checked{dropped}"
    ));
    Exit::Interrupted
}
