//! What stands in the place of more findings than anyone reads: how many there are of each rule,
//! and how to go on.

use std::fmt::Write as _;

use super::statistics::Statistics;
use crate::finding::Level;
use crate::report::{Checked, Failure, Report, Style, Summary, counted};

/// So many findings are shown one by one on a terminal.
pub(super) const MOST: usize = 100;

/// The most rules that are shown: all of it fits a screen.
const ROWS: usize = 12;

/// A report for people that gives an overview when it would become too long.
pub(super) struct Overview {
    pub(super) report: Box<dyn Report>,
    pub(super) statistics: Statistics,
    pub(super) style: Style,
    /// The most findings that are shown one by one.
    pub(super) most: usize,
    /// Whether the run knows a baseline already.
    pub(super) has_baseline: bool,
}

impl Report for Overview {
    fn start(&self, out: &mut String) {
        self.report.start(out);
    }

    fn file(&self, checked: &Checked<'_>) -> String {
        self.statistics.file(checked);
        self.report.file(checked)
    }

    fn failure(&self, failure: &Failure) -> String {
        self.report.failure(failure)
    }

    fn separator(&self) -> &'static str {
        self.report.separator()
    }

    fn may_be_too_long(&self) -> bool {
        true
    }

    fn is_too_long(&self, summary: &Summary) -> bool {
        let levels = [Level::Error, Level::Warning, Level::Info];
        let shown = levels
            .iter()
            .filter(|level| **level >= self.style.min_level);
        shown.map(|level| summary.count(*level)).sum::<usize>() > self.most
    }

    fn finish(&self, summary: &Summary, out: &mut String) {
        if !self.is_too_long(summary) {
            return self.report.finish(summary, out);
        }
        let (first, rest) = self.statistics.top(ROWS, out);
        if rest > 0 {
            let _ = writeln!(out, "and {}", counted(rest, "more rule"));
        }
        out.push('\n');
        self.report.finish(summary, out);
        let most = self.most;
        let _ = writeln!(
            out,
            "\nMore than {most}, so they are counted here. To see them:\n  \
             copydesk check --max-findings 0 --select {first}\n  \
             copydesk check --max-findings 0"
        );
        if !self.has_baseline {
            out.push_str(
                "To keep them apart, so that `check` shows what is new:\n  \
                 copydesk baseline create\n",
            );
        }
    }
}
