//! Files replaced as a whole: whoever looks sees the old text or the new one, never a piece.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tempfile::NamedTempFile;

/// The start and the end of the names of temporary files: hidden, and none of an article.
const AFFIXES: (&str, &str) = (".copydesk-", ".tmp");

/// How old a temporary file has to be before nobody can still be writing it.
const STALE: Duration = Duration::from_secs(3600);

/// Replaces files below some roots.
pub(crate) struct Writer {
    /// Absolute and without symbolic links.
    roots: Vec<PathBuf>,
    /// The folders in which what killed runs have left was looked for.
    swept: Mutex<BTreeSet<PathBuf>>,
}

impl Writer {
    /// A writer that changes nothing outside of the paths given: folders, or files and what is
    /// beside them.
    pub(crate) fn below(paths: &[PathBuf]) -> Self {
        let root = |path: &PathBuf| {
            // A file that is named is a root of its own folder, not of where it leads to.
            let folder = match path.is_dir() {
                true => path.as_path(),
                false => path.parent().filter(|path| !path.as_os_str().is_empty())?,
            };
            folder.canonicalize().ok()
        };
        let here = || Path::new(".").canonicalize().ok();
        Self {
            roots: paths
                .iter()
                .filter_map(|path| root(path).or_else(here))
                .collect(),
            swept: Mutex::default(),
        }
    }

    /// Puts `new` in the place of `old`, which is what was read from the file. Symbolic links are
    /// followed and stay; mode and, where the system lets us, owner stay too. Hard links, extended
    /// attributes and access lists do not.
    ///
    /// # Errors
    /// When the file leads out of the roots, is read-only, is not `old` any more, or cannot be
    /// replaced. It is the old one then.
    pub(crate) fn replace(&self, path: &Path, old: &[u8], new: &[u8]) -> io::Result<()> {
        let target = path.canonicalize()?;
        if !self.roots.iter().any(|root| target.starts_with(root)) {
            return Err(io::Error::new(
                io::ErrorKind::PermissionDenied,
                format!(
                    "not written: it leads to {}, outside of what was to be checked",
                    target.display()
                ),
            ));
        }
        let metadata = fs::metadata(&target)?;
        if metadata.permissions().readonly() {
            return Err(io::Error::new(
                io::ErrorKind::PermissionDenied,
                "not written: the file is read-only",
            ));
        }
        let current = fs::read(&target)?;
        if current == new {
            // Two names of one file.
            return Ok(());
        }
        let folder = target
            .parent()
            .ok_or_else(|| io::Error::other("not written: it has no folder"))?;
        self.sweep(folder);
        let mut file = tempfile::Builder::new()
            .prefix(AFFIXES.0)
            .suffix(AFFIXES.1)
            .tempfile_in(folder)?;
        file.write_all(new)?;
        take_after(file.as_file(), &metadata)?;
        file.as_file().sync_all()?;
        // As late as can be: what an editor has saved meanwhile is not to be lost.
        if current != old || is_changed(&metadata, &fs::metadata(&target)?) {
            return Err(io::Error::other(
                "not written: the file has changed since it was read",
            ));
        }
        file.persist(&target).map_err(|error| error.error)?;
        sync_folder(folder);
        Ok(())
    }

    /// Removes what killed runs have left in a folder. Whatever goes wrong is no harm.
    fn sweep(&self, folder: &Path) {
        let mut swept = self.swept.lock().unwrap_or_else(PoisonError::into_inner);
        if !swept.insert(folder.to_owned()) {
            return;
        }
        drop(swept);
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let is_ours = name.starts_with(AFFIXES.0) && name.ends_with(AFFIXES.1);
            let age = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
            if is_ours && age().is_some_and(|age| age > STALE) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// A file that is there as a whole or not at all: what was there before stays until
/// [`Self::finish`], and forever when that is not reached.
pub(crate) struct NewFile(Goes);

enum Goes {
    /// Beside the file, and then into its place.
    Beside(BufWriter<NamedTempFile>, PathBuf),
    /// Where nothing can be replaced: devices and pipes.
    Directly(BufWriter<File>),
}

impl NewFile {
    /// Starts a file, in a folder that is made if it is missing.
    ///
    /// # Errors
    /// When there can be no such file.
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        let known = fs::metadata(path);
        let target = match &known {
            Ok(metadata) if !metadata.is_file() => {
                let file = File::options().write(true).open(path)?;
                return Ok(Self(Goes::Directly(BufWriter::new(file))));
            }
            // A link stays a link.
            Ok(_) => path.canonicalize()?,
            Err(_) => path.to_owned(),
        };
        let folder = target.parent().unwrap_or(Path::new(""));
        let folder = match folder.as_os_str().is_empty() {
            true => Path::new("."),
            false => folder,
        };
        fs::create_dir_all(folder)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(AFFIXES.0).suffix(AFFIXES.1);
        // Temporary files are private by default; this one is to be what `open` would make.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.tempfile_in(folder)?;
        if let Ok(metadata) = known {
            file.as_file().set_permissions(metadata.permissions())?;
        }
        Ok(Self(Goes::Beside(BufWriter::new(file), target)))
    }

    /// Puts the file into its place.
    ///
    /// # Errors
    /// When that fails; nothing has changed then.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self.0 {
            Goes::Directly(mut out) => out.flush(),
            Goes::Beside(out, target) => {
                let file = out.into_inner().map_err(|error| error.into_error())?;
                file.as_file().sync_all()?;
                file.persist(&target).map_err(|error| error.error)?;
                Ok(())
            }
        }
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Goes::Beside(out, _) => out.write(bytes),
            Goes::Directly(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Goes::Beside(out, _) => out.flush(),
            Goes::Directly(out) => out.flush(),
        }
    }
}

