//! A cap on how deep blocks nest.

use std::borrow::Cow;
use std::ops::Range;

/// A quote or list marker in this column, in bytes, or beyond it is text.
///
/// The parser walks through all open containers at every line, so that a line of a million quote
/// markers would make it quadratic. markdown-it caps nesting for the same reason.
const LAST_COLUMN: usize = 256;

/// What a marker beyond the cap is parsed as.
const FILLER: u8 = b'x';

/// `text` as the parser should see it: the same but for container markers beyond the cap, of the
/// same length.
pub(super) fn capped(text: &str) -> Cow<'_, str> {
    let mut bytes: Option<Vec<u8>> = None;
    for range in deep_prefixes(text) {
        let bytes = bytes.get_or_insert_with(|| text.as_bytes().to_vec());
        for byte in &mut bytes[range] {
            if is_marker(*byte) {
                *byte = FILLER;
            }
        }
    }
    match bytes {
        None => Cow::Borrowed(text),
        Some(bytes) => Cow::Owned(String::from_utf8(bytes).expect("ASCII replaces ASCII")),
    }
}

/// What lies beyond the cap in runs of bytes that may be container markers, at line starts.
fn deep_prefixes(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = LAST_COLUMN;
    std::iter::from_fn(move || {
        // A run beyond the cap is longer than this stride, so no byte between matters.
        while let Some(&byte) = bytes.get(at) {
            let probe = at;
            at += LAST_COLUMN;
            if !may_nest(byte) {
                continue;
            }
            let before = bytes[..probe].iter().rev();
            let start = probe - before.take_while(|&&byte| may_nest(byte)).count();
            let end = probe
                + bytes[probe..]
                    .iter()
                    .take_while(|&&byte| may_nest(byte))
                    .count();
            at = at.max(end);
            let first = bytes[..start].last();
            let line_start = first.is_none_or(|byte| matches!(byte, b'\n' | b'\r'));
            if line_start && end - start > LAST_COLUMN {
                return Some(start + LAST_COLUMN..end);
            }
        }
        None
    })
}

fn may_nest(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'0'..=b'9') || is_marker(byte)
}

fn is_marker(byte: u8) -> bool {
    matches!(byte, b'>' | b'-' | b'+' | b'*' | b'.' | b')')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sane_texts_are_parsed_as_they_stand() {
        for text in [
            "> - 1. a\n".repeat(100),
            "> ".repeat(128),
            format!("a{}", ">".repeat(600)),
        ] {
            assert!(matches!(capped(&text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn markers_beyond_the_cap_are_text() {
        for start in ["", "a\n", "a\r", "\n\n"] {
            let text = format!("{start}{}\nb", "> ".repeat(200));
            let capped = capped(&text);
            assert_eq!(capped.len(), text.len());
            assert_eq!(capped.matches('>').count(), 128, "{start:?}");
            assert_eq!(capped.matches('x').count(), 72);
        }
    }
}
