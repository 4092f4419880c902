//! What a check leaves behind.

use crate::document::Span;
use crate::finding::{Level, Related};
use crate::fix::Fix;

/// The values for the holes of a message, by name.
pub type Values = Vec<(&'static str, String)>;

/// A place that a check objects to.
#[derive(Clone, Debug, Default)]
pub struct Hit {
    /// The offending bytes of the file.
    pub span: Span,
    /// Values for the holes of the rule's message.
    pub values: Values,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// What is special about this case; put before the advice.
    pub note: Option<String>,
    /// What to do in this case; in the place of the rule's advice.
    pub help: Option<String>,
    /// A level that fits this case better than the rule's own, unless the configuration sets one.
    pub level: Option<Level>,
    /// A change that mends it.
    pub fix: Option<Fix>,
}

impl Hit {
    /// A hit on the bytes of `span`.
    #[must_use]
    pub fn new(span: Span) -> Self {
        Self {
            span,
            ..Self::default()
        }
    }

    /// Fills a hole of the message.
    #[must_use]
    pub fn with(mut self, hole: &'static str, value: impl Into<String>) -> Self {
        self.values.push((hole, value.into()));
        self
    }

    /// Points at another place.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related {
            span,
            message: message.into(),
        });
        self
    }

    /// Says what is special about this case.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Says what to do in this case.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Sets the level that fits this case.
    #[must_use]
    pub fn level(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }

    /// Offers a fix.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fix = fix.into();
        self
    }
}
