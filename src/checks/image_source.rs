//! Where images come from.

use html5ever::local_name;
use schemars::JsonSchema;
use serde::Deserialize;

use super::lazy_image::{is_shown, move_to_source, real_url};
use super::link_target::mended;
use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{
    Attribute, Body, Element, Image, Span, UrlProblem, UrlSlip, check_url, html, offset, url_slip,
};
use crate::finding::Level;
use crate::fix::{Applicability, Edit, Fix};

/// Looks at the `src` of every image.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ImageSource {
    /// What is objected to.
    fault: Fault,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// No `src`, or an empty one, and no `srcset`.
    Missing,
    /// A `src` that is no valid URL (URL Standard §4.3).
    Invalid,
    /// A `src` that can be read, from which no reader gets a picture: a file of the writer's own
    /// computer, a mistyped scheme.
    Unreachable,
    /// Neither `width` nor `height`.
    Dimensions,
}

/// Attributes by which a front-end framework sets `src`.
const BOUND: &[&str] = &[
    ":src",
    "v-bind:src",
    "x-bind:src",
    "[src]",
    "ng-src",
    "th:src",
];

impl Kind for ImageSource {
    const NAME: &'static str = "image-source";
    const HOLES: &'static [&'static str] = &["url", "problem"];
}

impl Check for ImageSource {
    fn elements(&self) -> Elements {
        Elements::named(&["img"])
    }

    fn element(&self, element: Element<'_>, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(image) = Image::of(element) else {
            return;
        };
        match self.fault {
            Fault::Missing => hits.extend(missing(image, cx)),
            Fault::Invalid => hits.extend(invalid(image)),
            Fault::Unreachable => hits.extend(unreachable(image, cx)),
            Fault::Dimensions => hits.extend(dimensions(image)),
        }
    }
}

fn missing(image: Image<'_>, cx: &Context<'_>) -> Option<Hit> {
    let element = image.element();
    let has = |name: &str| {
        element
            .attr(name)
            .is_some_and(|value| !value.trim().is_empty())
    };
    if has("src") || has("srcset") || BOUND.iter().any(|name| element.attr(name).is_some()) {
        return None;
    }
    if image.is_filled_by_script() {
        return None;
    }
    let hit = Hit::new(element.start_tag());
    let brings_scripts = brings_scripts(element.body());
    let Some((name, _)) = real_url(image) else {
        let note = "a script of the page may fill it in";
        return Some(match brings_scripts {
            true => hit.level(Level::Info).note(note),
            false => hit,
        });
    };
    if brings_scripts {
        return None;
    }
    let note = format!("`{name}` holds a URL, which only a script of the original page loads");
    let fix = move_to_source(cx.article, image, name);
    Some(hit.note(note).fix(fix))
}

/// Whether the file is a whole page with scripts of its own, which may load its images.
pub(super) fn brings_scripts(body: &Body) -> bool {
    html::Dom::is_document(body.html()) && body.named(&local_name!("script")).next().is_some()
}

/// An image in HTML for which no room is kept; Markdown has no way to say how large it is.
fn dimensions(image: Image<'_>) -> Option<Hit> {
    let element = image.element();
    let sized = |element: Element<'_>| {
        let mut names = ["width", "height", "style"].iter();
        names.any(|name| element.attr(name).is_some())
    };
    let is_said = || image.twin().is_some_and(|twin| !sized(twin.element()));
    (!sized(element) && element.is_html() && !is_said()).then(|| Hit::new(element.start_tag()))
}

fn invalid(image: Image<'_>) -> Option<Hit> {
    let url = image.element().attr("src")?;
    if url.trim().is_empty() || url.trim_start().starts_with("data:") {
        return None;
    }
    let problem = check_url(url)?;
    // A path on one computer is not mended by percent-encoding it.
    let behind_drive = url.trim_start().get(1..);
    if behind_drive.is_some_and(|rest| rest.starts_with(":\\")) {
        return None;
    }
    let src = image.element().attribute("src")?;
    let span = src.value_span.unwrap_or(src.span);
    let mut hit = Hit::new(span)
        .with("url", src.value)
        .with("problem", problem.text());
    hit.help = problem.help().map(ToOwned::to_owned);
    Some(match problem {
        UrlProblem::Unreadable(_) => hit,
        UrlProblem::Tolerated(_) => {
            let fix = image
                .element()
                .editable_start_tag()
                .and_then(|_| encode(src, span));
            hit.level(Level::Warning).fix(fix)
        }
    })
}

