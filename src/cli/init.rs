//! `copydesk init`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Exit, Stop, baseline};
use crate::config::Builder;
use crate::document::Source;
use crate::init::{Choices, Proposal, Site};
use crate::report::{counted, visible};
use crate::target::Target;
use crate::write::NewFile;

#[derive(Args)]
pub(super) struct Arguments {
    /// The folder of the site
    #[arg(default_value = ".")]
    folder: PathBuf,

    /// Extend this preset, whatever the articles look like
    #[arg(long, value_name = "NAME")]
    preset: Option<String>,

    /// The generators that read the articles, whatever the site's own files say
    #[arg(long, value_name = "NAME", value_enum, value_delimiter = ',')]
    target: Vec<Target>,

    /// Also write a baseline of what is wrong now
    #[arg(long, conflicts_with = "stdout")]
    baseline: bool,

    /// Print the configuration, and write nothing
    #[arg(long)]
    stdout: bool,
}

const FILE_NAME: &str = "copydesk.yml";

pub(super) fn run(arguments: &Arguments) -> Result<Exit, Stop> {
    let folder = arguments
        .folder
        .strip_prefix(".")
        .unwrap_or(&arguments.folder);
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let site = Site::open(folder).map_err(Stop::Message)?;
    if let Some(there) = site.configuration().filter(|_| !arguments.stdout) {
        return Err(Stop::Message(format!(
            "{}: there is one already; `copydesk init --stdout` shows what would be proposed",
            there.display()
        )));
    }
    let choices = Choices {
        preset: arguments.preset.clone(),
        targets: arguments.target.clone(),
    };
    let proposal = Proposal::of(&site, choices);
    let text = proposal.to_string();
    let path = match folder == Path::new(".") {
        true => PathBuf::from(FILE_NAME),
        false => folder.join(FILE_NAME),
    };
    // Also refuses a preset that does not exist.
    let mut builder = Builder::new(folder);
    let read = builder.file(Source::new(&path, &*text));
    read.map_err(super::site::invalid)?;
    if arguments.stdout {
        io::stdout().lock().write_all(text.as_bytes())?;
        return Ok(Exit::Clean);
    }
    let written = NewFile::create(&path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.finish()
    });
    written.map_err(|error| Stop::Message(format!("{}: {error}", path.display())))?;
    tell(&proposal, &path)?;
    if arguments.baseline {
        return baseline::create_in(folder);
    }
    // What is to be done comes last, where it is read.
    writeln!(
        io::stdout().lock(),
        "\nNext: `copydesk check` shows what is wrong now. If that is more than you want to mend today,\n\
         `copydesk baseline create` keeps it apart, and `check` shows what is new."
    )?;
    Ok(Exit::Clean)
}

/// Says what was found and written, and how to go on: in less than a screen.
fn tell(proposal: &Proposal, path: &Path) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let measured = &proposal.measured;
    let path = visible(&path.display().to_string());
    writeln!(
        out,
        "Wrote {path}, after a look at {}:",
        counted(measured.articles, "article")
    )?;
    if let Some(targets) = &proposal.targets {
        let names: Vec<_> = targets.targets.iter().map(|target| target.name()).collect();
        writeln!(out, "  target    {} ({})", names.join(", "), targets.reason)?;
    }
    writeln!(out, "  preset    {}", visible(&proposal.preset))?;
    let mut excluded: BTreeMap<&str, usize> = BTreeMap::new();
    for exclude in &proposal.exclude {
        *excluded.entry(exclude.what).or_default() += 1;
    }
    if !excluded.is_empty() {
        let kinds: Vec<_> = excluded.into_keys().collect();
        writeln!(out, "  excluded  {}", kinds.join(", "))?;
    }
    if !proposal.required.is_empty() {
        let keys = visible(&proposal.required.join(", "));
        writeln!(out, "  required  {keys}")?;
    }
    out.write_all(SNIPPETS.as_bytes())
}

/// How others call the program.
const SNIPPETS: &str = r"
pre-commit, in .pre-commit-config.yaml:
  - repo: local
    hooks:
      - { id: copydesk, name: copydesk, language: system, entry: copydesk check,
          files: '\.(md|markdown|mdx|html?)$' }
GitHub Actions, as a step:
  - run: copydesk check --output-format github
An editor that speaks the language server protocol, for Markdown and HTML:
  copydesk server
";
