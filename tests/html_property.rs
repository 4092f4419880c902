//! Whatever the text, our tree is the one scraper parses, and our positions lie where they should.

use std::collections::HashSet;

use copydesk::document::Span;
use copydesk::document::html::{Closing, Context, Dom, Origin, attributes};
use html5ever::driver::{ParseOpts, parse_document, parse_fragment};
use html5ever::tendril::TendrilSink;
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{LocalName, QualName, ns};
use proptest::prelude::*;
use scraper::{Html, HtmlTreeSink, Node};

/// Pieces that parsers stumble over, put together at random: parted by `¦`, and by line ends, which
/// do not count.
const PIECES: &str = "\
    <p>¦</p>¦<div class=a>¦</div>¦<b>¦</b>¦<b>¦<i>¦</i>¦<a href='?a&b'>¦</a>¦<font size=1>¦</font>¦\
    <nobr>¦<table>¦</table>¦<tr>¦<td>¦</td>¦</tr>¦<tbody>¦<caption>¦</caption>¦<col>¦<colgroup>¦<th>¦\
    <ul>¦<li>¦</li>¦</ul>¦<dl>¦<dt>¦<dd>¦<h1>¦</h2>¦<form>¦</form>¦<button>¦</button>¦<select>¦\
    <option>¦</select>¦<optgroup>¦<input type=hidden>¦<input>¦<br>¦</br>¦<img alt=\"\" src=x>¦<image>¦\
    <hr/>¦<ruby>¦<rt>¦<svg>¦</svg>¦<path/>¦<foreignObject>¦</foreignobject>¦<desc>¦<math>¦</math>¦\
    <mi>¦<annotation-xml>¦<template>¦</template>¦<object>¦</object>¦<marquee>¦</marquee>¦<pre>¦</pre>¦\
    <listing>¦<textarea>¦</textarea>¦<title>¦</title>¦<style>¦</style>¦<script>¦</script>¦</script ¦\
    <!--<script>¦<xmp>¦</xmp>¦<iframe>¦</iframe>¦<noscript>¦</noscript>¦<noframes>¦<plaintext>¦\
    <html lang=a>¦</html>¦<head>¦</head>¦<body id=b>¦</body>¦<frameset>¦</frameset>¦<frame>¦<figure>¦\
    </figure>¦<figcaption>¦</figcaption>¦<DIV ID=1 id=2>¦</Div >¦<span a/b=c>¦</span x=y>¦<p a=\"¦\">¦\
    <i x='¦'>¦<u =x y==z>¦<s a\0b=1 a\u{fffd}b=2>¦<¦</¦</>¦<!¦<!--¦-->¦--!>¦<!-->¦<?xml ?>¦\
    <!doctype html>¦<!DOCTYPE x SYSTEM '¦<![CDATA[¦]]>¦]¦&¦&amp;¦&amp¦&lt¦&noti¦&notin;¦\
    &NotEqualTilde;¦&#¦&#x¦&#38¦&#x80;¦&bogus;¦&aaaaaaaaaaaaaaaaaa¦;¦=¦/¦>¦\0¦\r¦\n¦\r\n¦ ¦\t¦\u{c}¦x¦\
    text¦日本語¦é¦😀¦\u{feff}¦\u{338}¦a longer text of words";

