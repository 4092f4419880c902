//! What the formats for people have in common: which findings are shown, and the count of those
//! that are not.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::place::Places;
use super::style::Paint;
use super::summary::{LEVELS, counted};
use super::{Checked, Style, Summary, sanitize};
use crate::document::Source;
use crate::finding::Finding;
use crate::fix::Applicability;

/// One file on its way to be shown.
pub(crate) struct Page<'a> {
    pub(crate) source: &'a Source,
    pub(crate) style: &'a Style,
    pub(crate) places: Places<'a>,
    helped: HashSet<(&'a str, &'a str)>,
}

impl<'a> Page<'a> {
    /// The advice of a finding, unless the same rule gave the same one in this file before.
    pub(crate) fn help(&mut self, finding: &'a Finding) -> Option<&'a str> {
        let help = finding.help.as_deref()?;
        self.helped.insert((&finding.rule, help)).then_some(help)
    }

    /// The path, in at most `limit` bytes.
    pub(crate) fn path(&self, limit: usize) -> String {
        sanitize::path(self.source.path(), limit, self.style.ellipsis())
    }

    /// A text in one line of at most `limit` bytes.
    pub(crate) fn prose(&self, text: &str, limit: usize) -> String {
        sanitize::prose(text, limit, self.style.ellipsis())
    }
}

/// Renders the findings of a file that are to be shown, each with its own ending, and says how
/// many are not.
pub(crate) fn file<'a>(
    checked: &Checked<'a>,
    style: &'a Style,
    mut render: impl FnMut(&mut Page<'a>, &'a Finding) -> String,
) -> String {
    let mut page = Page {
        source: checked.source,
        style,
        places: Places::new(checked.source),
        helped: HashSet::new(),
    };
    let (shown, rest) = select(checked, style);
    let mut out: String = shown
        .into_iter()
        .map(|finding| render(&mut page, finding))
        .collect();
    if let Some(rest) = rest {
        let apart = out.ends_with("\n\n");
        out.push_str(&style.paint(Paint::Faint, &rest));
        out.push_str(if apart { "\n\n" } else { "\n" });
    }
    if style.harden_ci {
        out = sanitize::harden(&out);
    }
    out
}

/// The findings to show, in their order, and a line about the others. Where there are too many,
/// the worst are shown.
fn select<'a>(checked: &Checked<'a>, style: &Style) -> (Vec<&'a Finding>, Option<String>) {
    let mut shown: Vec<_> = checked
        .live()
        .enumerate()
        .filter(|(_, finding)| finding.level >= style.min_level)
        .collect();
    let limit = style.max_per_file.unwrap_or(usize::MAX);
    let mut rest = None;
    if shown.len() > limit {
        shown.sort_by_key(|(_, finding)| Reverse(finding.level));
        rest = Some(count(&shown.split_off(limit), style));
        shown.sort_by_key(|(at, _)| *at);
    }
    let shown = shown.into_iter().map(|(_, finding)| finding).collect();
    (shown, rest)
}

fn count(hidden: &[(usize, &Finding)], style: &Style) -> String {
    let counts: Vec<_> = LEVELS
        .into_iter()
        .filter_map(|level| {
            let count = hidden.iter().filter(|(_, finding)| finding.level == level);
            let count = count.count();
            (count > 0).then(|| counted(count, level.name()))
        })
        .collect();
    format!(
        "{} and {} more in this file: {} (--max-per-file 0 shows all)",
        style.ellipsis(),
        hidden.len(),
        counts.join(", ")
    )
}

/// How far a fix goes, in a word.
pub(crate) fn trust(applicability: Applicability) -> &'static str {
    match applicability {
        Applicability::Safe => "safe",
        Applicability::Unsafe => "unsafe",
        Applicability::Manual => "by hand",
    }
}

/// Writes the summary, unless the style is quiet.
pub(crate) fn finish(summary: &Summary, style: &Style, out: &mut String) {
    if !style.quiet {
        out.push_str(&summary.sentence(style));
        out.push('\n');
    }
}
