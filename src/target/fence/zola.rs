//! Zola: `components/content/src/front_matter/split.rs`, the byte order mark taken away before.
//!
//! `^[[:space:]]*---(\r?\n(?s).*?(?-s))---[[:space:]]*(?:$|(?:\r?\n((?s).*(?-s))$))`, and the same
//! with `\+\+\+`. The closing fence may stand anywhere, even in the midst of a line.

use super::{Format, Seen, body_after_blank_lines, bom, cause, found, newline, skip_space};
use crate::target::Target;

pub(super) fn sees(text: &str) -> Option<Seen> {
    Some(block(text).unwrap_or_else(|| {
        // A page without front matter stops the build.
        let why = cause::why(text, &Target::Zola.profile().fence);
        Seen::Error { why }
    }))
}

fn block(text: &str) -> Option<Seen> {
    let open = skip_space(text, bom(text));
    let rest = &text[open..];
    let (format, fence) = [(Format::Toml, "+++"), (Format::Yaml, "---")]
        .into_iter()
        .find(|(_, fence)| rest.starts_with(fence))?;
    let block = open + fence.len();
    let line = newline(text, block);
    if line == 0 {
        return None;
    }
    let sign = fence.as_bytes()[0];
    let mut at = block + line;
    while let Some(next) = text[at..].find(fence) {
        // Of a longer run the last three close it: what follows a fence is no further sign.
        let run = text.as_bytes()[at + next..].iter();
        let run = run.take_while(|byte| **byte == sign).count();
        let end = at + next + run;
        if let Some(body) = body_after_blank_lines(text, end) {
            return Some(found(format, block..end - fence.len(), body));
        }
        at = end;
    }
    None
}
