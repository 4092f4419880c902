//! The tokenizer's sink: hands every token to the tree builder, and says where it stands.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use html5ever::LocalName;
use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::Tracer;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;

use super::cursor::{Cursor, Run};
use super::names::{is_raw_text, is_void};
use super::sink::Sink;
use super::stack::{Moment, Snapshot, Stack, is_formatting_element};
use super::{CutShort, Dom, Excess, NodeId};
use crate::document::Span;

/// How many elements may be open at once, as in browsers. The tree builder walks its stack for
/// nearly every tag, so that deep nesting would take time by the square.
pub(super) const MAX_DEPTH: usize = 512;

/// How many clones of formatting elements there may be, beside [`CLONES_PER_TAG`]. One unclosed
/// `<font>` is repeated in every paragraph behind it, hundreds of them by the hundred.
const MAX_CLONES: usize = 50_000;
const CLONES_PER_TAG: usize = 4;

pub(super) struct Tokens<'t, 'q> {
    pub(super) builder: TreeBuilder<NodeId, Sink<'t>>,
    queue: &'q BufferQueue,
    /// The element a fragment is read in, which is in no list.
    context: Option<NodeId>,
    /// How much of the text has been put into the queue.
    fed: Cell<usize>,
    pub(super) cursor: RefCell<Cursor<'t>>,
    pub(super) stack: RefCell<Stack>,
    tags: Cell<usize>,
    /// The element whose content is being read as text.
    pub(super) raw_text: RefCell<Option<LocalName>>,
    /// The start tags that were left out for their depth: the first, and how many of each name.
    pub(super) too_deep: Cell<Option<Span>>,
    left_out: RefCell<HashMap<LocalName, u32>>,
    pub(super) cut_short: Cell<Option<CutShort>>,
}

impl<'t, 'q> Tokens<'t, 'q> {
    /// Reads from `queue`, which will hold `text` from the byte `start` on.
    pub(super) fn new(
        builder: TreeBuilder<NodeId, Sink<'t>>,
        context: Option<NodeId>,
        queue: &'q BufferQueue,
        (text, start): (&'t str, usize),
    ) -> Self {
        let tokens = Self {
            builder,
            queue,
            context,
            fed: Cell::new(start),
            cursor: RefCell::new(Cursor::new(text, start)),
            stack: RefCell::default(),
            tags: Cell::default(),
            raw_text: RefCell::default(),
            too_deep: Cell::default(),
            left_out: RefCell::default(),
            cut_short: Cell::default(),
        };
        let known = tokens.snapshot();
        tokens.stack.replace(Stack::new(known, context.is_none()));
        tokens
    }

    /// What has come of it all.
    pub(super) fn finish(self) -> Dom {
        let (html, records, parse_errors) = self.builder.sink.into_parts();
        Dom {
            html,
            records,
            parse_errors,
            stray_end_tags: self.stack.into_inner().strays,
            too_deep: self.too_deep.get(),
            cut_short: self.cut_short.get(),
        }
    }

    /// The queue holds the text up to `end` now.
    pub(super) fn set_fed(&self, end: usize) {
        self.fed.set(end);
    }

    /// How far the tokenizer has read.
    fn consumed(&self) -> usize {
        let Some(front) = self.queue.pop_front() else {
            return self.fed.get();
        };
        let mut left = front.len();
        if !self.queue.is_empty() {
            // A character reference that was none has been put back as a chunk of its own.
            let behind: Vec<_> = std::iter::from_fn(|| self.queue.pop_front()).collect();
            for chunk in behind.into_iter().rev() {
                left += chunk.len();
                self.queue.push_front(chunk);
            }
        }
        self.queue.push_front(front);
        self.fed.get() - left
    }

    fn sink(&self) -> &Sink<'t> {
        &self.builder.sink
    }

    /// The innermost open element; with only `<html>` open in a fragment, the context element. The
    /// tree builder looks at its name when it is asked whether CDATA may come.
    fn adjusted_current_node(&self) -> Option<NodeId> {
        let sink = self.sink();
        sink.asked.set(None);
        let _ = self
            .builder
            .adjusted_current_node_present_but_not_in_html_namespace();
        sink.asked.get()
    }

    /// The tree builder lists the document, the open elements, the active formatting elements, and
    /// then its pointers to head, form and context, with nothing between them.
    fn snapshot(&self) -> Snapshot {
        let list = List::default();
        self.builder.trace_handles(&list);
        let nodes = list.0.into_inner();
        let nodes = nodes.get(1..).unwrap_or_default();
        let open = match self.adjusted_current_node() {
            None => 0,
            current if current == self.context => 1,
            current => {
                let place = nodes.iter().position(|&node| Some(node) == current);
                place.map_or(nodes.len(), |place| place + 1)
            }
        };
        let (open, others) = nodes.split_at(open.min(nodes.len()));
        let is_formatting = |node: &&NodeId| is_formatting_element(self.sink(), **node);
        Snapshot {
            open: open.to_vec(),
            formatting: others.iter().filter(is_formatting).copied().collect(),
        }
    }

