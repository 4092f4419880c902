//! What is wrong with front matter as such, whatever it says.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::document::Span;
use crate::finding::Related;
use crate::fix::{Applicability, Edit, Fix};

/// One fault in the form of front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind of fault it is.
    pub kind: ProblemKind,
    /// The offending bytes of the file.
    pub span: Span,
    /// What is wrong, in one line.
    pub message: String,
    /// Why, and what to do.
    pub hint: Option<String>,
    /// A change that mends it.
    pub fix: Option<Fix>,
    /// Other places that explain it.
    pub related: Vec<Related>,
}

/// The kinds of faults in the form of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// The block breaks the grammar of its language.
    Syntax,
    /// There is an opening fence and no closing one.
    Unclosed,
    /// There are keys and a closing fence, and no opening fence that any generator sees.
    Unopened,
    /// A key stands twice in one mapping; the second is pointed at, the first is related.
    DuplicateKey,
    /// The block is a list or a text, not keys with values.
    NotAMapping,
    /// The block goes on with a second YAML document.
    SeveralDocuments,
    /// The block is longer or deeper than is read.
    TooLarge,
}

impl Problem {
    /// A problem without hint, fix and related places.
    pub(super) fn new(kind: ProblemKind, span: Span, message: impl Into<String>) -> Self {
        Self {
            kind,
            span,
            message: message.into(),
            hint: None,
            fix: None,
            related: Vec::new(),
        }
    }

    /// A syntax error.
    pub(super) fn syntax(span: Span, message: impl Into<String>) -> Self {
        Self::new(ProblemKind::Syntax, span, message)
    }

    /// The same with a hint.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same with a fix that is most likely right.
    pub(super) fn fix(self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fix_as(Applicability::Unsafe, title, edits)
    }

    /// The same with a fix.
    pub(super) fn fix_as(
        mut self,
        applicability: Applicability,
        title: impl Into<String>,
        edits: Vec<Edit>,
    ) -> Self {
        self.fix = Some(Fix::new(title, applicability, edits));
        self
    }

    /// The same with another place.
    pub(super) fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related {
            span,
            message: message.into(),
        });
        self
    }
}
