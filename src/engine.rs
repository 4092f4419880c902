//! The pipeline: a text goes in, findings come out. The command line, the editor and the tests
//! call the same function.

use crate::checks::{Context, Hit};
use crate::config::Config;
use crate::document::{Article, Markup, Reading, Source};
use crate::finding::Finding;
use crate::rule::Rule;
use crate::suppress;
use crate::target::Target;

/// Checks one text under a configuration. The findings are sorted by place.
#[must_use]
pub fn check(source: &Source, config: &Config) -> Vec<Finding> {
    let mut findings = review(source, config);
    findings.retain(|finding| finding.muted.is_none());
    findings
}

/// The same, with the findings that a comment has muted.
#[must_use]
pub fn review(source: &Source, config: &Config) -> Vec<Finding> {
    let mut desk = Desk {
        config,
        source,
        has_comments: suppress::may_be_in(source),
        hits: Vec::new(),
        findings: Vec::new(),
    };
    desk.run(None, |rule, hits| rule.check.source(source, hits));
    // What a generator fills in before it is an article cannot be judged as one.
    if source.is_readable() && !config.settings().is_scaffold(source.path()) {
        let article = parse(source, config);
        if desk.check_article(&article) && desk.has_comments {
            suppress::apply(&article, config, &mut desk.findings);
        }
    }
    let mut findings = desk.findings;
    findings.retain(|finding| !config.rules().is_silent(&finding.rule));
    findings.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    findings
}

/// Reads an article the way its site does.
#[must_use]
pub fn parse<'s>(source: &'s Source, config: &Config) -> Article<'s> {
    let reading = Reading {
        markup: Markup::of(source.path()).unwrap_or(Markup::Markdown),
        headless: config.settings().targets.contains(&Target::Hexo),
    };
    Article::parse(source, reading)
}

struct Desk<'a> {
    config: &'a Config,
    source: &'a Source,
    has_comments: bool,
    hits: Vec<Hit>,
    findings: Vec<Finding>,
}

impl Desk<'_> {
    /// Whether the text is an article at all, and was checked.
    fn check_article(&mut self, article: &Article<'_>) -> bool {
        let front_matter = article.front_matter();
        let is_filled_in = front_matter.is_some_and(|front_matter| front_matter.is_template);
        if is_filled_in || article.is_template() || !article.is_page() {
            return false;
        }
        let cx = Context::new(article, self.config.settings());
        self.run(Some(article), |rule, hits| rule.check.article(&cx, hits));
        for (elements, rule) in self.config.rules().by_elements() {
            if self.is_wanted(rule) {
                elements.each(article.body(), |element| {
                    rule.check.element(element, &cx, &mut self.hits);
                });
                self.collect(rule, Some(article));
            }
        }
        // Nothing is said about bytes that the generator replaces before anyone reads them.
        self.findings
            .retain(|finding| !article.is_opaque(finding.span));
        true
    }

    fn run(&mut self, article: Option<&Article<'_>>, mut look: impl FnMut(&Rule, &mut Vec<Hit>)) {
        for rule in self.config.rules().rules() {
            if self.is_wanted(rule) {
                look(rule, &mut self.hits);
                self.collect(rule, article);
            }
        }
    }

    /// Without comments there is nothing to find out in silence.
    fn is_wanted(&self, rule: &Rule) -> bool {
        !rule.is_silent || self.has_comments
    }

    fn collect(&mut self, rule: &Rule, article: Option<&Article<'_>>) {
        if self.hits.is_empty() {
            return;
        }
        let path = || self.config.relative(self.source.path());
        if rule.is_for(path, self.config.settings(), article) {
            self.findings
                .extend(self.hits.drain(..).map(|hit| rule.finding(hit)));
        }
        self.hits.clear();
    }
}
