//! Text in XML and HTML.

use super::sanitize;

/// A text as it can stand between tags and in quoted attributes of XML 1.0 and of HTML, on one
/// line of the file. What neither can hold becomes U+FFFD; what a build log would take for a
/// command is written in a way that it does not.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut commands = sanitize::commands(text).peekable();
    for (at, char) in text.char_indices() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '#' if commands.next_if_eq(&at).is_some() => out.push_str("&#35;"),
            // XML 1.0, production 2; C1 controls are legal there, but do things to terminals.
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            '\x7f'..='\u{9f}' => out.push_str(&format!("&#{};", u32::from(char))),
            _ if sanitize::is_hidden(char) => out.push_str(&format!("&#{};", u32::from(char))),
            _ => out.push(char),
        }
    }
    out
}
