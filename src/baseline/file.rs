//! The file of a baseline: JSON with one line per entry, sorted, so that two branches can both
//! change it. All lines end alike: the list ends with `null`.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Baseline, Entry};
use crate::document::{Source, Span};
use crate::report::encode::encode;

/// The version of the format and of the fingerprints.
const VERSION: u32 = 1;

#[derive(Deserialize)]
#[serde(expecting = "an object with `version` and `findings`")]
struct File {
    version: u32,
    findings: Vec<Option<Line>>,
}

/// One line.
#[derive(Deserialize, Serialize)]
#[serde(expecting = "an object with `path`, `rule` and `print`")]
struct Line {
    path: String,
    rule: String,
    print: String,
    /// For people; nothing is made of it.
    #[serde(default)]
    text: String,
}

/// What is wrong with a baseline.
#[derive(Debug)]
pub struct Unreadable {
    /// The file; empty if it could not be read at all.
    pub source: Source,
    /// The bytes that are wrong, as far as that is known.
    pub span: Option<Span>,
    /// What is wrong, in one line.
    pub message: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.source.path().display(), self.message)
    }
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// What is wrong with it: it cannot be read, is none, or was written by another version.
    pub fn read(path: PathBuf) -> Result<Self, Box<Unreadable>> {
        match fs::read(&path) {
            Ok(bytes) => Self::parse(Source::decode(path, bytes)),
            Err(error) => Err(Box::new(Unreadable {
                source: Source::new(path, ""),
                span: None,
                message: format!("cannot be read: {error}"),
            })),
        }
    }

    /// Reads the text of a baseline.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn parse(source: Source) -> Result<Self, Box<Unreadable>> {
        match entries(&source) {
            Ok(entries) => Ok(Self {
                entries,
                ..Self::new(source.path().to_owned())
            }),
            Err((span, message)) => Err(Box::new(Unreadable {
                source,
                span,
                message,
            })),
        }
    }

    /// The text of the file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!("{{\n\"version\": {VERSION},\n\"findings\": [\n");
        for (path, entries) in &self.entries {
            for entry in entries {
                let line = Line {
                    path: path.clone(),
                    rule: entry.rule.clone(),
                    print: entry.print.to_string(),
                    text: entry.text.clone(),
                };
                text.push_str(&encode(&line));
                text.push_str(",\n");
            }
        }
        text.push_str("null\n]\n}\n");
        text
    }
}

type Fault = (Option<Span>, String);

fn entries(source: &Source) -> Result<BTreeMap<String, Vec<Entry>>, Fault> {
    let conflict = source
        .text()
        .lines()
        .any(|line| line.starts_with("<<<<<<< "));
    let text = source.text().trim_start_matches('\u{feff}');
    let file: File = serde_json::from_str(text).map_err(|error| match conflict {
        true => (
            place(source, &error),
            "a merge conflict that nobody has resolved; keep the lines of both sides".to_owned(),
        ),
        false => (
            place(source, &error),
            format!("not a baseline: {}", told(&error)),
        ),
    })?;
    if file.version != VERSION {
        let version = file.version;
        let message = format!(
            "version {version} of the format is not known here; use the copydesk that wrote it, \
             or delete the file and run `copydesk baseline create`"
        );
        return Err((None, message));
    }
    let mut entries: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for Line {
        path,
        rule,
        print,
        text,
    } in file.findings.into_iter().flatten()
    {
        let print = print.parse().map_err(|error| {
            let at = source.text().find(&format!("{print:?}"));
            let span = at.map(|at| Span::of(at..at + print.len() + 2));
            (span, format!("`{print}` is {error}"))
        })?;
        entries
            .entry(path)
            .or_default()
            .push(Entry { rule, print, text });
    }
    for entries in entries.values_mut() {
        entries.sort();
    }
    Ok(entries)
}

/// The message of an error without its place.
fn told(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let told = text
        .rsplit_once(" at line ")
        .map(|(told, _)| told.to_owned());
    told.unwrap_or(text)
}

/// The byte that an error is about.
fn place(source: &Source, error: &serde_json::Error) -> Option<Span> {
    let lines = source.lines();
    let line = u32::try_from(error.line()).ok()?.checked_sub(1)?;
    if line >= lines.count() {
        return None;
    }
    let line = lines.line(source.text(), line);
    let column = u32::try_from(error.column()).ok()?.saturating_sub(1);
    let text = source.slice(line);
    let start = text.floor_char_boundary((column as usize).min(text.len()));
    let length = text[start..].chars().next().map_or(0, char::len_utf8);
    Some(Span::of(start..start + length).shift(line.start))
}
