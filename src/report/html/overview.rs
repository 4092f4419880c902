//! The top of the page, totals and bars; and its end, the rules explained.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::finding::{anchor, message};
use super::{escape, letter, text};
use crate::finding::Level;
use crate::report::summary::{LEVELS, counted};
use crate::report::{Rulebook, Summary};

/// Bars that are always shown; the others open.
const BARS: usize = 10;

/// Findings by level, from the worst to the least.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts([usize; 3]);

impl Counts {
    pub(super) fn add(&mut self, level: Level) {
        self.0[level as usize] += 1;
    }

    pub(super) fn sum<'c>(all: impl Iterator<Item = &'c Self>) -> Self {
        let mut sum = Self::default();
        for counts in all {
            sum.merge(*counts);
        }
        sum
    }

    fn merge(&mut self, other: Self) {
        for (mine, more) in self.0.iter_mut().zip(other.0) {
            *mine += more;
        }
    }

    pub(super) fn total(self) -> usize {
        self.0.iter().sum()
    }

    /// From the worst to the least, without what there is none of.
    fn each(self) -> impl Iterator<Item = (Level, usize)> {
        let counts = LEVELS
            .into_iter()
            .map(move |level| (level, self.0[level as usize]));
        counts.filter(|(_, count)| *count > 0)
    }

    /// The counts as small marks.
    pub(super) fn badges(self) -> String {
        let badge = |(level, count): (Level, usize)| {
            let (letter, name) = (letter(level), plural(level, count));
            format!(
                "<span class=\"badge {letter}\" title=\"{name}\">{count}<span class=\"word\"> {name}</span></span>"
            )
        };
        format!(
            "<span class=\"badges\">{}</span>",
            self.each().map(badge).collect::<String>()
        )
    }
}

/// What was found, by rule and by folder.
#[derive(Default)]
pub(super) struct Overview {
    rules: BTreeMap<String, Counts>,
    folders: BTreeMap<String, Counts>,
}

impl Overview {
    pub(super) fn add(&mut self, folder: &str, rule: &str, counts: Counts) {
        self.rules.entry(rule.to_owned()).or_default().merge(counts);
        self.folders
            .entry(folder.to_owned())
            .or_default()
            .merge(counts);
    }

    /// Writes the top of the page; so many files have findings.
    pub(super) fn write(
        &self,
        files: usize,
        summary: &Summary,
        rules: &Rulebook,
        out: &mut String,
    ) {
        let counts = Counts::sum(self.rules.values());
        let _ = write!(
            out,
            "<header class=\"top\">\n<p class=\"brand\">copydesk</p>\n<h1>{}</h1>\n<p class=\"sentence\">{}</p>\n",
            headline(counts.total(), files, summary),
            fixes(summary),
        );
        out.push_str("<div class=\"tiles\">\n");
        for level in LEVELS {
            let (letter, count) = (letter(level), counts.0[level as usize]);
            let name = plural(level, count);
            let off = if count == 0 { " disabled" } else { "" };
            let _ = writeln!(
                out,
                "<button class=\"tile {letter}\" data-level=\"{letter}\" aria-pressed=\"false\"{off}><b>{count}</b> {name}</button>"
            );
        }
        out.push_str("</div>\n</header>\n");
        if counts.total() == 0 {
            return;
        }
        out.push_str("<div class=\"bars\">\n");
        let summary_of = |rule: &str| rules.get(rule).map(|(file, _)| file.doc.summary.as_str());
        bars("Rules", "rule", &self.rules, summary_of, out);
        bars("Folders", "folder", &self.folders, |_| None, out);
        out.push_str("</div>\n");
    }

    /// Writes what the findings are filtered with, if there are any.
    pub(super) fn write_tools(&self, out: &mut String) {
        if self.rules.is_empty() {
            return;
        }
        out.push_str(
            "<div class=\"tools\">\n<input id=\"search\" type=\"search\" \
             placeholder=\"Filter by words, path or rule\" aria-label=\"Filter by words, path or rule\">\n\
             <span id=\"count\" role=\"status\"></span>\n\
             <button id=\"fold\">Fold all</button>\n<button id=\"reset\" disabled>Show all</button>\n</div>\n",
        );
    }

