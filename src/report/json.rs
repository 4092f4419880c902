//! The findings as JSON, for programs. Carries every enabled level and every finding; the shape
//! is part of the interface and only grows.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::encode::encode;
use super::place::Places;
use super::{Checked, Failure, Report, Summary, sanitize};
use crate::document::Span;
use crate::finding::{Finding, Level, Muted};
use crate::fix::Applicability;

/// One document: `{"schema_version":1,"diagnostics":[…],"summary":{…}}`. The summary comes last,
/// so that nothing has to be kept until all files are read.
pub(crate) struct Json;

impl Report for Json {
    fn start(&self, out: &mut String) {
        out.push_str("{\"schema_version\":1,\"diagnostics\":[");
    }

    fn file(&self, checked: &Checked<'_>) -> String {
        let records: Vec<_> = records(checked)
            .map(|record| format!("\n{record}"))
            .collect();
        records.join(",")
    }

    fn failure(&self, failure: &Failure) -> String {
        self.file(&failure.checked())
    }

    fn separator(&self) -> &'static str {
        ","
    }

    fn finish(&self, summary: &Summary, out: &mut String) {
        let counts = Counts {
            files: summary.files(),
            errors: summary.count(Level::Error),
            warnings: summary.count(Level::Warning),
            infos: summary.count(Level::Info),
            failed: summary.failed(),
            baseline: summary.in_baseline(),
            mended: summary.mended(),
        };
        out.push_str("\n],\"summary\":");
        out.push_str(&encode(&counts));
        out.push_str("}\n");
    }
}

/// The schema of the JSON format (draft 2020-12). What `jsonl` writes are its diagnostics.
#[must_use]
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(Document<'_>).to_value();
    schema["title"] = "The findings of copydesk".into();
    schema["properties"]["schema_version"]["const"] = 1.into();
    schema
}

/// The findings of a run.
#[derive(JsonSchema)]
#[allow(dead_code, reason = "the shape of what is written piece by piece")]
struct Document<'a> {
    /// The version of this shape. A field may be added without a new one; readers pass over what
    /// they do not know.
    schema_version: u32,
    /// The findings, by path and place.
    diagnostics: Vec<Record<'a>>,
    /// Counts of what is not muted.
    summary: Counts,
}

/// Counts of a run.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Summary")]
struct Counts {
    /// Files that were checked.
    files: usize,
    /// Findings of level error.
    errors: usize,
    /// Findings of level warning.
    warnings: usize,
    /// Findings of level info.
    infos: usize,
    /// Files and folders that could not be checked.
    failed: usize,
    /// Findings that are in the baseline and do not count.
    baseline: usize,
    /// Findings that were mended; only in runs that mend.
    #[serde(skip_serializing_if = "Option::is_none")]
    mended: Option<usize>,
}

/// One finding. Lines and columns count from 1, columns in Unicode code points; a line ends at
/// LF, CRLF or a lone CR.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Diagnostic")]
struct Record<'a> {
    /// The file, as it was found; `/` between the parts, U+FFFD for what is not UTF-8.
    path: &'a str,
    /// The id of the rule, `group/name`; `io-error` for what could not be checked.
    rule: &'a str,
    /// How bad it is.
    level: Level,
    /// What is wrong, in one line.
    message: &'a str,
    /// What to do.
    help: Option<&'a str>,
    /// The bytes of the file: start and end, half open.
    span: [u32; 2],
    /// The line of the start.
    line: u32,
    /// The column of the start.
    column: u32,
    /// The line of the end.
    end_line: u32,
    /// The column of the end: the place behind the last character.
    end_column: u32,
    /// Other places in the file that explain it.
    related: Vec<RelatedRecord<'a>>,
    /// A change that mends it.
    fix: Option<FixRecord<'a>>,
    /// Only if a comment in the article mutes the finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<Suppressed<'a>>,
    /// Only, and then true, if the finding stands in the baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<bool>,
}

/// Another place that explains a finding.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Related")]
struct RelatedRecord<'a> {
    /// The bytes of the file.
    span: [u32; 2],
    /// What is there.
    message: &'a str,
}

/// A change that mends a finding: all edits are made, or none.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Fix")]
struct FixRecord<'a> {
    /// What it does.
    title: &'a str,
    /// How far it can be trusted.
    applicability: Applicability,
    /// Sorted by place, not overlapping, all in bytes of the file as it is.
    edits: Vec<EditRecord<'a>>,
}

/// Bytes to be replaced.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Edit")]
struct EditRecord<'a> {
    /// The bytes of the file that go; empty for an insertion.
    span: [u32; 2],
    /// What stands there afterwards.
    text: &'a str,
}

/// Why a finding is muted.
#[derive(Serialize, JsonSchema)]
struct Suppressed<'a> {
    /// The reason that the author gave.
    reason: Option<&'a str>,
}

/// The findings of a file, each as a JSON object in one line.
pub(crate) fn records(checked: &Checked<'_>) -> impl Iterator<Item = String> {
    let path = sanitize::slashed(checked.source.path());
    let mut places = Places::new(checked.source);
    checked
        .findings
        .iter()
        .map(move |finding| encode(&Record::new(finding, &path, &mut places)))
}

impl<'a> Record<'a> {
    fn new(finding: &'a Finding, path: &'a str, places: &mut Places<'_>) -> Self {
        let start = places.of(finding.span.start);
        let end = places.of(finding.span.end);
        Self {
            path,
            rule: &finding.rule,
            level: finding.level,
            message: &finding.message,
            help: finding.help.as_deref(),
            span: pair(finding.span),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            related: finding
                .related
                .iter()
                .map(|related| RelatedRecord {
                    span: pair(related.span),
                    message: &related.message,
                })
                .collect(),
            fix: finding.fix.as_ref().map(|fix| FixRecord {
                title: &fix.title,
                applicability: fix.applicability,
                edits: fix
                    .edits()
                    .iter()
                    .map(|edit| EditRecord {
                        span: pair(edit.span),
                        text: &edit.text,
                    })
                    .collect(),
            }),
            suppressed: match &finding.muted {
                Some(Muted::InSource { reason }) => Some(Suppressed {
                    reason: reason.as_deref(),
                }),
                Some(Muted::Baseline) | None => None,
            },
            baseline: (finding.muted == Some(Muted::Baseline)).then_some(true),
        }
    }
}

fn pair(span: Span) -> [u32; 2] {
    [span.start, span.end]
}
