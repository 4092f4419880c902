//! Which baseline is whose: the nearest one upwards, as with configurations.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::{Baseline, FILE_NAME, Unreadable};
use crate::config::FILE_NAMES;

/// Which baselines a run uses.
#[derive(Clone, Debug)]
pub enum Choice {
    /// The nearest one upwards from each article, up to the root of the repository.
    Nearest,
    /// This one for all.
    Fixed(PathBuf),
    /// None.
    None,
}

/// The baselines of a run, by folder of the articles.
#[derive(Debug, Default)]
pub(crate) struct Baselines {
    files: HashMap<PathBuf, Baseline>,
    folders: HashMap<PathBuf, Option<PathBuf>>,
}

impl Baselines {
    /// Finds and reads the baselines of articles.
    pub(crate) fn read<'a>(
        choice: &Choice,
        articles: impl IntoIterator<Item = &'a Path>,
    ) -> Result<Self, Box<Unreadable>> {
        let mut found = Self::default();
        for article in articles {
            let folder = article.parent().unwrap_or(Path::new(""));
            if found.folders.contains_key(folder) {
                continue;
            }
            let path = match choice {
                Choice::None => None,
                Choice::Fixed(path) => Some(path.clone()),
                Choice::Nearest => nearest(folder),
            };
            if let Some(path) = &path
                && !found.files.contains_key(path)
            {
                let baseline = Baseline::read(path.clone())?;
                found.files.insert(path.clone(), baseline);
            }
            found.folders.insert(folder.to_owned(), path);
        }
        Ok(found)
    }

    /// Whether there is any.
    pub(crate) fn is_used(&self) -> bool {
        !self.files.is_empty()
    }

    /// The baseline of an article that was among those given.
    pub(crate) fn of(&self, article: &Path) -> Option<&Baseline> {
        let folder = article.parent().unwrap_or(Path::new(""));
        let path = self.folders.get(folder)?.as_ref()?;
        self.files.get(path)
    }

    /// Each of them with its articles, out of all of a run.
    pub(crate) fn with_articles<T: Clone>(
        &mut self,
        articles: &[(PathBuf, T)],
    ) -> Vec<(&mut Baseline, Vec<(PathBuf, T)>)> {
        let mut own: HashMap<&Path, Vec<(PathBuf, T)>> = HashMap::new();
        for (path, what) in articles {
            let folder = path.parent().unwrap_or(Path::new(""));
            if let Some(Some(baseline)) = self.folders.get(folder) {
                let own = own.entry(baseline).or_default();
                own.push((path.clone(), what.clone()));
            }
        }
        let files = self.files.iter_mut();
        files
            .map(|(path, baseline)| (baseline, own.remove(&**path).unwrap_or_default()))
            .collect()
    }
}

/// The nearest baseline upwards from a folder, up to the root of the repository.
#[must_use]
pub fn nearest(folder: &Path) -> Option<PathBuf> {
    upwards(folder).find_map(|above| {
        let file = above.join(FILE_NAME);
        file.is_file().then_some(file)
    })
}

/// Where the baseline of a folder belongs: beside the nearest configuration upwards, else at the
/// root of the repository, else in the folder itself.
#[must_use]
pub fn place(folder: &Path) -> PathBuf {
    let mut root = None;
    for above in upwards(folder) {
        if FILE_NAMES.iter().any(|name| above.join(name).is_file()) {
            return above.join(FILE_NAME);
        }
        if above.join(".git").exists() {
            root = Some(above);
        }
    }
    root.unwrap_or_else(|| folder.to_owned()).join(FILE_NAME)
}

/// A folder and those above it, up to the root of the repository; relative as long as it goes.
fn upwards(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let absolute = std::path::absolute(Path::new(".").join(folder)).unwrap_or_default();
    let mut short = Some(folder.to_owned());
    let mut folders = Vec::new();
    for above in absolute.ancestors() {
        folders.push(short.clone().unwrap_or_else(|| above.to_owned()));
        if above.join(".git").exists() {
            break;
        }
        short = short.and_then(|short| short.parent().map(Path::to_owned));
    }
    folders.into_iter()
}
