//! What a site's owner has said about an article, as plain data for the checks.

use crate::target::Target;

/// The settings under which one article is checked.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The generators that read the article; empty when nobody said and nothing was found.
    pub targets: Vec<Target>,
}
