//! Where tags, texts and comments stand.

use super::super::{Context, Dom, attributes, parse};
use super::{body, elements, texts};
use scraper::Node;

#[track_caller]
fn assert_elements(text: &str, expected: &[&str]) {
    assert_eq!(elements(text, &body(text)), expected, "{text:?}");
}

#[track_caller]
fn assert_texts(text: &str, expected: &[(&str, &[&str])]) {
    let found = texts(text, &body(text));
    let found: Vec<_> = found
        .iter()
        .map(|(text, spans)| (text.as_str(), spans.as_slice()))
        .collect();
    assert_eq!(found, expected, "{text:?}");
}

#[test]
fn what_the_tokenizer_looks_ahead_belongs_to_the_next_token() {
    assert_elements("a < b<i>x</i>", &["<i> … </i>"]);
    assert_elements("a <<i>x</i>", &["<i> … </i>"]);
    assert_texts("1 <2<b>3</b>", &[("1 <2", &["1 <2"]), ("3", &["3"])]);
}

#[test]
fn a_character_reference_that_is_none_is_put_back() {
    assert_elements("&nosuch <b>x</b>", &["<b> … </b>"]);
    assert_elements("&#x <b>x</b>", &["<b> … </b>"]);
    assert_elements("&notit;<b>x</b>", &["<b> … </b>"]);
    assert_texts(
        "&#;&nosuch;<b>&</b>",
        &[("&#;&nosuch;", &["&#;&nosuch;"]), ("&", &["&"])],
    );
}

#[test]
fn a_character_reference_has_the_bytes_it_is_written_with() {
    assert_texts("<b>&amp;</b>&lt", &[("&", &["&amp;"]), ("<", &["&lt"])]);
    assert_texts("<b>&NotEqualTilde;</b>", &[("≂̸", &["&NotEqualTilde;"])]);
    assert_texts(
        "<b>&#128512;</b>x",
        &[("😀", &["&#128512;"]), ("x", &["x"])],
    );
}

#[test]
fn a_character_reference_can_end_the_input() {
    for text in [
        "&amp",
        "&am",
        "&noti",
        "&notin",
        "&",
        "&#",
        "&#38",
        "&#x26",
        "&NotEqualTilde;",
    ] {
        let found = texts(text, &body(text));
        assert_eq!(found.len(), 1, "{text:?}");
        assert_eq!(found[0].1, [text]);
    }
}

#[test]
fn a_crlf_counts_two_bytes() {
    assert_elements("a\r\n<b>\r\n</b>\r<i>\n</i>", &["<b> … </b>", "<i> … </i>"]);
    assert_texts("<b>\r\n</b>\rx", &[("\n", &["\r\n"]), ("\nx", &["\rx"])]);
    assert_elements(
        "<img\r\nalt=''\r\n>\r\n<b>x</b>",
        &["<img\r\nalt=''\r\n> … void", "<b> … </b>"],
    );
}

#[test]
fn an_end_tag_without_a_name_is_no_token() {
    assert_elements("</><b>x</></b></>", &["<b> … </b>"]);
    assert_texts("a</></>b<i></>c</i>", &[("ab", &["a", "b"]), ("c", &["c"])]);
    assert_texts("<style></></style>", &[("</>", &["</>"])]);
    assert_texts("</>< x", &[("< x", &["< x"])]);
}

#[test]
fn a_nul_is_dropped_or_replaced_and_counts() {
    assert_elements("\0<b>\0</b>\0<i>x</i>", &["<b> … </b>", "<i> … </i>"]);
    assert_texts("a\0b", &[("ab", &["a", "b"])]);
    assert_texts("<style>a\0b</style>", &[("a\u{fffd}b", &["a\0b"])]);
}

#[test]
fn a_tag_that_the_input_cuts_off_is_none() {
    assert_elements("<b>x</b><img alt=\"", &["<b> … </b>"]);
    assert_elements("<b>x</b", &["<b> … open"]);
    assert_texts("x<", &[("x<", &["x<"])]);
    assert_texts("<b>x</b></", &[("x", &["x"]), ("</", &["</"])]);
}

#[test]
fn content_that_is_no_markup_is_one_text() {
    assert_elements(
        "<script>if (a<b) '<i>'</script ><b>x</b>",
        &["<script> … </script >", "<b> … </b>"],
    );
    assert_texts(
        "<script><!--<script></script>--></script>",
        &[("<!--<script></script>-->", &["<!--<script></script>-->"])],
    );
    assert_texts(
        "<textarea>\n<b>&amp;</textarea>",
        &[("<b>&", &["<b>&amp;"])],
    );
    assert_texts("<textarea>\r\n\nx</textarea>", &[("\nx", &["\nx"])]);
    assert_texts("<pre>\n\nlines</pre>", &[("\nlines", &["\nlines"])]);
    assert_texts("<title></ti</title>", &[("</ti", &["</ti"])]);
    assert_elements("<plaintext></plaintext><b>", &["<plaintext> … open"]);
    assert_texts("<plaintext></>&amp;", &[("</>&amp;", &["</>&amp;"])]);
}

