//! How elements come to their end.

use super::super::{Context, Dom};
use super::{body, elements, strays, unclosed};

#[track_caller]
fn assert_closings(text: &str, expected: &[&str], stray: &[&str], open: &[&str]) {
    let dom = body(text);
    assert_eq!(elements(text, &dom), expected, "{text:?}");
    assert_eq!(strays(&dom), stray, "{text:?}");
    assert_eq!(unclosed(&dom), open, "{text:?}");
}

#[test]
fn an_end_tag_closes_the_nearest_of_its_name() {
    assert_closings(
        "<div><div>x</div></div>",
        &["<div> … </div>", "<div> … </div>"],
        &[],
        &[],
    );
    assert_closings(
        "<div><div>x</div>",
        &["<div> … open", "<div> … </div>"],
        &[],
        &["div"],
    );
}

#[test]
fn what_an_end_tag_closes_besides_is_unclosed() {
    assert_closings(
        "<div><figure><span>x</div>",
        &[
            "<div> … </div>",
            "<figure> … by </div>",
            "<span> … by </div>",
        ],
        &[],
        &["figure", "span"],
    );
    assert_closings(
        "<ul><li><em>x</ul>",
        &["<ul> … </ul>", "<li> … by </ul>", "<em> … by </ul>"],
        &[],
        &["em"],
    );
}

#[test]
fn start_tags_close_too() {
    assert_closings(
        "<p>a<div>b</div>",
        &["<p> … by <div>", "<div> … </div>"],
        &[],
        &[],
    );
    assert_closings("<li>a<li>b", &["<li> … by <li>", "<li> … open"], &[], &[]);
    assert_closings(
        "<button>a<button>b</button>",
        &["<button> … by <button>", "<button> … </button>"],
        &[],
        &["button"],
    );
    assert_closings(
        "<svg><g><p>x",
        &["<svg> … by <p>", "<g> … by <p>", "<p> … open"],
        &[],
        &["svg", "g"],
    );
    let select = "<select><option>a<input>";
    assert_closings(
        select,
        &[
            "<select> … by <input>",
            "<option> … by <input>",
            "<input> … void",
        ],
        &[],
        &["select"],
    );
}

#[test]
fn a_heading_is_closed_by_the_end_of_another() {
    assert_closings("<h2>x</h3>", &["<h2> … by </h3>"], &[], &["h2"]);
    assert_closings(
        "<h2>x<h3>y</h3>",
        &["<h2> … by <h3>", "<h3> … </h3>"],
        &[],
        &["h2"],
    );
}

#[test]
fn end_tags_that_close_nothing_are_stray() {
    assert_closings(
        "x</div></b></img></li></table></body></html>",
        &[],
        &["div", "b", "img", "li", "table", "body", "html"],
        &[],
    );
    assert_closings(
        "<p>x</P></p>",
        &["<p> … </P>", "Implied p None … by </p>"],
        &["p"],
        &[],
    );
    assert_closings("x</br>", &["Implied br None … void"], &["br"], &[]);
    assert_closings(
        "<table><td></div></table>",
        &[
            "<table> … </table>",
            "Implied tbody None … by </table>",
            "Implied tr None … by </table>",
            "<td> … by </table>",
        ],
        &["div"],
        &[],
    );
}

#[test]
fn a_misnested_end_tag_is_neither_stray_nor_missing() {
    assert_closings(
        "<p><b>x</p></b>",
        &["<p> … </p>", "<b> … </p> then </b>"],
        &[],
        &[],
    );
    assert_closings(
        "<p><b>x</p>y</b>",
        &["<p> … </p>", "<b> … </p> then </b>", "clone of <b> … </b>"],
        &[],
        &[],
    );
    assert_closings(
        "<b><i>x</b>y</i>",
        &["<b> … </b>", "<i> … </b> then </i>", "clone of <i> … </i>"],
        &[],
        &[],
    );
    let thrice = "<p><b>x</p><p>y</p><p>z</b></p>";
    let lines = [
        "<p> … </p>",
        "<b> … </p> then </b>",
        "<p> … </p>",
        "clone of <b> … by </p>",
        "<p> … </p>",
        "clone of <b> … </b>",
    ];
    assert_closings(thrice, &lines, &[], &[]);
}

