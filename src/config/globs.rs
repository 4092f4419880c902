//! Globs of files, each relative to the folder of the file that states it.

use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};

use super::{Origin, Sourced};

/// Several globs, of which one is enough. The last one that matches is the one that is named.
#[derive(Clone, Debug, Default)]
pub(super) struct Globs {
    groups: Vec<Group>,
}

/// Globs that are relative to the same folder.
#[derive(Clone, Debug)]
struct Group {
    base: PathBuf,
    set: GlobSet,
    /// For each two globs of the set the pattern that they were made of.
    patterns: Vec<Sourced<String>>,
}

impl Globs {
    /// Adds globs that are relative to an absolute folder.
    pub(super) fn add(&mut self, base: &Path, patterns: Vec<Sourced<String>>) {
        if patterns.is_empty() {
            return;
        }
        let mut set = GlobSetBuilder::new();
        let mut kept = Vec::new();
        for pattern in patterns {
            // What is no glob was refused when the file was read.
            if let Ok(pair) = pair(&pattern.value) {
                pair.into_iter().for_each(|glob| {
                    set.add(glob);
                });
                kept.push(pattern);
            }
        }
        if let Ok(set) = set.build() {
            self.groups.push(Group {
                base: base.to_owned(),
                set,
                patterns: kept,
            });
        }
    }

    pub(super) fn extend(&mut self, other: &Self) {
        self.groups.extend(other.groups.iter().cloned());
    }

    pub(super) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The glob that an absolute path matches.
    pub(super) fn find(&self, path: &Path) -> Option<&Sourced<String>> {
        self.groups.iter().rev().find_map(|group| {
            // A glob says nothing about files outside of its folder.
            let below = path.strip_prefix(&group.base).ok()?;
            let at = group.set.matches(below).into_iter().max()?;
            group.patterns.get(at / 2)
        })
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Sourced<String>> {
        self.groups.iter().flat_map(|group| &group.patterns)
    }
}

/// Says what is wrong with a glob, in one line.
///
/// # Errors
/// When it is malformed.
pub(super) fn check(pattern: &str) -> Result<(), String> {
    pair(pattern).map(|_| ())
}

/// A pattern itself, and what is below it: a folder's name stands for what is in it, as in
/// `.gitignore`.
fn pair(pattern: &str) -> Result<[Glob; 2], String> {
    let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
    let pattern = match pattern.strip_suffix('/').unwrap_or(pattern) {
        // The folder of the file that says so.
        "" | "." => "**",
        pattern => pattern,
    };
    let glob = |pattern: &str| Glob::new(pattern).map_err(|error| error.kind().to_string());
    Ok([glob(pattern)?, glob(&format!("{pattern}/**"))?])
}

/// Patterns that nobody needs a name for.
pub(super) fn told(patterns: &[String], origin: &Origin) -> Vec<Sourced<String>> {
    let told = |pattern: &String| Sourced::new(pattern.clone(), origin.clone());
    patterns.iter().map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn globs(base: &str, patterns: &[&str]) -> Globs {
        let mut globs = Globs::default();
        let patterns: Vec<_> = patterns.iter().map(|&pattern| pattern.to_owned()).collect();
        globs.add(Path::new(base), told(&patterns, &Origin::Default));
        globs
    }

    #[test]
    fn a_folder_stands_for_what_is_in_it() {
        for pattern in ["drafts", "drafts/", "./drafts", "drafts/**"] {
            let globs = globs("/site", &[pattern]);
            assert!(globs.find(Path::new("/site/drafts/a/b.md")).is_some());
            assert!(globs.find(Path::new("/site/posts/a.md")).is_none());
            assert!(globs.find(Path::new("/other/drafts/a.md")).is_none());
        }
        assert!(
            globs("/site", &["."])
                .find(Path::new("/site/a.md"))
                .is_some()
        );
    }

    #[test]
    fn the_last_that_matches_is_named() {
        let globs = globs("/site", &["**", "posts", "old/*.md"]);
        let named = |path: &str| globs.find(Path::new(path)).map(|found| &*found.value);
        assert_eq!(named("/site/posts/a.md"), Some("posts"));
        assert_eq!(named("/site/old/a.md"), Some("old/*.md"));
        assert_eq!(named("/site/a.md"), Some("**"));
    }

    #[test]
    fn a_broken_glob_says_why() {
        assert!(check("drafts/[a").unwrap_err().contains("unclosed"));
    }
}
