//! Images that wait for a script which did not come along.

use schemars::JsonSchema;
use scraper::Node;
use serde::Deserialize;

use super::attribute_name::delete;
use super::tracking_pixel::is_counter;
use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Element, Image, html, offset};
use crate::fix::gone;
use crate::fix::{Applicability, Edit, Fix};

/// Points at images whose `src` only holds the place of the real one.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LazyImage {}

impl Kind for LazyImage {
    const NAME: &'static str = "lazy-image";
    const HOLES: &'static [&'static str] = &["url", "placeholder"];
}

/// Words that name a stand-in whatever stands beside them.
const SURE: &[&str] = &["1x1", "lazyload", "placeholder", "spacer"];

/// Words that name a stand-in where nothing else is named.
const PLACEHOLDERS: &[&str] = &[
    "blank",
    "dot",
    "empty",
    "gray",
    "grey",
    "lazy",
    "lazyloader",
    "load",
    "loader",
    "loading",
    "pixel",
    "spinner",
    "trans",
    "transparent",
    "white",
];

/// Words that say nothing beside those.
const FILLERS: &[&str] = &[
    "ajax",
    "background",
    "bg",
    "default",
    "gif",
    "icon",
    "image",
    "images",
    "img",
    "post",
    "thumb",
    "thumbnail",
];

impl Check for LazyImage {
    fn elements(&self) -> Elements {
        Elements::named(&["img"])
    }

    fn element(&self, element: Element<'_>, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(src) = element.attribute("src") else {
            return;
        };
        if !is_placeholder(src.value.trim()) {
            hits.extend(hidden_by_srcset(element, src.value));
            return;
        }
        let Some(real) = in_attribute(element).or_else(|| in_noscript(element, cx)) else {
            return;
        };
        let shown = match src.value.trim() {
            data if data.starts_with("data:") => "data: image",
            url => url.split(['?', '#']).next().unwrap_or_default(),
        };
        let shown = shown.rsplit('/').next().unwrap_or_default();
        let hit = Hit::new(src.value_span.unwrap_or(src.span))
            .with("placeholder", shown)
            .with("url", real.url);
        hits.push(
            hit.note(format!("{} holds the URL of the picture", real.place))
                .fix(real.fix),
        );
    }
}

/// Whether a URL is that of a stand-in: a few bytes of data, or a file named so.
fn is_placeholder(src: &str) -> bool {
    if let Some(data) = src.strip_prefix("data:image/") {
        return data.len() < 1024;
    }
    let path = src.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    // The usual name of the smallest picture there is.
    if name == "s.gif" {
        return true;
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words = stem.split(|char: char| !char.is_alphanumeric());
    let (mut is_named, mut is_all) = (false, true);
    for word in words.filter(|word| !word.is_empty()) {
        if is_one(SURE, word) {
            return true;
        }
        let named = is_one(PLACEHOLDERS, word);
        is_named |= named;
        is_all &= named || is_size(word) || is_one(FILLERS, word);
    }
    is_named && is_all
}

/// Whether a word is one of these, numbered or not.
fn is_one(known: &[&str], word: &str) -> bool {
    let bare = word.trim_end_matches(|char: char| char.is_ascii_digit());
    known
        .iter()
        .any(|known| known.eq_ignore_ascii_case(bare) || known.eq_ignore_ascii_case(word))
}

/// `640x480`
fn is_size(word: &str) -> bool {
    word.bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'x')
}

/// A real `src`, and a `srcset` of a stand-in, which browsers prefer.
fn hidden_by_srcset<'a>(element: Element<'a>, src: &'a str) -> Option<Hit> {
    let srcset = element.attribute("srcset")?;
    let data = srcset.value.trim();
    let stand_in = data.starts_with("data:image/") && data.len() < 1024 && !data.contains("http");
    if !stand_in || !is_url(src) {
        return None;
    }
    let written = html::attributes(element.written_start_tag()?).find(|attribute| {
        let name = element
            .written_start_tag()
            .map(|tag| attribute.name.of_text(tag));
        name.is_some_and(|name| name.eq_ignore_ascii_case("srcset"))
    })?;
    let fix = delete(
        element,
        written.span,
        "remove `srcset`",
        Applicability::Unsafe,
    );
    let hit = Hit::new(srcset.span)
        .with("placeholder", "srcset")
        .with("url", src)
        .note("browsers prefer it to `src`, which is the picture")
        .help("remove `srcset`");
    Some(hit.fix(fix))
}

