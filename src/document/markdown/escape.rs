//! What text and URLs become in HTML.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Which bytes are written as character references.
#[derive(Clone, Copy)]
pub(super) enum Escape {
    /// None: it is HTML already.
    Nothing,
    /// Those that matter between tags.
    Text,
    /// Those that matter in attribute values in double quotes.
    Attribute,
}

impl Escape {
    /// What a byte is written as, when it cannot stand for itself.
    pub(super) fn reference(self, byte: u8) -> Option<&'static str> {
        match (byte, self) {
            (b'&', Self::Text | Self::Attribute) => Some("&amp;"),
            (b'<', Self::Text) => Some("&lt;"),
            (b'"', Self::Attribute) => Some("&quot;"),
            _ => None,
        }
    }
}

/// An attribute's value, ready to stand in double quotes.
pub(super) fn attribute(value: &str) -> Cow<'_, str> {
    if !value.contains(['&', '"']) {
        return Cow::Borrowed(value);
    }
    Cow::Owned(value.replace('&', "&amp;").replace('"', "&quot;"))
}

/// A destination, ready to stand in double quotes: ASCII that a URL cannot hold is
/// percent-encoded (WHATWG URL, "URL code points"), the rest stays as it is.
pub(super) fn url(value: &str) -> Cow<'_, str> {
    let unsafe_byte = |byte: u8| byte <= b' ' || b"\"<>[\\]^`{|}\x7f".contains(&byte);
    if !value.bytes().any(|byte| byte == b'&' || unsafe_byte(byte)) {
        return Cow::Borrowed(value);
    }
    let mut written = String::with_capacity(value.len() + 16);
    for character in value.chars() {
        match u8::try_from(character) {
            Ok(b'&') => written.push_str("&amp;"),
            Ok(byte) if unsafe_byte(byte) => {
                write!(written, "%{byte:02X}").expect("writing to a string");
            }
            _ => written.push(character),
        }
    }
    Cow::Owned(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_keep_what_they_may_hold() {
        assert_eq!(url("/图/a%20b.png?c=d#e"), "/图/a%20b.png?c=d#e");
        assert_eq!(url("a b\\c\"d&e"), "a%20b%5Cc%22d&amp;e");
        assert_eq!(url("ÿ"), "ÿ", "a code point below 256 is no byte");
    }

    #[test]
    fn attributes_cannot_end_early() {
        assert_eq!(attribute(r#"a "b" & <c>"#), "a &quot;b&quot; &amp; <c>");
    }
}
