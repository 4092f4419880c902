//! Sections of XML in HTML.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use schemars::JsonSchema;
use scraper::Node;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::{Span, offset};

/// Points at `<![CDATA[`: browsers take it for a comment up to the next `>`, and show `]]>`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CdataSection {}

const OPENER: &str = "<![CDATA[";

impl Kind for CdataSection {
    const NAME: &'static str = "cdata-section";
    const HOLES: &'static [&'static str] = &[];
}

impl Check for CdataSection {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        let html = body.html();
        static FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(OPENER));
        if FINDER.find(html.as_bytes()).is_none() {
            return;
        }
        let nodes = body.dom().tree().tree.nodes();
        let comments = nodes.filter(|node| matches!(node.value(), Node::Comment(_)));
        let spans = comments.filter_map(|node| body.dom().comment_span(node.id()));
        let sections = spans.filter(|comment| comment.of_text(html).starts_with(OPENER));
        let openers = sections.map(|span| Span::new(span.start, span.start + offset(OPENER.len())));
        hits.extend(openers.map(|opener| Hit::new(body.locate(opener))));
    }
}
