//! Shortcodes of WordPress.

use std::cell::LazyCell;

use schemars::JsonSchema;
use serde::Deserialize;

use super::prose::{Contains, Found, Pattern, search};
use super::{Check, Context, Hit, Kind};
use crate::document::{Article, Body, Element, Span};
use crate::fix::{Applicability, Edit, Fix};

/// Points at shortcodes in the text of the body, code left out. A caption with its picture can be
/// made a figure.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Shortcode {
    /// A regular expression for the opening brackets, in the syntax of the crate `regex`.
    #[schemars(with = "String")]
    pattern: Pattern,
    /// Bodies without any of these are not searched.
    #[serde(default)]
    #[schemars(with = "Vec<String>", extend("default" = []))]
    contains: Contains,
}

impl Kind for Shortcode {
    const NAME: &'static str = "shortcode";
    const HOLES: &'static [&'static str] = &["text"];
}

impl Check for Shortcode {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let images = LazyCell::new(|| tagged(cx.article.body()));
        for found in search(cx.article, &self.pattern, &self.contains) {
            let hit = Hit::new(found.span).with("text", cx.article.source().slice(found.span));
            hits.push(hit.fix(figure(cx.article, &found, || &images)));
        }
    }
}

/// The most bytes between the brackets of a caption.
const REACH: usize = 10_000;

/// The images with their tags in the HTML, by place.
fn tagged(body: &Body) -> Vec<(Span, Element<'_>)> {
    let images = body.images().map(|image| image.element());
    let mut images: Vec<_> = images
        .filter_map(|image| Some((image.html_start_tag()?, image)))
        .collect();
    images.sort_by_key(|(tag, _)| *tag);
    images
}

/// `[caption …]<img> The pier[/caption]` as the figure that WordPress makes of it.
fn figure<'a>(
    article: &Article<'_>,
    open: &Found<'_>,
    images: impl FnOnce() -> &'a Vec<(Span, Element<'a>)>,
) -> Option<Fix> {
    let body = article.body();
    let name = ["caption", "wp_caption"]
        .into_iter()
        .find(|name| open.text[1..].starts_with(&format!("{name} ")))?;
    let close = format!("[/{name}]");
    let rest = body.html().get(open.html.end as usize..)?;
    let length = rest[..rest.floor_char_boundary(REACH)].find(&close)?;
    let inner = Span::new(open.html.end, open.html.end).cover(Span::of(
        open.html.end as usize..open.html.end as usize + length,
    ));
    let close = Span::of(inner.end as usize..inner.end as usize + close.len());
    let images = images();
    let first = images.partition_point(|(tag, _)| tag.start < inner.start);
    let is_in = |image: &&(Span, Element<'a>)| inner.contains(image.0);
    let &(_, image) = images.get(first).filter(is_in)?;
    if images.get(first + 1).is_some_and(|next| is_in(&next)) {
        return None;
    }
    let link = image.parent().filter(|outer| {
        let tag = outer.html_start_tag();
        outer.name() == "a" && tag.is_some_and(|tag| inner.contains(tag))
    });
    let media = body.html_span(link.unwrap_or(image).node())?;
    let before = Span::new(inner.start, media.start).of_text(body.html());
    let behind = Span::new(media.end, inner.end).of_text(body.html()).trim();
    let nested = behind.contains('[') || behind.contains("\n\n");
    if !before.trim().is_empty() || nested {
        return None;
    }
    let caption = match behind {
        "" => attribute(article.source().slice(open.span)).unwrap_or_default(),
        _ => behind,
    };
    let caption = match caption {
        "" => String::new(),
        _ => format!("<figcaption>{caption}</figcaption>"),
    };
    let picture = media.of_text(body.html()).trim();
    let place = place(article, image, open.html.cover(close))?;
    let text = format!("<figure>{picture}{caption}</figure>");
    let edit = Edit::replace(place, text);
    Some(Fix::new(
        "make a figure of it",
        Applicability::Unsafe,
        vec![edit],
    ))
}

/// The caption in the shortcode's own brackets, as old versions have it.
fn attribute(open: &str) -> Option<&str> {
    let (_, value) = open.split_once(" caption=\"")?;
    let (value, _) = value.split_once('"')?;
    let value = value.trim();
    (!value.contains(['<', '&', '\\'])).then_some(value)
}

/// The bytes of the file that become the figure: the paragraph, if it holds nothing else, and what
/// is in it where a figure may stand beside text.
fn place(article: &Article<'_>, image: Element<'_>, html: Span) -> Option<Span> {
    let body = article.body();
    let mut around = image.ancestors().filter(|outer| outer.name() != "a");
    let parent = around.next()?;
    if parent.name() != "p" {
        let may_hold = parent.is_implied()
            || matches!(
                parent.name(),
                "div" | "section" | "article" | "blockquote" | "li" | "td"
            );
        return may_hold.then(|| body.map().exact(html)).flatten();
    }
    let start = parent.html_start_tag()?;
    let end = body.dom().end_tag(parent.id())?;
    let inner = Span::new(start.end, end.start).of_text(body.html());
    (inner.trim() == html.of_text(body.html())).then_some(())?;
    match parent.editable_start_tag() {
        Some(start) => Some(start.cover(parent.editable_end_tag()?)),
        None => {
            // A paragraph of Markdown, alone on its lines.
            let span = body.locate(html);
            let text = article.source().text();
            let before = text[..span.start as usize].rsplit('\n').next()?;
            let behind = text[span.end as usize..].lines().next().unwrap_or_default();
            (before.is_empty() && behind.trim().is_empty()).then_some(span)
        }
    }
}
