//! `copydesk check`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
mod batch;
mod mending;

use batch::{Outcome, Work};
use mending::{MendingArguments, Quiet};

use super::site::invalid;
use super::{Exit, Stop, complain};
use crate::config::{Config, Configs};
use crate::date::clock::Instant;
use crate::finding::Level;
use crate::report::{ColorChoice, Environment, Format, Printer, Report, Style, Summary};
use crate::target::Target;
use crate::walk::{self, Naming};

#[derive(Args)]
pub(super) struct Arguments {
    /// Files and folders to check; `-` reads standard input
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,

    /// The file name that standard input is checked under
    #[arg(long, value_name = "PATH", default_value = "stdin.md")]
    stdin_filename: PathBuf,

    #[command(flatten)]
    mending: MendingArguments,

    /// How to show the findings
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        default_value_t,
        env = "COPYDESK_OUTPUT_FORMAT"
    )]
    output_format: Format,

    /// Check only these rules or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,

    /// Leave these rules or groups out
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,

    /// Start from this preset, whatever the configuration file extends
    #[arg(long, value_name = "NAME")]
    preset: Option<String>,

    /// The generators that read the articles
    #[arg(long, value_name = "NAME", value_enum, value_delimiter = ',')]
    target: Vec<Target>,

    /// Use this configuration file for everything
    #[arg(long, value_name = "FILE", env = "COPYDESK_CONFIG")]
    config: Option<PathBuf>,

    /// Look for no configuration file
    #[arg(long, conflicts_with = "config")]
    isolated: bool,

    /// Show at most so many findings of one file to people; 0 shows all
    #[arg(long, value_name = "N", default_value_t = 50)]
    max_per_file: usize,

    /// Show people findings from this level up
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t = Level::Warning)]
    min_severity: Level,

    /// When to colour
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    color: ColorChoice,

    /// Leave out the summary
    #[arg(short, long)]
    quiet: bool,
}

/// Files that are checked together before their findings are written: enough to keep every core
/// busy, few enough to keep memory flat.
const BATCH: usize = 256;

pub(super) fn run(arguments: &Arguments) -> Result<Exit, Stop> {
    let reads_stdin = arguments.paths.iter().any(|path| path.as_os_str() == "-");
    // Mended text goes where the findings would have gone.
    let aside = reads_stdin && arguments.mending.rewrites();
    let environment = match aside {
        true => Environment::of(&io::stderr()),
        false => Environment::of(&io::stdout()),
    };
    let mut style = Style::decide(arguments.color, &environment);
    style.min_level = arguments.min_severity;
    style.max_per_file = Some(arguments.max_per_file).filter(|&most| most > 0);
    style.quiet = arguments.quiet;
    style.unsafe_fixes = arguments.mending.unsafe_fixes();
    let report: Box<dyn Report> = match arguments.mending.shows_findings() {
        true => arguments.output_format.report(style.clone()),
        false => Box::new(Quiet),
    };

    let paths = arguments.paths.iter();
    let paths: Vec<_> = paths
        .filter(|path| path.as_os_str() != "-")
        .cloned()
        .collect();
    let found = walk::walk(&paths);
    let mut configs = arguments.configs();
    let jobs = assign(found.articles, &mut configs)?;
    let stdin_config = match reads_stdin {
        false => None,
        true => Some(configs.of(&arguments.stdin_filename).map_err(invalid)?),
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
            let name = &arguments.stdin_filename;
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
    if !arguments.quiet {
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

impl Arguments {
    fn configs(&self) -> Configs {
        let (select, ignore) = (self.select.clone(), self.ignore.clone());
        let (preset, target) = (self.preset.clone(), self.target.clone());
        let now = Instant::now();
        Configs::new(move |builder| {
            builder.now(now);
            if let Some(preset) = &preset {
                builder
                    .preset(preset)
                    .map_err(|error| format!("--preset: {error}"))?;
            }
            if !target.is_empty() {
                builder.targets(target.clone());
            }
            if !select.is_empty() {
                builder
                    .select(&select)
                    .map_err(|error| format!("--select: {error}"))?;
            }
            builder
                .ignore(&ignore)
                .map_err(|error| format!("--ignore: {error}"))
        })
        .fixed(self.config.clone())
        .isolated(self.isolated)
    }
}

/// What is to be done: articles with their configurations.
struct Jobs {
    articles: Vec<(PathBuf, Arc<Config>)>,
    notes: Vec<String>,
}

fn assign(articles: BTreeMap<PathBuf, Naming>, configs: &mut Configs) -> Result<Jobs, Stop> {
    let mut jobs = Jobs {
        articles: Vec::with_capacity(articles.len()),
        notes: Vec::new(),
    };
    for (path, naming) in articles {
        let config = configs.of(&path).map_err(invalid)?;
        if !config.excludes(&path) {
            jobs.articles.push((path, config));
        } else if naming == Naming::Explicit {
            jobs.notes.push(excluded(&path));
        }
    }
    Ok(jobs)
}

fn excluded(path: &Path) -> String {
    format!(
        "{}: passed over, the configuration excludes it",
        path.display()
    )
}
