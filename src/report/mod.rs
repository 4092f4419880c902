//! How findings are shown: one file per format.
//!
//! A [`Report`] turns the findings of one file into text and knows nothing about the others, so
//! files are rendered in parallel and written by a [`Printer`] in their order, one at a time:
//! memory does not grow with the number of files. Formats that show the worst first, or totals
//! before all else, keep what they need until the end, and say so.
//!
//! What people read goes through `sanitize`; what programs read is escaped by its own grammar.

mod concise;
mod context;
mod diff;
pub(crate) mod encode;
mod failure;
mod fingerprint;
mod github;
mod gitlab;
mod home;
mod html;
mod human;
mod json;
mod jsonl;
mod junit;
mod markdown;
mod markup;
mod narrated;
mod place;
mod pretty;
mod rdjsonl;
mod rulebook;
mod sanitize;
mod sarif;
mod snippet;
mod style;
mod summary;
mod worst;

use std::io;

pub use context::Context;
pub(crate) use diff::edits;
pub use diff::{readable, unified};
pub use failure::{Failure, IO_ERROR};
pub use home::Home;
pub use json::schema;
pub use rulebook::Rulebook;
pub use style::{ColorChoice, Environment, Style};
pub use summary::Summary;
pub(crate) use summary::counted;

use crate::config::FailOn;
use crate::document::Source;
use crate::finding::Finding;

/// A text from an article, in one line that does nothing to a terminal or the log of a build.
pub(crate) fn visible(text: &str) -> String {
    harmless(text, 200)
}

/// A message of the program about itself, in one line that does nothing to a terminal or the log
/// of a build.
pub(crate) fn line(text: &str) -> String {
    harmless(text, 4000)
}

fn harmless(text: &str, limit: usize) -> String {
    let line = sanitize::prose(text, limit, "…");
    match style::is_build() {
        true => sanitize::harden(&line),
        false => line,
    }
}

/// Where the project lives, as Cargo.toml says; nothing as long as it says nothing.
fn repository() -> Option<&'static str> {
    Some(env!("CARGO_PKG_REPOSITORY")).filter(|url| !url.is_empty())
}

/// The result of one file.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The text that was checked; its path is the one that is shown.
    pub source: &'a Source,
    /// What was found there, sorted by span, with what is muted.
    pub findings: &'a [Finding],
    /// From which level on a finding makes a run fail.
    pub fail_on: FailOn,
}

impl<'a> Checked<'a> {
    /// Findings of a text; errors make a run fail.
    #[must_use]
    pub fn new(source: &'a Source, findings: &'a [Finding]) -> Self {
        Self {
            source,
            findings,
            fail_on: FailOn::default(),
        }
    }

    /// The same, where a run fails from another level on.
    #[must_use]
    pub fn failing_on(self, fail_on: FailOn) -> Self {
        Self { fail_on, ..self }
    }

    /// The findings that count.
    pub fn live(&self) -> impl Iterator<Item = &'a Finding> + use<'a> {
        let findings = self.findings.iter();
        findings.filter(|finding| finding.muted.is_none())
    }
}

/// An output format.
///
/// The text of a report is what `start` writes, then the texts of the files, those that are not
/// empty separated by `separator`, then what `finish` writes. [`Printer`] does so.
pub trait Report: Send + Sync {
    /// Writes what stands before the first file.
    fn start(&self, _out: &mut String) {}

    /// The text of one file, clean or not. Depends on nothing else, so that files can be rendered
    /// in parallel. Empty when the file has nothing to show.
    fn file(&self, checked: &Checked<'_>) -> String;

    /// The text of a file that could not be checked. People are told on standard error.
    fn failure(&self, _failure: &Failure) -> String {
        String::new()
    }

    /// What stands between the texts of two files.
    fn separator(&self) -> &'static str {
        ""
    }

    /// Whether [`Self::is_too_long`] may ever say so. The texts of files wait then.
    fn may_be_too_long(&self) -> bool {
        false
    }

    /// Whether the texts of files are to be left out, since there are too many findings: what
    /// `finish` writes stands for them then. May only turn from no to yes.
    fn is_too_long(&self, _so_far: &Summary) -> bool {
        false
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
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Diagnostics of reviewdog, for comments on a change
    Rdjsonl,
    /// Annotations of GitHub Actions
    Github,
    /// Code Quality of GitLab
    Gitlab,
    /// JUnit's XML, for test reports
    Junit,
    /// A summary in Markdown, for the page of a build or a comment
    Markdown,
    /// A page to read in a browser, in one file
    Html,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Pretty,
        Self::Concise,
        Self::Json,
        Self::Jsonl,
        Self::Sarif,
        Self::Rdjsonl,
        Self::Github,
        Self::Gitlab,
        Self::Junit,
        Self::Markdown,
        Self::Html,
    ];

    /// The report that writes this format, about files where they are and the rules that are on by
    /// default.
    #[must_use]
    pub fn report(self, style: Style) -> Box<dyn Report> {
        self.report_in(Context::new(style))
    }

    /// The report that writes this format. Formats for programs take nothing from the style: they
    /// carry every finding, without colour.
    #[must_use]
    pub fn report_in(self, context: Context) -> Box<dyn Report> {
        let Context {
            mut style,
            rules,
            home,
        } = context;
        style.width = style.width.clamp(Style::NARROWEST, Style::WIDEST);
        match self {
            Self::Pretty if style.narrated => Box::new(narrated::Narrated::new(style)),
            Self::Pretty => Box::new(pretty::Pretty::new(style)),
            Self::Concise => Box::new(concise::Concise::new(style)),
            Self::Json => Box::new(json::Json),
            Self::Jsonl => Box::new(jsonl::Jsonl),
            Self::Sarif => Box::new(sarif::Sarif::new(rules, home)),
            Self::Rdjsonl => Box::new(rdjsonl::Rdjsonl::new(rules)),
            Self::Github => Box::new(github::Github::new(home)),
            Self::Gitlab => Box::new(gitlab::Gitlab::new(home)),
            Self::Junit => Box::new(junit::Junit),
            Self::Markdown => Box::new(markdown::Markdown::new(home)),
            Self::Html => Box::new(html::Html::new(rules)),
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

    /// Writes what stands after the last file, flushes, and gives back what was written to.
    ///
    /// # Errors
    /// When writing fails.
    pub fn finish(mut self, summary: &Summary) -> io::Result<W> {
        let mut text = String::new();
        self.report.finish(summary, &mut text);
        self.out.write_all(text.as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }
}
