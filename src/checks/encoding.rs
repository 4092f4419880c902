//! Files that are not UTF-8.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Hit, Kind};
use crate::document::Source;

/// Points at the first bytes that are not UTF-8. Nothing else is checked in such a file.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Encoding {}

impl Kind for Encoding {
    const NAME: &'static str = "encoding";
    const HOLES: &'static [&'static str] = &["encoding"];
}

impl Check for Encoding {
    fn source(&self, source: &Source, hits: &mut Vec<Hit>) {
        if let Some(found) = source.unreadable() {
            hits.push(Hit::new(found.span).with("encoding", found.encoding));
        }
    }
}
