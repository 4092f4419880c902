//! One test per file in `tests/rules/<group>/<name>/`: what is called `pass…` has no finding of
//! the rule, what is called `fail…` has some, pinned beside it as a person sees them. A
//! configuration may stand beside an article: `fail-hexo.md`, `fail-hexo.md.yml`. What the fixes make
//! of an article stands in `fail-hexo.fixed.md`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::Path;

use copydesk::config::Config;
use copydesk::document::Source;
use copydesk::engine;
use copydesk::fix::Applicability;
use copydesk::mend::mend;

fn fixture(path: &Path) -> datatest_stable::Result<()> {
    let rules = support::root().join("tests/rules");
    let path = support::root().join(path);
    let below: Vec<_> = path.strip_prefix(&rules)?.components().collect();
    let names: Vec<_> = below
        .iter()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    // What the fixes make of an article is compared with what they make of it.
    if names.last().is_some_and(|name| name.contains(".fixed.")) {
        return Ok(());
    }
    let [group, name, case, ..] = names.as_slice() else {
        panic!("{}: not in a rule's folder", path.display());
    };
    let rule = format!("{group}/{name}");
    // A folder is a site of its own.
    let shown_path = match &names[2..] {
        [_, below @ ..] if !below.is_empty() => below.join("/"),
        file => file.join("/"),
    };

    let config_path = path.with_file_name(format!(
        "{}.yml",
        path.file_name().unwrap().to_string_lossy()
    ));
    let config_file = fs::read_to_string(&config_path).ok();
    let config = support::only(
        &rule,
        config_file.map(|text| Source::new("copydesk.yml", text)),
    );
    let config = match below.len() {
        ..=3 => config,
        _ => config.for_site(rules.join(&rule).join(&**case), &[]),
    };
    let source = Source::decode(shown_path, fs::read(&path)?);
    let findings = engine::check(&source, &config);

    if case.starts_with("pass") {
        assert!(
            findings.is_empty(),
            "{}",
            support::shown(&source, &findings)
        );
        return Ok(());
    }
    assert!(!findings.is_empty(), "{rule} finds nothing");
    for finding in &findings {
        assert_eq!(*finding.rule, *rule, "only this rule is on");
    }
    let snapshot = path.with_file_name(format!(
        "{}.snap",
        path.file_name().unwrap().to_string_lossy()
    ));
    support::golden(&snapshot, &support::shown(&source, &findings));
    fixed(&path, &source, &config);
    Ok(())
}

/// Cases in which one fix is left out since it would change more than it says: a bold text that
/// goes on in the block, and a blank line that no longer ends the HTML.
const REFUSED: &[&str] = &[
    "html/block-in-paragraph/fail.html",
    "html/stray-end-tag/fail-block.md",
];

/// Compares what all fixes make of an article with the text beside it: `fail.md`, `fail.fixed.md`.
fn fixed(path: &Path, source: &Source, config: &Config) {
    let extension = path.extension().unwrap().to_string_lossy();
    let expected = path.with_extension(format!("fixed.{extension}"));
    let mended = mend(source, config, Applicability::Unsafe);
    if !REFUSED.iter().any(|case| path.ends_with(case)) {
        assert_eq!(mended.refused, [], "a fix that is offered and never made");
    }
    if mended.applied.is_empty() {
        assert!(
            !expected.exists(),
            "{}: nothing was mended",
            expected.display()
        );
    } else {
        support::golden(&expected, mended.source.text());
        let again = mend(&mended.source, config, Applicability::Unsafe);
        assert_eq!(
            again.source.text(),
            mended.source.text(),
            "a second run changes more"
        );
    }
}

datatest_stable::harness! {
    { test = fixture, root = "tests/rules", pattern = r"/(pass|fail)[^/.]*(/.*)?\.(md|markdown|mdx|html|htm)$" },
}
