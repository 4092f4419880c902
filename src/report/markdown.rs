//! A summary in Markdown: for the step summary of GitHub Actions, or a comment.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use super::place::Places;
use super::summary::counted;
use super::worst::Worst;
use super::{Checked, Failure, Home, Report, Style, Summary, sanitize};
use crate::finding::{Finding, Level};

/// At most so many findings are listed; a step summary has room for 1 MB.
const ROWS: usize = 300;
/// More than so many are counted by rule, and listed below a fold.
const SCREEN: usize = 40;
/// The longest message, in bytes.
const LIMIT: usize = 600;

pub(crate) struct Markdown {
    home: Home,
    worst: Worst<String>,
    /// How often each rule has found something, and its worst level.
    rules: Mutex<BTreeMap<Arc<str>, (usize, Level)>>,
}

impl Markdown {
    pub(crate) fn new(home: Home) -> Self {
        Self {
            home,
            worst: Worst::new(ROWS),
            rules: Mutex::default(),
        }
    }

    fn count(&self, finding: &Finding) {
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = rules
            .entry(Arc::clone(&finding.rule))
            .or_insert((0, Level::Info));
        entry.0 += 1;
        entry.1 = entry.1.max(finding.level);
    }

    /// Takes the counts, and writes them as a table, the most frequent first.
    fn write_counts(&self, out: &mut String) {
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        let mut rules: Vec<_> = std::mem::take(&mut *rules).into_iter().collect();
        rules.sort_by_key(|(_, (count, _))| Reverse(*count));
        out.push_str("\n| Findings | Rule | At worst |\n|---:|---|---|\n");
        for (rule, (count, worst)) in rules {
            let _ = writeln!(out, "| {count} | {} | {} |", plain(&rule), worst.name());
        }
    }
}

impl Report for Markdown {
    fn file(&self, checked: &Checked<'_>) -> String {
        let path = self.home.shown(checked.source.path());
        let mut places = Places::new(checked.source);
        for finding in checked.live() {
            self.count(finding);
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
        let all = [Level::Error, Level::Warning, Level::Info].map(|level| summary.count(level));
        let all = all.iter().sum::<usize>() + summary.failed();
        let is_long = all > SCREEN;
        let left_out = all.saturating_sub(rows.len());
        if is_long {
            self.write_counts(out);
            let title = match left_out {
                0 => "All findings".to_owned(),
                _ => format!("The {} worst findings", rows.len()),
            };
            let _ = writeln!(out, "\n<details>\n<summary>{title}</summary>");
        }
        out.push_str("\n| | Where | What | Rule |\n|---|---|---|---|\n");
        out.extend(rows.iter().map(String::as_str));
        if left_out > 0 {
            let _ = writeln!(out, "\n… and {left_out} more.");
        }
        if is_long {
            out.push_str("\n</details>\n");
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
