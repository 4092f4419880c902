//! The table: one row a generator. What a generator does stands here and nowhere else.

use super::fence::Format::{JavaScript, Json, JsonMembers, Org, Toml, Yaml};
use super::profile::{
    Before, Broken, Bundle, DateInPath, Draft, Duplicates, FenceRule, Folders, Profile, Syntax,
    UnreadableDate, Untitled, Without,
};
use super::{Target, YamlReader, keys};

/// Hexo 8 with `hexo-front-matter` 4.
const HEXO: Profile = Profile {
    target: Target::Hexo,
    source: "hexo.io/docs; hexo-front-matter 4.2.1; hexo lib/plugins/processor/post.ts",
    fence: FenceRule {
        formats: &[Yaml, JsonMembers],
        before: Before::OneEmptyLine,
        blanks_after_opener: false,
        opener_optional: true,
        dots_close: false,
        text_after_closer: true,
        empty: false,
    },
    without: Without::Shown,
    broken: Broken::LeftOut,
    yaml: YamlReader::JsYaml4,
    yaml_since: None,
    duplicates: Duplicates::Error,
    keys_fold_case: false,
    keys: keys::HEXO,
    untitled: Untitled::Nothing,
    keys_are_the_sites: false,
    unreadable_date: UnreadableDate::FileTime,
    date_in_path: DateInPath::Configured,
    drafts: &[
        Draft::Key("published", false),
        Draft::Folder("source/_drafts"),
    ],
    folders: Folders {
        content: &["source"],
        content_alias: None,
        posts: &["source/_posts"],
        scaffolds: &["scaffolds", "themes"],
        assets: &["source"],
        more_assets: &["themes/*/source"],
        assets_are_scripted: false,
        bundle: Bundle::SameNameFolder,
    },
    permalink: ":year/:month/:day/:title/",
    syntax: &[Syntax::HexoTags, Syntax::Nunjucks],
};

/// Hugo since 0.152, which reads YAML with `goccy/go-yaml`.
const HUGO: Profile = Profile {
    target: Target::Hugo,
    source: "gohugo.io; parser/pageparser/pagelexer_intro.go; parser/metadecoders/decoder.go",
    fence: FenceRule {
        formats: &[Yaml, Toml, Json, Org],
        before: Before::WhiteSpace,
        blanks_after_opener: true,
        opener_optional: false,
        dots_close: false,
        text_after_closer: true,
        empty: true,
    },
    without: Without::Shown,
    broken: Broken::BuildError,
    yaml: YamlReader::Goccy,
    yaml_since: None,
    duplicates: Duplicates::Error,
    keys_fold_case: true,
    keys: keys::HUGO,
    untitled: Untitled::Nothing,
    keys_are_the_sites: false,
    // Since 0.134; before that the date was dropped without a word.
    unreadable_date: UnreadableDate::BuildError,
    date_in_path: DateInPath::Configured,
    drafts: &[
        Draft::Key("draft", true),
        Draft::FutureDate,
        Draft::Expired("expiryDate"),
    ],
    folders: Folders {
        content: &["content"],
        content_alias: None,
        posts: &["content/posts", "content/post", "content/blog"],
        scaffolds: &["archetypes", "layouts", "themes"],
        assets: &["static"],
        // A render hook of the site may take pictures from `assets`; bundles are published as they lie.
        more_assets: &["assets", "content", "themes/*/static", "themes/*/assets"],
        assets_are_scripted: false,
        bundle: Bundle::IndexFolder,
    },
    permalink: "/:sections/:slugorcontentbasename/",
    syntax: &[Syntax::HugoShortcodes],
};

/// Jekyll 4 with `SafeYAML` on Psych.
const JEKYLL: Profile = Profile {
    target: Target::Jekyll,
    source: "jekyllrb.com/docs; lib/jekyll/document.rb; safe_yaml 1.0.5",
    fence: FenceRule {
        formats: &[Yaml],
        before: Before::Nothing,
        blanks_after_opener: true,
        opener_optional: false,
        dots_close: true,
        text_after_closer: false,
        empty: true,
    },
    without: Without::CopiedUnlessPost,
    broken: Broken::Emptied,
    yaml: YamlReader::SafeYaml,
    yaml_since: None,
    duplicates: Duplicates::LastWins,
    keys_fold_case: false,
    keys: keys::JEKYLL,
    untitled: Untitled::FileName,
    keys_are_the_sites: false,
    unreadable_date: UnreadableDate::BuildError,
    date_in_path: DateInPath::RequiredPrefix,
    drafts: &[
        Draft::Key("published", false),
        Draft::Folder("_drafts"),
        Draft::FutureDate,
    ],
    folders: Folders {
        content: &[],
        content_alias: None,
        posts: &["_posts"],
        scaffolds: &["_layouts", "_includes", "_sass", "_plugins", "_site"],
        assets: &[""],
        more_assets: &[],
        assets_are_scripted: false,
        bundle: Bundle::None,
    },
    permalink: "/:categories/:year/:month/:day/:title:output_ext",
    syntax: &[Syntax::Liquid],
};

