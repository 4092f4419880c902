//! Elements whose end an edit moves.

use std::collections::HashSet;

use super::touched::{Sides, Touched};
use crate::document::{Article, Element, Span};

/// Where the elements start, in the texts before and after, whose end tag edits touch: where they
/// end is said by the edit. So is how often the parser makes them again, as it does for formatting
/// that is left open.
pub(super) struct Ends {
    pub(super) before: HashSet<u32>,
    pub(super) after: HashSet<u32>,
}

impl Ends {
    pub(super) fn of(before: &Article<'_>, after: &Article<'_>, sides: &Sides) -> Self {
        let (old, new) = (ended(before, &sides.before), ended(after, &sides.after));
        let kept = |ended: &[Ended], touched: &Touched| -> HashSet<u32> {
            let kept = ended.iter().filter(|one| !touched.overlaps(one.start));
            kept.map(|one| one.start.start).collect()
        };
        let (mut from, mut to) = (kept(&old, &sides.before), kept(&new, &sides.after));
        let back: Vec<_> = to.iter().map(|&start| sides.back(start)).collect();
        to.extend(from.iter().map(|&start| sides.forth(start)));
        from.extend(back);
        // Of `<b>`, meant as `</b>`, there were repetitions too.
        let ends: HashSet<_> = new.iter().map(|one| one.end.end).collect();
        if !ends.is_empty() {
            let turned = starts(before).filter(|tag| {
                sides.before.overlaps(*tag) && ends.contains(&sides.forth(tag.start))
            });
            from.extend(turned.map(|tag| tag.start));
        }
        Self {
            before: from,
            after: to,
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

fn starts<'a>(article: &'a Article<'_>) -> impl Iterator<Item = Span> + 'a {
    let elements = article.body().all_elements();
    elements.filter_map(|element| element.editable_start_tag())
}
