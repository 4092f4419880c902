//! Which files are articles: paths and folders as given become a sorted list.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use ignore::{WalkBuilder, WalkState};

use crate::document::Markup;

/// What was found below the paths given.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Articles, sorted by path, each once.
    pub(crate) articles: BTreeMap<PathBuf, Naming>,
    /// What could not be read, one sentence each.
    pub(crate) problems: Vec<String>,
    /// Folders without an article, one sentence each.
    pub(crate) empty: Vec<String>,
    /// Files that were named and are no articles, one sentence each.
    pub(crate) notes: Vec<String>,
}

/// How an article came to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    /// In a folder.
    Found,
    /// By its own name.
    Explicit,
}

/// Folders that hold programs and built pages, never articles, even where `.gitignore` forgets
/// them.
const NEVER: &[&str] = &["node_modules"];

/// Collects the articles below `paths`. Folders honour `.gitignore` and `.ignore` and pass hidden
/// files by; a file that is named is taken whatever it is called, unless it cannot be an article.
#[must_use]
pub(crate) fn walk(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        match path.metadata() {
            Err(error) => found.problems.push(format!("{}: {error}", path.display())),
            Ok(metadata) if metadata.is_dir() => {
                let articles = folder(path, &mut found.problems);
                if articles.is_empty() {
                    let extensions = Markup::EXTENSIONS.join(" .");
                    found.empty.push(format!(
                        "{}: no articles in this folder (looked for .{extensions})",
                        path.display()
                    ));
                }
                for article in articles {
                    let path = short(&article).to_owned();
                    found.articles.entry(path).or_insert(Naming::Found);
                }
            }
            Ok(_) if Markup::of(path).is_some() => {
                let path = short(path).to_owned();
                found.articles.insert(path, Naming::Explicit);
            }
            Ok(_) => found.notes.push(format!(
                "{}: not an article by its name, passed over",
                path.display()
            )),
        }
    }
    found
}

/// A path as people write it: `a.md`, not `./a.md`.
fn short(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

fn folder(path: &Path, problems: &mut Vec<String>) -> Vec<PathBuf> {
    let found = Mutex::new((Vec::new(), Vec::new()));
    let walk = WalkBuilder::new(path)
        // A copy of a site without its repository has the same articles.
        .require_git(false)
        .filter_entry(|entry| {
            let name = entry.file_name().to_str().unwrap_or_default();
            !NEVER.contains(&name)
        })
        .build_parallel();
    walk.run(|| {
        Box::new(|entry| {
            let mut found = found
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            match entry {
                Ok(entry) => {
                    let is_file = entry.file_type().is_some_and(|kind| !kind.is_dir());
                    if is_file && Markup::of(entry.path()).is_some() {
                        found.0.push(entry.into_path());
                    }
                }
                Err(error) => found.1.push(error.to_string()),
            }
            WalkState::Continue
        })
    });
    let (articles, mut errors) = found
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    errors.sort();
    problems.extend(errors);
    articles
}
