//! Files that could not be checked, as programs are told of them.

use std::path::PathBuf;

use super::Checked;
use crate::document::{Source, Span};
use crate::finding::{Finding, Level};

/// What stands in the place of a rule's id.
pub const IO_ERROR: &str = "io-error";

/// A file or a folder that could not be checked.
#[derive(Debug)]
pub struct Failure {
    source: Source,
    finding: Finding,
}

impl Failure {
    /// What happened to `path`, in one line.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>, message: impl Into<String>) -> Self {
        Self {
            source: Source::new(path, ""),
            finding: Finding {
                rule: IO_ERROR.into(),
                level: Level::Error,
                message: message.into(),
                span: Span::at(0),
                related: Vec::new(),
                help: None,
                fix: None,
                muted: None,
            },
        }
    }

    /// The failure as a finding at the start of an empty file.
    #[must_use]
    pub fn checked(&self) -> Checked<'_> {
        Checked::new(&self.source, std::slice::from_ref(&self.finding))
    }
}
