//! What a site's own configuration says about addresses.

use std::path::Path;

use crate::target;

/// What a site's own configuration says about addresses, as far as it is easily read.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// The path of the site on its host, with slashes at both ends; nothing for the root.
    pub(super) base: Option<String>,
    /// Hexo's `post_asset_folder`.
    pub(super) has_post_folders: bool,
}

impl Facts {
    pub(super) fn read(root: &Path) -> Self {
        let says =
            target::site_settings(root, &["root", "baseurl", "base_url", "post_asset_folder"]);
        let [root, baseurl, base_url, post_folders] = says.as_slice() else {
            return Self::default();
        };
        let stated = [root, baseurl, base_url].into_iter().flatten();
        Self {
            base: stated.filter_map(|stated| path_of(stated)).next(),
            has_post_folders: post_folders.as_deref() == Some("true"),
        }
    }
}

/// The path of an address, `https://example.org/notes` or `/notes/`, as `/notes/`.
fn path_of(address: &str) -> Option<String> {
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => address,
    };
    let path = path.trim_matches('/');
    (!path.is_empty()).then(|| format!("/{path}/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_a_site() {
        for (address, path) in [
            ("https://example.org", None),
            ("https://example.org/", None),
            ("https://example.org/notes", Some("/notes/")),
            ("/", None),
            ("/a/b/", Some("/a/b/")),
        ] {
            assert_eq!(path_of(address).as_deref(), path, "{address}");
        }
    }
}
