//! Blocks inside of paragraphs.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Closing, Element, Markup};

/// Looks for paragraphs that a block has closed although their end tag follows (WHATWG HTML
/// §13.2.6.4.7: a start tag of a block closes a `p` element).
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockInParagraph {
    /// The blocks.
    elements: Vec<String>,
}

impl Kind for BlockInParagraph {
    const NAME: &'static str = "block-in-paragraph";
    const HOLES: &'static [&'static str] = &["name"];
}

impl Check for BlockInParagraph {
    fn elements(&self) -> Elements {
        Elements::named(&["p"])
    }

    fn element(&self, element: Element<'_>, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        if cx.article.markup() == Markup::Mdx || !element.is_written() || !element.is_html() {
            return;
        }
        let Closing::Implied { by } = element.closing() else { return };
        let body = element.body();
        // The end tag is stray, since the paragraph is closed already, unless the next one comes.
        let next = body
            .dom()
            .stray_end_tags()
            .iter()
            .find(|stray| stray.name == "p" && stray.span.start > by.start);
        let reopened = |end: u32| {
            let html = body.html();
            html.get(by.end as usize..end as usize).is_some_and(|between| between.contains("<p"))
        };
        let (Some(span), Some(end)) = (body.map().exact(by), next) else { return };
        let name = body.html().get(by.range()).and_then(tag_name).unwrap_or_default();
        if self.elements.iter().any(|block| *block == name) && !reopened(end.span.start) {
            hits.push(Hit::new(span).with("name", name).related(element.start_tag(), "the paragraph"));
        }
    }
}

/// The name in a start tag, in lower case.
fn tag_name(tag: &str) -> Option<String> {
    let name = tag.strip_prefix('<')?;
    let end = name.find(|char: char| char.is_ascii_whitespace() || matches!(char, '>' | '/'));
    Some(name[..end?].to_ascii_lowercase())
}
