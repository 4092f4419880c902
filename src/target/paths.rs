//! What a path inside a site says about an article.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::profile::DateInPath;
use super::{Draft, Profile, Target};

/// Jekyll's `DATE_FILENAME_MATCHER`.
static JEKYLL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|/)(\d{2,4}-\d{1,2}-\d{1,2})-[^/]*\.[^./]+$"));
/// Zola's `RFC3339_DATE`, on the file's or the bundle's name.
static ZOLA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|/)(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))[^/]*(?:/index\.[^/]*)?$")
});
/// Eleventy's `getMappedDate`: the first one in the path.
static ELEVENTY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\d{4}-\d{2}-\d{2})"));
/// Docusaurus' `DATE_FILENAME_REGEX`: the last one in the path.
static DOCUSAURUS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^.*(\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?.*?(?:/index)?.mdx?$"));

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a constant pattern")
}

impl Profile {
    /// Whether the article at `path` is a dated post, drafts included. `path` is relative to the
    /// site's root, with `/`.
    #[must_use]
    pub fn is_post(&self, path: &str) -> bool {
        let in_drafts = self.drafts.iter().any(|draft| match draft {
            Draft::Folder(folder) => lies_in(path, folder),
            _ => false,
        });
        let in_posts = self
            .folders
            .posts
            .iter()
            .any(|folder| lies_in(path, folder));
        // The page of the section itself is no post of it.
        let section = path
            .rsplit('/')
            .next()
            .is_some_and(|name| name.starts_with("_index."));
        (in_posts || in_drafts) && !section && !self.is_scaffold(path)
    }

    /// Whether the file at `path` is a template, a scaffold or part of a theme, or is copied to the
    /// site as it stands: no article.
    #[must_use]
    pub fn is_scaffold(&self, path: &str) -> bool {
        let scaffolds = self.folders.scaffolds;
        scaffolds.iter().any(|folder| lies_in(path, folder)) || self.is_copied(path)
    }

    fn is_copied(&self, path: &str) -> bool {
        let below = |folder: &&str| {
            let rest = path.strip_prefix(*folder);
            !folder.is_empty() && rest.is_some_and(|rest| rest.starts_with('/'))
        };
        let content = self.folders.content;
        !content.is_empty() && self.folders.assets.iter().any(below) && !content.iter().any(below)
    }

    /// The date that the generator takes from `path` without being told to: its bytes in `path`.
    #[must_use]
    pub fn date_in_path(&self, path: &str) -> Option<Range<usize>> {
        let pattern: &Regex = match self.date_in_path {
            DateInPath::No | DateInPath::Configured => return None,
            DateInPath::RequiredPrefix => &JEKYLL,
            DateInPath::Prefix => &ZOLA,
            DateInPath::Anywhere => &ELEVENTY,
            DateInPath::Folders => &DOCUSAURUS,
        };
        pattern.captures(path)?.get(1).map(|date| date.range())
    }
}

/// The generator whose own folders a path shows, when the site's other files are not there to say
/// so: a part of a site may be checked by itself.
pub(crate) fn implied_by(path: &str) -> Option<Target> {
    let (folders, _) = path.rsplit_once('/')?;
    let names: Vec<_> = folders.split('/').collect();
    let at = names.iter().rposition(|name| *name == "_posts")?;
    match at > 0 && names[at - 1] == "source" {
        true => Some(Target::Hexo),
        false => JEKYLL.is_match(path).then_some(Target::Jekyll),
    }
}

/// Whether `path` lies in `folder`: one name counts at any depth, a longer one from the root.
pub(crate) fn lies_in(path: &str, folder: &str) -> bool {
    if folder.contains('/') {
        return path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'));
    }
    let (folders, _) = path.rsplit_once('/').unwrap_or_default();
    folders.split('/').any(|name| name == folder)
}

#[cfg(test)]
mod tests {
    use super::super::Target::{Astro, Docusaurus, Eleventy, Hexo, Hugo, Jekyll, Zola};

    #[test]
    fn posts() {
        let is_post = |target: super::super::Target, path| target.profile().is_post(path);
        assert!(is_post(Hexo, "source/_posts/news/a.md"));
        assert!(is_post(Hexo, "source/_drafts/a.md"));
        assert!(!is_post(Hexo, "source/about/index.md"));
        assert!(is_post(Jekyll, "_posts/2020-01-01-a.md"));
        assert!(is_post(Jekyll, "en/news/_posts/2020-01-01-a.md"));
        assert!(!is_post(Jekyll, "about.md"));
        assert!(is_post(Hugo, "content/posts/a/index.md"));
        assert!(!is_post(Hugo, "content/posts/_index.md"));
        assert!(!is_post(Hugo, "archetypes/posts/a.md"));
        assert!(is_post(Docusaurus, "blog/a.md"));
        assert!(!is_post(Docusaurus, "docs/a.md"));
        assert!(is_post(Astro, "src/content/blog/a.mdx"));
        assert!(is_post(Eleventy, "src/posts/a.md"));
        assert!(!is_post(Zola, "content/posts.md"));
    }

    #[test]
    fn folders_that_show_the_generator() {
        use super::implied_by;
        assert_eq!(implied_by("a/source/_posts/news/a.md"), Some(Hexo));
        assert_eq!(implied_by("a/_posts/2020-01-01-a.md"), Some(Jekyll));
        assert_eq!(implied_by("_posts/a.md"), None);
        assert_eq!(implied_by("posts/2020-01-01-a.md"), None);
        assert_eq!(implied_by("2020-01-01-a.md"), None);
    }

    #[test]
    fn dates_in_paths() {
        let date = |target: super::super::Target, path: &'static str| {
            target
                .profile()
                .date_in_path(path)
                .map(|range| &path[range])
        };
        assert_eq!(date(Jekyll, "_posts/2020-1-02-a.b.md"), Some("2020-1-02"));
        assert_eq!(date(Jekyll, "_posts/a-2020-01-02.md"), None);
        assert_eq!(date(Zola, "content/2020-01-02_a.md"), Some("2020-01-02"));
        assert_eq!(
            date(Zola, "content/2020-01-02-a/index.md"),
            Some("2020-01-02")
        );
        assert_eq!(date(Zola, "content/a-2020-01-02-b.md"), None);
        assert_eq!(date(Eleventy, "posts/2020-01-02/a.md"), Some("2020-01-02"));
        assert_eq!(date(Docusaurus, "blog/2020/01/02/a.md"), Some("2020/01/02"));
        assert_eq!(
            date(Docusaurus, "blog/2020-01-02-a/index.mdx"),
            Some("2020-01-02")
        );
        assert_eq!(date(Hexo, "source/_posts/2020-01-02-a.md"), None);
    }
}
