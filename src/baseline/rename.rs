//! Files that are called otherwise now.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::path::PathBuf;

use super::{Baseline, Entry};
use crate::fingerprint::Fingerprint;

impl Baseline {
    /// The files that have entries and are not there any more.
    #[must_use]
    pub fn gone(&self) -> Vec<String> {
        let names = self.entries.keys();
        names
            .filter(|name| !self.location(name).is_file())
            .cloned()
            .collect()
    }

    /// The same, of those that were below some folders.
    #[must_use]
    pub fn gone_below(&self, paths: &[PathBuf]) -> Vec<String> {
        let folders = paths.iter().filter(|path| path.is_dir());
        let folders: Vec<_> = folders.map(|folder| self.name_of(folder)).collect();
        let is_below = |name: &str| {
            folders.iter().any(|folder| {
                let inside = |rest: &str| folder.is_empty() || rest.starts_with('/');
                let ups = name.starts_with("../") && folder.is_empty();
                !ups && name.strip_prefix(&**folder).is_some_and(inside)
            })
        };
        let mut gone = self.gone();
        gone.retain(|name| is_below(name));
        gone
    }

    /// Whether a file has entries.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// Gives the entries of files that are gone to those that have the same findings now, each
    /// once. `found` are the findings of files without entries, by name; the first one that needs an
    /// entry gets it. Returns how many entries have moved.
    pub fn follow(&mut self, found: BTreeMap<String, Vec<Entry>>) -> usize {
        let mut left: HashMap<Fingerprint, VecDeque<(String, Entry)>> = HashMap::new();
        for name in self.gone() {
            for entry in self.entries.remove(&name).into_iter().flatten() {
                let same = left.entry(entry.print).or_default();
                same.push_back((name.clone(), entry));
            }
        }
        let mut moved = 0;
        for (name, entries) in found {
            for Entry { print, .. } in entries {
                let entry = left.get_mut(&print).and_then(VecDeque::pop_front);
                if let Some((_, entry)) = entry {
                    self.entries.entry(name.clone()).or_default().push(entry);
                    moved += 1;
                }
            }
        }
        for (name, entry) in left.into_values().flatten() {
            self.entries.entry(name).or_default().push(entry);
        }
        for entries in self.entries.values_mut() {
            entries.sort();
        }
        moved
    }
}
