//! What a plain YAML scalar becomes under each target's YAML library: the libraries' own rules,
//! one file a library.

mod goccy;
mod js_yaml;
mod safe_yaml;
mod serde_yaml;
mod timestamp;

use std::fmt;

use jiff::civil::{Date, DateTime};

use super::Target;
use crate::document::front_matter::Style;

/// A library that generators read YAML with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum YamlReader {
    /// `js-yaml` 3, YAML 1.1 but for its booleans.
    JsYaml3,
    /// `js-yaml` 4, YAML 1.2 with the timestamps of 1.1.
    JsYaml4,
    /// `SafeYAML` 1 on Psych, with rules of its own on top of YAML 1.1.
    SafeYaml,
    /// `goccy/go-yaml` 1, YAML 1.2 with the integers of 1.1.
    Goccy,
    /// `serde_yaml` 0.9, YAML 1.2.
    SerdeYaml,
}

/// What a reader makes of a scalar.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// Nothing.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number that the reader keeps exactly.
    Int(i128),
    /// Any other number.
    Float(f64),
    /// Text.
    Text(String),
    /// A day without a time.
    Day(Date),
    /// A date and a time without a zone.
    Local(DateTime),
    /// A point in time, as the clock shows it in UTC.
    Instant(DateTime),
}

/// What `text` becomes under `target`. The text is the scalar's value: of a plain scalar its
/// characters, lines folded. Only plain scalars become anything but text.
#[must_use]
pub fn under(target: Target, text: &str, style: Style) -> Scalar {
    target.profile().yaml.scalar(text, style)
}

impl YamlReader {
    /// What `text` becomes under this library.
    #[must_use]
    pub fn scalar(self, text: &str, style: Style) -> Scalar {
        let read = match self {
            _ if !matches!(style, Style::Plain | Style::Empty) => None,
            _ if !may_be_other_than_text(text) => None,
            Self::JsYaml3 => js_yaml::three(text),
            Self::JsYaml4 => js_yaml::four(text),
            Self::SafeYaml => safe_yaml::read(text),
            Self::Goccy => goccy::read(text),
            Self::SerdeYaml => serde_yaml::read(text),
        };
        read.unwrap_or_else(|| Scalar::Text(text.to_owned()))
    }

    /// The version of YAML whose scalars it comes closest to.
    #[must_use]
    pub fn version(self) -> &'static str {
        match self {
            Self::JsYaml3 | Self::SafeYaml => "1.1",
            Self::JsYaml4 | Self::Goccy | Self::SerdeYaml => "1.2",
        }
    }

    /// The library's own name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::JsYaml3 => "js-yaml 3",
            Self::JsYaml4 => "js-yaml 4",
            Self::SafeYaml => "SafeYAML",
            Self::Goccy => "goccy/go-yaml",
            Self::SerdeYaml => "serde_yaml",
        }
    }
}

/// Whether a plain value may be anything but text to some reader. Most are words of a language:
/// only what starts like a number, a special value or one of a few words can.
pub(crate) fn may_be_other_than_text(text: &str) -> bool {
    const WORDS: &[&str] = &["null", "true", "false", "yes", "no", "on", "off"];
    match text.as_bytes() {
        [] | [b'0'..=b'9' | b'-' | b'+' | b'.' | b'~' | b'_' | b',', ..] => true,
        _ => WORDS.iter().any(|word| word.eq_ignore_ascii_case(text)),
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => to.write_str("null"),
            Self::Bool(truth) => write!(to, "{truth}"),
            Self::Int(number) => write!(to, "{number}"),
            Self::Float(number) => write!(to, "{number}"),
            Self::Text(text) => write!(to, "{text:?}"),
            Self::Day(day) => write!(to, "{day}"),
            Self::Local(time) => write!(to, "{time}"),
            Self::Instant(time) => write!(to, "{time}Z"),
        }
    }
}

#[cfg(test)]
mod tests;
