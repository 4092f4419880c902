//! Where a value of a configuration comes from.

use std::fmt;
use std::path::PathBuf;

/// Who has said a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody: it holds unless somebody says otherwise.
    Default,
    /// A preset that comes with copydesk, by name.
    Preset(String),
    /// A line of a configuration file, counted from 1.
    File {
        /// The file.
        path: PathBuf,
        /// The line.
        line: u32,
    },
    /// A flag of the command line, with its dashes.
    Flag(&'static str),
    /// An environment variable.
    Environment(&'static str),
    /// The files of the generator in this folder.
    Site(PathBuf),
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => formatter.write_str("default"),
            Self::Preset(name) => write!(formatter, "preset {name}"),
            Self::File { path, line } => write!(formatter, "{}:{line}", path.display()),
            Self::Flag(name) | Self::Environment(name) => formatter.write_str(name),
            Self::Site(folder) => write!(formatter, "found in {}", folder.display()),
        }
    }
}

/// A value, and who has said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Who has said it.
    pub origin: Origin,
}

impl<T> Sourced<T> {
    /// A value with its origin.
    #[must_use]
    pub fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }

    /// A value that nobody has set.
    #[must_use]
    pub fn default_of(value: T) -> Self {
        Self::new(value, Origin::Default)
    }
}
