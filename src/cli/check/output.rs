//! What the command line says about how findings are shown.

use std::path::PathBuf;
use std::sync::Arc;
use std::{env, io};

use clap::{Args, ValueEnum};

use super::mending::Quiet;
use super::overview::{self, Overview};
use super::sinks::Destination;
use super::statistics::Statistics;
use crate::config::Config;
use crate::finding::Level;
use crate::report::{ColorChoice, Context, Environment, Format, Home, Report, Rulebook, Style};
use crate::suggest::suggest;

#[derive(Args)]
#[command(next_help_heading = "Output")]
pub(super) struct OutputArguments {
    /// How to show the findings
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        default_value_t,
        env = "COPYDESK_OUTPUT_FORMAT",
        hide_env_values = true
    )]
    output_format: Format,

    /// Write it to a file, not to standard output
    #[arg(
        short,
        long,
        value_name = "PATH",
        env = "COPYDESK_OUTPUT_FILE",
        hide_env_values = true
    )]
    output_file: Option<PathBuf>,

    /// Write one more report of the same run; `-` is standard output; can be given again
    #[arg(long, value_name = "FORMAT=PATH", value_parser = report, conflicts_with = "diff")]
    report: Vec<(Format, PathBuf)>,

    /// Show at most so many findings of one file to people; 0 shows all
    #[arg(long, value_name = "N", default_value_t = 50)]
    max_per_file: usize,

    /// Where people read and there are more findings than this, count them by rule; 0 shows all;
    /// 100 on a terminal, all elsewhere
    #[arg(long, value_name = "N")]
    max_findings: Option<usize>,

    /// Show people findings from this level up
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t = Level::Warning)]
    min_severity: Level,

    /// When to colour
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    color: ColorChoice,

    /// Count the findings of each rule, and show no single ones
    #[arg(long)]
    pub(super) statistics: bool,

    /// Leave out the summary, and notes on what is passed over
    #[arg(short, long)]
    pub(super) quiet: bool,

    /// Say which configuration holds for how many files
    #[arg(short, long, conflicts_with = "quiet")]
    pub(super) verbose: bool,
}

impl OutputArguments {
    /// How findings look on a stream.
    fn style(&self, environment: &Environment) -> Style {
        let mut style = Style::decide(self.color, environment);
        style.min_level = self.min_severity;
        style.max_per_file = Some(self.max_per_file).filter(|&most| most > 0);
        style.quiet = self.quiet;
        style
    }

    /// How findings look in a file.
    fn plain(&self) -> Style {
        Style {
            unicode: true,
            ..self.style(&Environment::of_file())
        }
    }
}

/// What a run is like, as far as its reports are concerned.
pub(super) struct Nature {
    pub(super) shows_findings: bool,
    /// Whether fixes that are most likely right are made, or would be.
    pub(super) unsafe_fixes: bool,
    /// Whether there is a baseline.
    pub(super) has_baseline: bool,
    /// Whether mended text has taken standard output.
    pub(super) aside: bool,
}

impl OutputArguments {
    /// The reports of a run, the one that is printed first, and where each goes. Mended text may
    /// have taken standard output from them.
    pub(super) fn reports<'c>(
        &self,
        nature: &Nature,
        configs: impl Iterator<Item = &'c Config>,
    ) -> (Vec<Box<dyn Report>>, Vec<Destination>) {
        let Nature {
            shows_findings,
            unsafe_fixes,
            has_baseline,
            aside,
        } = *nature;
        let environment = match aside {
            true => Environment::of(&io::stderr()),
            false => Environment::of(&io::stdout()),
        };
        let first = match &self.output_file {
            Some(path) => Destination::of(path, aside),
            None => Destination::stream(aside),
        };
        let more = self.report.iter();
        let more = more.map(|(format, path)| (*format, Destination::of(path, aside)));
        let all: Vec<_> = [(self.output_format, first)]
            .into_iter()
            .chain(more)
            .collect();

        let explains = |(format, _): &(Format, _)| {
            matches!(format, Format::Sarif | Format::Rdjsonl | Format::Html)
        };
        let rules = match self.statistics || all.iter().any(explains) {
            true => Arc::new(Rulebook::of(configs)),
            false => Arc::default(),
        };
        let (mut reports, mut destinations) = (Vec::new(), Vec::new());
        for (at, (format, destination)) in all.into_iter().enumerate() {
            let mut style = match destination {
                Destination::File(_) => self.plain(),
                _ => self.style(&environment),
            };
            style.unsafe_fixes = unsafe_fixes;
            let context = Context {
                style,
                rules: Arc::clone(&rules),
                home: home(format),
            };
            let is_first = at == 0;
            let most = self.most(format, &environment).filter(|_| is_first);
            let report: Box<dyn Report> = match most {
                _ if is_first && !shows_findings => Box::new(Quiet),
                _ if is_first && self.statistics => Box::new(Statistics::new(format, context)),
                None => format.report_in(context),
                Some(most) => Box::new(Overview {
                    style: context.style.clone(),
                    statistics: Statistics::new(format, context.clone()),
                    report: format.report_in(context),
                    most,
                    has_baseline,
                }),
            };
            reports.push(report);
            destinations.push(destination);
        }
        (reports, destinations)
    }
}

impl OutputArguments {
    /// The most findings that are shown one by one.
    fn most(&self, format: Format, environment: &Environment) -> Option<usize> {
        let is_for_people = matches!(format, Format::Pretty | Format::Concise);
        let is_read = environment.terminal && self.output_file.is_none();
        let most = self.max_findings.or(is_read.then_some(overview::MOST));
        most.filter(|&most| most > 0 && is_for_people)
    }
}

/// What the paths of a report are relative to.
fn home(format: Format) -> Home {
    let Ok(here) = env::current_dir() else {
        return Home::default();
    };
    let workspace = env::var_os("GITHUB_WORKSPACE").map(PathBuf::from);
    match workspace.filter(|folder| format == Format::Github && here.starts_with(folder)) {
        Some(workspace) => Home::new(here, workspace),
        None => Home::of(&here),
    }
}

/// Reads `FORMAT=PATH`.
fn report(text: &str) -> Result<(Format, PathBuf), String> {
    let (name, path) = text
        .split_once('=')
        .filter(|(_, path)| !path.is_empty())
        .ok_or("it takes a format and a path, as in `sarif=report.sarif`")?;
    let format = Format::from_str(name, false).map_err(|_| {
        let known: Vec<_> = Format::ALL
            .iter()
            .filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()))
            .collect();
        let hint = suggest(name, known.iter().map(String::as_str));
        format!("there is no format `{name}`{hint}")
    })?;
    Ok((format, path.into()))
}
