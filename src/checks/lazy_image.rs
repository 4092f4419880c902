//! Images that wait for a script which did not come along.

mod repair;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Element, Image};
use crate::fix::Fix;

pub(super) use repair::move_to_source;
use repair::{Copy, candidates};

/// Points at images whose `src` only holds the place of the real one.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LazyImage {}

impl Kind for LazyImage {
    const NAME: &'static str = "lazy-image";
    const HOLES: &'static [&'static str] = &["url", "placeholder"];
}

/// What file names of placeholders have in them.
const PLACEHOLDERS: &[&str] = &[
    "1x1",
    "blank",
    "empty",
    "gray",
    "grey",
    "lazy",
    "load",
    "pixel",
    "placeholder",
    "spacer",
    "spinner",
    "trans",
    "white",
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
            hits.extend(hidden_by_srcset(element, src.value, cx));
            return;
        }
        let Some(real) = in_attribute(element, cx).or_else(|| in_noscript(element, cx)) else {
            return;
        };
        let shown = Image::of(element).map_or("<img>", |image| image.title());
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
    let path = src.split(['?', '#']).next().unwrap_or_default();
    let name = path
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    PLACEHOLDERS.iter().any(|word| stem.contains(word)) || stem == "s"
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
        ] {
            assert!(is_placeholder(src), "{src}");
        }
        for src in [
            "/ferry.jpg",
            "/lazy/ferry.jpg",
            "https://a.example/photo.png?load=1",
        ] {
            assert!(!is_placeholder(src), "{src}");
        }
    }
}
