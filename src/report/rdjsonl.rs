//! Reviewdog's own format, a diagnostic a line:
//! <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>.
//!
//! Reviewdog reads SARIF too, but it counts columns in bytes there and knows no suppressions: it
//! would put suggestions into the wrong place behind `é`, and comment on what is settled.

use std::sync::Arc;

use serde::Serialize;
use serde_json::{Value, json};

use super::encode::encode;
use super::{Checked, Failure, Report, Rulebook, Summary, repository, sanitize};
use crate::document::{Source, Span};
use crate::finding::{Finding, Level};
use crate::fix::{Applicability, Edit, Fix, apply};

pub(crate) struct Rdjsonl {
    rules: Arc<Rulebook>,
}

impl Rdjsonl {
    pub(crate) fn new(rules: Arc<Rulebook>) -> Self {
        Self { rules }
    }

    fn diagnostics(&self, checked: &Checked<'_>, knows_place: bool) -> String {
        if checked.live().next().is_none() {
            return String::new();
        }
        let lines = Lines::of(checked.source);
        let findings = checked.live();
        findings
            .map(|finding| self.diagnostic(&lines, finding, knows_place))
            .collect()
    }

    fn diagnostic(&self, lines: &Lines<'_>, finding: &Finding, knows_place: bool) -> String {
        let path = sanitize::slashed(lines.source.path());
        let message = match &finding.help {
            Some(help) => format!("{}\n{help}", finding.message),
            None => finding.message.clone(),
        };
        let location = |range| Location { path: &path, range };
        let related = finding.related.iter().map(|related| Related {
            message: &related.message,
            location: location(Some(lines.range(related.span))),
        });
        let rule = self.rules.get(&finding.rule);
        let diagnostic = Diagnostic {
            source: origin(),
            severity: match finding.level {
                Level::Error => "ERROR",
                Level::Warning => "WARNING",
                Level::Info => "INFO",
            },
            code: Code {
                value: &finding.rule,
                url: rule.and_then(|(rule, _)| rule.link()),
            },
            message: &message,
            related_locations: related.collect(),
            location: location(knows_place.then(|| lines.range(finding.span))),
            suggestions: finding
                .fix
                .iter()
                .filter_map(|fix| Suggestion::of(lines, fix))
                .collect(),
        };
        format!("{}\n", encode(&diagnostic))
    }
}

impl Report for Rdjsonl {
    fn file(&self, checked: &Checked<'_>) -> String {
        self.diagnostics(checked, true)
    }

    fn failure(&self, failure: &Failure) -> String {
        self.diagnostics(&failure.checked(), false)
    }

    fn finish(&self, _summary: &Summary, _out: &mut String) {}
}

/// Who says so.
fn origin() -> Value {
    match repository() {
        Some(url) => json!({"name": "copydesk", "url": url}),
        None => json!({"name": "copydesk"}),
    }
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: &'a str,
    location: Location<'a>,
    severity: &'static str,
    source: Value,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(rename = "relatedLocations", skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

/// Relative to the folder of the run, as reviewdog wants it.
#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

/// From 1, columns in bytes of UTF-8.
#[derive(Serialize)]
struct Place {
    line: usize,
    column: u32,
}

/// Where lines start for git and for reviewdog: behind a line feed, and behind nothing else.
struct Lines<'s> {
    source: &'s Source,
    starts: Vec<u32>,
}

impl<'s> Lines<'s> {
    fn of(source: &'s Source) -> Self {
        let feeds = memchr::memchr_iter(b'\n', source.text().as_bytes());
        let starts = feeds.map(|at| Span::of(at + 1..at + 1).start);
        Self {
            source,
            starts: [0].into_iter().chain(starts).collect(),
        }
    }

    fn range(&self, span: Span) -> Range {
        Range {
            start: self.place(span.start),
            end: self.place(span.end),
        }
    }

    fn place(&self, at: u32) -> Place {
        let line = self.starts.partition_point(|&start| start <= at) - 1;
        Place {
            line: line + 1,
            column: at - self.starts[line] + 1,
        }
    }
}

/// What a comment offers to take over with a click.
#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

impl Suggestion {
    /// All edits of a fix as one, since each suggestion is taken over by itself; nothing for a fix
    /// that only a person can make.
    fn of(lines: &Lines<'_>, fix: &Fix) -> Option<Self> {
        if fix.applicability == Applicability::Manual {
            return None;
        }
        let (first, last) = (fix.edits().first()?, fix.edits().last()?);
        let all = Span::new(first.span.start, last.span.end);
        let moved = fix.edits().iter().map(|edit| Edit {
            span: Span::new(edit.span.start - all.start, edit.span.end - all.start),
            text: edit.text.clone(),
        });
        let moved: Vec<_> = moved.collect();
        Some(Self {
            range: lines.range(all),
            text: apply(lines.source.slice(all), &moved),
        })
    }
}
