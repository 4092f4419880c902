//! A finding on the page: what is wrong, its lines, what to do.

use std::fmt::Write as _;

use super::{letter, text};
use crate::document::Source;
use crate::finding::Finding;
use crate::report::human::trust;
use crate::report::markup::escape;
use crate::report::place::Places;
use crate::report::snippet::{Frame, Snippet};
use crate::report::{Checked, IO_ERROR};

/// The lines of the file, as long as a page is wide.
const FRAME: Frame = Frame {
    columns: 110,
    context: true,
    related: 0,
    ellipsis: "…",
};

/// Writes the findings of a file that count, at most so many.
pub(super) fn all(checked: &Checked<'_>, most: usize, out: &mut String) {
    let mut places = Places::new(checked.source);
    let mut helped = None;
    for finding in checked.live().take(most) {
        let at = places.of(finding.span.start);
        let _ = write!(
            out,
            "<article class=\"f {}\" data-rule=\"{}\"><header><b>{}</b> <span class=\"at\">{}:{}</span> \
             <a class=\"rule\" href=\"#{}\">{}</a></header><p class=\"message\">{}</p>",
            letter(finding.level),
            text(&finding.rule),
            finding.level.name(),
            at.line,
            at.column,
            anchor(&finding.rule),
            text(&finding.rule),
            message(&finding.message),
        );
        if &*finding.rule != IO_ERROR {
            out.push_str(&lines(checked.source, finding));
        }
        for related in &finding.related {
            let at = places.of(related.span.start);
            let message = message(&related.message);
            let _ = write!(
                out,
                "<p class=\"also\">{}:{} {message}</p>",
                at.line, at.column
            );
        }
        // The same advice again and again is no advice.
        let help = finding.help.as_deref();
        if let Some(help) = help.filter(|help| helped != Some((&finding.rule, *help))) {
            let _ = write!(out, "<p class=\"help\">{}</p>", message(help));
            helped = Some((&finding.rule, help));
        }
        if let Some(fix) = &finding.fix {
            let (title, trust) = (message(&fix.title), trust(fix.applicability));
            let _ = write!(out, "<p class=\"fix\"><b>fix, {trust}:</b> {title}</p>");
        }
        out.push_str("</article>\n");
    }
}

/// Where a rule is explained on the page.
pub(super) fn anchor(rule: &str) -> String {
    let chars = rule.chars();
    let id = chars.map(|char| {
        if char.is_ascii_alphanumeric() {
            char
        } else {
            '-'
        }
    });
    id.collect()
}

/// A message of ours: what stands between grave accents is code.
pub(super) fn message(written: &str) -> String {
    let escaped = text(written);
    let parts: Vec<_> = escaped.split('`').collect();
    if parts.len() % 2 == 0 {
        return escaped;
    }
    let parts = parts.iter().enumerate().map(|(at, part)| match at % 2 {
        1 => format!("<code>{part}</code>"),
        _ => (*part).to_owned(),
    });
    parts.collect()
}

/// The lines of a finding, numbered, the place marked.
fn lines(source: &Source, finding: &Finding) -> String {
    let snippet = Snippet::of(source, finding, FRAME);
    let marked = snippet
        .labels
        .first()
        .map_or(0..0, |label| label.range.clone());
    let mut out = String::from("<pre>");
    let mut start = 0;
    for (number, line) in (snippet.first_line..).zip(snippet.text.split('\n')) {
        let end = start + line.len();
        let within = |at: usize| at.clamp(start, end) - start;
        let (from, to) = (within(marked.start), within(marked.end));
        let is_marked = marked.start <= end && marked.end >= start;
        let _ = write!(out, "<i>{number}</i>{}", escape(&line[..from]));
        // A mark at the very end of the line before, or of nothing, is a place.
        if is_marked && (from < to || marked.is_empty()) {
            let _ = write!(out, "<mark>{}</mark>", escape(&line[from..to]));
        }
        out.push_str(&escape(&line[to..]));
        out.push('\n');
        start = end + 1;
    }
    out.push_str("</pre>");
    out
}
