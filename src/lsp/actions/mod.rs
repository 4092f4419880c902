//! What can be done about findings, as edits for the editor to make.

mod missing_key;
mod silence;

use std::collections::BTreeMap;

use gen_lsp_types::{
    Code, CodeAction, CodeActionContext, CodeActionKind, CodeActionTriggerKind, Diagnostic,
};

use super::place::Kind;
use super::snapshot::Snapshot;
use crate::document::Span;
use crate::finding::Finding;
use crate::fix::{Applicability, Edit, Fix};
use crate::mend::mend_some;
use crate::report::edits;

/// The kind of the action that mends what is without risk; editors do it on saving when told to.
pub(super) const FIX_ALL: &str = "source.fixAll.copydesk";

/// The most findings at one place that actions are worked out for: each needs the article to be
/// checked again.
const MOST: usize = 8;

/// What can be done at a place.
pub(super) fn at(snapshot: &Snapshot, span: Span, context: &CodeActionContext) -> Vec<CodeAction> {
    if snapshot.kind != Kind::Article {
        return Vec::new();
    }
    let findings = snapshot.findings();
    let mut actions = Vec::new();
    if wants(context, "quickfix") {
        let touches = |finding: &&Finding| touches(finding.span, span);
        let here: Vec<_> = findings.iter().filter(touches).take(MOST).collect();
        let desk = Desk {
            snapshot,
            findings: &findings,
            told: &context.diagnostics,
        };
        actions = desk.quick_fixes(&here);
    }
    // Editors ask at every step of the cursor: what is asked for by no name can wait.
    let is_asked_for =
        context.only.is_some() || context.trigger_kind != Some(CodeActionTriggerKind::Automatic);
    if is_asked_for && wants(context, FIX_ALL) {
        let edits = mended(snapshot, Applicability::Safe, |_| true);
        if !edits.is_empty() {
            let title = "Fix all that is safe to fix".to_owned();
            let kind = CodeActionKind::Custom(FIX_ALL.into());
            actions.push(CodeAction {
                edit: Some(snapshot.edit(&edits)),
                ..action(title, kind)
            });
        }
    }
    actions
}

/// Whether actions of a kind are asked for: by name, by the name of a wider kind, or by none.
fn wants(context: &CodeActionContext, kind: &str) -> bool {
    let Some(only) = &context.only else {
        return true;
    };
    only.iter().any(|asked| {
        let asked = String::from(asked.clone());
        let rest = kind.strip_prefix(&*asked);
        rest.is_some_and(|rest| asked.is_empty() || rest.is_empty() || rest.starts_with('.'))
    })
}

/// Whether a finding is meant by a selection, or by a cursor that stands at one of its ends.
fn touches(finding: Span, selection: Span) -> bool {
    finding.start <= selection.end && selection.start <= finding.end
}

/// The edits of all fixes that are wanted, made under guard, as `--fix` makes them.
fn mended(
    snapshot: &Snapshot,
    least: Applicability,
    wanted: impl Fn(&Finding) -> bool,
) -> Vec<Edit> {
    let config = snapshot.config();
    if config.excludes(snapshot.path()) {
        return Vec::new();
    }
    let done = mend_some(&snapshot.source, &config, least, wanted);
    edits(snapshot.source.text(), done.source.text())
}

fn action(title: String, kind: CodeActionKind) -> CodeAction {
    CodeAction {
        title,
        kind: Some(kind),
        ..CodeAction::default()
    }
}

struct Desk<'a> {
    snapshot: &'a Snapshot,
    findings: &'a [Finding],
    /// The diagnostics at the place, as the client has them.
    told: &'a [Diagnostic],
}

