//! What a site's owner has said about an article, as plain data for the checks.

use std::path::{Path, PathBuf};

use crate::date::SiteZone;
use crate::date::clock::Instant;
use crate::site::Files;
use crate::target::Target;

/// The settings under which the articles of one site are checked.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The generators that read the articles; empty when nobody said and nothing was found.
    pub targets: Vec<Target>,
    /// The absolute path of the site's root, as far as it is known.
    pub site: Option<PathBuf>,
    /// The host that the site is published on, as far as its own configuration tells.
    pub host: Option<String>,
    /// The clock that the site is built by, as far as it is known.
    pub zone: SiteZone,
    /// When the articles are checked; without it nothing is in the future.
    pub now: Option<Instant>,
    /// The files that articles refer to.
    pub files: Files,
}

impl Settings {
    /// A path inside the site: relative to its root, with `/`. Without a root, the path as it
    /// stands.
    #[must_use]
    pub fn site_path(&self, path: &Path) -> String {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let below = self
            .site
            .as_ref()
            .and_then(|site| absolute.strip_prefix(site).ok());
        let parts = below.unwrap_or(path).components();
        let names: Vec<_> = parts
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        names.join("/")
    }

    /// Whether an article is a dated post to any of the targets; `None` when there are none, and
    /// nobody knows.
    #[must_use]
    pub fn is_post(&self, path: &Path) -> Option<bool> {
        if self.targets.is_empty() {
            return None;
        }
        let path = self.site_path(path);
        Some(
            self.targets
                .iter()
                .any(|target| target.profile().is_post(&path)),
        )
    }

    /// Whether a file is a template of the site, not an article.
    #[must_use]
    pub fn is_scaffold(&self, path: &Path) -> bool {
        if self.targets.is_empty() {
            return false;
        }
        let path = self.site_path(path);
        self.targets
            .iter()
            .any(|target| target.profile().is_scaffold(&path))
    }
}
