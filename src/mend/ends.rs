//! Elements whose end an edit says.

use std::collections::HashSet;

use super::touched::{Sides, Touched};
use crate::document::{Article, Element, Span};

/// Where the elements start, in the texts before and after, that get an end tag by an edit: where
/// they end is said by it. An end tag that goes says nothing.
pub(super) struct Ends {
    pub(super) before: HashSet<u32>,
    pub(super) after: HashSet<u32>,
}

impl Ends {
    pub(super) fn of(before: &Article<'_>, after: &Article<'_>, sides: &Sides) -> Self {
        let ended = ended(after, &sides.after);
        let kept = ended.iter().filter(|one| !sides.after.overlaps(one.start));
        let new: HashSet<_> = kept.map(|one| one.start.start).collect();
        let mut old: HashSet<_> = new.iter().map(|&start| sides.back(start)).collect();
        // `<b>` was meant as `</b>`: what it began ends there, too.
        let ends: HashSet<_> = ended.iter().map(|one| one.end.end).collect();
        if !ends.is_empty() {
            let is_turned =
                |tag: &Span| sides.before.overlaps(*tag) && ends.contains(&sides.forth(tag.start));
            let elements = before.body().all_elements();
            let starts = elements.filter_map(|element| element.editable_start_tag());
            old.extend(starts.filter(is_turned).map(|tag| tag.start));
        }
        Self {
            before: old,
            after: new,
        }
    }
}

/// The tags of an element whose end tag is touched.
struct Ended {
    start: Span,
    end: Span,
}

fn ended(article: &Article<'_>, touched: &Touched) -> Vec<Ended> {
    let tags = |element: Element<'_>| {
        let end = element.editable_end_tag()?;
        let start = element.editable_start_tag()?;
        touched.overlaps(end).then_some(Ended { start, end })
    };
    article.body().all_elements().filter_map(tags).collect()
}
