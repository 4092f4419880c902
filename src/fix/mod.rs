//! Changes to a text: which bytes become what, and how sure we are.

mod apply;
mod gone;

pub use apply::{apply, places_after};
pub(crate) use gone::{gone, is_bare, is_plain, remove};

use crate::document::Span;
use serde::{Deserialize, Serialize};

/// How far a fix can be trusted. The order is the order of trust.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Applicability {
    /// Only a person can decide; shown, never applied.
    Manual,
    /// Most likely right, but meaning may change; applied when asked for.
    Unsafe,
    /// Cannot change what a reader sees or a generator reads, other than the fault itself.
    Safe,
}

impl Applicability {
    /// The word for it, as JSON and people have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Manual => "manual",
            Self::Unsafe => "unsafe",
            Self::Safe => "safe",
        }
    }
}

/// Replace the bytes of `span` by `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go, in the file; empty for an insertion.
    pub span: Span,
    /// What stands there afterwards; empty for a deletion.
    pub text: String,
}

impl Edit {
    /// Removes the bytes of `span`.
    #[must_use]
    pub fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }

    /// Puts `text` before the byte at `at`.
    #[must_use]
    pub fn insert(at: u32, text: impl Into<String>) -> Self {
        Self::replace(Span::at(at), text)
    }

    /// Puts `text` in the place of `span`.
    #[must_use]
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self {
            span,
            text: text.into(),
        }
    }
}

/// Edits that belong together: all are made, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the fix does, in the imperative: "remove the blank line".
    pub title: String,
    /// How far it can be trusted.
    pub applicability: Applicability,
    /// Sorted by position and not overlapping.
    edits: Vec<Edit>,
}

impl Fix {
    /// A fix of one or more edits, in any order.
    ///
    /// # Panics
    /// In debug builds, when two edits overlap.
    #[must_use]
    pub fn new(
        title: impl Into<String>,
        applicability: Applicability,
        mut edits: Vec<Edit>,
    ) -> Self {
        edits.sort_by_key(|edit| edit.span);
        debug_assert!(
            edits
                .windows(2)
                .all(|pair| pair[0].span.end <= pair[1].span.start),
            "edits of one fix overlap: {edits:?}"
        );
        Self {
            title: title.into(),
            applicability,
            edits,
        }
    }

    /// The edits, sorted by position.
    #[must_use]
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }
}
