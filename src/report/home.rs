//! Paths as programs want them that know the repository, not the folder of the run.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

use super::sanitize::slashed;

/// What paths are relative to.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// The folder of the run, and the one that paths are to be relative to.
    folders: Option<(PathBuf, PathBuf)>,
}

impl Home {
    /// Paths of a run in `here`, relative to `root`. Both are absolute.
    #[must_use]
    pub fn new(here: PathBuf, root: PathBuf) -> Self {
        Self {
            folders: Some((here, root)),
        }
    }

    /// Paths of a run in `here`, relative to the repository around it; as they are where there is
    /// none.
    #[must_use]
    pub fn of(here: &Path) -> Self {
        let root = here.ancestors().find(|folder| folder.join(".git").exists());
        Self {
            folders: root.map(|root| (here.to_owned(), root.to_owned())),
        }
    }

    /// The path, relative to the root; absolute where it lies elsewhere.
    pub(crate) fn locate<'p>(&self, path: &'p Path) -> Cow<'p, Path> {
        let Some((here, root)) = &self.folders else {
            return Cow::Borrowed(path);
        };
        let absolute = flat(&here.join(path));
        match absolute.strip_prefix(root) {
            Ok(below) => Cow::Owned(below.to_owned()),
            Err(_) => Cow::Owned(absolute),
        }
    }

    /// The path with `/` between its parts, lossy where it is not UTF-8.
    pub(crate) fn shown(&self, path: &Path) -> String {
        slashed(&self.locate(path)).into_owned()
    }

    /// The path as a URI: relative to the root, or with a scheme (RFC 3986). What is not UTF-8
    /// keeps its bytes.
    pub(crate) fn uri(&self, path: &Path) -> String {
        let path = self.locate(path);
        let mut out = String::new();
        if path.is_absolute() {
            out.push_str("file://");
            // `C:\a` is `file:///C:/a`.
            if !path.as_os_str().as_encoded_bytes().starts_with(b"/") {
                out.push('/');
            }
        }
        for &byte in path.as_os_str().as_encoded_bytes() {
            match byte {
                b'\\' if cfg!(windows) => out.push('/'),
                b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
                _ if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
                _ => out.push_str(&format!("%{byte:02X}")),
            }
        }
        out
    }
}

/// A path without `.` and `..`, by its names only.
fn flat(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    use super::*;

    #[test]
    fn paths_are_relative_to_the_root() {
        let home = Home::new("/site/source".into(), "/site".into());
        assert_eq!(home.shown(Path::new("a.md")), "source/a.md");
        assert_eq!(home.shown(Path::new("./x/../a.md")), "source/a.md");
        assert_eq!(home.shown(Path::new("../b.md")), "b.md");
        assert_eq!(home.shown(Path::new("/site/b.md")), "b.md");
        assert_eq!(home.shown(Path::new("../../c.md")), "/c.md");
        assert_eq!(Home::default().shown(Path::new("../c.md")), "../c.md");
    }

    #[test]
    fn uris_keep_every_byte() {
        let home = Home::new("/site".into(), "/site".into());
        assert_eq!(
            home.uri(Path::new("a b/100%:é.md")),
            "a%20b/100%25%3A%C3%A9.md"
        );
        assert_eq!(home.uri(Path::new("/else/#.md")), "file:///else/%23.md");
        let odd = Path::new(OsStr::from_bytes(b"\xff\n.md"));
        assert_eq!(home.uri(odd), "%FF%0A.md");
    }
}
