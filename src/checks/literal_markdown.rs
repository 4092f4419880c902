//! Markdown that nothing has come of.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use memchr::memmem;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::{Article, Code, Element, Markup, Span};
use crate::finding::Level;
use crate::fix::{Applicability, Edit, Fix};
use crate::target::Target;

/// Points at images, links, bold text and headings of Markdown that readers see with their signs:
/// they stand in a block of HTML, or break the grammar of `CommonMark`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LiteralMarkdown {}

impl Kind for LiteralMarkdown {
    const NAME: &'static str = "literal-markdown";
    const HOLES: &'static [&'static str] = &["what", "text"];
}

impl Check for LiteralMarkdown {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let targets = &cx.settings.targets;
        // Docusaurus reads all Markdown as MDX, in which HTML may hold Markdown.
        let reads = |target: &Target| !matches!(target, Target::Jekyll | Target::Docusaurus);
        let known = !targets.is_empty();
        if cx.article.markup() != Markup::Markdown || known && !targets.iter().any(reads) {
            return;
        }
        let body = cx.article.body();
        let html = body.html().as_bytes();
        let has = |signs: &str| memmem::find(html, signs.as_bytes()).is_some();
        let (links, bold, headings) = (has("]("), has("**"), has("##"));
        if !links && !bold && !headings {
            return;
        }
        let mut found = Vec::new();
        for (at, text) in body.texts() {
            let here = found.len();
            if links {
                find_links(text, &mut found);
            }
            if bold {
                found.extend(find_bold(text));
            }
            if headings && body.html()[..at as usize].ends_with("<p>") {
                found.extend(find_heading(text));
            }
            for part in &mut found[here..] {
                let start = at as usize;
                part.place = part.place.start + start..part.place.end + start;
            }
        }
        let around = Around::new(cx.article);
        hits.extend(found.iter().filter_map(|part| part.hit(&around, known)));
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Image,
    Link,
    Bold,
    Heading,
}

struct Part {
    what: What,
    place: Range<usize>,
}

impl Part {
    /// What is written as it stands in the file; what a backslash stands before is meant so.
    fn hit(&self, around: &Around<'_>, is_common_mark: bool) -> Option<Hit> {
        let (body, source) = (around.article.body(), around.article.source());
        let html = Span::of(self.place.clone());
        let span = body.map().exact(html)?;
        if source.text()[..span.start as usize].ends_with('\\') {
            return None;
        }
        let blocks = body.map().html_blocks();
        let next = blocks.partition_point(|block| block.span.end <= span.start);
        let block = blocks.get(next).map(|block| block.span);
        let block = block.filter(|block| block.contains(span));
        let in_html = block.is_some();
        if block.is_some_and(|block| around.reads_markdown(block, html)) {
            return None;
        }
        let what = match self.what {
            What::Image => "an image",
            What::Link => "a link",
            What::Bold => "bold text",
            What::Heading => "a heading",
        };
        let hit = Hit::new(span)
            .with("what", what)
            .with("text", html.of_text(body.html()));
        let is_reference = matches!(self.what, What::Image | What::Link);
        // kramdown reads much that CommonMark does not, but no Markdown inside of HTML.
        let is_sure = is_common_mark || in_html && is_reference;
        let hit = match is_sure {
            true => hit,
            false => hit.level(Level::Info),
        };
        Some(match self.what {
            _ if in_html => hit.help(
                "leave a blank line before and behind it, or write it as HTML: in a block of HTML \
                 Markdown is not read",
            ),
            What::Image | What::Link => hit.help("write `%20` for each blank of the address"),
            What::Bold => hit.help(
                "write `<strong>`, or move blanks and signs at the border of the text to the other \
                 side of the `**`",
            ),
            What::Heading => {
                let written = source.slice(span);
                let signs = &written[..written.len() - written.trim_start_matches('#').len()];
                // The signs are no text any more: the edit has to say so.
                let place = Span::of(0..signs.len()).shift(span.start);
                let edit = Edit::replace(place, format!("{signs} "));
                let fix = Fix::new("make it a heading", Applicability::Unsafe, vec![edit]);
                hit.help("put a blank behind the `#`").fix(fix)
            }
        })
    }
}

/// What stands around the parts, each looked at once.
struct Around<'a> {
    article: &'a Article<'a>,
    /// In the HTML, the elements that ask for their Markdown to be read, and components, which may
    /// read it.
    readers: OnceCell<Code>,
    /// The last block of HTML, and whether it has a component.
    last: Cell<(Span, bool)>,
}

impl<'a> Around<'a> {
    fn new(article: &'a Article<'a>) -> Self {
        Self {
            article,
            readers: OnceCell::new(),
            last: Cell::default(),
        }
    }

