//! The count of a run, and the sentence that tells it.

use std::fmt::Write as _;

use super::{Checked, Style};
use crate::finding::{Finding, Level, Muted};
use crate::fix::Applicability;

/// What a run found, counted. Counts every finding that counts, also those that a report hides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    files: usize,
    failed: usize,
    mended: Option<usize>,
    baseline: usize,
    stale: usize,
    levels: [Tally; 3],
}

/// What was found at one level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    findings: usize,
    safe: usize,
    risky: usize,
    /// Files in which nothing weighs more.
    files: usize,
}

impl Summary {
    /// Counts one file, clean or not.
    pub fn add(&mut self, checked: &Checked<'_>) {
        self.files += 1;
        for Finding { level, fix, .. } in checked.live() {
            let tally = &mut self.levels[*level as usize];
            tally.findings += 1;
            match fix.as_ref().map(|fix| fix.applicability) {
                Some(Applicability::Safe) => tally.safe += 1,
                Some(Applicability::Unsafe) => tally.risky += 1,
                Some(Applicability::Manual) | None => {}
            }
        }
        let in_baseline = |finding: &&Finding| finding.muted == Some(Muted::Baseline);
        self.baseline += checked.findings.iter().filter(in_baseline).count();
        if let Some(worst) = checked.live().map(|finding| finding.level).max() {
            self.levels[worst as usize].files += 1;
        }
    }

    /// Counts entries of the baseline that nothing needs any more.
    pub fn add_stale(&mut self, entries: usize) {
        self.stale += entries;
    }

    /// How many entries of the baseline nothing needs any more.
    #[must_use]
    pub fn stale(&self) -> usize {
        self.stale
    }

    /// How many findings are in the baseline, and do not count.
    #[must_use]
    pub fn in_baseline(&self) -> usize {
        self.baseline
    }

    /// Counts something that could not be checked.
    pub fn fail(&mut self) {
        self.failed += 1;
    }

    /// How many files and folders could not be checked.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.failed
    }

    /// Counts findings that were mended, before what is left is added. A run that mends nothing is
    /// not the same as one that was not asked to.
    pub fn mend(&mut self, findings: usize) {
        *self.mended.get_or_insert_default() += findings;
    }

    /// How many findings were mended; `None` if nobody asked for it.
    #[must_use]
    pub fn mended(&self) -> Option<usize> {
        self.mended
    }

    /// Adds the count of other files.
    pub fn merge(&mut self, other: &Self) {
        self.files += other.files;
        self.failed += other.failed;
        self.baseline += other.baseline;
        self.stale += other.stale;
        if let Some(findings) = other.mended {
            self.mend(findings);
        }
        for (mine, more) in self.levels.iter_mut().zip(&other.levels) {
            mine.findings += more.findings;
            mine.safe += more.safe;
            mine.risky += more.risky;
            mine.files += more.files;
        }
    }

    /// How many files were checked.
    #[must_use]
    pub fn files(&self) -> usize {
        self.files
    }

    /// How many findings have this level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.levels[level as usize].findings
    }

    /// How many findings `--fix` mends, and how many more `--unsafe-fixes`.
    pub(crate) fn fixable(&self) -> (usize, usize) {
        let add = |(safe, risky), tally: &Tally| (safe + tally.safe, risky + tally.risky);
        self.levels.iter().fold((0, 0), add)
    }

    /// The level of the worst finding.
    #[must_use]
    pub fn worst(&self) -> Option<Level> {
        LEVELS.into_iter().find(|&level| self.count(level) > 0)
    }

    /// `Mended 5 problems. Found 12 problems (3 errors, 9 warnings) in 4 of 310 files. …`, in one line without its
    /// ending.
    #[must_use]
    pub fn sentence(&self, style: &Style) -> String {
        let mut seen = Tally::default();
        let mut parts = Vec::new();
        let mut hidden = Vec::new();
        for level in LEVELS {
            let tally = self.levels[level as usize];
            if level < style.min_level {
                if tally.findings > 0 {
                    hidden.push((tally.findings, level));
                }
                continue;
            }
            seen.findings += tally.findings;
            seen.safe += tally.safe;
            seen.risky += tally.risky;
            seen.files += tally.files;
            if tally.findings > 0 {
                parts.push(counted(tally.findings, level.name()));
            }
        }

        let files = counted(self.files, "file");
        let mended = self.mended.unwrap_or(0);
        let mut out = match mended {
            0 => String::new(),
            _ => format!("Mended {}. ", counted(mended, "problem")),
        };
        let found = match parts.as_slice() {
            [] if mended > 0 => format!("Checked {files}, no problems left."),
            [] => format!("Checked {files}, no problems."),
            [one] => format!("Found {one}"),
            many => format!("Found {} problems ({})", seen.findings, many.join(", ")),
        };
        out.push_str(&found);
        if seen.findings > 0 {
            match self.files {
                1 => out.push_str(" in 1 file."),
                _ => out.push_str(&format!(" in {} of {files}.", seen.files)),
            }
        }
        let fixable = match (seen.safe, seen.risky) {
            (0, 0) => String::new(),
            (safe, risky) if style.unsafe_fixes && risky > 0 => {
                format!(" {} fixable with --fix --unsafe-fixes.", safe + risky)
            }
            (safe, 0) => format!(" {safe} fixable with --fix."),
            (0, risky) => format!(" {risky} fixable with --fix --unsafe-fixes."),
            (safe, risky) => {
                format!(" {safe} fixable with --fix, {risky} more with --unsafe-fixes.")
            }
        };
        out.push_str(&fixable);
        if self.baseline > 0 {
            let _ = write!(out, " {} in the baseline.", self.baseline);
        }
        if let Some((_, lowest)) = hidden.last() {
            let counts: Vec<_> = hidden
                .iter()
                .map(|(count, level)| format!("{count} more at level {}", level.name()))
                .collect();
            let _ = write!(
                out,
                " {}, shown with --min-severity {}.",
                counts.join(", "),
                lowest.name()
            );
        }
        out
    }
}

/// From the worst to the least.
pub(crate) const LEVELS: [Level; 3] = [Level::Error, Level::Warning, Level::Info];

/// `1 file`, `2 files`.
pub(crate) fn counted(count: usize, word: &str) -> String {
    match count {
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    }
}
