//! `copydesk baseline`: what was there before the desk was.

mod audit;
mod survey;

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use self::survey::Survey;
use super::{Exit, Stop};
use crate::baseline::{Baseline, Unreadable, nearest, place};
use crate::finding::{Finding, Level};
use crate::report::{Checked, ColorChoice, Environment, Format, Style, counted};
use crate::write::{NewFile, Writer};

pub(super) use survey::{Job, follow};

#[derive(Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write down all findings that there are, so that `check` reports new ones only
    Create(Scope),
    /// Bring the baseline in line with what there is: add what is new, drop what is gone
    Update(Scope),
    /// Drop entries that are no longer needed, and add none
    Prune(Scope),
    /// Count the entries by rule and show those no longer needed; exit with 1 if there are any
    Audit(Scope),
}

#[derive(Args)]
struct Scope {
    /// Files and folders to look at; entries of others stay as they are
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,

    /// The file; `copydesk-baseline.json` beside the configuration without
    #[arg(long, value_name = "FILE", env = "COPYDESK_BASELINE")]
    baseline: Option<PathBuf>,

    /// Use this configuration file for everything
    #[arg(long, value_name = "FILE", env = "COPYDESK_CONFIG")]
    config: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Exit, Stop> {
    match &arguments.command {
        Command::Create(scope) => create(scope),
        Command::Update(scope) => change(scope, Change::Update),
        Command::Prune(scope) => change(scope, Change::Prune),
        Command::Audit(scope) => {
            let (mut baseline, _) = scope.read()?;
            let survey = scope.survey(&mut baseline)?;
            audit::run(&baseline, &survey)
        }
    }
}

/// What to do with a baseline.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    /// Take what there is.
    Update,
    /// Keep what is needed.
    Prune,
}

impl Scope {
    /// The folder that the baseline is looked for from.
    fn folder(&self) -> PathBuf {
        let first = self.paths.first().map_or(Path::new(""), PathBuf::as_path);
        let folder = match first.is_dir() {
            true => first,
            false => first.parent().unwrap_or(Path::new("")),
        };
        folder.strip_prefix(".").unwrap_or(folder).to_owned()
    }

    /// The baseline that is there, and its text.
    fn read(&self) -> Result<(Baseline, String), Stop> {
        let found = self.baseline.clone().or_else(|| nearest(&self.folder()));
        let path = found.ok_or_else(|| {
            let message = "there is no baseline here; `copydesk baseline create` writes one";
            Stop::Message(message.to_owned())
        })?;
        // Read twice: what is written later replaces this text only.
        let text = fs::read_to_string(&path).unwrap_or_default();
        Ok((Baseline::read(path).map_err(unreadable)?, text))
    }

    fn survey(&self, baseline: &mut Baseline) -> Result<Survey, Stop> {
        let is_fixed = self.baseline.is_some();
        Survey::of(baseline, &self.paths, self.config.clone(), is_fixed)
    }
}

/// Writes the baseline of a folder.
pub(super) fn create_in(folder: &Path) -> Result<Exit, Stop> {
    create(&Scope {
        paths: vec![folder.to_owned()],
        baseline: None,
        config: None,
    })
}

fn create(scope: &Scope) -> Result<Exit, Stop> {
    let path = match &scope.baseline {
        Some(path) => path.clone(),
        None => nearest(&scope.folder()).unwrap_or_else(|| place(&scope.folder())),
    };
    if path.exists() {
        return Err(Stop::Message(format!(
            "{}: there is one already; `copydesk baseline update` brings it in line",
            path.display()
        )));
    }
    let mut baseline = Baseline::new(path);
    let survey = scope.survey(&mut baseline)?;
    let found = take(&mut baseline, &survey, Change::Update);
    let mut out = io::stdout().lock();
    if baseline.is_empty() {
        let files = counted(survey.compared.len(), "file");
        writeln!(out, "No problems in {files}: no baseline is needed.")?;
        return Ok(Exit::Clean);
    }
    let shown = baseline.path().display().to_string();
    let written = NewFile::create(baseline.path()).and_then(|mut file| {
        file.write_all(baseline.to_text().as_bytes())?;
        file.finish()
    });
    written.map_err(|error| Stop::Message(format!("{shown}: {error}")))?;
    let found = counted(found, "problem");
    let files = counted(baseline.files().count(), "file");
    writeln!(out, "Wrote {found} in {files} to {shown}.")?;
    writeln!(out, "`copydesk check` reports what is new from here on.")?;
    Ok(Exit::Clean)
}

fn change(scope: &Scope, change: Change) -> Result<Exit, Stop> {
    let (mut baseline, old) = scope.read()?;
    let before = baseline.len();
    let survey = scope.survey(&mut baseline)?;
    let added = take(&mut baseline, &survey, change);
    let removed = before + added - baseline.len();
    let shown = baseline.path().display().to_string();
    let new = baseline.to_text();
    let mut out = io::stdout().lock();
    if new == old {
        writeln!(out, "{shown} is as it should be.")?;
        return Ok(Exit::Clean);
    }
    let writer = Writer::below(&[baseline.path().to_owned()]);
    let written = writer.replace(baseline.path(), old.as_bytes(), new.as_bytes());
    written.map_err(|error| Stop::Message(format!("{shown}: {error}")))?;
    let left = counted(baseline.len(), "problem");
    writeln!(
        out,
        "{shown}: {added} added, {removed} removed; {left} left."
    )?;
    Ok(Exit::Clean)
}

/// Shows what is wrong with a baseline the way findings are shown.
#[allow(clippy::boxed_local, reason = "errors come boxed")]
pub(super) fn unreadable(error: Box<Unreadable>) -> Stop {
    let Some(span) = error.span else {
        return Stop::Message(error.to_string());
    };
    let finding = Finding {
        rule: "baseline".into(),
        level: Level::Error,
        message: error.message,
        span,
        related: Vec::new(),
        help: None,
        fix: None,
        muted: None,
    };
    let style = Style::decide(ColorChoice::Auto, &Environment::of(&io::stderr()));
    let text = Format::Pretty
        .report(style)
        .file(&Checked::new(&error.source, &[finding]));
    let _ = io::stderr().write_all(text.as_bytes());
    Stop::Message("nothing was checked: the baseline has a mistake".to_owned())
}

/// Changes a baseline to what was found. Returns how many entries are new.
fn take(baseline: &mut Baseline, survey: &Survey, change: Change) -> usize {
    for name in &survey.gone {
        baseline.set(name.clone(), Vec::new());
    }
    let mut added = 0;
    for (name, compared) in &survey.compared {
        let mut entries = compared.matched.clone();
        if change == Change::Update {
            entries.extend(compared.new.iter().cloned());
            added += compared.new.len();
        }
        baseline.set(name.clone(), entries);
    }
    added
}
