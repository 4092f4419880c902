//! The command line: a thin edge over the library.

mod baseline;
mod check;
mod config;
mod explain;
mod init;
mod input;
mod inspect;
mod new;
mod pages;
mod rules;
mod server;
mod settings;
mod site;
mod test;

use std::io::{self, IsTerminal as _, Write};
use std::process::ExitCode;

use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::guard;
use crate::report::line;
use settings::FromEnvironment;

/// A copy desk for content sites: checks the front matter, Markdown and HTML of articles.
#[derive(Parser)]
#[command(name = "copydesk", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Look at a site and write its first configuration
    Init(init::Arguments),
    /// Check articles and show what is wrong with them
    Check(Box<check::Arguments>),
    /// Keep what was there before, so that new faults stand out
    Baseline(baseline::Arguments),
    /// Show an article as the checks see it, with byte offsets
    Inspect(inspect::Arguments),
    /// Explain a rule: what, why, what to do, examples, options
    #[command(visible_alias = "rule")]
    Explain(explain::Arguments),
    /// List all rules
    Rules(rules::Arguments),
    /// Show which configuration holds, and where each value comes from
    Config(config::Arguments),
    /// Write the skeleton of a rule of your own
    New(new::Arguments),
    /// Try rules of your own on their examples
    Test(test::Arguments),
    /// Serve an editor over standard input and output (language server protocol)
    #[command(visible_alias = "lsp")]
    Server(server::Arguments),
    /// Print completions for a shell
    Completions(pages::Completions),
    /// Print a manual page
    Man(pages::Man),
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// Nothing at or above the failing level.
    Clean = 0,
    /// Findings.
    Findings = 1,
    /// The run itself failed: usage, configuration, a file that cannot be read.
    Failed = 2,
    /// Stopped by Ctrl-C; 128 and the number of the signal, as shells have it.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a run stopped early.
enum Stop {
    /// What to tell on standard error, as it stands.
    Message(String),
    /// The output cannot be written.
    Output(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    let matches = match Arguments::command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return refuse(&error),
    };
    let arguments = match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error),
    };
    let environment = FromEnvironment::of(innermost(&matches));
    guard::install();
    let result = guard::guard(|| match arguments.command {
        Command::Check(arguments) => check::run(&arguments, &environment),
        Command::Init(arguments) => init::run(&arguments),
        Command::Baseline(arguments) => baseline::run(&arguments),
        Command::Inspect(arguments) => inspect::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Config(arguments) => config::run(&arguments, &environment),
        Command::New(arguments) => new::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Server(arguments) => Ok(server::run(&arguments)),
        Command::Completions(arguments) => pages::completions(&arguments, Arguments::command()),
        Command::Man(arguments) => pages::man(&arguments, Arguments::command()),
    });
    let result = result.unwrap_or_else(|panic| Err(Stop::Message(panic.to_string())));
    match result {
        Ok(exit) => exit.into(),
        // Who closes the pipe has seen enough; that is no fault of the run.
        Err(Stop::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Clean.into(),
        Err(Stop::Output(error)) => {
            complain(&format!("cannot write the output: {error}"));
            Exit::Failed.into()
        }
        Err(Stop::Message(message)) => {
            complain(&message);
            Exit::Failed.into()
        }
    }
}

/// Says what is wrong with the arguments, or shows the help that was asked for. A hook passes
/// names of files that strangers have chosen, and one that starts with `-` is taken for a flag.
fn refuse(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() || io::stderr().is_terminal() {
        error.exit();
    }
    let text = error.render().to_string();
    for said in text.trim_end().lines() {
        let indent = said.len() - said.trim_start().len();
        let _ = writeln!(io::stderr(), "{}{}", &said[..indent], line(&said[indent..]));
    }
    Exit::Failed.into()
}

/// The arguments of the command that was called, however deep it lies.
fn innermost(matches: &ArgMatches) -> &ArgMatches {
    match matches.subcommand() {
        Some((_, inner)) => innermost(inner),
        None => matches,
    }
}

/// Says something on standard error, in one line that does nothing to a terminal. Nothing can be
/// done when that fails.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "copydesk: {}", line(message));
}
