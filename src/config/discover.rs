//! Which configuration is whose: the nearest file upwards.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Config;
use super::build::Builder;
use super::file::FILE_NAMES;
use super::invalid::Invalid;
use super::reading::read_file;
use crate::target::{Target, site_of};

/// What the command line says, put on top of every configuration.
type Flags = dyn Fn(&mut Builder) -> Result<(), String>;

/// The configurations of a run. All are read before the first article is.
pub struct Configs {
    flags: Box<Flags>,
    fixed: Option<PathBuf>,
    isolated: bool,
    /// What each configuration file says; nothing is what holds without one.
    files: HashMap<Option<PathBuf>, Arc<Builder>>,
    folders: HashMap<PathBuf, Arc<Folder>>,
    /// What holds for the files of a folder, by the overrides that match them.
    ready: HashMap<(PathBuf, Vec<usize>), Arc<Config>>,
    /// The same by configuration file, before anything is known of the site.
    stated: HashMap<(Option<PathBuf>, Vec<usize>), Arc<Config>>,
}

/// What is known of a folder.
struct Folder {
    file: Option<PathBuf>,
    builder: Arc<Builder>,
    site: Option<(PathBuf, Vec<Target>)>,
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
            ready: HashMap::new(),
            stated: HashMap::new(),
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
    /// The mistakes in a file, or what went wrong with it.
    pub fn of(&mut self, article: &Path) -> Result<Arc<Config>, Box<Invalid>> {
        let path = article.parent().unwrap_or(Path::new(""));
        let folder = match self.folders.get(path) {
            Some(known) => Arc::clone(known),
            None => self.folder(path)?,
        };
        let key = (path.to_owned(), folder.builder.overrides_of(article));
        if let Some(known) = self.ready.get(&key) {
            return Ok(Arc::clone(known));
        }
        let stated = self.stated(&folder, &key.1)?;
        let config = match &folder.site {
            Some((root, targets)) => Arc::new(stated.for_site(root.clone(), targets)),
            None => stated,
        };
        self.ready.insert(key, Arc::clone(&config));
        Ok(config)
    }

    fn folder(&mut self, path: &Path) -> Result<Arc<Folder>, Box<Invalid>> {
        let file = match (&self.fixed, self.isolated) {
            (Some(path), _) => Some(path.clone()),
            (None, true) => None,
            (None, false) => nearest(path)?,
        };
        let folder = Arc::new(Folder {
            builder: self.builder(file.as_deref())?,
            file,
            site: site_of(&std::path::absolute(Path::new(".").join(path)).unwrap_or_default()),
        });
        self.folders.insert(path.to_owned(), Arc::clone(&folder));
        Ok(folder)
    }

    fn builder(&mut self, file: Option<&Path>) -> Result<Arc<Builder>, Box<Invalid>> {
        let key = file.map(Path::to_owned);
        if let Some(known) = self.files.get(&key) {
            return Ok(Arc::clone(known));
        }
        let shown = file.unwrap_or(Path::new(""));
        let mut builder = Builder::new(shown.parent().unwrap_or(Path::new("")));
        if let Some(path) = file {
            let source = read_file(path)
                .map_err(|error| Invalid::whole(path, format!("cannot be read: {error}")))?;
            builder.file(source)?;
        }
        // Flags are no mistake of the file.
        let flagged = (self.flags)(&mut builder);
        flagged.map_err(|message| Invalid::whole(Path::new(""), message))?;
        let builder = Arc::new(builder);
        self.files.insert(key, Arc::clone(&builder));
        Ok(builder)
    }

    fn stated(&mut self, folder: &Folder, active: &[usize]) -> Result<Arc<Config>, Box<Invalid>> {
        let key = (folder.file.clone(), active.to_vec());
        if let Some(known) = self.stated.get(&key) {
            return Ok(Arc::clone(known));
        }
        let config = folder.builder.finish_with(active).map_err(|message| {
            let path = folder.file.as_deref().unwrap_or(Path::new(""));
            Invalid::whole(path, message)
        })?;
        let config = Arc::new(config);
        self.stated.insert(key, Arc::clone(&config));
        Ok(config)
    }
}

/// The nearest configuration file upwards, up to the root of the repository.
fn nearest(folder: &Path) -> Result<Option<PathBuf>, Box<Invalid>> {
    // Relative paths are walked up as they stand first, so that what is shown stays short.
    let Ok(absolute) = std::path::absolute(Path::new(".").join(folder)) else {
        return Ok(None);
    };
    let mut shown = Some(folder.to_owned());
    for above in absolute.ancestors() {
        let names = FILE_NAMES.iter();
        let mut here = names.filter(|name| above.join(name).is_file());
        if let Some(name) = here.next() {
            let short = shown.as_ref().map(|shown| shown.join(name));
            let short = short.filter(|short| short.is_file());
            let file = short.unwrap_or_else(|| above.join(name));
            return match here.next() {
                None => Ok(Some(file)),
                Some(other) => {
                    let message = format!("`{other}` lies beside it: keep one of the two");
                    Err(Invalid::whole(&file, message))
                }
            };
        }
        if above.join(".git").exists() {
            return Ok(None);
        }
        shown = shown.and_then(|shown| shown.parent().map(Path::to_owned));
    }
    Ok(None)
}
