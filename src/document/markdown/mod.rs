//! Markdown as the HTML that readers get, with the way back to what the author wrote.
//!
//! [`render`] writes one buffer of HTML and, beside it, a [`SourceMap`] from rendered bytes to
//! bytes of the file. Raw HTML is copied as it stands, so it maps byte for byte; a generated
//! `<img>` knows the [`Construct`] that it came from, with the spans of the alternative text, the
//! destination and the title.

mod blocks;
mod construct;
mod escape;
mod html_block;
mod links;
mod map;
mod nesting;
mod parts;
mod writer;

use pulldown_cmark::{Options, Parser};

pub use construct::{Construct, ConstructKind, HtmlBlock};
pub use map::SourceMap;

use super::Span;
use writer::Writer;

/// A rendered body and the way back from it.
#[derive(Debug)]
pub struct Rendered {
    /// The HTML.
    pub html: String,
    /// Where each of its bytes came from.
    pub map: SourceMap,
}

/// Which extensions of CommonMark are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flavour {
    /// GFM's pipe tables.
    pub tables: bool,
    /// GFM's `~~text~~`.
    pub strikethrough: bool,
    /// GFM's `- [x] text`.
    pub task_lists: bool,
    /// `[^name]` and `[^name]: text`, as on GitHub.
    pub footnotes: bool,
    /// `# text {#id .class}`, as in Hugo, Zola, Docusaurus and kramdown.
    pub heading_attributes: bool,
}

impl Flavour {
    /// CommonMark and nothing else.
    pub const COMMONMARK: Self = Self {
        tables: false,
        strikethrough: false,
        task_lists: false,
        footnotes: false,
        heading_attributes: false,
    };

    /// CommonMark with GitHub's extensions, but for bare autolinks.
    pub const GFM: Self = Self {
        tables: true,
        strikethrough: true,
        task_lists: true,
        footnotes: true,
        heading_attributes: false,
    };

    /// This flavour with heading attributes.
    #[must_use]
    pub fn with_heading_attributes(self) -> Self {
        Self {
            heading_attributes: true,
            ..self
        }
    }

    fn options(self) -> Options {
        let mut options = Options::empty();
        options.set(Options::ENABLE_TABLES, self.tables);
        options.set(Options::ENABLE_STRIKETHROUGH, self.strikethrough);
        options.set(Options::ENABLE_TASKLISTS, self.task_lists);
        options.set(Options::ENABLE_FOOTNOTES, self.footnotes);
        options.set(Options::ENABLE_HEADING_ATTRIBUTES, self.heading_attributes);
        options
    }
}

impl Default for Flavour {
    fn default() -> Self {
        Self::GFM
    }
}

/// Renders the bytes `body` of `text`, Markdown, to HTML.
///
/// All positions in the result count bytes of `text`. Template syntax must have been blanked
/// before ([`super::template`]); the parser would read it as Markdown.
///
/// The HTML is CommonMark's, but destinations keep their characters outside ASCII: those are
/// valid in URLs (WHATWG URL, "URL code points") and so stay the author's bytes.
///
/// # Panics
/// When `body` does not lie on character boundaries of `text`.
#[must_use]
pub fn render(text: &str, body: Span, flavour: Flavour) -> Rendered {
    let source = body.of_text(text);
    let parsed = nesting::capped(source);
    let events = Parser::new_ext(&parsed, flavour.options()).into_offset_iter();
    Writer::new(source, &parsed, body.start).run(events)
}

#[cfg(test)]
mod tests;
