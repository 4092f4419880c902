//! Blocks of raw HTML, and what a blank line cuts through.

use std::ops::Range;

/// The start tag of the innermost element that stays open at the end of the HTML block `block`
/// of `text`, when a blank line ends that block.
pub(super) fn cut(text: &str, block: Range<usize>) -> Option<Range<usize>> {
    let html = &text[block.clone()];
    if ends_by_its_own_mark(html) || !blank_line_follows(text, block.end) {
        return None;
    }
    let open = innermost_open(html)?;
    Some(block.start + open.start..block.start + open.end)
}

/// The first five kinds of HTML block do not end at a blank line.
fn ends_by_its_own_mark(html: &str) -> bool {
    let html = html.trim_start_matches([' ', '\t']);
    let Some(rest) = html.strip_prefix('<') else {
        return false;
    };
    let name = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    rest.starts_with(['!', '?'])
        || ["script", "pre", "style", "textarea"]
            .iter()
            .any(|raw| rest[..name].eq_ignore_ascii_case(raw))
}

fn blank_line_follows(text: &str, end: usize) -> bool {
    let rest = text[end..].trim_start_matches([' ', '\t', '>']);
    rest.starts_with(['\n', '\r'])
}

/// The start tag, relative to `html`, of the innermost element left open that needs an end tag.
fn innermost_open(html: &str) -> Option<Range<usize>> {
    /// End tags look no further: nothing sane nests deeper, and hostile text stays linear.
    const DEEPEST: usize = 512;
    let mut open: Vec<HtmlTag> = Vec::new();
    for tag in Tags::new(html) {
        let name = &html[tag.name.clone()];
        if tag.end {
            let opened = open
                .iter()
                .rev()
                .take(DEEPEST)
                .position(|open| html[open.name.clone()].eq_ignore_ascii_case(name));
            if let Some(above) = opened {
                open.truncate(open.len() - above - 1);
            }
        } else if !tag.self_closing && needs_end(name) {
            open.push(tag);
        }
    }
    open.pop().map(|tag| tag.span)
}

/// Whether an element has content, and an end tag that cannot be left out (HTML, §13.1.2).
fn needs_end(name: &str) -> bool {
    const WITHOUT: &[&str] = &[
        "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
        "img", "input", "li", "link", "meta", "optgroup", "option", "p", "param", "rp", "rt",
        "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
    ];
    !WITHOUT
        .iter()
        .any(|without| name.eq_ignore_ascii_case(without))
}

/// A tag in a piece of HTML.
struct HtmlTag {
    span: Range<usize>,
    name: Range<usize>,
    end: bool,
    self_closing: bool,
}

/// The tags of a piece of HTML, comments left out.
struct Tags<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Tags<'a> {
    fn new(html: &'a str) -> Self {
        Self { html, at: 0 }
    }

    /// The offset behind the `>` that ends the tag whose attributes start at `at`.
    fn tag_end(&self, at: usize) -> Option<usize> {
        let mut quote = None;
        for (index, byte) in self.html.bytes().enumerate().skip(at) {
            match (quote, byte) {
                (None, b'>') => return Some(index + 1),
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(open), _) if open == byte => quote = None,
                _ => {}
            }
        }
        None
    }
}

impl Iterator for Tags<'_> {
    type Item = HtmlTag;

    fn next(&mut self) -> Option<HtmlTag> {
        loop {
            let start = self.at + self.html[self.at..].find('<')?;
            let rest = &self.html[start + 1..];
            if let Some(comment) = rest.strip_prefix("!--") {
                self.at = start + 4 + comment.find("-->")?;
                continue;
            }
            let end = rest.starts_with('/');
            let name_start = start + 1 + usize::from(end);
            let name_len = self.html[name_start..]
                .bytes()
                .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
                .count();
            self.at = name_start + name_len;
            if name_len == 0 {
                continue;
            }
            let close = self.tag_end(self.at)?;
            self.at = close;
            return Some(HtmlTag {
                span: start..close,
                name: name_start..name_start + name_len,
                end,
                self_closing: self.html[..close].ends_with("/>"),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_tag(text: &str) -> Option<&str> {
        let end = text.find("\n\n").map_or(text.len(), |at| at + 1);
        cut(text, 0..end).map(|span| &text[span])
    }

    #[test]
    fn the_innermost_open_element_is_told() {
        assert_eq!(
            cut_tag("<div>\n<figure class='>'>\n<img>\n\n*x*"),
            Some("<figure class='>'>")
        );
        assert_eq!(
            cut_tag("<ul>\n<li>one\n\ntwo"),
            Some("<ul>"),
            "</li> may be left out"
        );
    }

    #[test]
    fn closed_blocks_are_not_cut() {
        assert_eq!(cut_tag("<div><b>x</b></div>\n\ny"), None);
        assert_eq!(cut_tag("<div>\n"), None, "the end of the text is no cut");
        assert_eq!(cut_tag("<!-- <div> -->\n\ny"), None);
        assert_eq!(cut_tag("<div><!-- <p><a> --></div></a>\n\ny"), None);
        assert_eq!(cut_tag("<script>\n\n</script>"), None);
    }
}
