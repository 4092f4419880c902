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

    /// Where they stand in `text`, in order.
    pub(crate) fn all_in(&self, text: &str) -> impl Iterator<Item = usize> {
        let searcher = self.0.iter();
        searcher.flat_map(move |searcher| searcher.find_iter(text).map(|found| found.start()))
    }

    /// Whether any of them stands in `text`.
    pub(crate) fn any_in(&self, text: &str) -> bool {
        self.0
            .as_ref()
            .is_some_and(|searcher| searcher.is_match(text))
    }
}
