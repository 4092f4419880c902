//! A text at a version, ready to be asked on any thread.

use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use gen_lsp_types::{
    DocumentChange, Edit as LspEdit, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit,
    TextDocumentIdentifier, Uri, WorkspaceEdit,
};

use super::client::Abilities;
use super::encoding::Positions;
use super::place::Kind;
use crate::config::Config;
use crate::date::clock::Instant;
use crate::document::{Article, Source};
use crate::engine;
use crate::finding::Finding;
use crate::fix::Edit;

/// A state of a document, and the way to learn that it is over.
#[derive(Clone, Debug)]
pub(super) struct Stamp {
    newest: Arc<AtomicU64>,
    state: u64,
}

impl Stamp {
    /// The state that the document is in now.
    pub(super) fn new(newest: &Arc<AtomicU64>) -> Self {
        Self {
            state: newest.load(Ordering::Relaxed),
            newest: Arc::clone(newest),
        }
    }

    /// Whether the document has changed since.
    pub(super) fn is_stale(&self) -> bool {
        self.newest.load(Ordering::Relaxed) != self.state
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.state.fmt(formatter)
    }
}

/// What was found in a text, in the state of that number.
pub(super) type Checked = (u64, Arc<Vec<Finding>>);

/// A document as it was when it was asked about.
pub(super) struct Snapshot {
    pub(super) uri: Uri,
    pub(super) kind: Kind,
    pub(super) version: Option<i32>,
    pub(super) source: Arc<Source>,
    pub(super) config: Arc<Config>,
    pub(super) can: Arc<Abilities>,
    pub(super) stamp: Stamp,
    pub(super) checked: Arc<Mutex<Option<Checked>>>,
}

impl Snapshot {
    /// The path that it is checked under.
    pub(super) fn path(&self) -> &Path {
        self.source.path()
    }

    /// The configuration, at this moment.
    pub(super) fn config(&self) -> Config {
        (*self.config).clone().afresh().at(Instant::now())
    }

    /// The day that it is by the clock of the site; where that is not known, at Greenwich.
    pub(super) fn today(&self) -> String {
        let now = Instant::now();
        let clock = self.config.settings().zone.site_wall(now);
        let time = clock.unwrap_or_else(|| now.wall(0)).to_string();
        time.get(..10).unwrap_or(&time).to_owned()
    }

    /// The article.
    pub(super) fn article(&self) -> Article<'_> {
        engine::parse(&self.source, &self.config)
    }

    /// What is to be said about the article; worked out once for each state. Nothing is said
    /// about what the configuration keeps out.
    pub(super) fn findings(&self) -> Arc<Vec<Finding>> {
        let lock = || self.checked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((state, findings)) = &*lock()
            && *state == self.stamp.state
        {
            return Arc::clone(findings);
        }
        let found = match self.kind {
            Kind::Article if !self.config.excludes(self.path()) => {
                engine::check(&self.source, &self.config())
            }
            Kind::Article | Kind::Config | Kind::Other => Vec::new(),
        };
        let findings = Arc::new(found);
        *lock() = Some((self.stamp.state, Arc::clone(&findings)));
        findings
    }

    /// Positions in it, as the client counts them.
    pub(super) fn positions(&self) -> Positions<'_> {
        Positions::new(&self.source, self.can.encoding)
    }

    /// Edits of this version, for the client to make.
    pub(super) fn edit(&self, edits: &[Edit]) -> WorkspaceEdit {
        let positions = self.positions();
        let edits = edits.iter().map(|edit| positions.edit(edit));
        if !self.can.versioned_edits {
            return WorkspaceEdit {
                changes: Some([(self.uri.clone(), edits.collect())].into()),
                ..WorkspaceEdit::default()
            };
        }
        let change = TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                version: self.version,
                text_document_identifier: TextDocumentIdentifier {
                    uri: self.uri.clone(),
                },
            },
            edits: edits.map(LspEdit::TextEdit).collect(),
        };
        WorkspaceEdit {
            document_changes: Some(vec![DocumentChange::TextDocumentEdit(change)]),
            ..WorkspaceEdit::default()
        }
    }
}