/// Why no reader gets anything from a URL that can be read.
fn astray(url: &str) -> Option<UrlSlip> {
    const OWN: &[&str] = &["localhost", "127.0.0.1", "0.0.0.0"];
    url_slip(url).or_else(|| {
        let host = url.split_once("//")?.1.split('/').next()?;
        let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
        OWN.contains(&host).then_some(UrlSlip {
            problem: "it is a file of one computer",
            meant: None,
        })
    })
}

fn unreachable(image: Image<'_>, cx: &Context<'_>) -> Option<Hit> {
    let url = image.element().attr("src")?.trim();
    let slip = astray(url)?;
    let is_waiting = || real_url(image).is_some() && !is_shown(image);
    // What nobody can read, and what stands in for a URL that a script loads, other rules tell.
    if matches!(check_url(url), Some(UrlProblem::Unreadable(_))) || is_waiting() {
        return None;
    }
    let src = image.element().attribute("src")?;
    let span = src.value_span.unwrap_or(src.span);
    let hit = Hit::new(span)
        .with("url", src.value)
        .with("problem", slip.problem);
    Some(hit.fix(mended(slip, src.value, span, cx)))
}

/// The same URL with what browsers repair written out, if that is all that is wrong.
fn encode(src: Attribute<'_>, span: Span) -> Option<Fix> {
    // Character references make the value differ from its bytes: leave those to a person.
    if offset(src.value.len()) != span.len() {
        return None;
    }
    let url = src.value.trim();
    let (encoded, trust) = encoded(url);
    if check_url(&encoded).is_some() {
        return None;
    }
    let title = if encoded == url {
        "remove the white space around it"
    } else {
        "percent-encode it"
    };
    Some(Fix::new(title, trust, vec![Edit::replace(span, encoded)]))
}

/// A URL without what must not stand in one. Safe where browsers ask for the very same: what they
/// encode differs between path and query, and brackets and bars they leave alone (URL Standard
/// §1.3); the fragment they do not send.
fn encoded(url: &str) -> (String, Applicability) {
    let authority = url.find("://").map_or(0, |at| {
        let rest = &url[at + 3..];
        at + 3 + rest.find(['/', '?', '#']).unwrap_or(rest.len())
    });
    let mut encoded = url[..authority].to_owned();
    let mut trust = Applicability::Safe;
    // What browsers encode in the part at hand.
    let mut by_browsers = " \"<>^`{}";
    for char in url[authority..].chars() {
        match char {
            '?' if by_browsers.contains('{') => by_browsers = " \"<>",
            '#' => by_browsers = " \"<>^`{}[]|",
            _ => {}
        }
        if matches!(
            char,
            ' ' | '"' | '<' | '>' | '^' | '`' | '{' | '}' | '[' | ']' | '|'
        ) {
            encoded.push_str(&format!("%{:02X}", u32::from(char)));
            if !by_browsers.contains(char) {
                trust = Applicability::Unsafe;
            }
        } else {
            encoded.push(char);
        }
    }
    (encoded, trust)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_browsers_ask_for_is_safe() {
        let is_safe = |url| encoded(url).1 == Applicability::Safe;
        for url in [
            "/a b.jpg",
            "/a{1}.jpg?b=c d",
            "/a.jpg#x[1]|?",
            "https://[::1]/a`.jpg",
        ] {
            assert!(is_safe(url), "{url}");
        }
        for url in [
            "/a[1].jpg",
            "/a|b.jpg",
            "/a.jpg?b={c}",
            "/a.jpg?b^",
            "/a.jpg?b=[1]",
        ] {
            assert!(!is_safe(url), "{url}");
        }
        assert_eq!(
            encoded("https://[::1]/a[1] b.jpg").0,
            "https://[::1]/a%5B1%5D%20b.jpg"
        );
    }
}