#[test]
fn an_end_tag_does_not_reach_out_of_a_cell() {
    let text = "<p><b></p><table><tr><td></b></td></tr></table>";
    let dom = body(text);
    assert_eq!(strays(&dom), ["b"]);
    assert_eq!(unclosed(&dom), ["b"]);
}

#[test]
fn a_formatting_element_with_blocks_inside_is_closed_by_its_end_tag() {
    assert_closings(
        "<a><div>x</div></a>",
        &["<a> … </a>", "<div> … </div>"],
        &[],
        &[],
    );
    let text = "<b>1<p>2</b>3</p>";
    assert_closings(
        text,
        &["<b> … </b>", "<p> … </p>", "clone of <b> … by </b>"],
        &[],
        &[],
    );
}

#[test]
fn a_link_in_a_link_closes_it() {
    assert_closings(
        "<a href=1>x<a href=2>y</a>",
        &["<a href=1> … by <a href=2>", "<a href=2> … </a>"],
        &[],
        &["a"],
    );
}

#[test]
fn a_form_is_closed_though_others_stay_open() {
    let text = "<form><div>x</form></div>";
    assert_closings(text, &["<form> … </form>", "<div> … </div>"], &[], &[]);
    let text = "<table><form><tr></form></table>";
    assert_closings(
        text,
        &[
            "<table> … </table>",
            "<form> … by <form>",
            "Implied tbody None … by </table>",
            "<tr> … by </table>",
        ],
        &["form"],
        &["form"],
    );
}

#[test]
fn an_end_tag_belongs_to_one_element() {
    let text = "<table><tr><td><svg><td><foreignObject><i></td></table>";
    let dom = body(text);
    let closed: Vec<_> = elements(text, &dom)
        .into_iter()
        .filter(|it| it.ends_with("… </td>"))
        .collect();
    assert_eq!(closed, ["<td> … </td>"]);
}

#[test]
fn foreign_elements_can_close_themselves() {
    assert_closings(
        "<svg><path/><g></g></svg>",
        &["<svg> … </svg>", "<path/> … void", "<g> … </g>"],
        &[],
        &[],
    );
    assert_closings("<div/>x", &["<div/> … open"], &[], &["div"]);
}

#[test]
fn a_page_closes_its_body() {
    let text = "<!doctype html><html><head><title>t</title></head><body><p>x</body></html>";
    let dom = Dom::document(text);
    let lines = [
        "<html> … </html>",
        "<head> … </head>",
        "<title> … </title>",
        "<body> … </body>",
        "<p> … open",
    ];
    assert_eq!(elements(text, &dom), lines);
    assert!(strays(&dom).is_empty());
    let again = Dom::document("<!doctype html><p>x</body></body></html></div>");
    assert_eq!(strays(&again), ["body", "div"]);
    let frames = "<html><frameset><frame></frameset></html>";
    let dom = Dom::document(frames);
    assert_eq!(
        elements(frames, &dom),
        [
            "<html> … </html>",
            "<frameset> … </frameset>",
            "<frame> … void"
        ]
    );
    let in_table = Dom::document("<!doctype html><table></body></table>");
    assert_eq!(strays(&in_table), ["body"]);
}

#[test]
fn the_end_of_a_template_is_its_own() {
    let text = "<template><td>x</td></template><template><p>y";
    let dom = Dom::fragment(text, Context::Template);
    assert_eq!(
        elements(text, &dom),
        [
            "<template> … </template>",
            "<td> … </td>",
            "<template> … open",
            "<p> … open"
        ]
    );
    assert_eq!(unclosed(&dom), ["template"]);
}
