//! UTF-8 that was read as Mac Roman or Windows-1251.

use std::sync::LazyLock;

use super::Found;
use crate::document::{Needles, Span};

/// UTF-8 that was read as Mac Roman, or Cyrillic that was read as Windows-1251.
pub(super) fn other_readings(text: &str, found: &mut Vec<Found>) {
    static NEEDLES: LazyLock<Needles> =
        LazyLock::new(|| Needles::new(["‚Ä", "√", "Р°", "Рѕ", "Рё", "Рµ"]));
    let mut done = 0;
    for start in NEEDLES.all_in(text) {
        if start < done {
            continue;
        }
        let start = start - word_before(&text[done..start]);
        let rest = &text[start..];
        let read = match rest.starts_with(['Р', 'С']) {
            true => cyrillic(rest),
            false => mac_roman(&text[..start], rest),
        };
        if let Some((length, meant)) = read {
            done = start + length;
            found.push((Span::of(start..done), Some(meant)));
        }
    }
}

fn mac_roman(before: &str, text: &str) -> Option<(usize, String)> {
    const SIGNS: &[(&str, &str)] = &[
        ("‚Äô", "’"),
        ("‚Äò", "‘"),
        ("‚Äú", "“"),
        ("‚Äù", "”"),
        ("‚Äì", "–"),
        ("‚Äî", "—"),
        ("‚Ä¶", "…"),
    ];
    const LETTERS: &[(&str, &str)] = &[
        ("√©", "é"),
        ("√®", "è"),
        ("√™", "ê"),
        ("√±", "ñ"),
        ("√≥", "ó"),
        ("√º", "ü"),
        ("√∂", "ö"),
        ("√§", "ä"),
        ("√ß", "ç"),
        ("√°", "á"),
        ("√≠", "í"),
        ("√Ø", "ï"),
        ("√¥", "ô"),
    ];
    // A root stands before what it is taken of, and behind no letter.
    let in_word = before.ends_with(|char: char| char.is_ascii_lowercase());
    let known = match in_word {
        true => [SIGNS, LETTERS].concat(),
        false => SIGNS.to_vec(),
    };
    let (written, meant) = known
        .iter()
        .find(|(written, _)| text.starts_with(written))?;
    Some((written.len(), (*meant).to_owned()))
}

/// How much of a broken word in Cyrillic stands at the end.
fn word_before(text: &str) -> usize {
    let is_part = |char: &char| !char.is_whitespace() && !char.is_ascii();
    let mut length = 0;
    let mut chars = text.chars().rev().take_while(is_part);
    while let (Some(second), Some(first @ ('Р' | 'С'))) = (chars.next(), chars.next()) {
        length += first.len_utf8() + second.len_utf8();
    }
    length
}

/// Three letters or more, each of which has become `Р` or `С` and another.
fn cyrillic(text: &str) -> Option<(usize, String)> {
    const HIGH: &str =
        "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕї";
    let mut meant = String::new();
    let mut length = 0;
    let mut chars = text.chars();
    while let (Some(lead @ ('Р' | 'С')), Some(char)) = (chars.next(), chars.next()) {
        let Some(low) = HIGH.chars().position(|high| high == char) else {
            break;
        };
        let lead_byte = if lead == 'Р' { 0xd0 } else { 0xd1 };
        let bytes = [lead_byte, u8::try_from(0x80 + low).ok()?];
        meant.push_str(std::str::from_utf8(&bytes).ok()?);
        length += lead.len_utf8() + char.len_utf8();
    }
    (meant.chars().count() >= 3).then_some((length, meant))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cyrillic_is_read() {
        assert_eq!(cyrillic("РџСЂРёРІРµС‚").unwrap().1, "Привет");
    }
}
