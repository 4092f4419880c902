//! `copydesk check`.

mod batch;
mod files;
mod mending;
mod output;
mod rules;

use std::io::{self, Write};

use clap::Args;

use super::site::invalid;
use super::{Exit, Stop, complain};
use crate::report::{Environment, Printer, Report, Summary};
use crate::walk;
use batch::{Outcome, Work};
use files::{FileArguments, assign, excluded};
use mending::{MendingArguments, Quiet};
use output::OutputArguments;
use rules::RuleArguments;

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
    output: OutputArguments,
}

/// Files that are checked together before their findings are written: enough to keep every core
/// busy, few enough to keep memory flat.
const BATCH: usize = 256;

pub(super) fn run(arguments: &Arguments) -> Result<Exit, Stop> {
    let reads_stdin = arguments.files.read_stdin();
    // Mended text goes where the findings would have gone.
    let aside = reads_stdin && arguments.mending.rewrites();
    let environment = match aside {
        true => Environment::of(&io::stderr()),
        false => Environment::of(&io::stdout()),
    };
    let style = arguments.output.style(&environment);
    let report: Box<dyn Report> = match arguments.mending.shows_findings() {
        true => arguments.output.output_format.report(style),
        false => Box::new(Quiet),
    };

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
    let work = Work {
        report: &*report,
        mending: arguments.mending.mending(&paths),
    };
    arguments.mending.note();

    let mut failed = !found.problems.is_empty();
    for message in found.problems.iter().chain(&found.notes).chain(&jobs.notes) {
        complain(message);
    }

    let mut summary = Summary::default();
    let written = (|| {
        let out: Box<dyn Write> = match aside {
            true => Box::new(io::stderr().lock()),
            false => Box::new(io::stdout().lock()),
        };
        let mut printer = Printer::start(&*report, out)?;
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
            take(outcome, &mut printer, &mut summary, &mut failed)?;
        }
        for batch in jobs.articles.chunks(BATCH) {
            for outcome in work.batch(batch) {
                take(outcome, &mut printer, &mut summary, &mut failed)?;
            }
        }
        printer.finish(&summary)
    })();
    match written {
        // Who closes the pipe has seen enough; what was found until then still counts.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        written => written?,
    }
    if !arguments.output.quiet {
        arguments.mending.tell(&summary);
    }

    Ok(match failed {
        true => Exit::Failed,
        false => arguments.mending.exit(&summary),
    })
}

/// Writes what came out of one file, or says why nothing did.
fn take(
    outcome: Outcome,
    printer: &mut Printer<'_, impl Write>,
    summary: &mut Summary,
    failed: &mut bool,
) -> io::Result<()> {
    for note in &outcome.notes {
        complain(note);
    }
    if let Some(error) = &outcome.error {
        *failed = true;
        complain(error);
    }
    summary.merge(&outcome.summary);
    printer.file(&outcome.text)
}
