//! A page to read in a browser: totals, bars per rule and folder, every finding in its lines, and
//! filters. One file that asks nobody for anything: style and script are in it, and its security
//! policy admits these two by their hashes and nothing else. Without the script it is a page to
//! read and to print.

mod base64;
mod finding;
mod overview;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use self::base64::sha256;
use self::overview::{Counts, Overview};
use super::markup::escape;
use super::{Checked, Failure, Report, Rulebook, Summary, sanitize};
use crate::finding::Level;

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// At most so many findings are shown, or a browser does not open the page; the rest is counted.
const MOST: usize = 20_000;

/// Keeps what is shown until the end: the totals stand before it.
pub(crate) struct Html {
    rules: Arc<Rulebook>,
    files: Mutex<BTreeMap<PathBuf, File>>,
}

/// A file with something to show.
struct File {
    /// Its part of the page.
    text: String,
    shown: usize,
    /// What was found, by rule.
    rules: BTreeMap<Arc<str>, Counts>,
}

impl Html {
    pub(crate) fn new(rules: Arc<Rulebook>) -> Self {
        let files = Mutex::default();
        Self { rules, files }
    }

    fn keep(&self, checked: &Checked<'_>) {
        let mut rules: BTreeMap<Arc<str>, Counts> = BTreeMap::new();
        for finding in checked.live() {
            let counts = rules.entry(Arc::clone(&finding.rule)).or_default();
            counts.add(finding.level);
        }
        if rules.is_empty() {
            return;
        }
        let path = checked.source.path();
        let file = File {
            text: section(checked, Counts::sum(rules.values())),
            shown: checked.live().count().min(MOST),
            rules,
        };
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        // What could not be read as a whole may have findings all the same.
        match files.get_mut(path) {
            None => {
                files.insert(path.to_owned(), file);
            }
            Some(known) => {
                known.text.push_str(&file.text);
                known.shown += file.shown;
                known.rules.extend(file.rules);
            }
        }
    }
}

impl Report for Html {
    fn file(&self, checked: &Checked<'_>) -> String {
        self.keep(checked);
        String::new()
    }

    fn failure(&self, failure: &Failure) -> String {
        self.keep(&failure.checked());
        String::new()
    }

    fn finish(&self, summary: &Summary, out: &mut String) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let files = std::mem::take(&mut *files);
        let mut overview = Overview::default();
        for (path, file) in &files {
            for (rule, counts) in &file.rules {
                overview.add(&folder(path), rule, *counts);
            }
        }
        let (shown, left_out) = choose(files.values());
        head(out);
        overview.write(files.len(), summary, &self.rules, out);
        out.push_str("<main id=\"findings\">\n");
        overview.write_tools(out);
        for file in shown {
            out.push_str(&file.text);
        }
        if left_out > 0 {
            out.push_str(&format!(
                "<p class=\"note\">{left_out} more findings are counted above and not shown: a \
                 browser would not open the page. The JSON report has them all.</p>\n"
            ));
        }
        out.push_str(
            "<p class=\"note\" id=\"nothing\" hidden>No finding fits the filter.</p>\n</main>\n",
        );
        overview.explain(&self.rules, out);
        let version = env!("CARGO_PKG_VERSION");
        out.push_str(&format!(
            "<footer>Made by copydesk {version}. This page loads nothing and sends nothing.</footer>\n\
             </div>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"
        ));
    }
}

/// The files that are shown, and how many findings are in the others.
fn choose<'f>(files: impl Iterator<Item = &'f File>) -> (Vec<&'f File>, usize) {
    let (mut shown, mut room, mut left_out) = (Vec::new(), MOST, 0);
    for file in files {
        let all = Counts::sum(file.rules.values()).total();
        if room >= file.shown {
            room -= file.shown;
            left_out += all - file.shown.min(all);
            shown.push(file);
        } else {
            left_out += all;
        }
    }
    (shown, left_out)
}

fn head(out: &mut String) {
    out.push_str(&format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>copydesk report</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n<div class=\"page\">\n",
        sha256(SCRIPT),
        sha256(STYLE),
    ));
}

/// The part of the page about one file.
fn section(checked: &Checked<'_>, counts: Counts) -> String {
    let path = checked.source.path();
    let shown = text(&sanitize::slashed(path));
    let (folder, name) = match shown.rfind('/') {
        Some(at) => shown.split_at(at + 1),
        None => ("", shown.as_str()),
    };
    let mut out = format!(
        "<details class=\"file\" open data-folder=\"{}\">\n<summary><h2><span>{folder}</span>{name}</h2>{}</summary>\n",
        text(&self::folder(path)),
        counts.badges(),
    );
    finding::all(checked, MOST, &mut out);
    out.push_str("</details>\n");
    out
}

/// The folder of a file, as it is shown.
fn folder(path: &Path) -> String {
    let folder = path.parent().unwrap_or(Path::new(""));
    match folder.as_os_str().is_empty() {
        true => ".".to_owned(),
        false => sanitize::slashed(folder).into_owned(),
    }
}

/// A text as a person may see it.
fn text(text: &str) -> String {
    escape(&sanitize::prose(text, 2000, "…"))
}

/// The letter of a level: a class, and what the filters know.
fn letter(level: Level) -> &'static str {
    match level {
        Level::Error => "e",
        Level::Warning => "w",
        Level::Info => "i",
    }
}
