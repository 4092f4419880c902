//! The generators that articles are written for, and what each makes of them.

mod detect;
mod explain;
mod fence;
mod keys;
mod paths;
mod profile;
mod scalar;
mod table;
mod view;

use serde::{Deserialize, Serialize};

pub(crate) use detect::site_settings;
pub use detect::{detect, host, site_of, time_zone};
pub(crate) use fence::all_see;
pub use fence::{Format, Seen, Why, sees};
pub use keys::{DateRole, date_role};
pub(crate) use paths::{implied_by, lies_in};
pub use profile::{
    Before, Broken, Bundle, DateInPath, Draft, Duplicates, FenceRule, Folders, Key, Kind, Profile,
    Syntax, UnreadableDate, Untitled, Without,
};
pub(crate) use scalar::may_be_other_than_text;
pub use scalar::{Scalar, YamlReader, under};
pub use view::{Fault, Stage, TargetView, Value, view};

/// A site generator.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// Hexo 8 (`hexo-front-matter` 4).
    Hexo,
    /// Hugo.
    Hugo,
    /// Jekyll 4.
    Jekyll,
    /// Zola.
    Zola,
    /// Astro.
    Astro,
    /// Eleventy (`gray-matter`).
    Eleventy,
    /// Docusaurus (`gray-matter`).
    Docusaurus,
}

impl Target {
    /// All targets, in the order in which they are listed to people.
    pub const ALL: &[Self] = &[
        Self::Hexo,
        Self::Hugo,
        Self::Jekyll,
        Self::Zola,
        Self::Astro,
        Self::Eleventy,
        Self::Docusaurus,
    ];

    /// The word for it in configuration and on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Hexo => "hexo",
            Self::Hugo => "hugo",
            Self::Jekyll => "jekyll",
            Self::Zola => "zola",
            Self::Astro => "astro",
            Self::Eleventy => "eleventy",
            Self::Docusaurus => "docusaurus",
        }
    }

    /// The name as its makers write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Hexo => "Hexo",
            Self::Hugo => "Hugo",
            Self::Jekyll => "Jekyll",
            Self::Zola => "Zola",
            Self::Astro => "Astro",
            Self::Eleventy => "Eleventy",
            Self::Docusaurus => "Docusaurus",
        }
    }
}

/// The names of targets, as a sentence lists them: `Hexo, Hugo and Zola`.
#[must_use]
pub(crate) fn names(targets: &[Target]) -> String {
    let names: Vec<_> = targets.iter().map(|target| target.name()).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
