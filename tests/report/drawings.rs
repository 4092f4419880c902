//! What the drawings look like. Each snapshot is to be read by a person before it is accepted.

use copydesk::document::{Source, Span};
use copydesk::finding::{Finding, Level};
use copydesk::fix::{Applicability, Edit, Fix};
use copydesk::report::{Format, Style};

use crate::{draw, error, find, finding, nth, related, show};

const POST: &str = "
---
title: 屋根の上の猫
date: Tue, 05 Mar 2024 10:00:00 GMT
tags: [cats]
title: The cat on the roof
---
<figure>
  <img src=\"roof.jpg\" alt=\"\">
  <figcaption>一只猫坐在屋顶上，看着下面的街道</figcaption>
</figure>
<p>A longer paragraph, as editors on the web write it: in one line, with a picture <img src=\"https://images.example/2024/03/street.jpg\"> somewhere in the middle, and then more text that goes on well beyond the width of any terminal.</p>
<div>";

/// An article with typical faults.
fn findings() -> Vec<Finding> {
    let fix = |title, applicability, edit| Some(Fix::new(title, applicability, vec![edit]));
    vec![
        Finding {
            help: Some("let the file start with the fence".to_owned()),
            fix: fix(
                "remove the blank line",
                Applicability::Safe,
                Edit::delete(Span::new(0, 1)),
            ),
            ..finding(
                "front-matter/leading-content",
                Level::Warning,
                "a blank line stands before the front matter, which Jekyll and Eleventy will not see",
                Span::new(0, 1),
            )
        },
        Finding {
            fix: fix(
                "write `Mon`",
                Applicability::Unsafe,
                Edit::replace(find(POST, "Tue"), "Mon"),
            ),
            ..finding(
                "date/weekday-mismatch",
                Level::Warning,
                "this day is no Tuesday",
                find(POST, "Tue"),
            )
        },
        Finding {
            related: vec![related(find(POST, "title"), "first written here")],
            help: Some(
                "keep one of them: most readers take the last one, and some refuse the file"
                    .to_owned(),
            ),
            ..finding(
                "front-matter/duplicate-key",
                Level::Error,
                "the key `title` stands twice",
                nth(POST, "title", 1),
            )
        },
        Finding {
            related: vec![related(find(POST, "<figcaption>"), "the caption")],
            ..finding(
                "image/alt-empty-captioned",
                Level::Warning,
                "an image with a caption has no text",
                find(POST, "alt=\"\""),
            )
        },
        finding(
            "image/alt-missing",
            Level::Error,
            "the image has no text alternative",
            find(
                POST,
                "<img src=\"https://images.example/2024/03/street.jpg\">",
            ),
        ),
        Finding {
            related: vec![related(find(POST, "<figure>"), "a far place")],
            ..finding(
                "html/unclosed",
                Level::Error,
                "`<div>` is never closed",
                Span::of(POST.len()..POST.len()),
            )
        },
    ]
}

fn article(style: &Style) -> String {
    show(
        Format::Pretty,
        style,
        &Source::new("posts/2024/roof.md", POST),
        &findings(),
    )
}

fn at_width(width: usize) -> String {
    article(&Style {
        width,
        ..Style::default()
    })
}

#[test]
fn width_20() {
    insta::assert_snapshot!(at_width(20));
}

#[test]
fn width_40() {
    insta::assert_snapshot!(at_width(40));
}

#[test]
fn width_80() {
    insta::assert_snapshot!(at_width(80));
}

#[test]
fn width_200() {
    insta::assert_snapshot!(at_width(200));
}

#[test]
fn ascii() {
    insta::assert_snapshot!(article(&Style {
        unicode: false,
        ..Style::default()
    }));
}

#[test]
fn narrated() {
    insta::assert_snapshot!(article(&Style {
        narrated: true,
        ..Style::default()
    }));
}

#[test]
fn color() {
    let shown = article(&Style {
        color: true,
        ..Style::default()
    });
    insta::assert_snapshot!(shown.replace('\x1b', "␛"));
}

#[test]
fn concise() {
    let source = Source::new("posts/2024/roof.md", POST);
    insta::assert_snapshot!(show(
        Format::Concise,
        &Style::default(),
        &source,
        &findings()
    ));
}

#[test]
fn marks_under_wide_characters() {
    let texts = [
        "前の行\nこれは世界です\n",
        "\t- tab\t世界\t# end\n",
        "family 👨\u{200d}👩\u{200d}👧 and flag 🇩🇪 and 世界!\n",
        "cafe\u{301} naïve 世界\n",
        "می\u{200c}خواهم 世界\n",
    ];
    let shown: String = texts
        .iter()
        .map(|text| draw(80, text, error(find(text, "世界"))))
        .collect();
    insta::assert_snapshot!(shown);
}

