//! The configuration that holds where the program is called.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Stop;
use super::mistake::invalid;
use crate::config::{Config, Configs};

/// The configuration of the current folder, or the one of a file.
pub(super) fn here(file: Option<PathBuf>) -> Result<Arc<Config>, Stop> {
    let mut configs = Configs::new(|_| Ok(())).fixed(file);
    configs.of(Path::new("article.md")).map_err(invalid)
}
