//! Real articles by the thousand.

use std::collections::BTreeMap;
use std::fs;

use copydesk::config::Config;
use copydesk::document::{Markup, Source};
use copydesk::fix::Applicability;
use copydesk::mend::mend;
use copydesk::report::unified;
use rayon::prelude::*;

use crate::{kept, support};

/// Nothing is lost, and what is mended stays as it is. `DIFFS=folder` writes what each rule has
/// changed there.
#[test]
fn real_articles_lose_nothing() {
    let Some(folder) = support::shared("corpus") else {
        return;
    };
    let config = Config::recommended().at(support::NOW);
    let files = support::files(&folder);
    let articles = files
        .into_par_iter()
        .filter(|path| Markup::of(path).is_some());
    let counts = articles.map(|path| {
        let source = Source::decode(&path, fs::read(&path).unwrap());
        let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
        for least in [Applicability::Safe, Applicability::Unsafe] {
            let mended = mend(&source, &config, least);
            if mended.applied.is_empty() && mended.refused.is_empty() {
                continue;
            }
            kept::check(&source, &mended, &config);
            let again = mend(&mended.source, &config, least);
            let diff = unified(&path, mended.source.text(), again.source.text());
            assert!(diff.is_empty(), "a second run changes more:\n{diff}");
            for rule in &mended.applied {
                *counts.entry((rule.to_string(), least.name())).or_default() += 1;
            }
            for refused in &mended.refused {
                *counts
                    .entry((refused.rule.to_string(), "refused"))
                    .or_default() += 1;
            }
            if let Some(folder) = std::env::var_os("DIFFS") {
                let rules: std::collections::BTreeSet<_> = mended.applied.iter().collect();
                for rule in rules {
                    let folder = std::path::Path::new(&folder).join(rule.replace('/', "-"));
                    fs::create_dir_all(&folder).unwrap();
                    let name = path.to_string_lossy().replace(['/', '.'], "_");
                    let diff = unified(&path, source.text(), mended.source.text());
                    fs::write(folder.join(name), diff).unwrap();
                }
                for refused in &mended.refused {
                    eprintln!("{}: {refused:?}", path.display());
                }
            }
        }
        counts
    });
    let counts = counts.reduce(BTreeMap::new, |mut all, more| {
        for (key, count) in more {
            *all.entry(key).or_default() += count;
        }
        all
    });
    for ((rule, least), count) in &counts {
        eprintln!("{rule:32} {least:8} {count:6}");
    }
}
