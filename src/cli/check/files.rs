//! Which files are checked, and under which configuration.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::changes::{Changes, Kind};
use super::list;
use crate::cli::Stop;
use crate::cli::site::invalid;
use crate::config::{Config, Configs, Exclusion};
use crate::document::Markup;
use crate::report::{counted, line};
use crate::walk::{self, Found, Naming, Problem};

#[derive(Args)]
#[command(next_help_heading = "Files")]
pub(super) struct FileArguments {
    /// Files and folders to check, the current folder without; `-` reads standard input
    #[arg(help_heading = None::<&str>)]
    paths: Vec<PathBuf>,

    /// Also check the files that FILE lists, one a line; `-` reads the list from standard input
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,

    /// Names end with a NUL byte, not with the line: in --files-from and in --show-files
    #[arg(short = '0', long)]
    pub(super) null: bool,

    /// Check only what has changed since this branch left the commit REF, what is not committed
    /// included
    #[arg(long, value_name = "REF")]
    changed_since: Option<String>,

    /// Check only files that are staged for the next commit
    #[arg(long, conflicts_with = "changed_since")]
    staged: bool,

    /// Also check files that are named here and that the configuration excludes
    #[arg(long)]
    no_force_exclude: bool,

    /// Do not fail where there is nothing to check
    #[arg(long)]
    no_error_on_unmatched_pattern: bool,

    /// Show which files would be checked, and check nothing
    #[arg(long)]
    pub(super) show_files: bool,

    /// The file name that standard input is checked under
    #[arg(long, value_name = "PATH", default_value = "stdin.md")]
    pub(super) stdin_filename: PathBuf,
}

/// What is to be done: articles with their configurations.
#[derive(Default)]
pub(super) struct Jobs {
    pub(super) articles: Vec<(PathBuf, Arc<Config>)>,
    /// The paths below which files may be written.
    pub(super) paths: Vec<PathBuf>,
    /// What the user should know.
    pub(super) notes: Vec<String>,
    /// Why the run has failed already.
    pub(super) problems: Vec<Problem>,
}

impl Jobs {
    /// Which configuration holds for how many files, a line for each.
    pub(super) fn told(&self) -> Vec<String> {
        let mut counts = BTreeMap::new();
        for (_, config) in &self.articles {
            counts.entry(Arc::as_ptr(config)).or_insert((config, 0)).1 += 1;
        }
        // Each folder has a configuration of its own, though many say the same.
        let mut alike = BTreeMap::<String, usize>::new();
        for (config, count) in counts.into_values() {
            *alike.entry(config.account().sentence()).or_default() += count;
        }
        let told = alike.into_iter();
        told.map(|(sentence, count)| format!("{} under {sentence}", counted(count, "file")))
            .collect()
    }
}

impl FileArguments {
    /// Whether standard input is one of the articles.
    pub(super) fn read_stdin(&self) -> bool {
        self.paths.iter().any(|path| path.as_os_str() == "-")
    }

    /// Finds the articles, and the configuration of each.
    pub(super) fn jobs(&self, configs: &mut Configs) -> Result<Jobs, Stop> {
        let mut jobs = Jobs::default();
        jobs.paths = self.named(&mut jobs.problems)?;
        let mut found = walk::walk(&jobs.paths);
        if let Some(kind) = self.changes() {
            keep_changed(&kind, &mut found, &jobs.paths)?;
            if found.articles.is_empty() {
                jobs.notes.push(kind.none());
            }
        }
        jobs.problems.append(&mut found.problems);
        if !self.no_error_on_unmatched_pattern {
            jobs.problems.append(&mut found.empty);
        }
        jobs.notes.append(&mut found.notes);
        self.assign(found.articles, configs, &mut jobs)?;
        Ok(jobs)
    }

    /// The paths that are files and folders, those of a list included.
    fn named(&self, problems: &mut Vec<Problem>) -> Result<Vec<PathBuf>, Stop> {
        let paths = self.paths.iter();
        let mut named: Vec<_> = paths
            .filter(|path| path.as_os_str() != "-")
            .cloned()
            .collect();
        match &self.files_from {
            Some(file) if file.as_os_str() == "-" && self.read_stdin() => {
                let message = "`-` and `--files-from -` cannot both read standard input";
                return Err(Stop::Message(message.to_owned()));
            }
            Some(file) => {
                let listed = list::read(file, self.null).map_err(Stop::Message)?;
                if listed.is_empty() && !self.no_error_on_unmatched_pattern {
                    problems.push(Problem::new(file, "the list is empty, nothing to check"));
                }
                named.extend(listed);
            }
            None if self.paths.is_empty() => named.push(PathBuf::from(".")),
            None => {}
        }
        Ok(named)
    }

