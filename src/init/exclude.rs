//! What lies among the articles and is none of them.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use super::Site;

/// A file or folder that should not be checked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exclude {
    /// What it is, in a word or two.
    pub what: &'static str,
    /// A glob, relative to the configuration.
    pub glob: String,
}

/// Names of folders, and what is in them.
const FOLDERS: &[(&str, &str)] = &[
    ("_drafts", "drafts"),
    ("drafts", "drafts"),
    ("_includes", "templates"),
    ("_layouts", "templates"),
    ("archetypes", "templates"),
    ("layouts", "templates"),
    ("scaffolds", "templates"),
    ("templates", "templates"),
    ("themes", "themes"),
    ("bower_components", "the work of others"),
    ("vendor", "the work of others"),
];

/// What generators write, at the top of a site.
const OUTPUT: &[&str] = &["_site", "build", "dist", "public"];

/// Files about the repository, without their extension.
const ABOUT: &[&str] = &[
    "CHANGELOG",
    "CODE_OF_CONDUCT",
    "CONTRIBUTING",
    "LICENSE",
    "README",
    "SECURITY",
];

/// The most that are proposed; who has more knows best.
const MOST: usize = 12;

/// Finds what is not to be checked. `is_bare` tells whether an article has no front matter.
pub(super) fn find(site: &Site, is_bare: impl Fn(&Path) -> bool) -> Vec<Exclude> {
    let mut found = BTreeMap::new();
    for article in &site.articles {
        let exclude = folder(site, article).or_else(|| about(article).filter(|_| is_bare(article)));
        if let Some((what, glob)) = exclude {
            found.insert(glob, what);
        }
    }
    let found = found.into_iter();
    found
        .map(|(glob, what)| Exclude { what, glob })
        .take(MOST)
        .collect()
}

fn folder(site: &Site, article: &Path) -> Option<(&'static str, String)> {
    let mut names = Vec::new();
    for part in article.parent()?.components() {
        let Component::Normal(name) = part else {
            return None;
        };
        let name = name.to_str()?;
        names.push(globset::escape(name));
        let known = FOLDERS.iter().find(|(known, _)| *known == name);
        let is_output = names.len() == 1
            && OUTPUT.contains(&name)
            && site.folder.join(name).join("index.html").is_file();
        let what = known.map(|(_, what)| *what);
        if let Some(what) = what.or(is_output.then_some("what the generator writes")) {
            return Some((what, names.join("/")));
        }
    }
    None
}

fn about(article: &Path) -> Option<(&'static str, String)> {
    let stem = article.file_stem()?.to_str()?;
    // Translations too: README.zh-CN.md.
    let word = stem.split('.').next()?;
    let known = ABOUT
        .iter()
        .find(|known| known.eq_ignore_ascii_case(word))?;
    let is_loud = word == *known;
    is_loud.then(|| ("about the repository", format!("**/{known}*")))
}
