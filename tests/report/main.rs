//! How findings are shown, seen from outside: every format through the public interface.

mod drawings;
mod hostile;
mod machines;
mod measured;
mod places;
mod summary;

use copydesk::document::{Source, Span};
use copydesk::finding::{Finding, Level, Related};
use copydesk::report::{Checked, Format, Style};

/// A finding without anything that is optional.
fn finding(rule: &str, level: Level, message: &str, span: Span) -> Finding {
    Finding {
        rule: rule.into(),
        level,
        message: message.to_owned(),
        span,
        related: Vec::new(),
        help: None,
        fix: None,
        muted: None,
    }
}

/// An error of `test/rule`.
fn error(span: Span) -> Finding {
    finding("test/rule", Level::Error, "this is wrong", span)
}

fn related(span: Span, message: &str) -> Related {
    Related {
        span,
        message: message.to_owned(),
    }
}

/// Where `needle` stands in `text` for the `nth` time, from 0.
fn nth(text: &str, needle: &str, nth: usize) -> Span {
    let (at, _) = text
        .match_indices(needle)
        .nth(nth)
        .expect("the needle is there");
    Span::of(at..at + needle.len())
}

/// Where `needle` stands in `text`.
fn find(text: &str, needle: &str) -> Span {
    nth(text, needle, 0)
}

/// The text of one file, in one format.
fn show(format: Format, style: &Style, source: &Source, findings: &[Finding]) -> String {
    let checked = Checked::new(source, findings);
    format.report(style.clone()).file(&checked)
}

/// The drawing of one finding in `post.md`.
fn draw(width: usize, text: &str, finding: Finding) -> String {
    let style = Style {
        width,
        ..Style::default()
    };
    show(
        Format::Pretty,
        &style,
        &Source::new("post.md", text),
        &[finding],
    )
}
