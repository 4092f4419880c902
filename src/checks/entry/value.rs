//! What is wrong with a value.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::EntryCheck;
use crate::date;
use crate::document::front_matter::{Node, Value};
use crate::suggest;

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Type {
    /// Text.
    String,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A date, with or without a time.
    Date,
    /// A list.
    List,
    /// Keys with values.
    Mapping,
}

/// What a text is.
#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub(super) enum Form {
    /// An address with a scheme: `https://example.org/`.
    Url,
    /// A date, with or without a time.
    Date,
}

impl EntryCheck {
    /// Whether a value is of a type that is allowed.
    pub(super) fn fits(&self, node: &Node<'_>) -> bool {
        self.types.is_empty() || self.types.iter().any(|one| one.fits(node))
    }

    /// What is wrong with a value that is there, and a note on what may be meant.
    pub(super) fn problem(
        &self,
        node: &Node<'_>,
        written: &str,
    ) -> Option<(String, Option<String>)> {
        if !self.fits(node) {
            let expected = list(self.types.iter().map(|one| one.name().to_owned()), "or");
            let found = found(node);
            return Some((format!("is {found}, not {expected}"), None));
        }
        if !self.values.is_empty() && !self.values.iter().any(|value| value.is(node)) {
            let known: Vec<_> = self.values.iter().map(ToString::to_string).collect();
            let quoted = list(known.iter().map(|value| format!("`{value}`")), "or");
            let near = suggest::nearest(written, known.iter().map(String::as_str));
            let note = near.map(|near| format!("did you mean `{near}`?"));
            return Some((format!("is not {quoted}"), note));
        }
        let plain = self
            .length_problem(node)
            .or_else(|| self.number_problem(node));
        let plain = plain.or_else(|| self.text_problem(written, node.as_seq().is_some()));
        plain.map(|problem| (problem, None))
    }

    fn number_problem(&self, node: &Node<'_>) -> Option<String> {
        let number = match node.value {
            Value::Int(number) => number as f64,
            Value::Float(number) => number,
            _ if self.min.is_some() || self.max.is_some() => {
                return Some(format!("is {}, not a number", found(node)));
            }
            _ => return None,
        };
        let less = self.min.filter(|&min| number < min || number.is_nan());
        let more = self.max.filter(|&max| number > max);
        less.map(|min| format!("is {number}, less than {min}"))
            .or_else(|| more.map(|max| format!("is {number}, more than {max}")))
    }

    fn length_problem(&self, node: &Node<'_>) -> Option<String> {
        let (length, of) = match (&node.value, node.as_str()) {
            (Value::Seq(items), _) => (items.len(), "items"),
            (_, Some(text)) => (text.chars().count(), "characters"),
            _ => return None,
        };
        let few = self.min_length.filter(|&min| length < min);
        let many = self.max_length.filter(|&max| length > max);
        few.map(|min| format!("has {length} of at least {min} {of}"))
            .or_else(|| many.map(|max| format!("has {length} of at most {max} {of}")))
    }

    fn text_problem(&self, written: &str, is_list: bool) -> Option<String> {
        if is_list {
            return None;
        }
        match self.format {
            Some(Form::Url) if url::Url::parse(written).is_err() => {
                return Some("is no URL".to_owned());
            }
            Some(Form::Date) if !is_date(written) => return Some("is no date".to_owned()),
            _ => {}
        }
        let pattern = self.pattern.as_ref()?;
        let expected = pattern.regex().as_str();
        (!pattern.is_in(written)).then(|| format!("does not match `{expected}`"))
    }
}

impl Type {
    fn name(self) -> &'static str {
        match self {
            Self::String => "text",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::Boolean => "`true` or `false`",
            Self::Date => "a date",
            Self::List => "a list",
            Self::Mapping => "keys with values",
        }
    }

    fn fits(self, node: &Node<'_>) -> bool {
        match (self, &node.value) {
            (Self::String, Value::Str(_))
            | (Self::Integer | Self::Number, Value::Int(_))
            | (Self::Number, Value::Float(_))
            | (Self::Boolean, Value::Bool(_))
            | (Self::Date, Value::DateTime(_))
            | (Self::List, Value::Seq(_))
            | (Self::Mapping, Value::Map(_)) => true,
            (Self::Date, Value::Str(text)) => is_date(text),
            _ => false,
        }
    }
}

fn is_date(text: &str) -> bool {
    date::scan(text).is_some_and(|date| date.has_day())
}

fn found(node: &Node<'_>) -> &'static str {
    match node.value {
        Value::Null => "nothing",
        Value::Bool(_) => "`true` or `false`",
        Value::Int(_) | Value::Float(_) => "a number",
        Value::Str(_) => "text",
        Value::DateTime(_) => "a date",
        Value::Seq(_) => "a list",
        Value::Map(_) | Value::Alias(_) => "keys with values",
    }
}

/// `a, b or c`.
fn list(items: impl Iterator<Item = String>, word: &str) -> String {
    let mut items: Vec<_> = items.collect();
    let last = items.pop().unwrap_or_default();
    match items.is_empty() {
        true => last,
        false => format!("{} {word} {last}", items.join(", ")),
    }
}
