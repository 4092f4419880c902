//! Edits carried out on a text.

use super::Edit;
use crate::document::Span;

/// The text with all edits made. They are sorted by position and do not overlap.
///
/// # Panics
/// When an edit lies beyond the text, or inside a character.
#[must_use]
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let added: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let mut out = String::with_capacity(text.len() + added);
    let mut done = 0;
    for edit in edits {
        let range = edit.span.range();
        out.push_str(&text[done..range.start]);
        out.push_str(&edit.text);
        done = range.end;
    }
    out.push_str(&text[done..]);
    out
}

/// Where the new text of each edit stands after [`apply`]: an empty span for a deletion.
#[must_use]
pub fn places_after(edits: &[Edit]) -> Vec<Span> {
    let (mut gone, mut added) = (0_usize, 0_usize);
    let place = |edit: &Edit| {
        let start = edit.span.start as usize - gone + added;
        gone += edit.span.len() as usize;
        added += edit.text.len();
        Span::of(start..start + edit.text.len())
    };
    edits.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_text_is_found_where_it_went() {
        let text = "one two three";
        let edits = [
            Edit::insert(0, ">"),
            Edit::delete(Span::new(3, 7)),
            Edit::replace(Span::new(8, 13), "trees"),
        ];
        let after = apply(text, &edits);
        assert_eq!(after, ">one trees");
        let found: Vec<_> = places_after(&edits)
            .into_iter()
            .map(|span| span.of_text(&after))
            .collect();
        assert_eq!(found, [">", "", "trees"]);
    }
}
