//! Whether a file is there, and how its name is written.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::gitignore::Gitignore;
use rustc_hash::FxHashMap;

use super::facts::Facts;

/// Names in one folder, beyond which nobody is told what is in it.
const MOST_NAMES: usize = 100_000;

/// Folders that are looked into for a picture before the search is given up.
const MOST_FOLDERS: usize = 2_000;

/// Endings of files that pages load.
const MEDIA: &[&str] = &[
    "apng", "avif", "bmp", "gif", "heic", "ico", "jfif", "jpeg", "jpg", "m4v", "mov", "mp3", "mp4",
    "ogg", "ogv", "png", "svg", "tif", "tiff", "wav", "webm", "webp",
];

/// The files around the articles, asked for by name: no file is opened but `.gitignore` and the
/// site's own configuration, and a folder is listed once. Names are compared with those in the
/// list, so that a file system that does not care about case gives the same answers as one that
/// does.
#[derive(Clone, Debug, Default)]
pub struct Files(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    /// These folders are all there are.
    is_given: bool,
    folders: Mutex<FxHashMap<PathBuf, Option<Arc<Folder>>>>,
    with_media: Mutex<FxHashMap<PathBuf, bool>>,
    ignores: Mutex<FxHashMap<PathBuf, Option<Arc<Gitignore>>>>,
    facts: Mutex<FxHashMap<PathBuf, Arc<Facts>>>,
}

/// The names in a folder.
#[derive(Debug, Default)]
pub(super) struct Folder {
    entries: BTreeMap<String, Entry>,
    /// By the name in lower case; the first of several.
    folded: FxHashMap<String, String>,
    has_media: bool,
    /// Whether letters and their accents stand apart in some name, as old Macs wrote them.
    is_decomposed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entry {
    File,
    Folder,
    /// A link, which may lead anywhere, or something odd.
    Other,
}

/// What there is under a name.
#[derive(Debug)]
pub(super) enum Place {
    /// Something of this very name.
    There,
    /// Something whose name differs in the case of letters: the names on the way, as they are.
    OtherCase(Vec<String>),
    /// Nothing.
    Missing {
        /// The last folder on the way that is there.
        folder: Arc<Folder>,
        /// Whether that is the one that would hold the file.
        is_last: bool,
    },
    /// Nobody can tell.
    Unknown,
}

impl Files {
    /// Files that are only said to be there: these paths below `root`, with `/`.
    pub(crate) fn given(root: &Path, paths: &[String]) -> Self {
        let mut folders: FxHashMap<PathBuf, Folder> = FxHashMap::default();
        for path in paths {
            let mut at = root.to_owned();
            let mut names = path.split('/').peekable();
            while let Some(name) = names.next() {
                let entry = names.peek().map_or(Entry::File, |_| Entry::Folder);
                let folder = folders.entry(at.clone()).or_default();
                folder.add(name.to_owned(), entry);
                at.push(name);
            }
        }
        let folders = folders.into_iter();
        let folders = folders.map(|(path, folder)| (path, Some(Arc::new(folder))));
        Self(Arc::new(Shared {
            is_given: true,
            folders: Mutex::new(folders.collect()),
            ..Shared::default()
        }))
    }

    /// The same, forgetting what was seen on disk.
    pub(crate) fn afresh(&self) -> Self {
        match self.0.is_given {
            true => self.clone(),
            false => Self::default(),
        }
    }

    /// What there is below `root` under these names, one folder a name.
    pub(super) fn find(&self, root: &Path, names: &[&str]) -> Place {
        let mut at = root.to_owned();
        let mut found = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let is_last = index + 1 == names.len();
            let Some(folder) = self.folder(&at) else {
                return Place::Unknown;
            };
            let Some((written, entry)) = folder.get(name) else {
                return match folder.may_differ_in_form(name) {
                    true => Place::Unknown,
                    false => Place::Missing { folder, is_last },
                };
            };
            if !is_last && entry != Entry::Folder {
                return Place::Unknown;
            }
            at.push(written);
            found.push(written.to_owned());
        }
        match found.iter().eq(names) {
            true => Place::There,
            false => Place::OtherCase(found),
        }
    }

    /// A folder's list of names; `None` if it cannot be had.
    pub(super) fn folder(&self, path: &Path) -> Option<Arc<Folder>> {
        let mut folders = lock(&self.0.folders);
        if let Some(known) = folders.get(path) {
            return known.clone();
        }
        if self.0.is_given {
            return None;
        }
        let folder = Folder::list(path).map(Arc::new);
        folders.insert(path.to_owned(), folder.clone());
        folder
    }

