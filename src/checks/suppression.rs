//! Comments that silence rules.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Kind};

/// Takes what the pipeline says about suppressions: it alone knows all rules by name, and which
/// finding a comment has taken away.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Suppression {
    /// What is objected to.
    #[serde(rename = "fault")]
    _fault: Fault,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// A name that no rule has.
    UnknownRule,
    /// No name at all.
    Blanket,
    /// A name of a rule that finds nothing there.
    Unused,
    /// A beginning without an end, or an end without a beginning.
    Unbalanced,
}

impl Kind for Suppression {
    const NAME: &'static str = "suppression";
    const HOLES: &'static [&'static str] = &["name", "hint", "problem"];
}

impl Check for Suppression {}
