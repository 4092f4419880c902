//! Every format, decoded again the way its readers do.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod decode;
mod hostile;
mod muted;
mod places;
mod program;

use copydesk::document::{Source, Span};
use copydesk::finding::{Finding, Level};
use copydesk::report::{Checked, Context, Format, Printer, Style, Summary};

/// An error of `test/rule`.
fn finding(span: Span, message: &str) -> Finding {
    Finding {
        rule: "test/rule".into(),
        level: Level::Error,
        message: message.to_owned(),
        span,
        related: Vec::new(),
        help: None,
        fix: None,
        muted: None,
    }
}

/// A whole report about one file.
fn print(format: Format, source: &Source, findings: &[Finding]) -> String {
    let style = Style {
        harden_ci: true,
        max_per_file: None,
        ..Style::default()
    };
    let report = format.report_in(Context::new(style));
    let checked = Checked::new(source, findings);
    let mut summary = Summary::default();
    summary.add(&checked);
    let mut printer = Printer::start(&*report, Vec::new()).unwrap();
    printer.file(&report.file(&checked)).unwrap();
    let out = printer.finish(&summary).unwrap();
    String::from_utf8(out).unwrap()
}
