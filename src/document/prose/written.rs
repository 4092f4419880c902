//! How characters of a text are written in HTML.

/// How many bytes of the HTML stand for the next character of the text.
pub(super) fn written_len(raw: &str, char: char) -> usize {
    let Some(first) = raw.chars().next() else {
        return 0;
    };
    match first {
        '\r' if raw.starts_with("\r\n") => 2,
        '&' => reference_len(raw, char),
        _ => first.len_utf8(),
    }
}

/// The length of the character reference at the start of `raw`, or 1 where there is none.
fn reference_len(raw: &str, char: char) -> usize {
    let number = usize::from(raw[1..].starts_with('#'));
    let name = raw[1 + number..].bytes().take(40);
    let name = name.take_while(u8::is_ascii_alphanumeric).count();
    let len = 1 + number + name;
    let closed = raw[len..].starts_with(';');
    match (name, char) {
        (0, _) => 1,
        (_, '&')
            if closed && matches!(&raw[..len], "&amp" | "&AMP" | "&#38" | "&#x26" | "&#X26") =>
        {
            len + 1
        }
        (_, '&') if raw.starts_with("&amp") => 4,
        (_, '&') => 1,
        _ if closed => len + 1,
        // Old names need no semicolon, and what follows is text: `&copy2024`.
        _ if number == 0 => {
            let old = OLD_NAMES.iter().find(|old| raw[1..].starts_with(**old));
            old.map_or(len, |old| old.len() + 1)
        }
        _ => len,
    }
}

/// The old names that are seen without a semicolon.
const OLD_NAMES: &[&str] = &[
    "nbsp", "copy", "reg", "lt", "gt", "quot", "deg", "middot", "raquo", "laquo",
];
