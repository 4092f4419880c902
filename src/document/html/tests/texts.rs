//! Where texts and comments stand.

use super::super::{Context, parse};
use proptest::prelude::*;

use super::{assert_elements, assert_texts, body, elements, texts};

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
fn a_nul_is_dropped_or_replaced_and_counts() {
    assert_elements("\0<b>\0</b>\0<i>x</i>", &["<b> … </b>", "<i> … </i>"]);
    assert_texts("a\0b", &[("ab", &["a", "b"])]);
    assert_texts("<table>\0a\r</table>", &[("a\n", &["a\r"])]);
    assert_texts("<style>a\0b</style>", &[("a\u{fffd}b", &["a\0b"])]);
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
    assert_texts("<plaintext><![CDATA[x", &[("<![CDATA[x", &["<![CDATA[x"])]);
    assert_texts("<svg>x</><![CDATA[</>", &[("x</>", &["x", "</>"])]);
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

const SOUP: &str = "(<p>|</p>|<b id=a|</b>|<i title='|<table>|<td>|</table>|<svg>|</svg>|</>|<!--|-->|\
    <!doctype |<!\\[CDATA\\[|\\]\\]>|<script>|</script>|<textarea>|</textarea>|<plaintext>|&amp;|&noti|\
    &#x2|&NotEqualTilde;|\r\n|\u{feff}|日本|text|[<>/!&;'\"= xé\r\n\0-]){0,30}";

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn portions_do_not_matter(text in SOUP, portion in 1_usize..12) {
        for context in [None, Some(Context::Body), Some(Context::Template)] {
            let whole = parse::parse(&text, context, text.len().max(1));
            let dom = parse::parse(&text, context, portion);
            prop_assert_eq!(elements(&text, &dom), elements(&text, &whole));
            prop_assert_eq!(texts(&text, &dom), texts(&text, &whole));
            prop_assert_eq!(dom.stray_end_tags(), whole.stray_end_tags());
            prop_assert_eq!(dom.tree().html(), whole.tree().html());
        }
    }
}
