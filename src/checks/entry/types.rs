//! What the values of several entries are.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{EntryCheck, Type};
use crate::checks::{Check, Context, Hit, Kind};
use crate::written::OneOrMany;

/// Looks whether the values of entries are of the types that they should be. An entry that is not
/// there, or empty, is of any type.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EntryTypes {
    /// The types by key, or by JSON pointer (`/author/name`); of several, one is enough.
    types: BTreeMap<String, OneOrMany<Type>>,
}

impl Kind for EntryTypes {
    const NAME: &'static str = "entry-types";
    const HOLES: &'static [&'static str] = &["key", "value", "problem"];
}

impl Check for EntryTypes {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        for (key, types) in &self.types {
            let check = EntryCheck {
                key: Some(key.clone()),
                types: types.clone(),
                ..EntryCheck::default()
            };
            check.article(cx, hits);
        }
    }
}
