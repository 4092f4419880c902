//! What there is to know about a place.

mod date;
mod page;

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind};

use super::place::Kind;
use super::snapshot::Snapshot;
use super::words;
use crate::document::Span;
use crate::finding::Finding;

/// The most findings of one place that are told in full.
const MOST: usize = 4;

/// What stands between two things that are told about one place.
const BETWEEN: &str = "\n\n---\n\n";

/// What is known about a place: what is found there, with the pages of the rules; what each
/// generator makes of a date; the page of a rule that is named.
pub(super) fn at(snapshot: &Snapshot, at: u32) -> Option<Hover> {
    let (span, text) = match snapshot.kind {
        Kind::Other => return None,
        Kind::Config => named(snapshot, at)?,
        Kind::Article => {
            let findings = snapshot.findings();
            let covers = |finding: &&Finding| finding.span.contains(Span::at(at));
            let here: Vec<_> = findings.iter().filter(covers).take(MOST).collect();
            if let Some((word, page)) = named(snapshot, at) {
                let said = here.iter().map(|finding| said(finding));
                let parts: Vec<_> = said.chain([page]).collect();
                (word, parts.join(BETWEEN))
            } else {
                match (found(snapshot, &here), date::at(snapshot, at)) {
                    (Some((span, text)), Some((_, date))) => {
                        (span, format!("{date}{BETWEEN}{text}"))
                    }
                    (Some(found), None) | (None, Some(found)) => found,
                    (None, None) => return None,
                }
            }
        }
    };
    Some(Hover {
        contents: Contents::MarkupContent(MarkupContent {
            kind: MarkupKind::Markdown,
            value: text,
        }),
        range: Some(snapshot.positions().range(span)),
    })
}

/// What was found, each with the page of its rule.
fn found(snapshot: &Snapshot, findings: &[&Finding]) -> Option<(Span, String)> {
    let narrowest = findings
        .iter()
        .map(|finding| finding.span)
        .min_by_key(|span| span.len())?;
    let mut pages = Vec::new();
    let mut told = Vec::new();
    for finding in findings {
        let mut text = said(finding);
        if !told.contains(&&finding.rule) {
            told.push(&finding.rule);
            let page = page::of(&snapshot.config, &finding.rule).unwrap_or_default();
            text.push_str(&format!("\n\n{page}"));
        }
        pages.push(text);
    }
    Some((narrowest, pages.join(BETWEEN)))
}

/// What was found, and what to do.
fn said(finding: &Finding) -> String {
    let level = finding.level.name();
    let message = tame(&finding.message);
    let help = finding.help.as_deref().map(tame);
    let help = help.map_or_else(String::new, |help| format!("\n\n{help}"));
    format!("**{level}**: {message}{help}")
}

/// Words that may quote the article, as Markdown in which nothing is loaded and no link is made.
fn tame(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace("![", "!\\[").replace("](", "]\\(")
}

/// The page of the rule that is named in a comment or in a configuration.
fn named(snapshot: &Snapshot, at: u32) -> Option<(Span, String)> {
    let source = &snapshot.source;
    let word = words::around(source, at);
    let is_ours = snapshot.kind == Kind::Config || words::in_suppression(source, at);
    let name = source.slice(word).trim_end_matches(':');
    let page = page::of(&snapshot.config, name).filter(|_| is_ours)?;
    Some((word, page))
}
