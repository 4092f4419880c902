//! Which configuration holds for which document, and what is wrong with it.
//!
//! A configuration with a mistake does not count: the last good one stays in force until the
//! mistake is gone, and the mistake is shown in the file that has it.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::config::{Config, Configs, FILE_NAMES, Invalid, Part};

/// The configurations of the open documents.
pub(super) struct Workspace {
    /// The folders that the editor has open.
    pub(super) folders: Vec<PathBuf>,
    configs: Configs,
    /// By article, since the last reload.
    known: HashMap<PathBuf, Arc<Config>>,
    /// The last good ones, by article, and by folder for articles that are new.
    good: HashMap<PathBuf, Arc<Config>>,
    /// By the file that has the mistake, since the last reload.
    mistakes: BTreeMap<PathBuf, Arc<Invalid>>,
    /// What the files looked like, where nobody else watches them.
    looks: Looks,
}

/// Size and time of files, as far as they are there.
type Looks = HashMap<PathBuf, Option<(u64, SystemTime)>>;

impl Workspace {
    pub(super) fn new(folders: Vec<PathBuf>) -> Self {
        Self {
            folders,
            configs: configs(),
            known: HashMap::new(),
            good: HashMap::new(),
            mistakes: BTreeMap::new(),
            looks: Looks::new(),
        }
    }

    /// The folder of documents that are no files yet.
    pub(super) fn home(&self) -> PathBuf {
        self.folders.first().cloned().unwrap_or_default()
    }

    /// The configuration of an article.
    pub(super) fn config(&mut self, article: &Path) -> Arc<Config> {
        if let Some(known) = self.known.get(article) {
            return Arc::clone(known);
        }
        let config = match self.configs.of(article) {
            Ok(config) => {
                for key in article.ancestors().take(2) {
                    self.good.insert(key.to_owned(), Arc::clone(&config));
                }
                config
            }
            Err(invalid) => {
                let path = invalid.source.path().to_owned();
                self.mistakes.insert(path, Arc::new(*invalid));
                let good = article.ancestors().find_map(|key| self.good.get(key));
                good.map_or_else(|| without_file(article), Arc::clone)
            }
        };
        self.known.insert(article.to_owned(), Arc::clone(&config));
        config
    }

    /// Reads everything again when it is asked for next.
    pub(super) fn reload(&mut self) {
        self.configs = configs();
        self.known.clear();
        self.mistakes.clear();
    }

    /// What was found wrong since the last reload, by file.
    pub(super) fn mistakes(&self) -> &BTreeMap<PathBuf, Arc<Invalid>> {
        &self.mistakes
    }

    /// Whether a file that a configuration may lie in has changed since this was asked last. One
    /// that was not looked at then has not.
    pub(super) fn looks_changed(&mut self) -> bool {
        let now = self.look();
        let before = std::mem::take(&mut self.looks);
        let differs = |(path, look): (&PathBuf, &_)| before.get(path).is_some_and(|it| it != look);
        let changed = now.iter().any(differs);
        self.looks = now;
        changed
    }

    /// All places of configuration files above the known folders, the rules of packs, and the
    /// files with mistakes.
    fn look(&self) -> Looks {
        let mut looks = Looks::new();
        let mut look = |path: PathBuf| {
            looks.entry(path).or_insert_with_key(|path| {
                let metadata = fs::metadata(path).ok();
                metadata.and_then(|it| Some((it.len(), it.modified().ok()?)))
            });
        };
        self.mistakes.keys().cloned().for_each(&mut look);
        for (article, config) in &self.known {
            for above in article.ancestors().skip(1) {
                FILE_NAMES
                    .iter()
                    .map(|name| above.join(name))
                    .for_each(&mut look);
            }
            let files = config.parts().into_iter().filter_map(|part| match part {
                Part::File(path) => Some(path),
                _ => None,
            });
            files.for_each(&mut look);
            let rules = config.registry().iter();
            rules
                .filter_map(|(_, rule)| rule.origin.clone())
                .for_each(&mut look);
        }
        looks
    }
}

fn configs() -> Configs {
    Configs::new(|_| Ok(()))
}

/// What holds for a site that says nothing.
fn without_file(article: &Path) -> Arc<Config> {
    let config = configs().isolated(true).of(article);
    config.unwrap_or_else(|_| Arc::new(Config::recommended()))
}
