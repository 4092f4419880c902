//! One round: which fixes go together, and which of them are left out.

use std::cell::Cell;
use std::sync::Arc;

use super::guard::Guard;
use crate::config::Config;
use crate::document::{Article, Source, Span};
use crate::engine;
use crate::fix::{Edit, Fix, apply};

/// How often a text is read again in one round. Only texts in which many fixes do harm need more
/// than one reading; what is not judged then is left out.
const READINGS: usize = 100;

/// A fix with the findings that it mends.
pub(super) struct Candidate<'f> {
    pub(super) rules: Vec<Arc<str>>,
    pub(super) span: Span,
    pub(super) fix: &'f Fix,
}

impl<'f> Candidate<'f> {
    /// By position, the more trustworthy first, then by rule.
    pub(super) fn order(&self) -> impl Ord + use<'f> {
        let trust = std::cmp::Reverse(self.fix.applicability);
        let start = self.fix.edits()[0].span.start;
        (start, trust, Arc::clone(&self.rules[0]))
    }
}

/// What a round does.
#[derive(Default)]
pub(super) struct Chosen<'f> {
    /// The edits of the fixes that are made, sorted.
    pub(super) edits: Vec<Edit>,
    /// The rules of the findings whose fix is made.
    pub(super) rules: Vec<Arc<str>>,
    /// What is left out, with the reason.
    pub(super) refused: Vec<(Candidate<'f>, String)>,
}

/// Makes as many of the fixes as go together and do no harm. The candidates are in their order.
pub(super) fn choose<'f>(
    source: &Source,
    config: &Config,
    candidates: Vec<Candidate<'f>>,
) -> Chosen<'f> {
    let article = engine::parse(source, config);
    let code = code(&article);
    let mut chosen = Chosen::default();
    let mut apart: Vec<Candidate<'f>> = Vec::new();
    let mut taken: Vec<Edit> = Vec::new();
    for candidate in candidates {
        let edits = candidate.fix.edits();
        if edits
            .iter()
            .any(|edit| article.is_opaque_and_live(edit.span))
        {
            let reason = "it would change template syntax".to_owned();
            chosen.refused.push((candidate, reason));
        } else if edits.iter().any(|edit| is_inside(&code, edit.span)) {
            let reason = "it would change code".to_owned();
            chosen.refused.push((candidate, reason));
        } else if edits.iter().all(|edit| is_free(&taken, edit)) {
            for edit in edits {
                let at = taken.partition_point(|other| other.span < edit.span);
                taken.insert(at, edit.clone());
            }
            apart.push(candidate);
        }
    }
    let mut trial = Trial {
        source,
        guard: Guard { before: &article },
        config,
        readings: Cell::new(0),
        kept: Vec::new(),
    };
    trial.judge(apart, &mut chosen);
    chosen.edits = edits_of(&trial.kept, &[]);
    chosen.rules = trial.kept.into_iter().flat_map(|kept| kept.rules).collect();
    chosen
}

/// The text that is code, sorted: whoever shows it means every character of it.
fn code(article: &Article<'_>) -> Vec<Span> {
    const CODE: &[&str] = &[
        "code", "pre", "script", "style", "textarea", "xmp", "listing",
    ];
    let body = article.body();
    let elements = body
        .all_elements()
        .filter(|element| CODE.contains(&element.name()));
    let mut spans: Vec<_> = elements
        .flat_map(|element| element.node().descendants())
        .filter(|node| node.value().is_text())
        .filter_map(|text| body.text_span(text.id()))
        .collect();
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// Whether an edit is made between the first and the last byte of one of the spans.
fn is_inside(spans: &[Span], edit: Span) -> bool {
    let next = spans.partition_point(|span| span.end < edit.end);
    spans
        .get(next)
        .is_some_and(|span| span.start <= edit.start && !span.is_empty())
}

/// Whether an edit keeps away from all others, ends included: of two texts that are put in the
/// same place, nobody knows which comes first.
fn is_free(taken: &[Edit], edit: &Edit) -> bool {
    let after = taken.partition_point(|other| other.span.end < edit.span.start);
    taken
        .get(after)
        .is_none_or(|other| edit.span.end < other.span.start)
}

fn edits_of(some: &[Candidate<'_>], more: &[Candidate<'_>]) -> Vec<Edit> {
    let all = some.iter().chain(more);
    let mut edits: Vec<_> = all.flat_map(|one| one.fix.edits()).cloned().collect();
    edits.sort_by_key(|edit| edit.span);
    edits
}

struct Trial<'a, 'f> {
    source: &'a Source,
    guard: Guard<'a>,
    config: &'a Config,
    readings: Cell<usize>,
    kept: Vec<Candidate<'f>>,
}

impl<'f> Trial<'_, 'f> {
    /// Keeps all fixes if together with those kept before they do no harm; otherwise looks for the
    /// guilty ones, half by half.
    fn judge(&mut self, mut some: Vec<Candidate<'f>>, chosen: &mut Chosen<'f>) {
        if some.is_empty() {
            return;
        }
        let Some(harm) = self.harm(&self.kept, &some) else {
            self.kept.append(&mut some);
            return;
        };
        if some.len() == 1 && !self.kept.is_empty() && self.harm(&[], &some).is_none() {
            // Two fixes that get in each other's way: the next round sees what the first has done.
            return;
        }
        if some.len() == 1 || self.readings.get() >= READINGS {
            let refused = some.into_iter().map(|one| (one, harm.clone()));
            chosen.refused.extend(refused);
            return;
        }
        let rest = some.split_off(some.len() / 2);
        self.judge(some, chosen);
        self.judge(rest, chosen);
    }

    fn harm(&self, kept: &[Candidate<'f>], some: &[Candidate<'f>]) -> Option<String> {
        self.readings.set(self.readings.get() + 1);
        let edits = edits_of(kept, some);
        let text = apply(self.source.text(), &edits);
        let after = Source::new(self.source.path(), text);
        self.guard.harm(&edits, &engine::parse(&after, self.config))
    }
}
