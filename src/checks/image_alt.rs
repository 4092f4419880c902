//! Alternative texts of images.

use schemars::JsonSchema;
use serde::Deserialize;

use super::tracking_pixel::is_counter;
use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Alt, Element, Image};
use crate::finding::Level;
use crate::fix::{Applicability, Edit, Fix};

/// Looks at the `alt` of every image.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ImageAlt {
    /// What is objected to.
    fault: Fault,
    /// For `empty`: how many images are pointed at one by one; more become one finding.
    #[serde(default = "default_max")]
    max: usize,
}

fn default_max() -> usize {
    3
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// No `alt` and no other name. One level milder where a caption says what the image shows,
    /// milder still where a `title` does.
    Missing,
    /// An empty `alt` on an image that is not in a captioned figure.
    Empty,
    /// An empty `alt` in a captioned figure.
    EmptyCaptioned,
    /// An empty `alt` where the image is all that a link has to say.
    EmptyLink,
    /// An `alt` of nothing but white space.
    Blank,
}

impl Kind for ImageAlt {
    const NAME: &'static str = "image-alt";
    const HOLES: &'static [&'static str] = &["image", "count"];
}

impl Check for ImageAlt {
    fn elements(&self) -> Elements {
        match self.fault {
            Fault::Empty => Elements::None,
            _ => Elements::named(&["img"]),
        }
    }

    fn element(&self, element: Element<'_>, _cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(image) = Image::of(element) else {
            return;
        };
        if image.is_hidden() {
            return;
        }
        let hit = match (self.fault, image.alt()) {
            (Fault::Missing, Alt::Missing) => {
                let is_named = image.has_aria_name() || image.is_filled_by_script();
                (!is_named).then(|| missing(image))
            }
            (Fault::EmptyCaptioned, Alt::Empty) => {
                let is_content = is_undescribed(image) && image.is_captioned();
                (is_content && silent_link(image).is_none()).then(|| on_alt(image))
            }
            (Fault::EmptyLink, Alt::Empty) => empty_link(image),
            (Fault::Blank, Alt::Blank) => {
                let blank = || on_alt(image).fix(empty_out(image));
                (!image.has_aria_name()).then(blank)
            }
            _ => None,
        };
        hits.extend(hit.filter(|_| !is_said_elsewhere(image)));
    }

    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        if self.fault != Fault::Empty {
            return;
        }
        let images = cx.article.body().images();
        let empty = |image: &Image<'_>| {
            image.alt() == Alt::Empty && is_undescribed(*image) && !image.is_hidden()
        };
        let found: Vec<_> = images
            .filter(empty)
            .filter(|image| !image.is_captioned() && silent_link(*image).is_none())
            .filter(|image| !is_said_elsewhere(*image))
            .collect();
        if found.len() <= self.max {
            hits.extend(found.into_iter().map(on_alt));
            return;
        }
        let rest = found.len() - 1;
        let note = format!("{rest} more images of this article have an empty `alt`");
        hits.extend(found.first().map(|image| on_alt(*image).note(note)));
    }
}

/// Whether what is wrong with the `alt` is said of an image beside it, or the image is no picture.
fn is_said_elsewhere(image: Image<'_>) -> bool {
    let same = |twin: Image<'_>| twin.alt() == image.alt() && !twin.is_hidden();
    is_counter(image.element()) || image.twin().is_some_and(same)
}

/// No `alt`, and nothing else that says the same.
fn missing(image: Image<'_>) -> Hit {
    let element = image.element();
    let hit = Hit::new(element.start_tag()).with("image", image.title());
    let titled = element
        .attr("title")
        .is_some_and(|title| !title.trim().is_empty());
    if titled {
        let note = "the `title` serves as a name, but few readers ever see it";
        hit.level(Level::Info).note(note)
    } else if image.is_captioned() {
        hit.level(Level::Warning)
    } else if image.has_empty_role() {
        hit.note("it takes the focus, so its role does not hide it")
    } else {
        hit
    }
}

/// The link around an image that says nothing but the image.
fn silent_link(image: Image<'_>) -> Option<Element<'_>> {
    let element = image.element();
    let link = element.closest("a")?;
    let named = |element: Element<'_>| {
        let text = |name: &str| {
            element
                .attr(name)
                .is_some_and(|value| !value.trim().is_empty())
        };
        text("title") || text("aria-label") || text("aria-labelledby")
    };
    link.attr("href")?;
    let speaks = |inner: Element<'_>| match inner.name() {
        "img" => named(inner) || inner.attr("alt") != Some(""),
        "svg" | "iframe" | "object" | "video" | "audio" | "input" => true,
        _ => named(inner),
    };
    let silent = link.is_blank_text()
        && !named(link)
        && !link.is_hidden()
        && !link.descendants().any(speaks);
    silent.then_some(link)
}

/// An image in a link without any text; the first one speaks for all.
fn empty_link(image: Image<'_>) -> Option<Hit> {
    let link = silent_link(image)?;
    let first = link.descendants().find(|inner| inner.name() == "img")?;
    if first.id() != image.element().id() {
        return None;
    }
    let hit = on_alt(image).related(link.start_tag(), "the link");
    let target = link.attr("href").unwrap_or_default();
    let enlarges = ["jpg", "jpeg", "png", "gif", "webp", "svg"]
        .iter()
        .any(|end| {
            let path = target.split(['?', '#']).next().unwrap_or_default();
            path.to_ascii_lowercase().ends_with(&format!(".{end}"))
        });
    Some(match enlarges {
        true => hit
            .level(Level::Warning)
            .help("say in `alt` what the picture shows; the link opens it by itself"),
        false if image.is_captioned() => hit.level(Level::Warning),
        false => hit,
    })
}

fn is_undescribed(image: Image<'_>) -> bool {
    let titled = image
        .element()
        .attr("title")
        .is_some_and(|title| !title.trim().is_empty());
    !titled && !image.has_aria_name()
}

/// A hit on the `alt` itself. In Markdown an empty one has no bytes, so the construct is shown.
fn on_alt(image: Image<'_>) -> Hit {
    let element = image.element();
    let alt = element.attribute("alt").map(|alt| alt.span);
    let span = alt
        .filter(|span| !span.is_empty())
        .unwrap_or(element.start_tag());
    Hit::new(span).with("image", image.title())
}

fn empty_out(image: Image<'_>) -> Option<Fix> {
    let element = image.element();
    // There an empty one is a fault too: the picture has something to say.
    let in_silent_link = || {
        let link = element.closest("a");
        link.is_some_and(|link| link.attr("href").is_some() && link.is_blank_text())
    };
    if image.is_captioned() || in_silent_link() {
        return None;
    }
    let alt = element.attribute("alt")?;
    let edit = match element.written_start_tag() {
        Some(_) => {
            let at = alt.value_span?;
            // Without quotes the next attribute would become the value.
            let is_bare = at.end == alt.span.end && at.start > alt.span.start;
            Edit::replace(at, if is_bare { "\"\"" } else { "" })
        }
        // In Markdown the text between the brackets is all there is.
        None if alt.value.contains(|char: char| !char.is_ascii_whitespace()) => return None,
        None => Edit::delete(alt.span),
    };
    Some(Fix::new(
        "leave `alt` empty",
        Applicability::Safe,
        vec![edit],
    ))
}