    /// Writes what the rules mean that have found something.
    pub(super) fn explain(&self, rules: &Rulebook, out: &mut String) {
        let known: Vec<_> = self
            .rules
            .keys()
            .filter_map(|id| Some((id, rules.get(id)?.0)))
            .collect();
        if known.is_empty() {
            return;
        }
        out.push_str("<section class=\"rules\">\n<h2>The rules</h2>\n<dl>\n");
        for (id, rule) in known {
            let doc = &rule.doc;
            let _ = write!(
                out,
                "<dt id=\"{}\">{}</dt><dd><p>{}</p><p>{}</p><p class=\"help\">{}</p>",
                anchor(id),
                text(id),
                message(doc.summary.trim()),
                message(doc.why.trim()),
                message(doc.fix.trim()),
            );
            let links = rule
                .references
                .iter()
                .map(|reference| match &reference.url {
                    Some(url) if url.starts_with("https://") => {
                        let title = text(&reference.title);
                        format!("<a href=\"{}\" rel=\"noreferrer\">{title}</a>", escape(url))
                    }
                    _ => text(&reference.title),
                });
            let links: Vec<_> = links.collect();
            if !links.is_empty() {
                let _ = write!(out, "<p class=\"also\">{}</p>", links.join(" · "));
            }
            out.push_str("</dd>\n");
        }
        out.push_str("</dl>\n</section>\n");
    }
}

/// A list of bars, the longest first.
fn bars<'a>(
    title: &str,
    kind: &str,
    counts: &'a BTreeMap<String, Counts>,
    explain: impl Fn(&'a str) -> Option<&'a str>,
    out: &mut String,
) {
    let mut sorted: Vec<_> = counts.iter().collect();
    sorted.sort_by_key(|(name, counts)| (Reverse(counts.total()), *name));
    let longest = sorted
        .first()
        .map_or(1, |(_, counts)| counts.total())
        .max(1);
    let _ = write!(out, "<section>\n<h2>{title}</h2>\n<ul>\n");
    for (at, (name, counts)) in sorted.iter().enumerate() {
        if at == BARS {
            let rest = sorted.len() - BARS;
            let _ = write!(
                out,
                "</ul>\n<details><summary>{rest} more</summary>\n<ul>\n"
            );
        }
        // The name itself where there is no more to say: a long one is cut.
        let help = explain(name).map_or_else(|| text(name), |help| escape(help.trim()));
        let _ = writeln!(
            out,
            "<li><button data-{kind}=\"{name}\" aria-pressed=\"false\" title=\"{help}\"><span class=\"name\">{name}</span>\
             <span class=\"total\">{}</span>{}</button></li>",
            counts.total(),
            bar(**counts, longest),
            name = text(name),
        );
    }
    out.push_str("</ul>\n");
    if sorted.len() > BARS {
        out.push_str("</details>\n");
    }
    out.push_str("</section>\n");
}

/// A bar of the levels side by side. As a drawing: styles on elements are not admitted.
fn bar(counts: Counts, longest: usize) -> String {
    let mut out = String::from(
        "<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
    );
    let mut from = 0;
    for (level, count) in counts.each() {
        let width = (count * 1000).div_ceil(longest).max(4);
        let _ = write!(
            out,
            "<rect class=\"{}\" x=\"{from}\" width=\"{width}\" height=\"10\"/>",
            letter(level)
        );
        from += width;
    }
    out.push_str("</svg>");
    out
}

/// What came of the run, where `faulty` of its files have something.
fn headline(problems: usize, faulty: usize, summary: &Summary) -> String {
    let files = counted(summary.files(), "file");
    match problems {
        0 => format!("Nothing to correct in {files}"),
        _ if summary.files() < 2 => counted(problems, "problem"),
        _ => format!("{} in {faulty} of {files}", counted(problems, "problem")),
    }
}

/// What can be done about it without a person.
fn fixes(summary: &Summary) -> String {
    let mut sentences = Vec::new();
    if let Some(mended @ 1..) = summary.mended() {
        sentences.push(format!(
            "{} mended in this run.",
            counted(mended, "problem")
        ));
    }
    let (safe, risky) = summary.fixable();
    let (fix, more) = (
        "<code>copydesk check --fix</code>",
        "<code>--unsafe-fixes</code>",
    );
    match (safe, risky) {
        (0, 0) => {}
        (0, risky) => sentences.push(format!("{fix} {more} mends {risky} of them.")),
        (safe, 0) => sentences.push(format!("{fix} mends {safe} of them.")),
        (safe, risky) => sentences.push(format!(
            "{fix} mends {safe} of them, {risky} more with {more}."
        )),
    }
    if let failed @ 1.. = summary.failed() {
        let paths = counted(failed, "path");
        sentences.push(format!("{paths} could not be checked."));
    }
    sentences.join(" ")
}

fn plural(level: Level, count: usize) -> &'static str {
    match (level, count) {
        (Level::Error, 1) => "error",
        (Level::Error, _) => "errors",
        (Level::Warning, 1) => "warning",
        (Level::Warning, _) => "warnings",
        (Level::Info, 1) => "info",
        (Level::Info, _) => "infos",
    }
}
