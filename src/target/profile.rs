//! The columns of the table in [`super::table`]: what there is to know about a generator.

use super::{Target, YamlReader, fence::Format};

/// What one generator does with an article. All folders and paths are relative to the site's
/// root, with `/`, without a leading or closing slash.
#[derive(Debug)]
pub struct Profile {
    /// Which generator this row is about.
    pub target: Target,
    /// Where its documentation and source say so.
    pub source: &'static str,
    /// How it finds front matter.
    pub fence: FenceRule,
    /// What becomes of an article in which it sees none.
    pub without: Without,
    /// What becomes of an article whose front matter it finds but cannot read.
    pub broken: Broken,
    /// The library that reads its YAML.
    pub yaml: YamlReader,
    /// Releases that read YAML otherwise than [`Profile::yaml`]: from which version, and how.
    pub yaml_since: Option<(&'static str, YamlReader)>,
    /// What it does with the same key twice in one mapping.
    pub duplicates: Duplicates,
    /// Whether `Title` and `title` are the same key to it.
    pub keys_fold_case: bool,
    /// The keys it knows, with what it takes as their value. Other keys are the site's own.
    pub keys: &'static [Key],
    /// What an article without `title` is called.
    pub untitled: Untitled,
    /// Whether the keys are those of examples, and a schema of the site's own says which there are.
    pub keys_are_the_sites: bool,
    /// What an unreadable date turns into.
    pub unreadable_date: UnreadableDate,
    /// Whether and where a path gives an article its date.
    pub date_in_path: DateInPath,
    /// What keeps an article out of the published site.
    pub drafts: &'static [Draft],
    /// Where its articles, assets and templates lie.
    pub folders: Folders,
    /// The address of a post when the site configures none, in the generator's own notation.
    pub permalink: &'static str,
    /// The template languages an article of it may hold.
    pub syntax: &'static [Syntax],
}

/// How a generator finds front matter. [`super::sees`] does what this says; a test holds the two together.
#[derive(Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "a row of a table: each column is its own yes or no"
)]
pub struct FenceRule {
    /// The languages it reads between fences.
    pub formats: &'static [Format],
    /// What may stand before the opening fence, besides a byte order mark.
    pub before: Before,
    /// Blanks may follow the opening dashes.
    pub blanks_after_opener: bool,
    /// The block may have no opening fence, only the closing one.
    pub opener_optional: bool,
    /// `...` closes the block.
    pub dots_close: bool,
    /// Text may follow the closing dashes on their line, and becomes body.
    pub text_after_closer: bool,
    /// A block with nothing in it counts as front matter.
    pub empty: bool,
}

/// What may stand before the opening fence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// Nothing.
    Nothing,
    /// One empty line.
    OneEmptyLine,
    /// Any number of blank lines, but no indent.
    BlankLines,
    /// Any white space, an indent too.
    WhiteSpace,
}

/// What becomes of an article in which a generator sees no front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Without {
    /// A page without title and date; the lines meant as front matter are shown to readers.
    Shown,
    /// A post is shown so; any other file is copied as it is and becomes no page.
    CopiedUnlessPost,
    /// The build stops.
    BuildError,
}

/// What becomes of an article whose front matter cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// It is left out of the site; the build goes on with a message.
    LeftOut,
    /// It stays without any of its values; the build goes on with a message.
    Emptied,
    /// The build stops.
    BuildError,
}

/// What a reader does with the same key twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duplicates {
    /// The file cannot be read.
    Error,
    /// The last one counts, without a word.
    LastWins,
}

/// What an article without `title` is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untitled {
    /// Nothing.
    Nothing,
    /// By the name of its file.
    FileName,
    /// By its first heading or, without one, the name of its file.
    HeadingOrFileName,
    /// What the site's own templates and schemas make of it.
    Templates,
}

/// What a date turns into that a generator cannot read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnreadableDate {
    /// The time of the file on disk, in silence.
    FileTime,
    /// No date, in silence.
    Dropped,
    /// The build stops.
    BuildError,
    /// What the site's own schema or templates make of a text.
    Text,
}

