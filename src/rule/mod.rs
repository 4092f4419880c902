//! Rules: data about faults, each put to work by one check.

mod explain;
mod file;
mod message;
mod registry;
mod ruleset;

use std::path::PathBuf;
use std::sync::Arc;

use globset::GlobSet;

pub use explain::explain;
pub use file::{Doc, Example, FullExample, Reference, RuleFile};
pub use message::Message;
pub use registry::Registry;
pub use ruleset::Ruleset;

use crate::checks::{Check, Hit, KINDS};
use crate::finding::{Finding, Level};
use crate::suggest::suggest;

/// A rule that cannot be wrong any more.
pub struct Rule {
    /// `group/name`, the path of the rule file.
    pub id: Arc<str>,
    /// The level it reports at.
    pub level: Level,
    /// Whether the level comes from a configuration, which then outweighs the check's own view.
    pub level_is_configured: bool,
    /// The mechanism.
    pub check: Box<dyn Check>,
    message: Message,
    help: String,
    files: Option<GlobSet>,
}

impl Rule {
    /// Compiles a rule as written.
    ///
    /// # Errors
    /// What is wrong with it, in one line.
    pub fn compile(id: &str, file: &RuleFile) -> Result<Self, String> {
        let (kind, parameters) = match file.check.iter().next() {
            Some(entry) if file.check.len() == 1 => entry,
            _ => return Err("`check` takes exactly one kind".to_owned()),
        };
        let entry = KINDS
            .iter()
            .find(|entry| entry.name == kind)
            .ok_or_else(|| {
                let known = KINDS.iter().map(|entry| entry.name);
                format!("no check kind `{kind}`{}", suggest(kind, known))
            })?;
        let message = Message::compile(&file.message, entry.holes)
            .map_err(|hole| format!("`{kind}` has no value for the hole `{{{hole}}}`"))?;
        let parameters = match parameters {
            serde_yaml::Value::Null => serde_yaml::Value::Mapping(serde_yaml::Mapping::new()),
            given => given.clone(),
        };
        Ok(Self {
            id: id.into(),
            level: file.level,
            level_is_configured: false,
            check: (entry.compile)(parameters).map_err(|error| format!("`{kind}`: {error}"))?,
            message,
            help: file.doc.fix.trim().to_owned(),
            files: compile_globs(&file.files)?,
        })
    }

    /// The names of the options that a configuration can set.
    #[must_use]
    pub fn options(file: &RuleFile) -> Vec<String> {
        let kind = file.check.keys().next();
        let entry = KINDS
            .iter()
            .find(|entry| kind.is_some_and(|kind| kind == entry.name));
        let schema = entry.map(|entry| entry.own_schema());
        let properties = schema
            .as_ref()
            .and_then(|schema| schema.get("properties")?.as_object());
        let names = properties
            .into_iter()
            .flat_map(|properties| properties.keys());
        // Which fault a check looks for is what the rule is.
        names.filter(|name| *name != "fault").cloned().collect()
    }

    /// Whether the rule is for files of this name, relative to the folder of the configuration.
    #[must_use]
    pub fn is_for(&self, path: impl FnOnce() -> PathBuf) -> bool {
        self.files
            .as_ref()
            .is_none_or(|globs| globs.is_match(path()))
    }

    /// Puts a hit into the words and at the level of the rule.
    #[must_use]
    pub fn finding(&self, hit: Hit) -> Finding {
        let level = match hit.level {
            Some(level) if !self.level_is_configured => level,
            _ => self.level,
        };
        let help = hit.help.unwrap_or_else(|| self.help.clone());
        let help = match hit.note {
            Some(note) => format!("{note}; {help}"),
            None => help,
        };
        Finding {
            rule: Arc::clone(&self.id),
            level,
            message: self.message.fill(&hit.values),
            span: hit.span,
            related: hit.related,
            help: (!help.is_empty()).then_some(help),
            fix: hit.fix,
        }
    }
}

fn compile_globs(patterns: &[String]) -> Result<Option<GlobSet>, String> {
    if patterns.is_empty() {
        return Ok(None);
    }
    let mut globs = globset::GlobSetBuilder::new();
    for pattern in patterns {
        globs.add(globset::Glob::new(pattern).map_err(|error| error.to_string())?);
    }
    globs.build().map(Some).map_err(|error| error.to_string())
}
