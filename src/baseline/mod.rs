//! The baseline: the findings that were there before the desk was. They are muted, so that a site
//! can keep new faults out from the first day.
//!
//! The file stands beside the configuration and is kept with the articles. An entry is found again
//! by its [`Fingerprint`]: wherever it has moved to in its file, and in a file of another name once
//! the old one is gone. One entry mutes one finding, so a new fault never hides behind one that
//! was mended.

mod file;
mod matching;
mod nearest;
mod rename;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

pub use file::Unreadable;
pub use matching::Settled;
pub use nearest::{Choice, nearest, place};

use crate::document::Source;
use crate::finding::{Finding, Muted};
use crate::fingerprint::{Fingerprint, Trace};

/// What the file is called.
pub const FILE_NAME: &str = "copydesk-baseline.json";

/// The most characters of a faulty text that an entry shows.
const TEXT: usize = 80;

/// The baseline of a site.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    /// The file, as it is shown.
    path: PathBuf,
    /// Its folder, absolute: what the paths of the entries are relative to.
    folder: PathBuf,
    /// The entries, by path.
    entries: BTreeMap<String, Vec<Entry>>,
}

/// A finding that was there before. The order is the order of the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The rule.
    pub rule: String,
    /// What it is found again by.
    pub print: Fingerprint,
    /// The start of the faulty text in one line, for people.
    pub text: String,
}

impl Entry {
    fn of(finding: &Finding, trace: &Trace) -> Self {
        Self {
            rule: finding.rule.to_string(),
            print: trace.print,
            text: trace.text.chars().take(TEXT).collect(),
        }
    }
}

impl Baseline {
    /// A baseline without entries, to be written to `path`.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        let absolute = std::path::absolute(&path).unwrap_or_else(|_| path.clone());
        Self {
            folder: absolute.parent().unwrap_or(Path::new("")).to_owned(),
            path,
            entries: BTreeMap::new(),
        }
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.values().map(Vec::len).sum()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries of each file, by its path as the baseline has it.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[Entry])> {
        let files = self.entries.iter();
        files.map(|(path, entries)| (&**path, &**entries))
    }

    /// The name of an article here: its path from the folder of the baseline, with `/`.
    #[must_use]
    pub fn name_of(&self, article: &Path) -> String {
        let absolute = std::path::absolute(article).unwrap_or_else(|_| article.to_owned());
        let (mut to, mut from) = (
            absolute.components().peekable(),
            self.folder.components().peekable(),
        );
        while let (Some(a), Some(b)) = (to.peek(), from.peek())
            && a == b
        {
            to.next();
            from.next();
        }
        let up = from.map(|_| "..".into());
        let down = to.filter(|part| !matches!(part, Component::CurDir));
        let down = down.map(|part| part.as_os_str().to_string_lossy());
        let names: Vec<_> = up.chain(down).collect();
        names.join("/")
    }

    /// Where an entry's file is.
    #[must_use]
    pub fn location(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Mutes the findings of an article that are in the baseline. What a comment has muted takes
    /// no entry. Returns the entries that no finding needs any more.
    pub fn mute(&self, source: &Source, findings: &mut [Finding]) -> Settled<'_> {
        let name = self.name_of(source.path());
        let entries = self.entries.get(&name).map_or(&[][..], Vec::as_slice);
        if entries.is_empty() {
            return Settled::default();
        }
        let live = findings.iter().enumerate();
        let live = live.filter(|(_, finding)| finding.muted.is_none());
        let traces: Vec<_> = live
            .map(|(at, finding)| (at, Trace::of(source, finding)))
            .collect();
        let settled = matching::settle(entries, &traces);
        for &at in &settled.matched {
            findings[at].muted = Some(Muted::Baseline);
        }
        settled
    }

    /// Puts the entries of a file in the place of those that it had.
    pub fn set(&mut self, name: String, mut entries: Vec<Entry>) {
        entries.sort();
        match entries.is_empty() {
            true => self.entries.remove(&name),
            false => self.entries.insert(name, entries),
        };
    }

    /// Takes the findings of an article for entries, but for those that a comment has muted.
    #[must_use]
    pub fn entries_of(source: &Source, findings: &[Finding]) -> Vec<Entry> {
        let counts = |finding: &&Finding| !matches!(finding.muted, Some(Muted::InSource { .. }));
        let findings = findings.iter().filter(counts);
        findings
            .map(|finding| Entry::of(finding, &Trace::of(source, finding)))
            .collect()
    }
}
