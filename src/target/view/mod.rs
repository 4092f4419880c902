//! An article's front matter as a target sees it: fence, language, values, or what stops it.

mod data;
mod goccy;
mod js_yaml;
mod safe_yaml;
mod serde_yaml;
mod tree;
mod value;

pub use value::Value;

use super::fence::{Format, Seen, Why, sees};
use super::scalar::{Scalar, YamlReader};
use super::{Profile, Target};

/// What a target sees of an article's front matter.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetView {
    /// Who looks.
    pub target: Target,
    /// Whether it finds a block, after its reader of the language had its say: Hexo takes a block
    /// without keys for no front matter at all.
    pub seen: Seen,
    /// What the block says. None for a block that says nothing, that cannot be read, or whose
    /// language is read by running it.
    pub root: Option<Value>,
    /// What stops it.
    pub error: Option<Fault>,
}

/// What stops a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// At which step.
    pub stage: Stage,
    /// What it stumbles over, in words.
    pub message: String,
}

/// The steps at which a target can fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// It looks for the fences.
    Fence,
    /// It reads the block.
    Syntax,
    /// It has read the block, but cannot do with what it holds: a list, a text.
    Shape,
}

impl TargetView {
    /// The keys at the top with their values.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Value)> {
        let entries = self
            .root
            .as_ref()
            .and_then(Value::as_map)
            .unwrap_or_default();
        entries.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// The value of a key at the top, as the target compares names.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        let fold = self.target.profile().keys_fold_case;
        let mut entries = self.entries();
        let found = entries.find(|(key, _)| *key == name || fold && key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value)
    }

    /// Whether a block was found and could be read.
    #[must_use]
    pub fn is_read(&self) -> bool {
        matches!(self.seen, Seen::Found { .. }) && self.error.is_none()
    }

    /// What becomes of the page; `None` when the front matter is read.
    #[must_use]
    pub fn result_words(&self) -> Option<&'static str> {
        match self.seen {
            Seen::NotFound { .. } => Some(self.target.without_words()),
            Seen::Error { .. } => Some(self.target.broken_words()),
            Seen::Found { .. } => self.error.as_ref().map(|_| self.target.broken_words()),
        }
    }

    /// What goes wrong under this target, with the result for the page. None when nothing does.
    #[must_use]
    pub fn explain(&self) -> Option<String> {
        let (name, result) = (self.target.name(), self.target.broken_words());
        match &self.error {
            Some(Fault {
                stage: Stage::Fence,
                ..
            })
            | None => self.target.explain(&self.seen),
            Some(fault) => Some(format!(
                "{name} cannot read the front matter ({}): {result}",
                fault.message
            )),
        }
    }
}

/// What `target` sees in `text`, the whole file.
#[must_use]
pub fn view(target: Target, text: &str) -> TargetView {
    let mut view = TargetView {
        target,
        seen: sees(target, text),
        root: None,
        error: None,
    };
    match view.seen {
        Seen::Found { format, block, .. } => {
            let read = read(target.profile(), format, block.of_text(text));
            view.settle(read);
        }
        Seen::NotFound { .. } => {}
        Seen::Error { why } => {
            let message = why.words().to_owned();
            view.error = Some(Fault {
                stage: Stage::Fence,
                message,
            });
        }
    }
    view
}

/// What a reader makes of a block: its value if it says anything, or what stops it.
type Read = Result<Option<Value>, String>;

fn read(profile: &Profile, format: Format, block: &str) -> Read {
    match format {
        Format::Yaml => match profile.target {
            Target::Hexo => yaml(profile.yaml, &js_yaml::tabs_to_spaces(block)),
            _ => yaml(profile.yaml, block),
        },
        Format::Toml => data::read_toml(block),
        Format::Json => data::read_json(block),
        Format::JsonMembers => data::read_json(&format!("{{{block}}}")),
        Format::JavaScript | Format::Org => Ok(None),
    }
}

/// What a YAML library makes of a text.
fn yaml(reader: YamlReader, text: &str) -> Read {
    match reader {
        YamlReader::JsYaml3 | YamlReader::JsYaml4 => js_yaml::read(reader, text),
        YamlReader::SafeYaml => safe_yaml::read(text),
        YamlReader::Goccy => goccy::read(text),
        YamlReader::SerdeYaml => serde_yaml::read(text),
    }
}

impl TargetView {
    /// What the target does with what its reader gave it.
    fn settle(&mut self, read: Read) {
        let members = matches!(
            self.seen,
            Seen::Found {
                format: Format::JsonMembers,
                ..
            }
        );
        let root = match read {
            Ok(root) => root,
            // `hexo-front-matter` keeps quiet about broken JSON, and shows it.
            Err(_) if members => return self.lose(Why::NotAMapping),
            Err(message) => {
                self.error = Some(Fault {
                    stage: Stage::Syntax,
                    message,
                });
                return;
            }
        };
        match (self.target, root) {
            (_, Some(map @ Value::Map(_))) => self.root = Some(map),
            (Target::Hexo, None | Some(Value::Scalar(Scalar::Null))) => self.lose(Why::Empty),
            (_, None | Some(Value::Scalar(Scalar::Null))) => {}
            (Target::Hexo, Some(Value::Scalar(scalar))) if !is_date(&scalar) => {
                self.lose(Why::NotAMapping);
            }
            // `parsed && typeof parsed === "object" ? parsed : {}`
            (Target::Astro, Some(Value::Scalar(scalar))) if !is_date(&scalar) => {}
            (_, Some(other)) => {
                let message = format!("the block is {}, not `key: value`", other.kind());
                self.error = Some(Fault {
                    stage: Stage::Shape,
                    message,
                });
                self.root = Some(other);
            }
        }
    }

    fn lose(&mut self, why: Why) {
        self.seen = Seen::NotFound { why };
    }
}

/// A date is an object to JavaScript.
fn is_date(scalar: &Scalar) -> bool {
    matches!(scalar, Scalar::Instant(_))
}

#[cfg(test)]
mod tests;
