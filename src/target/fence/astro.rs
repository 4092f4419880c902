//! Astro: `@astrojs/markdown-remark`, `frontmatter.js`.
//!
//! `/(?:^\uFEFF?|^\s*\n)(?:---|\+\+\+)([\s\S]*?\n)(?:---|\+\+\+)/`: the two fences need not be
//! alike, and the closing one is the first three signs after any line break.

use super::{Format, Seen, bom, found, is_js_space};

pub(super) fn sees(text: &str) -> Option<Seen> {
    let open = opener(text)?;
    let format = if text[open..].starts_with('+') {
        Format::Toml
    } else {
        Format::Yaml
    };
    let block = open + 3;
    let closer = text[block..]
        .match_indices('\n')
        .map(|(at, _)| block + at + 1)
        .find(|line| is_fence(&text[*line..]))?;
    Some(found(format, block..closer, closer + 3))
}

fn opener(text: &str) -> Option<usize> {
    let start = bom(text);
    if is_fence(&text[start..]) {
        return Some(start);
    }
    let blank = text.len() - text.trim_start_matches(is_js_space).len();
    let line = text[..blank].rfind('\n')? + 1;
    (line == blank && is_fence(&text[line..])).then_some(line)
}

fn is_fence(text: &str) -> bool {
    text.starts_with("---") || text.starts_with("+++")
}
