//! What TOML 1.1 allows and readers of TOML 1.0 refuse.

use crate::document::Span;
use crate::document::front_matter::problem::Problem;
use crate::document::front_matter::value::{Entry, Node, Style, Value};

/// The first such place in a tree.
pub(in super::super) fn fault(text: &str, node: &Node<'_>) -> Option<Problem> {
    match &node.value {
        Value::DateTime(date) if lacks_seconds(date) => Some(refused(
            node.span,
            "a time without seconds",
            "write them: `10:00:00`",
        )),
        Value::Str(_) if node.style == Style::Double => escape(text, node),
        Value::Seq(items) => items.iter().find_map(|item| fault(text, item)),
        Value::Map(entries) => {
            let own = (node.style == Style::Flow).then(|| layout(text, node, entries));
            own.flatten().or_else(|| {
                entries
                    .iter()
                    .find_map(|entry| fault(text, &entry.key).or_else(|| fault(text, &entry.value)))
            })
        }
        _ => None,
    }
}

fn refused(place: Span, what: &str, instead: &str) -> Problem {
    Problem::syntax(
        place,
        format!("{what} is TOML 1.1, which many readers refuse"),
    )
    .hint(instead)
}

fn lacks_seconds(date: &str) -> bool {
    date.find(':')
        .is_some_and(|colon| date.as_bytes().get(colon + 3) != Some(&b':'))
}

/// `\e` and `\x41`.
fn escape(text: &str, node: &Node<'_>) -> Option<Problem> {
    let content = node.content.of_text(text);
    let mut from = 0;
    while let Some(found) = content[from..].find('\\') {
        let at = from + found;
        if matches!(content.as_bytes().get(at + 1), Some(b'e' | b'x')) {
            let start = node.content.start as usize + at;
            let place = Span::of(start..start + 2);
            return Some(refused(place, "this escape", "write `\\u` and four digits"));
        }
        let escaped = content[at + 1..].chars().next().map_or(0, char::len_utf8);
        from = at + 1 + escaped;
    }
    None
}

/// Line endings and a comma behind the last entry of an inline table.
fn layout(text: &str, table: &Node<'_>, entries: &[Entry<'_>]) -> Option<Problem> {
    let mut from = table.content.start;
    for entry in entries {
        let own = entry.span();
        if let Some(problem) = line_ending(text, from, own.start) {
            return Some(problem);
        }
        from = own.end.max(from);
    }
    let end = table.content.end.max(from);
    line_ending(text, from, end).or_else(|| {
        let comma = Span::new(from, end).of_text(text).find(',')?;
        let place = Span::at(from + Span::of(comma..comma).start);
        let place = Span::new(place.start, place.start + 1);
        Some(refused(place, "a comma behind the last entry", "remove it"))
    })
}

fn line_ending(text: &str, from: u32, to: u32) -> Option<Problem> {
    let gap = Span::new(from, to.max(from));
    let at = gap.of_text(text).find(['\n', '\r'])?;
    let start = gap.start as usize + at;
    let place = Span::of(start..start + 1);
    Some(refused(
        place,
        "an inline table of several lines",
        "put it on one line, or make it a `[table]`",
    ))
}
