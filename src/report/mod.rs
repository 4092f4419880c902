//! How findings are shown: one file per format.
//!
//! A [`Report`] turns the findings of one file into text and knows nothing about the others, so
//! files are rendered in parallel and written by a [`Printer`] in their order, one at a time:
//! memory does not grow with the number of files.
//!
//! What people read goes through `sanitize`; what programs read is escaped by its own grammar.

mod concise;
mod diff;
mod human;
mod json;
mod jsonl;
mod narrated;
mod place;
mod pretty;
mod sanitize;
mod snippet;
mod style;
mod summary;

use std::io;

pub use diff::unified;
pub use style::{ColorChoice, Environment, Style};
pub use summary::Summary;
pub(crate) use summary::counted;

use crate::document::Source;
use crate::finding::Finding;

/// A text from an article, in one line that does nothing to a terminal.
pub(crate) fn visible(text: &str) -> String {
    sanitize::prose(text, 200, "…")
}

/// A message of the program about itself, in one line that does nothing to a terminal.
pub(crate) fn line(text: &str) -> String {
    sanitize::prose(text, 4000, "…")
}

/// The result of one file.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The text that was checked; its path is the one that is shown.
    pub source: &'a Source,
    /// What was found there, sorted by span.
    pub findings: &'a [Finding],
}

/// An output format.
///
/// The text of a report is what `start` writes, then the texts of the files, those that are not
/// empty separated by `separator`, then what `finish` writes. [`Printer`] does so.
pub trait Report: Send + Sync {
    /// Writes what stands before the first file.
    fn start(&self, _out: &mut String) {}

    /// The text of one file with at least one finding. Depends on nothing else, so that files can
    /// be rendered in parallel. Empty when the file has nothing to show.
    fn file(&self, checked: &Checked<'_>) -> String;

    /// What stands between the texts of two files.
    fn separator(&self) -> &'static str {
        ""
    }

    /// Writes what stands after the last file.
    fn finish(&self, summary: &Summary, out: &mut String);
}

/// The name of an output format, as on the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: the place, underlined in its lines
    #[default]
    Pretty,
    /// One line per finding: `path:line:column: level[rule]: message`
    Concise,
    /// One JSON document
    Json,
    /// One JSON object per finding and line
    Jsonl,
}

impl Format {
    /// The report that writes this format. Formats for programs take nothing from `style`: they
    /// carry every finding, without colour.
    #[must_use]
    pub fn report(self, mut style: Style) -> Box<dyn Report> {
        style.width = style.width.clamp(Style::NARROWEST, Style::WIDEST);
        match self {
            Self::Pretty if style.narrated => Box::new(narrated::Narrated::new(style)),
            Self::Pretty => Box::new(pretty::Pretty::new(style)),
            Self::Concise => Box::new(concise::Concise::new(style)),
            Self::Json => Box::new(json::Json),
            Self::Jsonl => Box::new(jsonl::Jsonl),
        }
    }
}

/// Writes the texts of a report in their order, as they come.
pub struct Printer<'r, W> {
    report: &'r dyn Report,
    out: W,
    any: bool,
}

impl<'r, W: io::Write> Printer<'r, W> {
    /// Writes what stands before the first file.
    ///
    /// # Errors
    /// When writing fails, as everywhere here.
    pub fn start(report: &'r dyn Report, mut out: W) -> io::Result<Self> {
        let mut text = String::new();
        report.start(&mut text);
        out.write_all(text.as_bytes())?;
        let any = false;
        Ok(Self { report, out, any })
    }

    /// Writes the text of the next file, as [`Report::file`] made it.
    ///
    /// # Errors
    /// When writing fails.
    pub fn file(&mut self, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        if self.any {
            self.out.write_all(self.report.separator().as_bytes())?;
        }
        self.any = true;
        self.out.write_all(text.as_bytes())
    }

    /// Writes what stands after the last file, and flushes.
    ///
    /// # Errors
    /// When writing fails.
    pub fn finish(mut self, summary: &Summary) -> io::Result<()> {
        let mut text = String::new();
        self.report.finish(summary, &mut text);
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }
}