#[test]
fn the_tokenizer_goes_on_behind_a_script_and_a_charset() {
    let text = "<script></script><meta charset=utf-8><b>x</b>";
    assert_elements(
        text,
        &[
            "<script> … </script>",
            "<meta charset=utf-8> … void",
            "<b> … </b>",
        ],
    );
}

#[test]
fn what_stands_in_noscript_is_parsed() {
    assert_elements(
        "<noscript><img></noscript>",
        &["<noscript> … </noscript>", "<img> … void"],
    );
}

#[test]
fn cdata_is_text_in_foreign_elements_only() {
    assert_texts(
        "<svg><![CDATA[<b>&]]></svg>x",
        &[("<b>&", &["<b>&"]), ("x", &["x"])],
    );
    assert_texts(
        "<svg><![CDATA[a\r\nb\0c]]><g>d</g></svg>",
        &[("a\nb\u{fffd}c", &["a\r\nb\0c"]), ("d", &["d"])],
    );
    assert_texts("<svg><![CDATA[]]><![CDATA[x]]", &[("x]]", &["x]]"])]);
    let text = "<p><![CDATA[x]]></p>";
    let dom = body(text);
    let mut nodes = dom.tree().tree.root().descendants();
    let comment = nodes
        .find(|node| node.value().is_comment())
        .expect("a comment");
    let span = dom.comment_span(comment.id()).expect("its bytes");
    assert_eq!(span.of_text(text), "<![CDATA[x]]>");
}

#[test]
fn comments_of_all_kinds_have_bytes() {
    let text = "<!-- a --><!><?x?></ y><!-->b<!--";
    let dom = body(text);
    let nodes = dom.tree().tree.root().descendants();
    let comments = nodes.filter_map(|node| dom.comment_span(node.id()));
    let written: Vec<_> = comments.map(|span| span.of_text(text)).collect();
    assert_eq!(
        written,
        ["<!-- a -->", "<!>", "<?x?>", "</ y>", "<!-->", "<!--"]
    );
}

#[test]
fn text_is_moved_out_of_tables_with_its_bytes() {
    let text = "<table>a<tr>b<td>c</td>d</tr></table>";
    assert_texts(text, &[("abd", &["a", "b", "d"]), ("c", &["c"])]);
    let text = "<table><colgroup> x y<tr> </table>";
    assert_texts(text, &[("x y", &["x y"]), (" ", &[" "]), (" ", &[" "])]);
    assert_elements(
        "<table><b>x</table>",
        &["<b> … by </table>", "<table> … </table>"],
    );
}

#[test]
fn elements_of_a_table_are_implied() {
    let tree = [
        "<table> … </table>",
        "Implied tbody None … by </table>",
        "Implied tr None … by </table>",
        "<td> … by </table>",
    ];
    assert_elements("<table><td>x</table>", &tree);
}

#[test]
fn a_clone_has_the_start_tag_that_it_repeats() {
    assert_elements(
        "<p><b id=1>x</p>y",
        &[
            "<p> … </p>",
            "<b id=1> … by </p>",
            "clone of <b id=1> … open",
        ],
    );
    let twice = "<p><b id=1><b id=2>x</p>y";
    let clones: Vec<_> = elements(twice, &body(twice)).split_off(3);
    assert_eq!(
        clones,
        ["clone of <b id=1> … open", "clone of <b id=2> … open"]
    );
    assert_elements(
        "<a>1<p>2</a>3",
        &["<a> … </a>", "<p> … open", "clone of <a> … by </a>"],
    );
}

#[test]
fn of_clones_alike_each_repeats_its_own() {
    // Of four alike only three are opened again, and not the first.
    let text = "<p><b><b><b><b>x</p>y";
    let dom = body(text);
    let nodes = dom.tree().tree.root().descendants();
    let clones = nodes.filter(|node| dom.origin(node.id()) == super::Origin::Clone);
    let starts: Vec<_> = clones
        .filter_map(|node| dom.start_tag(node.id()))
        .map(|it| it.start)
        .collect();
    assert_eq!(starts, [6, 9, 12]);
    // What a cell has left open is not opened again behind it.
    let text = "<p><b></p><table><td><p><b></p></td></table>x";
    let dom = body(text);
    let nodes = dom.tree().tree.root().descendants();
    let last = nodes
        .filter(|node| node.value().is_element())
        .last()
        .expect("a clone");
    assert_eq!(dom.start_tag(last.id()).map(|it| it.start), Some(3));
}

