//! Elements that need a text and have none.

use ego_tree::NodeRef;
use schemars::JsonSchema;
use scraper::Node;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Article, Element, Markup};
use crate::fix::{Applicability, Edit, Fix};
use crate::fix::{is_bare, remove};

/// Points at elements that say nothing: no text, no image, no name.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EmptyElement {
    /// The names of the elements.
    elements: Vec<String>,
}

impl Kind for EmptyElement {
    const NAME: &'static str = "empty-element";
    const HOLES: &'static [&'static str] = &["name"];
}

impl Check for EmptyElement {
    fn elements(&self) -> Elements {
        Elements::named(&self.elements)
    }

    fn element(&self, element: Element<'_>, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        // Nearly all that is looked at has a text.
        if !element.is_blank_text() {
            return;
        }
        // Marks in the page itself are made by generators, and shown by style sheets.
        let leads_away = |href: &str| !href.starts_with('#');
        let anchor = element.name() == "a" && !element.attr("href").is_some_and(leads_away);
        let named = |element: Element<'_>| {
            element
                .attr("title")
                .is_some_and(|title| !title.trim().is_empty())
                || element.has_aria_name()
        };
        // In MDX an expression may stand inside, and a component fills itself.
        let empty = element.is_written()
            && !anchor
            && cx.article.markup() != Markup::Mdx
            && !named(element)
            && !is_filled_by_script(element)
            && !element.is_hidden();
        if !empty
            || element
                .descendants()
                .any(|inner| speaks(inner) || named(inner))
        {
            return;
        }
        // What a generator fills in is there when the page is built.
        if !cx.article.is_opaque(element.span()) {
            let fix = (is_bare(element, &["href", "target", "rel"]) && !is_last_trace(element))
                .then(|| removal(cx.article, element));
            let hit = Hit::new(element.start_tag()).with("name", element.name());
            hits.push(hit.fix(fix.flatten()));
        }
    }
}

/// Whether an element is a link whose address stands nowhere near: that is content.
fn is_last_trace(element: Element<'_>) -> bool {
    let Some(href) = element.attr("href").map(str::trim) else {
        return false;
    };
    let node = element.node();
    let same = |beside: Option<NodeRef<'_, Node>>| {
        let beside = beside.and_then(|beside| element.body().element(beside.id()));
        beside.is_some_and(|link| link.attr("href").map(str::trim) == Some(href))
    };
    !href.is_empty() && !same(node.prev_sibling()) && !same(node.next_sibling())
}

/// Removes the element; the blanks in it may be all that keeps two words apart.
fn removal(article: &Article<'_>, element: Element<'_>) -> Option<Fix> {
    let text = article.source().text();
    let span = element.span();
    let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
    let in_word = |char: Option<char>| char.is_some_and(|char| !char.is_whitespace());
    let between = in_word(before.chars().next_back()) && in_word(after.chars().next());
    let blank = between && element.texts().any(|text| !text.is_empty());
    if blank && !matches!(element.name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
        element.editable_start_tag()?;
        element.end_tag()?;
        let edit = Edit::replace(span, " ");
        return Some(Fix::new("leave a blank", Applicability::Unsafe, vec![edit]));
    }
    remove(article, element, "remove it")
}

/// Whether the element tells a script what to put into it: `data-iframely-url`.
fn is_filled_by_script(element: Element<'_>) -> bool {
    let attributes = element.attributes();
    let mut names = attributes.iter().map(|(name, _)| &**name);
    names.any(|name| {
        let name = name.strip_prefix("data-").unwrap_or_default();
        name.contains("embed") || name.ends_with("-url")
    })
}

/// Whether an element may say something without text.
fn speaks(element: Element<'_>) -> bool {
    matches!(
        element.name(),
        "img" | "svg" | "iframe" | "object" | "video" | "audio" | "input" | "canvas" | "math"
    ) || element.is_component()
}
