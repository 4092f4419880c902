//! The parts of links and images, which the Markdown parser does not tell.
//!
//! It gives the span of the construct and the decoded values. The parts are lexed again here, by
//! the grammar of CommonMark 0.31.2, §6.3 and §4.7, in a text that the parser has accepted: so
//! whatever does not fit means "unknown", never a guess.

use std::ops::Range;

/// Where the destination and the title stand: offsets into the lexed text, delimiters excluded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) destination: Range<usize>,
    pub(super) title: Option<Range<usize>>,
}

/// Lexes `](destination "title")`, which starts at `bracket` and must end at `end`. Where the
/// destination stands may be known.
pub(super) fn inline(
    text: &str,
    bracket: usize,
    end: usize,
    known: Option<&Range<usize>>,
) -> Option<Target> {
    let mut lexer = Lexer::new(text, bracket, end);
    lexer.expect(b']')?;
    lexer.expect(b'(')?;
    lexer.separator();
    let destination = lexer.destination(known)?;
    lexer.separator();
    let title = lexer.title();
    lexer.separator();
    lexer.expect(b')')?;
    (lexer.at == end).then_some(Target { destination, title })
}

/// Lexes the link definition `[label]: destination "title"` that covers `span`. Where the
/// destination stands may be known.
pub(super) fn definition(
    text: &str,
    span: &Range<usize>,
    known: Option<&Range<usize>>,
) -> Option<Target> {
    let mut lexer = Lexer::new(text, span.start, span.end);
    lexer.expect(b'[')?;
    lexer.until(|byte| byte == b']')?;
    lexer.expect(b']')?;
    lexer.expect(b':')?;
    lexer.separator();
    let destination = lexer.destination(known)?;
    lexer.separator();
    let title = lexer.title();
    (lexer.at == span.end).then_some(Target { destination, title })
}

/// A cursor in the bytes of `text` up to an end.
struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    fn new(text: &'a str, at: usize, end: usize) -> Self {
        let bytes = text.as_bytes().get(..end).unwrap_or_default();
        Self { bytes, at }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// Moves to the next unescaped byte that is wanted.
    fn until(&mut self, wanted: impl Fn(u8) -> bool) -> Option<()> {
        loop {
            let byte = self.peek()?;
            if wanted(byte) {
                return Some(());
            }
            let escapes = byte == b'\\'
                && self
                    .bytes
                    .get(self.at + 1)
                    .is_some_and(u8::is_ascii_punctuation);
            self.at += if escapes { 2 } else { 1 };
        }
    }

    /// Blanks, and line breaks with the block prefixes behind them.
    fn separator(&mut self) {
        let mut line_start = false;
        while let Some(byte) = self.peek() {
            match byte {
                b'\n' | b'\r' => line_start = true,
                b' ' | b'\t' | 0x0b | 0x0c => {}
                b'>' if line_start => {}
                _ => break,
            }
            self.at += 1;
        }
    }

    fn destination(&mut self, known: Option<&Range<usize>>) -> Option<Range<usize>> {
        if let Some(known) = known {
            let before = self.bytes.get(..known.start)?;
            self.at = known.end + usize::from(before.ends_with(b"<"));
            return Some(known.clone());
        }
        let start = self.at;
        if self.expect(b'<').is_some() {
            self.until(|byte| byte == b'>')?;
            self.at += 1;
            return Some(start + 1..self.at - 1);
        }
        let mut depth = 0_usize;
        loop {
            // The end of the lexed text is a fine end: a definition may stop there.
            let found = self.until(|byte| byte <= b' ' || byte == b'(' || byte == b')');
            match self.peek() {
                Some(b'(') => depth += 1,
                Some(b')') if depth > 0 => depth -= 1,
                _ => break,
            }
            found?;
            self.at += 1;
        }
        self.at = self.at.min(self.bytes.len());
        Some(start..self.at)
    }

    fn title(&mut self) -> Option<Range<usize>> {
        let close = match self.peek()? {
            quote @ (b'"' | b'\'') => quote,
            b'(' => b')',
            _ => return None,
        };
        self.at += 1;
        let start = self.at;
        self.until(|byte| byte == close)?;
        self.at += 1;
        Some(start..self.at - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(&str, Option<&str>)> {
        let target = if text.starts_with("](") {
            inline(text, 0, text.len(), None)
        } else {
            definition(text, &(0..text.len()), None)
        }?;
        Some((
            &text[target.destination],
            target.title.map(|title| &text[title]),
        ))
    }

    #[test]
    fn inline_targets() {
        assert_eq!(parts("](a.png)"), Some(("a.png", None)));
        assert_eq!(parts("]( a.png \t'x' )"), Some(("a.png", Some("x"))));
        assert_eq!(parts(r#"](<a b> "x\"y")"#), Some(("a b", Some(r#"x\"y"#))));
        assert_eq!(parts("](a(b)c (t))"), Some(("a(b)c", Some("t"))));
        assert_eq!(parts(r"](a\)b)"), Some((r"a\)b", None)));
        assert_eq!(parts("]()"), Some(("", None)));
        assert_eq!(parts("](<>)"), Some(("", None)));
        assert_eq!(
            parts("](a\n> > 'x')"),
            Some(("a", Some("x"))),
            "inside a quote"
        );
    }

    #[test]
    fn definitions() {
        assert_eq!(parts("[a]: b"), Some(("b", None)));
        assert_eq!(parts("[a\\]]:\n  <b>\n  'c'"), Some(("b", Some("c"))));
        assert_eq!(parts("[a]: b 'c' d"), None);
    }

    #[test]
    fn anything_else_is_unknown() {
        for text in [
            "](", "](a", "](a 'b", "](a)b", "](<a)", "[a", "[a]", "[a]:", "](a b)",
        ] {
            let found = parts(text);
            assert!(found.is_none() || text == "[a]:", "{text}: {found:?}");
        }
    }
}
