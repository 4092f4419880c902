//! A summary in Markdown: for the step summary of GitHub Actions, or a comment.

use std::fmt::Write as _;

use super::place::Places;
use super::summary::counted;
use super::worst::Worst;
use super::{Checked, Failure, Home, Report, Style, Summary, sanitize};
use crate::finding::{Finding, Level};

/// At most so many findings are listed; a step summary has room for 1 MB.
const ROWS: usize = 300;
/// The longest message, in bytes.
const LIMIT: usize = 600;

pub(crate) struct Markdown {
    home: Home,
    worst: Worst<String>,
}

impl Markdown {
    pub(crate) fn new(home: Home) -> Self {
        let worst = Worst::new(ROWS);
        Self { home, worst }
    }
}

impl Report for Markdown {
    fn file(&self, checked: &Checked<'_>) -> String {
        let path = self.home.shown(checked.source.path());
        let mut places = Places::new(checked.source);
        for finding in checked.live() {
            self.worst
                .offer(&path, finding, || row(&path, &mut places, finding));
        }
        String::new()
    }

    fn failure(&self, failure: &Failure) -> String {
        self.file(&failure.checked())
    }

    fn finish(&self, summary: &Summary, out: &mut String) {
        let style = Style {
            min_level: Level::Info,
            ..Style::default()
        };
        let _ = writeln!(out, "### copydesk\n\n{}", summary.sentence(&style));
        if summary.failed() > 0 {
            let places = counted(summary.failed(), "path");
            let _ = writeln!(out, "\n**{places} could not be checked.**");
        }
        let rows = self.worst.take();
        if rows.is_empty() {
            return;
        }
        out.push_str("\n| | Where | What | Rule |\n|---|---|---|---|\n");
        out.extend(rows.iter().map(String::as_str));
        let all = [Level::Error, Level::Warning, Level::Info].map(|level| summary.count(level));
        let all = all.iter().sum::<usize>() + summary.failed();
        if let Some(rest @ 1..) = all.checked_sub(rows.len()) {
            let _ = writeln!(out, "\n… and {rest} more.");
        }
    }
}

fn row(path: &str, places: &mut Places<'_>, finding: &Finding) -> String {
    let at = places.of(finding.span.start);
    format!(
        "| {} | {}:{}:{} | {} | {} |\n",
        finding.level.name(),
        plain(path),
        at.line,
        at.column,
        message(&finding.message),
        plain(&finding.rule),
    )
}

/// A message of ours: what stands between grave accents is code.
fn message(text: &str) -> String {
    let parts: Vec<_> = text.split('`').collect();
    if parts.len() % 2 == 0 {
        return plain(text);
    }
    let parts = parts.iter().enumerate().map(|(at, part)| match at % 2 {
        1 => format!("<code>{}</code>", plain(part)),
        _ => plain(part),
    });
    parts.collect()
}

/// A text that is nothing but text in Markdown: every mark of punctuation has a backslash before
/// it (CommonMark §2.4), so there is no link, no HTML, no cell border and no command.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for char in sanitize::prose(text, LIMIT, "…").chars() {
        let is_harmless = matches!(char, '.' | ',' | '/' | '-' | '\'' | '"' | ';' | '=' | '?');
        if char.is_ascii_punctuation() && !is_harmless {
            out.push('\\');
        }
        out.push(char);
    }
    out
}
