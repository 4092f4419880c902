//! An image, whoever wrote it: `![]()` and `<img>` are one thing.

use std::borrow::Cow;

use ego_tree::NodeRef;
use html5ever::local_name;
use scraper::Node;

use super::element::{Element, is_blank};
use super::figure::Figure;
use super::web_url::shown_name;

/// An `img` element of the article.
#[derive(Clone, Copy)]
pub struct Image<'a> {
    element: Element<'a>,
}

/// The state of an image's `alt`, as the standard tells the cases apart (WHATWG HTML §4.8.4.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alt<'a> {
    /// There is none.
    Missing,
    /// `alt=""` or a bare `alt`: the image is decoration.
    Empty,
    /// Nothing but white space.
    Blank,
    /// A text.
    Text(&'a str),
}

/// Attributes in which scripts that load images late keep the real URL.
const LAZY: &[&str] = &[
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-actualsrc",
    "data-original-src",
    "data-orig-src",
    "data-lazy",
    "data-lazyload",
    "data-echo",
    "data-url",
    "data-orig-file",
    "data-large-file",
    "data-medium-file",
    "data-hi-res-src",
    "data-full-src",
    "data-cfsrc",
    "data-pagespeed-lazy-src",
    "data-ezsrc",
    "data-opt-src",
    "data-delayed-url",
    "data-imgurl",
    "data-croporisrc",
    "data-backsrc",
    "real_src",
    "zoomfile",
    "file",
];

fn is_lazy(name: &str) -> bool {
    name.starts_with("data-") || matches!(name, "real_src" | "zoomfile" | "file")
}

impl<'a> Image<'a> {
    /// The image that an element is.
    #[must_use]
    pub fn of(element: Element<'a>) -> Option<Self> {
        (*element.local_name() == local_name!("img")).then_some(Self { element })
    }

    /// The element.
    #[must_use]
    pub fn element(&self) -> Element<'a> {
        self.element
    }

    /// Its alternative text.
    #[must_use]
    pub fn alt(&self) -> Alt<'a> {
        match self.element.attr("alt") {
            None => Alt::Missing,
            Some("") => Alt::Empty,
            Some(text) if text.chars().all(is_blank) => Alt::Blank,
            Some(text) => Alt::Text(text),
        }
    }

    /// The attributes in which scripts that load images late keep the real URL, with their values.
    pub fn lazy_urls(&self) -> impl Iterator<Item = (&'static str, &'a str)> + use<'a> {
        let element = self.element;
        // Most images wait for no script, and to find that out every name is looked for.
        let names = if element.has_attribute_like(is_lazy) {
            LAZY
        } else {
            &[]
        };
        names
            .iter()
            .filter_map(move |name| Some((*name, element.attr(name)?)))
    }

    /// What people call the image in a message: the last part of its URL, or the tag. A URL that a
    /// script would load is the picture, and not what stands in for it.
    #[must_use]
    pub fn title(&self) -> Cow<'a, str> {
        let src = self.element.attr("src").unwrap_or_default();
        let mut lazy = self.lazy_urls().map(|(_, url)| url);
        let real = lazy.find(|url| url.contains(['/', '.']) && !url.starts_with("data:"));
        match real.unwrap_or(src) {
            data if data.starts_with("data:") => "data: image".into(),
            url => shown_name(url).unwrap_or("<img>".into()),
        }
    }

    /// The image beside it that scripts load late, and that this one, in a `<noscript>`, is for
    /// those without scripts.
    #[must_use]
    pub fn twin(&self) -> Option<Self> {
        let mut near = self.element.ancestors().take(3);
        let noscript = near.find(|outer| outer.name() == "noscript")?.node();
        let is_gap = |node: &NodeRef<'_, Node>| match node.value() {
            Node::Text(text) => text.len() < 256 && text.chars().all(is_blank),
            node => node.is_comment(),
        };
        let beside = [
            noscript.prev_siblings().take(8).find(|node| !is_gap(node)),
            noscript.next_siblings().take(8).find(|node| !is_gap(node)),
        ];
        let body = self.element.body();
        let is_other = |node: &NodeRef<'_, Node>| {
            let element = node.value().as_element();
            element.is_some_and(|element| element.name() != "noscript")
        };
        let beside = beside.into_iter().flatten().filter(is_other);
        let inside = beside.flat_map(|node| node.descendants().take(16));
        let mut elements = inside.filter_map(|node| Element::wrap(body, node));
        elements.find_map(Image::of)
    }

    /// Whether the image has no URL, and a script that stands in the file names its `id`: the
    /// script fills it in.
    #[must_use]
    pub fn is_filled_by_script(&self) -> bool {
        let filled = |name| {
            self.element
                .attr(name)
                .is_some_and(|url| !url.trim().is_empty())
        };
        if filled("src") || filled("srcset") {
            return false;
        }
        let Some(id) = self.element.attr("id").filter(|id| !id.is_empty()) else {
            return false;
        };
        self.element.body().script_words().contains(id)
    }

    /// Whether the image is said to be one pixel wide and high, or none.
    #[must_use]
    pub fn is_dot(&self) -> bool {
        let dot = |name: &str| self.size(name).is_some_and(|size| size <= 1.0);
        self.is_sized() && dot("width") && dot("height")
    }

    /// Whether the image is said to be wider or higher than one pixel.
    #[must_use]
    pub fn is_large(&self) -> bool {
        let large = |name: &str| self.size(name).is_some_and(|size| size > 1.0);
        self.is_sized() && (large("width") || large("height"))
    }

    /// Whether anything says how large the image is; most say nothing, and are not asked twice.
    fn is_sized(&self) -> bool {
        let says = |name: &str| matches!(name, "width" | "height" | "style");
        self.element.has_attribute_like(says)
    }

    /// A size in pixels, from its `style` or the attribute.
    fn size(&self, name: &str) -> Option<f64> {
        let style = self.element.attr("style").unwrap_or_default();
        let styled = style.split(';').find_map(|declaration| {
            let (property, value) = declaration.split_once(':')?;
            property.trim().eq_ignore_ascii_case(name).then_some(value)
        });
        let value = styled.or(self.element.attr(name))?.trim();
        let value = value.trim_end_matches("!important").trim();
        value.trim_end_matches("px").parse().ok()
    }

    /// Whether `aria-label` or `aria-labelledby` names the image (WAI-ARIA 1.2 §5.2.8).
    #[must_use]
    pub fn has_aria_name(&self) -> bool {
        self.element.has_aria_name()
    }

    /// Whether its role is `none` or `presentation`.
    #[must_use]
    pub fn has_empty_role(&self) -> bool {
        let role = self.element.attr("role").unwrap_or_default();
        let role = role.split_whitespace().next().unwrap_or_default();
        role.eq_ignore_ascii_case("none") || role.eq_ignore_ascii_case("presentation")
    }

    /// Whether assistive technology is told to pass the image by. A role of `none` does not
    /// count on an image that takes the focus (WAI-ARIA 1.2 §7.1).
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        let focusable = self.element.attr("tabindex").is_some();
        (self.has_empty_role() && !focusable) || self.element.is_hidden()
    }

    /// The figure around it, whose caption, if any, is the image's.
    #[must_use]
    pub fn figure(&self) -> Option<Figure<'a>> {
        self.element.ancestors().find_map(Figure::of)
    }

    /// Whether the image stands in a figure that has a caption, be it lost or in place.
    #[must_use]
    pub fn is_captioned(&self) -> bool {
        let in_caption = self.element.closest("figcaption").is_some();
        !in_caption && self.figure().is_some_and(|figure| figure.has_caption())
    }
}
