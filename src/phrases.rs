//! Texts that are compared by their words alone.

use serde::Deserialize;

/// Texts, compared without case, signs and white space. One that ends in `*` stands for all that
/// begin so.
#[derive(Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct Phrases {
    whole: Vec<String>,
    starts: Vec<String>,
}

impl From<Vec<String>> for Phrases {
    fn from(texts: Vec<String>) -> Self {
        let (starts, whole): (Vec<_>, _) = texts.into_iter().partition(|text| text.ends_with('*'));
        let all = |texts: Vec<String>| texts.iter().map(|text| words(text)).collect();
        Self {
            whole: all(whole),
            starts: all(starts),
        }
    }
}

impl Phrases {
    /// Whether the words of a text are one of the texts. Most texts do not even begin as one does.
    pub(crate) fn are_in(&self, text: &str) -> bool {
        let mut letters = text.chars().filter(|char| char.is_alphanumeric());
        let first = letters.next().into_iter().flat_map(char::to_lowercase);
        let first: String = first.collect();
        let may_be = self.whole.iter().any(|phrase| phrase.starts_with(&first));
        may_be && self.are(&words(text))
    }

    /// Whether these words are one of the texts.
    pub(crate) fn are(&self, words: &str) -> bool {
        self.whole.iter().any(|text| text == words)
    }

    /// Whether these words begin as one of the texts that are a beginning.
    pub(crate) fn begin(&self, words: &str) -> bool {
        let mut starts = self.starts.iter();
        starts.any(|start| words.starts_with(start.as_str()))
    }
}

/// The letters and digits of a text in lower case, what stands between them being one blank.
pub(crate) fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for part in text.split(|char: char| !char.is_alphanumeric()) {
        if part.is_empty() {
            continue;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(part.chars().flat_map(char::to_lowercase));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_do_not_count() {
        assert_eq!(
            words(" 404 – Page can’t be found! "),
            "404 page can t be found"
        );
        assert_eq!(words("【阅读全文】"), "阅读全文");
        let phrases = Phrases::from(vec!["Read more".to_owned(), "Checking your*".to_owned()]);
        assert!(phrases.are(&words("Read more »")));
        assert!(phrases.are_in("» READ more") && !phrases.are_in("Read more on piers"));
        assert!(!phrases.are_in("…"));
        assert!(!phrases.are("read more on piers"));
        assert!(phrases.begin("checking your browser"));
        assert!(!phrases.begin("read more on piers"));
    }
}
