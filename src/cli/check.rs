//! `copydesk check`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
mod batch;

use batch::{Outcome, check_batch, check_one};

use super::site::invalid;
use super::{Exit, Stop, complain, input};
use crate::config::{Config, Configs};
use crate::date::clock::Instant;
use crate::finding::Level;
use crate::report::{ColorChoice, Environment, Format, Printer, Style, Summary};
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
    let mut style = Style::decide(arguments.color, &Environment::of(&io::stdout()));
    style.min_level = arguments.min_severity;
    style.max_per_file = Some(arguments.max_per_file).filter(|&most| most > 0);
    style.quiet = arguments.quiet;
    let report = arguments.output_format.report(style.clone());

    let (stdin, paths): (Vec<_>, Vec<_>) = arguments
        .paths
        .iter()
        .cloned()
        .partition(|path| path.as_os_str() == "-");
    let found = walk::walk(&paths);
    let mut configs = arguments.configs();
    let jobs = assign(found.articles, &mut configs)?;
    let stdin_config = match stdin.is_empty() {
        true => None,
        false => Some(configs.of(&arguments.stdin_filename).map_err(invalid)?),
    };

    let mut failed = !found.problems.is_empty();
    for message in found.problems.iter().chain(&found.notes).chain(&jobs.notes) {
        complain(message);
    }

    let mut summary = Summary::default();
    let written = (|| {
        let mut printer = Printer::start(&*report, io::stdout().lock())?;
        if let Some(config) = stdin_config {
            let name = &arguments.stdin_filename;
            let outcome = if config.excludes(name) {
                complain(&excluded(name));
                Ok(Outcome::default())
            } else {
                check_one(name, || input::stdin(name.clone()), &config, &*report)
            };
            take(outcome, &mut printer, &mut summary, &mut failed)?;
        }
        for batch in jobs.articles.chunks(BATCH) {
            for outcome in check_batch(batch, &*report) {
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

    Ok(match summary.worst() {
        _ if failed => Exit::Failed,
        Some(Level::Error) => Exit::Findings,
        _ => Exit::Clean,
    })
}

/// Writes what came out of one file, or says why nothing did.
fn take(
    outcome: Result<Outcome, String>,
    printer: &mut Printer<'_, impl Write>,
    summary: &mut Summary,
    failed: &mut bool,
) -> io::Result<()> {
    match outcome {
        Ok(outcome) => {
            summary.merge(&outcome.summary);
            printer.file(&outcome.text)
        }
        Err(message) => {
            *failed = true;
            complain(&message);
            Ok(())
        }
    }
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
