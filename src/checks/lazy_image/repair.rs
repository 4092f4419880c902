//! Images that wait for a script, mended so that they are shown without one.

use scraper::Node;

use super::super::tracking_pixel::is_counter;
use super::{is_placeholder, is_url};
use crate::document::{Alt, Article, Element, Image, Span, UrlProblem, check_url, html, offset};
use crate::fix::gone;
use crate::fix::{Applicability, Edit, Fix};

/// Attributes in which such scripts keep the real `srcset`.
const LAZY_SETS: &[&str] = &["data-srcset", "data-lazy-srcset", "data-original-set"];

/// Attributes in which they keep the `sizes` that go with it.
const LAZY_SIZES: &[&str] = &["data-sizes", "data-lazy-sizes"];

/// What else a `<noscript>` may say of an image without anything being lost.
const IDLE: &[&str] = &["src", "alt", "class", "style", "loading", "decoding"];

/// Moves the URL in the attribute `name` to `src`, with the candidates that wait likewise, and
/// removes the copy for readers without scripts.
pub(in crate::checks) fn move_to_source(
    article: &Article<'_>,
    image: Image<'_>,
    name: &str,
) -> Option<Fix> {
    let element = image.element();
    // Where no browser can load anything from there, nothing is won.
    let url = element.attr(name)?.trim();
    if matches!(check_url(url), Some(UrlProblem::Unreadable(_))) {
        return None;
    }
    let mut edits = moved(element, name, "src")?;
    edits.extend(sets(article, element)?);
    edits.extend(again(article, image, element.attr(name)?));
    let title = format!("move `{name}` to `src`");
    Some(Fix::new(title, Applicability::Unsafe, edits))
}

/// The candidates of an image that is loaded from `src`, mended, and the copy removed.
pub(super) fn candidates(article: &Article<'_>, image: Image<'_>, src: &str) -> Option<Fix> {
    let element = image.element();
    let mut edits = set(element)?;
    edits.extend(again(article, image, src));
    let title = match waiting(element) {
        Some(name) => format!("move `{name}` to `srcset`"),
        None => "remove `srcset`".to_owned(),
    };
    (!edits.is_empty()).then(|| Fix::new(title, Applicability::Unsafe, edits))
}

/// The image in the `<noscript>` behind an element, if there is nothing else in there.
#[derive(Clone, Copy)]
pub(super) struct Copy<'a> {
    noscript: Element<'a>,
    /// The image.
    pub(super) image: Image<'a>,
}

impl<'a> Copy<'a> {
    /// The copy of an image.
    pub(super) fn of(element: Element<'a>) -> Option<Self> {
        let next = whole(element)
            .node()
            .next_siblings()
            .find(|node| !matches!(node.value(), Node::Text(text) if text.trim().is_empty()))?;
        let noscript = element.body().element(next.id())?;
        if noscript.name() != "noscript" || !noscript.is_blank_text() {
            return None;
        }
        let mut images = noscript.descendants().filter_map(Image::of);
        let image = images.next().filter(|_| images.next().is_none())?;
        let is_hull =
            |inner: Element<'_>| matches!(inner.name(), "a" | "img" | "picture" | "source");
        let is_alone = noscript.descendants().all(is_hull) && !is_counter(image.element());
        is_alone.then_some(Self { noscript, image })
    }

    /// Shows it in the place of what waits for a script; where that has an alternative text and
    /// the copy has none, the other way round.
    pub(super) fn show(self, article: &Article<'_>, element: Element<'_>) -> Option<Fix> {
        let title = "show the image of `<noscript>`";
        let image = Image::of(element)?;
        let mut edits = Vec::new();
        if is_told(image) && !is_told(self.image) {
            let attributes = self.image.element().attributes();
            let mut names = attributes.iter().map(|(name, _)| &**name);
            if !names.all(|name| IDLE.contains(&name) || element.attr(name).is_some()) {
                return None;
            }
            edits.push(set_value(
                element,
                "src",
                self.image.element().attr("src")?,
            )?);
            edits.extend(sets(article, element)?);
            edits.push(self.removal(article)?);
        } else {
            let start = whole(element).editable_start_tag()?.start;
            let tags = [
                self.noscript.editable_start_tag()?,
                self.noscript.end_tag()?,
            ];
            let before = Span::new(start, tags[0].end);
            edits.extend([before, tags[1]].map(|span| Edit::delete(gone(article, span))));
        }
        Some(Fix::new(title, Applicability::Unsafe, edits))
    }

    fn removal(self, article: &Article<'_>) -> Option<Edit> {
        self.noscript.editable_start_tag()?;
        self.noscript.end_tag()?;
        Some(Edit::delete(gone(article, self.noscript.span())))
    }
}

/// The removal of the copy, if it is the image at `url` and says no more than `image` itself.
fn again(article: &Article<'_>, image: Image<'_>, url: &str) -> Option<Edit> {
    let copy = Copy::of(image.element()).filter(|copy| same(copy.image, url))?;
    let (element, inner) = (image.element(), copy.image.element());
    let has_set = |element: Element<'_>| element.attr("srcset").is_some();
    let leads = |inner: Element<'_>| inner.name() == "a";
    let says_more = is_told(copy.image) && !is_told(image)
        || has_set(inner) && !has_set(element) && waiting(element).is_none()
        || copy.noscript.descendants().any(leads) && element.closest("a").is_none();
    (!says_more).then(|| copy.removal(article)).flatten()
}

