//! Rules: data about faults, each put to work by one check.

mod explain;
mod file;
mod guard;
mod index;
mod message;
mod registry;
mod ruleset;
mod schema;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use explain::{Facts, explain};
pub use file::{Doc, Example, FullExample, Reference, RuleFile};
pub use guard::When;
pub(crate) use guard::compile_glob;
pub use index::{Row, index};
pub use message::Message;
pub use registry::Registry;
pub use ruleset::Ruleset;
pub use schema::schema;

use guard::Guards;

use crate::checks::{Check, Hit, KINDS, KindEntry};
use crate::document::Article;
use crate::finding::{Finding, Level};
use crate::settings::Settings;
use crate::suggest::suggest;

/// A rule that cannot be wrong any more.
pub struct Rule {
    /// `group/name`, the path of the rule file.
    pub id: Arc<str>,
    /// The level it reports at.
    pub level: Level,
    /// Whether the level comes from a configuration, which then outweighs the check's own view.
    pub level_is_configured: bool,
    /// Whether it says nothing and is run only to find out which comments have an effect.
    pub is_silent: bool,
    /// The mechanism.
    pub check: Box<dyn Check>,
    message: Message,
    help: String,
    guards: Guards,
}

impl Rule {
    /// Compiles a rule as written.
    ///
    /// # Errors
    /// What is wrong with it, in one line.
    pub fn compile(id: &str, file: &RuleFile) -> Result<Self, String> {
        let (kind, parameters) = file.kind().ok_or("`check` takes exactly one kind")?;
        let entry = kind_entry(kind)?;
        let message = Message::compile(&file.message, entry.holes)
            .map_err(|hole| format!("`{kind}` has no value for the hole `{{{hole}}}`"))?;
        let parameters = match parameters {
            serde_yaml::Value::Null => serde_yaml::Value::Mapping(serde_yaml::Mapping::new()),
            given => given.clone(),
        };
        let folder = file.origin.as_deref().and_then(Path::parent);
        Ok(Self {
            id: id.into(),
            level: file.level,
            level_is_configured: false,
            is_silent: false,
            check: (entry.compile)(parameters, folder)
                .map_err(|error| format!("`{kind}`: {error}"))?,
            message,
            help: file.doc.fix.trim().to_owned(),
            guards: Guards::compile(file)?,
        })
    }

    /// The names of the options that a configuration can set.
    #[must_use]
    pub fn options(file: &RuleFile) -> Vec<String> {
        let entry = file.kind().and_then(|(kind, _)| kind_entry(kind).ok());
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

    /// Whether the rule is for an article: by its path, relative to the folder of the
    /// configuration, by the generators of the site, and by what the front matter says.
    #[must_use]
    pub fn is_for(
        &self,
        path: impl FnOnce() -> PathBuf,
        settings: &Settings,
        article: Option<&Article<'_>>,
    ) -> bool {
        self.guards.admit(path, settings, article)
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
            muted: None,
        }
    }
}

/// The check kind of a name.
///
/// # Errors
/// When there is none: a sentence with a suggestion.
pub fn kind_entry(name: &str) -> Result<&'static KindEntry, String> {
    let found = KINDS.iter().find(|entry| entry.name == name);
    found.ok_or_else(|| {
        let known = KINDS.iter().map(|entry| entry.name);
        format!("there is no check kind `{name}`{}", suggest(name, known))
    })
}