fn is_changed(old: &Metadata, new: &Metadata) -> bool {
    old.len() != new.len()
        || old.modified().ok() != new.modified().ok()
        || identity(old) != identity(new)
}

/// What tells one file from another that has taken its place.
#[cfg(unix)]
fn identity(metadata: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;

    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) {}

#[cfg(unix)]
fn take_after(file: &File, metadata: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};

    let own = file.metadata()?;
    if (own.uid(), own.gid()) != (metadata.uid(), metadata.gid()) {
        // Only root can give files away, but a group may be one of ours.
        let _ = fchown(file, Some(metadata.uid()), Some(metadata.gid()))
            .or_else(|_| fchown(file, None, Some(metadata.gid())));
    }
    file.set_permissions(metadata.permissions())
}

#[cfg(not(unix))]
fn take_after(file: &File, metadata: &Metadata) -> io::Result<()> {
    file.set_permissions(metadata.permissions())
}

/// Makes the new name last. Not every file system can; the old file or the new one is there then.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(name: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        (folder, path)
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let name = |entry: fs::DirEntry| entry.file_name().into_string().unwrap();
        let mut names: Vec<_> = entries.map(|entry| name(entry.unwrap())).collect();
        names.sort();
        names
    }

    fn below(folder: &Path) -> Writer {
        Writer::below(&[folder.to_owned()])
    }

    #[test]
    fn the_new_text_takes_the_place_of_the_old() {
        let (folder, path) = folder_with("a.md", "old");
        below(folder.path()).replace(&path, b"old", b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["a.md"]);
    }

    #[test]
    fn what_was_saved_meanwhile_is_kept() {
        let (folder, path) = folder_with("a.md", "edited");
        let error = below(folder.path()).replace(&path, b"old", b"new");
        assert!(error.unwrap_err().to_string().contains("changed since"));
        assert_eq!(fs::read(&path).unwrap(), b"edited");
        assert_eq!(names(folder.path()), ["a.md"]);
    }

    #[test]
    fn a_read_only_file_is_an_error() {
        let (folder, path) = folder_with("a.md", "old");
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let error = below(folder.path()).replace(&path, b"old", b"new");
        assert!(error.unwrap_err().to_string().contains("read-only"));
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }

    #[test]
    fn a_new_file_is_whole_or_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/report.json");
        let mut file = NewFile::create(&path).unwrap();
        file.write_all(b"half").unwrap();
        drop(file);
        assert!(names(&folder.path().join("a/b")).is_empty());
        let mut file = NewFile::create(&path).unwrap();
        file.write_all(b"whole").unwrap();
        file.finish().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        drop(NewFile::create(&path).unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        assert_eq!(names(path.parent().unwrap()), ["report.json"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_may_be_read_by_others_and_replaces_no_device() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let (ours, plain) = (folder.path().join("a"), folder.path().join("b"));
        NewFile::create(&ours).unwrap().finish().unwrap();
        fs::write(&plain, "").unwrap();
        let mode = |path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&ours), mode(&plain));
        let null = Path::new("/dev/null");
        NewFile::create(null).unwrap().finish().unwrap();
        assert!(!fs::metadata(null).unwrap().is_file());
    }

    #[test]
    fn leftovers_go_when_nobody_can_be_writing_them() {
        let (folder, path) = folder_with("a.md", "old");
        let [stale, fresh] = ["1", "2"].map(|name| {
            let path = folder.path().join(format!(".copydesk-{name}.tmp"));
            fs::write(&path, "piece").unwrap();
            path
        });
        let long_ago = std::time::SystemTime::now() - 2 * STALE;
        let file = File::options().write(true).open(&stale).unwrap();
        file.set_modified(long_ago).unwrap();
        below(folder.path()).replace(&path, b"old", b"new").unwrap();
        assert!(!stale.exists() && fresh.exists());
    }

    #[cfg(unix)]
    #[test]
    fn mode_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let (folder, path) = folder_with("a.md", "old");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let link = folder.path().join("b.md");
        symlink("a.md", &link).unwrap();
        below(folder.path()).replace(&link, b"old", b"new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"new");
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_lead_outside() {
        let (_outside, path) = folder_with("a.md", "old");
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("b.md");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        for roots in [folder.path().to_owned(), link.clone()] {
            let error = Writer::below(&[roots]).replace(&link, b"old", b"new");
            assert!(error.unwrap_err().to_string().contains("outside"));
        }
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }
}
