//! Which finding of a file is which entry of its baseline.

use std::collections::HashMap;
use std::hash::Hash;

use super::Entry;
use crate::fingerprint::{Fingerprint, Trace};

/// How the findings of a file and its entries went together.
pub(super) struct Settled<'e, 't> {
    /// The findings that have an entry, by their index.
    pub(super) matched: Vec<&'t (usize, Trace)>,
    /// The findings that have none.
    pub(super) new: Vec<&'t (usize, Trace)>,
    /// The entries that have no finding.
    pub(super) stale: Vec<&'e Entry>,
}

/// Brings findings and entries together, one to one. First what is the same in every respect; then
/// what has lost a neighbour; then what has moved to other neighbours, if its text is telling
/// enough: an empty element that was mended here and one that is new there are two faults.
pub(super) fn settle<'e, 't>(
    entries: &'e [Entry],
    traces: &'t [(usize, Trace)],
) -> Settled<'e, 't> {
    let mut pairing = Pairing {
        entries,
        traces,
        entry_is_free: vec![true; entries.len()],
        trace_is_free: vec![true; traces.len()],
    };
    pairing.pair(|print| print, |_| true);
    pairing.pair(Fingerprint::fault_and_before, |_| true);
    pairing.pair(Fingerprint::fault_and_behind, |_| true);
    pairing.pair(Fingerprint::fault, Trace::is_telling);
    let is_free = pairing.trace_is_free.into_iter();
    let (new, matched): (Vec<_>, Vec<_>) = traces.iter().zip(is_free).partition(|(_, free)| *free);
    let first =
        |pairs: Vec<(&'t (usize, Trace), bool)>| pairs.into_iter().map(|(one, _)| one).collect();
    let stale = entries.iter().zip(pairing.entry_is_free);
    Settled {
        matched: first(matched),
        new: first(new),
        stale: stale
            .filter(|(_, free)| *free)
            .map(|(entry, _)| entry)
            .collect(),
    }
}

struct Pairing<'a> {
    entries: &'a [Entry],
    traces: &'a [(usize, Trace)],
    entry_is_free: Vec<bool>,
    trace_is_free: Vec<bool>,
}

impl Pairing<'_> {
    /// Pairs what is free and has the same key, in order, as far as the finding may.
    fn pair<K: Eq + Hash>(&mut self, key: impl Fn(Fingerprint) -> K, may: impl Fn(&Trace) -> bool) {
        let mut free: HashMap<K, Vec<usize>> = HashMap::new();
        for (at, entry) in self.entries.iter().enumerate().rev() {
            if self.entry_is_free[at] {
                free.entry(key(entry.print)).or_default().push(at);
            }
        }
        for (at, (_, trace)) in self.traces.iter().enumerate() {
            if self.trace_is_free[at]
                && may(trace)
                && let Some(entry) = free.get_mut(&key(trace.print)).and_then(Vec::pop)
            {
                self.trace_is_free[at] = false;
                self.entry_is_free[entry] = false;
            }
        }
    }
}
