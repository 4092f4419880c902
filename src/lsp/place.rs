//! Addresses of documents, and the paths that they stand for.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use url::Url;

use crate::config::FILE_NAMES;
use crate::document::Markup;

/// What a document is to the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An article.
    Article,
    /// A configuration file.
    Config,
    /// Neither; a rule of the site's own may still be found wrong when it is loaded.
    Other,
}

/// The path of a file; `None` for what is no file.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let url = Url::parse(&uri.0).ok()?;
    (url.scheme() == "file").then(|| url.to_file_path().ok())?
}

/// The address of a file.
pub(super) fn uri(path: &Path) -> Option<Uri> {
    let absolute = std::path::absolute(path).ok()?;
    let url = Url::from_file_path(absolute).ok()?;
    Some(Uri(url.into()))
}

/// The path that a document is checked under. One that is no file yet lies in `folder`, under its
/// own name, with an extension for its language.
pub(super) fn path_or_stand_in(uri: &Uri, language: &str, folder: &Path) -> PathBuf {
    if let Some(path) = path(uri) {
        return path;
    }
    let name = uri.0.rsplit(['/', ':']).next().unwrap_or_default();
    let path = folder.join(name);
    match Markup::of(&path) {
        Some(_) => path,
        None => path.with_extension(match language {
            "html" => "html",
            "mdx" => "mdx",
            "markdown" => "md",
            _ => "txt",
        }),
    }
}

/// What a document is, by its name, or else by the language that the editor takes it for.
pub(super) fn kind(path: &Path, language: &str) -> Kind {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    if FILE_NAMES.contains(&name) {
        Kind::Config
    } else if Markup::of(path).is_some() || matches!(language, "markdown" | "mdx" | "html") {
        Kind::Article
    } else {
        Kind::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn addresses_are_paths_and_back() {
        let path = |text: &str| super::path(&Uri(text.to_owned()));
        let article = PathBuf::from("/site/一 a.md");
        assert_eq!(path("file:///site/%E4%B8%80%20a.md"), Some(article.clone()));
        assert_eq!(path(&uri(&article).unwrap().0), Some(article));
        assert_eq!(path("untitled:Untitled-1"), None);
        assert_eq!(path("https://example.org/a.md"), None);
        assert_eq!(path("not an address"), None);
    }

    #[test]
    fn what_is_no_file_yet_gets_a_name() {
        let stand_in = |text: &str, language: &str| {
            let path = path_or_stand_in(&Uri(text.to_owned()), language, Path::new("site"));
            (
                kind(&path, language),
                path.to_string_lossy().replace('\\', "/"),
            )
        };
        let markdown = (Kind::Article, "site/Untitled-1.md".to_owned());
        assert_eq!(stand_in("untitled:Untitled-1", "markdown"), markdown);
        assert_eq!(stand_in("untitled:", "rust").0, Kind::Other);
    }
}