#[test]
fn a_second_body_tag_gives_its_attributes() {
    let text = "<!doctype html><html lang=a><body id=b>x<body class=c><html dir=d>";
    let dom = Dom::document(text);
    assert_eq!(
        elements(text, &dom),
        ["<html lang=a> … open", "<body id=b> … open"]
    );
    let mut nodes = dom.tree().tree.root().descendants();
    let body = nodes.find(|node| {
        node.value()
            .as_element()
            .is_some_and(|it| it.name() == "body")
    });
    let body = body.expect("a body");
    assert_eq!(
        body.value().as_element().and_then(|it| it.attr("class")),
        Some("c")
    );
    let merged: Vec<_> = dom
        .merged_tags(body.id())
        .map(|it| it.of_text(text))
        .collect();
    assert_eq!(merged, ["<body class=c>"]);
}

#[test]
fn names_may_be_written_in_any_case() {
    let text = "<DIV><svg><FOREIGNOBJECT></foreignObject></SVG></Div><image>";
    assert_elements(
        text,
        &[
            "<DIV> … </Div>",
            "<svg> … </SVG>",
            "<FOREIGNOBJECT> … </foreignObject>",
            "<image> … void",
        ],
    );
}

#[test]
fn a_byte_order_mark_is_no_text() {
    assert_elements("\u{feff}<b>x</b>", &["<b> … </b>"]);
    assert_texts(
        "\u{feff}<b>x</b>\u{feff}",
        &[("x", &["x"]), ("\u{feff}", &["\u{feff}"])],
    );
}

#[test]
fn a_table_row_stands_alone_in_a_template_only() {
    let text = "<tr><td>x</td></tr>";
    assert_elements(text, &[]);
    let dom = Dom::fragment(text, Context::Template);
    assert_eq!(elements(text, &dom), ["<tr> … </tr>", "<td> … </td>"]);
}

#[test]
fn a_page_is_told_by_its_first_tag() {
    for page in [
        "<!DOCTYPE html>",
        "\u{feff} <!-- a -->\n<!doctype html>",
        "<HTML>",
        "<html\nlang=a>",
        "<?xml version='1.0'?><html>",
    ] {
        assert!(Dom::is_document(page), "{page:?}");
    }
    for fragment in [
        "",
        "<p>",
        "x<html>",
        "<html-x>",
        "<!-- <html>",
        "<!-- a --> <div>",
        "<htm",
        "é",
    ] {
        assert!(!Dom::is_document(fragment), "{fragment:?}");
    }
}

#[test]
fn parse_errors_have_a_place() {
    let text = "a\0<p>&nosuch;</b>";
    let dom = body(text);
    let found: Vec<_> = dom
        .parse_errors()
        .iter()
        .map(|it| it.span.of_text(text))
        .collect();
    assert_eq!(found, ["\0", "\0", ";", "</b>"]);
}

#[test]
fn portions_do_not_matter() {
    let text = "\u{feff}<!doctype html>\r\n<p title='a&amp;b > \r\n' id=x>日本&notin;語 &amp<b>\0</p>\r\n</><table>x \
        <tr><td>y<svg><![CDATA[z\r\n]]></svg></table><textarea>\n&lt;</textarea><script><!--<script></script></SCRIPT x='>'>é";
    for context in [None, Some(Context::Body), Some(Context::Template)] {
        let whole = parse::parse(text, context, text.len());
        for portion in 1..20 {
            let dom = parse::parse(text, context, portion);
            assert_eq!(elements(text, &dom), elements(text, &whole), "{portion}");
            assert_eq!(texts(text, &dom), texts(text, &whole), "{portion}");
            assert_eq!(dom.tree().html(), whole.tree().html(), "{portion}");
        }
    }
}

#[test]
fn a_tree_holds_what_the_author_wrote() {
    let text = "<figure><img src=a alt=\"x\"><figcaption>b</figcaption></figure>";
    let dom = body(text);
    let mut nodes = dom.tree().tree.root().descendants();
    let image = nodes.find(|it| matches!(it.value(), Node::Element(it) if it.name() == "img"));
    let start = dom
        .start_tag(image.expect("an image").id())
        .expect("its tag");
    let alt = attributes(start.of_text(text))
        .last()
        .expect("an attribute");
    let value = alt.shift(start.start).value.expect("a value");
    assert_eq!(value.of_text(text), "x");
}
