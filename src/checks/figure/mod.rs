//! Figures and their captions.

mod caption_place;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Element, Figure, LooseText, shows_nothing};
use crate::fix::{Applicability, Edit, Fix};
use crate::fix::{is_bare, remove};

/// Looks at every figure.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FigureCheck {
    /// What is objected to.
    fault: Fault,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// Text beside the only media of a figure without caption.
    LooseCaption,
    /// A caption without text or media.
    EmptyCaption,
    /// More than one caption.
    MultipleCaptions,
    /// Neither media nor text.
    Empty,
    /// Media and no caption.
    MissingCaption,
    /// A caption that something inside of the figure holds.
    CaptionPosition,
    /// A caption without a figure around it.
    CaptionOrphan,
}

impl Kind for FigureCheck {
    const NAME: &'static str = "figure";
    const HOLES: &'static [&'static str] = &["caption"];
}

impl Check for FigureCheck {
    fn elements(&self) -> Elements {
        Elements::named(match self.fault {
            Fault::CaptionPosition | Fault::CaptionOrphan => &["figcaption"],
            _ => &["figure"],
        })
    }

    fn element(&self, element: Element<'_>, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let figure = match self.fault {
            Fault::CaptionPosition => return hits.extend(caption_place::wrapped(element, cx)),
            Fault::CaptionOrphan => return hits.extend(caption_place::orphan(element, cx)),
            _ => Figure::of(element),
        };
        let Some(figure) = figure else { return };
        match self.fault {
            Fault::LooseCaption => hits.extend(loose_caption(figure, cx)),
            Fault::EmptyCaption => empty_captions(figure, cx, hits),
            Fault::MultipleCaptions => multiple_captions(figure, hits),
            Fault::MissingCaption => {
                let pictures = element
                    .descendants()
                    .any(|inner| matches!(inner.name(), "img" | "video" | "picture"));
                let nested = element.closest("figure").is_some();
                let captions = figure.captions();
                if pictures && !nested && captions.is_empty() && figure.loose_text().is_none() {
                    hits.push(Hit::new(element.start_tag()));
                }
            }
            Fault::CaptionPosition | Fault::CaptionOrphan => {}
            Fault::Empty => {
                if figure.is_empty() {
                    let fix = is_bare(element, &["class"])
                        .then(|| remove(cx.article, element, "remove the figure"));
                    hits.push(Hit::new(element.start_tag()).fix(fix.flatten()));
                }
            }
        }
    }
}

fn loose_caption(figure: Figure<'_>, cx: &Context<'_>) -> Option<Hit> {
    let loose = figure.loose_text()?;
    let text = cx.article.source().slice(loose.span);
    let hit = Hit::new(loose.span).with("caption", text);
    Some(hit.fix(wrap(figure, loose)))
}

/// Puts the text into a `<figcaption>`, under the id that the figure already refers to.
fn wrap(figure: Figure<'_>, loose: LooseText) -> Option<Fix> {
    figure.element().editable_start_tag()?;
    if !loose.at_edge || !loose.is_exact {
        return None;
    }
    let id = wanted_id(figure).map_or(String::new(), |id| format!(" id=\"{id}\""));
    Some(Fix::new(
        "wrap the text in `<figcaption>`",
        Applicability::Safe,
        vec![
            Edit::insert(loose.span.start, format!("<figcaption{id}>")),
            Edit::insert(loose.span.end, "</figcaption>"),
        ],
    ))
}

/// The id that the figure's `aria-describedby` or `aria-labelledby` names and nothing carries.
fn wanted_id<'a>(figure: Figure<'a>) -> Option<&'a str> {
    let element = figure.element();
    let ids = element.body().ids();
    ["aria-describedby", "aria-labelledby"]
        .iter()
        .filter_map(|name| element.attr(name))
        .flat_map(str::split_ascii_whitespace)
        .find(|&id| !ids.contains_key(id) && !id.contains(['"', '&', '<', '>']))
}

fn empty_captions(figure: Figure<'_>, cx: &Context<'_>, hits: &mut Vec<Hit>) {
    for caption in figure.captions() {
        if !shows_nothing(caption) {
            continue;
        }
        let fix = caption
            .is_html()
            .then(|| remove(cx.article, caption, "remove the empty caption"));
        hits.push(Hit::new(caption.span()).fix(fix.flatten()));
    }
}

fn multiple_captions(figure: Figure<'_>, hits: &mut Vec<Hit>) {
    let captions = figure.captions();
    let Some((first, others)) = captions.split_first() else {
        return;
    };
    for caption in others {
        hits.push(Hit::new(caption.start_tag()).related(first.start_tag(), "the first caption"));
    }
}
