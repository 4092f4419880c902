//! `copydesk check`.

mod batch;
mod changes;
mod files;
mod list;
mod mending;
mod output;
mod statistics;
mod verdict;

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};
use std::sync::Arc;

use clap::Args;

use super::settings::{FromEnvironment, SettingArguments};
use super::site::invalid;
use super::{Exit, Stop, complain};
use crate::config::Config;
use crate::report::{Environment, Printer, Report, Style, Summary};
use batch::{Outcome, Work};
use files::{FileArguments, Jobs};
use mending::{MendingArguments, Quiet};
use output::OutputArguments;
use statistics::Statistics;
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
    output: OutputArguments,

    #[command(flatten)]
    verdict: VerdictArguments,
}

/// Files that are checked together before their findings are written: enough to keep every core
/// busy, few enough to keep memory flat.
const BATCH: usize = 256;

pub(super) fn run(arguments: &Arguments, environment: &FromEnvironment) -> Result<Exit, Stop> {
    let mut configs = arguments.settings.configs(environment);
    let reads_stdin = arguments.files.read_stdin();
    let jobs = arguments.files.jobs(&mut configs)?;
    let stdin_config = match reads_stdin {
        false => None,
        true => Some(
            configs
                .of(&arguments.files.stdin_filename)
                .map_err(invalid)?,
        ),
    };
    arguments.tell(&jobs);
    let mut tally = Tally {
        failed: !jobs.problems.is_empty(),
        ..Tally::default()
    };
    if arguments.files.show_files {
        let paths = jobs.articles.iter().map(|(path, _)| &**path);
        list::write(paths, arguments.files.null, io::stdout().lock())?;
        return Ok(if tally.failed {
            Exit::Failed
        } else {
            Exit::Clean
        });
    }

    // Mended text goes where the findings would have gone.
    let aside = reads_stdin && arguments.mending.rewrites();
    let environment = match aside {
        true => Environment::of(&io::stderr()),
        false => Environment::of(&io::stdout()),
    };
    let configs = jobs.articles.iter().map(|(_, config)| config);
    let configs = configs.chain(stdin_config.as_ref());
    let report = arguments.report(arguments.output.style(&environment), configs);
    let work = Work {
        report: &*report,
        mending: arguments.mending.mending(&jobs.paths),
    };
    arguments.mending.note();

    let written = (|| {
        let out: Box<dyn Write> = match aside {
            true => Box::new(io::stderr().lock()),
            false => Box::new(io::stdout().lock()),
        };
        let mut printer = Printer::start(&*report, out)?;
        if let Some(config) = &stdin_config {
            let outcome = match arguments.files.exclusion(config) {
                Some(note) => {
                    complain(&note);
                    work.pass_on()
                }
                None => work.stdin(&arguments.files.stdin_filename, config),
            };
            if aside {
                let text = outcome.rewritten.as_deref().unwrap_or_default();
                io::stdout().lock().write_all(text)?;
            }
            tally.take(&outcome, &mut printer)?;
        }
        for batch in jobs.articles.chunks(BATCH) {
            for outcome in work.batch(batch) {
                tally.take(&outcome, &mut printer)?;
            }
        }
        printer.finish(&tally.summary)
    })();
    match written {
        // Who closes the pipe has seen enough; what was found until then still counts.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        written => written?,
    }
    if !arguments.output.quiet {
        arguments.mending.tell(&tally.summary);
    }
    Ok(arguments.exit(&tally))
}

/// What a run has come to so far.
#[derive(Default)]
struct Tally {
    summary: Summary,
    /// Whether a finding is of a level that makes a run fail.
    fails: bool,
    /// Whether the run itself has failed.
    failed: bool,
}

impl Tally {
    /// Writes what came out of one file, or says why nothing did.
    fn take(&mut self, outcome: &Outcome, printer: &mut Printer<'_, impl Write>) -> io::Result<()> {
        for note in &outcome.notes {
            complain(note);
        }
        if let Some(error) = &outcome.error {
            self.failed = true;
            complain(error);
        }
        self.fails |= outcome.fails;
        self.summary.merge(&outcome.summary);
        printer.file(&outcome.text)
    }
}

impl Arguments {
    /// Says on standard error what is to be known before anything is checked.
    fn tell(&self, jobs: &Jobs) {
        jobs.problems.iter().for_each(|problem| complain(problem));
        if !self.output.quiet {
            jobs.notes.iter().for_each(|note| complain(note));
        }
        if self.output.verbose {
            jobs.told().iter().for_each(|line| complain(line));
        }
    }

    fn report<'c>(
        &self,
        style: Style,
        configs: impl Iterator<Item = &'c Arc<Config>>,
    ) -> Box<dyn Report> {
        if !self.mending.shows_findings() {
            return Box::new(Quiet);
        }
        let format = self.output.output_format;
        if !self.output.statistics {
            return format.report(style);
        }
        let mut seen = HashSet::new();
        let mut titles = BTreeMap::new();
        for config in configs {
            let registry = config.registry();
            if !seen.insert(std::ptr::from_ref(registry)) {
                continue;
            }
            let rules = registry.iter();
            titles.extend(
                rules.map(|(id, rule)| (id.to_owned(), rule.doc.summary.trim().to_owned())),
            );
        }
        Box::new(Statistics::new(format, style, titles))
    }

    /// How a run ends.
    fn exit(&self, tally: &Tally) -> Exit {
        let too_many = self.verdict.too_many(&tally.summary);
        let fails = tally.fails || too_many;
        match () {
            () if tally.failed => Exit::Failed,
            () if self.verdict.exit_zero => Exit::Clean,
            () => self.mending.exit(&tally.summary, fails),
        }
    }
}
