//! HTML that a blank line turns into code.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::html::{self, Dom};
use crate::document::{Closing, Origin, Span};
use crate::fix::{Applicability, Edit, Fix};
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
            let hit = Hit::new(Span::of(start..start + line.len()));
            let hit = hit.related(open, "this is still open");
            hits.push(hit.fix(outdented(text, start - indent.len(), indent)));
        }
    }
}

/// Takes the indentation away that makes code of the lines from `start` on. Without the blank line
/// the whole rest of the block would be read otherwise, so that one stays.
fn outdented(text: &str, start: usize, indent: &str) -> Option<Fix> {
    let mut end = start;
    let mut lines = Vec::new();
    for line in text[start..].split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        if !is_blank && !line.starts_with(indent) {
            // What is indented less, and is code as well, would be left behind as such.
            let less = line.len() - line.trim_start().len();
            (less < 4 && !line.starts_with('\t')).then_some(())?;
            break;
        }
        lines.push(line);
        if !is_blank {
            end = start + lines.iter().map(|line| line.len()).sum::<usize>();
        }
    }
    let code = &text[start..end];
    let lower = code.to_ascii_lowercase();
    // There every blank counts.
    let mut verbatim = ["<pre", "<textarea", "<script", "<style"].iter();
    if verbatim.any(|tag| lower.contains(tag)) || !is_complete(code) {
        return None;
    }
    let outdented: Vec<_> = code
        .split('\n')
        .map(|line| line.strip_prefix(indent).unwrap_or(line))
        .collect();
    let span = Span::of(start..start + code.len());
    let edit = Edit::replace(span, outdented.join("\n"));
    let title = "remove the indentation";
    Some(Fix::new(title, Applicability::Unsafe, vec![edit]))
}

/// Whether all that begins in a piece of HTML ends in it, so that it changes nothing around it.
fn is_complete(code: &str) -> bool {
    let dom = Dom::fragment(code, html::Context::Template);
    let is_closed = |id| {
        dom.origin(id) != Origin::Written
            || matches!(dom.closing(id), Closing::EndTag(_) | Closing::Void)
    };
    let nodes = dom.tree().tree.nodes();
    dom.stray_end_tags().is_empty()
        && nodes
            .filter(|node| node.value().is_element())
            .all(|node| is_closed(node.id()))
}

fn starts_with_tag(text: &str) -> bool {
    let name = text.strip_prefix("</").or_else(|| text.strip_prefix('<'));
    name.is_some_and(|name| name.starts_with(|char: char| char.is_ascii_alphabetic()))
}
