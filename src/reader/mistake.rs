//! What can be wrong, in plain words.

use std::fmt;

use serde::de::{self, Unexpected};

use crate::document::Span;
use crate::suggest::suggest;

/// What is wrong in a settings or rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The bytes of the file that it is about; the whole file when nothing is nearer.
    pub span: Option<Span>,
    /// What is wrong, with a suggestion where there is one.
    pub message: String,
}

impl Mistake {
    /// A mistake at a place.
    #[must_use]
    pub fn at(span: Span, message: impl Into<String>) -> Self {
        Self {
            span: Some(span),
            message: message.into(),
        }
    }

    pub(super) fn or_at(mut self, span: Span) -> Self {
        self.span.get_or_insert(span);
        self
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Mistake {}

impl de::Error for Mistake {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self {
            span: None,
            message: message.to_string(),
        }
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self::custom(unknown("key", field, expected))
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::custom(unknown("value", variant, expected))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::custom(format!("the key `{field}` is missing"))
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let found = match unexpected {
            Unexpected::Unit => "nothing".to_owned(),
            Unexpected::Str(text) => format!("the text {text:?}"),
            Unexpected::Map => "a mapping".to_owned(),
            Unexpected::Seq => "a list".to_owned(),
            Unexpected::Bool(truth) => format!("`{truth}`"),
            Unexpected::Signed(number) => format!("the number {number}"),
            Unexpected::Unsigned(number) => format!("the number {number}"),
            other => other.to_string(),
        };
        let expected = match &*expected.to_string() {
            rust if rust.starts_with("enum ") => "a word".to_owned(),
            "a map" => "a mapping".to_owned(),
            "a sequence" => "a list".to_owned(),
            "a string" => "a text".to_owned(),
            "a boolean" => "`true` or `false`".to_owned(),
            rust if rust.starts_with("struct ") => "a mapping".to_owned(),
            other => other.to_owned(),
        };
        Self::custom(format!("expected {expected}, found {found}"))
    }
}

fn unknown(what: &str, name: &str, expected: &'static [&'static str]) -> String {
    let hint = suggest(name, expected.iter().copied());
    if hint.is_empty() && !expected.is_empty() {
        let list = expected
            .iter()
            .map(|name| format!("`{name}`"))
            .collect::<Vec<_>>();
        return format!("unknown {what} `{name}`; it can be {}", list.join(", "));
    }
    format!("unknown {what} `{name}`{hint}")
}
