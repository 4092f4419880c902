//! Markup in entries that are plain text.

use std::sync::LazyLock;

use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;

use super::required_entry::is_readable;
use super::{Check, Context, Hit, Kind};
use crate::document::front_matter::{FrontMatter, Node};
use crate::document::{Span, offset};
use crate::fix::{Applicability, Edit, Fix};

/// Looks for tags of text-level elements and for character references.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryMarkup {
    /// The entries that are plain text.
    keys: Vec<String>,
}

impl Kind for EntryMarkup {
    const NAME: &'static str = "entry-markup";
    const HOLES: &'static [&'static str] = &["key", "markup"];
}

/// A start tag that formats text, or a line break. A title that speaks of an element has its tag
/// alone (`The <b> element`), and so is told by the end tag.
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    let names = "b|big|code|del|em|font|i|mark|small|span|strike|strong|sub|sup|tt|u";
    Regex::new(&format!(r"<({names})(?:\s[^<>]*)?>|<br\s*/?>")).expect("a constant pattern")
});

/// A character reference, be it escaped once more.
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    let names = "amp|lt|gt|quot|apos|nbsp|hellip|mdash|ndash|lsquo|rsquo|ldquo|rdquo";
    let numbers = "#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}";
    Regex::new(&format!("&(?:amp;)*(?:{names}|{numbers});")).expect("a constant pattern")
});

impl Check for EntryMarkup {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(front) = cx.article.front_matter() else {
            return;
        };
        if front.is_template || !is_readable(front) {
            return;
        }
        for key in &self.keys {
            let Some(node) = front.get(key).filter(|node| !node.is_broken()) else {
                continue;
            };
            if node.as_str().is_some_and(|text| text.contains(['<', '&'])) {
                hits.extend(judge(key, node, front));
            }
        }
    }
}

fn judge(key: &str, node: &Node<'_>, front: &FrontMatter<'_>) -> Option<Hit> {
    let value = node.as_str()?;
    let mut places = tags(value);
    places.extend(REFERENCE.find_iter(value).map(|found| found.range()));
    places.sort_by_key(|range| range.start);
    let first = value.get(places.first()?.clone())?;
    // Escapes and folded lines make a value differ from its bytes.
    let written = front.source(node);
    let start = written.find(value).map(|at| node.span.start + offset(at));
    let place = |start: u32, range: &std::ops::Range<usize>| Span::of(range.clone()).shift(start);
    let span = start.map_or(node.span, |start| place(start, &places[0]));
    let edits = start.and_then(|start| {
        let edit = |range: &std::ops::Range<usize>| {
            let text = plain(&value[range.clone()])?;
            Some(Edit::replace(place(start, range), text))
        };
        places.iter().map(edit).collect::<Option<Vec<_>>>()
    });
    let fix = |edits| Fix::new("write it as plain text", Applicability::Unsafe, edits);
    let hit = Hit::new(span).with("key", key).with("markup", first);
    Some(hit.fix(edits.map(fix)))
}

fn tags(value: &str) -> Vec<std::ops::Range<usize>> {
    let mut places = Vec::new();
    for found in TAG.captures_iter(value) {
        let (Some(tag), name) = (found.get(0), found.get(1)) else {
            continue;
        };
        let Some(name) = name else {
            places.push(tag.range());
            continue;
        };
        let end = format!("</{}>", name.as_str());
        let Some(at) = value[tag.end()..].find(&end) else {
            continue;
        };
        let at = tag.end() + at;
        let end = at..at + end.len();
        if !places.contains(&end) {
            places.extend([tag.range(), end]);
        }
    }
    places
}

/// What a piece of markup says as text, where that needs no quotes of its own.
fn plain(markup: &str) -> Option<&'static str> {
    let name = markup.trim_start_matches('&').trim_start_matches("amp;");
    Some(match name.trim_end_matches(';') {
        tag if tag.starts_with("<br") => " ",
        tag if tag.starts_with('<') => "",
        "" | "amp" => "&",
        "hellip" => "…",
        "mdash" | "#8212" => "—",
        "ndash" | "#8211" => "–",
        "lsquo" | "#8216" => "‘",
        "rsquo" | "#8217" => "’",
        "ldquo" | "#8220" => "“",
        "rdquo" | "#8221" => "”",
        "nbsp" | "#160" => "\u{a0}",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_has_an_end() {
        let found = |value: &'static str| {
            let places = tags(value).into_iter();
            places.map(|range| &value[range]).collect::<Vec<_>>()
        };
        assert_eq!(found("a <b>c</b> d"), ["<b>", "</b>"]);
        assert_eq!(found("a<br/>b"), ["<br/>"]);
        assert_eq!(found("<i><i>a</i>"), ["<i>", "</i>"]);
        assert!(found("the <b> element, Vec<T>, <canvas></canvas>").is_empty());
    }

    #[test]
    fn references_are_read_however_often_escaped() {
        assert_eq!(plain("&amp;"), Some("&"));
        assert_eq!(plain("&amp;amp;amp;"), Some("&"));
        assert_eq!(plain("&amp;hellip;"), Some("…"));
        assert_eq!(plain("&quot;"), None);
    }
}
