//! HTML that a blank line turns into code.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::Span;
use crate::target::Target;

/// Points at indented HTML behind a blank line in an HTML block of Markdown: the blank line ends
/// the block (`CommonMark` 0.31.2 §4.6), so the indentation makes code of it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockCut {}

impl Kind for BlockCut {
    const NAME: &'static str = "block-cut";
    const HOLES: &'static [&'static str] = &[];
}

impl Check for BlockCut {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        // kramdown reads on to the end tag.
        let targets = &cx.settings.targets;
        if !targets.is_empty() && targets.iter().all(|target| *target == Target::Jekyll) {
            return;
        }
        let text = cx.article.source().text();
        for block in cx.article.body().map().html_blocks() {
            let Some(open) = block.cut else { continue };
            let end = block.span.end as usize;
            let rest = &text[end..];
            let blank = rest.len() - rest.trim_start().len();
            let lines = &rest[..blank];
            let indent = lines.rsplit(['\n', '\r']).next().unwrap_or_default();
            let columns: usize = indent
                .chars()
                .map(|char| if char == '\t' { 4 } else { 1 })
                .sum();
            if columns < 4 || !starts_with_tag(&rest[blank..]) {
                continue;
            }
            let line = rest[blank..].lines().next().unwrap_or_default();
            let start = end + blank;
            hits.push(
                Hit::new(Span::of(start..start + line.len())).related(open, "this is still open"),
            );
        }
    }
}

fn starts_with_tag(text: &str) -> bool {
    let name = text.strip_prefix("</").or_else(|| text.strip_prefix('<'));
    name.is_some_and(|name| name.starts_with(|char: char| char.is_ascii_alphabetic()))
}
