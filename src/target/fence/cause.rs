//! What it is about the start of a file that hides its front matter: looked for only after a
//! reader's own rule failed, to put it in words.

use super::{BOM, Format, Why, bom};
use crate::target::profile::{Before, FenceRule};

/// The first cause that holds for a reader with this rule.
pub(super) fn why(text: &str, rule: &FenceRule) -> Why {
    let start = bom(text);
    let rest = text[start..].trim_start_matches(|sign: char| sign.is_whitespace() || sign == BOM);
    let before = &text[start..text.len() - rest.len()];
    let Some((format, sign)) = fence(rest) else {
        return without_fence(rest);
    };
    if !rule.formats.contains(&format) {
        return Why::OtherFormat(format);
    }
    if rest.contains('\r') && !rest.contains('\n') {
        return Why::LoneCr;
    }
    if !allowed(before, rule.before) {
        let indented = !before.contains('\n') || rule.before == Before::BlankLines;
        return if indented {
            Why::Indented
        } else {
            Why::BlankBefore
        };
    }
    let mut lines = rest
        .split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line));
    let opener = lines.next().unwrap_or_default();
    let tail = opener.trim_start_matches(sign);
    match tail.trim() {
        "" if !tail.is_empty() && !rule.blanks_after_opener => return Why::OpenerBlanks,
        "" => {}
        _ => return Why::OpenerText,
    }
    let fence = &opener[..opener.len() - tail.len()];
    closer(fence, sign, lines)
}

/// Why the lines after a sound opening fence do not close it.
fn closer<'t>(fence: &str, sign: char, lines: impl Iterator<Item = &'t str>) -> Why {
    let (mut dots, mut blank) = (false, true);
    for line in lines {
        let dashes = line.trim_start();
        if dashes.starts_with(fence) {
            let tail = dashes.trim_start_matches(sign);
            return match tail.trim() {
                _ if dashes.len() < line.len() => Why::CloserIndented,
                "" if dashes.len() - tail.len() > 3 => Why::LongFence,
                "" if blank => Why::Empty,
                "" => Why::Unclosed,
                _ => Why::CloserText,
            };
        }
        dots |= line.trim_end() == "...";
        blank &= dashes.is_empty();
    }
    match dots {
        true => Why::ClosedByDots,
        false if fence.len() > 3 => Why::LongFence,
        false => Why::Unclosed,
    }
}

/// The language of the fence that `rest` starts with, and the sign it is made of.
fn fence(rest: &str) -> Option<(Format, char)> {
    let known = [
        ("---", Format::Yaml, '-'),
        ("+++", Format::Toml, '+'),
        (";;;", Format::JsonMembers, ';'),
    ];
    let fence = known
        .into_iter()
        .find(|(signs, ..)| rest.starts_with(signs));
    fence.map(|(_, format, sign)| (format, sign)).or_else(|| {
        let inside = rest.strip_prefix('{')?.trim_start();
        inside
            .starts_with(['"', '}'])
            .then_some((Format::Json, '{'))
    })
}

fn without_fence(rest: &str) -> Why {
    if let Some(comment) = rest.strip_prefix("<!--") {
        let after = comment.split_once("-->").map_or("", |(_, after)| after);
        return if fence(after.trim_start()).is_some() {
            Why::CommentBefore
        } else {
            Why::NoFence
        };
    }
    let closed = rest
        .lines()
        .any(|line| matches!(line.trim_end(), "---" | ";;;"));
    let starts_with_key = rest.lines().next().is_some_and(is_key);
    if closed && starts_with_key {
        Why::NoOpener
    } else {
        Why::NoFence
    }
}

/// A line like `key: value` or `"key": value`.
fn is_key(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else {
        return false;
    };
    let word = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '-' | '"' | '.');
    !key.is_empty() && key.chars().all(word) && (value.is_empty() || value.starts_with([' ', '\t']))
}

fn allowed(before: &str, rule: Before) -> bool {
    match rule {
        Before::Nothing => before.is_empty(),
        Before::OneEmptyLine => matches!(before, "" | "\n" | "\r\n"),
        Before::BlankLines => before.is_empty() || before.ends_with('\n'),
        Before::WhiteSpace => true,
    }
}
