//! What a report knows besides the findings.

use std::sync::Arc;

use super::{Home, Rulebook, Style};

/// What a report is made for.
#[derive(Clone, Debug)]
pub struct Context {
    /// How it looks to people.
    pub style: Style,
    /// The rules that ran.
    pub rules: Arc<Rulebook>,
    /// What paths are relative to, for programs that know the repository only.
    pub home: Home,
}

impl Context {
    /// Files where they are, and the rules that are on by default.
    #[must_use]
    pub fn new(style: Style) -> Self {
        Self {
            style,
            rules: Rulebook::recommended(),
            home: Home::default(),
        }
    }
}
