//! Annotations of GitHub Actions: one workflow command per line.
//!
//! The runner shows ten annotations per type and step, so the ten worst are written and the rest
//! is counted. It drops columns where a finding has several lines, and cuts messages at 4,096
//! characters (actions/runner, `ActionCommandManager`).

use std::fmt::Write as _;

use super::place::Places;
use super::worst::Worst;
use super::{Checked, Failure, Home, Report, Summary, sanitize};
use crate::finding::{Finding, Level};

/// Annotations of one type that are shown of a step.
const SHOWN: usize = 10;
/// The longest message and the longest help text, in bytes.
const LIMIT: usize = 1500;

pub(crate) struct Github {
    home: Home,
    /// By level.
    worst: [Worst<String>; 3],
}

impl Github {
    pub(crate) fn new(home: Home) -> Self {
        // One notice is left for the count of the rest.
        let worst = [SHOWN - 1, SHOWN, SHOWN].map(Worst::new);
        Self { home, worst }
    }
}

impl Report for Github {
    fn file(&self, checked: &Checked<'_>) -> String {
        let path = self.home.shown(checked.source.path());
        let mut places = Places::new(checked.source);
        for finding in checked.live() {
            let worst = &self.worst[finding.level as usize];
            worst.offer(&path, finding, || annotation(&path, &mut places, finding));
        }
        String::new()
    }

    fn failure(&self, failure: &Failure) -> String {
        self.file(&failure.checked())
    }

    fn finish(&self, summary: &Summary, out: &mut String) {
        let mut shown = 0;
        for worst in self.worst.iter().rev() {
            let annotations = worst.take();
            shown += annotations.len();
            out.extend(annotations);
        }
        let all = [Level::Error, Level::Warning, Level::Info].map(|level| summary.count(level));
        let all = all.iter().sum::<usize>() + summary.failed();
        if let Some(rest @ 1..) = all.checked_sub(shown) {
            let _ = writeln!(
                out,
                "::notice title=copydesk::{rest} more in the log and in the other reports"
            );
        }
    }
}

fn annotation(path: &str, places: &mut Places<'_>, finding: &Finding) -> String {
    let start = places.of(finding.span.start);
    let end = places.of(finding.span.end);
    // What ends with its line does not reach into the next one.
    let last = end.line - u32::from(end.column == 1 && end.line > start.line);
    let command = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "notice",
    };
    let name = safe(path);
    let mut place = format!(
        "file={},line={},endLine={last}",
        property(&name),
        start.line
    );
    if last == start.line && end.line == start.line {
        let _ = write!(place, ",col={},endColumn={}", start.column, end.column);
    }
    let title = property(&safe(&finding.rule));
    // The log shows the message only.
    let mut message = format!("{name}:{}:{}: ", start.line, start.column);
    message.push_str(&sanitize::prose(&finding.message, LIMIT, "…"));
    if let Some(help) = &finding.help {
        message.push('\n');
        message.push_str(&sanitize::prose(help, LIMIT, "…"));
    }
    let message = data(&message);
    format!("::{command} {place},title={title}::{message}\n")
}

/// A name without control characters, other than line endings, which are encoded later.
fn safe(name: &str) -> String {
    let shown = sanitize::chars(name).map(|(at, char)| match name.as_bytes()[at] {
        byte @ (b'\n' | b'\r') => char::from(byte),
        _ => char,
    });
    shown.collect()
}

/// As the runner's `ActionCommand` decodes it, in one line without a command of other systems.
fn data(text: &str) -> String {
    let encoded = text.replace('%', "%25");
    let encoded = encoded.replace('\r', "%0D").replace('\n', "%0A");
    sanitize::harden(&encoded)
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
