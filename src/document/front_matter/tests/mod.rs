//! Front matter, held against other readers and against itself.

mod differential;
mod edits;
mod fences;
mod hostile;
mod languages;
mod problems;
mod properties;
mod spans;
mod suites;
mod values;

use std::path::{Path, PathBuf};

use super::{FrontMatter, Options};

/// The front matter of a text that has some.
fn read(text: &str) -> FrontMatter<'_> {
    FrontMatter::read(text, Options::default()).expect("the text starts with front matter")
}

/// The front matter of a YAML block, fences added.
fn fenced(block: &str) -> String {
    let end = if block.ends_with('\n') { "" } else { "\n" };
    format!("---\n{block}{end}---\nbody\n")
}

/// A folder beside the project with what others have written; tests that need it pass without.
fn shared(folder: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = ["../shared", "../../shared"]
        .iter()
        .map(|base| root.join(base).join(folder))
        .find(|path| path.exists());
    if found.is_none() {
        println!("skipped: there is no ../shared/{folder}");
    }
    found
}

/// The lines of a file of cases.
fn cases(name: &str) -> Vec<serde_json::Value> {
    let Some(path) = shared("cases").map(|folder| folder.join(name)) else {
        return Vec::new();
    };
    let text = std::fs::read_to_string(path).expect("cases can be read");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a case is JSON"))
        .collect()
}

/// All articles of the corpus that are UTF-8, with their paths.
fn corpus() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    if let Some(folder) = shared("corpus") {
        gather(&folder, &mut found);
        assert!(found.len() > 1000, "the corpus is there");
    }
    found
}

fn gather(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            gather(&path, found);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            found.push((path, text));
        }
    }
}
