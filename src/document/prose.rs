//! The text of the body as a reader sees it, with the way back to the bytes of the file.

mod written;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::Node;

use super::body::Body;
use super::span::{Span, offset};
pub(crate) use written::characters;

/// A run of text that is read in one go: a paragraph, a heading, a table cell. Inline elements do
/// not interrupt it, white space is collapsed, `<br>` is a line break, and what is no text (an
/// image, code) stands as U+FFFC, OBJECT REPLACEMENT CHARACTER.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    text: String,
    pieces: Vec<Piece>,
    has_text: bool,
}

/// A part of the text that comes from one place.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it begins in the text.
    at: usize,
    /// The bytes of the HTML.
    html: Span,
    /// Whether they are the bytes of the text, too; else the piece is one character.
    exact: bool,
    node: NodeId,
}

/// What a reader does not read as text.
const CODE: &[&str] = &["code", "pre", "kbd", "samp", "tt", "math", "svg"];

/// What nobody reads.
const UNREAD: &[&str] = &[
    "script", "style", "template", "head", "iframe", "object", "noscript",
];

/// Elements that do not interrupt a run of text (phrasing content, WHATWG HTML §3.2.5.2.5).
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "data", "del", "dfn", "em", "font", "i", "ins",
    "label", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "u",
    "var", "wbr", "ruby", "rb",
];

const OBJECT: char = '\u{fffc}';

impl Prose {
    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the file that a part of the text, in bytes, comes from.
    #[must_use]
    pub fn locate(&self, body: &Body, part: std::ops::Range<usize>) -> Span {
        body.locate(self.html(part))
    }

    /// The bytes of the file that are, byte for byte, a part of the text.
    #[must_use]
    pub fn exact(&self, body: &Body, part: std::ops::Range<usize>) -> Option<Span> {
        let piece = self.pieces[self.piece(part.start)];
        let html = self.html(part.clone());
        let whole = piece.exact && piece.html.contains(html) && html.range().len() == part.len();
        whole.then(|| body.map().exact(html)).flatten()
    }

    /// The node that the text at this byte comes from.
    #[must_use]
    pub fn node(&self, at: usize) -> NodeId {
        self.pieces[self.piece(at)].node
    }

    fn piece(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.at <= at);
        after.saturating_sub(1)
    }

    fn html(&self, part: std::ops::Range<usize>) -> Span {
        let first = self.pieces[self.piece(part.start)];
        let last = self.pieces[self.piece(part.end.saturating_sub(1).max(part.start))];
        let start = match first.exact {
            true => first.html.start + offset(part.start - first.at),
            false => first.html.start,
        };
        let end = match last.exact {
            true => last.html.start + offset(part.end - last.at),
            false => last.html.end,
        };
        // Text that the parser moved (out of a table) may stand before what it follows.
        Span::new(start.min(end), start.max(end))
    }

    fn push(&mut self, char: char, html: Span, node: NodeId) {
        if char.is_ascii_whitespace() && char != '\n' {
            return self.push_blank(html, node);
        }
        let exact = html.range().len() == char.len_utf8();
        self.put(char, html, exact, node);
        self.has_text |= char != OBJECT;
    }

    fn push_blank(&mut self, html: Span, node: NodeId) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.put(' ', html, html.len() == 1, node);
        }
    }

    fn put(&mut self, char: char, html: Span, exact: bool, node: NodeId) {
        let at = self.text.len();
        self.text.push(char);
        if let Some(last) = self.pieces.last_mut()
            && exact
            && last.exact
            && last.node == node
            && last.html.end == html.start
        {
            last.html = last.html.cover(html);
            return;
        }
        self.pieces.push(Piece {
            at,
            html,
            exact,
            node,
        });
    }
}

/// The runs of text of a body, in order; with or without what stands in code.
pub(super) fn read(body: &Body, with_code: bool) -> Vec<Prose> {
    let mut reader = Reader {
        body,
        done: Vec::new(),
        now: Prose::default(),
    };
    let mut skipped: Option<NodeId> = None;
    for edge in body.dom().tree().tree.root().traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        if let Some(id) = skipped {
            if !opens && node.id() == id {
                skipped = None;
            }
            continue;
        }
        match node.value() {
            Node::Text(text) if opens => reader.text(node, text),
            Node::Element(element) => {
                let name = element.name();
                if opens && UNREAD.contains(&name) {
                    skipped = Some(node.id());
                } else if opens && !with_code && CODE.contains(&name) {
                    skipped = Some(node.id());
                    reader.object(node, name == "pre");
                } else {
                    reader.element(node, name, opens, with_code);
                }
            }
            _ => {}
        }
    }
    reader.flush();
    reader.done
}

struct Reader<'a> {
    body: &'a Body,
    done: Vec<Prose>,
    now: Prose,
}

impl Reader<'_> {
    fn flush(&mut self) {
        let done = std::mem::take(&mut self.now);
        if done.has_text {
            self.done.push(done);
        }
    }

    fn element(&mut self, node: NodeRef<'_, Node>, name: &str, opens: bool, with_code: bool) {
        match name {
            "br" if opens => {
                let tag = self.tag(node);
                self.now.put('\n', tag, false, node.id());
            }
            "br" => {}
            "img" | "input" | "video" | "audio" | "button" if opens => self.object(node, false),
            "img" | "input" | "video" | "audio" | "button" => {}
            _ if INLINE.contains(&name) => {}
            _ if with_code && CODE.contains(&name) && name != "pre" => {}
            _ => self.flush(),
        }
    }

    /// Something that is no text.
    fn object(&mut self, node: NodeRef<'_, Node>, is_block: bool) {
        if is_block {
            self.flush();
        } else {
            let tag = self.tag(node);
            self.now.put(OBJECT, tag, false, node.id());
        }
    }

    fn tag(&self, node: NodeRef<'_, Node>) -> Span {
        let end = self.now.pieces.last().map_or(0, |piece| piece.html.end);
        self.body
            .dom()
            .start_tag(node.id())
            .unwrap_or(Span::at(end))
    }

    fn text(&mut self, node: NodeRef<'_, Node>, text: &str) {
        characters(self.body, node.id(), text, |char, html| {
            let blank = if char == '\n' { ' ' } else { char };
            self.now.push(blank, html, node.id());
        });
    }
}