    /// Whether Markdown at a place of the HTML, in a block of the file, may be read all the same.
    fn reads_markdown(&self, block: Span, html: Span) -> bool {
        let (last, has) = self.last.get();
        let has = match last == block {
            true => has,
            false => has_component(self.article.source().slice(block)),
        };
        self.last.set((block, has));
        let body = self.article.body();
        let readers = self.readers.get_or_init(|| {
            let reads = |element: &Element<'_>| {
                element.attr("markdown").is_some() || element.is_component()
            };
            let readers = body.elements().filter(reads).filter_map(|element| {
                let start = element.html_start_tag()?.start;
                let end = body.dom().end_tag(element.id()).map(|tag| tag.end);
                Some(Span::new(start, end.unwrap_or(u32::MAX)))
            });
            Code::at(readers)
        });
        has || readers.meets(html)
    }
}

/// Whether a tag is written as components are: `<Link …>`, which MDX reads otherwise than HTML.
fn has_component(block: &str) -> bool {
    let mut tags = block
        .match_indices('<')
        .map(|(at, _)| &block.as_bytes()[at + 1..]);
    tags.any(|tag| matches!(tag, [b'A'..=b'Z', b'a'..=b'z', ..]))
}

/// The furthest that a bracket may be from the next.
const LONGEST: usize = 400;

fn find_links(text: &str, found: &mut Vec<Part>) {
    let mut after = 0;
    for middle in memmem::find_iter(text.as_bytes(), "](") {
        let Some(start) = opening(&text[after..middle]).map(|start| after + start) else {
            continue;
        };
        let Some(end) = closing(&text[middle + 2..]).map(|end| middle + 2 + end) else {
            continue;
        };
        let image = text[after..start].ends_with('!');
        if !is_address(&text[middle + 2..end], image) {
            continue;
        }
        let (what, start) = match image {
            true => (What::Image, start - 1),
            false => (What::Link, start),
        };
        after = end + 1;
        found.push(Part {
            what,
            place: start..after,
        });
    }
}

/// The bracket that opens what ends at the end.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, char) in text.char_indices().rev() {
        match char {
            ']' => depth += 1,
            '[' if depth == 0 => return Some(at),
            '[' => depth -= 1,
            _ if text.len() - at > LONGEST => return None,
            _ => {}
        }
    }
    None
}

/// The parenthesis that closes what is open at the start, on the same line.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, char) in text.char_indices() {
        match char {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            '\n' | '\r' => return None,
            _ if at > LONGEST => return None,
            _ => {}
        }
    }
    None
}

fn is_address(text: &str, image: bool) -> bool {
    const PICTURES: &[&str] = &[".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif"];
    let text = text.trim().to_ascii_lowercase();
    let starts = ["http://", "https://", "/", "./", "../"];
    starts.iter().any(|start| text.starts_with(start))
        || image && PICTURES.iter().any(|end| text.ends_with(end))
}

/// The first bold text, where all `**` of a text are pairs around words.
fn find_bold(text: &str) -> Option<Part> {
    let runs: Vec<_> = memmem::find_iter(text.as_bytes(), "**").collect();
    // Formulas, paths and commands have asterisks of their own.
    if runs.is_empty() || runs.len() % 2 == 1 || text.contains(['$', '\\', '=', '`']) {
        return None;
    }
    let is_pair = |pair: &[usize]| {
        let [open, close] = *pair else { return false };
        let (before, inner, behind) = (&text[..open], &text[open + 2..close], &text[close + 2..]);
        let is_word = |char: char| char.is_ascii_alphanumeric() || "*/._-".contains(char);
        let is_long = inner.len() > LONGEST || inner.contains("\n\n");
        !is_long
            && !before.ends_with(is_word)
            && !inner.starts_with(['*', '/', '.'])
            && !inner.starts_with("kwargs")
            && !inner.ends_with(['*', '/'])
            && !behind.starts_with(['*', '/', '.'])
            && inner.chars().any(char::is_alphabetic)
            && !(inner.starts_with(char::is_whitespace) && inner.ends_with(char::is_whitespace))
    };
    let all = runs.chunks(2).all(is_pair);
    all.then(|| Part {
        what: What::Bold,
        place: runs[0]..runs[1] + 2,
    })
}

/// A first line like `##Name`.
fn find_heading(text: &str) -> Option<Part> {
    let line = text.lines().next()?.trim_end();
    let name = line.trim_start_matches('#');
    let signs = line.len() - name.len();
    let is_heading =
        (2..=6).contains(&signs) && name.starts_with(char::is_alphabetic) && !name.contains('#');
    is_heading.then_some(Part {
        what: What::Heading,
        place: 0..line.len(),
    })
}