#[test]
fn every_line_ending() {
    let shown: String = ["a\r\nb x\r\nc\r\n", "a\rb x\rc\r", "a\nb x\nc\n"]
        .iter()
        .map(|text| draw(80, text, error(find(text, "x"))))
        .collect();
    insta::assert_snapshot!(shown);
}

#[test]
fn nothing_to_point_at() {
    let cases = [
        ("", Span::at(0)),
        ("a\nb", Span::at(3)),
        ("a\nb\n", Span::at(4)),
        ("a b\n", Span::at(2)),
        ("ab\r\ncd\n", Span::new(2, 4)),
        ("\n\n\na\n", Span::new(0, 3)),
        ("a\n", Span::new(0, 2)),
    ];
    let shown: String = cases
        .into_iter()
        .map(|(text, span)| draw(80, text, error(span)))
        .collect();
    insta::assert_snapshot!(shown);
}

#[test]
fn spans_of_several_lines() {
    let text = "<p>\n<img\n  src=\"a.jpg\"\n  width=\"1\"\n  height=\"1\"\n  title=\"t\"\n  id=\"i\"\n  class=\"c\">\n</p>\n";
    let short = Span::new(find(text, "<img").start, find(text, "\"a.jpg\"").end);
    let long = Span::new(find(text, "<img").start, find(text, "\"c\">").end);
    let shown: String = [short, long]
        .into_iter()
        .map(|span| {
            let near = related(find(text, "<p>"), "inside of this");
            let far = related(find(text, "</p>"), "which ends here");
            let related = vec![near, far];
            draw(
                60,
                text,
                Finding {
                    related,
                    ..error(span)
                },
            )
        })
        .collect();
    insta::assert_snapshot!(shown);
}

#[test]
fn several_labels_on_one_line() {
    let text = "<a id=\"x\"><b id=\"x\"><i id=\"x\"><u id=\"x\">\n";
    let places = |labels: [&str; 3]| {
        let related = labels
            .iter()
            .enumerate()
            .map(|(at, label)| related(nth(text, "id=\"x\"", at), label))
            .collect();
        Finding {
            related,
            ..error(nth(text, "id=\"x\"", 3))
        }
    };
    let long = "a label that is long enough to be wrapped at this width, where it can";
    let mut shown = draw(80, text, places(["first", "second", "third"]));
    shown += &draw(60, text, places([long, "second", long]));
    let overlapping = Finding {
        related: vec![related(find(text, "id=\"x\""), "inside of the mark")],
        ..error(Span::new(0, 20))
    };
    shown += &draw(80, text, overlapping);
    let at_the_end = Finding {
        related: vec![related(Span::at(4), "it ends here")],
        ..error(Span::new(0, 2))
    };
    shown += &draw(80, "a  b", at_the_end);
    insta::assert_snapshot!(shown);
}

#[test]
fn long_lines_are_clipped_where_it_helps() {
    let words = "all work and no play makes a long line ".repeat(20);
    let start = format!("@@@ {words}");
    let middle = format!("{words}@@@ {words}");
    let end = format!("{words}@@@");
    let wide = format!("{words}<@@@{}> {words}", "@".repeat(200));
    let shown: String = [start, middle, end, wide]
        .iter()
        .map(|text| {
            let from = find(text, "@@@").start as usize;
            let len = text[from..]
                .bytes()
                .take_while(|byte| *byte == b'@')
                .count();
            draw(60, text, error(Span::of(from..from + len)))
        })
        .collect();
    insta::assert_snapshot!(shown);
}

#[test]
fn hostile_text() {
    let text = "bell\x07 esc\x1b[31m nul\0 bidi\u{202e} line\u{2028} @@@ ##[error]x\n::error::y\n";
    let finding = Finding {
        help: Some("a\x1b[2Jb\u{202e}".to_owned()),
        related: vec![related(find(text, "bell"), "a\x1b[2Jb\nc")],
        ..finding("a/b", Level::Error, "bad\x1b[31m\nworse", find(text, "@@@"))
    };
    let style = Style {
        harden_ci: true,
        ..Style::default()
    };
    let source = Source::new("a\x1b[31m\n::error::.md", text);
    let shown = show(Format::Pretty, &style, &source, &[finding]);
    insta::assert_snapshot!(shown.replace('\u{200b}', "<ZWSP>"));
}
