//! The queue that the tokenizer reads from, and how much of it is read.

use std::cell::Cell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;

/// The text, as far as the tokenizer has got it.
pub(super) struct Input<'q> {
    queue: &'q BufferQueue,
    fed: Cell<usize>,
}

impl<'q> Input<'q> {
    /// An empty queue, which will hold the text from the byte `start` on.
    pub(super) fn new(queue: &'q BufferQueue, start: usize) -> Self {
        Self {
            queue,
            fed: Cell::new(start),
        }
    }

    pub(super) fn feed(&self, portion: StrTendril) {
        self.fed.set(self.fed.get() + portion.len());
        self.queue.push_back(portion);
    }

    /// Where the text ends that the tokenizer has got.
    pub(super) fn fed(&self) -> usize {
        self.fed.get()
    }

    /// How far the tokenizer has read.
    pub(super) fn consumed(&self) -> usize {
        self.fed.get() - unread(self.queue)
    }

    /// The same, where a tag, a comment or a doctype has just ended. What is put back ends with
    /// the first character that is no letter, so nothing of it is left behind a `>`.
    pub(super) fn consumed_markup(&self) -> usize {
        let chunk = self.queue.peek_front_chunk_mut();
        let unread = chunk.map_or(0, |chunk| chunk.len());
        debug_assert_eq!(unread, self::unread(self.queue));
        self.fed.get() - unread
    }
}

/// How much is in the queue. It can hold several chunks: letters that were taken for a character
/// reference are put back as a chunk of their own.
fn unread(queue: &BufferQueue) -> usize {
    let Some(chunk) = queue.pop_front() else {
        return 0;
    };
    let length = chunk.len();
    let behind = if queue.is_empty() { 0 } else { unread(queue) };
    queue.push_front(chunk);
    length + behind
}
