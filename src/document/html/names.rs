//! Sets of element names that the HTML standard defines.

use html5ever::{LocalName, QualName, local_name, ns};

/// Whether an element of this name is in the HTML namespace.
pub(super) fn is_html(name: &QualName) -> bool {
    name.ns == ns!(html)
}

/// Elements that hold nothing and have no end tag: the void elements of
/// [WHATWG §13.1.2](https://html.spec.whatwg.org/multipage/syntax.html#void-elements), and the
/// obsolete ones that the parser treats the same.
pub(crate) fn is_void(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("area")
            | local_name!("base")
            | local_name!("basefont")
            | local_name!("bgsound")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("frame")
            | local_name!("hr")
            | local_name!("img")
            | local_name!("image")
            | local_name!("input")
            | local_name!("keygen")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("param")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr")
    )
}

/// Elements whose content the tokenizer reads as text, so that they open nothing.
pub(super) fn is_raw_text(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("plaintext")
            | local_name!("script")
            | local_name!("style")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("xmp")
    )
}

/// The [formatting](https://html.spec.whatwg.org/multipage/parsing.html#formatting) elements:
/// those that the parser opens again when something else has closed them.
pub(super) fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// Elements that end the reach of the formatting elements opened inside them.
pub(super) fn is_formatting_border(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("applet")
            | local_name!("caption")
            | local_name!("marquee")
            | local_name!("object")
            | local_name!("td")
            | local_name!("template")
            | local_name!("th")
    )
}

/// Elements through which an end tag does not reach ("in scope"), as far as `</body>` and
/// `</html>` need to know.
pub(super) fn is_scope_border(name: &QualName) -> bool {
    if !is_html(name) {
        return matches!(
            name.local,
            local_name!("mi")
                | local_name!("mo")
                | local_name!("mn")
                | local_name!("ms")
                | local_name!("mtext")
                | local_name!("foreignObject")
                | local_name!("desc")
                | local_name!("title")
        );
    }
    is_formatting_border(&name.local)
        || matches!(name.local, local_name!("select") | local_name!("table"))
}

/// Whether the end tag of an HTML element of this name may be left out
/// ([WHATWG §13.1.2.4](https://html.spec.whatwg.org/multipage/syntax.html#optional-tags)).
///
/// The standard makes some of these depend on what follows; that is not asked here.
pub(crate) fn end_tag_is_optional(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("body")
            | local_name!("caption")
            | local_name!("colgroup")
            | local_name!("dd")
            | local_name!("dt")
            | local_name!("head")
            | local_name!("html")
            | local_name!("li")
            | local_name!("optgroup")
            | local_name!("option")
            | local_name!("p")
            | local_name!("rb")
            | local_name!("rp")
            | local_name!("rt")
            | local_name!("rtc")
            | local_name!("tbody")
            | local_name!("td")
            | local_name!("tfoot")
            | local_name!("th")
            | local_name!("thead")
            | local_name!("tr")
    )
}
