//! Text that was read in the wrong encoding.

mod readings;

use std::sync::LazyLock;

use html5ever::LocalName;
use memchr::{memchr, memchr2, memmem};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::{Body, Code, Needles, Span};
use crate::fix::{Applicability, Edit, Fix};
use readings::other_readings;

/// Points at UTF-8 that was read as Windows-1252, Windows-1251 or Mac Roman and written as UTF-8
/// again, and at what GBK makes of replacement characters. Code and addresses are left out.
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
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let source = cx.article.source();
        let text = source.text();
        // All that the other readings leave has a letter of Europe, or a root.
        static SIGNS: LazyLock<Needles> = LazyLock::new(|| Needles::new([TWICE_LOST, "√"]));
        let has_letters = memchr2(0xc3, 0xd0, text.as_bytes()).is_some();
        if !has_letters && !SIGNS.any_in(text) {
            return;
        }
        let mut found: Vec<_> = memmem::find_iter(text.as_bytes(), TWICE_LOST)
            .map(|at| (Span::of(at..at + TWICE_LOST.len()), None))
            .collect();
        if has_letters || text.contains('√') {
            twice_encoded(text, &mut found);
            other_readings(text, &mut found);
        }
        if found.is_empty() {
            return;
        }
        let quoted = quoted(cx.article.body());
        found.retain(|(span, _)| !quoted.holds(*span));
        hits.extend(found.into_iter().map(|(span, meant)| {
            let hit = Hit::new(span).with("text", source.slice(span));
            let Some(meant) = meant else {
                return hit.with("meant", "lost letters");
            };
            let edit = Edit::replace(span, meant.clone());
            // A byte order mark cannot be seen.
            let title = match meant.trim_matches('\u{feff}') {
                "" => "remove it".to_owned(),
                shown => format!("write `{shown}`"),
            };
            let edit = match meant.trim_matches('\u{feff}') {
                "" => Edit::delete(span),
                _ => edit,
            };
            hit.with("meant", meant)
                .fix(Fix::new(title, Applicability::Unsafe, vec![edit]))
        }));
    }
}

/// Where it stands, and what was meant; `None` where that is lost.
type Found = (Span, Option<String>);

/// Code, and addresses, which are what they are.
fn quoted(body: &Body) -> Code {
    let code = ["code", "kbd", "pre", "samp"].map(LocalName::from);
    let code = code.iter().flat_map(|name| body.named(name));
    let code = code.map(|element| element.span());
    let urls = ["href", "src"].map(|name| {
        let name = LocalName::from(name);
        let having = body.having(&name);
        let values = having.filter_map(|element| element.attribute(&name)?.value_span);
        values.collect::<Vec<_>>()
    });
    Code::at(code.chain(urls.into_iter().flatten()))
}

/// UTF-8 that was read as Windows-1252.
fn twice_encoded(text: &str, found: &mut Vec<Found>) {
    let mut at = 0;
    // The characters U+00C0 to U+00FF, to which C2 to F4 belong, are the byte C3 and another.
    while let Some(next) = memchr(0xc3, &text.as_bytes()[at..]) {
        let start = at + next;
        let (mut end, mut meant) = decode(&text[start..]);
        if meant.is_empty() {
            (end, meant) = beside(&text[..start], &text[start..]).unwrap_or_default();
        }
        if meant.is_empty() {
            at = start + 2;
            continue;
        }
        found.push((Span::of(start..start + end), Some(meant)));
        at = start + end;
    }
}

/// What is no proof by itself, but for the sign before it: `5Â°C`, and `Ã` as a word.
fn beside(before: &str, text: &str) -> Option<(usize, String)> {
    let (length, char, _) = sequence(text)?;
    let is_proof = match char {
        '°' => before.ends_with(|char: char| char.is_ascii_digit()),
        'à' => before.ends_with([' ', '>']) && text.starts_with("Ã\u{a0}"),
        _ => false,
    };
    // The blank behind it has become the second half of the letter.
    let lost_blank = char == 'à' && !text[length..].starts_with(char::is_whitespace);
    let meant = if lost_blank {
        "à ".to_owned()
    } else {
        char.to_string()
    };
    is_proof.then_some((length, meant))
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
    // What no language writes behind `Â`, and a byte order mark.
    let sign = lead == '\u{c2}' && matches!(meant, '£' | '©' | '®' | '§' | '«');
    if sign || meant == '\u{feff}' {
        return Some((length, meant, true));
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
        assert_eq!(meant("Â£5"), "£");
    }

    #[test]
    fn letters_before_punctuation_stand() {
        for text in ["É”", "Ã”", "é»…", "Â°", "Ü“", "ñ", "à «"] {
            assert_eq!(meant(text), "", "{text}");
        }
    }
}
