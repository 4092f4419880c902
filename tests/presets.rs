//! What has to hold for all presets.

use std::path::Path;

use copydesk::config::{Builder, Config};
use copydesk::rule::Registry;
use copydesk::target::Target;

fn with(presets: &[&str]) -> Config {
    let mut builder = Builder::new(Path::new(""));
    let text = format!("extends: [{}]\n", presets.join(", "));
    builder
        .file(copydesk::document::Source::new("copydesk.yml", text))
        .expect("the presets are good");
    builder.finish().expect("the rules compile")
}

fn levels(config: &Config) -> Vec<(String, Option<copydesk::finding::Level>)> {
    let ids = config.registry().iter();
    ids.map(|(id, _)| (id.to_owned(), config.rules().get(id).map(|rule| rule.level)))
        .collect()
}

#[test]
fn every_preset_loads() {
    let names: Vec<_> = Registry::presets().map(|(name, _)| name).collect();
    for name in ["recommended", "strict", "archive"] {
        assert!(names.contains(&name), "{name}");
    }
    for name in names {
        let config = with(&[name]);
        assert!(!config.rules().rules().is_empty(), "{name}");
    }
}

#[test]
fn every_target_has_a_preset_that_sets_it() {
    for target in Target::ALL {
        let config = with(&[&target.name().to_lowercase()]);
        assert_eq!(config.settings().targets, [*target]);
        assert_eq!(
            levels(&config),
            levels(&with(&["recommended"])),
            "{target:?}"
        );
    }
}

#[test]
fn what_two_presets_build_on_counts_once() {
    for other in ["strict", "archive"] {
        let alone = levels(&with(&[other]));
        assert_eq!(levels(&with(&[other, "hexo"])), alone);
        assert_eq!(levels(&with(&["hexo", other])), alone);
    }
    assert_ne!(levels(&with(&["archive"])), levels(&with(&["recommended"])));
}

#[test]
fn strict_leaves_nothing_out() {
    let config = with(&["strict"]);
    assert_eq!(
        config.rules().rules().len(),
        config.registry().iter().count()
    );
}
