//! The body as a list of what a reader gets: elements, their attributes, words.

use std::collections::HashSet;

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::Node;

use super::touched::Touched;
use crate::document::{Article, Closing, Element, Span, characters};

/// One thing of the body.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum What<'a> {
    /// An element starts.
    Start(&'a str),
    /// It has an attribute.
    Attribute(String, &'a str),
    /// It ends.
    End(&'a str),
    /// A word of a text as it is written; where blanks count, a line.
    Word(&'a str),
    /// What is left of words that stand together and that edits touch, as it is read.
    Rest(String),
    /// A comment.
    Comment(&'a str),
}

/// Where blanks count.
const VERBATIM: &[&str] = &["pre", "textarea", "script", "style", "listing", "xmp"];

/// All that stands in the body at `from` or behind, without what edits touch, and without the ends
/// of the elements that start at one of `ended`. Of what is `open`, those have no end tag yet, and
/// the parser may have made them again.
pub(super) fn untouched<'a>(
    article: &'a Article<'_>,
    touched: &Touched,
    ended: &HashSet<u32>,
    open: bool,
    from: u32,
) -> Vec<What<'a>> {
    let body = article.body();
    let strays = body.dom().stray_end_tags().iter();
    let breaks = strays.filter(|stray| stray.name == "br");
    let breaks: Vec<_> = breaks.map(|stray| body.locate(stray.span)).collect();
    let mut stream = Stream {
        article,
        touched,
        ended,
        open,
        from,
        breaks: breaks.into_iter(),
        verbatim: 0,
        what: Vec::new(),
    };
    // Whether the starts of the elements around were told: their ends go with them.
    let mut told = Vec::new();
    for edge in body.dom().tree().tree.root().traverse() {
        match edge {
            Edge::Open(node) => match body.element(node.id()) {
                Some(element) => told.push(stream.start(element)),
                None => stream.leaf(node),
            },
            Edge::Close(node) => {
                let Some(element) = body.element(node.id()) else {
                    continue;
                };
                if VERBATIM.contains(&element.name()) {
                    stream.verbatim -= 1;
                }
                if told.pop().unwrap_or_default() && !stream.is_ended(element) {
                    stream.what.push(What::End(element.name()));
                }
            }
        }
    }
    stream.what
}

/// A part of a text between blanks, or a line of it.
struct Word<'a> {
    written: &'a str,
    html: Span,
    /// What is left of it, if edits touch it.
    rest: Option<String>,
}

struct Stream<'a, 't, 's> {
    article: &'a Article<'s>,
    touched: &'t Touched,
    ended: &'t HashSet<u32>,
    open: bool,
    from: u32,
    /// Every `</br>`, of which the parser makes a `<br>` without a tag of its own.
    breaks: std::vec::IntoIter<Span>,
    verbatim: u32,
    what: Vec<What<'a>>,
}

impl<'a> Stream<'a, '_, '_> {
    fn start(&mut self, element: Element<'a>) -> bool {
        if VERBATIM.contains(&element.name()) {
            self.verbatim += 1;
        }
        if element.has_start_tag() {
            let tag = element.start_tag();
            let is_touched = match element.editable_start_tag() {
                // `<img`: the attributes speak for themselves.
                Some(tag) => self
                    .touched
                    .overlaps(Span::at(tag.start).cover(Span::at(tag.start + 1))),
                // Of what Markdown makes, the whole is the tag. What goes from its end leaves
                // nothing to overlap with.
                None => self.touched.touches(tag),
            };
            // What the parser makes again elsewhere is no part of the edit.
            if tag.start < self.from || (!element.is_clone() && is_touched) {
                return false;
            }
        } else if element.name() == "br"
            && let Some(tag) = self.breaks.next()
            && self.touched.overlaps(tag)
        {
            return false;
        }
        let is_again = self.open && element.is_clone() && self.is_ended(element);
        // Browsers make a paragraph of a stray `</p>`.
        let is_of_end = match element.closing() {
            Closing::Implied { by } if element.is_implied() && !element.node().has_children() => {
                self.touched.overlaps(self.article.body().locate(by))
            }
            _ => false,
        };
        if is_again || is_of_end {
            return false;
        }
        self.what.push(What::Start(element.name()));
        for (name, attribute) in element.attributes() {
            if !self.touched.overlaps(attribute.span) {
                let attribute = What::Attribute(name.into_owned(), attribute.value);
                self.what.push(attribute);
            }
        }
        true
    }

    fn is_ended(&self, element: Element<'_>) -> bool {
        let tag = element.editable_start_tag();
        tag.is_some_and(|tag| self.ended.contains(&tag.start))
    }

    fn leaf(&mut self, node: NodeRef<'a, Node>) {
        match node.value() {
            Node::Text(text) => self.text(node, text),
            Node::Comment(comment) => {
                let body = self.article.body();
                let span = body.dom().comment_span(node.id());
                if span.is_none_or(|span| self.is_told(body.locate(span))) {
                    self.what.push(What::Comment(comment));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, node: NodeRef<'a, Node>, text: &'a str) {
        let body = self.article.body();
        let pieces = body.dom().text_spans(node.id());
        if pieces.is_empty() {
            self.what.extend(text.split_whitespace().map(What::Word));
        }
        let mut words = Vec::new();
        for &piece in pieces {
            let written = piece.of_text(body.html());
            let mut at = piece.start;
            for part in written.split_inclusive(|char: char| {
                char == '\n' || (self.verbatim == 0 && char.is_ascii_whitespace())
            }) {
                let written = match self.verbatim {
                    0 => part.trim_ascii_end(),
                    _ => part,
                };
                let html = Span::of(at as usize..at as usize + written.len());
                at += Span::of(0..part.len()).len();
                let place = body.locate(html);
                if !written.is_empty() && place.start >= self.from {
                    let rest = self.touched.touches(place).then(String::new);
                    words.push(Word {
                        written,
                        html,
                        rest,
                    });
                }
            }
        }
        if words.iter().any(|word| word.rest.is_some()) {
            self.read(node, text, &mut words);
        }
        for word in words {
            match (word.rest, self.what.last_mut()) {
                (None, _) => self.what.push(What::Word(word.written)),
                (Some(more), Some(What::Rest(rest))) => rest.push_str(&more),
                (Some(rest), _) if rest.is_empty() => {}
                (Some(rest), _) => self.what.push(What::Rest(rest)),
            }
        }
    }

    /// Reads what edits leave of the words that they touch.
    fn read(&self, node: NodeRef<'a, Node>, text: &str, words: &mut [Word<'_>]) {
        let body = self.article.body();
        let mut words = words.iter_mut().peekable();
        characters(body, node.id(), text, |char, html| {
            while words.next_if(|word| word.html.end <= html.start).is_some() {}
            if let Some(Word {
                html: word,
                rest: Some(rest),
                ..
            }) = words.peek_mut()
                && word.contains(html)
                && !self.touched.overlaps(body.locate(html))
            {
                rest.push(char);
            }
        });
    }

    fn is_told(&self, place: Span) -> bool {
        place.start >= self.from && !self.touched.touches(place)
    }
}
