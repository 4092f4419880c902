//! Which articles a rule is for.

use std::fmt;
use std::path::PathBuf;

use globset::{Glob, GlobSet, GlobSetBuilder};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::RuleFile;
use crate::document::Article;
use crate::document::front_matter::{FrontMatter, Node};
use crate::settings::Settings;
use crate::target::Target;
use crate::written::{OneOrMany, Pattern, Scalar};

/// What the front matter has to say for a rule to apply. Without `is` and `matches` it is enough
/// that the entry has a value; of a list one item is enough.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// The entry: a key, or a JSON pointer (`/author/name`).
    pub entry: String,
    /// The value, or values of which it is one.
    #[serde(default, skip_serializing_if = "OneOrMany::is_empty")]
    pub is: OneOrMany<Scalar>,
    /// A regular expression that is found in the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matches: Option<Pattern>,
}

impl When {
    fn holds(&self, front_matter: &FrontMatter<'_>) -> bool {
        let Some(node) = front_matter.get(&self.entry) else {
            return false;
        };
        let fits = |node: &Node<'_>| self.fits(front_matter, node);
        match node.as_seq() {
            Some(items) => items
                .iter()
                .filter_map(|item| front_matter.resolve(item))
                .any(fits),
            None => fits(node),
        }
    }

    fn fits(&self, front_matter: &FrontMatter<'_>, node: &Node<'_>) -> bool {
        let text = || node.as_str().unwrap_or(front_matter.source(node));
        let is = self.is.is_empty() || self.is.iter().any(|value| value.is(node));
        let matches = self.matches.as_ref();
        !node.is_null() && is && matches.is_none_or(|pattern| pattern.is_in(text()))
    }
}

impl fmt::Display for When {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let values: Vec<_> = self.is.iter().map(|value| format!("`{value}`")).collect();
        write!(formatter, "with `{}` in the front matter", self.entry)?;
        if !values.is_empty() {
            write!(formatter, ", being {}", values.join(" or "))?;
        }
        match &self.matches {
            Some(pattern) => write!(formatter, ", matching `{}`", pattern.regex()),
            None => Ok(()),
        }
    }
}

/// The guards of a rule, compiled.
#[derive(Debug)]
pub(super) struct Guards {
    files: Option<GlobSet>,
    targets: Vec<Target>,
    when: Option<When>,
}

impl Guards {
    pub(super) fn compile(file: &RuleFile) -> Result<Self, String> {
        let mut globs = GlobSetBuilder::new();
        for pattern in &file.files {
            globs.add(compile_glob(pattern)?);
        }
        let files = globs.build().map_err(|error| error.to_string())?;
        Ok(Self {
            files: (!file.files.is_empty()).then_some(files),
            targets: file.targets.clone(),
            when: file.when.clone(),
        })
    }

    /// Whether the rule is for an article. What the front matter says is not known of a source
    /// that was not read.
    pub(super) fn admit(
        &self,
        path: impl FnOnce() -> PathBuf,
        settings: &Settings,
        article: Option<&Article<'_>>,
    ) -> bool {
        let in_use = |target| settings.targets.contains(target);
        let says = |when: &When| {
            article
                .and_then(Article::front_matter)
                .is_some_and(|front_matter| when.holds(front_matter))
        };
        (self.targets.is_empty() || self.targets.iter().any(in_use))
            && self.when.as_ref().is_none_or(says)
            && self
                .files
                .as_ref()
                .is_none_or(|globs| globs.is_match(path()))
    }
}

/// Compiles a glob of files. A folder's name with a slash stands for all that is in it.
///
/// # Errors
/// What is wrong with it, in one line.
pub(crate) fn compile_glob(pattern: &str) -> Result<Glob, String> {
    let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
    let everything = if pattern.ends_with('/') { "**" } else { "" };
    Glob::new(&format!("{pattern}{everything}")).map_err(|error| error.to_string())
}
