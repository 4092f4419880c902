//! Comments in an article that say that the desk is wrong there.

use std::collections::HashSet;

use memchr::memmem;

use crate::checks::Hit;
use crate::config::Config;
use crate::document::{Article, Source, Span, offset};
use crate::finding::{Finding, Muted};

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
    /// Rule ids or groups, each with its place.
    rules: Vec<(Span, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// The line of the comment, if something stands before it there, else the next line.
    ThisLine,
    /// The next line that is not blank.
    NextLine,
    /// The whole file.
    File,
}

/// The words that a comment begins with.
const WORDS: &[(&str, Reach)] = &[
    ("copydesk-ignore-next-line", Reach::NextLine),
    ("copydesk-ignore-file", Reach::File),
];

/// The word that they have in common, which by itself is for comments of the front matter.
const WORD: &str = "copydesk-ignore";

/// The rules about comments. What is wrong with a comment only the pipeline knows.
const UNKNOWN_RULE: &str = "copydesk/unknown-rule";
const BLANKET: &str = "copydesk/blanket-suppression";

impl Suppressions {
    /// Finds the comments of an article: HTML comments in the body, outside of code, and comments
    /// of the front matter.
    #[must_use]
    pub(crate) fn collect(article: &Article<'_>) -> Self {
        let source = article.source();
        if memmem::find(source.text().as_bytes(), WORD.as_bytes()).is_none() {
            return Self::default();
        }
        let comments = article
            .front_matter()
            .map_or(&[][..], |found| &found.comments);
        let in_front_matter = comments.iter().filter_map(|comment| {
            let alone = &[(WORD, Reach::ThisLine)];
            Suppression::read(source, comment.span, &comment.text, WORDS)
                .or_else(|| Suppression::read(source, comment.span, &comment.text, alone))
        });
        let comments = article.body().comments();
        let in_body =
            comments.filter_map(|(text, span)| Suppression::read(source, span, text, WORDS));
        Self {
            all: in_front_matter.chain(in_body).collect(),
        }
    }

    /// Mutes the findings that a comment covers, and reports comments that cover nothing
    /// because they name no rule.
    pub(crate) fn apply(&self, source: &Source, config: &Config, findings: &mut Vec<Finding>) {
        if self.all.is_empty() {
            return;
        }
        let covered = Covered::of(&self.all, source);
        for finding in findings.iter_mut() {
            if covered.has(source, finding) {
                finding.muted = Some(Muted::InSource { reason: None });
            }
        }
        let registry = config.registry();
        if let Some(rule) = config.rules().get(UNKNOWN_RULE) {
            let names = self.all.iter().flat_map(|one| &one.rules);
            let unknown = names.filter(|(_, name)| registry.select(name).is_err());
            let unknown = unknown.map(|(span, name)| {
                let hint = registry.hint(name);
                rule.finding(Hit::new(*span).with("name", name).with("hint", hint))
            });
            findings.extend(unknown);
        }
        if let Some(rule) = config.rules().get(BLANKET) {
            let blanket = self.all.iter().filter(|one| one.rules.is_empty());
            findings.extend(blanket.map(|one| rule.finding(Hit::new(one.span))));
        }
    }
}

/// What the comments of a file cover: lines, from 0, and rules or groups of them.
struct Covered<'c> {
    lines: HashSet<(u32, &'c str)>,
    file: HashSet<&'c str>,
}

impl<'c> Covered<'c> {
    fn of(all: &'c [Suppression], source: &Source) -> Self {
        let mut covered = Self {
            lines: HashSet::new(),
            file: HashSet::new(),
        };
        // Many comments may stand on one line: what follows it is looked for once.
        let mut last = None;
        for one in all {
            let names = one.rules.iter().map(|(_, name)| &**name);
            if one.reach == Reach::File {
                covered.file.extend(names);
                continue;
            }
            let own = source.lines().line_of(one.span.end);
            let line = if one.reach == Reach::ThisLine && one.stands_behind_text(source, own) {
                Some(own)
            } else {
                match last {
                    Some((line, next)) if line == own => next,
                    _ => next_line(source, own),
                }
            };
            if line != Some(own) {
                last = Some((own, line));
            }
            covered.lines.extend(
                line.into_iter()
                    .flat_map(|line| names.clone().map(move |name| (line, name))),
            );
        }
        covered
    }

