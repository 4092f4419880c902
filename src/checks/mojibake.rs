//! Text that was read in the wrong encoding.

use memchr::{memchr, memmem};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Hit, Kind};
use crate::document::{Source, Span};
use crate::fix::{Applicability, Edit, Fix};

/// Points at UTF-8 that was read as Windows-1252 and written as UTF-8 again, and at what GBK makes
/// of replacement characters.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Mojibake {}

impl Kind for Mojibake {
    const NAME: &'static str = "mojibake";
    const HOLES: &'static [&'static str] = &["text", "meant"];
}

/// U+FFFD twice, read as GBK.
const TWICE_LOST: &str = "锟斤拷";

impl Check for Mojibake {
    fn source(&self, source: &Source, hits: &mut Vec<Hit>) {
        let text = source.text();
        for at in memmem::find_iter(text.as_bytes(), TWICE_LOST) {
            let hit = Hit::new(Span::of(at..at + TWICE_LOST.len())).with("text", TWICE_LOST);
            hits.push(hit.with("meant", "lost letters"));
        }
        let mut at = 0;
        // The characters U+00C0 to U+00FF, to which C2 to F4 belong, are the byte C3 and another.
        while let Some(next) = memchr(0xc3, &text.as_bytes()[at..]) {
            let start = at + next;
            let (end, meant) = decode(&text[start..]);
            if meant.is_empty() {
                at = start + 2;
                continue;
            }
            let span = Span::of(start..start + end);
            let fix = Fix::new(
                format!("write `{meant}`"),
                Applicability::Unsafe,
                vec![Edit::replace(span, meant.clone())],
            );
            let hit = Hit::new(span).with("text", source.slice(span));
            hits.push(hit.with("meant", meant).fix(fix));
            at = start + end;
        }
    }
}

/// Reads as much of the start of a text as is UTF-8 twice encoded: how many bytes that is, and
/// what was meant. Nothing where it could be meant as it stands.
fn decode(text: &str) -> (usize, String) {
    let mut meant = String::new();
    let mut end = 0;
    let mut sure = false;
    while let Some((length, char, letters)) = sequence(&text[end..]) {
        sure |= letters;
        end += length;
        meant.push(char);
    }
    // Two in a row are no accident.
    if sure || meant.chars().count() > 1 {
        (end, meant)
    } else {
        (0, String::new())
    }
}

/// One sequence: its bytes, the character, and whether one alone is proof.
fn sequence(text: &str) -> Option<(usize, char, bool)> {
    let mut chars = text.chars();
    let lead = chars.next()?;
    let count = match lead {
        '\u{c2}'..='\u{df}' => 1,
        '\u{e0}'..='\u{ef}' => 2,
        '\u{f0}'..='\u{f4}' => 3,
        _ => return None,
    };
    let mut bytes = vec![u8::try_from(u32::from(lead)).ok()?];
    let mut length = lead.len_utf8();
    let mut only_punctuation = true;
    for _ in 0..count {
        let char = chars.next()?;
        bytes.push(windows_1252(char)?);
        length += char.len_utf8();
        only_punctuation &= is_punctuation(char);
    }
    let meant = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    if meant.is_control() && meant != '\u{a0}' {
        return None;
    }
    let rare = count > 1 || matches!(lead, '\u{c2}' | '\u{c3}');
    Some((length, meant, rare && !only_punctuation))
}

/// What may well stand behind a letter.
fn is_punctuation(char: char) -> bool {
    matches!(
        char,
        '\u{a0}'
            | '‘'
            | '’'
            | '“'
            | '”'
            | '‚'
            | '„'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '…'
            | '–'
            | '—'
            | '·'
            | '¿'
            | '¡'
            | '°'
            | '®'
            | '²'
            | '³'
            | '¹'
            | 'º'
            | 'ª'
            | '£'
            | '§'
    )
}

/// The byte 80 to BF that a character is in Windows-1252.
fn windows_1252(char: char) -> Option<u8> {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    if matches!(char, '\u{80}'..='\u{bf}') {
        return u8::try_from(u32::from(char)).ok();
    }
    let at = HIGH.chars().position(|high| high == char)?;
    u8::try_from(0x80 + at).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str) -> String {
        decode(text).1
    }

    #[test]
    fn twice_encoded_text_is_read() {
        assert_eq!(meant("Ã©t"), "é");
        assert_eq!(meant("â€™s"), "’");
        assert_eq!(meant("Ã¼ber"), "ü");
        assert_eq!(meant("Ð¿Ñ€"), "пр");
    }

    #[test]
    fn letters_before_punctuation_stand() {
        for text in ["É”", "Ã”", "é»…", "Â°", "Ü“", "ñ", "à «"] {
            assert_eq!(meant(text), "", "{text}");
        }
    }
}
