//! `copydesk new`.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::{Exit, Stop};
use crate::checks::KindEntry;
use crate::config::check_id;
use crate::rule::{Registry, kind_entry, schema};

#[derive(Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// A rule of your own, to be filled in and tried with `copydesk test`
    Rule(RuleArguments),
}

#[derive(Args)]
struct RuleArguments {
    /// The rule: `group/name`, where the name says the fault
    #[arg(value_name = "GROUP/NAME")]
    id: String,

    /// The check kind: entry, element, text, schema, or one that `copydesk` itself uses
    #[arg(long, value_name = "KIND", default_value = "entry")]
    kind: String,

    /// The folder of the rules
    #[arg(long, value_name = "FOLDER", default_value = "rules")]
    dir: PathBuf,
}

/// Skeletons of the kinds that are meant for rules of a site's own.
const SKELETONS: &[(&str, &str)] = &[
    ("element", include_str!("element.yml")),
    ("entry", include_str!("entry.yml")),
    ("schema", include_str!("schema.yml")),
    ("text", include_str!("text.yml")),
];

/// For editors, beside the folders of the groups.
const SCHEMA_FILE: &str = "schema.json";

pub(super) fn run(arguments: &Arguments) -> Result<Exit, Stop> {
    let What::Rule(arguments) = &arguments.what;
    let id = &arguments.id;
    check_id(id).map_err(Stop::Message)?;
    if Registry::builtin().get(id).is_some() {
        return Err(Stop::Message(format!(
            "`{id}` is a rule that comes with copydesk; `copydesk explain {id}` shows it"
        )));
    }
    let kind = kind_entry(&arguments.kind).map_err(Stop::Message)?;
    let file = arguments.dir.join(format!("{id}.yml"));
    let text = format!(
        "# yaml-language-server: $schema=../{SCHEMA_FILE}\n{}",
        skeleton(kind)
    );
    write_new(&file, &text)?;
    let mut out = io::stdout().lock();
    writeln!(out, "{}: written", file.display())?;
    let schema_file = arguments.dir.join(SCHEMA_FILE);
    if !schema_file.exists() {
        write_new(&schema_file, &format!("{:#}\n", schema()))?;
        writeln!(out, "{}: written, for editors", schema_file.display())?;
    }
    let dir = arguments.dir.display();
    writeln!(
        out,
        "Fill it in, and try it: copydesk test {dir}\n\
         To check articles with it, copydesk.yml needs the line: packs: [{dir}]"
    )?;
    Ok(Exit::Clean)
}

/// Writes a file that must not be there yet.
fn write_new(path: &Path, text: &str) -> Result<(), Stop> {
    let write = || -> io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::File::create_new(path)?.write_all(text.as_bytes())
    };
    write().map_err(|error| {
        let reason = match error.kind() {
            io::ErrorKind::AlreadyExists => "is there already; nothing is overwritten".to_owned(),
            _ => format!("cannot be written: {error}"),
        };
        Stop::Message(format!("{} {reason}", path.display()))
    })
}

fn skeleton(kind: &KindEntry) -> String {
    let ready = SKELETONS.iter().find(|(name, _)| *name == kind.name);
    ready.map_or_else(|| bare(kind), |(_, text)| (*text).to_owned())
}

/// A skeleton from nothing but the schema of the kind. It says what there is to fill in.
fn bare(kind: &KindEntry) -> String {
    let mut options = String::new();
    let schema = kind.own_schema();
    let properties = schema.get("properties").and_then(|found| found.as_object());
    for (name, property) in properties.into_iter().flatten() {
        let text = property.get("description").and_then(|text| text.as_str());
        let text = text.unwrap_or_default().split_whitespace();
        let text = text.collect::<Vec<_>>().join(" ");
        writeln!(options, "    # {name}: {text}").expect("writing to a string");
    }
    let holes: Vec<_> = kind
        .holes
        .iter()
        .map(|hole| format!("{{{hole}}}"))
        .collect();
    let holes = match holes.is_empty() {
        true => "Holes: none.".to_owned(),
        false => format!("Holes: {}.", holes.join(", ")),
    };
    format!(
        "level: warning\n\n\
         # One line, lower case first, no full stop. {holes}\n\
         message: \"what is wrong\"\n\n\
         check:\n  {}:\n{options}\n\
         doc:\n  summary: The fault, in one sentence.\n  why: Why it matters to readers.\n  \
         fix: what to do\n  \
         # Exactly one finding.\n  bad: |\n    ---\n    title: A kettle that whistles\n    ---\n    It whistles.\n  \
         # None.\n  good: |\n    ---\n    title: A kettle that whistles\n    ---\n    It whistles.\n",
        kind.name
    )
}
