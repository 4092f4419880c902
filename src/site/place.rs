//! Places in which a file may be, and what their names say.

use super::Address;

/// A place in which a file may be.
pub(super) struct Candidate {
    /// The folder that is taken as it is written.
    pub(super) folder: String,
    /// The names below it.
    pub(super) names: Vec<String>,
    /// When its absence counts.
    pub(super) counts: Counts,
}

/// When it counts that a file is not in a place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Counts {
    Never,
    /// When its folder is there and holds pictures.
    IfKeptThere,
    /// When pictures are kept beside articles in the folder of the articles.
    IfKeptBeside,
    /// When its folder, or the one above that, is there.
    IfFolder,
}

/// A place counted from a folder of the site; `None` if it lies outside of the site.
pub(super) fn from(folder: &str, address: &Address<'_>, counts: Counts) -> Option<Candidate> {
    let mut folders: Vec<_> = folder.split('/').filter(|name| !name.is_empty()).collect();
    let mut names: Vec<String> = Vec::new();
    for part in &address.parts {
        match &**part {
            "." => {}
            ".." if names.pop().is_some() => {}
            ".." => drop(folders.pop()?),
            name => names.push(name.to_owned()),
        }
    }
    Some(Candidate {
        folder: folders.join("/"),
        names,
        counts,
    })
}

/// A place below a folder that is copied to the root of the site; `None` if it lies outside.
pub(super) fn below(folder: &str, address: &Address<'_>, counts: Counts) -> Option<Candidate> {
    let mut names: Vec<String> = Vec::new();
    for part in &address.parts {
        match &**part {
            "." => {}
            ".." => {
                names.pop()?;
            }
            name => names.push(name.to_owned()),
        }
    }
    (!names.is_empty()).then(|| Candidate {
        folder: folder.to_owned(),
        names,
        counts,
    })
}

pub(super) fn below_folder<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    path.strip_prefix(folder)?.strip_prefix('/')
}

pub(super) fn joined(folder: &str, name: &str) -> String {
    match folder {
        "" => name.to_owned(),
        _ => format!("{folder}/{name}"),
    }
}

/// `index`, `_index`, and both with a language behind.
pub(super) fn is_index(stem: &str) -> bool {
    let stem = stem.strip_prefix('_').unwrap_or(stem);
    stem == "index" || stem.strip_prefix("index.").is_some_and(is_language)
}

/// `en`, `zh-cn`, `pt_BR`.
pub(super) fn is_language(name: &str) -> bool {
    let (language, region) = name.split_once(['-', '_']).unwrap_or((name, ""));
    let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic());
    matches!(language.len(), 2 | 3)
        && letters(language)
        && matches!(region.len(), 0 | 2..=4)
        && letters(region)
        && (language.len() == 2 || !region.is_empty())
}
