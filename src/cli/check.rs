//! `copydesk check`.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use rayon::prelude::*;

use super::site::invalid;
use super::{Exit, Stop, complain, input};
use crate::config::{Config, Configs};
use crate::document::Source;
use crate::engine;
use crate::finding::Level;
use crate::report::{Checked, ColorChoice, Environment, Format, Printer, Report, Style, Summary};
use crate::target::Target;
use crate::walk;

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
    let jobs = assign(&found.articles, &paths, &mut configs)?;
    let stdin_config = match stdin.is_empty() {
        true => None,
        false => Some(configs.of(&arguments.stdin_filename).map_err(invalid)?),
    };

    let mut failed = !found.problems.is_empty();
    for message in found.problems.iter().chain(&found.notes).chain(&jobs.notes) {
        complain(message);
    }

    let mut printer = Printer::start(&*report, io::stdout().lock())?;
    let mut summary = Summary::default();
    if let Some(config) = stdin_config {
        let source = input::stdin(arguments.stdin_filename.clone())
            .map_err(|error| Stop::Message(format!("standard input: {error}")))?;
        let outcome = check_source(&source, &config, &*report);
        summary.merge(&outcome.summary);
        printer.file(&outcome.text)?;
    }
    for batch in jobs.articles.chunks(BATCH) {
        let outcomes: Vec<_> = batch
            .par_iter()
            .map(|(path, config)| check_file(path, config, &*report))
            .collect();
        for outcome in outcomes {
            match outcome {
                Ok(outcome) => {
                    summary.merge(&outcome.summary);
                    printer.file(&outcome.text)?;
                }
                Err(message) => {
                    failed = true;
                    complain(&message);
                }
            }
        }
    }
    printer.finish(&summary)?;

    Ok(match summary.worst() {
        _ if failed => Exit::Failed,
        Some(Level::Error) => Exit::Findings,
        _ => Exit::Clean,
    })
}

impl Arguments {
    fn configs(&self) -> Configs {
        let (select, ignore) = (self.select.clone(), self.ignore.clone());
        let (preset, target) = (self.preset.clone(), self.target.clone());
        Configs::new(move |builder| {
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

fn assign(articles: &[PathBuf], named: &[PathBuf], configs: &mut Configs) -> Result<Jobs, Stop> {
    let mut jobs = Jobs {
        articles: Vec::with_capacity(articles.len()),
        notes: Vec::new(),
    };
    let mut excluded: BTreeMap<&Path, ()> = BTreeMap::new();
    for path in articles {
        let config = configs.of(path).map_err(invalid)?;
        if !config.excludes(path) {
            jobs.articles.push((path.clone(), config));
        } else if named.contains(path) {
            excluded.insert(path, ());
        }
    }
    for path in excluded.keys() {
        jobs.notes
            .push(format!("{}: excluded by the configuration", path.display()));
    }
    Ok(jobs)
}

/// The text and the count of one file.
struct Outcome {
    text: String,
    summary: Summary,
}

fn check_file(path: &Path, config: &Config, report: &dyn Report) -> Result<Outcome, String> {
    let source = input::file(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(check_source(&source, config, report))
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
