//! Which files are checked, and under which configuration.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use crate::cli::Stop;
use crate::cli::site::invalid;
use crate::config::{Config, Configs};
use crate::walk::Naming;

#[derive(Args)]
pub(super) struct FileArguments {
    /// Files and folders to check; `-` reads standard input
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,

    /// The file name that standard input is checked under
    #[arg(
        long,
        value_name = "PATH",
        default_value = "stdin.md",
        help_heading = "Files"
    )]
    pub(super) stdin_filename: PathBuf,
}

impl FileArguments {
    /// Whether standard input is one of the articles.
    pub(super) fn read_stdin(&self) -> bool {
        self.paths.iter().any(|path| path.as_os_str() == "-")
    }

    /// The paths that are files and folders.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        let paths = self.paths.iter();
        paths
            .filter(|path| path.as_os_str() != "-")
            .cloned()
            .collect()
    }
}

/// What is to be done: articles with their configurations.
pub(super) struct Jobs {
    pub(super) articles: Vec<(PathBuf, Arc<Config>)>,
    /// What the user should know.
    pub(super) notes: Vec<String>,
}

/// Finds the configuration of each article, and leaves out those that it excludes.
pub(super) fn assign(
    articles: BTreeMap<PathBuf, Naming>,
    configs: &mut Configs,
) -> Result<Jobs, Stop> {
    let mut jobs = Jobs {
        articles: Vec::with_capacity(articles.len()),
        notes: Vec::new(),
    };
    for (path, naming) in articles {
        let config = configs.of(&path).map_err(invalid)?;
        if !config.excludes(&path) {
            jobs.articles.push((path, config));
        } else if naming == Naming::Explicit {
            jobs.notes.push(excluded(&path));
        }
    }
    Ok(jobs)
}

/// Says why a file that was named is not checked.
pub(super) fn excluded(path: &Path) -> String {
    format!(
        "{}: passed over, the configuration excludes it",
        path.display()
    )
}
