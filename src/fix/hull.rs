//! Elements that hold nothing but what a fix removes.

use scraper::Node;

use super::Edit;
use super::gone::gone;
use crate::document::{Article, Element};

/// Removes an element without content of its own, as `<img>` is, and with it what would be left of
/// the elements around it: a link that leads nowhere any more, an item without anything in it, a
/// `picture` of nothing but sources. `None` where one of these has to stay.
pub(crate) fn remove_hull(article: &Article<'_>, element: Element<'_>) -> Option<Edit> {
    let mut span = element.editable_start_tag()?;
    let mut inner = element;
    for outer in element.ancestors() {
        let needed = matches!(
            outer.name(),
            "a" | "picture" | "figure" | "li" | "ul" | "ol"
        );
        let plain = matches!(outer.name(), "p" | "span");
        if !(needed || plain) || !is_all(inner, outer) {
            break;
        }
        let written = outer.editable_start_tag().is_some() && outer.end_tag().is_some();
        let is_mark = outer.attr("id").is_some() || outer.attr("name").is_some();
        if !written || is_mark {
            if needed {
                return None;
            }
            break;
        }
        span = outer.span();
        inner = outer;
    }
    Some(Edit::delete(gone(article, span)))
}

/// Whether there is nothing in `outer` but `inner`, and sources of the same picture.
fn is_all(inner: Element<'_>, outer: Element<'_>) -> bool {
    outer.node().children().all(|child| match child.value() {
        Node::Text(text) => text.trim().is_empty(),
        Node::Element(element) => {
            child.id() == inner.id() || (outer.name() == "picture" && element.name() == "source")
        }
        _ => false,
    })
}
