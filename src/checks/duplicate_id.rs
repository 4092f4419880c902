//! Ids that stand for more than one element.

use html5ever::local_name;
use schemars::JsonSchema;
use serde::Deserialize;

use super::attribute_name::remove;
use super::{Check, Context, Hit, Kind};
use crate::document::{Attribute, Body, Element, Span};
use crate::fix::{Applicability, Fix};

/// Looks for ids that occur twice (WHATWG HTML §3.2.6: an id is unique in its tree).
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DuplicateId {}

/// All ids but one removed, at once: what stands there a hundred times would take a hundred rounds.
/// The first stays, unless it is an empty mark right before what it marks.
fn apart(cx: &Context<'_>, places: &[(Element<'_>, Attribute<'_>)]) -> Option<Fix> {
    let source = cx.article.source();
    let is_mark = |mark: Element<'_>, meant: Element<'_>| {
        let between = mark.span().end..meant.start_tag().start;
        matches!(mark.name(), "a" | "span")
            && mark.is_blank_text()
            && mark.children().next().is_none()
            && !meant.is_blank_text()
            && between.start <= between.end
            && source
                .slice(Span::new(between.start, between.end))
                .trim()
                .is_empty()
    };
    let (kept, title) = match places {
        [(first, _), (second, _), ..] if is_mark(*first, *second) => {
            (1, "keep the one that has a text")
        }
        _ => (0, "remove the later ones"),
    };
    let others = places.iter().enumerate().filter(|(at, _)| *at != kept);
    let removed = others.filter_map(|(_, (element, _))| remove(*element, "id", ""));
    let edits: Vec<_> = removed.flat_map(|fix| fix.edits().to_vec()).collect();
    (!edits.is_empty()).then(|| Fix::new(title, Applicability::Unsafe, edits))
}

/// Whether a style sheet of the article itself names the id, and may mean any of them.
fn is_styled(body: &Body, id: &str) -> bool {
    let style = local_name!("style");
    let in_word = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_');
    let selector = format!("#{id}");
    let names = |sheet: &str| {
        let mut found = sheet.match_indices(&selector);
        found.any(|(at, _)| !sheet[at + selector.len()..].starts_with(in_word))
    };
    body.named(&style).any(|style| style.texts().any(names))
}

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
            let places = body
                .by_id(id)
                .into_iter()
                // What stands for an image without scripts is never there beside it.
                .filter(|element| element.is_html() && element.closest("noscript").is_none());
            let places: Vec<_> = places
                .filter_map(|element| Some((element, element.attribute("id")?)))
                .collect();
            let Some(((_, first), others)) = places.split_first() else {
                continue;
            };
            let fix = (!is_styled(body, id)).then(|| apart(cx, &places)).flatten();
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
