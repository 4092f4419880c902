//! The front matter keys that each generator gives a meaning, as its documentation lists them.

use super::profile::{Key, Kind};
use Kind::{Any, Bool, Date, List, Map, Number, Text, TextOrList, WordsOrList};

const fn key(name: &'static str, kind: Kind) -> Key {
    Key { name, kind }
}

/// What a date is the date of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateRole {
    /// When the article came out.
    Published,
    /// When it was last changed.
    Updated,
    /// When it is taken down.
    Expiry,
}

/// What the date under a key is the date of; `None` for keys that no generator here knows.
#[must_use]
pub fn date_role(key: &str) -> Option<DateRole> {
    const ROLES: &[(&str, DateRole)] = &[
        ("date", DateRole::Published),
        ("pubDate", DateRole::Published),
        ("publishDate", DateRole::Published),
        ("published", DateRole::Published),
        ("updated", DateRole::Updated),
        ("lastmod", DateRole::Updated),
        ("modified", DateRole::Updated),
        ("updatedDate", DateRole::Updated),
        ("last_modified_at", DateRole::Updated),
        ("lastUpdated", DateRole::Updated),
        ("expiryDate", DateRole::Expiry),
        ("unpublishdate", DateRole::Expiry),
    ];
    let mut roles = ROLES.iter();
    roles
        .find(|(name, _)| name.eq_ignore_ascii_case(key))
        .map(|(_, role)| *role)
}

/// hexo.io/docs/front-matter, `lib/models/post.ts`, `lib/plugins/processor/post.ts`.
pub(super) const HEXO: &[Key] = &[
    key("title", Text),
    key("date", Date),
    key("updated", Date),
    key("tags", TextOrList),
    key("tag", TextOrList),
    key("categories", Any),
    key("category", Any),
    key("layout", Any),
    key("comments", Bool),
    key("permalink", Text),
    key("excerpt", Text),
    key("description", Text),
    key("keywords", TextOrList),
    key("lang", Text),
    key("published", Bool),
    key("disableNunjucks", Bool),
    key("photos", TextOrList),
    key("photo", TextOrList),
];

/// gohugo.io/content-management/front-matter, `pagemeta/page_frontmatter.go` (aliases of dates).
pub(super) const HUGO: &[Key] = &[
    key("title", Text),
    key("date", Date),
    key("lastmod", Date),
    key("modified", Date),
    key("publishDate", Date),
    key("pubdate", Date),
    key("published", Date),
    key("expiryDate", Date),
    key("unpublishdate", Date),
    key("draft", Bool),
    key("description", Text),
    key("summary", Text),
    key("slug", Text),
    key("url", Text),
    key("linkTitle", Text),
    key("type", Text),
    key("layout", Text),
    key("markup", Text),
    key("translationKey", Text),
    key("weight", Number),
    key("headless", Bool),
    key("isCJKLanguage", Bool),
    key("aliases", List),
    key("tags", TextOrList),
    key("categories", TextOrList),
    key("series", TextOrList),
    key("keywords", TextOrList),
    key("outputs", List),
    key("menus", Any),
    key("menu", Any),
    key("cascade", Any),
    key("resources", Any),
    key("build", Map),
    key("params", Map),
    key("sitemap", Map),
    key("sites", Map),
];

/// jekyllrb.com/docs/front-matter; `last_modified_at` and `redirect_from` of the plugins that
/// GitHub Pages ships.
pub(super) const JEKYLL: &[Key] = &[
    key("title", Text),
    key("date", Date),
    key("last_modified_at", Date),
    key("layout", Any),
    key("permalink", Text),
    key("published", Bool),
    key("category", WordsOrList),
    key("categories", WordsOrList),
    key("tags", WordsOrList),
    key("tag", WordsOrList),
    key("excerpt", Text),
    key("excerpt_separator", Text),
    key("description", Text),
    key("slug", Text),
    key("author", Any),
    key("image", Any),
    key("lang", Text),
    key("redirect_from", TextOrList),
    key("redirect_to", TextOrList),
    key("sitemap", Bool),
];

/// getzola.org/documentation/content/page; `components/content/src/front_matter/page.rs`. The
/// structure is strict: a value of another type stops the build.
pub(super) const ZOLA: &[Key] = &[
    key("title", Text),
    key("description", Text),
    key("date", Date),
    key("updated", Date),
    key("draft", Bool),
    key("render", Bool),
    key("slug", Text),
    key("path", Text),
    key("taxonomies", Map),
    key("weight", Number),
    key("authors", List),
    key("aliases", List),
    key("template", Text),
    key("in_search_index", Bool),
    key("extra", Map),
];

/// docs.astro.build/en/guides/markdown-content (`layout`, `draft` by convention); the names of
/// the dates are those of Astro's blog template and of Starlight. A site's schema says the rest.
pub(super) const ASTRO: &[Key] = &[
    key("title", Text),
    key("description", Text),
    key("pubDate", Date),
    key("updatedDate", Date),
    key("publishDate", Date),
    key("date", Date),
    key("lastUpdated", Any),
    key("draft", Bool),
    key("layout", Text),
    key("slug", Text),
    key("tags", List),
    key("heroImage", Any),
    key("sidebar", Map),
];

/// 11ty.dev/docs/data-frontmatter and docs/data-configuration.
pub(super) const ELEVENTY: &[Key] = &[
    key("title", Text),
    key("description", Text),
    key("date", Date),
    key("layout", Any),
    key("permalink", Any),
    key("pagination", Map),
    key("tags", TextOrList),
    key("eleventyExcludeFromCollections", Any),
    key("eleventyComputed", Map),
    key("eleventyNavigation", Map),
    key("eleventyImport", Map),
    key("templateEngineOverride", Text),
    key("override:tags", TextOrList),
    key("draft", Bool),
];

/// docusaurus.io/docs/api/plugins: `frontMatter.ts` of the blog and docs plugins. The schema is
/// strict: a value of another type stops the build.
pub(super) const DOCUSAURUS: &[Key] = &[
    key("id", Text),
    key("title", Text),
    key("description", Text),
    key("slug", Text),
    key("date", Date),
    key("tags", Any),
    key("authors", Any),
    key("author", Text),
    key("author_title", Text),
    key("author_url", Text),
    key("author_image_url", Text),
    key("draft", Bool),
    key("unlisted", Bool),
    key("image", Text),
    key("keywords", List),
    key("last_update", Map),
    key("hide_title", Bool),
    key("hide_table_of_contents", Bool),
    key("toc_min_heading_level", Number),
    key("toc_max_heading_level", Number),
    key("sidebar_label", Text),
    key("sidebar_position", Number),
    key("sidebar_class_name", Text),
    key("sidebar_custom_props", Map),
    key("displayed_sidebar", Any),
    key("pagination_label", Text),
    key("pagination_next", Any),
    key("pagination_prev", Any),
    key("custom_edit_url", Any),
    key("parse_number_prefixes", Bool),
];
