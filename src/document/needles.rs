//! Texts that have to be there before it is worth looking closer.

use aho_corasick::{AhoCorasick, AhoCorasickKind, packed};
use memchr::memmem::Finder;

/// Looks for any of some texts: most articles hold none, and that is found out in one pass.
pub(crate) enum Needles {
    One(Finder<'static>),
    /// Compares many bytes in one step: letters beyond ASCII have first bytes that stand everywhere
    /// in an article of such letters.
    Packed(packed::Searcher),
    Automaton(AhoCorasick),
}

impl Needles {
    /// # Panics
    /// When the texts hold more than some gigabytes.
    pub(crate) fn new(texts: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Self {
        let texts: Vec<_> = texts.into_iter().collect();
        if let [one] = texts.as_slice() {
            return Self::One(Finder::new(one).into_owned());
        }
        let is_ascii = |text: &_| AsRef::<[u8]>::as_ref(text).is_ascii();
        let packed = match texts.iter().any(is_ascii) {
            true => None,
            false => packed::Searcher::new(&texts),
        };
        packed.map_or_else(
            || Self::Automaton(AhoCorasick::new(texts).expect("texts of a rule file")),
            Self::Packed,
        )
    }

    /// The same, whatever the case of ASCII letters.
    pub(crate) fn of_any_case<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut builder = AhoCorasick::builder();
        let builder = builder.ascii_case_insensitive(true);
        let searcher = builder.kind(Some(AhoCorasickKind::DFA)).build(texts);
        Self::Automaton(searcher.expect("texts of a constant"))
    }

    /// Where they stand in `text`, in order.
    pub(crate) fn all_in<'t>(&'t self, text: &'t str) -> Box<dyn Iterator<Item = usize> + 't> {
        match self {
            Self::One(finder) => Box::new(finder.find_iter(text.as_bytes())),
            Self::Packed(searcher) => Box::new(searcher.find_iter(text).map(|found| found.start())),
            Self::Automaton(searcher) => {
                Box::new(searcher.find_iter(text).map(|found| found.start()))
            }
        }
    }

    /// Whether any of them stands in `text`.
    pub(crate) fn any_in(&self, text: &str) -> bool {
        match self {
            Self::One(finder) => finder.find(text.as_bytes()).is_some(),
            Self::Packed(searcher) => searcher.find(text).is_some(),
            Self::Automaton(searcher) => searcher.is_match(text),
        }
    }
}