/// Zola.
const ZOLA: Profile = Profile {
    target: Target::Zola,
    source: "getzola.org/documentation; components/content/src/front_matter/split.rs",
    fence: FenceRule {
        formats: &[Toml, Yaml],
        before: Before::WhiteSpace,
        blanks_after_opener: false,
        opener_optional: false,
        dots_close: false,
        text_after_closer: false,
        empty: true,
    },
    without: Without::BuildError,
    broken: Broken::BuildError,
    yaml: YamlReader::SerdeYaml,
    yaml_since: None,
    duplicates: Duplicates::Error,
    keys_fold_case: false,
    keys: keys::ZOLA,
    untitled: Untitled::Nothing,
    keys_are_the_sites: false,
    unreadable_date: UnreadableDate::BuildError,
    date_in_path: DateInPath::Prefix,
    drafts: &[Draft::Key("draft", true)],
    folders: Folders {
        content: &["content"],
        content_alias: Some("@/"),
        posts: &["content/posts", "content/post", "content/blog"],
        scaffolds: &["templates", "themes"],
        assets: &["static"],
        more_assets: &["content", "themes/*/static"],
        assets_are_scripted: false,
        bundle: Bundle::IndexFolder,
    },
    permalink: "/:sections/:slug/",
    syntax: &[Syntax::ZolaShortcodes],
};

/// Astro's Markdown and content collections.
const ASTRO: Profile = Profile {
    target: Target::Astro,
    source: "docs.astro.build; @astrojs/markdown-remark dist/frontmatter.js",
    fence: FenceRule {
        formats: &[Yaml, Toml],
        before: Before::BlankLines,
        blanks_after_opener: true,
        opener_optional: false,
        dots_close: false,
        text_after_closer: true,
        empty: true,
    },
    without: Without::Shown,
    broken: Broken::BuildError,
    yaml: YamlReader::JsYaml4,
    yaml_since: None,
    duplicates: Duplicates::Error,
    keys_fold_case: false,
    keys: keys::ASTRO,
    untitled: Untitled::Templates,
    keys_are_the_sites: true,
    unreadable_date: UnreadableDate::Text,
    date_in_path: DateInPath::No,
    drafts: &[Draft::Key("draft", true)],
    folders: Folders {
        content: &["src/content", "src/pages"],
        content_alias: None,
        posts: &["src/content/blog", "src/content/posts", "src/content/post"],
        scaffolds: &["src/layouts", "src/components"],
        assets: &["public"],
        more_assets: &[],
        assets_are_scripted: false,
        bundle: Bundle::Beside,
    },
    permalink: "/:collection/:slug/",
    syntax: &[Syntax::Mdx, Syntax::Admonitions],
};

/// Eleventy 3 with `gray-matter` 4; later releases ship a fork of it on `js-yaml` 4.
const ELEVENTY: Profile = Profile {
    target: Target::Eleventy,
    source: "11ty.dev/docs; gray-matter 4.0.3; src/Template.js",
    fence: GRAY_MATTER,
    without: Without::Shown,
    broken: Broken::BuildError,
    yaml: YamlReader::JsYaml3,
    yaml_since: Some(("3.1.8", YamlReader::JsYaml4)),
    duplicates: Duplicates::Error,
    keys_fold_case: false,
    keys: keys::ELEVENTY,
    untitled: Untitled::Templates,
    keys_are_the_sites: false,
    unreadable_date: UnreadableDate::BuildError,
    date_in_path: DateInPath::Anywhere,
    drafts: &[Draft::Key("draft", true)],
    folders: Folders {
        content: &[],
        content_alias: None,
        posts: &["posts", "post", "blog"],
        scaffolds: &["_includes", "_data", "_layouts", "_site"],
        assets: &["public", ""],
        more_assets: &["src", "static"],
        assets_are_scripted: true,
        bundle: Bundle::None,
    },
    permalink: "/:path/:stem/",
    syntax: &[Syntax::Liquid, Syntax::Nunjucks],
};

/// Docusaurus 3 with `gray-matter` 4; later releases ship a fork of it on `js-yaml` 4.
const DOCUSAURUS: Profile = Profile {
    target: Target::Docusaurus,
    source: "docusaurus.io/docs; gray-matter 4.0.3; plugin-content-blog/src/frontMatter.ts",
    fence: GRAY_MATTER,
    without: Without::Shown,
    broken: Broken::BuildError,
    yaml: YamlReader::JsYaml3,
    yaml_since: Some(("3.10.2", YamlReader::JsYaml4)),
    duplicates: Duplicates::Error,
    keys_fold_case: false,
    keys: keys::DOCUSAURUS,
    untitled: Untitled::HeadingOrFileName,
    keys_are_the_sites: false,
    unreadable_date: UnreadableDate::BuildError,
    date_in_path: DateInPath::Folders,
    drafts: &[Draft::Key("draft", true)],
    folders: Folders {
        content: &["blog", "docs", "versioned_docs", "src/pages", "i18n"],
        content_alias: None,
        posts: &["blog"],
        scaffolds: &["src/theme", "src/components"],
        assets: &["static"],
        more_assets: &[],
        assets_are_scripted: false,
        bundle: Bundle::Beside,
    },
    permalink: "/blog/:year/:month/:day/:slug",
    syntax: &[Syntax::Mdx, Syntax::Admonitions],
};

/// `gray-matter` with its default options.
const GRAY_MATTER: FenceRule = FenceRule {
    formats: &[Yaml, Json, JavaScript],
    before: Before::Nothing,
    blanks_after_opener: true,
    opener_optional: false,
    dots_close: false,
    text_after_closer: true,
    empty: true,
};

impl Target {
    /// Its row of the table.
    #[must_use]
    pub const fn profile(self) -> &'static Profile {
        match self {
            Self::Hexo => &HEXO,
            Self::Hugo => &HUGO,
            Self::Jekyll => &JEKYLL,
            Self::Zola => &ZOLA,
            Self::Astro => &ASTRO,
            Self::Eleventy => &ELEVENTY,
            Self::Docusaurus => &DOCUSAURUS,
        }
    }
}
