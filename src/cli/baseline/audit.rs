//! `copydesk baseline audit`: what the baseline holds.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::survey::Survey;
use crate::baseline::{Baseline, Entry};
use crate::cli::{Exit, Stop};
use crate::report::{counted, visible};

/// The most entries that are shown one by one.
const SHOWN: usize = 20;

pub(super) fn run(baseline: &Baseline, survey: &Survey) -> Result<Exit, Stop> {
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, entries) in baseline.files() {
        for entry in entries {
            *rules.entry(&entry.rule).or_default() += 1;
        }
    }
    let mut rules: Vec<_> = rules.into_iter().collect();
    rules.sort_by_key(|&(rule, count)| (std::cmp::Reverse(count), rule));

    let mut out = io::stdout().lock();
    let path = baseline.path().display().to_string();
    let problems = counted(baseline.len(), "problem");
    let files = counted(baseline.files().count(), "file");
    writeln!(out, "{}: {problems} in {files}", visible(&path))?;
    for (rule, count) in rules {
        writeln!(out, "{count:6}  {}", visible(rule))?;
    }

    let gone = survey.gone.iter().flat_map(|name| {
        let entries = baseline.files().filter(move |(path, _)| path == name);
        entries.flat_map(|(path, entries)| entries.iter().map(move |entry| (path, entry)))
    });
    let mended = survey.compared.iter().flat_map(|(name, compared)| {
        let stale = compared.stale.iter();
        stale.map(move |entry| (&**name, entry))
    });
    let mut stale: Vec<(&str, &Entry)> = gone.chain(mended).collect();
    stale.sort();
    if stale.is_empty() {
        writeln!(out, "All of them are still there.")?;
        return Ok(Exit::Clean);
    }
    let are = if stale.len() == 1 { "is" } else { "are" };
    let count = counted(stale.len(), "problem");
    writeln!(
        out,
        "{count} {are} no longer there; `copydesk baseline prune` removes:"
    )?;
    for (path, entry) in stale.iter().take(SHOWN) {
        let (path, rule, text) = (visible(path), visible(&entry.rule), visible(&entry.text));
        writeln!(out, "  {path}: {rule}: {text}")?;
    }
    if let Some(more) = stale.len().checked_sub(SHOWN).filter(|&more| more > 0) {
        writeln!(out, "  and {more} more")?;
    }
    Ok(Exit::Findings)
}
