//! Questions about the elements of a tree.

use html5ever::{LocalName, QualName, local_name};
use scraper::Html;

use super::NodeId;
use super::names::{is_formatting, is_html};

/// Whether `node` is an element whose name meets the condition.
pub(super) fn is_name(html: &Html, node: NodeId, condition: impl Fn(&QualName) -> bool) -> bool {
    let element = html.tree.get(node).and_then(|it| it.value().as_element());
    element.is_some_and(|element| condition(&element.name))
}

/// Whether a tag of this name stands for that element. The parser restores the case of SVG names
/// and takes `<image>` for `<img>`.
#[inline(never)]
pub(super) fn is_named(html: &Html, node: NodeId, name: &LocalName) -> bool {
    is_name(html, node, |it| {
        it.local == *name
            || (!is_html(it) && it.local.eq_ignore_ascii_case(name))
            || (*name == local_name!("image") && it.local == local_name!("img"))
    })
}

pub(super) fn is_formatting_element(html: &Html, node: NodeId) -> bool {
    is_name(html, node, |it| is_html(it) && is_formatting(&it.local))
}

/// Whether two elements have the same name and the same attributes.
pub(super) fn is_alike(html: &Html, one: NodeId, other: NodeId) -> bool {
    let element = |node| html.tree.get(node).and_then(|it| it.value().as_element());
    match (element(one), element(other)) {
        (Some(one), Some(other)) => one.name == other.name && one.attrs == other.attrs,
        _ => false,
    }
}
