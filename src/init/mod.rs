//! The first configuration of a site: what is there is measured, and proposed as what there should
//! be.

mod exclude;
mod measure;
mod propose;
mod written;

use std::path::{Path, PathBuf};

use crate::config::FILE_NAMES;
use crate::target::{self, Target};
use crate::walk;

pub use exclude::Exclude;
pub use measure::{Key, Measured};
pub use propose::{Choices, Proposal};

/// A folder that may become a site of copydesk.
#[derive(Debug)]
pub struct Site {
    folder: PathBuf,
    /// Relative to the folder, sorted.
    articles: Vec<PathBuf>,
}

/// The generators of a site, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Targets {
    /// The generators.
    pub targets: Vec<Target>,
    /// How that is known, in a few words.
    pub reason: String,
}

impl Site {
    /// Looks for the articles of a folder.
    ///
    /// # Errors
    /// When there are none, or not all of the folder can be read.
    pub fn open(folder: &Path) -> Result<Self, String> {
        let found = walk::walk(&[folder.to_owned()]);
        if let Some(problem) = found.problems.iter().chain(&found.empty).next() {
            return Err(problem.to_string());
        }
        let paths = found.articles.into_keys();
        let below = |path: PathBuf| match path.strip_prefix(folder) {
            Ok(below) => below.to_owned(),
            Err(_) => path,
        };
        Ok(Self {
            folder: folder.to_owned(),
            articles: paths.map(below).collect(),
        })
    }

    /// The configuration file that is there already.
    #[must_use]
    pub fn configuration(&self) -> Option<PathBuf> {
        let mut names = FILE_NAMES.iter().map(|name| self.folder.join(name));
        names.find(|path| path.symlink_metadata().is_ok())
    }

    /// The generators: told by the site's own files, else guessed from its folders.
    #[must_use]
    pub fn targets(&self) -> Option<Targets> {
        let absolute = std::path::absolute(&self.folder).unwrap_or_default();
        if let Some((_, targets)) = target::site_of(&absolute) {
            return Some(Targets {
                targets,
                reason: "told by the site's own files".to_owned(),
            });
        }
        LAYOUTS.iter().find_map(|(folder, target)| {
            let holds = |article: &&PathBuf| article.starts_with(folder);
            self.articles.iter().find(holds)?;
            Some(Targets {
                targets: vec![*target],
                reason: format!("guessed, since there is `{folder}`; correct it if it is wrong"),
            })
        })
    }
}

/// Folders that hardly any other generator has.
const LAYOUTS: &[(&str, Target)] = &[
    ("source/_posts", Target::Hexo),
    ("_posts", Target::Jekyll),
    ("archetypes", Target::Hugo),
    ("src/content", Target::Astro),
    ("versioned_docs", Target::Docusaurus),
];
