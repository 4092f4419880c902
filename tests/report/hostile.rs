//! Whatever files, messages and paths hold: nothing that a terminal or a build log would obey
//! comes out, and never much.

use copydesk::document::{Source, Span};
use copydesk::finding::{Finding, Level, Related};
use copydesk::report::{Format, Style};
use proptest::prelude::*;

use crate::{error, find, show};

const NASTY: &[&str] = &[
    "\x1b[31m",
    "\x1b]8;;x\x1b\\",
    "\x07",
    "\0",
    "\x08",
    "\x7f",
    "\u{85}",
    "\u{9b}31m",
    "\u{202e}",
    "\u{2066}",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "\u{200b}",
    "\u{200d}",
    "\u{200c}",
    "\u{e0041}",
    "##[error]",
    "##vso[a]",
    "##TeamCity[",
    "###[group]",
    "::error::x",
    "\n::error::x",
    " ::stop-commands::y",
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "a",
    "é",
    "e\u{301}",
    "你好",
    "、",
    "😀",
    "👨\u{200d}👩\u{200d}👧",
    "👍🏽",
    "🇩🇪",
    "𝒜",
    "<img src=\"a.jpg\">",
    "word and word",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(NASTY).prop_map(str::to_owned),
        1 => (prop::sample::select(NASTY), 1usize..400).prop_map(|(piece, n)| piece.repeat(n)),
        1 => (0usize..2000).prop_map(|n| "\u{301}".repeat(n)),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn span() -> impl Strategy<Value = Span> {
    (0u32..3000, prop_oneof![Just(0u32), 0u32..30, 0u32..9000])
        .prop_map(|(start, len)| Span::new(start, start + len))
}

fn finding() -> impl Strategy<Value = Finding> {
    let level = prop::sample::select(&[Level::Error, Level::Warning, Level::Info]);
    let related = (span(), text()).prop_map(|(span, message)| Related { span, message });
    (
        (text(), level, text(), span()),
        prop::collection::vec(related, 0..6),
        prop::option::of(text()),
    )
        .prop_map(|((rule, level, message, span), related, help)| Finding {
            rule: rule.into(),
            level,
            message,
            span,
            related,
            help,
            fix: None,
            muted: None,
        })
}

fn style() -> impl Strategy<Value = Style> {
    let width = prop_oneof![0usize..=220, Just(20), Just(80)];
    (width, any::<[bool; 4]>()).prop_map(|(width, [color, unicode, narrated, harden_ci])| Style {
        color,
        unicode,
        width,
        narrated,
        harden_ci,
        min_level: Level::Info,
        ..Style::default()
    })
}

/// Takes our own colours away, and nothing else.
fn without_colors(text: &str) -> String {
    let colors = regex::Regex::new("\x1b\\[[0-9;]*m").expect("a valid pattern");
    colors.replace_all(text, "").into_owned()
}

fn is_harmful(char: char) -> bool {
    (char.is_control() && char != '\n')
        || matches!(
            char,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        )
        || matches!(char, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

fn assert_harmless(shown: &str, style: &Style) {
    let plain = if style.color {
        without_colors(shown)
    } else {
        shown.to_owned()
    };
    let harm = plain.chars().find(|&char| is_harmful(char));
    assert_eq!(harm, None, "in {plain:?}");
    if style.harden_ci {
        let lower = shown.to_ascii_lowercase();
        for command in ["##[", "##vso[", "##teamcity["] {
            assert!(!lower.contains(command), "{command} in {shown:?}");
        }
        for line in shown.lines().chain(plain.lines()) {
            assert!(!line.trim_start().starts_with("::"), "{line:?}");
        }
    } else {
        assert!(!plain.contains('\u{200b}'), "{plain:?}");
    }
}

proptest! {
    #[test]
    fn people_get_harmless_text_of_little_size(
        text in text(), path in text(), finding in finding(), style in style(),
    ) {
        let source = Source::new(&path, text);
        for format in [Format::Pretty, Format::Concise] {
            let shown = show(format, &style, &source, std::slice::from_ref(&finding));
            assert_harmless(&shown, &style);
            let room = if style.color { 3072 } else { 2048 };
            // The line that stands for a drawing has the whole path, and breaks take bytes.
            prop_assert!(style.harden_ci || shown.len() <= room + 3 * path.len(), "{shown}");
        }
    }

    #[test]
    fn drawings_with_sane_paths_stay_below_two_kilobytes(
        text in text(), finding in finding(), style in style(),
    ) {
        let style = Style { color: false, harden_ci: false, ..style };
        let shown = show(Format::Pretty, &style, &Source::new("a/b/c.md", text), &[finding]);
        prop_assert!(shown.len() <= 2048, "{} bytes:\n{shown}", shown.len());
        let drawn = shown.contains("╭─[a/b/c.md:") || shown.contains(",-[a/b/c.md:");
        prop_assert!(style.narrated || drawn, "only a line is left:\n{shown}");
    }

    #[test]
    fn programs_get_json_that_is_harmless_when_printed(
        text in text(), path in text(), finding in finding(),
    ) {
        let source = Source::new(&path, text);
        let shown = show(Format::Jsonl, &Style::default(), &source, std::slice::from_ref(&finding));
        assert_harmless(&shown, &Style { harden_ci: true, ..Style::default() });
        let value: serde_json::Value = serde_json::from_str(&shown).expect("one JSON object");
        prop_assert_eq!(value["path"].as_str(), Some(path.as_str()));
        prop_assert_eq!(value["rule"].as_str(), Some(&*finding.rule));
        prop_assert_eq!(value["message"].as_str(), Some(finding.message.as_str()));
        prop_assert_eq!(value["help"].as_str(), finding.help.as_deref());
        prop_assert_eq!(value["related"].as_array().map(Vec::len), Some(finding.related.len()));
    }
}

#[test]
fn a_newline_in_a_path_forges_no_line() {
    let source = Source::new("a\n::error::b.md", "text\n");
    for narrated in [false, true] {
        let style = Style {
            narrated,
            ..Style::default()
        };
        for format in [Format::Pretty, Format::Concise, Format::Jsonl] {
            let shown = show(format, &style, &source, &[error(Span::new(0, 4))]);
            assert!(!shown.contains("\n::"), "{shown}");
        }
    }
}

#[test]
fn a_command_in_the_source_is_broken_in_a_build_log_only() {
    let text = "see ##[stop-commands]x here\n";
    let source = Source::new("post.md", text);
    let finding = [error(find(text, "here"))];
    let style = Style::default();
    let hardened = Style {
        harden_ci: true,
        ..Style::default()
    };
    let shown = show(Format::Pretty, &style, &source, &finding);
    assert!(shown.contains("##[stop-commands]x"), "{shown}");
    let shown = show(Format::Pretty, &hardened, &source, &finding);
    assert!(shown.contains("#\u{200b}#[stop-commands]x"), "{shown}");
}
