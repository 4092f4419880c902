//! Tags that are left out because too many elements are open.

use std::collections::HashMap;

use html5ever::LocalName;

use super::names::{is_raw_text, is_void};
use crate::document::Span;

/// How many elements may be open at once, as in browsers. The tree builder walks its stack for
/// nearly every tag, so that deep nesting would take time by the square.
pub(super) const MAX_DEPTH: usize = 512;

/// The start tags that were left out.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    pub(super) first: Option<Span>,
    /// How many of each name still lack their end tag.
    open: HashMap<LocalName, u32>,
}

impl LeftOut {
    /// Whether a start tag so deep is left out. What holds no elements is not: it is closed before
    /// anything else is opened, and the tokenizer must know of it.
    #[cold]
    pub(super) fn leaves_out_start(&mut self, name: &LocalName, span: Span) -> bool {
        if is_void(name) || is_raw_text(name) {
            return false;
        }
        self.first.get_or_insert(span);
        *self.open.entry(name.clone()).or_default() += 1;
        true
    }

    /// Whether the end tag is that of a start tag left out.
    #[cold]
    pub(super) fn leaves_out_end(&mut self, name: &LocalName) -> bool {
        let open = self.open.get_mut(name).filter(|count| **count > 0);
        open.map(|count| *count -= 1).is_some()
    }
}
