//! Which files are articles: paths and folders as given become a sorted list.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use ignore::{WalkBuilder, WalkState};

use crate::document::Markup;

/// What was found below the paths given.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Articles, sorted by path, each once.
    pub(crate) articles: BTreeMap<PathBuf, Naming>,
    /// What could not be read.
    pub(crate) problems: Vec<Problem>,
    /// Folders without an article.
    pub(crate) empty: Vec<Problem>,
    /// Files that were named and are no articles, one sentence each.
    pub(crate) notes: Vec<String>,
}

/// Something that could not be read.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) path: PathBuf,
    /// What happened, in one line.
    pub(crate) message: String,
}

impl Problem {
    pub(crate) fn new(path: &Path, message: impl ToString) -> Self {
        Self {
            path: path.to_owned(),
            message: message.to_string(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.message)
    }
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
            Err(error) => found.problems.push(Problem::new(path, error)),
            Ok(metadata) if metadata.is_dir() => {
                let articles = folder(path, &mut found.problems);
                if articles.is_empty() {
                    let extensions = Markup::EXTENSIONS.join(" .");
                    let message = format!("no articles in this folder (looked for .{extensions})");
                    found.empty.push(Problem::new(path, message));
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

fn folder(path: &Path, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
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
                Err(error) => found.1.push(problem(path, &error)),
            }
            WalkState::Continue
        })
    });
    let (articles, mut errors) = found
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    errors.sort_by(|a: &Problem, b| (&a.path, &a.message).cmp(&(&b.path, &b.message)));
    problems.extend(errors);
    articles
}

/// What went wrong below a folder, and where.
fn problem(path: &Path, error: &ignore::Error) -> Problem {
    match error {
        ignore::Error::WithPath { path, err } => problem(path, err),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            problem(path, err)
        }
        error => Problem::new(path, error),
    }
}