    fn has(&self, source: &Source, finding: &Finding) -> bool {
        let line = source.lines().line_of(finding.span.start);
        let group = finding.rule.split('/').next().unwrap_or_default();
        [&*finding.rule, group]
            .iter()
            .any(|name| self.file.contains(name) || self.lines.contains(&(line, *name)))
    }
}

impl Suppression {
    /// The suppression that a comment is, if it begins with one of `words`.
    fn read(source: &Source, span: Span, text: &str, words: &[(&str, Reach)]) -> Option<Self> {
        let (word, reach) = words.iter().find(|(word, _)| {
            let rest = text.trim_start().strip_prefix(word);
            let ends = |char: char| char.is_whitespace() || char == ':';
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(ends))
        })?;
        let written = source.slice(span);
        let behind = written.find(word)? + word.len();
        let list = behind + usize::from(written[behind..].starts_with(':'));
        let end = written.trim_end_matches("-->").len();
        let names = names(written.get(list..end)?).map(|(at, name)| {
            let start = span.start + offset(list + at);
            (
                Span::new(start, start + offset(name.len())),
                name.to_owned(),
            )
        });
        Some(Self {
            span,
            reach: *reach,
            rules: names.collect(),
        })
    }

    fn stands_behind_text(&self, source: &Source, own: u32) -> bool {
        let line = source.lines().line(source.text(), own);
        line.start < self.span.start && {
            let before = Span::new(line.start, self.span.start);
            !source.slice(before).trim_start().is_empty()
        }
    }
}

/// The next line behind `own` that is not blank.
fn next_line(source: &Source, own: u32) -> Option<u32> {
    let lines = source.lines();
    let mut behind = own + 1..lines.count();
    behind.find(|&next| {
        let line = source.slice(lines.line(source.text(), next));
        !line.trim_start().is_empty()
    })
}

/// The names of a list, with their offsets, up to the reason: behind ` -- `, or behind the colon
/// of a name.
fn names(list: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut reason = false;
    let mut at = 0;
    let words = list.split(|char: char| char == ',' || char.is_whitespace());
    let placed = words.map(move |word| {
        let start = list[at..].find(word).map_or(at, |ahead| at + ahead);
        at = start + word.len();
        (start, word)
    });
    placed
        .filter(|(_, word)| !word.is_empty())
        .map_while(move |(start, word)| {
            if reason || matches!(word, "--" | "—") {
                return None;
            }
            reason = word.ends_with(':');
            Some((start, word.trim_end_matches(':')))
        })
        .filter(|(_, name)| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(comment: &str) -> Option<(Reach, Vec<(u32, String)>)> {
        let source = Source::new("a.md", format!("<!--{comment}-->"));
        let span = Span::of(0..source.text().len());
        let found = Suppression::read(&source, span, comment, WORDS)?;
        let rules = found.rules.into_iter();
        Some((
            found.reach,
            rules.map(|(span, name)| (span.start, name)).collect(),
        ))
    }

    #[test]
    fn a_list_ends_at_its_reason() {
        let text = " copydesk-ignore-next-line image/alt-missing, figure -- a riddle, really ";
        let (reach, rules) = read(text).unwrap();
        assert_eq!(reach, Reach::NextLine);
        let expected = [
            (31, "image/alt-missing".to_owned()),
            (50, "figure".to_owned()),
        ];
        assert_eq!(rules, expected);
        let (reach, rules) = read("copydesk-ignore-file figure: copied as it stood").unwrap();
        assert_eq!(reach, Reach::File);
        assert_eq!(rules, [(25, "figure".to_owned())]);
    }

    #[test]
    fn a_list_may_be_empty() {
        assert_eq!(read("copydesk-ignore-file").unwrap().1, []);
        assert_eq!(read("copydesk-ignore-file -- no idea").unwrap().1, []);
    }

    #[test]
    fn other_comments_are_not_for_us() {
        assert!(read("copydesk-ignore-next-lines x").is_none());
        assert!(read("see copydesk-ignore-file x").is_none());
        assert!(read("more").is_none());
    }
}
