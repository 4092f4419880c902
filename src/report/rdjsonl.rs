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

    fn diagnostic(&self, source: &Source, finding: &Finding, range: Option<Range>) -> String {
        let path = sanitize::slashed(source.path());
        let message = match &finding.help {
            Some(help) => format!("{}\n{help}", finding.message),
            None => finding.message.clone(),
        };
        let location = |range| Location { path: &path, range };
        let related = finding.related.iter().map(|related| Related {
            message: &related.message,
            location: location(Some(Range::of(source, related.span))),
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
            location: location(range),
            suggestions: finding
                .fix
                .iter()
                .filter_map(|fix| Suggestion::of(source, fix))
                .collect(),
        };
        format!("{}\n", encode(&diagnostic))
    }
}

impl Report for Rdjsonl {
    fn file(&self, checked: &Checked<'_>) -> String {
        let lines = checked.live().map(|finding| {
            let range = Range::of(checked.source, finding.span);
            self.diagnostic(checked.source, finding, Some(range))
        });
        lines.collect()
    }

    fn failure(&self, failure: &Failure) -> String {
        let checked = failure.checked();
        let lines = checked.live();
        lines
            .map(|finding| self.diagnostic(checked.source, finding, None))
            .collect()
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
    line: u32,
    column: u32,
}

impl Range {
    fn of(source: &Source, span: Span) -> Self {
        Self {
            start: Place::of(source, span.start),
            end: Place::of(source, span.end),
        }
    }
}

impl Place {
    fn of(source: &Source, at: u32) -> Self {
        let lines = source.lines();
        let line = lines.line_of(at);
        let span = lines.line(source.text(), line);
        Self {
            line: line + 1,
            column: at.min(span.end) - span.start + 1,
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
    fn of(source: &Source, fix: &Fix) -> Option<Self> {
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
            range: Range::of(source, all),
            text: apply(source.slice(all), &moved),
        })
    }
}
