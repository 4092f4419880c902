//! What is open: the tree builder's stack of open elements, followed from outside.
//!
//! The tree builder tells when it makes an element, but seldom when it closes one. It can be asked
//! for its current node at no cost, and for its whole stack at the cost of a walk. So a token that
//! does the usual is known by the current node alone, and after any other the stack is compared
//! with what it was.

use html5ever::{LocalName, local_name};

use super::names::{is_formatting, is_formatting_border, is_html, is_scope_border, is_void};
use super::nodes::{is_alike, is_formatting_element, is_name, is_named};
use super::sink::Sink;
use super::{Closing, NodeId, StrayEndTag};
use crate::document::Span;

/// What the tree builder has open.
#[derive(Debug, Default)]
pub(super) struct Snapshot {
    /// The stack of open elements, `<html>` first.
    pub(super) open: Vec<NodeId>,
    /// The list of active formatting elements, without its markers.
    pub(super) formatting: Vec<NodeId>,
}

/// The tree builder, just after it has processed a token.
pub(super) struct Moment<'a, 't> {
    pub(super) sink: &'a Sink<'t>,
    /// The token.
    pub(super) span: Span,
    /// The element that is open innermost now.
    pub(super) current: Option<NodeId>,
    pub(super) snapshot: &'a dyn Fn() -> Snapshot,
}

#[derive(Debug, Default)]
pub(super) struct Stack {
    known: Snapshot,
    is_document: bool,
    pub(super) strays: Vec<StrayEndTag>,
    /// How many clones there are.
    pub(super) clones: usize,
}

impl Stack {
    pub(super) fn new(known: Snapshot, is_document: bool) -> Self {
        Self {
            known,
            is_document,
            ..Self::default()
        }
    }

    pub(super) fn depth(&self) -> usize {
        self.known.open.len()
    }

    pub(super) fn current(&self) -> Option<NodeId> {
        self.known.open.last().copied()
    }

    pub(super) fn root(&self) -> Option<NodeId> {
        self.known.open.first().copied()
    }

    /// After the start tag of `name`.
    pub(super) fn start(&mut self, now: &Moment<'_, '_>, name: &LocalName) {
        let (own, alone, elsewhere) = {
            let deeds = now.sink.deeds.borrow();
            let last = deeds.created.last().copied();
            // All that a start tag brings about besides is made before its own element, and
            // nothing is called like it but clones of it.
            let own = last.filter(|&node| is_named(&now.sink.html(), node, name));
            let created = deeds.created.len() == usize::from(own.is_some());
            (own, created && deeds.popped == 0, deeds.elsewhere)
        };
        if let Some(own) = own {
            now.sink.records.borrow_mut().written(own, now.span);
        }
        match own {
            Some(own) if alone && !elsewhere && now.current == Some(own) => {
                self.push(now.sink, own, name);
            }
            // The innermost element is the same as before, so none below it is gone.
            Some(own) if alone && now.current == self.current() => close_at_once(now, own),
            None if alone && now.current == self.current() => {}
            _ => {
                self.catch_up(now, own, None);
            }
        }
    }

    fn push(&mut self, sink: &Sink<'_>, node: NodeId, name: &LocalName) {
        self.known.open.push(node);
        if is_formatting(name) && is_formatting_element(&sink.html(), node) {
            self.known.formatting.push(node);
        }
    }

    /// After the end tag of `name`.
    pub(super) fn end(&mut self, now: &Moment<'_, '_>, name: &LocalName) {
        let current = self.current();
        let usual = {
            let deeds = now.sink.deeds.borrow();
            let popped = deeds.popped == 0 || deeds.popped == 1 && deeds.last_popped == current;
            popped && deeds.created.is_empty()
        };
        if usual && now.current == current {
            return self.closed_nothing(now, name);
        }
        let below = self.known.open.len().checked_sub(2);
        if usual
            && let Some(node) = current
            && now.current == below.map(|place| self.known.open[place])
            && is_named(&now.sink.html(), node, name)
        {
            return self.pop(now, node, name);
        }
        if !self.catch_up(now, None, Some(name)) {
            self.closed_nothing(now, name);
        }
    }

    /// The end tag closed the current node, and nothing else.
    fn pop(&mut self, now: &Moment<'_, '_>, node: NodeId, name: &LocalName) {
        self.known.open.pop();
        let mut records = now.sink.records.borrow_mut();
        records.close(node, Closing::EndTag(now.span));
        drop(records);
        if !self.known.formatting.is_empty() {
            self.close_formatting(now, node, name);
        }
    }

    /// Keeps the list of formatting elements in step when `node` is closed by its end tag.
    #[inline(never)]
    fn close_formatting(&mut self, now: &Moment<'_, '_>, node: NodeId, name: &LocalName) {
        let formatting = &mut self.known.formatting;
        if is_formatting_border(name) {
            *formatting = (now.snapshot)().formatting;
        } else if let Some(place) = formatting.iter().rposition(|&it| it == node) {
            formatting.remove(place);
        }
    }

    /// After a token that is no tag, but may have opened or closed something.
    pub(super) fn other(&mut self, now: &Moment<'_, '_>) {
        let alone = {
            let deeds = now.sink.deeds.borrow();
            deeds.created.is_empty() && deeds.popped == 0
        };
        if !alone || now.current != self.current() {
            self.catch_up(now, None, None);
        }
    }