    /// Has the tree builder process the token, and `look` at what became of it.
    fn process(
        &self,
        token: Token,
        line: u64,
        look: impl FnOnce(&mut Stack, &Moment<'_, 't>),
    ) -> TokenSinkResult<NodeId> {
        let sink = self.sink();
        let mut stack = self.stack.borrow_mut();
        sink.deeds.borrow_mut().clear();
        sink.current.set(stack.current());
        let result = self.builder.process_token(token, line);
        let current = match self.adjusted_current_node() {
            node if node == self.context => stack.root().or(node),
            node => node,
        };
        let moment = Moment {
            sink,
            span: sink.token.get(),
            current,
            snapshot: &|| self.snapshot(),
        };
        look(&mut stack, &moment);
        if stack.clones > MAX_CLONES + CLONES_PER_TAG * self.tags.get() {
            self.cut_short(Excess::Formatting, moment.span);
        }
        result
    }

    /// From here on nothing more goes into the tree.
    pub(super) fn cut_short(&self, excess: Excess, at: Span) {
        if self.cut_short.get().is_none() {
            self.cut_short.set(Some(CutShort { excess, at }));
        }
    }

    fn is_cut_short(&self) -> bool {
        self.cut_short.get().is_some()
    }

    fn text(&self, token: Token, run: Run, length: usize, line: u64) -> TokenSinkResult<NodeId> {
        if self.is_cut_short() {
            return TokenSinkResult::Continue;
        }
        self.sink().begin_text(run, length);
        let result = self.process(token, line, Stack::other);
        self.sink().end_text();
        result
    }

    fn tag(&self, tag: Tag, line: u64) -> TokenSinkResult<NodeId> {
        let span = self.cursor.borrow_mut().markup(self.consumed());
        self.tags.set(self.tags.get() + 1);
        if self.is_cut_short() || self.leaves_out(&tag, span) {
            return TokenSinkResult::Continue;
        }
        self.sink().token.set(span);
        let (kind, name) = (tag.kind, tag.name.clone());
        let result = self.process(Token::TagToken(tag), line, |stack, now| match kind {
            TagKind::StartTag => stack.start(now, &name),
            TagKind::EndTag => stack.end(now, &name),
        });
        self.sink().end_markup();
        let raw_text = matches!(
            result,
            TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext
        );
        self.raw_text.replace(raw_text.then_some(name));
        result
    }

    /// Whether the tag is left out because too much is open; so is the end tag of one left out.
    fn leaves_out(&self, tag: &Tag, span: Span) -> bool {
        if tag.kind == TagKind::EndTag {
            return match self.left_out.borrow_mut().get_mut(&tag.name) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    true
                }
                _ => false,
            };
        }
        let opens = !is_void(&tag.name) && !is_raw_text(&tag.name);
        if !opens || self.stack.borrow().depth() < MAX_DEPTH {
            return false;
        }
        let is_foreign = || {
            self.builder
                .adjusted_current_node_present_but_not_in_html_namespace()
        };
        if tag.self_closing && is_foreign() {
            return false;
        }
        if self.too_deep.get().is_none() {
            self.too_deep.set(Some(span));
        }
        let mut left_out = self.left_out.borrow_mut();
        *left_out.entry(tag.name.clone()).or_default() += 1;
        true
    }

    /// The character that was read last; nothing, at the end of the input.
    fn last_character(&self) -> Span {
        let end = self.consumed();
        let before = &self.cursor.borrow().text_read()[..end];
        let length = before.chars().next_back().map_or(0, char::len_utf8);
        Span::of(end - length..end)
    }
}

impl TokenSink for Tokens<'_, '_> {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        match token {
            Token::TagToken(tag) => self.tag(tag, line),
            Token::CharacterTokens(ref text) => {
                let mut cursor = self.cursor.borrow_mut();
                let run = cursor.text(text, || self.consumed());
                let length = text.len();
                drop(cursor);
                self.text(token, run, length, line)
            }
            Token::NullCharacterToken => {
                let run = self.cursor.borrow_mut().text("\0", || self.consumed());
                self.text(token, run, 1, line)
            }
            Token::CommentToken(_) | Token::DoctypeToken(_) | Token::EOFToken => {
                let is_end = token == Token::EOFToken;
                let is_doctype = matches!(token, Token::DoctypeToken(_));
                let span = self.cursor.borrow_mut().markup(self.consumed());
                if self.is_cut_short() && !is_end {
                    return TokenSinkResult::Continue;
                }
                let span = if is_end { Span::at(span.end) } else { span };
                self.sink().token.set(span);
                let result = self.process(token, line, Stack::other);
                if !is_doctype {
                    self.sink().end_markup();
                }
                result
            }
            Token::ParseError(_) => {
                self.sink().token.set(self.last_character());
                self.builder.process_token(token, line)
            }
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[derive(Default)]
struct List(RefCell<Vec<NodeId>>);

impl Tracer for List {
    type Handle = NodeId;

    fn trace_handle(&self, node: &NodeId) {
        self.0.borrow_mut().push(*node);
    }
}
