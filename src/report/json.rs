//! The findings as JSON, for programs. Carries every enabled level and every finding; the shape
//! is part of the interface and only grows.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use super::place::Places;
use super::{Checked, Report, Summary, sanitize};
use crate::document::Span;
use crate::finding::{Finding, Level};
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

    fn separator(&self) -> &'static str {
        ","
    }

    fn finish(&self, summary: &Summary, out: &mut String) {
        let counts = Counts {
            files: summary.files(),
            errors: summary.count(Level::Error),
            warnings: summary.count(Level::Warning),
            infos: summary.count(Level::Info),
            mended: summary.mended(),
        };
        out.push_str("\n],\"summary\":");
        out.push_str(&encode(&counts));
        out.push_str("}\n");
    }
}

#[derive(Serialize)]
struct Counts {
    files: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    /// Only in runs that mend.
    #[serde(skip_serializing_if = "Option::is_none")]
    mended: Option<usize>,
}

/// Spans are `[start, end]` in bytes of the file, half open; lines and columns count from 1,
/// columns in code points; the end is the place behind the last character.
#[derive(Serialize)]
struct Record<'a> {
    path: &'a str,
    rule: &'a str,
    level: Level,
    message: &'a str,
    help: Option<&'a str>,
    span: [u32; 2],
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    related: Vec<RelatedRecord<'a>>,
    fix: Option<FixRecord<'a>>,
}

#[derive(Serialize)]
struct RelatedRecord<'a> {
    span: [u32; 2],
    message: &'a str,
}

#[derive(Serialize)]
struct FixRecord<'a> {
    title: &'a str,
    applicability: Applicability,
    edits: Vec<EditRecord<'a>>,
}

#[derive(Serialize)]
struct EditRecord<'a> {
    span: [u32; 2],
    text: &'a str,
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
        }
    }
}

fn pair(span: Span) -> [u32; 2] {
    [span.start, span.end]
}

fn encode(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    value
        .serialize(&mut Serializer::with_formatter(&mut out, Escaping))
        .expect("plain structs can be written to memory");
    String::from_utf8(out).expect("JSON is UTF-8")
}

/// Compact JSON that is safe to print: what a terminal or a build log would obey, and what would
/// not be seen, is written as `\uXXXX`, which means the same to a program.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        let mut commands = sanitize::commands(fragment).peekable();
        let mut from = 0;
        for (at, char) in fragment.char_indices() {
            let command = commands.next_if_eq(&at).is_some();
            if !(command || char == '\x7f' || sanitize::is_hidden(char)) {
                continue;
            }
            CompactFormatter.write_string_fragment(writer, &fragment[from..at])?;
            for unit in char.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            from = at + char.len_utf8();
        }
        CompactFormatter.write_string_fragment(writer, &fragment[from..])
    }
}
