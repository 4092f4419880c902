//! What makes terminal renderers panic, stall or point beside the mark: long lines, many
//! findings, odd spans.

use copydesk::document::{Source, Span};
use copydesk::finding::Finding;
use copydesk::report::{Format, Style};

use crate::{draw, error, find, related, show};

#[test]
fn a_long_line_is_clipped_around_the_mark() {
    for len in [10_000, 200_000, 2_000_000] {
        let mut text = "word ".repeat(len / 10);
        text.push_str("<img>");
        text.push_str(&" word".repeat(len / 10));
        let shown = draw(80, &text, error(find(&text, "<img>")));
        assert!(shown.contains("…"), "{shown}");
        assert!(shown.contains("<img>"), "{shown}");
        assert!(shown.contains("\n   ·"), "{shown}");
        assert!(shown.len() < 600, "{shown}");
    }
}

#[test]
fn ten_thousand_findings_on_one_line() {
    let text = "<img>".repeat(10_000);
    let source = Source::new("post.md", text);
    let findings: Vec<Finding> = (0..10_000)
        .map(|at| error(Span::new(at * 5, at * 5 + 5)))
        .collect();
    let style = Style {
        max_per_file: None,
        ..Style::default()
    };
    for format in [Format::Pretty, Format::Concise, Format::Jsonl] {
        let shown = show(format, &style, &source, &findings);
        assert!(shown.len() < 10_000 * 600);
        assert!(shown.contains("49996"), "the column of the last one");
        let head = match format {
            Format::Jsonl => "\"error\"",
            _ => "error[",
        };
        assert_eq!(shown.matches(head).count(), 10_000);
    }
}

#[test]
fn ten_thousand_findings_in_a_large_file() {
    let line = format!("<p>{}<img></p>\n", "text ".repeat(60));
    let text = line.repeat(10_000);
    assert!(text.len() > 3_000_000);
    let at = u32::try_from(line.find("<img>").expect("it is there")).expect("small");
    let findings: Vec<Finding> = (0..10_000)
        .map(|row| {
            error(Span::at(
                row * u32::try_from(line.len()).expect("small") + at,
            ))
        })
        .collect();
    let style = Style {
        max_per_file: None,
        ..Style::default()
    };
    let shown = show(
        Format::Pretty,
        &style,
        &Source::new("post.md", text),
        &findings,
    );
    assert_eq!(shown.matches("error[").count(), 10_000);
    assert!(shown.contains("[post.md:10000:304]"));
}

#[test]
fn two_thousand_related_places_in_one_finding() {
    let text = "<b>".repeat(2_000);
    let finding = Finding {
        related: (1..2_000)
            .map(|at| related(Span::new(at * 3, at * 3 + 3), "and here"))
            .collect(),
        ..error(Span::new(0, 3))
    };
    let shown = draw(80, &text, finding);
    assert!(shown.contains("more related places"), "{shown}");
    assert!(shown.len() < 2048);
}

#[test]
fn spans_outside_of_the_text_and_inside_of_characters_are_mended() {
    let text = "猫 and 犬\n";
    for span in [
        Span::new(1, 2),
        Span::new(0, 1),
        Span::new(2, 9),
        Span::new(0, 999),
        Span::at(999),
        Span::new(999, 1_000_000),
    ] {
        for format in [Format::Pretty, Format::Concise, Format::Jsonl] {
            let source = Source::new("post.md", text);
            let shown = show(format, &Style::default(), &source, &[error(span)]);
            assert!(shown.contains("this is wrong"), "{shown}");
            assert!(format != Format::Pretty || shown.contains('╭'), "{shown}");
        }
    }
    assert!(draw(80, text, error(Span::new(1, 2))).contains("\n   · ──\n"));
}