    /// Compares the stack with what was known of it. Gives whether something was closed that had
    /// been open before. `own` is the element of a start tag, `end` the name of an end tag.
    #[cold]
    fn catch_up(
        &mut self,
        now: &Moment<'_, '_>,
        own: Option<NodeId>,
        end: Option<&LocalName>,
    ) -> bool {
        let next = (now.snapshot)();
        let deeds = now.sink.deeds.borrow();
        let gone = missing(&self.known.open, &next.open, deeds.created.first());
        // An end tag closes its own element last, after all that stands in it.
        let outmost = gone.first().copied();
        let closed =
            outmost.filter(|&node| end.is_some_and(|end| is_named(&now.sink.html(), node, end)));
        for &node in &gone {
            let closing = if closed == Some(node) {
                Closing::EndTag(now.span)
            } else {
                Closing::Implied { by: now.span }
            };
            now.sink.records.borrow_mut().close(node, closing);
        }
        self.name_clones(now.sink, &deeds.created, own, &next.formatting);
        for &node in &deeds.created {
            if !next.open.contains(&node) {
                close_at_once(now, node);
            }
        }
        self.known = next;
        !gone.is_empty()
    }

    /// Finds the model of each clone among `created`: a formatting element that has left the list.
    ///
    /// Elements are opened again in the order of the list, up to its end, so both are compared
    /// from the end: of several alike, each meets its own model.
    fn name_clones(
        &mut self,
        sink: &Sink<'_>,
        created: &[NodeId],
        own: Option<NodeId>,
        formatting: &[NodeId],
    ) {
        let is_clone =
            |&node: &NodeId| Some(node) != own && is_formatting_element(&sink.html(), node);
        let mut models = missing(&self.known.formatting, formatting, created.first());
        let mut spent: Vec<NodeId> = Vec::new();
        for node in created.iter().rev().copied().filter(is_clone) {
            let alike = |&model: &NodeId| is_alike(&sink.html(), model, node);
            let model = match models.iter().rposition(alike) {
                Some(place) => Some(models.remove(place)),
                // One end tag can have an element cloned, and the clone cloned again.
                None => spent.iter().copied().find(alike),
            };
            spent.extend(model);
            sink.records.borrow_mut().cloned(node, model);
            self.clones += 1;
        }
    }

    /// The end tag of `name` left the stack as it was.
    #[cold]
    fn closed_nothing(&mut self, now: &Moment<'_, '_>, name: &LocalName) {
        if let Some(node) = self.ended_document_part(now.sink, name) {
            let mut records = now.sink.records.borrow_mut();
            if records.element(node).map(|it| it.closing) == Some(Closing::EndOfInput) {
                return records.close(node, Closing::EndTag(now.span));
            }
        } else if is_formatting(name) && self.ended_formatting(now, name) {
            return;
        }
        self.strays.push(StrayEndTag {
            name: name.to_string(),
            span: now.span,
        });
    }

    /// `</body>` and `</html>` close their element without taking it off the stack.
    fn ended_document_part(&self, sink: &Sink<'_>, name: &LocalName) -> Option<NodeId> {
        let open = &self.known.open;
        let body = open.get(1).copied();
        let has_body = body.is_some_and(|node| is_named(&sink.html(), node, &local_name!("body")));
        let in_scope = |&node: &NodeId| !is_name(&sink.html(), node, is_scope_border);
        match *name {
            local_name!("body") if has_body && open.iter().all(in_scope) => body,
            local_name!("html") if has_body && open.iter().all(in_scope) => open.first().copied(),
            // Behind a frameset nothing else is open.
            local_name!("html") if self.is_document && open.len() == 1 => open.first().copied(),
            _ => None,
        }
    }

    /// Whether the end tag belongs to a formatting element that something else has closed, and
    /// kept the parser from opening it again.
    fn ended_formatting(&mut self, now: &Moment<'_, '_>, name: &LocalName) -> bool {
        let known = &mut self.known;
        let mut inmost_first = known.formatting.iter().rev().copied();
        let named = inmost_first.find(|&node| is_named(&now.sink.html(), node, name));
        let Some(node) = named.filter(|node| !known.open.contains(node)) else {
            return false;
        };
        known.formatting = (now.snapshot)().formatting;
        let ended = !known.formatting.contains(&node);
        if ended {
            now.sink.records.borrow_mut().end_late(node, now.span);
        }
        ended
    }
}

/// What is in `before` and not in `after`, both in their order. What is in both has the same order
/// in both; the nodes of `after` that are not older than `first_new` are not in `before`.
fn missing(before: &[NodeId], after: &[NodeId], first_new: Option<&NodeId>) -> Vec<NodeId> {
    let is_old = |node: &&NodeId| first_new.is_none_or(|first| *node < first);
    let mut kept = after.iter().filter(is_old).peekable();
    let is_missing = |node: &&NodeId| kept.next_if_eq(node).is_none();
    before.iter().filter(is_missing).copied().collect()
}

/// `node` was made by this token and is not open behind it.
fn close_at_once(now: &Moment<'_, '_>, node: NodeId) {
    let holds_nothing = is_name(&now.sink.html(), node, |it| {
        !is_html(it) || is_void(&it.local)
    });
    let closing = if holds_nothing {
        Closing::Void
    } else {
        Closing::Implied { by: now.span }
    };
    now.sink.records.borrow_mut().close(node, closing);
}
