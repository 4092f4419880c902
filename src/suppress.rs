//! Comments in an article that say that the desk is wrong there.

use crate::config::Config;
use crate::document::{Article, Source, Span};
use crate::finding::{Finding, Level};
use crate::rule::Registry;

/// The comments of one article.
#[derive(Debug, Default)]
pub(crate) struct Suppressions {
    all: Vec<Suppression>,
}

#[derive(Debug)]
struct Suppression {
    /// The comment, in the file.
    span: Span,
    reach: Reach,
    /// Rule ids or groups.
    rules: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// The line of the comment, if something else stands on it, else the next one that is not
    /// blank.
    Line,
    /// The whole file.
    File,
}

/// The words that a comment begins with.
const WORDS: &[(&str, Reach)] = &[
    ("copydesk-ignore-next-line", Reach::Line),
    ("copydesk-ignore-file", Reach::File),
];

/// The word in a comment of the front matter.
const FRONT_MATTER_WORD: &str = "copydesk-ignore";

impl Suppressions {
    /// Finds the comments of an article: HTML comments in the body, outside of code, and comments
    /// of the front matter.
    #[must_use]
    pub(crate) fn collect(article: &Article<'_>) -> Self {
        let mut all = Vec::new();
        let front_matter = article
            .front_matter()
            .map_or(&[][..], |found| &found.comments);
        for comment in front_matter {
            let text = comment.text.trim();
            let found = parse(text).or_else(|| {
                let list = text.strip_prefix(FRONT_MATTER_WORD)?;
                list.starts_with(char::is_whitespace)
                    .then(|| (Reach::Line, rules(list)))
            });
            if let Some((reach, rules)) = found {
                let span = comment.span;
                all.push(Suppression { span, reach, rules });
            }
        }
        if article.source().text().contains(FRONT_MATTER_WORD) {
            for (text, span) in article.body().comments() {
                if let Some((reach, rules)) = parse(text.trim()) {
                    all.push(Suppression { span, reach, rules });
                }
            }
        }
        Self { all }
    }

    /// Takes the findings away that a comment covers, and reports names that no rule has.
    pub(crate) fn apply(&self, source: &Source, config: &Config, findings: &mut Vec<Finding>) {
        if self.all.is_empty() {
            return;
        }
        findings.retain(|finding| !self.all.iter().any(|one| one.covers(source, finding)));
        let registry = config.registry();
        for one in &self.all {
            findings.extend(one.unknown_rules(registry));
        }
    }
}

/// The reach and the rules of a comment that is for us.
fn parse(comment: &str) -> Option<(Reach, Vec<String>)> {
    WORDS.iter().find_map(|(word, reach)| {
        let list = comment.strip_prefix(word)?;
        let ends = list.is_empty() || list.starts_with(char::is_whitespace);
        ends.then(|| (*reach, rules(list)))
    })
}

/// The rules of a list, up to the reason behind ` -- `.
fn rules(list: &str) -> Vec<String> {
    let list = list.split(" -- ").next().unwrap_or(list);
    list.split([',', ' ', '\t', '\n', '\r'])
        .map(|rule| rule.trim_end_matches(':'))
        .filter(|rule| !rule.is_empty() && *rule != "--")
        .map(ToOwned::to_owned)
        .collect()
}

impl Suppression {
    fn covers(&self, source: &Source, finding: &Finding) -> bool {
        let group = finding.rule.split('/').next().unwrap_or_default();
        let named = self
            .rules
            .iter()
            .any(|rule| **rule == *finding.rule || *rule == group);
        named
            && (self.reach == Reach::File
                || self.line(source) == Some(line(source, finding.span.start)))
    }

    /// The line, from 0, that the comment speaks of.
    fn line(&self, source: &Source) -> Option<u32> {
        let lines = source.lines();
        let own = line(source, self.span.end);
        let before = Span::new(lines.line(source.text(), own).start, self.span.start);
        // A comment behind a value speaks of that value.
        if self.span.start >= before.start && !source.slice(before).trim().is_empty() {
            return Some(own);
        }
        (own + 1..lines.count()).find(|&next| {
            !source
                .slice(lines.line(source.text(), next))
                .trim()
                .is_empty()
        })
    }

    fn unknown_rules(&self, registry: &Registry) -> Vec<Finding> {
        let unknown = self
            .rules
            .iter()
            .filter(|rule| registry.select(rule).is_err());
        unknown
            .map(|rule| Finding {
                rule: "copydesk/unknown-rule".into(),
                level: Level::Error,
                message: registry.unknown(rule),
                span: self.span,
                related: Vec::new(),
                help: Some(
                    "`copydesk rules` lists all names; the comment has no effect".to_owned(),
                ),
                fix: None,
            })
            .collect()
    }
}

fn line(source: &Source, at: u32) -> u32 {
    source.lines().line_of(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_ends_at_its_reason() {
        let (reach, rules) =
            parse("copydesk-ignore-next-line image/alt-missing, figure -- a riddle, really")
                .unwrap();
        assert_eq!(reach, Reach::Line);
        assert_eq!(rules, ["image/alt-missing", "figure"]);
    }

    #[test]
    fn other_comments_are_not_for_us() {
        assert!(parse("copydesk-ignore-next-lines x").is_none());
        assert!(parse("more").is_none());
    }
}
