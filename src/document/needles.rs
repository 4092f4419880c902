//! Texts that have to be there before it is worth looking closer.

use memchr::memmem::Finder;

/// Looks for any of some texts: most articles hold none, and that is found out fast.
#[derive(Default)]
pub(crate) struct Needles(Vec<Finder<'static>>);

impl Needles {
    pub(crate) fn new(texts: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let finders = texts.into_iter();
        let finders = finders.map(|text| Finder::new(text.as_ref()).into_owned());
        Self(finders.collect())
    }

    /// Whether any of them stands in `text`.
    pub(crate) fn any_in(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        self.0.iter().any(|finder| finder.find(bytes).is_some())
    }
}
