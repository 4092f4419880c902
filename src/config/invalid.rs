//! What can be wrong with a configuration.

use std::fmt;
use std::path::Path;

use crate::document::Source;
use crate::reader::Mistake;

/// A configuration file that cannot be used.
#[derive(Debug)]
pub struct Invalid {
    /// The file.
    pub source: Source,
    /// What is wrong in it.
    pub mistake: Mistake,
}

impl Invalid {
    /// A mistake that no bytes of the file stand for.
    pub(super) fn whole(path: &Path, message: String) -> Box<Self> {
        Box::new(Self {
            source: Source::new(path, ""),
            mistake: Mistake {
                span: None,
                message,
            },
        })
    }
}

/// A mistake in the file that is read, or in another one that it names.
pub(super) enum Fault {
    Here(Mistake),
    Elsewhere(Box<Invalid>),
}

impl From<Mistake> for Fault {
    fn from(mistake: Mistake) -> Self {
        Self::Here(mistake)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Here(mistake) => mistake.fmt(formatter),
            Self::Elsewhere(invalid) => invalid.mistake.fmt(formatter),
        }
    }
}
