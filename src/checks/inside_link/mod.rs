//! Links that stay on the site.

mod anchors;

use html5ever::local_name;
use schemars::JsonSchema;
use serde::Deserialize;

use anchors::Anchors;

use super::local_image::respell;
use super::{Check, Context, Hit, Kind};
use crate::document::{Element, Span, offset};
use crate::finding::Level;
use crate::site::{Address, Led};

/// Looks for what links of the site lead to: sources of other articles, and places in the same one.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct InsideLink {}

impl Kind for InsideLink {
    const NAME: &'static str = "inside-link";
    const HOLES: &'static [&'static str] = &["url", "problem"];
}

impl Check for InsideLink {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        if cx.settings.targets.is_empty() {
            return;
        }
        let mut anchors = None;
        for link in cx.article.body().having(&local_name!("href")) {
            let Some(href) = link.attr("href").map(str::trim) else {
                continue;
            };
            if link.name() != "a" {
                continue;
            }
            match href.strip_prefix('#') {
                Some(fragment) if !fragment.is_empty() && !is_scripted(link) => {
                    let anchors = anchors.get_or_insert_with(|| Anchors::of(cx.article));
                    if anchors.lack(fragment) {
                        hits.extend(lost(link, cx));
                    }
                }
                Some(_) => {}
                None => hits.extend(source(link, href, cx)),
            }
        }
        hits.retain(|hit| !cx.article.is_opaque(hit.span));
    }
}

/// A link to a place that is not in the article. Browsers stay at the top.
fn lost(link: Element<'_>, cx: &Context<'_>) -> Option<Hit> {
    let span = place(link)?;
    let written = cx.article.source().slice(span);
    Some(
        Hit::new(span)
            .with("url", written)
            .with("problem", "nothing in the article has this id")
            .level(Level::Warning)
            .help("write the id of what is meant, or give it one"),
    )
}

/// A link to the source of another article, which is not there.
fn source(link: Element<'_>, href: &str, cx: &Context<'_>) -> Option<Hit> {
    // Aliases and templates apart, that is what ends like one.
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let is_source = [".md", ".mdx", ".markdown"]
        .iter()
        .any(|ending| path.to_ascii_lowercase().ends_with(ending));
    let site = cx.site().filter(|_| is_source)?;
    let led = match site.aliased(href) {
        Some(led) => led,
        None => site.source(&Address::read(href)?),
    };
    let (problem, names) = match &led {
        Led::Nowhere { place, .. } => (format!("there is no `{place}`"), None),
        Led::OtherCase(names) => {
            let name = names.last()?;
            (format!("the file is called `{name}`"), Some(names))
        }
        Led::There | Led::Unknown => return None,
    };
    let span = place(link)?;
    let written = cx.article.source().slice(span);
    let end = written.find('#').unwrap_or(written.len());
    let marked = Span::new(span.start, span.start + offset(end));
    let fix = names.and_then(|names| respell(written, span, names));
    let hit = Hit::new(marked).with("url", &written[..end]);
    Some(hit.with("problem", problem).fix(fix))
}

fn place(link: Element<'_>) -> Option<Span> {
    let href = link.attribute("href")?;
    let span = href.value_span.unwrap_or(href.span);
    (!span.is_empty()).then_some(span)
}

/// Whether a script does something when the link is followed.
fn is_scripted(link: Element<'_>) -> bool {
    ["onclick", "role", "aria-controls", "aria-expanded"]
        .iter()
        .any(|name| link.attr(name).is_some())
        || link.attributes().iter().any(|(name, _)| {
            let is_bound = |sign| name.starts_with(sign);
            is_bound("data-") || is_bound("@") || is_bound("v-") || is_bound("x-") || is_bound("on")
        })
}
