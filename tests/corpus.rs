//! All the real articles beside the checkout: nothing panics, and every place that we name is one.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use copydesk::config::{Config, Configs};
use copydesk::document::{Article, Markup, Reading, Source, Span};
use copydesk::engine;
use copydesk::finding::Finding;

/// What has to hold for the spans of one article.
struct Places<'s> {
    source: &'s Source,
}

impl Places<'_> {
    fn check(&self, span: Span, what: &str) {
        let text = self.source.text();
        let path = self.source.path().display();
        let (start, end) = (span.start as usize, span.end as usize);
        assert!(start <= end && end <= text.len(), "{path}: {what} {span:?}");
        let whole = text.is_char_boundary(start) && text.is_char_boundary(end);
        assert!(whole, "{path}: {what} {span:?} cuts a character");
    }

    fn article(&self, article: &Article<'_>) {
        for entry in article.front_matter().into_iter().flat_map(|it| it.walk()) {
            self.check(entry.node.span, "value");
            if let Some(key) = entry.key {
                self.check(key, "key");
            }
        }
        for span in article.opaque() {
            self.check(*span, "template");
        }
        for span in article.body().comments_outside_of_code() {
            self.check(span, "comment");
        }
        for element in article.body().elements() {
            self.check(element.start_tag(), "start tag");
            self.check(element.span(), "element");
            if let Some(end) = element.end_tag() {
                self.check(end, "end tag");
            }
            for (_, attribute) in element.attributes() {
                self.check(attribute.span, "attribute");
                if let Some(value) = attribute.value_span {
                    self.check(value, "attribute value");
                }
            }
            for child in element.node().children() {
                if let Some(text) = article.body().text_span(child.id()) {
                    self.check(text, "text");
                }
            }
        }
    }

    fn finding(&self, finding: &Finding, article: &Article<'_>) {
        let rule = &*finding.rule;
        self.check(finding.span, rule);
        let path = self.source.path().display();
        let opaque = article.is_opaque(finding.span);
        assert!(
            !opaque,
            "{path}: {rule} at {:?} is about a template",
            finding.span
        );
        for related in &finding.related {
            self.check(related.span, rule);
        }
        let mut end = 0;
        for edit in finding.fix.iter().flat_map(|fix| fix.edits()) {
            self.check(edit.span, rule);
            assert!(
                edit.span.start >= end,
                "{path}: the edits of {rule} overlap"
            );
            end = edit.span.end;
        }
    }
}

/// Checks one article, and gives the number of its findings.
fn check(path: &Path, config: &Config) -> usize {
    let source = Source::decode(path, fs::read(path).unwrap());
    let findings = engine::check(&source, config);
    if source.is_readable() {
        let article = Article::parse(&source, Reading::new(Markup::of(path).unwrap()));
        let places = Places { source: &source };
        places.article(&article);
        for finding in &findings {
            places.finding(finding, &article);
        }
    }
    findings.len()
}

#[test]
fn every_place_in_every_article_is_one() {
    let Some(corpus) = support::shared("corpus") else {
        return;
    };
    let mut configs = Configs::new(|_| Ok(()));
    let jobs: Vec<_> = support::files(&corpus)
        .into_iter()
        .filter(|path| Markup::of(path).is_some())
        .map(|path| (configs.of(&path).unwrap(), path))
        .collect();
    assert!(jobs.len() > 1_000, "{} articles only", jobs.len());
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let found: usize = std::thread::scope(|scope| {
        let parts = jobs.chunks(jobs.len().div_ceil(workers));
        let each = |part: &[(Arc<Config>, PathBuf)]| -> usize {
            part.iter().map(|(config, path)| check(path, config)).sum()
        };
        let threads: Vec<_> = parts.map(|part| scope.spawn(move || each(part))).collect();
        threads.into_iter().map(|it| it.join().unwrap()).sum()
    });
    eprintln!("{found} findings in {} articles", jobs.len());
    assert!(found > 1_000, "{found} findings only");
}

/// The feed item that copydesk was conceived from, told from its neighbours by what is in it.
fn feed_article() -> Option<PathBuf> {
    let folder = support::shared("corpus/rsshub-page/source/_posts/新媒体/Aljazeera 半岛网/新闻")?;
    support::files(&folder)
        .into_iter()
        .find(|path| path.to_string_lossy().contains("/中俄"))
}

#[test]
fn the_feed_article_is_underlined_to_the_byte() {
    let Some(path) = feed_article() else {
        return;
    };
    let source = Source::decode(&path, fs::read(&path).unwrap());
    let config = Configs::new(|_| Ok(())).of(&path).unwrap();
    let findings = engine::check(&source, &config);

    // What there is to say about its text and its last line is another matter.
    let is_structure = |finding: &&Finding| {
        let group = finding.rule.split('/').next().unwrap();
        !matches!(group, "text" | "file")
    };
    let mut counts = BTreeMap::new();
    for finding in findings.iter().filter(is_structure) {
        *counts.entry(&*finding.rule).or_insert(0) += 1;
    }
    let expected = [
        ("figure/loose-caption", 2),
        ("front-matter/leading-content", 1),
        ("image/alt-empty", 1),
        ("image/alt-empty-captioned", 2),
        ("structure/dangling-idref", 2),
    ];
    assert_eq!(counts, BTreeMap::from(expected));

    let text = source.text();
    for finding in findings.iter().filter(is_structure) {
        let (start, end) = (finding.span.start as usize, finding.span.end as usize);
        let (before, slice, after) = (&text[..start], &text[start..end], &text[end..]);
        match &*finding.rule {
            "front-matter/leading-content" => {
                assert_eq!((before, slice.trim()), ("", ""));
                assert!(after.trim_start_matches('\n').starts_with("---\n"));
            }
            "image/alt-empty" | "image/alt-empty-captioned" => {
                assert_eq!(slice, "alt");
                let tag = &before[before.rfind('<').unwrap()..];
                assert!(tag.starts_with("<img ") && tag.ends_with(' '), "{tag}");
            }
            "structure/dangling-idref" => {
                assert!(before.ends_with(" aria-describedby=\"") && after.starts_with('"'));
                assert!(!slice.contains(['"', ' ']));
                let id = format!(" id=\"{slice}\"");
                assert!(!text.contains(&id), "{slice} is there");
            }
            "figure/loose-caption" => {
                assert!(before.ends_with('>') && after.starts_with("</figure>"));
                let tag = &before[before.rfind('<').unwrap()..];
                assert!(tag.starts_with("<img "), "{tag}");
                assert_eq!(slice.trim(), slice);
                assert!(!slice.is_empty() && !slice.contains(['<', '>']));
            }
            rule => panic!("{rule} is not expected"),
        }
    }
}
