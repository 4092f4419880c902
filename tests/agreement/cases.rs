//! The cases of others, and what we say to them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use copydesk::config::{Builder, Config};
use copydesk::document::Source;
use copydesk::engine;
use copydesk::finding::{Finding, Level};
use serde::Deserialize;

/// One case, as it stands in the file.
#[derive(Deserialize)]
pub(crate) struct Case {
    pub(crate) rule: String,
    pub(crate) id: String,
    expected: String,
    html: String,
    /// The element that is meant, as a selector of its id; others may have faults of their own.
    #[serde(default)]
    target: Option<String>,
    /// Their options, if the case has any.
    #[serde(default)]
    config: Option<BTreeMap<String, serde_json::Value>>,
    #[serde(default)]
    needs_css: bool,
    #[serde(default)]
    needs_js: bool,
    #[serde(default)]
    needs_judgement: bool,
    /// With a target: the element itself.
    note: String,
}

impl Case {
    /// Whether the case is about one of these; without any, every case is.
    pub(crate) fn is_about(&self, any: &[&str]) -> bool {
        let text = match self.target {
            Some(_) => &self.note,
            None => &self.html,
        };
        any.is_empty() || any.iter().any(|part| text.contains(part))
    }

    /// Whether they object.
    pub(crate) fn fails(&self) -> bool {
        self.expected == "fail"
    }

    /// Whether the text alone decides, under no options of theirs.
    pub(crate) fn is_decidable(&self) -> bool {
        let default = self
            .config
            .iter()
            .flatten()
            .all(|(_, value)| !value.is_array() && !value.is_object());
        default && !self.needs_css && !self.needs_js && !self.needs_judgement
    }

    /// What we find, at warning or error.
    pub(crate) fn findings(&self, config: &Config) -> Vec<Finding> {
        let source = Source::new("case.html", self.html.as_str());
        let mut found = engine::check(&source, config);
        found.retain(|finding| finding.level >= Level::Warning && self.is_meant(finding));
        found
    }

    fn is_meant(&self, finding: &Finding) -> bool {
        let Some(id) = self
            .target
            .as_deref()
            .and_then(|target| target.strip_prefix('#'))
        else {
            return true;
        };
        let start = self.html[..=finding.span.start as usize]
            .rfind('<')
            .unwrap_or(0);
        let tag = self.html[start..]
            .split_inclusive('>')
            .next()
            .unwrap_or_default();
        tag.contains(&format!("id=\"{id}\""))
    }
}

/// The cases of a file.
pub(crate) fn read(folder: &Path, file: &str) -> Vec<Case> {
    let path = folder.join(format!("{file}.jsonl"));
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{file}: {error}")))
        .collect()
}

/// A configuration with these rules only.
pub(crate) fn only(rules: &[&str]) -> Config {
    let mut builder = Builder::new(Path::new(""));
    let rules: Vec<_> = rules.iter().map(|&rule| rule.to_owned()).collect();
    builder.select(&rules).unwrap();
    builder.finish().unwrap()
}
