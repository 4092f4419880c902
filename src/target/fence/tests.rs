use proptest::prelude::*;

use super::*;
use crate::target::Target::{Astro, Docusaurus, Eleventy, Hexo, Hugo, Jekyll, Zola};
use crate::target::profile::Before;

/// The block and the body that a target cuts out of a text.
fn cut(target: Target, text: &str) -> Option<(&str, &str)> {
    match sees(target, text) {
        Seen::Found {
            block, body_start, ..
        } => Some((&text[block.range()], &text[body_start as usize..])),
        _ => None,
    }
}

fn why(target: Target, text: &str) -> Option<Why> {
    match sees(target, text) {
        Seen::Found { .. } => None,
        Seen::NotFound { why } | Seen::Error { why } => Some(why),
    }
}

#[test]
fn all_read_the_plain_form() {
    for target in Target::ALL {
        for text in [
            "---\na: 1\n---\nbody\n",
            "\u{feff}---\r\na: 1\r\n---\r\nbody\n",
        ] {
            let (block, body) = cut(*target, text).expect("found");
            assert_eq!(block.trim(), "a: 1", "{target:?}");
            // Astro leaves the line break after the closing fence to the body.
            assert_eq!(body.trim_start(), "body\n", "{target:?}");
        }
    }
}

proptest! {
    #[test]
    fn what_all_see_each_sees(text in "---\n[a1][a: .#\r\n-]{0,12}(\n---)?(\n[a\n-]{0,5})?") {
        if all_see(&text) {
            for target in Target::ALL {
                prop_assert!(cut(*target, &text).is_some(), "{target:?}: {text:?}");
            }
        }
    }
}

#[test]
fn what_stands_before_the_fence() {
    let readers = |text: &str| {
        let reads = Target::ALL
            .iter()
            .filter(|target| cut(**target, text).is_some());
        reads.copied().collect::<Vec<_>>()
    };
    assert_eq!(readers("\n---\na: 1\n---\n"), [Hexo, Hugo, Zola, Astro]);
    assert_eq!(readers("\n\n---\na: 1\n---\n"), [Hexo, Hugo, Zola, Astro]);
    assert_eq!(readers("a: 1\n---\n"), [Hexo]);
    assert_eq!(
        readers("--- \na: 1\n---\n"),
        [Hugo, Jekyll, Astro, Eleventy, Docusaurus]
    );
    assert_eq!(readers("---\na: 1\n...\n"), [Jekyll, Eleventy, Docusaurus]);
    assert_eq!(
        readers("---\n---\n"),
        [Hugo, Jekyll, Zola, Astro, Eleventy, Docusaurus]
    );
}

#[test]
fn two_blank_lines_leave_hexo_an_empty_block() {
    assert_eq!(
        cut(Hexo, "\n\n---\na: 1\n---\n"),
        Some(("\n", "a: 1\n---\n"))
    );
    assert_eq!(cut(Hexo, "\n---\na: 1\n---\nb"), Some(("\n---\na: 1", "b")));
}

#[test]
fn the_body_starts_where_each_reader_says() {
    let text = "---\na: 1\n---\n\n\n  body\n";
    assert_eq!(cut(Hexo, text), Some(("a: 1", "\n\n  body\n")));
    assert_eq!(cut(Hugo, text), Some(("a: 1\n", "\n\n  body\n")));
    assert_eq!(cut(Jekyll, text), Some(("a: 1\n", "  body\n")));
    assert_eq!(cut(Zola, text), Some(("\na: 1\n", "  body\n")));
    assert_eq!(cut(Astro, text), Some(("\na: 1\n", "\n\n\n  body\n")));
    assert_eq!(cut(Eleventy, text), Some(("\na: 1", "\n\n  body\n")));
}

#[test]
fn zola_closes_in_the_midst_of_a_value() {
    let text = "---\nnote: |\n  x\n  ---\n  y\n---\n";
    assert_eq!(cut(Zola, text), Some(("\nnote: |\n  x\n  ", "  y\n---\n")));
    assert_eq!(cut(Zola, "+++\na = 1\n++++\nb"), Some(("\na = 1\n+", "b")));
}

