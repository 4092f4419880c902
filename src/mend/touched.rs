//! Which bytes edits touch, in the text before them and in the text after them.

use crate::document::Span;
use crate::fix::{Edit, places_after};

/// The places of edits on one side, sorted.
pub(super) struct Touched(Vec<Span>);

impl Touched {
    /// Whether an edit changes bytes of `span`, or puts something between them.
    pub(super) fn overlaps(&self, span: Span) -> bool {
        let after = self.0.partition_point(|edit| edit.end <= span.start);
        self.0.get(after).is_some_and(|edit| edit.overlaps(span))
    }

    /// The same, ends included: what stands right beside an edit may grow together with it.
    pub(super) fn touches(&self, span: Span) -> bool {
        let after = self.0.partition_point(|edit| edit.end < span.start);
        self.0.get(after).is_some_and(|edit| edit.start <= span.end)
    }
}

/// Both sides of edits.
pub(super) struct Sides {
    /// In the text before.
    pub(super) before: Touched,
    /// In the text after.
    pub(super) after: Touched,
}

impl Sides {
    /// The sides of edits that are sorted and do not overlap.
    pub(super) fn of(edits: &[Edit]) -> Self {
        Self {
            before: Touched(edits.iter().map(|edit| edit.span).collect()),
            after: Touched(places_after(edits)),
        }
    }

    /// Where a byte of the text before stands in the text after; of a byte that is gone, the end
    /// of what stands in its place.
    pub(super) fn forth(&self, at: u32) -> u32 {
        moved(&self.before, &self.after, at)
    }

    /// The other way round.
    pub(super) fn back(&self, at: u32) -> u32 {
        moved(&self.after, &self.before, at)
    }
}

fn moved(from: &Touched, to: &Touched, at: u32) -> u32 {
    let next = from.0.partition_point(|edit| edit.start < at);
    let Some(last) = next.checked_sub(1) else {
        // An insertion right at the byte moves it.
        let here = from.0.first().filter(|edit| edit.start == at);
        return here.map_or(at, |_| to.0[0].end);
    };
    if let Some(edit) = from.0.get(next)
        && edit.start == at
    {
        return to.0[next].end;
    }
    to.0[last].end + at.saturating_sub(from.0[last].end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_find_their_place() {
        // 0123456789 -> X01256yy789
        let edits = [
            Edit::insert(0, "X"),
            Edit::delete(Span::new(3, 5)),
            Edit::insert(7, "yy"),
        ];
        let sides = Sides::of(&edits);
        let forth: Vec<_> = (0..10).map(|at| sides.forth(at)).collect();
        assert_eq!(forth, [1, 2, 3, 4, 4, 4, 5, 8, 9, 10]);
        assert_eq!(sides.back(9), 8);
        assert!(sides.before.overlaps(Span::new(4, 9)));
        assert!(!sides.before.overlaps(Span::new(5, 7)));
        assert!(sides.before.touches(Span::new(5, 7)));
        assert!(
            sides.after.overlaps(Span::new(2, 6)),
            "something is gone there"
        );
    }
}
