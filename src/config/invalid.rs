//! What can be wrong with a configuration.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use crate::document::Source;
use crate::reader::Mistake;

/// A configuration file that cannot be used.
#[derive(Debug)]
pub struct Invalid {
    /// The file.
    pub source: Arc<Source>,
    /// What is wrong in it, in the order of the file: at least one thing.
    pub mistakes: Vec<Mistake>,
}

impl Invalid {
    /// A mistake that no bytes of the file stand for.
    pub(super) fn whole(path: &Path, message: String) -> Box<Self> {
        let mistake = Mistake {
            span: None,
            message,
        };
        Self::one(Source::new(path, ""), mistake)
    }

    /// A file with one mistake.
    pub(super) fn one(source: Source, mistake: Mistake) -> Box<Self> {
        Box::new(Self {
            source: Arc::new(source),
            mistakes: vec![mistake],
        })
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, mistake) in self.mistakes.iter().enumerate() {
            let between = if at > 0 { "; " } else { "" };
            write!(formatter, "{between}{mistake}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Invalid {}
