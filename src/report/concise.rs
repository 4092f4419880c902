//! `path:line:column: level[rule]: message`, one line per finding: for editors, `grep`, problem
//! matchers and agents.

use super::human::{self, Page};
use super::style::Paint;
use super::{Checked, Report, Style, Summary};
use crate::finding::Finding;

/// The longest message and the longest rule id, in bytes. A path is never cut: it is to be opened.
const LIMIT: usize = 600;

pub(crate) struct Concise {
    style: Style,
}

impl Concise {
    pub(crate) fn new(style: Style) -> Self {
        Self { style }
    }
}

impl Report for Concise {
    fn file(&self, checked: &Checked<'_>) -> String {
        human::file(checked, &self.style, line)
    }

    fn finish(&self, summary: &Summary, out: &mut String) {
        human::finish(summary, &self.style, out);
    }
}

/// The line of one finding, with its ending.
pub(crate) fn line(page: &mut Page<'_>, finding: &Finding) -> String {
    let style = page.style;
    let at = page.places.of(finding.span.start);
    let path = style.paint(Paint::Strong, &page.path(usize::MAX));
    let rule = page.prose(&finding.rule, LIMIT);
    let level = format!("{}[{rule}]", finding.level.name());
    let level = style.paint(Paint::Level(finding.level), &level);
    let message = page.prose(&finding.message, LIMIT);
    format!("{path}:{}:{}: {level}: {message}\n", at.line, at.column)
}
