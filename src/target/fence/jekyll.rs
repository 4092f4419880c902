//! Jekyll: `lib/jekyll/document.rb`, the file read as `bom|utf-8`.
//!
//! `YAML_FRONT_MATTER_REGEXP = %r!\A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?)!m`

use super::{Format, Seen, body_after_blank_lines, bom, found, skip_space};

pub(super) fn sees(text: &str) -> Option<Seen> {
    let start = bom(text);
    let open = start + text[start..].strip_prefix("---").map(|_| 3)?;
    let blank = &text[open..skip_space(text, open)];
    // `\s*` takes blank lines too, so the closing fence is looked for behind the last of them.
    let first = open + blank.rfind('\n')? + 1;
    let block = open + blank.find('\n')? + 1;
    let mut fences = line_starts(text, first)
        .filter(|line| text[*line..].starts_with("---") || text[*line..].starts_with("..."));
    let (closer, body) =
        fences.find_map(|line| Some((line, body_after_blank_lines(text, line + 3)?)))?;
    Some(found(Format::Yaml, block..closer, body))
}

fn line_starts(text: &str, first: usize) -> impl Iterator<Item = usize> {
    let rest = text[first..].match_indices('\n');
    std::iter::once(first).chain(rest.map(move |(at, _)| first + at + 1))
}