fn is_told(image: Image<'_>) -> bool {
    matches!(image.alt(), Alt::Text(_))
}

/// The `<picture>` that an image stands for, or the image.
fn whole(element: Element<'_>) -> Element<'_> {
    let picture = element.parent().filter(|outer| outer.name() == "picture");
    picture.unwrap_or(element)
}

/// Whether an image is loaded from `url`, in whatever size its host makes of it.
fn same(image: Image<'_>, url: &str) -> bool {
    let address = |url: &'_ str| url.trim().split(['?', '#']).next().map(ToOwned::to_owned);
    image.element().attr("src").and_then(address) == address(url)
}

/// The edits for the candidates of an image and of the sources beside it.
fn sets(article: &Article<'_>, element: Element<'_>) -> Option<Vec<Edit>> {
    let mut edits = set(element)?;
    let sources = whole(element).children();
    for source in sources.filter(|child| child.name() == "source") {
        if stands_in(source) && waiting(source).is_none() {
            let tag = source.editable_start_tag()?;
            edits.push(Edit::delete(gone(article, tag)));
        } else {
            edits.extend(set(source)?);
        }
    }
    Some(edits)
}

fn set(element: Element<'_>) -> Option<Vec<Edit>> {
    match (stands_in(element), waiting(element)) {
        (true, None) => Some(vec![removed(element, "srcset")?]),
        (_, Some(name)) => {
            let mut edits = moved(element, name, "srcset")?;
            let is_meant = |name: &&&str| {
                let value = element.attr(name).unwrap_or_default().trim();
                !value.is_empty() && value != "auto"
            };
            let sizes = LAZY_SIZES.iter().find(is_meant);
            if let Some(sizes) = sizes.filter(|_| element.attr("sizes").is_none()) {
                edits.extend(moved(element, sizes, "sizes")?);
            }
            Some(edits)
        }
        (false, None) => Some(Vec::new()),
    }
}

/// The attribute that holds the real candidates, where those of `srcset` are none.
fn waiting(element: Element<'_>) -> Option<&'static str> {
    let has_own = element
        .attr("srcset")
        .is_some_and(|own| !own.trim().is_empty() && !stands_in(element));
    let is_real = |name: &&&str| {
        let value = element.attr(name).unwrap_or_default();
        let first = value.split_ascii_whitespace().next();
        first.is_some_and(|first| is_url(first.trim_end_matches(',')))
    };
    let found = LAZY_SETS.iter().find(is_real).filter(|_| !has_own)?;
    Some(found)
}

/// Whether all candidates hold the place of others.
fn stands_in(element: Element<'_>) -> bool {
    let Some(srcset) = element.attr("srcset").map(str::trim) else {
        return false;
    };
    if srcset.starts_with("data:") {
        return srcset.len() < 1024 && !srcset.contains("http");
    }
    let urls = srcset
        .split(',')
        .filter_map(|candidate| candidate.split_ascii_whitespace().next());
    !srcset.is_empty() && urls.into_iter().all(is_placeholder)
}

/// The value of the attribute `from` put into `to`; in its place, where there is no `to`.
pub(in crate::checks) fn moved(element: Element<'_>, from: &str, to: &str) -> Option<Vec<Edit>> {
    if element.attr(to).is_some() {
        let value = set_value(element, to, element.attr(from)?.trim())?;
        return Some(vec![value, removed(element, from)?]);
    }
    let start = element.editable_start_tag()?.start;
    let name = written(element, from)?.name.shift(start);
    Some(vec![Edit::replace(name, to)])
}

fn written(element: Element<'_>, name: &str) -> Option<html::AttributeSpan> {
    let tag = element.written_start_tag()?;
    html::attributes(tag).find(|found| found.name.of_text(tag).eq_ignore_ascii_case(name))
}

/// An attribute taken out, with the white space before it.
fn removed(element: Element<'_>, name: &str) -> Option<Edit> {
    let start = element.editable_start_tag()?.start;
    let span = written(element, name)?.span;
    let before = element.written_start_tag()?.get(..span.start as usize)?;
    let kept = offset(before.trim_end().len());
    Some(Edit::delete(Span::new(kept, span.end).shift(start)))
}

/// The value of an attribute replaced, in the quotes that it has.
fn set_value(element: Element<'_>, name: &str, value: &str) -> Option<Edit> {
    let start = element.editable_start_tag()?.start;
    let found = written(element, name)?;
    let value = value.replace('&', "&amp;");
    Some(match (found.value, found.quote) {
        (Some(at), Some('\'')) => Edit::replace(at.shift(start), value.replace('\'', "&#39;")),
        (Some(at), Some(_)) => Edit::replace(at.shift(start), value.replace('"', "&quot;")),
        _ => {
            let name = found.name.of_text(element.written_start_tag()?);
            let text = format!("{name}=\"{}\"", value.replace('"', "&quot;"));
            Edit::replace(found.span.shift(start), text)
        }
    })
}
