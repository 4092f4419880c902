//! One article: front matter, body, and what belongs to neither.

use std::path::Path;

use super::body::Body;
use super::front_matter::{self, FrontMatter, Located};
use super::html::{Context, Dom};
use super::markdown::{self, SourceMap};
use super::source::Source;
use super::span::{Span, offset};
use super::template::{self, Syntax};

/// What the body is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// CommonMark with the extensions of GitHub.
    Markdown,
    /// Markdown with JSX.
    Mdx,
    /// HTML as it stands.
    Html,
}

impl Markup {
    /// The file name extensions of articles, in lower case.
    pub const EXTENSIONS: &[&str] = &["md", "markdown", "mdx", "html", "htm"];

    /// The markup that a file name stands for; `None` for files that are no articles.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "mdx" => Some(Self::Mdx),
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }
}

/// The Markdown that nearly all generators read.
const FLAVOUR: markdown::Flavour = markdown::Flavour {
    heading_attributes: true,
    ..markdown::Flavour::GFM
};

/// How an article is to be read.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// What the body is written in.
    pub markup: Markup,
    /// Whether front matter may lack its opening fence, as Hexo allows.
    pub headless: bool,
}

impl Reading {
    /// The way that fits all generators.
    #[must_use]
    pub fn new(markup: Markup) -> Self {
        Self {
            markup,
            headless: false,
        }
    }
}

/// How to read a text that is no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bare {
    /// As the inside of a `<template>`.
    Fragment,
    /// As a whole page.
    Document,
}

/// A parsed article. Every span counts bytes of the file.
#[derive(Debug)]
pub struct Article<'s> {
    source: &'s Source,
    markup: Markup,
    front_matter: Option<FrontMatter<'s>>,
    foreign: Option<Span>,
    body: Body,
    opaque: Vec<Span>,
}

impl<'s> Article<'s> {
    /// Parses a source. Never fails: whatever is wrong with the text is for the checks to say.
    #[must_use]
    pub fn parse(source: &'s Source, reading: Reading) -> Self {
        let text = source.text();
        let options = front_matter::Options {
            headless: reading.headless,
        };
        let (front_matter, foreign) = match front_matter::locate(text, options) {
            Located::Fence(fence) => (Some(FrontMatter::within(text, *fence)), None),
            Located::Foreign { span, .. } => (None, Some(span)),
            Located::Nothing => (None, None),
        };
        let start = match (&front_matter, foreign) {
            (Some(found), _) => found.fence.body_start,
            (None, Some(foreign)) => foreign.end,
            (None, None) if text.starts_with('\u{feff}') => 3,
            (None, None) => 0,
        };
        let span = Span::new(start, offset(text.len()));
        let found = template::opaque(span.of_text(text), Syntax::of_path(source.path()));
        let opaque: Vec<_> = found
            .into_iter()
            .map(|opaque| opaque.shift(start))
            .collect();
        let blanked = template::blank(text, &opaque, reading.markup != Markup::Html);
        let (html, map) = match reading.markup {
            Markup::Html => (
                span.of_text(&blanked).to_owned(),
                SourceMap::identity(start),
            ),
            Markup::Markdown | Markup::Mdx => {
                let rendered = markdown::render(&blanked, span, FLAVOUR);
                (rendered.html, rendered.map)
            }
        };
        let dom = if Dom::is_document(&html) {
            Dom::document(&html)
        } else {
            Dom::fragment(&html, Context::Body)
        };
        Self {
            source,
            markup: reading.markup,
            front_matter,
            foreign,
            body: Body::new(span, html, dom, map),
            opaque,
        }
    }

    /// Parses a source that is nothing but HTML: no front matter, no template syntax.
    #[must_use]
    pub fn bare(source: &'s Source, kind: Bare) -> Self {
        let html = source.text().to_owned();
        let dom = match kind {
            Bare::Fragment => Dom::fragment(&html, Context::Template),
            Bare::Document => Dom::document(&html),
        };
        let span = Span::of(0..html.len());
        Self {
            source,
            markup: Markup::Html,
            front_matter: None,
            foreign: None,
            body: Body::new(span, html, dom, SourceMap::identity(0)),
            opaque: Vec::new(),
        }
    }

    /// The text and its name.
    #[must_use]
    pub fn source(&self) -> &'s Source {
        self.source
    }

    /// What the body is written in.
    #[must_use]
    pub fn markup(&self) -> Markup {
        self.markup
    }

    /// The front matter, if there is any.
    #[must_use]
    pub fn front_matter(&self) -> Option<&FrontMatter<'s>> {
        self.front_matter.as_ref()
    }

    /// Whether the article starts with metadata in any form, be it one that no generator here
    /// reads.
    #[must_use]
    pub fn has_metadata(&self) -> bool {
        self.front_matter.is_some() || self.foreign.is_some()
    }

    /// Whether the generator makes a page of it, as far as its `permalink` says: a feed, a sitemap
    /// or a script is none.
    #[must_use]
    pub fn is_page(&self) -> bool {
        const OTHERS: &[&str] = &[
            ".atom",
            ".css",
            ".ics",
            ".js",
            ".json",
            ".rss",
            ".svg",
            ".txt",
            ".webmanifest",
            ".xml",
        ];
        let front_matter = self.front_matter.as_ref();
        let permalink = front_matter.and_then(|found| found.get("permalink")?.as_str());
        !permalink.is_some_and(|path| OTHERS.iter().any(|end| path.trim().ends_with(end)))
    }

    /// Whether it is a template that articles are put into: HTML with template syntax and without
    /// metadata. Its tags may be closed, and its elements held, by another file.
    #[must_use]
    pub fn is_template(&self) -> bool {
        self.markup == Markup::Html && !self.has_metadata() && !self.opaque.is_empty()
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// Template syntax, sorted: bytes that the generator replaces before anyone reads them.
    #[must_use]
    pub fn opaque(&self) -> &[Span] {
        &self.opaque
    }

    /// Whether template syntax has a part in these bytes.
    #[must_use]
    pub fn is_opaque(&self, span: Span) -> bool {
        self.opaque_in(span).next().is_some()
    }

    /// Whether template syntax that does something has a part in these bytes: more than comments
    /// of MDX.
    #[must_use]
    pub fn is_opaque_and_live(&self, span: Span) -> bool {
        let is_comment = |written: &str| written.starts_with("{/*") && written.ends_with("*/}");
        let is_live = |opaque| self.markup != Markup::Mdx || !is_comment(self.source.slice(opaque));
        self.opaque_in(span).any(is_live)
    }

    fn opaque_in(&self, span: Span) -> impl Iterator<Item = Span> {
        let next = self
            .opaque
            .partition_point(|opaque| opaque.end <= span.start);
        let shares = move |opaque: &Span| {
            opaque.overlaps(span) || (span.is_empty() && opaque.start < span.start)
        };
        self.opaque[next..].iter().copied().take_while(shares)
    }
}
