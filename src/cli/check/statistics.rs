//! `copydesk check --statistics`: how often each rule has found something.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::json;

use crate::finding::{Finding, Level};
use crate::fix::Applicability;
use crate::report::{Checked, Context, Format, Report, Rulebook, Style, Summary};

/// Counts findings, and shows no single ones.
pub(super) struct Statistics {
    format: Format,
    style: Style,
    rules: Arc<Rulebook>,
    counts: Mutex<BTreeMap<Arc<str>, Count>>,
}

#[derive(Clone, Copy, Default)]
struct Count {
    findings: usize,
    fixable: usize,
    worst: Option<Level>,
}

impl Statistics {
    pub(super) fn new(format: Format, context: Context) -> Self {
        Self {
            format,
            style: context.style,
            rules: context.rules,
            counts: Mutex::default(),
        }
    }

    /// The rules with their counts, the most frequent first.
    fn sorted(&self) -> Vec<(Arc<str>, Count)> {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let mut sorted: Vec<_> = counts
            .iter()
            .map(|(rule, count)| (Arc::clone(rule), *count))
            .collect();
        sorted.sort_by_key(|(_, count)| std::cmp::Reverse(count.findings));
        sorted
    }

    /// Writes how often the most frequent rules have found something. Returns the first of them,
    /// and how many are left out.
    pub(super) fn top(&self, most: usize, out: &mut String) -> (Arc<str>, usize) {
        let mut rows = self.sorted();
        rows.retain(|(_, count)| count.worst >= Some(self.style.min_level));
        let rest = rows.len().saturating_sub(most);
        rows.truncate(most);
        for (rule, count) in &rows {
            let level = count.worst.map_or("", Level::name);
            let _ = writeln!(out, "{:>6}  {level:7}  {rule}", count.findings);
        }
        let first = rows.first().map(|(rule, _)| Arc::clone(rule));
        (first.unwrap_or_default(), rest)
    }

    fn title(&self, rule: &str) -> &str {
        let rule = self.rules.get(rule);
        rule.map_or("", |(rule, _)| rule.doc.summary.trim())
    }

    fn json(&self, summary: &Summary, out: &mut String) {
        let rows = self.sorted();
        let rows = rows.iter().map(|(rule, count)| {
            json!({
                "rule": &**rule,
                "count": count.findings,
                "fixable": count.fixable,
                "level": count.worst,
                "summary": self.title(rule),
            })
        });
        let rows: Vec<_> = rows.collect();
        let document = json!({
            "statistics": rows,
            "summary": {
                "files": summary.files(),
                "errors": summary.count(Level::Error),
                "warnings": summary.count(Level::Warning),
                "infos": summary.count(Level::Info),
            },
        });
        let _ = writeln!(out, "{document}");
    }

    fn table(&self, summary: &Summary, out: &mut String) {
        let mut rows = self.sorted();
        // The summary counts what is hidden.
        rows.retain(|(_, count)| count.worst >= Some(self.style.min_level));
        let digits = |(_, count): &(Arc<str>, Count)| count.findings.to_string().len();
        let width = rows.iter().map(digits).max().unwrap_or(0);
        let names = rows.iter().map(|(rule, _)| rule.len()).max().unwrap_or(0);
        for (rule, count) in &rows {
            let Count {
                findings, fixable, ..
            } = count;
            let mark = if *fixable > 0 { "[*]" } else { "   " };
            let level = count.worst.map_or("", Level::name);
            let title = self.title(rule);
            let _ = writeln!(
                out,
                "{findings:>width$}  {level:7}  {rule:names$}  {mark}  {title}"
            );
        }
        if self.style.quiet {
            return;
        }
        if rows.iter().any(|(_, count)| count.fixable > 0) {
            out.push_str("[*] some can be mended with --fix or --unsafe-fixes\n");
        }
        if !rows.is_empty() {
            out.push('\n');
        }
        out.push_str(&summary.sentence(&self.style));
        out.push('\n');
    }
}

impl Report for Statistics {
    fn file(&self, checked: &Checked<'_>) -> String {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        for Finding {
            rule, level, fix, ..
        } in checked.live()
        {
            let count = counts.entry(Arc::clone(rule)).or_default();
            let mends = |applicability| applicability != Applicability::Manual;
            count.findings += 1;
            count.fixable += usize::from(fix.as_ref().is_some_and(|fix| mends(fix.applicability)));
            count.worst = count.worst.max(Some(*level));
        }
        String::new()
    }

    fn finish(&self, summary: &Summary, out: &mut String) {
        match self.format {
            Format::Json | Format::Jsonl => self.json(summary, out),
            _ => self.table(summary, out),
        }
    }
}
