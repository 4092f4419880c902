//! Which configuration is whose: the nearest file upwards.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Config;
use super::build::Builder;
use super::file::FILE_NAMES;
use super::invalid::Invalid;
use crate::document::Source;
use crate::target::site_of;

/// What the command line says, put on top of every configuration.
type Flags = dyn Fn(&mut Builder) -> Result<(), String>;

/// The configurations of a run, by folder. All are read before the first article is.
pub struct Configs {
    flags: Box<Flags>,
    fixed: Option<PathBuf>,
    isolated: bool,
    files: HashMap<PathBuf, Arc<Config>>,
    folders: HashMap<PathBuf, Arc<Config>>,
    none: Option<Arc<Config>>,
}

impl Configs {
    /// Configurations with the flags of the command line put on top of each.
    #[must_use]
    pub fn new(flags: impl Fn(&mut Builder) -> Result<(), String> + 'static) -> Self {
        Self {
            flags: Box::new(flags),
            fixed: None,
            isolated: false,
            files: HashMap::new(),
            folders: HashMap::new(),
            none: None,
        }
    }

    /// Takes one file for everything.
    #[must_use]
    pub fn fixed(mut self, path: Option<PathBuf>) -> Self {
        self.fixed = path;
        self
    }

    /// Looks for no files at all.
    #[must_use]
    pub fn isolated(mut self, isolated: bool) -> Self {
        self.isolated = isolated;
        self
    }

    /// The configuration of an article, read if it was not read before.
    ///
    /// # Errors
    /// The mistake in the file, or what went wrong with it.
    pub fn of(&mut self, article: &Path) -> Result<Arc<Config>, Box<Invalid>> {
        let folder = article.parent().unwrap_or(Path::new("")).to_owned();
        if let Some(known) = self.folders.get(&folder) {
            return Ok(Arc::clone(known));
        }
        let found = match (&self.fixed, self.isolated) {
            (Some(path), _) => Some(path.clone()),
            (None, true) => None,
            (None, false) => nearest(&folder),
        };
        let stated = match found {
            Some(path) => self.read(&path)?,
            None => self.without_file()?,
        };
        let config = match site_of(&std::path::absolute(&folder).unwrap_or_default()) {
            Some((root, targets)) => Arc::new(stated.for_site(root, &targets)),
            None => stated,
        };
        self.folders.insert(folder, Arc::clone(&config));
        Ok(config)
    }

    fn read(&mut self, path: &Path) -> Result<Arc<Config>, Box<Invalid>> {
        if let Some(known) = self.files.get(path) {
            return Ok(Arc::clone(known));
        }
        let text = fs::read_to_string(path)
            .map_err(|error| Invalid::whole(path, format!("cannot be read: {error}")))?;
        let mut builder = Builder::new(path.parent().unwrap_or(Path::new("")));
        builder.file(Source::new(path, text))?;
        let config = self.finish(builder, path)?;
        self.files.insert(path.to_owned(), Arc::clone(&config));
        Ok(config)
    }

    fn without_file(&mut self) -> Result<Arc<Config>, Box<Invalid>> {
        if self.none.is_none() {
            self.none = Some(self.finish(Builder::new(Path::new("")), Path::new(""))?);
        }
        Ok(Arc::clone(self.none.as_ref().expect("set above")))
    }

    fn finish(&self, mut builder: Builder, path: &Path) -> Result<Arc<Config>, Box<Invalid>> {
        let done = (self.flags)(&mut builder).and_then(|()| builder.finish());
        done.map(Arc::new)
            .map_err(|message| Invalid::whole(path, message))
    }
}

/// The nearest configuration file upwards, up to the root of the repository.
fn nearest(folder: &Path) -> Option<PathBuf> {
    // Relative paths are walked up as they stand first, so that what is shown stays short.
    let absolute = std::path::absolute(Path::new(".").join(folder)).ok()?;
    let mut shown = Some(folder.to_owned());
    for above in absolute.ancestors() {
        for name in FILE_NAMES {
            let file = above.join(name);
            if file.is_file() {
                let short = shown.as_ref().map(|shown| shown.join(name));
                let short = short.filter(|short| short.is_file());
                return Some(short.unwrap_or(file));
            }
        }
        if above.join(".git").exists() {
            return None;
        }
        shown = shown.and_then(|shown| shown.parent().map(Path::to_owned));
    }
    None
}
