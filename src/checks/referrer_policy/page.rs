//! The policy of a whole page: `<meta name="referrer">` (WHATWG HTML §4.2.5.3).

use html5ever::local_name;

use super::{LEGACY, is_policy, meant};
use crate::checks::Hit;
use crate::document::{Body, Element};

/// Whether the page says what browsers send with every request.
pub(super) fn has_policy(body: &Body) -> bool {
    values(body).iter().any(|(_, value)| is_known(value))
}

/// Points at what browsers do not know.
pub(super) fn invalid(body: &Body, hits: &mut Vec<Hit>) {
    for (meta, value) in values(body) {
        if value.is_empty() || is_known(value) {
            continue;
        }
        let Some(content) = meta.attribute("content") else {
            continue;
        };
        let hit = Hit::new(content.value_span.unwrap_or(content.span)).with("value", value);
        hits.push(match meant(value) {
            Some(meant) => hit.note(format!("`{meant}` may be meant")),
            None => hit,
        });
    }
}

fn values(body: &Body) -> Vec<(Element<'_>, &str)> {
    let name = local_name!("meta");
    let metas = body.named(&name);
    let metas = metas.filter(|meta| {
        let name = meta.attr("name");
        name.is_some_and(|name| name.eq_ignore_ascii_case("referrer"))
    });
    let values = metas.filter_map(|meta| Some((meta, meta.attr("content")?.trim())));
    values.collect()
}

fn is_known(value: &str) -> bool {
    let mut legacy = LEGACY.iter();
    is_policy(value) || legacy.any(|(old, _)| old.eq_ignore_ascii_case(value))
}
