//! What holds for every text.

use std::ops::Range;

use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag};

use super::decode::decode;
use super::outline;
use crate::document::Span;
use crate::document::markdown::{Construct, ConstructKind, Flavour, Rendered, render};

/// Text in which Markdown is likely.
fn markdown_soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "](/u",
        "](<",
        ">)",
        " \"t\")",
        " 't",
        "<",
        ">",
        "\"",
        "'",
        "\\",
        "&amp;",
        "&",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "> ",
        ">",
        "- ",
        "1. ",
        "  ",
        "    ",
        "\t",
        "*",
        "**",
        "_",
        "`",
        "``",
        "```\n",
        "~~",
        "a",
        "b",
        "好",
        "é",
        "\u{a0}",
        "[a]",
        "[a]: /u",
        "[a]:",
        "[^a]",
        "[^a]: ",
        "|",
        "|-|\n",
        "<b>",
        "</b>",
        "<i x=\"",
        "<div>\n",
        "</div>",
        "<!--",
        "-->",
        "# ",
        "===",
        "---",
        "<http://a.b>",
        "- [x] ",
        "{#a}",
        "\\|",
        "![x](",
        "[x](/y 'z')",
    ]);
    prop::collection::vec(pieces, 0..30).prop_map(|pieces| pieces.concat())
}

const FLAVOUR: Flavour = Flavour {
    heading_attributes: true,
    ..Flavour::GFM
};

/// Checks one text; says what is wrong.
fn check(text: &str) -> Result<(), String> {
    let before = "front\n";
    let whole = format!("{before}{text}behind");
    let body = Span::of(before.len()..before.len() + text.len());
    let rendered = render(&whole, body, FLAVOUR);
    positions_are_honest(&whole, body, &rendered)?;
    parts_equal_values(text, FLAVOUR, &whole, &rendered)
}

fn positions_are_honest(text: &str, body: Span, rendered: &Rendered) -> Result<(), String> {
    let Rendered { html, map } = rendered;
    let places: Vec<_> = (0..=html.len())
        .filter(|&at| html.is_char_boundary(at))
        .collect();
    for (index, &start) in places.iter().enumerate() {
        for &end in places[index..].iter().take(12) {
            let range = Span::of(start..end);
            let located = map.locate(range);
            if !body.contains(located) || text.get(located.range()).is_none() {
                return Err(format!("{range:?} is located at {located:?}"));
            }
            let Some(exact) = map.exact(range) else {
                continue;
            };
            if text.get(exact.range()) != Some(range.of_text(html)) {
                return Err(format!("{range:?} is not exactly {exact:?}"));
            }
            if !located.contains(exact) && !range.is_empty() {
                return Err(format!("{range:?} is {exact:?} but located at {located:?}"));
            }
        }
    }
    for construct in map.constructs() {
        let outside = construct.reference.unwrap_or(construct.span);
        let inside = [
            (Some(construct.span), body),
            (construct.reference, body),
            (construct.text, construct.span),
            (construct.destination, outside),
            (construct.title, outside),
        ];
        for (part, whole) in inside {
            if part.is_some_and(|part| !whole.contains(part) || text.get(part.range()).is_none()) {
                return Err(format!("a part lies outside: {construct:?}"));
            }
        }
    }
    let mut last = body.start;
    for block in map.html_blocks() {
        let cut_inside = block.cut.is_none_or(|cut| block.span.contains(cut));
        if block.span.start < last || !body.contains(block.span) || !cut_inside {
            return Err(format!("HTML block {block:?} after {last}"));
        }
        last = block.span.end;
    }
    Ok(())
}

/// The destinations and titles that the parser tells, in order.
fn values(text: &str, flavour: Flavour) -> Vec<(ConstructKind, String, String)> {
    let values = |event| match event {
        Event::Start(Tag::Link {
            dest_url, title, ..
        }) => Some((ConstructKind::Link, dest_url.to_string(), title.to_string())),
        Event::Start(Tag::Image {
            dest_url, title, ..
        }) => Some((
            ConstructKind::Image,
            dest_url.to_string(),
            title.to_string(),
        )),
        _ => None,
    };
    let mut depth = 0_usize;
    let events = Parser::new_ext(text, flavour.options()).filter(|event| {
        // What stands in an image is its alternative text.
        let inside = depth > 0;
        match event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(pulldown_cmark::TagEnd::Image) => depth -= 1,
            _ => {}
        }
        !inside
    });
    events.filter_map(values).collect()
}

/// Compares the parts in `text` with the values that the parser tells for `body`.
pub(super) fn parts_equal_values(
    body: &str,
    flavour: Flavour,
    text: &str,
    rendered: &Rendered,
) -> Result<(), String> {
    let is_link = |construct: &&Construct| {
        matches!(
            construct.kind,
            ConstructKind::Link | ConstructKind::Image | ConstructKind::Autolink
        )
    };
    let constructs: Vec<_> = rendered.map.constructs().filter(is_link).collect();
    let values = values(body, flavour);
    if constructs.len() != values.len() {
        return Err(format!("{constructs:?} for {values:?}"));
    }
    for (construct, (kind, destination, title)) in constructs.into_iter().zip(values) {
        let part = |span: Option<Span>| span.map(|span| decode(span.of_text(text)).into_owned());
        let is = |written: Option<String>, value: &str| {
            written.is_some_and(|written| written == value || written.replace(r"\|", "|") == value)
        };
        let same_kind = construct.kind == kind
            || (construct.kind == ConstructKind::Autolink && kind == ConstructKind::Link);
        let title_is = is(part(construct.title).or(Some(String::new())), &title);
        if !same_kind || !is(part(construct.destination), &destination) || !title_is {
            return Err(format!(
                "{construct:?}: {destination:?} {title:?} is not {:?} {:?}",
                part(construct.destination),
                part(construct.title),
            ));
        }
    }
    Ok(())
}

/// The places of raw HTML in the rendered text: the parser's events that are slices of the body.
fn html_slices(text: &str) -> Vec<Range<usize>> {
    Parser::new_ext(text, FLAVOUR.options())
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Html(_)))
        .map(|(_, range)| range)
        .collect()
}

#[test]
fn positions_are_honest_where_they_once_were_not() {
    for text in [
        "*![x](\r\n    >)",
        "[<http://a.b>[a]](>)",
        "><!--- \n-->",
        "\té\t",
        "    [\n",
        "![a][]\n\n[a]: b",
        "> <i\n> b='c\n>  d'>",
    ] {
        assert_eq!(check(text), Ok(()), "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn positions_are_honest_in_markdown(text in markdown_soup()) {
        check(&text).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn positions_are_honest_in_any_text(text in "\\PC*|(?s).*") {
        check(&text).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn html_is_what_the_parser_itself_would_write(text in markdown_soup()) {
        // In an open quote or comment, ways to escape that mean the same would show.
        let text = text.replace("<i x=\"", "").replace("<!--", "");
        let flavour = Flavour { tables: false, footnotes: false, ..Flavour::GFM };
        let mut theirs = String::new();
        pulldown_cmark::html::push_html(&mut theirs, Parser::new_ext(&text, flavour.options()));
        let ours = render(&text, Span::of(0..text.len()), flavour).html;
        prop_assert_eq!(outline(&ours), outline(&theirs), "{}", ours);
    }

    #[test]
    fn raw_html_is_copied(text in markdown_soup()) {
        let rendered = render(&text, Span::of(0..text.len()), FLAVOUR);
        for range in html_slices(&text) {
            prop_assert!(rendered.html.contains(&text[range]));
        }
    }
}
