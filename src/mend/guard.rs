//! The guard: nothing changes but what a fix says.
//!
//! What a fix says are its edits. They may change
//!
//! - the entries of the front matter whose key or value they touch, and those that are in the new
//!   text;
//! - the attributes and tags whose bytes they touch, and those that are in the new text; with a
//!   new end tag the end of its element, wherever it was before, and what the parser has made again
//!   because it was not there; with a stray `</p>` the empty paragraph that browsers make of it;
//! - the characters that they replace, and the blanks around them; what is left of the words that
//!   they touch has to be read as before;
//! - the comments that they touch, or stand right beside;
//! - the fences of the front matter, if they touch them. Then the body is compared from where it
//!   starts in both readings.
//!
//! Everything else has to be read as before: every other entry with path, value, tag and order,
//! every other comment, element, attribute and word, in the same order and inside the same
//! elements. White space between words may change, except in `pre` and the like. And no id is
//! given twice.

use super::ends::Ends;
use super::entries;
use super::events::{What, untouched};
use super::touched::Sides;
use crate::document::front_matter::FrontMatter;
use crate::document::{Article, Span};
use crate::fix::Edit;

/// A reading to compare others with.
pub(super) struct Guard<'a> {
    pub(super) before: &'a Article<'a>,
}

impl Guard<'_> {
    /// What `edits` have changed beyond themselves, in a few words; `None` if nothing.
    pub(super) fn harm(&self, edits: &[Edit], after: &Article<'_>) -> Option<String> {
        let sides = Sides::of(edits);
        let (old, new) = (self.before.front_matter(), after.front_matter());
        entries::harm(old, new, &sides)
            .or_else(|| self.body(after, &sides))
            .or_else(|| self.ids(after))
    }

    /// What is new must not take the id of something else.
    fn ids(&self, after: &Article<'_>) -> Option<String> {
        let old = self.before.body().ids();
        let is_taken = |id: &str, count: usize| {
            let before = old.get(id).map_or(0, Vec::len);
            count > before.max(1)
        };
        let new = after.body().ids().iter();
        let mut taken = new.filter(|(id, elements)| is_taken(id, elements.len()));
        let (id, _) = taken.next()?;
        let id = crate::report::visible(id);
        Some(format!("it would give the id `{id}` a second time"))
    }

    fn body(&self, after: &Article<'_>, sides: &Sides) -> Option<String> {
        let (old, new) = (self.before.body().span(), after.body().span());
        let mut from = (old.start, new.start);
        // What is put at the start of the body does not move it.
        let is_kept = old.start == new.start && !sides.before.overlaps(Span::new(0, old.start));
        let is_moved = sides.forth(old.start) != new.start && sides.back(new.start) != old.start;
        if is_moved && !is_kept {
            let fences = [self.before, after].map(|article| fences(article));
            let [before, after] = fences;
            let announced = before.iter().any(|&line| sides.before.touches(line))
                || after.iter().any(|&line| sides.after.touches(line));
            if !announced {
                return Some("it would move the end of the front matter".to_owned());
            }
            from = (
                old.start.max(sides.back(new.start)),
                new.start.max(sides.forth(old.start)),
            );
        }
        let ends = Ends::of(self.before, after, sides);
        let old = untouched(self.before, &sides.before, &ends.before, true, from.0);
        let new = untouched(after, &sides.after, &ends.after, false, from.1);
        let at = old.iter().zip(&new).position(|(old, new)| old != new);
        let at = match at {
            None if old.len() == new.len() => return None,
            None => old.len().min(new.len()),
            Some(at) => at,
        };
        Some(match (old.get(at), new.get(at)) {
            (Some(old), _) => format!("it would also change {}", named(old)),
            (None, Some(new)) => format!("it would also add {}", named(new)),
            (None, None) => return None,
        })
    }
}

fn named(what: &What<'_>) -> String {
    match what {
        What::Start(name) | What::End(name) => format!("an element `{name}` elsewhere"),
        What::Attribute(name, _) => format!("an attribute `{name}` elsewhere"),
        What::Rest(word) => format!("the text `{}` beside it", crate::report::visible(word)),
        What::Word(word) => format!("the text `{}` elsewhere", crate::report::visible(word)),
        What::Comment(_) => "a comment elsewhere".to_owned(),
    }
}

/// The lines of the fences, and all before the first.
fn fences(article: &Article<'_>) -> Vec<Span> {
    let Some(FrontMatter { fence, .. }) = article.front_matter() else {
        return Vec::new();
    };
    let opening = Span::at(0).cover(Span::at(fence.block.start));
    let closing = Span::at(fence.block.end).cover(Span::at(fence.body_start));
    vec![opening, closing]
}
