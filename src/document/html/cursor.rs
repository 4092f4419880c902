//! Which bytes a token was read from.
//!
//! The tokenizer says what it read, not where. How much of the input it has taken is known, but
//! it may have looked one character further than the token goes (`a < b`), may have taken bytes
//! of which no token speaks (`</>`, the LF of a CRLF), and turns bytes into other characters. So a
//! tag ends where the tokenizer stands, and everything else is counted forward from the token
//! before, on the text itself.

use crate::document::Span;

const CDATA: &str = "<![CDATA[";
const CDATA_END: &str = "]]>";
const EMPTY_END_TAG: &str = "</>";

/// The bytes of one text token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) span: Span,
    /// Whether the bytes are the text itself, so that a part of the one is a part of the other.
    pub(super) literal: bool,
}

/// The place up to which tokens have been told where they stand.
#[derive(Debug)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
    /// The tokenizer was told that the input ends; what it still holds are whole characters.
    ended: bool,
    /// The last token was a character reference, which can stand for two characters.
    after_reference: bool,
    /// Inside a CDATA section that a NUL has split into several tokens.
    in_cdata: bool,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self {
            text,
            at,
            ended: false,
            after_reference: false,
            in_cdata: false,
        }
    }

    /// Nothing will be read beyond `end`.
    pub(super) fn end(&mut self, end: usize) {
        self.text = &self.text[..end];
        self.ended = true;
    }

    /// The character that ends at `consumed`; nothing, at the end of the input.
    pub(super) fn last_character(&self, consumed: usize) -> Span {
        let before = &self.text[..consumed];
        let length = match before.chars().next_back() {
            Some(last) if !self.ended => last.len_utf8(),
            _ => 0,
        };
        Span::of(consumed - length..consumed)
    }

    /// The text behind the last token.
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Where the next token starts, at the earliest.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// The bytes of a tag, a comment or a doctype that ends at `consumed`.
    pub(super) fn markup(&mut self, consumed: usize) -> Span {
        self.skip_empty_end_tags(consumed);
        self.after_reference = false;
        self.advance_to(consumed)
    }

    /// Passes over end tags without a name, of which no token speaks, up to `end`.
    pub(super) fn skip_empty_end_tags(&mut self, end: usize) {
        let length = EMPTY_END_TAG.len();
        while !self.in_cdata && self.at + length <= end && self.rest().starts_with(EMPTY_END_TAG) {
            self.at += length;
        }
    }

    /// Whether bytes of which no token speaks are the beginning of a tag.
    pub(super) fn begins_tag(&self, span: Span) -> bool {
        let written = span.of_text(self.text);
        let name = written.strip_prefix('<').unwrap_or_default();
        let name = name.strip_prefix('/').unwrap_or(name);
        name.starts_with(|first: char| first.is_ascii_alphabetic())
    }

    /// Whether a comment has no end of its own.
    pub(super) fn is_open_comment(&self, span: Span) -> bool {
        let inner = span.of_text(self.text).strip_prefix("<!--");
        inner.is_some_and(|inner| {
            // `<!-->` and `<!--->` are comments, too.
            let ends = [">", "->"].contains(&inner);
            !ends && !inner.ends_with("-->") && !inner.ends_with("--!>")
        })
    }

    /// The bytes of `token`, a run of text or a NUL (`"\0"`). `is_raw` says whether the tokenizer
    /// is in an element whose content is text. `consumed` says how far it has read, and is asked
    /// for only where the bytes leave it open.
    pub(super) fn text(&mut self, token: &str, is_raw: bool, consumed: impl Fn() -> usize) -> Run {
        let next = self.text.as_bytes().get(self.at);
        let is_plain = !matches!(next, None | Some(b'<' | b'&' | b'\r' | 0));
        if is_plain && !self.in_cdata && !self.after_reference {
            return self.literal(token);
        }
        self.special(token, is_raw, consumed())
    }

    /// The same, where the bytes need not be the text.
    #[inline(never)]
    fn special(&mut self, token: &str, is_raw: bool, consumed: usize) -> Run {
        if self.in_cdata {
            return self.cdata(token, consumed);
        }
        if std::mem::take(&mut self.after_reference) && consumed == self.at {
            // At the end of the input all is consumed; letters that the reference did not need
            // may still come.
            if !(self.ended && self.text.ends_with(token)) {
                return self.decoded(self.at);
            }
            self.at -= token.len();
        }
        if !is_raw {
            self.skip_empty_end_tags(consumed);
            // Elsewhere than in foreign elements this is a comment, and no text.
            if self.rest().starts_with(CDATA) {
                self.at += CDATA.len();
                return self.cdata(token, consumed);
            }
        }
        match self.text.as_bytes().get(self.at) {
            Some(b'&') => self.behind_ampersand(token, consumed),
            Some(b'\r') => {
                let length = if self.rest().starts_with("\r\n") {
                    2
                } else {
                    1
                };
                self.decoded(self.at + length)
            }
            Some(0) => self.decoded(self.at + 1),
            _ => self.literal(token),
        }
    }

    fn behind_ampersand(&mut self, token: &str, consumed: usize) -> Run {
        let literal = if self.ended {
            token == "&" && !is_ampersand_reference(self.rest())
        } else {
            self.rest().starts_with(token) && consumed == self.at + token.len()
        };
        if literal {
            return self.literal(token);
        }
        self.after_reference = true;
        self.decoded(consumed)
    }

    #[cold]
    fn cdata(&mut self, token: &str, consumed: usize) -> Run {
        let read = &self.text[self.at..consumed];
        let content = if let Some(content) = read.strip_suffix(CDATA_END) {
            self.in_cdata = false;
            content
        } else {
            self.in_cdata = true;
            match read.strip_suffix('\0') {
                // The NUL comes as a token of its own, and then nothing precedes it.
                Some(before) if token != "\0" => before,
                _ => read,
            }
        };
        let literal = content == token;
        let run = self.run(self.at + content.len(), literal);
        if !self.in_cdata {
            self.at = consumed;
        }
        run
    }

    fn literal(&mut self, token: &str) -> Run {
        debug_assert!(self.rest().starts_with(token), "{token:?} is not text");
        self.run(self.at + token.len(), true)
    }

    fn decoded(&mut self, end: usize) -> Run {
        self.run(end, false)
    }

    fn run(&mut self, end: usize, literal: bool) -> Run {
        let span = self.advance_to(end);
        Run { span, literal }
    }

    fn advance_to(&mut self, end: usize) -> Span {
        let end = end.clamp(self.at, self.text.len());
        let start = std::mem::replace(&mut self.at, end);
        Span::of(start..end)
    }
}

/// Whether `rest`, at the end of the input, is a reference to `&`.
fn is_ampersand_reference(rest: &str) -> bool {
    let digits = rest.strip_prefix("&#").map(|digits| {
        digits
            .strip_prefix(['x', 'X'])
            .map_or(digits.starts_with(|c: char| c.is_ascii_digit()), |hex| {
                hex.starts_with(|c: char| c.is_ascii_hexdigit())
            })
    });
    matches!(rest, "&amp" | "&AMP" | "&amp;" | "&AMP;") || digits == Some(true)
}