    /// Whether a picture or the like lies anywhere below a folder, as far as a short search shows.
    pub(super) fn has_media_below(&self, path: &Path) -> bool {
        if let Some(&known) = lock(&self.0.with_media).get(path) {
            return known;
        }
        let mut queue = vec![path.to_owned()];
        let mut looked = 0;
        let mut found = false;
        while let Some(path) = queue.pop().filter(|_| looked < MOST_FOLDERS) {
            looked += 1;
            let Some(folder) = self.folder(&path) else {
                continue;
            };
            if folder.has_media {
                found = true;
                break;
            }
            queue.extend(folder.folders().rev().map(|name| path.join(name)));
        }
        lock(&self.0.with_media).insert(path.to_owned(), found);
        found
    }

    /// Whether git is told to leave a path out, by a `.gitignore` above it in its repository.
    pub(super) fn is_ignored(&self, path: &Path) -> bool {
        if self.0.is_given {
            return false;
        }
        for folder in path.ancestors().skip(1) {
            if let Some(ignore) = self.ignore_of(folder) {
                let matched = ignore.matched_path_or_any_parents(path, false);
                if !matched.is_none() {
                    return matched.is_ignore();
                }
            }
            if folder.join(".git").exists() {
                break;
            }
        }
        false
    }

    fn ignore_of(&self, folder: &Path) -> Option<Arc<Gitignore>> {
        let mut ignores = lock(&self.0.ignores);
        if let Some(known) = ignores.get(folder) {
            return known.clone();
        }
        let file = folder.join(".gitignore");
        let read = file.is_file().then(|| Arc::new(Gitignore::new(file).0));
        ignores.insert(folder.to_owned(), read.clone());
        read
    }

    /// What the site's own configuration says about addresses.
    pub(super) fn facts(&self, root: &Path) -> Arc<Facts> {
        let mut facts = lock(&self.0.facts);
        if let Some(known) = facts.get(root) {
            return Arc::clone(known);
        }
        let read = match self.0.is_given {
            true => Facts::default(),
            false => Facts::read(root),
        };
        let read = Arc::new(read);
        facts.insert(root.to_owned(), Arc::clone(&read));
        read
    }
}

impl Folder {
    fn list(path: &Path) -> Option<Self> {
        let mut folder = Self::default();
        for (count, entry) in fs::read_dir(path).ok()?.enumerate() {
            let entry = entry.ok().filter(|_| count < MOST_NAMES)?;
            // A name that is no Unicode is none that an article could hold.
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let kind = match entry.file_type() {
                Ok(kind) if kind.is_file() => Entry::File,
                Ok(kind) if kind.is_dir() => Entry::Folder,
                _ => Entry::Other,
            };
            folder.add(name, kind);
        }
        Some(folder)
    }

    fn add(&mut self, name: String, entry: Entry) {
        self.has_media |= entry != Entry::Folder && is_media(&name);
        self.is_decomposed |= is_decomposed(&name);
        let first = self.folded.entry(name.to_lowercase());
        let first = first.or_insert_with(|| name.clone());
        // Lists come in any order; answers do not.
        if name < *first {
            first.clone_from(&name);
        }
        self.entries.insert(name, entry);
    }

    fn get(&self, name: &str) -> Option<(&str, Entry)> {
        let written = match self.entries.get_key_value(name) {
            Some((written, _)) => written,
            None => self.folded.get(&name.to_lowercase())?,
        };
        Some((written, *self.entries.get(written)?))
    }

    /// Whether a name that is not there may be one that is, written with other code points.
    fn may_differ_in_form(&self, name: &str) -> bool {
        !name.is_ascii() && (self.is_decomposed || is_decomposed(name))
    }

    pub(super) fn has_media(&self) -> bool {
        self.has_media
    }

    /// The names that are no folders, sorted.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        let entries = self.entries.iter();
        entries
            .filter(|(_, entry)| **entry != Entry::Folder)
            .map(|(name, _)| &**name)
    }

    /// The names of folders that may hold what a site shows, sorted.
    pub(super) fn folders(&self) -> impl DoubleEndedIterator<Item = &str> {
        let entries = self.entries.iter();
        let shown = |name: &str| !name.starts_with('.') && name != "node_modules";
        entries
            .filter(move |(name, entry)| **entry == Entry::Folder && shown(name))
            .map(|(name, _)| &**name)
    }
}

/// Whether a name ends as those of pictures, sounds and films do.
pub(super) fn is_media(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    MEDIA.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

/// Marks that a composed form of the text would have joined with the letter before.
fn is_decomposed(name: &str) -> bool {
    let mark = |char| matches!(char, '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' | '\u{1100}'..='\u{11ff}');
    !name.is_ascii() && name.chars().any(mark)
}

/// What a thread has left behind that panicked is a list like any other.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
