//! Where bytes are shown as they were written, or are no text at all.

use super::body::Body;
use super::span::Span;

const CODE: &[&str] = &[
    "code", "kbd", "listing", "pre", "samp", "script", "style", "textarea", "xmp",
];

/// The places of code in a file, sorted and apart.
pub(crate) struct Code(Vec<Span>);

impl Code {
    pub(crate) fn of(body: &Body) -> Self {
        let elements = body.elements();
        let code = elements.filter(|element| CODE.contains(&element.name()));
        Self::at(code.map(|element| element.span()))
    }

    /// What a check takes for code, in any order.
    pub(crate) fn at(spans: impl Iterator<Item = Span>) -> Self {
        let mut spans: Vec<_> = spans.collect();
        spans.sort_unstable();
        spans.dedup_by(|next, last| {
            let joins = next.start <= last.end;
            if joins {
                *last = last.cover(*next);
            }
            joins
        });
        Self(spans)
    }

    /// Whether a part of `span` is code.
    pub(crate) fn meets(&self, span: Span) -> bool {
        self.next(span).is_some_and(|code| code.start < span.end)
    }

    /// Whether all of `span` is code.
    pub(crate) fn holds(&self, span: Span) -> bool {
        self.next(span).is_some_and(|code| code.contains(span))
    }

    fn next(&self, span: Span) -> Option<Span> {
        let after = self.0.partition_point(|code| code.end <= span.start);
        self.0.get(after).copied()
    }
}
