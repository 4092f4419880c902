//! Hugo: `parser/pageparser/pagelexer_intro.go`. White space and byte order marks are skipped; a
//! `-`, `+` or `{` after them has to start front matter, or the build stops.

use super::{BOM, Format, Seen, Why, cause, crlf, found};
use crate::target::Target;

pub(super) fn sees(text: &str) -> Option<Seen> {
    let open = text.find(|sign| !matches!(sign, ' ' | '\t' | '\r' | '\n' | BOM))?;
    match text.as_bytes()[open] {
        b'-' => Some(between(text, open, "---", Format::Yaml)),
        b'+' => Some(between(text, open, "+++", Format::Toml)),
        b'{' => Some(json(text, open)),
        b'#' if text[open..].starts_with("#+") => Some(org(text, open)),
        _ => None,
    }
}

/// `lexFrontMatterSection`: the closing fence is the first one after any `\r` or `\n`.
fn between(text: &str, open: usize, fence: &str, format: Format) -> Seen {
    if !text[open..].starts_with(fence) {
        return Seen::Error {
            why: Why::HalfFence,
        };
    }
    let after = open + fence.len();
    let block = after + crlf(text, after);
    let lines = text[block..].match_indices(['\r', '\n']);
    let lines = lines.map(|(at, _)| block + at + 1);
    let first = (block > after).then_some(block);
    match first
        .into_iter()
        .chain(lines)
        .find(|line| text[*line..].starts_with(fence))
    {
        Some(closer) => {
            let body = closer + fence.len();
            found(format, block..closer, body + crlf(text, body))
        }
        None => {
            let why = cause::why(text, &Target::Hugo.profile().fence);
            Seen::Error { why }
        }
    }
}

/// `lexFrontMatterJSON`: to the brace that closes the first one, quotes and backslashes heeded.
fn json(text: &str, open: usize) -> Seen {
    let (mut level, mut quoted, mut escaped) = (0_u32, false, false);
    for (at, sign) in text[open..].char_indices() {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            '{' if !quoted => level += 1,
            '}' if !quoted => level -= 1,
            _ => {}
        }
        if level == 0 {
            let end = open + at + 1;
            return found(Format::Json, open..end, end + crlf(text, end));
        }
    }
    Seen::Error { why: Why::Unclosed }
}

/// `lexFrontMatterOrgMode`: lines that start with `#+`.
fn org(text: &str, open: usize) -> Seen {
    let mut end = open;
    for line in text[open..].split_inclusive('\n') {
        if !line.starts_with("#+") {
            break;
        }
        end += line.len();
    }
    found(Format::Org, open..end, end)
}
