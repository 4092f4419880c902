//! Text on its way from the tokenizer into the tree.
//!
//! The tree builder is handed a text token, and hands on all of it or parts, at once or later: it
//! splits blanks from words, drops some, and keeps the text in a table back until the next tag.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use super::cursor::Run;
use crate::document::Span;

/// A text token that has not found its place in the tree, or not all of it.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    run: Run,
    length: usize,
}

/// The text tokens that are not in the tree yet.
#[derive(Debug)]
pub(super) struct Texts<'t> {
    text: &'t str,
    /// What is left of the text token that is being processed.
    run: Cell<Option<Waiting>>,
    /// What is kept back, oldest first.
    kept: RefCell<VecDeque<Waiting>>,
}

impl<'t> Texts<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            run: Cell::default(),
            kept: RefCell::default(),
        }
    }

    /// A text token of `length` bytes comes.
    pub(super) fn begin(&self, run: Run, length: usize) {
        self.run.set(Some(Waiting { run, length }));
    }

    /// The text token is done: what was not put into the tree may be kept back. A NUL never is.
    pub(super) fn end(&self, is_nul: bool) {
        if let Some(rest) = self.run.take().filter(|_| !is_nul) {
            self.kept.borrow_mut().push_back(rest);
        }
    }

    /// A token that is not text is done. It has brought out all that was kept back.
    pub(super) fn clear(&self) {
        let mut kept = self.kept.borrow_mut();
        if !kept.is_empty() {
            kept.clear();
        }
    }

    /// The bytes of `part`, which is the next text that goes into the tree.
    pub(super) fn bytes_of(&self, part: &str) -> Option<Span> {
        if let Some(waiting) = self.run.take() {
            if waiting.length == part.len() {
                return Some(waiting.run.span);
            }
            let (span, rest) = self.split(waiting, part);
            self.run.set(rest);
            return Some(span);
        }
        let mut kept = self.kept.borrow_mut();
        while let Some(waiting) = kept.pop_front() {
            // What was dropped, as in the head of a page, is passed over.
            let fits = if waiting.run.literal {
                waiting.run.span.of_text(self.text).starts_with(part)
            } else {
                waiting.length == part.len()
            };
            if fits {
                let (span, rest) = self.split(waiting, part);
                if let Some(rest) = rest {
                    kept.push_front(rest);
                }
                return Some(span);
            }
        }
        None
    }

    /// Where `part` stands in a text token, and what of the token comes behind it. Of blanks and
    /// words the one or the other may have been dropped before it.
    #[cold]
    fn split(&self, Waiting { run, length }: Waiting, part: &str) -> (Span, Option<Waiting>) {
        let rest = |span, length| {
            let run = Run { span, ..run };
            (length > 0).then_some(Waiting { run, length })
        };
        if !run.literal {
            return (run.span, rest(run.span, length.saturating_sub(part.len())));
        }
        let whole = run.span.of_text(self.text);
        // The newline behind `<pre>` and `<textarea>` is dropped, though more of them may follow.
        let start = if whole.strip_prefix('\n') == Some(part) {
            1
        } else {
            whole.find(part).unwrap_or(0)
        };
        let end = (start + part.len()).min(whole.len());
        let behind = Span::new(run.span.start + super::offset(end), run.span.end);
        let span = Span::of(start..end).shift(run.span.start);
        (span, rest(behind, whole.len() - end))
    }
}
