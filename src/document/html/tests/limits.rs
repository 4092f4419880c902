//! Texts made to take long, or to take much. That these tests end at all is what they show.

use std::fmt::Write as _;

use super::super::{Dom, Excess, Span};
use super::{body, elements, strays, unclosed};

/// The longest way from the root.
fn depth(dom: &Dom) -> usize {
    let mut deepest = 0;
    let mut left = vec![(dom.tree().tree.root(), 0)];
    while let Some((node, depth)) = left.pop() {
        deepest = deepest.max(depth);
        left.extend(node.children().map(|child| (child, depth + 1)));
    }
    deepest
}

#[test]
fn nesting_is_cut_at_512() {
    let text = format!(
        "{}<img>{}",
        "<div>".repeat(100_000),
        "</div>".repeat(100_000)
    );
    let dom = body(&text);
    // `<html>` is open too.
    assert_eq!(dom.too_deep(), Some(Span::new(511 * 5, 512 * 5)));
    let lines = elements(&text, &dom);
    assert_eq!(lines.len(), 512);
    assert!(lines[..511].iter().all(|line| line == "<div> … </div>"));
    assert!(strays(&dom).is_empty());
    assert!(unclosed(&dom).is_empty());
}

#[test]
fn what_stands_behind_deep_nesting_is_checked() {
    let text = format!(
        "{}{}<p><b>x</p></i>",
        "<ul>".repeat(600),
        "</ul>".repeat(600)
    );
    let dom = body(&text);
    assert_eq!(unclosed(&dom), ["b"]);
    assert_eq!(strays(&dom), ["i"]);
    assert!(dom.cut_short().is_none());
}

#[test]
fn raw_text_is_read_at_any_depth() {
    let text = format!(
        "{}<style><b></style><textarea></p></textarea>",
        "<div>".repeat(600)
    );
    let dom = body(&text);
    assert!(strays(&dom).is_empty());
    let lines = elements(&text, &dom);
    assert!(lines.contains(&"<style> … </style>".to_owned()));
}

#[test]
fn formatting_left_open_is_repeated_so_often_only() {
    let mut text = String::from("<p>");
    for size in 0..500 {
        let _ = write!(text, "<font size={size}>");
    }
    text.push_str(&"</p><p>x".repeat(100_000));
    let dom = body(&text);
    let cut_short = dom.cut_short().expect("it is too much");
    assert_eq!(cut_short.excess, Excess::Formatting);
    assert_eq!(unclosed(&dom).len(), 500);
    assert!(dom.tree().tree.nodes().count() < 1_000_000);
}

#[test]
fn one_tag_can_have_so_many_attributes_only() {
    for opening in ["<b", "<p></p", "<script></script"] {
        let mut text = format!("<i>x</i>{opening}");
        for number in 0..200_000 {
            let _ = write!(text, " a{number}");
        }
        text.push_str("><u>y</u>");
        let dom = body(&text);
        let cut_short = dom.cut_short().expect("it is too much");
        assert_eq!(cut_short.excess, Excess::Attributes);
        assert!(
            text[cut_short.at.range()].starts_with(&opening[opening.len() - 2..][..1])
                || opening != "<b"
        );
        assert_eq!(elements(&text, &dom)[0], "<i> … </i>");
    }
}

#[test]
fn one_attribute_can_be_as_long_as_it_likes() {
    let text = format!(
        "<img src=\"data:{}\" alt=x><b>y</b>",
        "A > 'b' ".repeat(200_000)
    );
    let dom = body(&text);
    assert!(dom.cut_short().is_none());
    let lines = elements(&text, &dom);
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[1], "<b> … </b>");
}

#[test]
fn hostile_texts_are_read_to_their_end() {
    let mut distinct = String::new();
    for number in 0..20_000 {
        let _ = write!(distinct, "<font color={number}><a href={number}>");
    }
    let deep = "<div>".repeat(505);
    let texts = [
        "<b>".repeat(100_000),
        "<a>".repeat(100_000),
        "<font>".repeat(100_000),
        "<a><div>".repeat(10_000),
        "<b><p>".repeat(3_000),
        "<b><i></b></i>".repeat(3_000),
        "<b><i><u><p></b></i></u>".repeat(3_000),
        "<nobr>x".repeat(7_000),
        "<table>".repeat(30_000),
        "<table><tr><td>".repeat(7_000),
        "<table><b>x".repeat(2_000),
        "<table>x<b>".repeat(2_000),
        format!("<table>{}", "x<br>".repeat(7_000)),
        format!("{deep}<table>{}", "x<br>".repeat(2_000)),
        format!("{deep}{}", "<li>x".repeat(2_000)),
        "<svg><foreignObject>".repeat(7_000),
        "<math><mi>".repeat(7_000),
        "<template>".repeat(10_000),
        format!("{}{}", "<template>".repeat(500), "x<br>".repeat(2_000)),
        "<select><option>".repeat(7_000),
        "<button>".repeat(7_000),
        "<form></form>".repeat(7_000),
        "<object><b>".repeat(10_000),
        "<p><b></p>".repeat(2_000),
        "<td>".repeat(17_000),
        "</p>".repeat(7_000),
        format!("{}x", "</>".repeat(100_000)),
        "</b>".repeat(30_000),
        "<".repeat(333_000),
        "&a".repeat(30_000),
        format!("&{}", "a".repeat(333_000)),
        "<!--".repeat(30_000),
        "<![CDATA[".repeat(30_000),
        "\0".repeat(30_000),
        "\r\n".repeat(30_000),
        "<script><!--<script>".repeat(7_000),
        "<title></titl".repeat(7_000),
        distinct,
    ];
    for text in &texts {
        let start: String = text.chars().take(20).collect();
        for dom in [body(text), Dom::document(text)] {
            // The content of a `<template>` is a node of its own between the two.
            assert!(depth(&dom) <= 2 * 512 + 10, "{start}");
            assert!(dom.parse_errors().len() <= 10_000, "{start}");
        }
    }
}

#[test]
fn parse_errors_are_kept_up_to_a_number() {
    let dom = body(&"<".repeat(1_000_000));
    assert_eq!(dom.parse_errors().len(), 10_000);
    assert_eq!(dom.parse_errors()[0].span, Span::new(1, 2));
}
