//! Where images come from.

use html5ever::local_name;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{
    Attribute, Body, Element, Image, Span, UrlProblem, attribute_slot, check_url, html, offset,
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

    fn element(&self, element: Element<'_>, _cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(image) = Image::of(element) else {
            return;
        };
        match self.fault {
            Fault::Missing => hits.extend(missing(image)),
            Fault::Invalid => hits.extend(invalid(image)),
            Fault::Dimensions => hits.extend(dimensions(image)),
        }
    }
}

fn missing(image: Image<'_>) -> Option<Hit> {
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
    let Some((name, url)) = image.lazy_urls().next() else {
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
    Some(hit.note(note).fix(set_source(element, url)))
}

/// Whether the file is a whole page with scripts of its own, which may load its images.
fn brings_scripts(body: &Body) -> bool {
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

fn set_source(element: Element<'_>, url: &str) -> Option<Fix> {
    let tag = element.editable_start_tag()?;
    if url.trim().is_empty() || url.contains(['"', '<', '>']) {
        return None;
    }
    let value = url.trim().replace('&', "&amp;");
    let edit = match element.attribute("src") {
        Some(src) => Edit::replace(src.span, format!("src=\"{value}\"")),
        None => {
            let slot = attribute_slot(element.written_start_tag()?)?;
            Edit::insert(tag.start + slot, format!(" src=\"{value}\""))
        }
    };
    Some(Fix::new(
        "load the image from there",
        Applicability::Unsafe,
        vec![edit],
    ))
}

fn invalid(image: Image<'_>) -> Option<Hit> {
    let url = image.element().attr("src")?;
    if url.trim().is_empty() || url.trim_start().starts_with("data:") {
        return None;
    }
    let problem = check_url(url)?;
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

/// The same URL with what browsers repair written out, if that is all that is wrong.
fn encode(src: Attribute<'_>, span: Span) -> Option<Fix> {
    // Character references make the value differ from its bytes: leave those to a person.
    if offset(src.value.len()) != span.len() {
        return None;
    }
    let mut encoded = String::new();
    for char in src.value.trim().chars() {
        match char {
            ' ' => encoded.push_str("%20"),
            '|' => encoded.push_str("%7C"),
            '"' => encoded.push_str("%22"),
            '<' => encoded.push_str("%3C"),
            '>' => encoded.push_str("%3E"),
            '^' => encoded.push_str("%5E"),
            '`' => encoded.push_str("%60"),
            '{' => encoded.push_str("%7B"),
            '}' => encoded.push_str("%7D"),
            '[' => encoded.push_str("%5B"),
            ']' => encoded.push_str("%5D"),
            other => encoded.push(other),
        }
    }
    if check_url(&encoded).is_some() {
        return None;
    }
    let title = if encoded == src.value.trim() {
        "remove the white space around it"
    } else {
        "percent-encode it"
    };
    Some(Fix::new(
        title,
        Applicability::Safe,
        vec![Edit::replace(span, encoded)],
    ))
}
