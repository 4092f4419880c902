//! Diagnostics that the server sends of itself.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use gen_lsp_types::{Diagnostic, PublishDiagnosticsParams, Uri};
use serde_json::Value as Json;

use super::Session;
use crate::lsp::client::{Asked, json};
use crate::lsp::diagnostics;
use crate::lsp::place;
use crate::lsp::pool::{For, Job, Refusal};
use crate::lsp::snapshot::Snapshot;

/// How long a text rests before it is checked.
const PAUSE: Duration = Duration::from_millis(100);

impl Session {
    /// A document as it is now.
    pub(super) fn snapshot(&mut self, uri: &Uri) -> Option<Snapshot> {
        let document = self.documents.get_mut(uri)?;
        let config = self.workspace.config(&document.path);
        let snapshot = Snapshot {
            uri: uri.clone(),
            kind: document.kind,
            version: Some(document.version),
            source: document.source(),
            config,
            can: Arc::clone(&self.can),
            stamp: document.stamp(),
            checked: document.checked(),
        };
        self.show_mistakes();
        Some(snapshot)
    }

    /// Checks a document after a pause in typing, if the client is sent diagnostics.
    pub(super) fn push_soon(&mut self, uri: &Uri) {
        if !self.can.pulls {
            self.due.insert(uri.clone(), Instant::now() + PAUSE);
        }
    }

    /// Checks a document, if the client is sent diagnostics.
    pub(super) fn push_now(&mut self, uri: &Uri) {
        if !self.can.pulls {
            self.due.remove(uri);
            self.push(uri);
        }
    }

    pub(super) fn push(&mut self, uri: &Uri) {
        let Some(snapshot) = self.snapshot(uri) else {
            return;
        };
        let known = self.workspace.mistakes().get(snapshot.path()).cloned();
        self.pool.ask(Job {
            asked: For::Push(uri.clone()),
            stamp: snapshot.stamp.clone(),
            work: Box::new(move || {
                json(PublishDiagnosticsParams {
                    diagnostics: diagnostics::all(&snapshot, known.as_deref()),
                    version: snapshot.version,
                    uri: snapshot.uri,
                })
            }),
        });
    }

    /// Sends what was worked out. What is stale is dropped: a newer check is due, or will be with
    /// the next save.
    pub(super) fn pushed(&self, uri: &Uri, answer: Result<Json, Refusal>) {
        match answer {
            Ok(params) => self
                .client
                .notify("textDocument/publishDiagnostics", params),
            Err(Refusal::Bug(message)) => self.client.log(format!("{}: {message}", uri.0)),
            Err(Refusal::Stale | Refusal::Cancelled) => {}
        }
    }

    /// Drops a document, and what was sent about it.
    pub(super) fn forget(&mut self, uri: &Uri) {
        self.due.remove(uri);
        if self.documents.remove(uri).is_some() && !self.can.pulls {
            self.publish(uri.clone(), Vec::new());
        }
    }

    fn publish(&self, uri: Uri, diagnostics: Vec<Diagnostic>) {
        let params = PublishDiagnosticsParams {
            uri,
            version: None,
            diagnostics,
        };
        self.client
            .notify("textDocument/publishDiagnostics", params);
    }

    /// Reads all configurations again, and checks all that is open.
    pub(super) fn reload(&mut self) {
        self.workspace.reload();
        for folder in self.workspace.folders.clone() {
            self.workspace.config(&folder.join("article.md"));
        }
        for document in self.documents.values() {
            self.workspace.config(&document.path);
        }
        self.show_mistakes();
        self.check_all();
    }

    /// Checks all that is open, because the same text may give other findings.
    pub(super) fn check_all(&mut self) {
        let uris: Vec<_> = self.documents.keys().cloned().collect();
        for uri in uris {
            if let Some(document) = self.documents.get_mut(&uri) {
                let is_saved = document.saved == document.state();
                document.touch();
                if is_saved {
                    document.saved = document.state();
                }
            }
            if !self.can.pulls {
                self.push(&uri);
            }
        }
        self.refresh();
    }

    /// Makes a client that asks for diagnostics ask again.
    pub(super) fn refresh(&mut self) {
        if self.can.pulls && self.can.refreshes {
            let method = "workspace/diagnostic/refresh";
            self.client.ask(method, Json::Null, Asked::Nothing);
        }
    }

    /// Sends the mistakes in configuration files that are not open, takes back those that are
    /// gone, and tells the user of new ones. Open files have diagnostics of their own.
    pub(super) fn show_mistakes(&mut self) {
        let found = self.workspace.mistakes();
        if found.is_empty() && self.told.is_empty() {
            return;
        }
        let mut told = HashMap::new();
        let mut wanted = HashMap::new();
        for (path, invalid) in found {
            let Some(first) = invalid.mistakes.first() else {
                continue;
            };
            let message = &first.message;
            if self.told.get(path) != Some(message) {
                let rest = "the last good configuration stays in force";
                self.client
                    .show(format!("{}: {message}; {rest}", path.display()));
            }
            told.insert(path.clone(), message.clone());
            let is_open = self.documents.values().any(|it| it.path == *path);
            if let Some(uri) = place::uri(path).filter(|_| !is_open) {
                wanted.insert(uri, diagnostics::mistakes(invalid, &self.can));
            }
        }
        for uri in self.shown.keys().filter(|uri| !wanted.contains_key(uri)) {
            self.publish(uri.clone(), Vec::new());
        }
        for (uri, mistakes) in &wanted {
            if self.shown.get(uri) != Some(mistakes) {
                self.publish(uri.clone(), mistakes.clone());
            }
        }
        (self.told, self.shown) = (told, wanted);
    }
}
