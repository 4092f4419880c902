//! Findings, as the protocol has them.

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity,
    DiagnosticTag, Location, Range, Uri,
};

use super::client::Abilities;
use super::encoding::Positions;
use super::place::Kind;
use super::snapshot::Snapshot;
use crate::config::{Builder, Invalid, Mistake};
use crate::document::{Source, Span};
use crate::finding::{Finding, Level};
use crate::fix::{Applicability, Fix};
use crate::rule::RuleFile;

/// Who says so.
const SOURCE: &str = "copydesk";

/// Everything that is to be said about a document.
pub(super) fn all(snapshot: &Snapshot, known: Option<&Invalid>) -> Vec<Diagnostic> {
    match snapshot.kind {
        Kind::Article => {
            let positions = snapshot.positions();
            let findings = snapshot.findings();
            let each = findings.iter();
            each.map(|finding| diagnostic(snapshot, &positions, finding))
                .collect()
        }
        Kind::Config => configuration(snapshot),
        Kind::Other => known.map_or_else(Vec::new, |invalid| mistakes(invalid, &snapshot.can)),
    }
}

/// A finding.
pub(super) fn diagnostic(
    snapshot: &Snapshot,
    positions: &Positions<'_>,
    finding: &Finding,
) -> Diagnostic {
    let can = &snapshot.can;
    let rule = snapshot.config.registry().get(&finding.rule);
    let link = rule.and_then(RuleFile::link).filter(|_| can.links);
    let related = finding.related.iter().filter(|_| can.related);
    let related: Vec<_> = related
        .map(|related| DiagnosticRelatedInformation {
            location: Location {
                uri: snapshot.uri.clone(),
                range: positions.range(related.span),
            },
            message: related.message.clone(),
        })
        .collect();
    let fix = finding.fix.as_ref();
    let is_needless = can.unnecessary && fix.is_some_and(|fix| removes(fix, finding.span));
    Diagnostic {
        range: positions.range(finding.span),
        severity: Some(severity(finding.level)),
        code: Some(Code::String(finding.rule.to_string())),
        code_description: link.map(|url| CodeDescription {
            href: Uri::from(url),
        }),
        source: Some(SOURCE.to_owned()),
        message: finding.message.clone().into(),
        tags: is_needless.then(|| vec![DiagnosticTag::Unnecessary]),
        related_information: (!related.is_empty()).then_some(related),
        data: None,
    }
}

fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Error => DiagnosticSeverity::Error,
        Level::Warning => DiagnosticSeverity::Warning,
        Level::Info => DiagnosticSeverity::Information,
    }
}

/// Whether the bytes can go without a loss: then the editor may show them faded.
fn removes(fix: &Fix, span: Span) -> bool {
    let gone = |edit: &crate::fix::Edit| edit.text.is_empty() && edit.span.contains(span);
    fix.applicability == Applicability::Safe && !span.is_empty() && fix.edits().iter().any(gone)
}

/// What is wrong in a configuration file as it stands in the editor.
fn configuration(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let path = snapshot.path();
    let mut builder = Builder::new(path.parent().unwrap_or(path));
    let source = Source::new(path, snapshot.source.text());
    let found = match builder.file(source) {
        // A mistake in another file is shown there.
        Err(invalid) if invalid.source.path() != path => Vec::new(),
        Err(invalid) => invalid.mistakes,
        Ok(()) => {
            let whole = |message| Mistake {
                span: None,
                message,
            };
            builder.finish().err().map(whole).into_iter().collect()
        }
    };
    let positions = snapshot.positions();
    let first_line = || snapshot.source.lines().line(snapshot.source.text(), 0);
    let found = found.into_iter().map(|mistake| {
        let span = mistake.span.unwrap_or_else(first_line);
        complaint(positions.range(span), mistake.message)
    });
    found.collect()
}

/// The mistakes in a file of the configuration as it stands on disk.
pub(super) fn mistakes(invalid: &Invalid, can: &Abilities) -> Vec<Diagnostic> {
    let positions = Positions::new(&invalid.source, can.encoding);
    let mistakes = invalid.mistakes.iter();
    let told = mistakes.map(|mistake| {
        let span = mistake.span.unwrap_or_default();
        complaint(positions.range(span), mistake.message.clone())
    });
    told.collect()
}

fn complaint(range: Range, message: String) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(DiagnosticSeverity::Error),
        code: Some(Code::String("config".to_owned())),
        source: Some(SOURCE.to_owned()),
        message: message.into(),
        ..Diagnostic::default()
    }
}
