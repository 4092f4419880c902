//! Comparing HTML by its tree.

use scraper::{ElementRef, Html, Node};

/// The tree as text: what serialisations of the same document share. Percent-encoding is
/// resolved in URLs, and blanks between blocks do not count.
pub(super) fn outline(html: &str) -> String {
    let mut out = String::new();
    outline_children(Html::parse_fragment(html).root_element(), false, &mut out);
    out
}

fn outline_children(element: ElementRef<'_>, keep_blanks: bool, out: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(text) if keep_blanks => out.push_str(&format!("{:?}", &**text)),
            Node::Text(text) if !text.trim().is_empty() => {
                out.push_str(&format!(
                    "{:?}",
                    text.split_whitespace().collect::<Vec<_>>().join(" ")
                ));
            }
            Node::Comment(comment) => out.push_str(&format!("<!{:?}>", &**comment)),
            Node::Element(_) => {
                let element = ElementRef::wrap(child).expect("an element");
                let name = element.value().name();
                out.push_str(&format!("<{name}"));
                for (attribute, value) in element.value().attrs() {
                    let value = match attribute {
                        "href" | "src" => percent_encoded(value),
                        // The language of code is the first word behind the fence.
                        "class" if name == "code" => value
                            .split_whitespace()
                            .next()
                            .unwrap_or_default()
                            .to_owned(),
                        _ => value.to_owned(),
                    };
                    out.push_str(&format!(" {attribute}={value:?}"));
                }
                out.push('>');
                outline_children(element, keep_blanks || name == "pre", out);
                out.push_str("</>");
            }
            _ => {}
        }
    }
}

fn percent_encoded(url: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"\"<>[\\]^`{|}".contains(&byte);
    url.bytes()
        .map(|byte| match plain(byte) {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        })
        .collect()
}
