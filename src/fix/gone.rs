//! What goes together with something that a fix removes.

use crate::document::{Article, Element, Markup, Span, offset};
use crate::fix::{Applicability, Edit, Fix};

/// Removes an element and all that is in it; `None` where its tags are not both written as such.
pub(crate) fn remove(article: &Article<'_>, element: Element<'_>, title: &str) -> Option<Fix> {
    element.editable_start_tag()?;
    element.end_tag()?;
    let edit = Edit::delete(gone(article, element.span()));
    Some(Fix::new(title, Applicability::Unsafe, vec![edit]))
}

/// Whether nobody could show or find an element without text: it has no attributes but those, and
/// none inside, where a class may stand for a sign and an address for a lost picture.
pub(crate) fn is_bare(element: Element<'_>, known: &[&str]) -> bool {
    let own = element.attributes();
    own.iter().all(|(name, _)| known.contains(&&**name))
        && element
            .descendants()
            .all(|inner| inner.attributes().is_empty())
}

/// Whether an element has no attributes but such as are for looks, so that nothing is lost with it.
pub(crate) fn is_plain(element: Element<'_>) -> bool {
    let own = element.attributes();
    own.iter()
        .all(|(name, _)| matches!(&**name, "class" | "style" | "align"))
}

/// The bytes to delete so that nothing is left of a piece of markup: where it stands alone, its
/// lines with their ending; at the end of a line, the blanks before it too.
///
/// In Markdown a line between two others may keep them apart, and an empty line ends a block of
/// HTML: there the line goes only where neither changes what is read.
pub(crate) fn gone(article: &Article<'_>, span: Span) -> Span {
    let (text, lines) = (article.source().text(), article.source().lines());
    let first = lines.line_of(span.start);
    let last = lines.line_of(span.end.saturating_sub(1).max(span.start));
    let (start, line) = (lines.line(text, first).start, lines.line(text, last));
    let before = Span::new(start, span.start).of_text(text);
    let after = Span::new(span.end, line.end.max(span.end)).of_text(text);
    if !after.trim().is_empty() {
        return span;
    }
    if !before.trim().is_empty() {
        let blanks = before.len() - before.trim_end().len();
        return Span::new(span.start - offset(blanks), span.end);
    }
    let content = |line: Option<u32>| {
        let line = line.filter(|&line| line < lines.count());
        line.map_or("", |line| lines.line(text, line).of_text(text).trim())
    };
    let (above, below) = (content(first.checked_sub(1)), content(Some(last + 1)));
    let is_apart = above.is_empty() || below.is_empty();
    if last + 1 >= lines.count()
        || (article.markup() != Markup::Html && !is_apart && !below.starts_with('<'))
    {
        return span;
    }
    // Of two empty lines around it, one is left.
    let also = match above.is_empty() && below.is_empty() && first > 0 && last + 2 < lines.count() {
        true => last + 2,
        false => last + 1,
    };
    Span::new(start, lines.line(text, also).start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Reading, Source};

    fn left(name: &str, text: &str) -> String {
        let source = Source::new(name, text);
        let markup = Markup::of(source.path()).unwrap();
        let article = Article::parse(&source, Reading::new(markup));
        let at = text.find("<x").unwrap();
        let end = text.rfind("x>").unwrap() + 2;
        let span = gone(&article, Span::of(at..end));
        [&text[..span.start as usize], &text[span.end as usize..]].concat()
    }

    #[test]
    fn nothing_is_left_of_a_line() {
        let left = |text| left("a.html", text);
        assert_eq!(left("<p>\n  <x></x>\n</p>\n"), "<p>\n</p>\n");
        assert_eq!(left("<p>\r\n  <x>\r\n</x> \r\n</p>"), "<p>\r\n</p>");
        assert_eq!(left("<p>a <x></x>\n</p>"), "<p>a\n</p>");
        assert_eq!(left("<p>a <x></x> b</p>"), "<p>a  b</p>");
        assert_eq!(left("a\n\n<x></x>\n\nb"), "a\n\nb");
        assert_eq!(left("a\n<x></x>"), "a\n");
    }

    #[test]
    fn lines_of_markdown_keep_apart() {
        let left = |text| left("a.md", text);
        assert_eq!(left("a\n<x></x>\n---\n"), "a\n\n---\n");
        assert_eq!(left("<div>\n<x></x>\n</div>\n"), "<div>\n</div>\n");
        assert_eq!(left("a\n<x></x>\n\nb"), "a\n\nb");
    }
}
