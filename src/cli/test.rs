//! `copydesk test`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::site::{here, invalid};
use super::{Exit, Stop, input};
use crate::config::{Builder, Config, FIXTURES, Pack};
use crate::document::Source;
use crate::engine;
use crate::example;
use crate::finding::{Finding, Level};
use crate::report::{Checked, ColorChoice, Environment, Format, Style};
use crate::rule::RuleFile;
use crate::walk;

#[derive(Args)]
pub(super) struct Arguments {
    /// The folder of the rules; those of the configuration without
    folder: Option<PathBuf>,

    /// When to colour
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    color: ColorChoice,
}

/// What an example made of its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// As it should be.
    Fine,
    /// A bad example without finding.
    Missing,
    /// The bad example of the rule with more findings than one.
    Repeated(usize),
    /// A good example with findings.
    Noisy,
}

/// What an example is to show.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    One,
    Some,
    None,
}

pub(super) fn run(arguments: &Arguments) -> Result<Exit, Stop> {
    let config = match &arguments.folder {
        Some(folder) => alone(folder)?,
        None => here(None)?,
    };
    if config.packs().is_empty() {
        return Err(Stop::Message(
            "there are no rules to test: name their folder, or put it under `packs` in copydesk.yml"
                .to_owned(),
        ));
    }
    let mut style = Style::decide(arguments.color, &Environment::of(&io::stdout()));
    style.min_level = Level::Info;
    let mut desk = Desk {
        config: &config,
        style,
        out: io::stdout().lock(),
        tried: 0,
        failed: 0,
    };
    let mut rules = 0;
    for pack in config.packs() {
        for id in &pack.rules {
            let Some(rule) = config.registry().get(id) else {
                continue;
            };
            desk.rule(pack, id, rule)?;
            rules += 1;
        }
    }
    let (tried, failed) = (desk.tried, desk.failed);
    let counted = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    };
    writeln!(
        desk.out,
        "{}, {}: {}",
        counted(rules, "rule"),
        counted(tried, "example"),
        if failed == 0 {
            "all fine".to_owned()
        } else {
            format!("{failed} failed")
        }
    )?;
    Ok(if failed == 0 {
        Exit::Clean
    } else {
        Exit::Findings
    })
}

/// The rules of one folder, whatever the configuration says.
fn alone(folder: &Path) -> Result<Arc<Config>, Stop> {
    let mut builder = Builder::new(Path::new(""));
    builder.pack(folder).map_err(invalid)?;
    builder.finish().map(Arc::new).map_err(Stop::Message)
}

struct Desk<'a, W> {
    config: &'a Config,
    style: Style,
    out: W,
    tried: usize,
    failed: usize,
}

impl<W: Write> Desk<'_, W> {
    fn rule(&mut self, pack: &Pack, id: &str, rule: &RuleFile) -> Result<(), Stop> {
        let only = self.config.only(id).map_err(Stop::Message)?;
        let before = self.failed;
        let examples = [
            ("doc.bad", &rule.doc.bad, Expected::One),
            ("doc.good", &rule.doc.good, Expected::None),
        ];
        for (name, example, expected) in examples {
            let (source, findings) = example::check(example, &only);
            let outcome = judge(findings.len(), expected);
            self.tell(id, name, outcome, &source, &findings)?;
            if outcome == Outcome::Missing && !rule.files.is_empty() {
                let (path, globs) = (example.path(), rule.files.join("`, `"));
                let hint = "the example may lie elsewhere: give it a `path` that matches";
                writeln!(
                    self.out,
                    "  it is checked as `{path}`, the rule is for `{globs}`; {hint}"
                )?;
            }
        }
        for (path, expected) in fixtures(&pack.folder.join(FIXTURES).join(id)) {
            let shown = path.display().to_string();
            let source =
                input::file(&path).map_err(|error| Stop::Message(format!("{shown}: {error}")))?;
            let source = placed(&source, rule);
            let findings = engine::check(&source, &only);
            let outcome = judge(findings.len(), expected);
            self.tell(id, &shown, outcome, &source, &findings)?;
        }
        if self.failed == before {
            writeln!(self.out, "{id}: ok")?;
        }
        Ok(())
    }

    fn tell(
        &mut self,
        id: &str,
        example: &str,
        outcome: Outcome,
        source: &Source,
        findings: &[Finding],
    ) -> io::Result<()> {
        self.tried += 1;
        let text = match outcome {
            Outcome::Fine => return Ok(()),
            Outcome::Missing => "missing: the fault in it is not found".to_owned(),
            Outcome::Repeated(count) => {
                format!("repeated: {count} findings, where one is to be shown")
            }
            Outcome::Noisy => "noisy: something is found, and it is fine".to_owned(),
        };
        self.failed += 1;
        writeln!(self.out, "{id}: {example} is {text}")?;
        if !findings.is_empty() {
            let report = Format::Pretty.report(self.style.clone());
            let shown = report.file(&Checked::new(source, findings));
            self.out.write_all(shown.as_bytes())?;
        }
        Ok(())
    }
}

fn judge(count: usize, expected: Expected) -> Outcome {
    match (expected, count) {
        (Expected::None, 0) | (Expected::One, 1) => Outcome::Fine,
        (Expected::None, _) => Outcome::Noisy,
        (_, 0) => Outcome::Missing,
        (Expected::One, count) => Outcome::Repeated(count),
        (Expected::Some, _) => Outcome::Fine,
    }
}

/// Articles called `fail…` and `pass…` in the folder of a rule.
fn fixtures(folder: &Path) -> Vec<(PathBuf, Expected)> {
    if !folder.is_dir() {
        return Vec::new();
    }
    let expected = |path: &Path| {
        let first = path.strip_prefix(folder).ok()?.components().next()?;
        let name = first.as_os_str().to_string_lossy();
        match () {
            () if name.starts_with("fail") => Some(Expected::Some),
            () if name.starts_with("pass") => Some(Expected::None),
            () => None,
        }
    };
    let found = walk::walk(&[folder.to_owned()]).articles;
    let found = found.into_keys();
    found
        .filter_map(|path| expected(&path).map(|expected| (path, expected)))
        .collect()
}

/// A fixture stands where the bad example of its rule does: the rule may be for one folder only.
fn placed(source: &Source, rule: &RuleFile) -> Source {
    let name = source.path().file_name().unwrap_or_default();
    let folder = Path::new(rule.doc.bad.path()).parent();
    Source::new(folder.unwrap_or(Path::new("")).join(name), source.text())
}
