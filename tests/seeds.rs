//! What the desk says about our own sample site, finding by finding.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fmt::Write as _;
use std::fs;

use copydesk::config::Configs;
use copydesk::document::{Markup, Source};
use copydesk::engine;

/// The articles that stand for good work.
const CLEAN: &[&str] = &[
    "hello-tideline.md",
    "给图片写一句话.md",
    "駅前の古本市.md",
    "最后一位灯塔看守人交出钥匙.md",
    "八月の潮位表と花火の夜.md",
    "about/index.md",
    "archive/timetable-1998.html",
    "scaffolds/post.md",
];

#[test]
fn the_seeds_have_the_faults_that_were_sown() {
    let seeds = support::root().join("seeds");
    let mut configs = Configs::new(|_| Ok(()));
    let mut lines = String::new();
    let mut clean = 0;
    for path in support::files(&seeds) {
        let below = path.strip_prefix(&seeds).unwrap();
        let name = below.to_string_lossy().replace('\\', "/");
        if Markup::of(&path).is_none() {
            continue;
        }
        let source = Source::decode(&path, fs::read(&path).unwrap());
        let config = configs.of(&path).unwrap();
        let findings = engine::check(&source, &config);
        if CLEAN.iter().any(|one| name.ends_with(one)) {
            clean += 1;
            assert!(
                findings.is_empty(),
                "{}",
                support::shown(&source, &findings)
            );
        }
        for finding in &findings {
            let place = source.position(finding.span.start);
            let (level, rule) = (finding.level.name(), &finding.rule);
            writeln!(
                lines,
                "{name}:{}:{} {rule} {level}",
                place.line, place.column
            )
            .unwrap();
        }
    }
    assert_eq!(clean, CLEAN.len(), "an article has gone");
    support::golden(&support::root().join("tests/seeds.txt"), &lines);
}