struct Real<'a> {
    url: &'a str,
    place: String,
    fix: Option<Fix>,
}

fn is_url(value: &str) -> bool {
    let value = value.trim();
    !value.is_empty()
        && !value.starts_with("data:")
        && !value.contains(|char: char| {
            char.is_whitespace() || matches!(char, '"' | '<' | '>' | '{' | '[')
        })
        && value.contains(['/', '.'])
}

/// The URL in an attribute that scripts read. The fix moves it to `src`.
fn in_attribute(element: Element<'_>) -> Option<Real<'_>> {
    let urls = Image::of(element)?.lazy_urls();
    let (name, url) = urls
        .map(|(name, url)| (name, url.trim()))
        .find(|(_, url)| is_url(url) && !is_placeholder(url))?;
    let fix = || {
        let start = element.editable_start_tag()?.start;
        let tag = element.written_start_tag()?;
        let source = element.attribute("src")?;
        let written = html::attributes(tag)
            .find(|attribute| attribute.name.of_text(tag).eq_ignore_ascii_case(name))?;
        let before = &tag[..written.span.start as usize];
        let blanks = offset(before.len() - before.trim_end().len());
        let gone = crate::document::Span::new(written.span.start - blanks, written.span.end);
        let edits = vec![
            Edit::replace(source.span, src_attribute(url)),
            Edit::delete(gone.shift(start)),
        ];
        Some(Fix::new(
            format!("move `{name}` to `src`"),
            Applicability::Unsafe,
            edits,
        ))
    };
    Some(Real {
        url,
        place: format!("`{name}`"),
        fix: fix(),
    })
}

fn src_attribute(url: &str) -> String {
    format!("src=\"{}\"", url.replace('&', "&amp;"))
}

/// The URL in the `<noscript>` that follows.
fn in_noscript<'a>(element: Element<'a>, cx: &Context<'_>) -> Option<Real<'a>> {
    let body = element.body();
    let next = element
        .node()
        .next_siblings()
        .find(|node| !matches!(node.value(), Node::Text(text) if text.trim().is_empty()))?;
    let noscript = body.element(next.id())?;
    if noscript.name() != "noscript" {
        return None;
    }
    let mut inside = noscript.descendants();
    let real = inside.find(|inner| inner.name() == "img")?;
    let url = real.attr("src")?.trim();
    if is_counter(real) || !is_url(url) || is_placeholder(url) {
        return None;
    }
    let fix = || {
        element.editable_start_tag()?;
        noscript.editable_start_tag()?;
        noscript.end_tag()?;
        let edits = vec![
            Edit::replace(element.attribute("src")?.span, src_attribute(url)),
            Edit::delete(gone(cx.article, noscript.span())),
        ];
        Some(Fix::new(
            "take the URL out of `<noscript>`",
            Applicability::Unsafe,
            edits,
        ))
    };
    Some(Real {
        url,
        place: "`<noscript>`".to_owned(),
        fix: fix(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_known_by_their_names() {
        for src in [
            "data:image/gif;base64,R0lGODlh",
            "/img/loading.gif",
            "https://a.example/s.gif",
            "lazy-load.svg?x",
            "/1x1.trans.gif",
            "/grey_640x480.png",
            "/spacer2.gif",
            "/ajax-loader.gif",
        ] {
            assert!(is_placeholder(src), "{src}");
        }
        for src in [
            "/ferry.jpg",
            "/lazy/ferry.jpg",
            "https://a.example/photo.png?load=1",
            "/download-button.png",
            "/transport.jpg",
            "/whitehall.jpg",
            "/white-ferry.jpg",
            "/truck-loading.jpg",
            "/s.png",
            "/2024.png",
        ] {
            assert!(!is_placeholder(src), "{src}");
        }
    }
}