impl Desk<'_> {
    /// Actions about the findings `here`: first what mends them, one by one, then what mends all of
    /// a kind, last what silences them.
    fn quick_fixes(&self, here: &[&Finding]) -> Vec<CodeAction> {
        let fixes = here.iter().filter_map(|finding| self.fix(finding));
        let mut actions: Vec<_> = fixes.collect();
        let mut rules = BTreeMap::new();
        for finding in here {
            if let Some(fix) = &finding.fix {
                rules
                    .entry(&*finding.rule)
                    .or_insert((*finding, fix.applicability));
            } else {
                actions.extend(self.add_key(finding));
            }
        }
        for (finding, least) in rules.into_values() {
            actions.extend(self.fix_all_of_rule(finding, least));
        }
        let mut silenced = Vec::new();
        for finding in here {
            let line = self.snapshot.source.lines().line_of(finding.span.start);
            if !silenced.contains(&(line, &finding.rule)) {
                silenced.push((line, &finding.rule));
                actions.extend(self.silence(finding));
            }
        }
        actions
    }

    fn fix(&self, finding: &Finding) -> Option<CodeAction> {
        let fix = finding.fix.as_ref()?;
        if fix.edits().is_empty() || !self.is_harmless(finding, fix) {
            return None;
        }
        let doubt = match fix.applicability {
            Applicability::Safe => "",
            Applicability::Unsafe | Applicability::Manual => " (please check)",
        };
        let title = format!("{}{doubt}", capital(&fix.title));
        let is_safe = fix.applicability == Applicability::Safe;
        Some(CodeAction {
            is_preferred: is_safe.then_some(true),
            ..self.about(finding, title, fix.edits())
        })
    }

    /// Whether a fix does what it says and no more. What only a person can decide on is for that
    /// person to judge.
    fn is_harmless(&self, finding: &Finding, fix: &Fix) -> bool {
        let config = self.snapshot.config();
        let least = fix.applicability;
        least == Applicability::Manual || {
            let is_it = |other: &Finding| other == finding;
            let done = mend_some(&self.snapshot.source, &config, least, is_it);
            done.refused.is_empty() && !done.applied.is_empty()
        }
    }

    /// Mends all findings of a rule, if there are several.
    fn fix_all_of_rule(&self, finding: &Finding, least: Applicability) -> Option<CodeAction> {
        let rule = &finding.rule;
        let fits = |other: &&Finding| {
            let fix = other.fix.as_ref();
            other.rule == *rule && fix.is_some_and(|fix| fix.applicability >= least)
        };
        let is_manual = least == Applicability::Manual;
        if is_manual || self.findings.iter().filter(fits).nth(1).is_none() {
            return None;
        }
        let edits = mended(self.snapshot, least, |other| other.rule == *rule);
        if edits.is_empty() {
            return None;
        }
        let doubt = match least {
            Applicability::Safe => "",
            Applicability::Unsafe | Applicability::Manual => " (please check)",
        };
        let title = format!("Fix all of {rule}{doubt}");
        Some(self.about(finding, title, &edits))
    }

    fn add_key(&self, finding: &Finding) -> Option<CodeAction> {
        let (key, edit) = missing_key::add(self.snapshot, finding)?;
        let title = format!("Add `{key}` to the front matter");
        Some(self.about(finding, title, &[edit]))
    }

    fn silence(&self, finding: &Finding) -> Option<CodeAction> {
        let silence = silence::silence(self.snapshot, finding)?;
        let rule = &finding.rule;
        let title = match silence.is_for_file {
            false => format!("Ignore {rule} on this line"),
            true => format!("Ignore {rule} in this file"),
        };
        Some(self.about(finding, title, &[silence.edit]))
    }

    /// A quick fix for a finding.
    fn about(&self, finding: &Finding, title: String, edits: &[Edit]) -> CodeAction {
        let range = self.snapshot.positions().range(finding.span);
        let code = Some(Code::String(finding.rule.to_string()));
        let is_it = |told: &&Diagnostic| told.code == code && told.range == range;
        let told: Vec<_> = self.told.iter().filter(is_it).cloned().collect();
        CodeAction {
            diagnostics: (!told.is_empty()).then_some(told),
            edit: Some(self.snapshot.edit(edits)),
            ..action(title, CodeActionKind::QuickFix)
        }
    }
}

/// A title as menus have it.
fn capital(title: &str) -> String {
    let mut chars = title.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
