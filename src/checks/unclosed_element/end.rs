//! Where an end tag belongs that is not there.
//!
//! Most often nobody knows. It is known where somebody wrote a second start tag in its place, and
//! where all that the element could hold ends together with what is around it: then the end tag is
//! put where browsers take it to be.

use ego_tree::NodeRef;
use scraper::Node;

use crate::document::{Article, Closing, Element, Span, is_inline};
use crate::fix::{Applicability, Edit, Fix, gone};

/// What figures hold beside text.
const IN_FIGURES: &[&str] = &[
    "figcaption",
    "iframe",
    "picture",
    "source",
    "video",
    "audio",
];

pub(super) fn mended(element: Element<'_>, article: &Article<'_>) -> Option<Fix> {
    element.editable_start_tag()?;
    let twin = twin(element).or_else(|| is_twin(element).then_some(element));
    match twin {
        Some(twin) => turned(twin, article),
        None => before_the_end_around(element),
    }
}

/// A second start tag that was meant as the end tag: bare, of the same name, where the first
/// element is still open.
fn twin(element: Element<'_>) -> Option<Element<'_>> {
    let body = element.body();
    let next = match element.closing() {
        // A heading ends where another one begins, and a link too.
        Closing::Implied { by } => {
            let next = element.node().next_sibling();
            let next = next.and_then(|next| body.element(next.id()));
            next.filter(|next| next.html_start_tag() == Some(by))
        }
        _ => None,
    };
    let mut inside = element.children().filter(|child| is_twin(*child));
    let found = next.or_else(|| inside.next());
    let is_only = inside.next().is_none();
    found.filter(|next| is_only && is_twin(*next) && next.name() == element.name())
}

fn is_twin(element: Element<'_>) -> bool {
    const TURNED: &[&str] = &[
        "a", "b", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "i", "ins", "mark", "s",
        "small", "strong", "sub", "sup", "u",
    ];
    let (body, node) = (element.body(), element.node());
    let first = match element.parent() {
        Some(outer) if outer.name() == element.name() => Some(outer),
        _ => node
            .prev_sibling()
            .and_then(|before| body.element(before.id())),
    };
    let is_open = first.is_some_and(|first| {
        let is_closed_by_this = match first.closing() {
            Closing::Implied { by } => {
                Some(by) == element.html_start_tag() || first.closing() == element.closing()
            }
            Closing::EndOfInput => element.closing() == Closing::EndOfInput,
            _ => false,
        };
        // Something has to be between the two, and only what runs along with text.
        let before = || {
            let children = first.node().children();
            children.take_while(|child| child.id() != node.id())
        };
        first.name() == element.name()
            && first.is_written()
            && is_closed_by_this
            && before().all(|child| runs_along(first, child))
            && before().any(|child| !is_blank(child))
            && (is_heading(first) || is_tight(first, element))
    });
    TURNED.contains(&element.name())
        && element.is_written()
        && element.is_html()
        && element.attributes().is_empty()
        && is_open
}

/// Makes an end tag of a second start tag. Where somebody has closed that one, too, it goes with
/// its end tag, if another one follows.
fn turned(twin: Element<'_>, article: &Article<'_>) -> Option<Fix> {
    let name = twin.name();
    let start = twin.editable_start_tag()?;
    let unsafe_fix = |title: String, edit| Fix::new(title, Applicability::Unsafe, vec![edit]);
    let write = |span: Span| {
        let end = format!("</{name}>");
        unsafe_fix(format!("write `{end}`"), Edit::replace(span, end))
    };
    match twin.closing() {
        Closing::Implied { .. } | Closing::EndOfInput => Some(write(start)),
        Closing::EndTag(end) => {
            if twin.node().children().any(|child| !is_blank(child)) {
                return None;
            }
            let body = twin.body();
            let behind = |html: &str| html.trim_start().starts_with(&format!("</{name}>"));
            let whole = start.cover(twin.editable_end_tag()?);
            Some(
                match body.html().get(end.end as usize..).is_some_and(behind) {
                    true => {
                        let edit = Edit::delete(gone(article, whole));
                        unsafe_fix(format!("remove the second `<{name}>`"), edit)
                    }
                    false => write(whole),
                },
            )
        }
        _ => None,
    }
}

/// The end tag right before that of the parent, or at the end of the text.
fn before_the_end_around(element: Element<'_>) -> Option<Fix> {
    let (body, parent) = (element.body(), element.parent()?);
    match element.closing() {
        Closing::Implied { by } => {
            body.map().exact(by)?;
            (body.dom().end_tag(parent.id()) == Some(by)).then_some(())?;
        }
        Closing::EndOfInput if parent.is_implied() => {}
        _ => return None,
    }
    // An end tag that closes nothing may be this one, mistyped.
    let tag = element.html_start_tag()?;
    let strays = body.dom().stray_end_tags();
    let next = strays.partition_point(|stray| stray.span.start < tag.start);
    let is_inside = match element.closing() {
        Closing::Implied { by } => strays.get(next).is_some_and(|it| it.span.end <= by.start),
        _ => next < strays.len(),
    };
    if is_inside {
        return None;
    }
    // Inside of a text, only who wrote it knows where emphasis ends.
    let is_whole = || {
        let mut around = parent.node().children();
        around.all(|child| child.id() == element.id() || is_blank(child))
    };
    if is_inline(element.name()) && !is_whole() || !holds_little(element) {
        return None;
    }
    let last = element
        .node()
        .children()
        .filter(|child| !is_blank(*child))
        .last()?;
    let html = match body.element(last.id()) {
        Some(inner) => body.html_span(inner.node())?,
        None => body.trimmed_text(last.id())?,
    };
    let place = body.map().exact(Span::new(html.end - 1, html.end))?;
    let end = format!("</{}>", element.name());
    let edit = Edit::insert(place.end, &*end);
    Some(Fix::new(
        format!("add `{end}`"),
        Applicability::Unsafe,
        vec![edit],
    ))
}

/// Whether there is nothing in an element that could be meant to stand behind it.
fn holds_little(element: Element<'_>) -> bool {
    let fits = |inner: Element<'_>| {
        is_inline(inner.name())
            || (element.name() == "figure" && IN_FIGURES.contains(&inner.name()))
    };
    element.node().children().any(|child| !is_blank(child)) && element.descendants().all(fits)
}

fn is_heading(element: Element<'_>) -> bool {
    matches!(element.name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether no blanks stand at the inner sides of two start tags: in `<b> or <b>` both may be words.
fn is_tight(first: Element<'_>, second: Element<'_>) -> bool {
    let (Some(from), Some(to)) = (first.html_start_tag(), second.html_start_tag()) else {
        return false;
    };
    let inside = first
        .body()
        .html()
        .get(from.end as usize..to.start as usize);
    inside.is_some_and(|inside| inside.trim() == inside)
}

fn runs_along(near: Element<'_>, node: NodeRef<'_, Node>) -> bool {
    let inner = near.body().element(node.id());
    inner.is_none_or(|inner| {
        is_inline(inner.name()) && inner.descendants().all(|inner| is_inline(inner.name()))
    })
}

fn is_blank(node: NodeRef<'_, Node>) -> bool {
    matches!(node.value(), Node::Text(text) if text.trim().is_empty())
}
