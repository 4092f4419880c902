//! Which files have changed, as git tells it.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, io};

/// Changes of what kind.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// What the next commit brings.
    Staged,
    /// What is not as it was where this branch left a commit: in later commits, in the index, in
    /// the working tree, and in files that git does not know yet.
    Since(String),
}

impl Kind {
    fn flag(&self) -> &'static str {
        match self {
            Self::Staged => "--staged",
            Self::Since(_) => "--changed-since",
        }
    }

    /// Says that there is none.
    pub(super) fn none(&self) -> String {
        match self {
            Self::Staged => "no article is staged, nothing to check".to_owned(),
            Self::Since(commit) => {
                format!("no article has changed since {commit}, nothing to check")
            }
        }
    }
}

/// Files of a repository that have changed and are not deleted.
#[derive(Debug)]
pub(super) struct Changes {
    /// The top of the working tree, without symbolic links.
    pub(super) top: PathBuf,
    /// The files, below `top`.
    pub(super) files: HashSet<PathBuf>,
    /// Staged files that have changed again since.
    pub(super) unstaged: HashSet<PathBuf>,
    /// Folders as they are called here, and without symbolic links.
    folders: HashMap<PathBuf, PathBuf>,
}

/// What `git diff` is asked for: names that need no unquoting, relative to the top, a renamed file
/// by its new name, deleted files left out; nothing of a user's settings changes that.
const NAMES: &[&str] = &[
    "diff",
    "--name-only",
    "-z",
    "--no-renames",
    "--no-relative",
    "--no-ext-diff",
    "--ignore-submodules",
    "--diff-filter=d",
];

impl Changes {
    /// Asks git.
    ///
    /// # Errors
    /// What git says against it, in one line.
    pub(super) fn find(kind: &Kind) -> Result<Self, String> {
        let told = |message: String| format!("{}: {message}", kind.flag());
        let top = git(&["rev-parse", "--show-toplevel"]).map_err(told)?;
        let top = top.strip_suffix(b"\n").unwrap_or(&top).to_vec();
        let top = PathBuf::from(os_string(top));
        let top =
            fs::canonicalize(&top).map_err(|error| told(format!("{}: {error}", top.display())))?;
        let mut unstaged = HashSet::new();
        let files = match kind {
            Kind::Staged => {
                unstaged = names(&top, &git(NAMES).map_err(told)?);
                names(&top, &git(&[NAMES, &["--cached"]].concat()).map_err(told)?)
            }
            Kind::Since(commit) => {
                let base = base(commit).map_err(told)?;
                let changed = git(&[NAMES, &[&base, "--"]].concat()).map_err(told)?;
                let others = [
                    "ls-files",
                    "-z",
                    "--others",
                    "--exclude-standard",
                    "--full-name",
                ];
                let new = git(&[&others[..], &["--", ":/"]].concat()).map_err(told)?;
                let mut files = names(&top, &changed);
                files.extend(names(&top, &new));
                files
            }
        };
        unstaged.retain(|path| files.contains(path));
        Ok(Self {
            top,
            files,
            unstaged,
            folders: HashMap::new(),
        })
    }

    /// The path of a file below `top`, without symbolic links in its folders. The file itself may
    /// be one: git knows it by its own name.
    pub(super) fn name(&mut self, path: &Path) -> Option<PathBuf> {
        let folder = path.parent().unwrap_or(Path::new(""));
        if !self.folders.contains_key(folder) {
            let canonical = fs::canonicalize(Path::new(".").join(folder)).ok()?;
            self.folders.insert(folder.to_owned(), canonical);
        }
        Some(self.folders.get(folder)?.join(path.file_name()?))
    }
}

/// The commit at which this branch left another one.
fn base(commit: &str) -> Result<String, String> {
    let peeled = format!("{commit}^{{commit}}");
    // A name is never taken for an option.
    let found = git(&[
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        &peeled,
    ])
    .map_err(|_| format!("there is no commit `{commit}` in this repository; fetch it first"))?;
    let found = String::from_utf8_lossy(&found).trim().to_owned();
    let base = git(&["merge-base", &found, "HEAD"]).map_err(|_| {
        format!(
            "`{commit}` and HEAD have no commit in common here; a shallow clone lacks history \
             (`git fetch --unshallow`, or `fetch-depth: 0`)"
        )
    })?;
    Ok(String::from_utf8_lossy(&base).trim().to_owned())
}

/// What git writes to standard output.
fn git(arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new("git")
        // Looking changes nothing, and starts nothing that the repository names.
        .env("GIT_OPTIONAL_LOCKS", "0")
        .args(["-c", "core.fsmonitor=false"])
        .args(arguments)
        .stdin(Stdio::null())
        .output();
    match output {
        Ok(output) if output.status.success() => Ok(output.stdout),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            let first = said.lines().next().unwrap_or("git failed");
            Err(format!("git: {}", first.trim_start_matches("fatal: ")))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err("this needs git, and there is none in PATH".to_owned())
        }
        Err(error) => Err(format!("git cannot be run: {error}")),
    }
}

fn names(top: &Path, list: &[u8]) -> HashSet<PathBuf> {
    let names = list
        .split(|&byte| byte == 0)
        .filter(|name| !name.is_empty());
    names
        .map(|name| top.join(os_string(name.to_vec())))
        .collect()
}

/// A name as the system gives it; it need not be UTF-8.
#[cfg(unix)]
pub(super) fn os_string(bytes: Vec<u8>) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes)
}

/// A name as git and lists write it where names are not bytes.
#[cfg(not(unix))]
pub(super) fn os_string(bytes: Vec<u8>) -> OsString {
    String::from_utf8_lossy(&bytes).into_owned().into()
}
