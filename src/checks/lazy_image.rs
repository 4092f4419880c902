//! Images that wait for a script which did not come along.

mod repair;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Element, Image};
use crate::fix::Fix;

use repair::{Copy, candidates};
pub(super) use repair::{move_to_source, moved};

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
    "none",
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
        let Some(src) = element.attr("src") else {
            return;
        };
        if !is_placeholder(src.trim()) {
            hits.extend(hidden_by_srcset(element, src, cx));
            return;
        }
        let Some(src) = element.attribute("src") else {
            return;
        };
        let Some(real) = in_attribute(element, cx).or_else(|| in_noscript(element, cx)) else {
            return;
        };
        let shown = match src.value.trim() {
            data if data.starts_with("data:") => "data: image",
            "#" => "#",
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
pub(super) fn is_placeholder(src: &str) -> bool {
    if let Some(data) = src.strip_prefix("data:image/") {
        return data.len() < 1024;
    }
    // What scripts write that have none, and what asks for nothing.
    if matches!(src, "#" | "about:blank" | "undefined" | "null") {
        return true;
    }
    let path = src.split(['?', '#']).next().unwrap_or_default();
    if path.contains("/pagespeed_static/") {
        return true;
    }
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
fn hidden_by_srcset(element: Element<'_>, src: &str, cx: &Context<'_>) -> Option<Hit> {
    let srcset = element.attribute("srcset")?;
    let data = srcset.value.trim();
    let stand_in = data.starts_with("data:image/") && data.len() < 1024 && !data.contains("http");
    if !stand_in || !is_url(src) {
        return None;
    }
    let hit = Hit::new(srcset.span)
        .with("placeholder", "srcset")
        .with("url", src)
        .note("browsers prefer it to `src`, which is the picture");
    let fix = candidates(cx.article, Image::of(element)?, src);
    let help = fix.as_ref().map(|fix| fix.title.clone());
    Some(
        hit.help(help.unwrap_or("remove `srcset`".to_owned()))
            .fix(fix),
    )
}

struct Real<'a> {
    url: &'a str,
    place: String,
    fix: Option<Fix>,
}

/// Whether a value can be the URL of an image.
pub(super) fn is_url(value: &str) -> bool {
    let value = value.trim();
    !value.is_empty()
        && !value.starts_with("data:")
        && !value.contains(|char: char| {
            char.is_whitespace() || matches!(char, '"' | '<' | '>' | '{' | '[')
        })
        && value.contains(['/', '.'])
        && value.parse::<f64>().is_err()
}

/// Whether an image is loaded without a script.
pub(super) fn is_shown(image: Image<'_>) -> bool {
    let src = image.element().attr("src").unwrap_or_default().trim();
    is_url(src) && !is_placeholder(src)
}

/// The attribute from which a script would load an image, and the URL in it.
pub(super) fn real_url(image: Image<'_>) -> Option<(&'static str, &str)> {
    const ENDINGS: &[&str] = &["jpg", "jpeg", "png", "gif", "webp", "avif", "svg"];
    let is_picture = |url: &str| {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let ending = path.rsplit_once('.').map(|(_, ending)| ending);
        ending.is_some_and(|ending| ENDINGS.contains(&&*ending.to_ascii_lowercase()))
    };
    image
        .lazy_urls()
        .map(|(name, url)| (name, url.trim()))
        .filter(|(_, url)| is_url(url) && !is_placeholder(url))
        // The page that the image leads to has that name too.
        .find(|(name, url)| *name != "data-url" || is_picture(url))
}

/// The URL in an attribute that scripts read. The fix moves it to `src`.
fn in_attribute<'a>(element: Element<'a>, cx: &Context<'_>) -> Option<Real<'a>> {
    let image = Image::of(element)?;
    let (name, url) = real_url(image)?;
    Some(Real {
        url,
        place: format!("`{name}`"),
        fix: move_to_source(cx.article, image, name),
    })
}

/// The URL in the `<noscript>` that follows.
fn in_noscript<'a>(element: Element<'a>, cx: &Context<'_>) -> Option<Real<'a>> {
    let copy = Copy::of(element).filter(|copy| is_shown(copy.image))?;
    let url = copy.image.element().attr("src")?.trim();
    Some(Real {
        url,
        place: "`<noscript>`".to_owned(),
        fix: copy.show(cx.article, element),
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
            "static/image/common/none.gif",
            "/pagespeed_static/1.JiBnMqyl6S.gif",
            "about:blank",
            "undefined",
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
            "/none-of-them.png",
            "/undefined.png",
        ] {
            assert!(!is_placeholder(src), "{src}");
        }
    }
}
