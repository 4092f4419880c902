//! `copydesk check`.

mod baseline;
mod batch;
mod changes;
mod files;
mod interrupt;
mod list;
mod mending;
mod output;
mod overview;
mod progress;
mod sinks;
mod statistics;
mod verdict;

use std::io::{self, Write};

use clap::Args;

use super::settings::{FromEnvironment, SettingArguments};
use super::site::invalid;
use super::{Exit, Stop, complain};
use crate::report::Summary;
use baseline::{BaselineArguments, Ledger};
use batch::{Outcome, Work};
use files::{FileArguments, Jobs};
use mending::MendingArguments;
use output::{Nature, OutputArguments};
use progress::Progress;
use sinks::Sinks;
use verdict::VerdictArguments;

/// The arguments of `check`: each group stands in the file that acts on it.
#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    files: FileArguments,

    #[command(flatten)]
    settings: SettingArguments,

    #[command(flatten)]
    mending: MendingArguments,

    #[command(flatten)]
    baseline: BaselineArguments,

    #[command(flatten)]
    output: OutputArguments,

    #[command(flatten)]
    verdict: VerdictArguments,
}

/// Files that are checked together before their findings are written: enough to keep every core
/// busy, few enough to keep memory flat.
const BATCH: usize = 256;

pub(super) fn run(arguments: &Arguments, environment: &FromEnvironment) -> Result<Exit, Stop> {
    let reads_stdin = arguments.files.read_stdin();
    // Mended text goes where the findings would have gone.
    let aside = reads_stdin && arguments.mending.rewrites();
    let mut configs = arguments.settings.configs(environment);
    let jobs = arguments.files.jobs(&mut configs)?;
    let name = &arguments.files.stdin_filename;
    let stdin_config = match reads_stdin {
        false => None,
        true => Some(configs.of(name).map_err(invalid)?),
    };
    if arguments.files.show_files {
        return show(&jobs, arguments);
    }
    let stdin = stdin_config.is_some().then_some(&**name);
    let ledger = arguments
        .baseline
        .open(&jobs.articles, stdin, &jobs.paths)?;
    let used = jobs.articles.iter().map(|(_, config)| &**config);
    let used = used.chain(stdin_config.as_deref());
    let nature = Nature {
        shows_findings: arguments.mending.shows_findings(),
        unsafe_fixes: arguments.mending.unsafe_fixes(),
        has_baseline: ledger.is_used(),
        aside,
    };
    let (reports, destinations) = arguments.output.reports(&nature, used);
    // From here on there are files that must not be left half written. What is typed as standard
    // input is waited for without end, unless Ctrl-C ends it.
    if !reads_stdin {
        interrupt::watch();
    }
    let mut tally = Tally {
        sinks: Sinks::open(&reports, destinations)?,
        summary: Summary::default(),
        fails: false,
    };
    let work = Work {
        reports: &reports,
        ledger: &ledger,
        mending: arguments.mending.mending(&jobs.paths),
        progress: Progress::of(jobs.articles.len(), arguments.output.quiet),
    };
    arguments.mending.note();
    arguments.tell(&jobs);

    for problem in &jobs.problems {
        tally.take(Outcome::failed(&problem.path, &problem.message, &reports));
    }
    if let Some(config) = stdin_config {
        let outcome = match arguments.files.exclusion(&config) {
            Some(note) => {
                complain(&note);
                work.pass_on()
            }
            None => work.stdin(name, &config),
        };
        if aside {
            let text = outcome.rewritten.as_deref().unwrap_or_default();
            io::stdout().lock().write_all(text)?;
        }
        tally.take(outcome);
    }
    interrupt::watch();
    for batch in jobs.articles.chunks(BATCH) {
        let outcomes = work.batch(batch);
        work.progress
            .aside(|| outcomes.into_iter().for_each(|outcome| tally.take(outcome)));
        if interrupt::is_pending() || (tally.sinks.are_closed() && !arguments.mending.rewrites()) {
            break;
        }
    }
    work.progress.clear();
    if interrupt::is_pending() {
        return Ok(tally.stop(jobs.articles.len()));
    }
    tally.sinks.finish(&tally.summary);
    if !arguments.output.quiet {
        arguments.mending.tell(&tally.summary);
    }
    Ok(arguments.exit(&tally, &ledger))
}

/// Shows which files would be checked.
fn show(jobs: &Jobs, arguments: &Arguments) -> Result<Exit, Stop> {
    for problem in &jobs.problems {
        complain(&problem.to_string());
    }
    arguments.tell(jobs);
    let paths = jobs.articles.iter().map(|(path, _)| &**path);
    list::write(paths, arguments.files.null, io::stdout().lock())?;
    Ok(match jobs.problems.is_empty() {
        true => Exit::Clean,
        false => Exit::Failed,
    })
}

/// What a run has come to so far.
struct Tally<'r> {
    sinks: Sinks<'r>,
    summary: Summary,
    /// Whether a finding is of a level that makes a run fail.
    fails: bool,
}

impl Tally<'_> {
    /// Writes what came out of one file, or says why nothing did.
    fn take(&mut self, outcome: Outcome) {
        for message in outcome.notes.iter().chain(&outcome.error) {
            complain(message);
        }
        self.fails |= outcome.fails;
        self.summary.merge(&outcome.summary);
        self.sinks.write(outcome.texts, &self.summary);
    }

    /// Ends a run that was interrupted: shows what was found so far.
    fn stop(mut self, files: usize) -> Exit {
        let dropped = match self.sinks.drop_files() {
            true => "; reports to files are not written",
            false => "",
        };
        self.sinks.finish(&self.summary);
        let done = self.summary.files();
        complain(&format!(
            "interrupted: {done} of {files} files are checked{dropped}"
        ));
        Exit::Interrupted
    }
}

impl Arguments {
    /// Says on standard error what is to be known before anything is checked.
    fn tell(&self, jobs: &Jobs) {
        if !self.output.quiet {
            jobs.notes.iter().for_each(|note| complain(note));
        }
        if self.output.verbose {
            jobs.told().iter().for_each(|line| complain(line));
        }
    }

    /// How a run ends.
    fn exit(&self, tally: &Tally<'_>, ledger: &Ledger) -> Exit {
        let is_stale = self.baseline.judge(ledger, &tally.summary);
        let too_many = self.verdict.too_many(&tally.summary);
        match () {
            () if tally.sinks.failed || tally.summary.failed() > 0 => Exit::Failed,
            () if self.verdict.exit_zero => Exit::Clean,
            () if is_stale => Exit::Findings,
            () => self.mending.exit(&tally.summary, tally.fails || too_many),
        }
    }
}
