//! The tokenizer's sink: hands every token to the tree builder, and says where it stands.

use std::cell::{Cell, RefCell};

use html5ever::LocalName;
use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::Tracer;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;

use super::cursor::{Cursor, Run};
use super::depth::{LeftOut, MAX_DEPTH};
use super::input::Input;
use super::nodes::is_formatting_element;
use super::sink::Sink;
use super::stack::{Moment, Snapshot, Stack};
use super::{CutShort, Dom, Excess, NodeId};
use crate::document::Span;

/// How many clones of formatting elements there may be, beside [`CLONES_PER_TAG`]. One unclosed
/// `<font>` is repeated in every paragraph behind it, hundreds of them by the hundred.
const MAX_CLONES: usize = 50_000;
const CLONES_PER_TAG: usize = 4;

pub(super) struct Tokens<'t, 'q> {
    pub(super) builder: TreeBuilder<NodeId, Sink<'t>>,
    pub(super) input: Input<'q>,
    /// The element a fragment is read in, which is in no list.
    context: Option<NodeId>,
    pub(super) cursor: RefCell<Cursor<'t>>,
    pub(super) stack: RefCell<Stack>,
    tags: Cell<usize>,
    /// The element whose content is being read as text.
    pub(super) raw_text: RefCell<Option<LocalName>>,
    depth: RefCell<LeftOut>,
    pub(super) cut_short: Cell<Option<CutShort>>,
    unfinished: Cell<Option<Span>>,
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
            input: Input::new(queue, start),
            context,
            cursor: RefCell::new(Cursor::new(text, start)),
            stack: RefCell::default(),
            tags: Cell::default(),
            raw_text: RefCell::default(),
            depth: RefCell::default(),
            cut_short: Cell::default(),
            unfinished: Cell::default(),
        };
        let known = tokens.snapshot();
        tokens.sink().deeds.borrow_mut().clear();
        tokens.sink().current.set(known.open.last().copied());
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
            too_deep: self.depth.into_inner().first,
            cut_short: self.cut_short.get(),
            unfinished: self.unfinished.get(),
        }
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
    #[cold]
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
        let is_formatting = |node: &&NodeId| is_formatting_element(&self.sink().html(), **node);
        Snapshot {
            open: open.to_vec(),
            formatting: others.iter().filter(is_formatting).copied().collect(),
        }
    }

    /// Looks at what became of the token.
    fn look(&self, how: impl FnOnce(&mut Stack, &Moment<'_, 't>)) {
        let sink = self.sink();
        let mut stack = self.stack.borrow_mut();
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
        how(&mut stack, &moment);
        sink.deeds.borrow_mut().clear();
        sink.current.set(stack.current());
        if stack.clones > MAX_CLONES + CLONES_PER_TAG * self.tags.get() {
            self.cut_short(Excess::Formatting, moment.span);
        }
    }

    /// Looks at what became of a token that is no tag: it seldom opens or closes anything.
    fn glance(&self) {
        if !self.sink().deeds.borrow().is_empty() {
            self.look(Stack::other);
        }
    }

    /// From here on nothing more goes into the tree.
    pub(super) fn cut_short(&self, excess: Excess, at: Span) {
        if self.cut_short.get().is_none() {
            self.cut_short.set(Some(CutShort { excess, at }));
        }
    }

    fn text(&self, token: Token, run: Run, length: usize, line: u64) -> TokenSinkResult<NodeId> {
        let sink = self.sink();
        sink.token.set(run.span);
        sink.texts.begin(run, length);
        let is_nul = matches!(token, Token::NullCharacterToken);
        let result = self.builder.process_token(token, line);
        self.glance();
        sink.texts.end(is_nul);
        result
    }

    #[inline(never)]
    fn tag(&self, tag: Tag, line: u64) -> TokenSinkResult<NodeId> {
        let consumed = self.input.consumed_markup();
        let span = self.cursor.borrow_mut().markup(consumed);
        if self.leaves_out(&tag, span) {
            return TokenSinkResult::Continue;
        }
        self.sink().token.set(span);
        self.tags.set(self.tags.get() + 1);
        let (kind, name) = (tag.kind, tag.name.clone());
        let result = self.builder.process_token(Token::TagToken(tag), line);
        self.look(|stack, now| match kind {
            TagKind::StartTag => stack.start(now, &name),
            TagKind::EndTag => stack.end(now, &name),
        });
        self.sink().texts.clear();
        let mut raw_text = self.raw_text.borrow_mut();
        let is_raw_text = matches!(
            result,
            TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext
        );
        if is_raw_text || raw_text.is_some() {
            *raw_text = is_raw_text.then_some(name);
        }
        result
    }

    #[cold]
    fn other(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let sink = self.sink();
        let consumed = self.input.consumed();
        let mut cursor = self.cursor.borrow_mut();
        sink.token.set(match token {
            Token::ParseError(_) => cursor.last_character(consumed),
            Token::EOFToken => {
                let dropped = cursor.markup(consumed);
                if cursor.begins_tag(dropped) {
                    self.unfinished.set(Some(dropped));
                }
                Span::at(dropped.end)
            }
            Token::CommentToken(_) => {
                let span = cursor.markup(consumed);
                if cursor.is_open_comment(span) {
                    self.unfinished.set(Some(span));
                }
                span
            }
            _ => cursor.markup(consumed),
        });
        drop(cursor);
        // These two do not bring out the text that was kept back.
        let keeps_text = matches!(token, Token::ParseError(_) | Token::DoctypeToken(_));
        let result = self.builder.process_token(token, line);
        self.glance();
        if !keeps_text {
            sink.texts.clear();
        }
        result
    }

    /// Whether the tag is left out because too much is open; so is the end tag of one left out.
    fn leaves_out(&self, tag: &Tag, span: Span) -> bool {
        let is_deep = self.stack.borrow().depth() >= MAX_DEPTH;
        let mut depth = self.depth.borrow_mut();
        if !is_deep && depth.first.is_none() {
            return false;
        }
        if tag.kind == TagKind::EndTag {
            return depth.leaves_out_end(&tag.name);
        }
        let closes_itself = tag.self_closing
            && self
                .builder
                .adjusted_current_node_present_but_not_in_html_namespace();
        is_deep && !closes_itself && depth.leaves_out_start(&tag.name, span)
    }
}

impl TokenSink for Tokens<'_, '_> {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if self.cut_short.get().is_some() && token != Token::EOFToken {
            return TokenSinkResult::Continue;
        }
        let consumed = || self.input.consumed();
        let is_raw = || self.raw_text.borrow().is_some();
        match token {
            Token::CharacterTokens(ref text) => {
                let run = self.cursor.borrow_mut().text(text, is_raw(), consumed);
                let length = text.len();
                self.text(token, run, length, line)
            }
            Token::NullCharacterToken => {
                let run = self.cursor.borrow_mut().text("\0", is_raw(), consumed);
                self.text(token, run, 1, line)
            }
            Token::TagToken(tag) => self.tag(tag, line),
            _ => self.other(token, line),
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