fn soup() -> impl Strategy<Value = String> {
    let pieces: Vec<_> = PIECES.split('¦').collect();
    let piece = proptest::sample::select(pieces);
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// What scraper makes of the text, with scripting off.
fn reference(text: &str, context: Option<&str>) -> String {
    let options = ParseOpts {
        tokenizer: TokenizerOpts {
            discard_bom: false,
            ..TokenizerOpts::default()
        },
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Some(context) = context else {
        let sink = HtmlTreeSink::new(Html::new_document());
        return parse_document(sink, options).one(text).html();
    };
    let sink = HtmlTreeSink::new(Html::new_fragment());
    let name = QualName::new(None, ns!(html), LocalName::from(context));
    let parser = parse_fragment(sink, options, name, Vec::new(), false);
    parser.one(text).html()
}

/// A span's bytes; fails when it does not lie inside the text, on character boundaries.
fn bytes(text: &str, span: Span) -> &str {
    let found = text.get(span.range());
    found.unwrap_or_else(|| panic!("{span:?} is no part of {text:?}"))
}

fn starts_with_name(tag: &str, opening: &str, name: &str) -> bool {
    let written = tag.strip_prefix(opening).unwrap_or_default();
    let written = written
        .split(['>', '/', ' ', '\t', '\n', '\r', '\x0c'])
        .next();
    let written = written
        .unwrap_or_default()
        .to_lowercase()
        .replace('\0', "\u{fffd}");
    written == name.to_lowercase() || (written == "image" && name == "img")
}

fn check_element(dom: &Dom, text: &str, node: ego_tree_ref::Node<'_>) {
    let element = node.value().as_element().expect("an element");
    let (id, name) = (node.id(), element.name());
    let start = dom.start_tag(id);
    assert_eq!(
        start.is_none(),
        dom.origin(id) == Origin::Implied,
        "{name} in {text:?}"
    );
    let end = match dom.closing(id) {
        Closing::EndTag(end) | Closing::Misnested { end, .. } => Some(end),
        _ => None,
    };
    if let Some(end) = end {
        let tag = bytes(text, end);
        assert!(
            starts_with_name(tag, "</", name),
            "{tag:?} for {name} in {text:?}"
        );
        assert!(tag.ends_with('>'), "{tag:?} in {text:?}");
    }
    let Some(start) = start else { return };
    let tag = bytes(text, start);
    assert!(
        starts_with_name(tag, "<", name),
        "{tag:?} for {name} in {text:?}"
    );
    assert!(tag.ends_with('>'), "{tag:?} in {text:?}");
    assert!(
        end.is_none_or(|end| end.start >= start.end),
        "{name} in {text:?}"
    );
    let names: HashSet<String> = std::iter::once(start)
        .chain(dom.merged_tags(id))
        .flat_map(|tag| attributes(bytes(text, tag)).map(move |it| it.name.shift(tag.start)))
        .map(|name| bytes(text, name).to_lowercase().replace('\0', "\u{fffd}"))
        .collect();
    let known = element
        .attrs()
        .map(|(name, _)| name.to_lowercase())
        .collect();
    assert_eq!(names, known, "{name} in {text:?}");
}

mod ego_tree_ref {
    //! The node type of scraper's tree, which scraper does not name.
    pub(crate) type Node<'a> = <scraper::ElementRef<'a> as std::ops::Deref>::Target;
}

fn check_text(dom: &Dom, text: &str, node: ego_tree_ref::Node<'_>, content: &str) {
    let spans = dom.text_spans(node.id());
    assert!(!spans.is_empty(), "{content:?} in {text:?} has no bytes");
    let written: String = spans.iter().map(|&span| bytes(text, span)).collect();
    if !written.contains(['&', '\r', '\0']) {
        assert_eq!(written, content, "in {text:?}");
    }
    // In the head of a document text before and after other things is put together.
    let decoded = content
        .chars()
        .filter(|it| it.is_alphabetic() && !it.is_ascii());
    for character in decoded.filter(|it| text.contains(*it)) {
        assert!(
            written.contains(character) || written.contains('&'),
            "{content:?} in {text:?}"
        );
    }
}

fn check(text: &str, dom: &Dom, reference: &str) {
    assert_eq!(dom.tree().html(), reference, "{text:?}");
    let mut end_tags = HashSet::new();
    for node in dom.tree().tree.root().descendants() {
        match node.value() {
            Node::Element(_) => {
                check_element(dom, text, node);
                if let Some(end) = dom.end_tag(node.id()) {
                    assert!(end_tags.insert(end), "{end:?} closes twice in {text:?}");
                }
            }
            Node::Text(content) => check_text(dom, text, node, content),
            Node::Comment(_) => {
                let span = dom.comment_span(node.id()).expect("a comment's span");
                assert!(bytes(text, span).starts_with('<'), "{span:?} in {text:?}");
            }
            _ => {}
        }
    }
    for stray in dom.stray_end_tags() {
        let tag = bytes(text, stray.span);
        assert!(
            starts_with_name(tag, "</", &stray.name),
            "{tag:?} in {text:?}"
        );
        assert!(
            !end_tags.contains(&stray.span),
            "{tag:?} is not stray in {text:?}"
        );
    }
    for error in dom.parse_errors() {
        bytes(text, error.span);
    }
}

fn check_all(text: &str) {
    check(
        text,
        &Dom::fragment(text, Context::Body),
        &reference(text, Some("body")),
    );
    check(
        text,
        &Dom::fragment(text, Context::Template),
        &reference(text, Some("template")),
    );
    check(text, &Dom::document(text), &reference(text, None));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn soup_keeps_its_positions(text in soup()) {
        check_all(&text);
    }

    #[test]
    fn any_text_keeps_its_positions(text in any::<String>()) {
        check_all(&text);
    }
}
