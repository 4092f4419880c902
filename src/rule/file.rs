//! A rule as its file has it.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::When;
use crate::finding::Level;
use crate::target::Target;

/// One rule file, `rules/<group>/<name>.yml`. Its id is its path.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RuleFile {
    /// How bad the fault is.
    pub level: Level,
    /// What is wrong, in one line: lower case first, no full stop. `{holes}` are filled by the check.
    pub message: String,
    /// The check kind, by name, with its parameters: exactly one.
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub check: BTreeMap<String, serde_yaml::Value>,
    /// Globs of the files that the rule is for; all files without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// What the front matter has to say for the rule to apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// The generators whose sites the rule is for; every site without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
    /// The version that brought the rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// What the rule rests on: sections of standards, manuals, measurements.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
    /// What `explain` shows.
    pub doc: Doc,
    /// The file it was read from, if it is none of those that come with copydesk.
    #[serde(skip)]
    pub origin: Option<PathBuf>,
}

impl RuleFile {
    /// The check kind and its parameters, if there is exactly one.
    #[must_use]
    pub fn kind(&self) -> Option<(&str, &serde_yaml::Value)> {
        let mut kinds = self.check.iter();
        match (kinds.next(), kinds.next()) {
            (Some((name, parameters)), None) => Some((name, parameters)),
            _ => None,
        }
    }

    /// Where the first of its references that is on the web can be read.
    #[must_use]
    pub fn link(&self) -> Option<&str> {
        let urls = self.references.iter().filter_map(|it| it.url.as_deref());
        let is_web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
        urls.into_iter().find(is_web)
    }
}

/// A place to read more.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Name and section: "WHATWG HTML §4.8.4.4".
    pub title: String,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The explanation of a rule.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Doc {
    /// The fault, in one sentence.
    pub summary: String,
    /// Why it matters to readers or generators.
    pub why: String,
    /// What to do. Shown with every finding.
    pub fix: String,
    /// An article with exactly one finding of this rule.
    pub bad: Example,
    /// The same article without the fault.
    pub good: Example,
}

/// An article that shows a rule at work.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Example {
    /// The text of a Markdown article.
    Markdown(String),
    /// An article with more to say about it.
    Full(FullExample),
}

/// An article with a file name, or with bytes that YAML cannot hold.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FullExample {
    /// File name, where it matters: "2024-02-03-storm.md".
    #[serde(default = "example_path")]
    pub path: String,
    /// The text. `\xNN` stands for the byte NN.
    pub text: String,
    /// Other files of the site, where the rule looks for them: paths relative to its root.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// What follows the text again and again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Repeat>,
}

fn example_path() -> String {
    "article.md".to_owned()
}

/// A text that is too long to be written out.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// The piece.
    pub text: String,
    /// How often it comes.
    pub times: usize,
}

impl Example {
    /// The file name it is checked under.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Markdown(_) => "article.md",
            Self::Full(full) => &full.path,
        }
    }

    /// The text as it stands in the rule file.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Markdown(text) => text,
            Self::Full(full) => &full.text,
        }
    }

    /// The files that lie on the site besides it; `None` if the rule does not look for any.
    #[must_use]
    pub fn files(&self) -> Option<&[String]> {
        match self {
            Self::Full(full) if !full.files.is_empty() => Some(&full.files),
            _ => None,
        }
    }

    /// The bytes of the article.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Markdown(text) => text.clone().into_bytes(),
            Self::Full(full) => {
                let mut bytes = unescape(&full.text);
                if let Some(repeat) = &full.repeat {
                    bytes.extend(repeat.text.repeat(repeat.times).into_bytes());
                }
                bytes
            }
        }
    }
}

/// Written out, because serde's way for `untagged` loses the place of what is wrong.
impl<'de> Deserialize<'de> for Example {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Written;
        impl<'de> Visitor<'de> for Written {
            type Value = Example;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("the text of an article, or `path` and `text`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Example, E> {
                Ok(Example::Markdown(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Example, A::Error> {
                FullExample::deserialize(MapAccessDeserializer::new(map)).map(Example::Full)
            }
        }
        deserializer.deserialize_any(Written)
    }
}

fn unescape(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\x") {
        out.extend_from_slice(before.as_bytes());
        let byte = after
            .get(..2)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match byte {
            Some(byte) => {
                out.push(byte);
                rest = &after[2..];
            }
            None => {
                out.extend_from_slice(b"\\x");
                rest = after;
            }
        }
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_stand_for_bytes() {
        assert_eq!(unescape(r"caf\xe9 \xzz \x"), b"caf\xe9 \\xzz \\x");
    }
}