#[test]
fn other_languages() {
    let format = |target, text| match sees(target, text) {
        Seen::Found { format, .. } => Some(format),
        _ => None,
    };
    assert_eq!(format(Hugo, "+++\na = 1\n+++\n"), Some(Format::Toml));
    assert_eq!(format(Astro, "+++\na = 1\n+++\n"), Some(Format::Toml));
    assert_eq!(format(Hugo, "{\"a\": \"}\"}\nbody"), Some(Format::Json));
    assert_eq!(format(Hugo, "#+title: x\nbody"), Some(Format::Org));
    assert_eq!(format(Hexo, "\"a\": 1\n;;;\n"), Some(Format::JsonMembers));
    assert_eq!(format(Eleventy, "---json\n{}\n---\n"), Some(Format::Json));
    assert_eq!(
        format(Eleventy, "---js\n{}\n---\n"),
        Some(Format::JavaScript)
    );
    assert_eq!(
        why(Eleventy, "---ini\na=1\n---\n"),
        Some(Why::UnknownLanguage)
    );
    assert_eq!(
        why(Jekyll, "+++\na = 1\n+++\n"),
        Some(Why::OtherFormat(Format::Toml))
    );
}

#[test]
fn the_cause_is_named() {
    let cases = [
        (Jekyll, "\n---\na: 1\n---\n", Why::BlankBefore),
        (Eleventy, "<!-- x -->\n---\na: 1\n---\n", Why::CommentBefore),
        (Jekyll, " ---\na: 1\n---\n", Why::Indented),
        (Jekyll, "a: 1\n---\n", Why::NoOpener),
        (Hexo, "--- \na: 1\n---\n", Why::OpenerBlanks),
        (Zola, "--- yaml\na: 1\n---\n", Why::OpenerText),
        (Jekyll, "----\na: 1\n----\n", Why::LongFence),
        (Hexo, "---\na: 1\n", Why::Unclosed),
        (Hugo, "---\na: 1\n...\n", Why::ClosedByDots),
        (Astro, "---\na: 1\n ---\n", Why::CloserIndented),
        (Jekyll, "---\na: 1\n--- x\n", Why::CloserText),
        (Jekyll, "---\ra: 1\r---\r", Why::LoneCr),
        (Hexo, "---\n\n---\n", Why::Empty),
        (Hugo, "- a list\n", Why::HalfFence),
        (Zola, "Just text.\n", Why::NoFence),
    ];
    for (target, text, cause) in cases {
        assert_eq!(why(target, text), Some(cause), "{target:?} {text:?}");
    }
}

#[test]
fn the_table_says_what_the_readers_do() {
    for target in Target::ALL {
        let rule = &target.profile().fence;
        let reads =
            |text: &str| cut(*target, text).is_some_and(|(block, _)| block.contains("a: 1"));
        let before = match rule.before {
            Before::Nothing => 0,
            Before::OneEmptyLine => 1,
            Before::BlankLines => 2,
            Before::WhiteSpace => 3,
        };
        assert_eq!(reads("\n---\na: 1\n---\n"), before >= 1, "{target:?}");
        assert_eq!(reads("\n \n---\na: 1\n---\n"), before >= 2, "{target:?}");
        // Hexo takes the fence for the text of a block without opener; YAML then refuses it.
        assert_eq!(
            reads("  ---\na: 1\n---\n"),
            before >= 3 || *target == Hexo,
            "{target:?}"
        );
        assert_eq!(
            reads("---  \na: 1\n---\n"),
            rule.blanks_after_opener,
            "{target:?}"
        );
        assert_eq!(reads("a: 1\n---\n"), rule.opener_optional, "{target:?}");
        let dots = cut(*target, "---\na: 1\n...\nb").is_some_and(|(_, body)| body == "b");
        assert_eq!(dots, rule.dots_close, "{target:?}");
        assert_eq!(
            reads("---\na: 1\n---x\n"),
            rule.text_after_closer,
            "{target:?}"
        );
        assert_eq!(
            cut(*target, "---\n---\n").is_some(),
            rule.empty,
            "{target:?}"
        );
        let toml = cut(*target, "+++\na = 1\n+++\n").is_some();
        assert_eq!(toml, rule.formats.contains(&Format::Toml), "{target:?}");
    }
}

proptest! {
    #[test]
    fn any_text_gives_spans_in_order(text in "[-+;.{}#\\\\ \"a:\r\n\u{feff}é]{0,60}") {
        for target in Target::ALL {
            if let Seen::Found { block, body_start, .. } = sees(*target, &text) {
                prop_assert!(block.end <= body_start);
                prop_assert!(text.get(block.range()).is_some());
                prop_assert!(text.get(body_start as usize..).is_some());
            }
        }
    }
}
