//! Brackets and quotes whose halves differ.

use std::cell::LazyCell;

use memchr::memchr2;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::Span;
use crate::fix::{Applicability, Edit, Fix};

/// Points at pairs of which one half is full-width and the other half-width.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WidthPair {}

impl Kind for WidthPair {
    const NAME: &'static str = "width-pair";
    const HOLES: &'static [&'static str] = &["open", "close"];
}

/// Full-width opening and closing, half-width opening and closing.
const PAIRS: &[[char; 4]] = &[
    ['（', '）', '(', ')'],
    ['［', '］', '[', ']'],
    ['“', '”', '"', '"'],
];

/// The most bytes between the halves of one pair.
const REACH: usize = 240;

impl Check for WidthPair {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        let is_cjk_article = LazyCell::new(|| is_cjk(body.html().chars()));
        for pair in PAIRS {
            let [open, close, half_open, half_close] = *pair;
            // A half-width half is rarer where full-width ones stand, and found faster.
            let has_half =
                |text: &str| memchr2(half_open as u8, half_close as u8, text.as_bytes()).is_some();
            if !has_half(body.html()) {
                continue;
            }
            for (at, text) in body.texts() {
                if !has_half(text) || !text.contains([open, close]) {
                    continue;
                }
                for (open, close, odd, right) in mixed(text, *pair) {
                    let place = |index: usize| {
                        let char = text[index..].chars().next().unwrap_or_default();
                        body.locate(Span::of(index..index + char.len_utf8()).shift(at))
                    };
                    let char = |index: usize| text[index..].chars().next().unwrap_or_default();
                    let other = if odd == open { close } else { open };
                    // Which half is wrong is not seen in a piece of Latin letters among others.
                    let is_sure = !right.is_ascii() || !*is_cjk_article;
                    let (title, help) = match (right.is_ascii(), is_sure) {
                        (false, _) => ("make both full-width", "make both halves full-width"),
                        (true, true) => ("make both half-width", "make both halves half-width"),
                        (true, false) => ("", "make both halves alike"),
                    };
                    let length = char(odd).len_utf8();
                    // An escaped or referenced character is not the byte it looks like.
                    let exact = body.map().exact(Span::of(odd..odd + length).shift(at));
                    let fix = exact.filter(|_| is_sure).map(|span| {
                        let edit = Edit::replace(span, right.to_string());
                        Fix::new(title, Applicability::Unsafe, vec![edit])
                    });
                    let hit = Hit::new(place(odd))
                        .with("open", char(open))
                        .with("close", char(close))
                        .related(place(other), "its other half")
                        .fix(fix);
                    hits.push(hit.help(help));
                }
            }
        }
    }
}

/// Mixed pairs: byte offsets of both halves, that of the wrong one, and what belongs there. Among
/// other letters than CJK the full-width one is wrong.
///
/// Only what can be nothing else counts: the full-width half has no partner of its kind, and no
/// other bracket stands between.
fn mixed(text: &str, pair: [char; 4]) -> Vec<(usize, usize, usize, char)> {
    let [open, close, half_open, half_close] = pair;
    let is_wide = LazyCell::new(|| is_cjk(text.chars()));
    let mut found = Vec::new();
    if open != '“' {
        for (at, _) in text.match_indices(close) {
            let before = &text[..at];
            let from = before
                .rfind(close)
                .map_or(0, |last| last + close.len_utf8());
            let run = &before[from..];
            if run.contains(open) || run.contains(half_close) {
                continue;
            }
            if let Some(half) = run.rfind(half_open)
                && at - from - half <= REACH
                && is_cjk(run[half + 1..].chars())
                && !run[..half].ends_with([':', ';', '\\'])
            {
                found.push((from + half, at, from + half, open));
            }
        }
    }
    for (at, _) in text.match_indices(open) {
        let from = at + open.len_utf8();
        let rest = &text[from..];
        let run = &rest[..rest.find(open).unwrap_or(rest.len())];
        if run.contains(close) || (half_open != half_close && run.contains(half_open)) {
            continue;
        }
        let Some(half) = run.find(half_close) else {
            continue;
        };
        let inside = &run[..half];
        // A face, or the `a)` of a list.
        let other = inside.ends_with([':', ';', '-', '^', '_', '\\']);
        let first = inside.chars().next();
        // In German “ closes: only a CJK letter behind it says that it opens.
        let opens = open != '“' || first.is_some_and(|char| is_cjk(std::iter::once(char)));
        if half <= REACH && !other && opens {
            let (wrong, right) = match *is_wide {
                true => (from + half, close),
                false => (at, half_open),
            };
            found.push((at, from + half, wrong, right));
        }
    }
    found
}

fn is_cjk(mut chars: impl Iterator<Item = char>) -> bool {
    chars.any(|char| {
        matches!(char, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        PAIRS.iter().map(|pair| mixed(text, *pair).len()).sum()
    }

    #[test]
    fn only_what_can_be_nothing_else_is_mixed() {
        for text in ["渡轮（早班)开了", "渡轮(早班）开了", "他说“开了\"。"] {
            assert_eq!(count(text), 1, "{text}");
        }
        for text in [
            "渡轮（早班）(b)",
            "（哈哈:)）",
            "（a)甲 b)乙）",
            "„fertig“ und \"x\"",
            "渡轮（早班 开了",
            "(a)（b）",
            "（哈:)",
        ] {
            assert_eq!(count(text), 0, "{text}");
        }
    }
}
