//! What is wrong with the comments themselves.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::blocks::{Blocks, Unbalanced};
use super::cover::Claim;
use super::directive::{Directive, Word};
use super::remove;
use crate::checks::Hit;
use crate::config::Config;
use crate::document::Article;
use crate::finding::Finding;
use crate::fix::{Applicability, Fix};

/// The rules about comments. What is wrong with a comment only the pipeline knows.
pub(super) const GROUP: &str = "copydesk";
const UNKNOWN_RULE: &str = "copydesk/unknown-rule";
const BLANKET: &str = "copydesk/blanket-suppression";
const UNBALANCED: &str = "copydesk/unbalanced-suppression";

/// One fix mends all names of a comment; so many of their findings carry it.
const FEW: usize = 16;

pub(super) struct Complaints<'c> {
    pub(super) article: &'c Article<'c>,
    pub(super) config: &'c Config,
    pub(super) all: &'c [Directive],
    pub(super) blocks: &'c Blocks,
}

impl Complaints<'_> {
    /// What is wrong, whatever the comments have done.
    pub(super) fn about_form(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        self.report(UNKNOWN_RULE, &mut findings, |hits| self.unknown(hits));
        self.report(BLANKET, &mut findings, |hits| self.blanket(hits));
        self.report(UNBALANCED, &mut findings, |hits| self.unbalanced(hits));
        findings
    }

    /// The comments that have done nothing.
    pub(super) fn about_effect(&self, used: &HashSet<Claim>) -> Vec<Finding> {
        let mut findings = Vec::new();
        self.report(super::UNUSED, &mut findings, |hits| self.unused(used, hits));
        findings
    }

    fn report(&self, rule: &str, findings: &mut Vec<Finding>, look: impl FnOnce(&mut Vec<Hit>)) {
        if let Some(rule) = self.config.rules().get(rule) {
            let mut hits = Vec::new();
            look(&mut hits);
            findings.extend(hits.into_iter().map(|hit| rule.finding(hit)));
        }
    }

    fn unknown(&self, hits: &mut Vec<Hit>) {
        let registry = self.config.registry();
        let names = self.all.iter().flat_map(|directive| &directive.names);
        let unknown = names.filter(|name| !registry.names(&name.text));
        hits.extend(unknown.map(|name| {
            let hint = registry.hint(&name.text);
            Hit::new(name.span)
                .with("name", &name.text)
                .with("hint", hint)
        }));
    }

    fn blanket(&self, hits: &mut Vec<Hit>) {
        let blanket = self.all.iter().filter(|directive| {
            // An end without names ends what was begun last.
            directive.names.is_empty() && directive.word != Word::End
        });
        hits.extend(blanket.map(|directive| Hit::new(directive.span)));
    }

    fn unbalanced(&self, hits: &mut Vec<Hit>) {
        let (start, end) = (Word::Start.name(), Word::End.name());
        let name = |(at, index): Claim| &self.all[at].names[index];
        hits.extend(self.blocks.unbalanced.iter().map(|one| {
            match *one {
                Unbalanced::Open(claim) => {
                    let text = &name(claim).text;
                    Hit::new(name(claim).span).with(
                        "problem",
                        format!("`{text}` is silenced, and no `{end}` follows"),
                    )
                }
                Unbalanced::Closed(claim) => {
                    let text = &name(claim).text;
                    Hit::new(name(claim).span).with(
                        "problem",
                        format!("`{text}` is not silenced here, no `{start}` names it"),
                    )
                }
                Unbalanced::End(at) => Hit::new(self.all[at].span)
                    .with("problem", format!("`{end}` without any `{start}`")),
                Unbalanced::Again(claim, first) => {
                    let text = &name(claim).text;
                    Hit::new(name(claim).span)
                        .with("problem", format!("`{text}` is silenced already"))
                        .related(name(first).span, "since here")
                }
            }
        }));
    }

    fn unused(&self, used: &HashSet<Claim>, hits: &mut Vec<Hit>) {
        let is_open = self.blocks.unbalanced.iter().filter_map(|one| match one {
            Unbalanced::Open(claim) | Unbalanced::Again(claim, _) => Some(*claim),
            _ => None,
        });
        let is_open: HashSet<Claim> = is_open.collect();
        let mut known: HashMap<&str, bool> = HashMap::new();
        for (at, directive) in self.all.iter().enumerate() {
            if directive.word == Word::End {
                continue;
            }
            let mut is_idle = |index: &usize| {
                let claim = (at, *index);
                let name = &*directive.names[*index].text;
                let mut has_run = || *known.entry(name).or_insert_with(|| self.has_run(name));
                !used.contains(&claim) && !is_open.contains(&claim) && has_run()
            };
            let names = 0..directive.names.len();
            let idle: Vec<_> = names.filter(|index| is_idle(index)).collect();
            if idle.is_empty() {
                continue;
            }
            let fix = self.removal(at, &idle);
            for (told, &index) in idle.iter().enumerate() {
                let name = &directive.names[index];
                let whole = directive.names.len() == 1;
                let span = if whole { directive.span } else { name.span };
                let fix = (told < FEW).then(|| fix.clone());
                hits.push(Hit::new(span).with("name", &name.text).fix(fix));
            }
        }
    }

    /// Whether a rule, or one of a group, has looked at the article. What the rules about comments
    /// find hangs on the comments.
    fn has_run(&self, name: &str) -> bool {
        let registry = self.config.registry();
        let ids = match registry.names(name) {
            true => registry.select(name).unwrap_or_default(),
            false => return false,
        };
        let path = self.article.source().path();
        let (settings, rules) = (self.config.settings(), self.config.rules());
        let has_run = |id: &str| {
            let rule = rules.get(id);
            let relative = || self.config.relative(path);
            rule.is_some_and(|rule| rule.is_for(relative, settings, Some(self.article)))
        };
        let is_about_comments = |id: &str| id.split('/').next() == Some(GROUP);
        ids.into_iter()
            .any(|id| has_run(id) && !is_about_comments(id))
    }

    /// Takes names out of a comment, and out of those that end what it begins.
    fn removal(&self, at: usize, idle: &[usize]) -> Fix {
        let directive = &self.all[at];
        let mut edits = remove::names(self.article, directive, idle);
        let mut ends: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &index in idle {
            if let Some(&(end, place)) = self.blocks.ends.get(&(at, index)) {
                ends.entry(end).or_default().extend(place);
            }
        }
        for (end, mut places) in ends {
            places.sort_unstable();
            let directive = &self.all[end];
            if !directive.names.is_empty() {
                edits.extend(remove::names(self.article, directive, &places));
            } else if idle.len() == self.all[at].names.len() {
                edits.push(remove::comment(self.article, directive.span));
            }
        }
        let title = match idle.len() == directive.names.len() {
            true => "remove the comment",
            false => "remove what has no effect",
        };
        Fix::new(title, Applicability::Safe, edits)
    }
}
