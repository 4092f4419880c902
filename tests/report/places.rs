//! Every format says the same place, and the mark stands under it.

use copydesk::document::{Source, Span};
use copydesk::report::{Format, Style};
use proptest::prelude::*;
use unicode_width::UnicodeWidthChar;

use crate::{draw, error, find, show};

/// The byte at a line and a column, both from 1, found by walking the text.
fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let mut at = 0;
    for _ in 1..line {
        let rest = &text[at..];
        let end = rest.find(['\n', '\r']).expect("so many lines");
        at += end
            + if rest[end..].starts_with("\r\n") {
                2
            } else {
                1
            };
    }
    at + text[at..]
        .chars()
        .take(column - 1)
        .map(char::len_utf8)
        .sum::<usize>()
}

fn numbers(pattern: &str, shown: &str) -> Vec<usize> {
    let pattern = regex::Regex::new(pattern).expect("a valid pattern");
    let found = pattern
        .captures(shown)
        .unwrap_or_else(|| panic!("{pattern} not in {shown}"));
    found
        .iter()
        .skip(1)
        .flatten()
        .map(|number| number.as_str().parse().expect("a number"))
        .collect()
}

proptest! {
    #[test]
    fn all_formats_decode_to_the_same_bytes(
        lines in prop::collection::vec(("[aé你😀\t]{0,9}", prop::sample::select(&["\n", "\r\n", "\r"])), 1..6),
        start in any::<prop::sample::Index>(),
        end in any::<prop::sample::Index>(),
    ) {
        // A lone CR before an LF would be one line ending.
        let mut text: String = lines.iter().map(|(line, ending)| format!("{line}{ending}")).collect();
        text.push('x');
        let places: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .filter(|&at| !(text[..at].ends_with('\r') && text[at..].starts_with('\n')))
            .collect();
        let (a, b) = (places[start.index(places.len())], places[end.index(places.len())]);
        let span = Span::of(a.min(b)..a.max(b));
        let source = Source::new("post.md", text.as_str());
        let findings = [error(span)];
        let style = Style::default();
        let narrated = Style { narrated: true, ..Style::default() };

        let concise = show(Format::Concise, &style, &source, &findings);
        let pretty = show(Format::Pretty, &style, &source, &findings);
        let words = show(Format::Pretty, &narrated, &source, &findings);
        for at in [
            numbers(r"^post\.md:(\d+):(\d+): error\[test/rule\]: this is wrong\n$", &concise),
            numbers(r"╭─\[post\.md:(\d+):(\d+)\]", &pretty),
            numbers(r"place: post\.md, line (\d+), columns? (\d+)", &words),
        ] {
            prop_assert_eq!(byte_at(&text, at[0], at[1]), span.start as usize);
        }
        let json = show(Format::Jsonl, &style, &source, &findings);
        let at = numbers(r#""span":\[(\d+),(\d+)\],"line":(\d+),"column":(\d+),"end_line":(\d+),"end_column":(\d+)"#, &json);
        prop_assert_eq!([at[0], at[1]], [span.start as usize, span.end as usize]);
        prop_assert_eq!(byte_at(&text, at[2], at[3]), at[0]);
        prop_assert_eq!(byte_at(&text, at[4], at[5]), at[1]);
    }

    #[test]
    fn the_mark_stands_under_what_is_marked(
        before in "[a é你😀\t\u{1b}\u{202e}]{0,400}",
        after in "[a é你😀\t]{0,400}",
        family in any::<bool>(),
        width in 20usize..=200,
    ) {
        let family = if family { "👨\u{200d}👩\u{200d}👧🇩🇪" } else { "" };
        let text = format!("first line\n{before}{family}@@@{after}\nlast line\n");
        let shown = draw(width, &text, error(find(&text, "@@@")));
        let mut lines = shown.lines().skip_while(|line| !line.contains("@@@"));
        let line = lines.next().expect("the marked text is shown");
        let marks = lines.next().expect("the mark is below");
        prop_assert_eq!(columns(line, "@"), columns(marks, "─"), "\n{}", shown);
        prop_assert!(shown.lines().skip(4).all(|line| wide(line) <= width.max(30)), "\n{shown}");
    }
}

fn wide(text: &str) -> usize {
    text.chars().map(|char| char.width().unwrap_or(0)).sum()
}

/// The first column in which `sign` stands, and how many do.
fn columns(line: &str, sign: &str) -> (usize, usize) {
    let at = line.find(sign).expect("the sign is there");
    (wide(&line[..at]), line.matches(sign).count())
}
