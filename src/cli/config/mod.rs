//! `copydesk config`: what holds, and who has said so.

mod show;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, Subcommand, ValueEnum};

use super::settings::{FromEnvironment, SettingArguments};
use super::site::invalid;
use super::{Exit, Stop};
use crate::config::{self, Config, Part};
use crate::report::line;

#[derive(Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show every value that holds for a file, and who has said it
    Show(Show),
    /// Show what the configuration of a file is made of, the last word last
    Files(Files),
    /// Print the JSON Schema of `copydesk.yml`
    Schema,
}

#[derive(Args)]
struct Show {
    /// The file, or a folder for the files in it
    #[arg(default_value = ".")]
    path: PathBuf,

    /// How to show it
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    output_format: ShowFormat,

    #[command(flatten)]
    settings: SettingArguments,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum ShowFormat {
    /// For people
    #[default]
    Text,
    /// One JSON document
    Json,
}

#[derive(Args)]
struct Files {
    /// The file, or a folder for the files in it
    #[arg(default_value = ".")]
    path: PathBuf,

    #[command(flatten)]
    settings: SettingArguments,
}

pub(super) fn run(arguments: &Arguments, environment: &FromEnvironment) -> Result<Exit, Stop> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match &arguments.command {
        Command::Show(show) => {
            let config = of(&show.path, &show.settings, environment)?;
            match show.output_format {
                ShowFormat::Text => show::text(&show.path, &config, &mut out)?,
                ShowFormat::Json => show::json(&show.path, &config, &mut out)?,
            }
        }
        Command::Files(files) => {
            let config = of(&files.path, &files.settings, environment)?;
            for part in config.parts() {
                writeln!(out, "{}", line(&named(&part)))?;
            }
        }
        Command::Schema => writeln!(out, "{:#}", config::schema())?,
    }
    out.flush()?;
    Ok(Exit::Clean)
}

/// The configuration of a file; of a folder, that of the files in it.
fn of(
    path: &Path,
    settings: &SettingArguments,
    environment: &FromEnvironment,
) -> Result<Arc<Config>, Stop> {
    let article = match path.is_dir() {
        true => path.join("article.md"),
        false => path.to_owned(),
    };
    let article = article.strip_prefix(".").unwrap_or(&article);
    settings.configs(environment).of(article).map_err(invalid)
}

/// A part in one line: what it is, and which.
fn named(part: &Part) -> String {
    let (what, which) = match part {
        Part::Preset(name) => ("preset", name.clone()),
        Part::File(path) => ("file", path.display().to_string()),
        Part::Pack(folder) => ("pack", folder.display().to_string()),
        Part::Site(folder) => ("site", folder.display().to_string()),
        Part::Override(globs) => {
            let origin = globs.first().map(|glob| glob.origin.to_string());
            let globs: Vec<_> = globs.iter().map(|glob| &*glob.value).collect();
            let which = format!("{} ({})", globs.join(", "), origin.unwrap_or_default());
            ("override", which)
        }
    };
    format!("{what:8}  {which}")
}
