//! The words around a cursor, in texts that need not be whole yet.

use crate::document::{Source, Span, offset};

/// What a comment for the desk begins with.
const SUPPRESSION: &str = "copydesk-ignore";

/// What ends a comment.
const ENDS: &[&str] = &["-->", "*/}"];

/// The name that stands around a place: letters, digits, `-`, `_` and `/`.
pub(super) fn around(source: &Source, at: u32) -> Span {
    let line = source
        .lines()
        .line(source.text(), source.lines().line_of(at));
    let at = at.min(line.end);
    let before = source.slice(Span::new(line.start, at));
    let behind = source.slice(Span::new(at, line.end));
    let is_part = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_' | '/');
    let head = before.len() - before.trim_end_matches(is_part).len();
    let tail = behind.len() - behind.trim_start_matches(is_part).len();
    Span::new(at - offset(head), at + offset(tail))
}

/// Whether a place lies in the list of rules of a comment for the desk.
pub(super) fn in_suppression(source: &Source, at: u32) -> bool {
    let line = source
        .lines()
        .line(source.text(), source.lines().line_of(at));
    let before = source.slice(Span::new(line.start, at.min(line.end)));
    let Some((_, list)) = before.rsplit_once(SUPPRESSION) else {
        return false;
    };
    // The word goes on: `copydesk-ignore-next-line`.
    let list = list.trim_start_matches(|char: char| char.is_ascii_lowercase() || char == '-');
    let is_over = ENDS.iter().any(|end| list.contains(end)) || list.contains(" -- ");
    list.starts_with([' ', ':']) && !is_over
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_from_inside_and_from_its_ends() {
        let source = Source::new("a.md", "x\n<!-- a image/alt-missing, b -->");
        for at in [9, 14, 26] {
            assert_eq!(source.slice(around(&source, at)), "image/alt-missing");
        }
        assert!(around(&source, 0).range() == (0..1));
        assert!(around(&source, 27).is_empty());
    }

    #[test]
    fn the_list_of_a_comment_ends_at_the_reason() {
        let text = "# copydesk-ignore date -- as it was";
        let source = Source::new("a.md", text);
        let inside = |at: &str| in_suppression(&source, offset(text.find(at).unwrap()));
        assert!(inside("date"));
        assert!(!inside("as it"));
        assert!(!inside("copydesk"));
        let source = Source::new("a.md", "<!-- copydesk-ignore-next-line html --> html");
        assert!(in_suppression(&source, 33));
        assert!(!in_suppression(&source, 42));
    }
}
