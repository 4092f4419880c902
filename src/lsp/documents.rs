//! The open texts. What the editor shows counts, not what is on disk.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use gen_lsp_types::{TextDocumentContentChangeEvent as Change, Uri};

use super::encoding::Encoding;
use super::place::Kind;
use super::snapshot::{Checked, Stamp};
use crate::document::{LineIndex, Source, Span, offset};

/// A text is larger than any article.
#[derive(Debug)]
pub(super) struct TooLarge;

/// A document that the editor has open.
pub(super) struct Document {
    /// What it is to the desk.
    pub(super) kind: Kind,
    /// The path that it is checked under.
    pub(super) path: PathBuf,
    /// The version as the editor counts.
    pub(super) version: i32,
    /// The state that was opened or saved last.
    pub(super) saved: u64,
    text: String,
    lines: LineIndex,
    /// The text as it is handed out, until it changes.
    source: Option<Arc<Source>>,
    state: Arc<AtomicU64>,
    /// What was found in it last.
    checked: Arc<Mutex<Option<Checked>>>,
}

impl Document {
    pub(super) fn new(kind: Kind, path: PathBuf, version: i32, text: String) -> Self {
        let state = next();
        Self {
            kind,
            path,
            version,
            saved: state,
            lines: LineIndex::new(&text),
            text,
            source: None,
            state: Arc::new(AtomicU64::new(state)),
            checked: Arc::default(),
        }
    }

    /// Makes changes in their order; each counts in the text that the one before has left.
    ///
    /// # Errors
    /// When the text is larger than any article; it is as it was then.
    pub(super) fn change(
        &mut self,
        changes: Vec<Change>,
        encoding: Encoding,
    ) -> Result<(), TooLarge> {
        self.touch();
        for change in changes {
            match change {
                Change::TextDocumentContentChangePartial(change) => {
                    let span = encoding.span(&self.text, &self.lines, change.range);
                    refuse_giants(self.text.len() + change.text.len())?;
                    self.text.replace_range(span.range(), &change.text);
                    let len = offset(change.text.len());
                    self.lines.splice(&self.text, span, len);
                }
                Change::TextDocumentContentChangeWholeDocument(change) => {
                    refuse_giants(change.text.len())?;
                    self.lines = LineIndex::new(&change.text);
                    self.text = change.text;
                }
            }
        }
        Ok(())
    }

    /// Makes what is under way stale.
    pub(super) fn touch(&mut self) {
        self.source = None;
        self.state.store(next(), Ordering::Relaxed);
    }

    /// The number of its state: of its text and of what it is checked under. No two documents ever
    /// share one.
    pub(super) fn state(&self) -> u64 {
        self.state.load(Ordering::Relaxed)
    }

    /// The text as it is now. It is copied once, however often it is asked for.
    pub(super) fn source(&mut self) -> Arc<Source> {
        let source = self
            .source
            .get_or_insert_with(|| Arc::new(Source::new(&self.path, self.text.as_str())));
        Arc::clone(source)
    }

    /// Tells whoever works on it whether it is still what it was.
    pub(super) fn stamp(&self) -> Stamp {
        Stamp::new(&self.state)
    }

    /// Where is kept what was found in it.
    pub(super) fn checked(&self) -> Arc<Mutex<Option<Checked>>> {
        Arc::clone(&self.checked)
    }

    /// The byte of a position.
    pub(super) fn offset(&self, position: gen_lsp_types::Position, encoding: Encoding) -> u32 {
        encoding.offset(&self.text, &self.lines, position)
    }

    /// The bytes of a range.
    pub(super) fn span(&self, range: gen_lsp_types::Range, encoding: Encoding) -> Span {
        encoding.span(&self.text, &self.lines, range)
    }
}

impl Drop for Document {
    fn drop(&mut self) {
        // What is queued for it need not be done any more.
        self.state.store(next(), Ordering::Relaxed);
    }
}

/// A number for a state.
fn next() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Whether a text is too large for an article.
///
/// # Errors
/// When it is.
pub(super) fn refuse_giants(bytes: usize) -> Result<(), TooLarge> {
    match bytes > Source::MAX_BYTES {
        true => Err(TooLarge),
        false => Ok(()),
    }
}

/// The open documents, by their addresses as the editor writes them.
pub(super) type Documents = HashMap<Uri, Document>;

#[cfg(test)]
mod tests {
    use gen_lsp_types::{Position, Range, TextDocumentContentChangePartial};
    use proptest::prelude::*;

    use super::*;

    fn partial(start: (u32, u32), end: (u32, u32), text: &str) -> Change {
        let position = |(line, character)| Position { line, character };
        let range = Range {
            start: position(start),
            end: position(end),
        };
        #[allow(deprecated, reason = "the field is there, and old clients fill it")]
        let change = TextDocumentContentChangePartial {
            range,
            range_length: None,
            text: text.to_owned(),
        };
        Change::TextDocumentContentChangePartial(change)
    }

    fn open(text: &str) -> Document {
        Document::new(Kind::Article, "a.md".into(), 1, text.to_owned())
    }

    #[test]
    fn changes_count_in_the_text_of_those_before() {
        let mut document = open("你好\nferry\n");
        let changes = vec![
            partial((0, 1), (0, 2), "们😀"),
            partial((0, 3), (1, 0), ""),
            partial((0, 99), (99, 0), "!"),
        ];
        document.change(changes, Encoding::Utf16).unwrap();
        assert_eq!(document.source().text(), "你们ferry!");
    }

    proptest! {
        #[test]
        fn edits_anywhere_leave_the_lines_true(
            text in "[ab你😀\r\n]{0,20}",
            edits in prop::collection::vec((0_u32..6, 0_u32..6, 0_u32..6, 0_u32..6, "[a😀\r\n]{0,4}"), 0..8),
        ) {
            let mut document = open(&text);
            for (a, b, c, d, new) in edits {
                document.change(vec![partial((a, b), (c, d), &new)], Encoding::Utf16).unwrap();
                let fresh = LineIndex::new(&document.text);
                prop_assert_eq!(format!("{:?}", document.lines), format!("{fresh:?}"));
            }
        }
    }
}