/// Whether and where a path gives an article its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateInPath {
    /// Never.
    No,
    /// Only when the site configures it.
    Configured,
    /// `YYYY-MM-DD-` starts a post's file name, and has to.
    RequiredPrefix,
    /// `YYYY-MM-DD` with `-` or `_` may start a file name.
    Prefix,
    /// The first `YYYY-MM-DD` anywhere in the path.
    Anywhere,
    /// `YYYY-MM-DD` anywhere in the path, its parts parted by `-` or `/`.
    Folders,
}

/// A front matter key that a generator gives a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key as its documentation writes it.
    pub name: &'static str,
    /// What its value has to be.
    pub kind: Kind,
}

/// What a generator takes as the value of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Text. Numbers are taken too, but lose what a number does not keep (`3.10`).
    Text,
    /// A date, with or without a time.
    Date,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// A list of texts.
    List,
    /// A list of texts, or one text.
    TextOrList,
    /// A text of words parted by blanks, or a list of texts.
    WordsOrList,
    /// A mapping.
    Map,
    /// More than one of these, or a structure of its own.
    Any,
}

/// What keeps an article out of the published site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draft {
    /// A key with this value.
    Key(&'static str, bool),
    /// Lying in this folder.
    Folder(&'static str),
    /// A date in the future.
    FutureDate,
    /// This expiry key with a date in the past.
    Expired(&'static str),
}

/// Where a site of this generator keeps things.
#[derive(Debug)]
pub struct Folders {
    /// The roots that articles are read from. Empty: the whole site.
    pub content: &'static [&'static str],
    /// What stands for the first of these in a link from one source to another.
    pub content_alias: Option<&'static str>,
    /// Folders whose articles are dated posts. A name without `/` counts at any depth.
    pub posts: &'static [&'static str],
    /// Folders of templates, scaffolds and archetypes: never judged as articles.
    pub scaffolds: &'static [&'static str],
    /// Folders copied to the root of the site: `/x.png` in an article is looked for here.
    pub assets: &'static [&'static str],
    /// Folders that `/x.png` may come from besides: what is not in `assets` may be here. `*` is
    /// every folder.
    pub more_assets: &'static [&'static str],
    /// Whether only a configuration script tells what is copied, so that a file that is in none of
    /// these folders may still be there.
    pub assets_are_scripted: bool,
    /// Where an article's own images lie.
    pub bundle: Bundle,
}

/// Where an article's own images lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bundle {
    /// Nowhere: addresses count from the page's own address.
    None,
    /// In a folder beside the article with its name, when the site says `post_asset_folder: true`.
    SameNameFolder,
    /// Beside the article, when that is called `index`.
    IndexFolder,
    /// Beside any article.
    Beside,
}

/// A template language in articles, opaque to every rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// `{{ … }}`, `{% … %}` of Liquid.
    Liquid,
    /// `{{ … }}`, `{% … %}`, `{# … #}` of Nunjucks.
    Nunjucks,
    /// `{% tag %}` of Hexo, with `<!-- more -->`.
    HexoTags,
    /// `{{< … >}}` and `{{% … %}}` of Hugo.
    HugoShortcodes,
    /// `{{ … }}` and `{% … %}` of Zola.
    ZolaShortcodes,
    /// `import`, `export`, `{…}` and JSX of MDX, in `.mdx` files (Docusaurus: in `.md` too).
    Mdx,
    /// `:::note … :::` of Docusaurus and Starlight.
    Admonitions,
}

impl Profile {
    /// The key of this name, as the generator compares names.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| {
            key.name == name || self.keys_fold_case && key.name.eq_ignore_ascii_case(name)
        })
    }

    /// The names of the keys that hold dates.
    pub fn date_keys(&self) -> impl Iterator<Item = &'static str> {
        let dates = self.keys.iter().filter(|key| key.kind == Kind::Date);
        dates.map(|key| key.name)
    }
}
