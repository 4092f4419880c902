//! What text and URLs become in HTML.

use std::borrow::Cow;

use crate::document::bytes::until;

/// Which bytes are written as something else.
#[derive(Clone, Copy)]
pub(super) enum Escape {
    /// None: it is HTML already.
    Nothing,
    /// Those that matter between tags.
    Text,
    /// Those that matter in attribute values in double quotes.
    Attribute,
    /// Those of a destination that a URL cannot hold, and those that matter in attribute values.
    /// Bytes outside ASCII stay: they are URL code points (WHATWG URL).
    Url,
}

impl Escape {
    /// How many bytes stand for themselves before the first that does not.
    pub(super) fn plain(self, bytes: &[u8]) -> usize {
        match self {
            Self::Nothing => bytes.len(),
            // `>` matters behind raw HTML that left a comment or tag open.
            Self::Text => until(bytes, |byte| matches!(byte, b'&' | b'<' | b'>')),
            Self::Attribute => until(bytes, |byte| matches!(byte, b'&' | b'<' | b'>' | b'"')),
            Self::Url => until(bytes, |byte| !STANDS_IN_URL[byte as usize]),
        }
    }

    /// What a byte that does not stand for itself is written as.
    pub(super) fn written(self, byte: u8) -> Cow<'static, str> {
        Cow::Borrowed(match byte {
            b'&' => "&amp;",
            b'<' if !matches!(self, Self::Url) => "&lt;",
            b'>' if !matches!(self, Self::Url) => "&gt;",
            b'"' if !matches!(self, Self::Url) => "&quot;",
            _ => return Cow::Owned(format!("%{byte:02X}")),
        })
    }

    /// A whole value as it is written.
    pub(super) fn apply(self, value: &str) -> Cow<'_, str> {
        let mut plain = self.plain(value.as_bytes());
        if plain == value.len() {
            return Cow::Borrowed(value);
        }
        let mut written = String::with_capacity(value.len() + 16);
        let mut rest = value;
        while plain < rest.len() {
            written.push_str(&rest[..plain]);
            written.push_str(&self.written(rest.as_bytes()[plain]));
            rest = &rest[plain + 1..];
            plain = self.plain(rest.as_bytes());
        }
        written.push_str(rest);
        Cow::Owned(written)
    }
}

/// The bytes that a destination keeps.
static STANDS_IN_URL: [bool; 256] = {
    let mut stands = [true; 256];
    let mut byte = 0;
    while byte <= b' ' as usize {
        stands[byte] = false;
        byte += 1;
    }
    let barred = b"\"&<>[\\]^`{|}\x7f";
    let mut at = 0;
    while at < barred.len() {
        stands[barred[at] as usize] = false;
        at += 1;
    }
    stands
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_keep_what_they_may_hold() {
        let url = |value| Escape::Url.apply(value).into_owned();
        assert_eq!(url("/图/a%20b.png?c=d#e"), "/图/a%20b.png?c=d#e");
        assert_eq!(url("a b\\c\"d&e"), "a%20b%5Cc%22d&amp;e");
        assert_eq!(url("<ÿ>"), "%3Cÿ%3E");
    }

    #[test]
    fn attributes_cannot_end_early() {
        let value = Escape::Attribute.apply(r#"a "b" & <c>"#);
        assert_eq!(value, "a &quot;b&quot; &amp; &lt;c&gt;");
    }
}
