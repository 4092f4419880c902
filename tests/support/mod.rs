//! What several tests need.

#![allow(dead_code, reason = "every test uses its own part of it")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use copydesk::config::{Builder, Config};
use copydesk::date::clock::Instant;
use copydesk::document::Source;
use copydesk::finding::{Finding, Level};
use copydesk::report::{Checked, Format, Style};

/// When all articles of the tests are checked: 2026-07-01T00:00:00Z.
pub(crate) const NOW: Instant = Instant {
    seconds: 1_782_864_000,
    nanos: 0,
};

/// The folder of the crate.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder beside the checkout with cases and articles that belong to others; `None`, with a
/// note, where it is not.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let path = root().join("../shared").join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: there is no {}", path.display());
    None
}

/// Compares a text with a file; `BLESS=1` writes the file instead.
pub(crate) fn golden(path: &Path, actual: &str) {
    if env::var_os("BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, actual).unwrap();
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_else(|error| {
        panic!(
            "{}: {error}; `BLESS=1 cargo test` writes it",
            path.display()
        )
    });
    assert!(
        expected == actual,
        "{} is not what it was; `BLESS=1 cargo test` rewrites it\n--- expected\n{expected}\n--- actual\n{actual}",
        path.display()
    );
}

/// A configuration with this rule only, under the settings of a configuration file.
pub(crate) fn only(rule: &str, file: Option<Source>) -> Config {
    let mut builder = Builder::new(Path::new(""));
    if let Some(file) = file {
        builder
            .file(file)
            .unwrap_or_else(|invalid| panic!("{}", invalid));
    }
    builder.select(&[rule.to_owned()]).unwrap();
    builder.finish().unwrap().at(NOW)
}

/// Findings as a person sees them, all of them, 80 columns wide and without colour.
pub(crate) fn shown(source: &Source, findings: &[Finding]) -> String {
    let style = Style {
        min_level: Level::Info,
        max_per_file: None,
        ..Style::default()
    };
    Format::Pretty
        .report(style)
        .file(&Checked::new(source, findings))
}

/// All files below a folder, sorted.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
