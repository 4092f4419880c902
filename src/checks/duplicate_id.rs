//! Ids that stand for more than one element.

use schemars::JsonSchema;
use serde::Deserialize;

use super::attribute_name::remove;
use super::{Check, Context, Hit, Kind};
use crate::fix::{Applicability, Fix};

/// Looks for ids that occur twice (WHATWG HTML §3.2.6: an id is unique in its tree).
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DuplicateId {}

/// How many more places are pointed at.
const MAX_RELATED: usize = 3;

impl Kind for DuplicateId {
    const NAME: &'static str = "duplicate-id";
    const HOLES: &'static [&'static str] = &["id", "count"];
}

impl Check for DuplicateId {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        for (id, nodes) in body.ids() {
            if nodes.len() < 2 || id.is_empty() {
                continue;
            }
            let mut places = body
                .by_id(id)
                .into_iter()
                // What stands for an image without scripts is never there beside it.
                .filter(|element| element.is_html() && element.closest("noscript").is_none());
            let Some(first) = places.next().and_then(|element| element.attribute("id")) else {
                continue;
            };
            let others: Vec<_> = places
                .filter_map(|element| Some((element, element.attribute("id")?)))
                .collect();
            // All at once: an id that stands there a hundred times would take a hundred rounds.
            let removed = others
                .iter()
                .filter_map(|(element, _)| remove(*element, "id", ""));
            let edits: Vec<_> = removed.flat_map(|fix| fix.edits().to_vec()).collect();
            let fix = (!edits.is_empty())
                .then(|| Fix::new("remove the later ones", Applicability::Unsafe, edits));
            let Some(((_, second), rest)) = others.split_first() else {
                continue;
            };
            let mut hit = Hit::new(second.span)
                .with("id", id.as_str())
                .with("count", (others.len() + 1).to_string())
                .related(first.span, "the first one; references lead here");
            for (_, again) in rest.iter().take(MAX_RELATED) {
                hit = hit.related(again.span, "and here");
            }
            hits.push(hit.fix(fix));
        }
    }
}
