//! The name of the attribute, mistyped.

use super::{CARRIERS, is_policy};
use crate::checks::lazy_image::moved;
use crate::checks::{Context, Hit};
use crate::document::{Element, Markup};
use crate::fix::{Applicability, Fix};

const NAME: &str = "referrerpolicy";

/// Points at attributes that were meant to be `referrerpolicy`.
pub(super) fn misspelled(cx: &Context<'_>, hits: &mut Vec<Hit>) {
    let body = cx.article.body();
    // In MDX the name has a capital, and a component knows others.
    if cx.article.markup() == Markup::Mdx || !body.attribute_names().any(|name| is_slip(name)) {
        return;
    }
    for element in body.elements() {
        let Some(name) = of_slip(element) else {
            continue;
        };
        let Some(attribute) = element.attribute(name) else {
            continue;
        };
        let hit = Hit::new(attribute.span).with("name", name);
        hits.push(hit.fix(renamed(element, name, attribute.value)));
    }
}

/// The attribute of an element that was meant to be `referrerpolicy`.
pub(super) fn of_slip(element: Element<'_>) -> Option<&str> {
    if !CARRIERS.contains(&element.name()) {
        return None;
    }
    let data = element.node().value().as_element()?;
    let mut names = data.attrs().map(|(name, _)| name);
    names.find(|name| is_slip(name))
}

/// `referrer-policy`, as the header is called, `refererpolicy`, as another header is spelled, or
/// up to two letters wrong.
fn is_slip(name: &str) -> bool {
    if name == NAME || name.len().abs_diff(NAME.len()) > 3 || !name.starts_with('r') {
        return false;
    }
    let bare = name.replace(['-', '_'], "");
    strsim::osa_distance(&bare, NAME) <= 2
}

/// What browsers ignore gives nothing away: a policy can only take from it.
fn renamed(element: Element<'_>, name: &str, value: &str) -> Option<Fix> {
    if element.attr(NAME).is_some() || !is_policy(value.trim()) || value.trim() == "unsafe-url" {
        return None;
    }
    let edits = moved(element, name, NAME)?;
    let title = format!("write `{NAME}`");
    Some(Fix::new(title, Applicability::Safe, edits))
}
