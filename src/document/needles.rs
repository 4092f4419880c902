//! Texts that have to be there before it is worth looking closer.

use aho_corasick::AhoCorasick;

/// Looks for any of some texts: most articles hold none, and that is found out in one pass.
#[derive(Default)]
pub(crate) struct Needles(Option<AhoCorasick>);

impl Needles {
    /// # Panics
    /// When the texts hold more than some gigabytes.
    pub(crate) fn new(texts: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Self {
        let mut texts = texts.into_iter().peekable();
        let any = texts.peek().is_some();
        Self(any.then(|| AhoCorasick::new(texts).expect("texts of a rule file")))
    }

    /// Whether any of them stands in `text`.
    pub(crate) fn any_in(&self, text: &str) -> bool {
        self.0
            .as_ref()
            .is_some_and(|searcher| searcher.is_match(text))
    }
}
