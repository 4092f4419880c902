//! Which generators a site is written for, told from its own configuration files.
//!
//! A folder name alone is never enough, and neither is a development dependency: a plugin's or a
//! linter's repository depends on generators too. One folder is listed and few small files of it
//! are read.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::Target;
use crate::date::SiteZone;
use crate::document::web_host;

/// How much of a configuration file is looked at, in bytes.
const MAX_CONFIG: u64 = 256 * 1024;

/// The generators that the folder `root` is a site of, in the order of [`Target::ALL`].
#[must_use]
pub fn detect(root: &Path) -> Vec<Target> {
    let folder = Folder::list(root);
    let found = Target::ALL.iter().filter(|target| match target {
        Target::Hexo => folder.is_hexo(),
        Target::Hugo => folder.is_hugo(),
        Target::Jekyll => folder.is_jekyll(),
        Target::Zola => folder.is_zola(),
        Target::Astro => folder.has_script("astro.config"),
        Target::Eleventy => folder.is_eleventy(),
        Target::Docusaurus => folder.has_script("docusaurus.config"),
    });
    found.copied().collect()
}

/// The nearest folder upwards from `article`, a file or a folder, that is a site, and its
/// generators. The search ends at the root of a repository.
#[must_use]
pub fn site_of(article: &Path) -> Option<(PathBuf, Vec<Target>)> {
    for folder in article.ancestors() {
        // The parent of a relative path's first part is the current folder.
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let targets = detect(folder);
        if !targets.is_empty() {
            return Some((folder.to_owned(), targets));
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    None
}

/// The time zone that a site's own configuration sets: Hexo's and Jekyll's `timezone`, Hugo's
/// `timeZone`. None where it sets none, or one that does not exist.
#[must_use]
pub fn time_zone(root: &Path) -> Option<SiteZone> {
    let zone = |config: String| SiteZone::site(&value(&config, "timezone")?).ok();
    Folder::list(root).configs().find_map(zone)
}

/// The host that a site's own configuration says it is published on: Hexo's and Jekyll's `url`,
/// Hugo's `baseURL`, Zola's `base_url`.
#[must_use]
pub fn host(root: &Path) -> Option<String> {
    let host = |config: String| {
        let mut keys = ["url", "baseURL", "base_url"].iter();
        keys.find_map(|key| Some(web_host(&value(&config, key)?)?.into_owned()))
    };
    Folder::list(root).configs().find_map(host)
}

/// What a site's own configuration sets at its top level, for each of the keys, whatever the case.
#[must_use]
pub(crate) fn site_settings(root: &Path, keys: &[&str]) -> Vec<Option<String>> {
    let texts: Vec<_> = Folder::list(root).configs().collect();
    let said = |key: &&str| texts.iter().find_map(|text| value(text, key));
    keys.iter().map(said).collect()
}

/// A folder and the names in it.
struct Folder<'p> {
    root: &'p Path,
    names: BTreeSet<String>,
}

impl<'p> Folder<'p> {
    fn list(root: &'p Path) -> Self {
        let entries = fs::read_dir(root).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        Self {
            root,
            names: names.collect(),
        }
    }

    fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    fn any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.has(name))
    }

    /// The start of a file, empty if there is none or it is no text.
    fn read(&self, name: &str) -> String {
        if !self.has(name) {
            return String::new();
        }
        let mut bytes = Vec::new();
        let file = fs::File::open(self.root.join(name));
        let read = file.and_then(|file| file.take(MAX_CONFIG).read_to_end(&mut bytes));
        if read.is_ok() {
            String::from_utf8_lossy(&bytes).into_owned()
        } else {
            String::new()
        }
    }

    /// The texts of the configuration files that are data.
    fn configs(&self) -> impl Iterator<Item = String> {
        let endings = ["toml", "yaml", "yml", "json"];
        let names = ["_config", "hugo", "config", "zola"]
            .iter()
            .flat_map(move |stem| endings.map(|ending| format!("{stem}.{ending}")));
        names
            .map(|name| self.read(&name))
            .filter(|text| !text.is_empty())
    }

    /// A configuration file that is a script: `stem.js`, `stem.mjs`, `stem.ts` and the like.
    fn has_script(&self, stem: &str) -> bool {
        let endings = ["js", "mjs", "cjs", "ts", "mts", "cts"];
        endings
            .iter()
            .any(|ending| self.has(&format!("{stem}.{ending}")))
    }

    fn package(&self) -> serde_json::Value {
        serde_json::from_str(&self.read("package.json")).unwrap_or_default()
    }

    /// `_config.yml`, and the package depends on Hexo or was written by it, or the folders are
    /// those that `hexo init` lays out.
    fn is_hexo(&self) -> bool {
        let package = self.package();
        let named = package["dependencies"].get("hexo").is_some() || package.get("hexo").is_some();
        let laid_out = self.has("scaffolds") && self.root.join("source/_posts").is_dir();
        self.any(&["_config.yml", "_config.yaml", "_config.json"]) && (named || laid_out)
    }

    /// `hugo.toml` and the like, or the older `config.toml` with a `baseURL` or a theme.
    fn is_hugo(&self) -> bool {
        let endings = ["toml", "yaml", "yml", "json"];
        let file = |stem: &str| {
            endings
                .iter()
                .map(|ending| format!("{stem}.{ending}"))
                .find(|name| self.has(name))
        };
        let older = || {
            let config = self.read(&file("config")?);
            let folders = self.any(&["archetypes", "layouts", "themes"]);
            (has_key(&config, "baseURL") || has_key(&config, "theme") && folders).then_some(())
        };
        let default = self.root.join("config/_default");
        let split = || {
            let names = Folder::list(&default).names;
            names
                .iter()
                .any(|name| name.starts_with("hugo.") || name.starts_with("config."))
        };
        let in_folder = self.has("config") && self.has("content") && split();
        file("hugo").is_some() || older().is_some() || in_folder
    }

    /// `_config.yml`, and the Gemfile names Jekyll, or Jekyll's own folders stand beside it.
    fn is_jekyll(&self) -> bool {
        let gems = self.read("Gemfile");
        let named = ["jekyll", "github-pages"].iter().any(|gem| {
            let mut lines = gems.lines().map(str::trim_start);
            lines.any(|line| line.starts_with("gem ") && line.contains(gem))
        });
        let folders = self.any(&["_posts", "_layouts", "_includes", "_drafts"]);
        self.any(&["_config.yml", "_config.yaml", "_config.toml"])
            && (named || folders)
            && !self.is_hexo()
    }

    /// `zola.toml`, or `config.toml` with `base_url`.
    fn is_zola(&self) -> bool {
        let folders = self.any(&["content", "templates", "themes", "sass"]);
        self.has("zola.toml") || has_key(&self.read("config.toml"), "base_url") && folders
    }

    /// A configuration script, or a dependency that a script of the package calls.
    fn is_eleventy(&self) -> bool {
        let package = self.package();
        let depends = ["dependencies", "devDependencies"]
            .iter()
            .any(|list| package[list].get("@11ty/eleventy").is_some());
        let calls = package["scripts"].as_object().is_some_and(|scripts| {
            let mut commands = scripts.values().filter_map(|command| command.as_str());
            commands.any(|command| command.contains("eleventy"))
        });
        self.has(".eleventy.js") || self.has_script("eleventy.config") || depends && calls
    }
}

/// Whether a TOML, YAML or JSON text has this key at its top level, whatever the case.
fn has_key(text: &str, key: &str) -> bool {
    rest_of(text, key).is_some()
}

/// The value of a key at the top level, if it is one word.
fn value(text: &str, key: &str) -> Option<String> {
    let rest = rest_of(text, key)?;
    let word = rest.trim_start().trim_start_matches(['"', '\'']);
    let end =
        word.find(|sign: char| sign.is_whitespace() || matches!(sign, '"' | '\'' | ',' | '#'));
    let word = &word[..end.unwrap_or(word.len())];
    (!word.is_empty()).then(|| word.to_owned())
}

/// What stands behind a key at the top level and its `=` or `:`.
fn rest_of<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    text.lines()
        // Behind the first TOML table, keys belong to it.
        .take_while(|line| !line.starts_with('['))
        .map(|line| line.trim_start().trim_start_matches('"'))
        .filter_map(|line| Some((line.get(..key.len())?, &line[key.len()..])))
        .find_map(|(name, rest)| {
            let rest = rest.trim_start_matches('"').trim_start();
            let value = rest.strip_prefix(['=', ':'])?;
            name.eq_ignore_ascii_case(key).then_some(value)
        })
}

#[cfg(test)]
mod tests;
