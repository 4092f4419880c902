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

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

pub use file::Unreadable;
pub(crate) use nearest::Baselines;
pub use nearest::{Choice, nearest, place};

use matching::settle;

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

    /// How many entries a file has.
    #[must_use]
    pub fn count(&self, name: &str) -> usize {
        self.entries.get(name).map_or(0, Vec::len)
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
    /// no entry.
    pub fn mute(&self, source: &Source, findings: &mut [Finding]) -> Muting<'_> {
        let name = self.name_of(source.path());
        let entries = self.entries.get(&name).map_or(&[][..], Vec::as_slice);
        if entries.is_empty() {
            return Muting::default();
        }
        let traces = traces(source, findings);
        let settled = settle(entries, &traces);
        for (at, _) in settled.matched {
            findings[*at].muted = Some(Muted::Baseline);
        }
        Muting {
            stale: settled.stale,
        }
    }

    /// Compares the findings of an article with the baseline. What a comment has muted is left out.
    #[must_use]
    pub fn compare(&self, source: &Source, findings: &[Finding]) -> Compared {
        let name = self.name_of(source.path());
        let entries = self.entries.get(&name).map_or(&[][..], Vec::as_slice);
        let traces = traces(source, findings);
        let settled = settle(entries, &traces);
        let entries = |traces: Vec<&(usize, Trace)>| {
            let traces = traces.into_iter();
            traces
                .map(|(at, trace)| Entry::of(&findings[*at], trace))
                .collect()
        };
        Compared {
            matched: entries(settled.matched),
            new: entries(settled.new),
            stale: settled.stale.into_iter().cloned().collect(),
        }
    }

    /// Puts the entries of a file in the place of those that it had.
    pub fn set(&mut self, name: String, mut entries: Vec<Entry>) {
        entries.sort();
        match entries.is_empty() {
            true => self.entries.remove(&name),
            false => self.entries.insert(name, entries),
        };
    }
}

/// What has become of the entries of an article whose findings were muted.
#[derive(Debug, Default)]
pub struct Muting<'b> {
    /// The entries that no finding needs any more.
    pub stale: Vec<&'b Entry>,
}

/// The findings of an article and its entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// The findings that have an entry, as entries now.
    pub matched: Vec<Entry>,
    /// The findings that have none.
    pub new: Vec<Entry>,
    /// The entries that have no finding.
    pub stale: Vec<Entry>,
}

/// The traces of the findings that no comment has muted, with their indices.
fn traces(source: &Source, findings: &[Finding]) -> Vec<(usize, Trace)> {
    let counts = |finding: &Finding| !matches!(finding.muted, Some(Muted::InSource { .. }));
    let findings = findings.iter().enumerate();
    findings
        .filter(|(_, finding)| counts(finding))
        .map(|(at, finding)| (at, Trace::of(source, finding)))
        .collect()
}
