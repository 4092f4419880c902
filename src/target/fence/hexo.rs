//! Hexo: `hexo-front-matter` 4, `lib/front_matter.ts`, after `hexo-fs` took away the byte order
//! mark and made `\r\n` to `\n`.
//!
//! `rFrontMatter = /^(-{3,}|;{3,})\n([\s\S]+?)\n\1\n?([\s\S]*)/`, and only when the file does not
//! start with `rPrefixSep = /^(-{3,}|;{3,})/` then
//! `rFrontMatterNew = /^([\s\S]+?)\n(-{3,}|;{3,})\n?([\s\S]*)/`.

use super::{Format, Seen, bom, found, newline};

pub(super) fn sees(text: &str) -> Option<Seen> {
    let start = bom(text);
    let fence = fence_at(text, start);
    if fence.is_empty() {
        let (end, closer) = line_starts(text, start)
            .map(|(end, line)| (end, fence_at(text, line)))
            .find(|(end, closer)| *end > start && !closer.is_empty())?;
        return Some(cut(text, start..end, closer));
    }
    let open = newline(text, start + fence.len());
    if open == 0 {
        return None;
    }
    let block = start + fence.len() + open;
    let (end, line) = line_starts(text, block)
        .find(|(end, line)| *end > block && text[*line..].starts_with(fence))?;
    Some(cut(text, block..end, &text[line..line + fence.len()]))
}

fn cut(text: &str, block: std::ops::Range<usize>, closer: &str) -> Seen {
    let after = block.end + newline(text, block.end) + closer.len();
    let format = match closer.as_bytes() {
        [b';', ..] => Format::JsonMembers,
        _ => Format::Yaml,
    };
    found(format, block, after + newline(text, after))
}

/// The run of three or more dashes or semicolons at `at`, empty if there is none.
fn fence_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let run = ['-', ';']
        .map(|sign| rest.len() - rest.trim_start_matches(sign).len())
        .into_iter()
        .max()
        .unwrap_or(0);
    if run < 3 { "" } else { &rest[..run] }
}

/// Every line break from `from` on: where the line before it ends and where the next one starts.
fn line_starts(text: &str, from: usize) -> impl Iterator<Item = (usize, usize)> {
    text[from..].match_indices('\n').map(move |(at, _)| {
        let at = from + at;
        let end = if text[from..at].ends_with('\r') {
            at - 1
        } else {
            at
        };
        (end, at + 1)
    })
}
