//! The worst of many findings, for formats that show only some.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::finding::{Finding, Level};

/// From the worst to the least, then by path and place.
type Rank = (Reverse<Level>, String, u32, u32, String);

/// Keeps at most so many findings, each as what a format makes of it; which ones does not depend
/// on the order in which files are rendered.
pub(crate) struct Worst<T> {
    limit: usize,
    kept: Mutex<BTreeMap<Rank, T>>,
}

impl<T> Worst<T> {
    pub(crate) fn new(limit: usize) -> Self {
        let kept = Mutex::default();
        Self { limit, kept }
    }

    /// Keeps a finding, unless there are worse ones enough.
    pub(crate) fn offer(&self, path: &str, finding: &Finding, render: impl FnOnce() -> T) {
        let rank = (
            Reverse(finding.level),
            path.to_owned(),
            finding.span.start,
            finding.span.end,
            finding.rule.to_string(),
        );
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = kept.len() >= self.limit;
        if is_full && kept.last_key_value().is_none_or(|(last, _)| rank >= *last) {
            return;
        }
        kept.insert(rank, render());
        if kept.len() > self.limit {
            kept.pop_last();
        }
    }

    /// What was kept, the worst first.
    pub(crate) fn take(&self) -> Vec<T> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *kept).into_values().collect()
    }
}
