//! Where tags stand.

use super::super::{Context, Dom, attributes};
use super::{assert_elements, assert_texts, body, elements};
use scraper::Node;

#[test]
fn what_the_tokenizer_looks_ahead_belongs_to_the_next_token() {
    assert_elements("a < b<i>x</i>", &["<i> … </i>"]);
    assert_elements("a <<i>x</i>", &["<i> … </i>"]);
    assert_texts("1 <2<b>3</b>", &[("1 <2", &["1 <2"]), ("3", &["3"])]);
}

#[test]
fn an_end_tag_without_a_name_is_no_token() {
    assert_elements("</><b>x</></b></>", &["<b> … </b>"]);
    assert_texts("a</></>b<i></>c</i>", &[("ab", &["a", "b"]), ("c", &["c"])]);
    assert_texts("<style></></style>", &[("</>", &["</>"])]);
    assert_texts("</>< x", &[("< x", &["< x"])]);
}

#[test]
fn a_tag_that_the_input_cuts_off_is_none() {
    assert_elements("<b>x</b><img alt=\"", &["<b> … </b>"]);
    assert_elements("<b>x</b", &["<b> … open"]);
    assert_texts("x<", &[("x<", &["x<"])]);
    assert_texts("<b>x</b></", &[("x", &["x"]), ("</", &["</"])]);
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
