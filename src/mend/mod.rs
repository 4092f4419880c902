//! Fixes carried out: round by round, each one under guard.
//!
//! A round takes the fixes that the findings offer, in a stated order: by position, the more
//! trustworthy first, then by rule. A fix that would touch what an earlier one touches waits for
//! the next round. What is left is made on a copy, and the copy is read again: whatever changed
//! beyond the bytes that the fixes replace is a reason to leave a fix out (see [`guard`]).

mod choose;
mod ends;
mod entries;
mod events;
mod guard;
mod touched;

use std::collections::HashSet;
use std::sync::Arc;

use crate::config::Config;
use crate::document::{Source, Span};
use crate::engine;
use crate::finding::Finding;
use crate::fix::{Applicability, Edit, Fix, apply};

use choose::{Candidate, choose};

/// Rounds until a text has to be stable. A fix or two wait for others; more means that two rules
/// want opposite things.
const ROUNDS: usize = 10;

/// What became of a text.
#[derive(Debug)]
pub struct Mended {
    /// The text after all fixes; the text as it was if nothing was done.
    pub source: Source,
    /// What remains to be said about it. No finding offers a fix that was refused.
    pub findings: Vec<Finding>,
    /// The findings whose fix was made: their rules, in the order of the rounds.
    pub applied: Vec<Arc<str>>,
    /// The edits of each round, sorted: their places are those in the text that the round before
    /// has left.
    pub rounds: Vec<Vec<Edit>>,
    /// The fixes that were left out.
    pub refused: Vec<Refused>,
}

/// A fix that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The rule that offers it.
    pub rule: Arc<str>,
    /// What it would have done.
    pub title: String,
    /// Line of the finding, from 1, in the text as it then was.
    pub line: u32,
    /// What it would have done beside that, in a few words.
    pub reason: String,
}

/// Makes the fixes of a text that can be trusted as far as `least`, until there are none. Fixes
/// that only a person can decide on are never made.
///
/// A text that is not stable after ten rounds is left as it was.
#[must_use]
pub fn mend(source: &Source, config: &Config, least: Applicability) -> Mended {
    let review = |source: &Source| engine::check(source, config);
    run(source, config, least, review, |_| true)
}

/// The same with the fixes of some findings only.
#[must_use]
pub fn mend_some(
    source: &Source,
    config: &Config,
    least: Applicability,
    wanted: impl Fn(&Finding) -> bool,
) -> Mended {
    let review = |source: &Source| engine::check(source, config);
    run(source, config, least, review, wanted)
}

/// The same with findings that come from `review`, for this text and what becomes of it. What is
/// muted is not mended.
#[must_use]
pub fn mend_by(
    source: &Source,
    config: &Config,
    least: Applicability,
    review: impl Fn(&Source) -> Vec<Finding>,
) -> Mended {
    let live = |finding: &Finding| finding.muted.is_none();
    run(source, config, least, review, live)
}

fn run(
    source: &Source,
    config: &Config,
    least: Applicability,
    review: impl Fn(&Source) -> Vec<Finding>,
    wanted: impl Fn(&Finding) -> bool,
) -> Mended {
    let mut now = Source::new(source.path(), source.text());
    let mut findings = review(source);
    let mut applied = Vec::new();
    let mut edits = Vec::new();
    let mut refused = Vec::new();
    let mut tried = HashSet::new();
    let least = least.max(Applicability::Unsafe);
    // What is not UTF-8 has a text that its bytes are not.
    let rounds = if source.is_readable() { ROUNDS } else { 0 };
    for round in 0..=rounds {
        let candidates = candidates(findings.iter().filter(|it| wanted(it)), least, &tried);
        if candidates.is_empty() || rounds == 0 {
            break;
        }
        if round == rounds {
            return unstable(source, review(source), &candidates);
        }
        let chosen = choose(&now, config, candidates);
        for (candidate, reason) in chosen.refused {
            tried.insert(trace(candidate.fix));
            refused.push(Refused {
                rule: Arc::clone(&candidate.rules[0]),
                title: candidate.fix.title.clone(),
                line: now.position(candidate.span.start).line,
                reason,
            });
        }
        applied.extend(chosen.rules);
        if !chosen.edits.is_empty() {
            now = Source::new(source.path(), apply(now.text(), &chosen.edits));
            edits.push(chosen.edits);
            findings = review(&now);
        }
    }
    for finding in &mut findings {
        let is_refused = |fix: &Fix| tried.contains(&trace(fix));
        if finding.fix.as_ref().is_some_and(is_refused) {
            finding.fix = None;
        }
    }
    Mended {
        source: if applied.is_empty() {
            copy(source)
        } else {
            now
        },
        findings,
        applied,
        rounds: edits,
        refused,
    }
}

/// What tells a fix from others, wherever earlier fixes have moved it.
type Trace = (String, Vec<(u32, String)>);

fn trace(fix: &Fix) -> Trace {
    let edits = fix.edits().iter();
    let parts = edits.map(|Edit { span, text }| (span.len(), text.clone()));
    (fix.title.clone(), parts.collect())
}

/// The fixes on offer. One fix may belong to several findings.
fn candidates<'f>(
    findings: impl Iterator<Item = &'f Finding>,
    least: Applicability,
    tried: &HashSet<Trace>,
) -> Vec<Candidate<'f>> {
    let mut found: Vec<Candidate<'f>> = Vec::new();
    let offered = findings.filter_map(|finding| {
        let fix = finding.fix.as_ref()?;
        let is_wanted = fix.applicability >= least && !fix.edits().is_empty();
        (is_wanted && !tried.contains(&trace(fix))).then_some((finding, fix))
    });
    for (finding, fix) in offered {
        found.push(Candidate {
            rules: vec![Arc::clone(&finding.rule)],
            span: finding.span,
            fix,
        });
    }
    found.sort_by(|a, b| a.order().cmp(&b.order()));
    found.dedup_by(|again, first| {
        let same = again.fix.edits() == first.fix.edits();
        if same {
            first.rules.append(&mut again.rules);
        }
        same
    });
    found
}

fn copy(source: &Source) -> Source {
    Source::new(source.path(), source.text())
}

fn unstable(source: &Source, mut findings: Vec<Finding>, candidates: &[Candidate<'_>]) -> Mended {
    let refused = candidates.iter().map(|candidate| Refused {
        rule: Arc::clone(&candidate.rules[0]),
        title: candidate.fix.title.clone(),
        line: source.position(Span::at(candidate.span.start).start).line,
        reason: format!("the fixes of this file come to no end in {ROUNDS} rounds"),
    });
    for finding in &mut findings {
        finding.fix = None;
    }
    Mended {
        refused: refused.collect(),
        source: copy(source),
        findings,
        applied: Vec::new(),
        rounds: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
