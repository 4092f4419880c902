//! From what is there to what there should be.

use rayon::prelude::*;

use super::{Exclude, Measured, Site, Targets, exclude};
use crate::document::front_matter::Options;
use crate::target::Target;

/// What the user has chosen instead of what would be proposed.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// The preset.
    pub preset: Option<String>,
    /// The generators.
    pub targets: Vec<Target>,
}

/// The first configuration of a site, with its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The generators, if they are known.
    pub targets: Option<Targets>,
    /// The preset.
    pub preset: String,
    /// What is not to be checked.
    pub exclude: Vec<Exclude>,
    /// Keys that nearly all articles have.
    pub required: Vec<String>,
    /// Keys whose values are of one type nearly everywhere.
    pub types: Vec<(String, &'static str)>,
    /// What was counted.
    pub measured: Measured,
}

/// So many percent are all, but for mistakes.
const NEARLY_ALL: usize = 95;

/// The fewest articles that say something about the others.
const ENOUGH: usize = 5;

/// The most keys that are proposed.
const MOST: usize = 12;

impl Proposal {
    /// Measures a site.
    #[must_use]
    pub fn of(site: &Site, choices: Choices) -> Self {
        let targets = match choices.targets.is_empty() {
            true => site.targets(),
            false => Some(Targets {
                targets: choices.targets,
                reason: "as you said".to_owned(),
            }),
        };
        let is_hexo = |found: &Targets| found.targets.contains(&Target::Hexo);
        let options = Options {
            headless: targets.as_ref().is_some_and(is_hexo),
        };
        let exclude = exclude::find(site, |article| Measured::is_bare(site, article, options));
        let excluded = globs(&exclude);
        let articles = site.articles.par_iter().map(|article| article.as_path());
        let articles = articles.filter(|article| !excluded.is_match(article));
        let measured = Measured::of(site, articles, options);
        Self {
            preset: choices.preset.unwrap_or_else(|| preset(&measured)),
            required: required(&measured),
            types: types(&measured),
            targets,
            exclude,
            measured,
        }
    }

    /// How many articles lack one of the keys that are required, at least.
    #[must_use]
    pub fn lacking(&self) -> usize {
        let fewest = self
            .required
            .iter()
            .map(|name| self.measured.keys[name].articles);
        self.measured.articles - fewest.min().unwrap_or(self.measured.articles)
    }
}

fn globs(exclude: &[Exclude]) -> globset::GlobSet {
    let mut globs = globset::GlobSetBuilder::new();
    let patterns = exclude.iter().map(|exclude| &exclude.glob);
    for pattern in patterns.flat_map(|glob| [glob.clone(), format!("{glob}/**")]) {
        if let Ok(glob) = globset::Glob::new(&pattern) {
            globs.add(glob);
        }
    }
    globs.build().unwrap_or_default()
}

/// Raw HTML in an article mostly comes from another site.
fn preset(measured: &Measured) -> String {
    let is_archive = measured.raw * 2 >= measured.articles && measured.raw > 0;
    (if is_archive { "archive" } else { "recommended" }).to_owned()
}

/// Whether so many are all but for mistakes: one may always be.
fn is_nearly(some: usize, all: usize) -> bool {
    some + 1 >= all || some * 100 >= all * NEARLY_ALL
}

fn required(measured: &Measured) -> Vec<String> {
    let all = measured.articles;
    let keys = measured.keys.iter();
    let mut required: Vec<_> = keys
        .filter(|(_, key)| all >= ENOUGH && is_nearly(key.articles, all))
        .collect();
    required.sort_by_key(|(name, key)| (std::cmp::Reverse(key.articles), *name));
    required.truncate(MOST);
    required.into_iter().map(|(name, _)| name.clone()).collect()
}

/// Text is what any value may be taken for, and dates have rules of their own.
fn types(measured: &Measured) -> Vec<(String, &'static str)> {
    let keys = measured.keys.iter().filter_map(|(name, key)| {
        let all: usize = key.types.values().sum();
        let (&main, &count) = key.types.iter().max_by_key(|(_, count)| **count)?;
        let is_clear = all >= ENOUGH && is_nearly(count, all);
        (is_clear && main != "string").then_some((key.articles, name, main))
    });
    let mut types: Vec<_> = keys.collect();
    types.sort_by_key(|&(count, name, _)| (std::cmp::Reverse(count), name));
    types.truncate(MOST);
    let mut types: Vec<_> = types
        .into_iter()
        .map(|(_, name, main)| (name.clone(), main))
        .collect();
    types.sort();
    types
}
