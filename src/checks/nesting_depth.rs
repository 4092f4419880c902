//! Elements nested deeper than browsers go.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};

/// Points at the first tag that is too deep to be read.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NestingDepth {}

impl Kind for NestingDepth {
    const NAME: &'static str = "nesting-depth";
    const HOLES: &'static [&'static str] = &[];
}

impl Check for NestingDepth {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        hits.extend(
            body.dom()
                .too_deep()
                .map(|span| Hit::new(body.locate(span))),
        );
    }
}
