//! How characters of a text are written in HTML.

use std::iter::Peekable;
use std::str::Chars;

use ego_tree::NodeId;

use crate::document::body::Body;
use crate::document::span::{Span, offset};

/// Tells each character of a text node together with the bytes of the HTML that stand for it.
pub(crate) fn characters(body: &Body, node: NodeId, text: &str, mut tell: impl FnMut(char, Span)) {
    let mut chars = text.chars().peekable();
    for &span in body.dom().text_spans(node) {
        let raw = body.html_slice(span);
        let mut at = 0;
        while at < raw.len() {
            let Some(&char) = chars.peek() else { return };
            let rest = &raw[at..];
            let len = written_len(rest, char);
            let html = Span::new(span.start + offset(at), span.start + offset(at + len));
            at += len;
            // A NUL is written, and dropped.
            if rest.starts_with('\0') && char != '\u{fffd}' {
                continue;
            }
            chars.next();
            tell(char, html);
            if rest.starts_with('&')
                && len > 1
                && let Some(second) = second(&mut chars, &raw[at..])
            {
                tell(second, html);
            }
        }
    }
}

/// Some character references stand for two characters.
fn second(chars: &mut Peekable<Chars<'_>>, rest: &str) -> Option<char> {
    let combining = |char: &char| {
        matches!(
            *char,
            '\u{338}'
                | '\u{20d2}'
                | '\u{20e5}'
                | '\u{fe00}'
                | '\u{333}'
                | '\u{331}'
                | '\u{200a}'
                | 'j'
        )
    };
    let next = rest.chars().next();
    chars.next_if(|char| combining(char) && next != Some(*char))
}

/// How many bytes of the HTML stand for the next character of the text.
fn written_len(raw: &str, char: char) -> usize {
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
