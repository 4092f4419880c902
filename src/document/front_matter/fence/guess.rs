//! Guessing where a block ends that is not closed, and whether one begins at all.

use std::ops::Range;

use crate::document::front_matter::lines::{KeyShape, Line, SPACE, indent, is_blank};

/// Keys that alone are evidence of front matter.
const KNOWN: &[&str] = &[
    "title",
    "date",
    "layout",
    "tags",
    "categories",
    "category",
    "draft",
    "slug",
    "permalink",
    "description",
    "author",
    "id",
    "lang",
    "type",
];

/// The first line from `at` on that holds more than a comment.
pub(super) fn first_line(text: &str, at: usize) -> Option<&str> {
    Line::of(text, at..text.len())
        .map(|line| line.text(text))
        .find(|line| !is_blank(line) && !line.trim_start_matches(SPACE).starts_with('#'))
}

/// Whether the first line that holds something is a key.
pub(super) fn starts_with_key(text: &str, at: usize) -> bool {
    first_line(text, at)
        .is_some_and(|line| KeyShape::word(line.trim_start_matches(SPACE)).is_some())
}

/// Whether keys follow right away: several, or one that front matter is known for. Prose may start
/// with `Note: …`.
pub(super) fn has_keys(text: &str, at: usize) -> bool {
    let end = yaml_end(text, at..text.len());
    let mut keys = Line::of(text, at..end).filter_map(|line| {
        let content = line.text(text);
        KeyShape::word(content).map(|shape| &content[shape.key])
    });
    let at_once = KeyShape::word(Line::at(text, at).text(text)).is_some();
    let Some(first) = keys.next().filter(|_| at_once) else {
        return false;
    };
    keys.next().is_some() || KNOWN.contains(&first)
}

/// Whether a line starts with a key that front matter is known for.
pub(super) fn is_known_key(line: &str) -> bool {
    KeyShape::word(line).is_some_and(|shape| KNOWN.contains(&&line[shape.key]))
}

/// Where lines stop looking like TOML.
pub(super) fn toml_end(text: &str, from: usize) -> usize {
    Line::of(text, from..text.len())
        .take_while(|line| {
            let content = line.text(text);
            indent(content) > 0 || content.starts_with(['[', ']', '#']) || content.contains('=')
        })
        .last()
        .map_or(from, |line| line.next)
}

/// Where lines stop looking like JSON.
pub(super) fn json_end(text: &str, from: usize) -> usize {
    Line::of(text, from..text.len())
        .take_while(|line| {
            let content = line.text(text).trim_matches(SPACE);
            line.start == from || content.starts_with(['"', '[', ']', '{', '}'])
        })
        .last()
        .map_or(from, |line| line.next)
}

/// Where a run of lines that look like YAML keys and values ends: the offset behind the last such
/// line that is not blank. A guess for blocks whose end is not marked.
pub(super) fn yaml_end(text: &str, range: Range<usize>) -> usize {
    let mut end = range.start;
    let mut after_blank = false;
    let mut may_nest = false;
    let mut block_scalar = false;
    for line in Line::of(text, range) {
        let content = line.text(text);
        if is_blank(content) {
            after_blank = true;
            continue;
        }
        let fits = if indent(content) > 0 {
            may_nest
                && (!after_blank
                    || block_scalar
                    || KeyShape::word(content.trim_start_matches(SPACE)).is_some())
        } else if let Some(shape) = KeyShape::of(content) {
            let value = content[shape.colon.end..].trim_matches(SPACE);
            block_scalar = value.starts_with(['|', '>']);
            may_nest = true;
            !after_blank || KeyShape::word(content).is_some()
        } else if content == "-" || content.starts_with("- ") {
            may_nest && !after_blank
        } else {
            content.starts_with('#') && !after_blank
        };
        if !fits {
            break;
        }
        after_blank = false;
        end = line.next;
    }
    end
}
