//! What a fix must not lose, compared in another way than by the guard.

use copydesk::config::Config;
use copydesk::document::{Article, Source};
use copydesk::engine;
use copydesk::mend::Mended;

/// The text that a reader gets, without blanks.
pub(crate) fn text(article: &Article<'_>) -> String {
    let root = article.body().dom().tree().tree.root();
    let texts = root.descendants().filter_map(|node| {
        let text = node.value().as_text()?;
        Some(&text[..])
    });
    texts
        .flat_map(str::chars)
        .filter(|char| !char.is_whitespace())
        .collect()
}

/// The front matter: paths with their values.
pub(crate) fn values(article: &Article<'_>) -> Vec<(String, String)> {
    let front_matter = article.front_matter().into_iter();
    front_matter
        .flat_map(|front_matter| front_matter.walk())
        .map(|flat| (flat.path.clone(), flat.text.to_string()))
        .collect()
}

/// Fails if more is gone than the fixes that were made say.
pub(crate) fn check(source: &Source, mended: &Mended, config: &Config) {
    let name = source.path().display();
    let (old, new) = (source, &mended.source);
    let (old, new) = (engine::parse(old, config), engine::parse(new, config));
    // The rules of these groups are about words and signs: their fixes change some. What an
    // extension of a browser leaves behind holds the text once more.
    let in_text = |rule: &str| {
        ["text/", "scrape/", "html/char-ref"]
            .iter()
            .any(|group| rule.starts_with(group))
    };
    let in_front = |rule: &str| {
        rule.starts_with("front-matter/") || rule.starts_with("date/") || in_text(rule)
    };
    let fixes = mended.applied.iter().filter(|rule| in_front(rule)).count();
    let was_whole = old
        .front_matter()
        .is_none_or(|front_matter| front_matter.problems.is_empty());
    if was_whole {
        if !mended.applied.iter().any(|rule| in_text(rule)) {
            assert_eq!(text(&old), text(&new), "{name}: the text of the body");
        }
        let (old, new) = (values(&old), values(&new));
        let paths = |values: &[(String, String)]| -> Vec<String> {
            values.iter().map(|(path, _)| path.clone()).collect()
        };
        assert_eq!(paths(&old), paths(&new), "{name}: the keys");
        let changed = old.iter().zip(&new).filter(|(old, new)| old != new);
        assert!(changed.count() <= fixes, "{name}: the values");
    }
}
