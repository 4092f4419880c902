//! Where an article may say that the desk is wrong.

use super::directive::{Directive, Word};
use crate::document::{Article, Markup, Source, Span};

/// The comments for the desk, in the order of the text: comments of the front matter, and HTML
/// and MDX comments of the body, outside of code.
pub(super) fn find(article: &Article<'_>) -> Vec<Directive> {
    let source = article.source();
    if !super::may_be_in(source) {
        return Vec::new();
    }
    let front_matter = article.front_matter();
    let comments = front_matter.map_or(&[][..], |found| &found.comments);
    let in_front_matter = comments
        .iter()
        .filter_map(|comment| read(source, comment.span, "#", ""));
    let comments = article.body().comments_outside_of_code();
    let html = comments.filter_map(|span| read(source, span, "<!--", "-->"));
    let is_mdx = article.markup() == Markup::Mdx;
    let opaque = article.opaque().iter().filter(|_| is_mdx);
    let mdx = opaque.filter_map(|&span| read(source, span, "{/*", "*/}"));
    let in_body = html.chain(mdx).filter(|found| found.word != Word::Ignore);
    let mut all: Vec<_> = in_front_matter.chain(in_body).collect();
    all.sort_by_key(|directive| directive.span);
    all
}

fn read(source: &Source, span: Span, open: &str, close: &str) -> Option<Directive> {
    let written = source.slice(span);
    let inner = written.strip_prefix(open)?;
    // The end of the file closes an HTML comment too.
    let inner = inner.strip_suffix(close).unwrap_or(inner);
    let range = open.len()..open.len() + inner.len();
    Directive::read(source, span, Span::of(range).shift(span.start))
}