    fn changes(&self) -> Option<Kind> {
        let since = self.changed_since.as_ref();
        since
            .map(|commit| Kind::Since(commit.clone()))
            .or(self.staged.then_some(Kind::Staged))
    }

    /// Finds the configuration of each article, and leaves out those that it excludes.
    fn assign(
        &self,
        articles: BTreeMap<PathBuf, Naming>,
        configs: &mut Configs,
        jobs: &mut Jobs,
    ) -> Result<(), Stop> {
        let mut excluded = BTreeMap::<String, Vec<PathBuf>>::new();
        let mut passed_over = 0;
        for (path, naming) in articles {
            let config = configs.of(&path).map_err(invalid)?;
            match config.exclusion(&path) {
                None => jobs.articles.push((path, config)),
                Some(_) if naming == Naming::Explicit && self.no_force_exclude => {
                    jobs.articles.push((path, config));
                }
                Some(why) if naming == Naming::Explicit => {
                    excluded.entry(reason(why)).or_default().push(path);
                }
                Some(_) => passed_over += 1,
            }
        }
        // A gate that has looked at nothing must not be passed.
        let nothing = jobs.articles.is_empty() && excluded.is_empty() && !self.read_stdin();
        if nothing && passed_over > 0 && !self.no_error_on_unmatched_pattern {
            let count = counted(passed_over, "article");
            let first = jobs.paths.first().map_or(Path::new("."), PathBuf::as_path);
            let message = format!("nothing to check: the configuration excludes {count}");
            jobs.problems.push(Problem::new(first, message));
        }
        let notes = excluded.iter().map(|(why, paths)| note(paths, why));
        jobs.notes.extend(notes);
        Ok(())
    }

    /// Why standard input is passed over under its name, if it is.
    pub(super) fn exclusion(&self, config: &Config) -> Option<String> {
        let name = &self.stdin_filename;
        let why = config.exclusion(name).filter(|_| !self.no_force_exclude)?;
        Some(note(std::slice::from_ref(name), &reason(why)))
    }
}

/// Says which files that were named are not checked, and why: hooks name a lot of them.
fn note(paths: &[PathBuf], why: &str) -> String {
    let what = match paths {
        [one] => format!("{}: passed over", one.display()),
        many => format!("{} files passed over", many.len()),
    };
    format!("{what}, {why} (--no-force-exclude checks what is named)")
}

fn reason(exclusion: Exclusion<'_>) -> String {
    match exclusion {
        Exclusion::Excluded(glob) => format!("excluded by `{}` ({})", glob.value, glob.origin),
        Exclusion::NotIncluded(Some(glob)) => format!("not in `include` ({})", glob.origin),
        Exclusion::NotIncluded(None) => "`include` names nothing".to_owned(),
    }
}

/// Leaves only what has changed.
fn keep_changed(kind: &Kind, found: &mut Found, paths: &[PathBuf]) -> Result<(), Stop> {
    let mut changes = Changes::find(kind).map_err(Stop::Message)?;
    let mut roots = Vec::new();
    for path in paths {
        let Ok(root) = std::fs::canonicalize(path) else {
            // That it is missing is said already.
            continue;
        };
        if !root.starts_with(&changes.top) {
            let message = format!(
                "{}: lies outside of the repository {}",
                path.display(),
                changes.top.display()
            );
            return Err(Stop::Message(message));
        }
        roots.push(root);
    }
    let mut unstaged = Vec::new();
    found.articles.retain(|path, _| {
        let Some(name) = changes.name(path) else {
            return false;
        };
        if changes.unstaged.contains(&name) {
            unstaged.push(path.clone());
        }
        changes.files.contains(&name)
    });
    // What stands in the index alone cannot be read from disk.
    let mut lost: Vec<_> = changes
        .files
        .iter()
        .filter(|path| Markup::of(path).is_some() && path.symlink_metadata().is_err())
        .filter(|path| roots.iter().any(|root| path.starts_with(root)))
        .collect();
    lost.sort();
    found.problems.extend(lost.into_iter().map(|path| {
        let path = path.strip_prefix(&changes.top).unwrap_or(path);
        Problem::new(path, "staged, and not in the working tree")
    }));
    found.notes.extend(partly_staged(&unstaged));
    Ok(())
}

fn partly_staged(paths: &[PathBuf]) -> Option<String> {
    let what = match paths {
        [] => return None,
        [one] => format!("{} has", one.display()),
        many => format!("{} staged files have", many.len()),
    };
    Some(format!(
        "{what} changes that are not staged: the file on disk is checked"
    ))
}

/// A path with nothing in it that a terminal or a build log acts on.
pub(super) fn shown(path: &Path) -> String {
    line(&path.to_string_lossy())
}
