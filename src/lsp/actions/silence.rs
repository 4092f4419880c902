//! Comments that silence a finding: tried out before they are offered.
//!
//! A comment is a part of the article. Between the rows of a table or in the middle of a tag it
//! would break what it stands in, so each place is tried on a copy: the finding has to go, no other
//! may come, and the elements of the body have to stay.

use std::collections::BTreeMap;

use crate::document::front_matter::{Format, FrontMatter};
use crate::document::{Article, Markup, Source};
use crate::engine;
use crate::finding::Finding;
use crate::fix::{Edit, apply};
use crate::lsp::snapshot::Snapshot;

/// What stands in for the reason until the author gives one.
const REASON: &str = "reason";

/// A comment that silences a finding.
pub(super) struct Silence {
    pub(super) edit: Edit,
    /// Whether it holds for more than the line, because the line has no room for it.
    pub(super) is_for_file: bool,
}

/// The nearest comment that silences a finding.
pub(super) fn silence(snapshot: &Snapshot, finding: &Finding) -> Option<Silence> {
    let article = snapshot.article();
    let before = Look::at(snapshot, &article);
    let candidates = candidates(&article, finding).into_iter();
    candidates
        .map(|(edit, is_for_file)| Silence { edit, is_for_file })
        .find(|silence| {
            let text = apply(snapshot.source.text(), std::slice::from_ref(&silence.edit));
            let source = Source::new(snapshot.path(), text);
            let article = engine::parse(&source, &snapshot.config);
            let after = Look::at_text(&source, snapshot, &article);
            before.only_loses(&after, finding)
        })
}

/// The places for a comment, the nearest first.
fn candidates(article: &Article<'_>, finding: &Finding) -> Vec<(Edit, bool)> {
    let source = article.source();
    let line = source.lines().line_of(finding.span.start);
    let line = source.lines().line(source.text(), line);
    let written = source.slice(line);
    let indent = &written[..written.len() - written.trim_start_matches([' ', '\t']).len()];
    let front_matter = article.front_matter();
    let eol = match front_matter {
        Some(front_matter) => front_matter.fence.eol.text(),
        None if source.text().contains("\r\n") => "\r\n",
        None => "\n",
    };
    let rule = &finding.rule;
    let comment = |word: &str| match article.markup() {
        Markup::Mdx => format!("{{/* {word} {rule} -- {REASON} */}}"),
        Markup::Markdown | Markup::Html => format!("<!-- {word} {rule} -- {REASON} -->"),
    };
    let in_block = |found: &&FrontMatter<'_>| found.fence.block.contains(finding.span);
    let mut found = Vec::new();
    if let Some(front_matter) = front_matter.filter(in_block) {
        if matches!(front_matter.format, Format::Yaml | Format::Toml) {
            let text = format!("{indent}# copydesk-ignore {rule} -- {REASON}{eol}");
            found.push((Edit::insert(line.start, text), false));
            let text = format!(" # copydesk-ignore {rule} -- {REASON}");
            found.push((Edit::insert(line.end, text), false));
        }
    } else {
        let text = comment("copydesk-ignore-next-line");
        let own_line = format!("{indent}{text}{eol}");
        found.push((Edit::insert(line.start, own_line), false));
        if let Some(number) = source.lines().line_of(line.start).checked_sub(1) {
            let above = source.lines().line(source.text(), number);
            found.push((Edit::insert(above.end, format!(" {text}")), false));
        }
    }
    let start = article.body().span().start;
    let text = comment("copydesk-ignore-file");
    // The fence above may be the end of the file.
    let is_line = source.text()[..start as usize].ends_with(['\n', '\r']);
    let before = if start == 0 || is_line { "" } else { eol };
    found.push((
        Edit::insert(start, format!("{before}{text}{eol}{eol}")),
        true,
    ));
    found
}

/// What is found in an article, and what it is made of.
struct Look {
    findings: BTreeMap<(String, String), usize>,
    elements: Vec<String>,
}

impl Look {
    fn at(snapshot: &Snapshot, article: &Article<'_>) -> Self {
        Self::of(&snapshot.findings(), article)
    }

    fn at_text(source: &Source, snapshot: &Snapshot, article: &Article<'_>) -> Self {
        Self::of(&engine::check(source, &snapshot.config()), article)
    }

    fn of(found: &[Finding], article: &Article<'_>) -> Self {
        let mut findings = BTreeMap::new();
        for finding in found {
            let key = (finding.rule.to_string(), finding.message.clone());
            *findings.entry(key).or_default() += 1;
        }
        let elements = article.body().all_elements();
        Self {
            findings,
            elements: elements.map(|element| element.name().to_owned()).collect(),
        }
    }

    /// Whether nothing has changed but that this finding is gone, and maybe others of its rule.
    fn only_loses(&self, after: &Self, finding: &Finding) -> bool {
        let count = |look: &Self| {
            let key = (finding.rule.to_string(), finding.message.clone());
            look.findings.get(&key).copied().unwrap_or(0)
        };
        let is_old = |(key, count): (&(String, String), &usize)| {
            self.findings.get(key).is_some_and(|before| count <= before)
        };
        self.elements == after.elements
            && count(after) < count(self)
            && after.findings.iter().all(is_old)
    }
}
