//! What the client tells without waiting for an answer.

use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::Instant;

use gen_lsp_types::{
    CancelParams, ConfigurationItem, ConfigurationParams, DidChangeTextDocumentParams,
    DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, Id, Registration, RegistrationParams,
    TextDocumentItem,
};
use lsp_server::{Notification, RequestId};
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};

use super::{LOOK, Session};
use crate::lsp::client::{Asked, Run};
use crate::lsp::documents::{Document, refuse_giants};
use crate::lsp::place::{self, Kind};
use crate::lsp::pool::Refusal;

/// The files that decide how articles are checked: configurations, rules of packs with their
/// schemas, and what tells which generator a site is made with.
const WATCHED: &[&str] = &[
    "**/*.{yml,yaml,toml,json}",
    "**/{astro,docusaurus,eleventy}.config.*",
    "**/.eleventy.js",
];

/// What is said to a text that is larger than any article.
const TOO_LARGE: &str = "too large for an article, not checked any more";

impl Session {
    /// Takes note of what the client tells.
    ///
    /// # Errors
    /// What is wrong with it, for the log.
    pub(super) fn notification(&mut self, notification: Notification) -> Result<(), String> {
        let Notification { method, params } = notification;
        match method.as_str() {
            "initialized" => self.initialized(),
            "textDocument/didOpen" => {
                self.open(read::<DidOpenTextDocumentParams>(params)?.text_document);
            }
            "textDocument/didChange" => self.change(read(params)?),
            "textDocument/didSave" => self.save(&read(params)?),
            "textDocument/didClose" => self.close(&read(params)?),
            "workspace/didChangeConfiguration" => {
                if self.can.configuration {
                    self.ask_for_settings();
                } else {
                    self.set(&params["settings"]);
                }
            }
            "workspace/didChangeWatchedFiles" => {
                let changes = read::<DidChangeWatchedFilesParams>(params)?.changes;
                let paths = changes.iter().filter_map(|change| place::path(&change.uri));
                if paths.into_iter().any(|path| matters(&path)) {
                    self.reload();
                }
            }
            "workspace/didChangeWorkspaceFolders" => {
                let event = read::<DidChangeWorkspaceFoldersParams>(params)?.event;
                let folders = &mut self.workspace.folders;
                for folder in event.removed.iter().filter_map(|it| place::path(&it.uri)) {
                    folders.retain(|known| *known != folder);
                }
                folders.extend(event.added.iter().filter_map(|it| place::path(&it.uri)));
                self.reload();
            }
            "$/cancelRequest" => self.cancel(read::<CancelParams>(params)?.id),
            // JSON-RPC has no answer to a notification that nobody knows.
            _ => {}
        }
        Ok(())
    }

    fn initialized(&mut self) {
        if self.can.watches {
            let watchers: Vec<_> = WATCHED
                .iter()
                .map(|glob| json!({ "globPattern": glob }))
                .collect();
            let method = "workspace/didChangeWatchedFiles";
            let registration = Registration {
                id: "configuration".to_owned(),
                method: method.to_owned(),
                register_options: Some(json!({ "watchers": watchers })),
            };
            let params = RegistrationParams {
                registrations: vec![registration],
            };
            self.client
                .ask("client/registerCapability", params, Asked::Nothing);
        } else {
            self.next_look = Some(Instant::now() + LOOK);
        }
        if self.can.configuration {
            self.ask_for_settings();
        }
        // A mistake is told before the first article is opened.
        for folder in self.workspace.folders.clone() {
            self.workspace.config(&folder.join("article.md"));
        }
        self.show_mistakes();
        self.workspace.looks_changed();
    }

    fn ask_for_settings(&mut self) {
        let item = ConfigurationItem {
            section: Some("copydesk".to_owned()),
            ..ConfigurationItem::default()
        };
        let params = ConfigurationParams { items: vec![item] };
        self.client
            .ask("workspace/configuration", params, Asked::Settings);
    }

    /// Takes the settings of the editor.
    pub(super) fn set(&mut self, settings: &Json) {
        let before = self.options;
        if let Err(complaint) = self.options.read(settings) {
            self.client.show(complaint);
        }
        if self.options != before {
            self.check_all();
        }
    }

    fn open(&mut self, item: TextDocumentItem) {
        let language = item.language_id.to_string();
        let path = place::path_or_stand_in(&item.uri, &language, &self.workspace.home());
        if refuse_giants(item.text.len()).is_err() {
            self.client.show(format!("{}: {TOO_LARGE}", path.display()));
            return;
        }
        let kind = place::kind(&path, &language);
        let document = Document::new(kind, path, item.version, item.text);
        self.documents.insert(item.uri.clone(), document);
        // Its own diagnostics take the place of what was pushed for the file.
        self.show_mistakes();
        self.push_now(&item.uri);
    }

    fn change(&mut self, params: DidChangeTextDocumentParams) {
        let uri = params.text_document.text_document_identifier.uri;
        let Some(document) = self.documents.get_mut(&uri) else {
            self.client.log(format!("{}: changed, but not open", uri.0));
            return;
        };
        document.version = params.text_document.version;
        if document
            .change(params.content_changes, self.can.encoding)
            .is_err()
        {
            let path = document.path.display();
            self.client.show(format!("{path}: {TOO_LARGE}"));
            self.forget(&uri);
        } else if self.options.run == Run::OnType {
            self.push_soon(&uri);
        }
    }

    fn save(&mut self, params: &DidSaveTextDocumentParams) {
        let uri = &params.text_document.uri;
        let Some(document) = self.documents.get_mut(uri) else {
            return;
        };
        document.saved = document.state();
        if document.kind != Kind::Article {
            // The client may watch files too, but not all do, and none at once.
            self.reload();
            return;
        }
        self.push_now(uri);
        if self.options.run == Run::OnSave {
            self.refresh();
        }
    }

    fn close(&mut self, params: &DidCloseTextDocumentParams) {
        self.forget(&params.text_document.uri);
        self.show_mistakes();
    }

    fn cancel(&mut self, id: Id) {
        let id: RequestId = match id {
            Id::Int(id) => id.into(),
            Id::String(id) => id.into(),
        };
        if let Some(cancelled) = self.pending.remove(&id) {
            cancelled.store(true, Ordering::Relaxed);
            let (code, message) = Refusal::Cancelled.into_error();
            self.client.refuse(id, code, message);
        }
    }
}

/// Whether a file may decide how articles are checked.
fn matters(path: &Path) -> bool {
    !path
        .components()
        .any(|part| part.as_os_str() == "node_modules")
}

fn read<T: DeserializeOwned>(params: Json) -> Result<T, String> {
    serde_json::from_value(params).map_err(|error| error.to_string())
}
