//! Captions that do not stand where captions stand.

use ego_tree::NodeRef;
use scraper::Node;

use crate::checks::{Context, Hit};
use crate::document::{Article, Element, Figure, Markup, Span};
use crate::fix::{Applicability, Edit, Fix, gone, is_plain};

/// Elements that hold others for the looks only.
const WRAPPERS: &[&str] = &["div", "span", "center", "section"];

/// Elements that may hold a figure, and that say nothing else by it.
const HOLDERS: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "div",
    "li",
    "main",
    "section",
    "td",
];

/// A caption that something inside of its figure holds.
pub(super) fn wrapped(caption: Element<'_>, cx: &Context<'_>) -> Option<Hit> {
    let figure = caption.closest("figure")?;
    let is_child = caption.parent()?.id() == figure.id();
    if is_child || !caption.is_written() {
        return None;
    }
    let hit = Hit::new(caption.start_tag());
    let is_only = Figure::of(figure)?.captions().len() == 1;
    let fix = is_only.then(|| take_out(caption, figure, cx.article));
    Some(hit.fix(fix.flatten()))
}

/// A caption without a figure around it.
pub(super) fn orphan(caption: Element<'_>, cx: &Context<'_>) -> Option<Hit> {
    if caption.closest("figure").is_some() || !caption.is_written() {
        return None;
    }
    let hit = Hit::new(caption.start_tag());
    Some(hit.fix(give_figure(caption, cx.article)))
}

fn take_out(caption: Element<'_>, figure: Element<'_>, article: &Article<'_>) -> Option<Fix> {
    let between = |outer: &Element<'_>| outer.id() != figure.id();
    let wrappers: Vec<_> = caption.ancestors().take_while(between).collect();
    let outermost = *wrappers.last()?;
    let fix = |edits| {
        let title = "make the caption a child of the figure";
        Some(Fix::new(title, Applicability::Unsafe, edits))
    };
    if wrappers.iter().all(|&wrapper| content(wrapper).len() == 1) {
        let bare = |wrapper: &Element<'_>| WRAPPERS.contains(&wrapper.name()) && is_plain(*wrapper);
        let mut edits = Vec::new();
        for wrapper in wrappers.iter().filter(|wrapper| bare(wrapper)) {
            edits.push(Edit::delete(gone(article, wrapper.editable_start_tag()?)));
            edits.push(Edit::delete(gone(article, wrapper.editable_end_tag()?)));
        }
        return (edits.len() == 2 * wrappers.len()).then(|| fix(edits))?;
    }
    // Inside of all that is around it, and in the figure, the caption comes last.
    let is_last = |inner: Element<'_>, outer: Element<'_>| {
        let content = content(outer);
        content.len() > 1 && content.last().is_some_and(|last| last.id() == inner.id())
    };
    let mut inner = caption;
    for &wrapper in &wrappers {
        let may_end = WRAPPERS.contains(&wrapper.name()) || wrapper.name() == "a";
        if !may_end || !is_last(inner, wrapper) {
            return None;
        }
        inner = wrapper;
    }
    if content(figure).last()?.id() != outermost.id() {
        return None;
    }
    let end = outermost.editable_end_tag()?.end;
    fix(moved(caption, end, article)?)
}

fn give_figure(caption: Element<'_>, article: &Article<'_>) -> Option<Fix> {
    // A template may write the figure.
    if !article.opaque().is_empty() {
        return None;
    }
    let mut before = caption.node().prev_siblings().filter(|node| counts(*node));
    let media = caption.body().element(before.next()?.id())?;
    let fix = |title: &str, edits| Some(Fix::new(title, Applicability::Unsafe, edits));
    if let Some(figure) = Figure::of(media) {
        if figure.media().len() != 1 || figure.has_caption() || !figure.captions().is_empty() {
            return None;
        }
        let end = media.editable_end_tag()?.start;
        let edits = moved(caption, end, article)?;
        return fix("move the caption into the figure", edits);
    }
    // Of several pictures in a row nobody knows which ones are meant.
    let is_alone = before.next().is_none_or(|node| !is_picture(caption, node));
    let parent = caption.parent()?;
    let may_hold = HOLDERS.contains(&parent.name()) || parent.is_implied();
    if !is_picture(caption, media.node()) || !is_alone || !may_hold {
        return None;
    }
    let edits = vec![
        Edit::insert(media.editable_start_tag()?.start, "<figure>"),
        Edit::insert(caption.editable_end_tag()?.end, "</figure>"),
    ];
    fix("put picture and caption into one `<figure>`", edits)
}

/// A picture, or a link around nothing else.
fn is_picture(near: Element<'_>, node: NodeRef<'_, Node>) -> bool {
    let Some(element) = near.body().element(node.id()) else {
        return false;
    };
    match element.name() {
        "img" | "picture" | "video" => true,
        "a" => match *content(element) {
            [only] => is_picture(near, only),
            _ => false,
        },
        _ => false,
    }
}

/// What stands in an element, without blanks.
fn content<'a>(element: Element<'a>) -> Vec<NodeRef<'a, Node>> {
    let children = element.node().children();
    children.filter(|node| counts(*node)).collect()
}

fn counts(node: NodeRef<'_, Node>) -> bool {
    !matches!(node.value(), Node::Text(text) if text.trim().is_empty())
}

/// Takes a caption from its place and puts it at another one.
fn moved(caption: Element<'_>, to: u32, article: &Article<'_>) -> Option<Vec<Edit>> {
    let (start, end) = (caption.editable_start_tag()?, caption.editable_end_tag()?);
    let span = start.cover(end);
    let written = article.source().slice(span);
    // To Markdown an empty line ends the HTML, so that more than bytes would have to move.
    let is_cut = written.lines().any(|line| line.trim().is_empty());
    if is_cut && article.markup() != Markup::Html {
        return None;
    }
    let gone = gone(article, span);
    let is_elsewhere = !gone.contains(Span::at(to));
    is_elsewhere.then(|| vec![Edit::delete(gone), Edit::insert(to, written)])
}
