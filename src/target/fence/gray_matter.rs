//! Eleventy and Docusaurus: `gray-matter`, `index.js`. The file starts with `---`, a fourth dash
//! undoes that, the rest of the line names the language, the block ends at the next `\n---`, or
//! with the file.

use super::{Format, Seen, Why, bom, crlf, found, is_js_space};

const FENCE: &str = "---";

pub(super) fn sees(text: &str) -> Option<Seen> {
    let after = text[bom(text)..].strip_prefix(FENCE)?;
    if after.starts_with('-') {
        return None;
    }
    let open = text.len() - after.len();
    let language = language(after);
    let name = language.trim_matches(is_js_space).to_ascii_lowercase();
    let block = open + if !name.is_empty() { language.len() } else { 0 };
    let (end, body) = match text[block..].find("\n---") {
        Some(end) => {
            let after = block + end + 1 + FENCE.len();
            (block + end, after + crlf(text, after))
        }
        None => (text.len(), text.len()),
    };
    let format = match name.as_str() {
        // The language of a block that says nothing is never asked for.
        _ if is_empty(&text[block..end]) => Format::Yaml,
        "" | "yaml" | "yml" => Format::Yaml,
        "json" => Format::Json,
        "js" | "javascript" => Format::JavaScript,
        _ => {
            let why = Why::UnknownLanguage;
            return Some(Seen::Error { why });
        }
    };
    Some(found(format, block..end, body))
}

/// Whether a block holds blank lines and comments only.
fn is_empty(block: &str) -> bool {
    block
        .lines()
        .map(|line| line.trim_start_matches(is_js_space))
        .all(|line| line.is_empty() || line.starts_with('#') && line.len() > 1)
}

/// What follows the dashes on their line. Without a line break the last character is lost, as
/// `slice(0, -1)` loses it.
fn language(after: &str) -> &str {
    match after.find('\n') {
        Some(end) => after[..end].strip_suffix('\r').unwrap_or(&after[..end]),
        None => {
            let last = after.chars().next_back().map_or(0, char::len_utf8);
            &after[..after.len() - last]
        }
    }
}
