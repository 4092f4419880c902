//! What the client asks for.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64};

use gen_lsp_types::{
    CodeActionParams, CompletionParams, DocumentDiagnosticParams, FullDocumentDiagnosticReport,
    HoverParams, RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    TextDocumentPositionParams, UnchangedDocumentDiagnosticReport, Uri,
};
use lsp_server::{ErrorCode, Request, RequestId};
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use super::Session;
use crate::document::Source;
use crate::lsp::client::{Run, json};
use crate::lsp::pool::{For, Job};
use crate::lsp::snapshot::{Snapshot, Stamp};
use crate::lsp::{actions, completion, diagnostics, hover, place};

/// Why a request has no answer.
type Error = (ErrorCode, String);

impl Session {
    /// Answers a request, or has it worked out.
    ///
    /// # Errors
    /// When it is none that can be answered.
    pub(super) fn dispatch(&mut self, request: Request) -> Result<(), Error> {
        let Request { id, method, params } = request;
        match method.as_str() {
            "textDocument/diagnostic" => self.pull(id, read(params)?),
            "textDocument/codeAction" => self.actions(id, read(params)?),
            "textDocument/hover" => {
                let params = read::<HoverParams>(params)?.text_document_position_params;
                self.at(id, &params, |snapshot, at| json(hover::at(snapshot, at)));
            }
            "textDocument/completion" => {
                let params = read::<CompletionParams>(params)?.text_document_position_params;
                self.at(id, &params, |snapshot, at| {
                    json(completion::at(snapshot, at))
                });
            }
            "initialize" => {
                let message = "`initialize` was said already".to_owned();
                return Err((ErrorCode::InvalidRequest, message));
            }
            other => {
                let message = format!("there is no method `{other}` here");
                return Err((ErrorCode::MethodNotFound, message));
            }
        }
        Ok(())
    }

    fn pull(&mut self, id: RequestId, params: DocumentDiagnosticParams) {
        let uri = params.text_document.uri;
        if let Some(document) = self.documents.get(&uri)
            && let Some(before) = &params.previous_result_id
        {
            // The editor moves what it shows along with the text, until that is saved.
            let can_wait = self.options.run == Run::OnSave && document.saved != document.state();
            if can_wait || *before == document.state().to_string() {
                self.client.answer(id, unchanged(before));
                return;
            }
        }
        let Some(snapshot) = self.snapshot(&uri).or_else(|| self.on_disk(&uri)) else {
            self.client.answer(id, full(None, Vec::new()));
            return;
        };
        let known = self.workspace.mistakes().get(snapshot.path()).cloned();
        self.work(id, snapshot, move |snapshot| {
            let items = diagnostics::all(snapshot, known.as_deref());
            full(snapshot.version.map(|_| snapshot.stamp.to_string()), items)
        });
    }

    /// A file that is not open, as it is on disk.
    fn on_disk(&mut self, uri: &Uri) -> Option<Snapshot> {
        let path = place::path(uri)?;
        let metadata = std::fs::metadata(&path).ok()?;
        if !metadata.is_file() || metadata.len() > Source::MAX_BYTES as u64 {
            return None;
        }
        let bytes = std::fs::read(&path).ok()?;
        Some(Snapshot {
            uri: uri.clone(),
            kind: place::kind(&path, ""),
            version: None,
            config: self.workspace.config(&path),
            source: Arc::new(Source::decode(path, bytes)),
            can: Arc::clone(&self.can),
            stamp: Stamp::new(&Arc::new(AtomicU64::new(0))),
            checked: Arc::default(),
        })
    }

    fn actions(&mut self, id: RequestId, params: CodeActionParams) {
        let uri = &params.text_document.uri;
        let encoding = self.can.encoding;
        let document = self.documents.get(uri);
        let span = document.map(|document| document.span(params.range, encoding));
        match (span, self.snapshot(uri)) {
            (Some(span), Some(snapshot)) => self.work(id, snapshot, move |snapshot| {
                json(actions::at(snapshot, span, &params.context))
            }),
            _ => self.client.answer(id, Json::Null),
        }
    }

    /// Works out what is asked about a place in a document.
    fn at(
        &mut self,
        id: RequestId,
        params: &TextDocumentPositionParams,
        work: impl FnOnce(&Snapshot, u32) -> Json + Send + 'static,
    ) {
        let uri = &params.text_document.uri;
        let encoding = self.can.encoding;
        let place = self.documents.get(uri);
        let place = place.map(|document| document.offset(params.position, encoding));
        match (place, self.snapshot(uri)) {
            (Some(at), Some(snapshot)) => {
                self.work(id, snapshot, move |snapshot| work(snapshot, at));
            }
            _ => self.client.answer(id, Json::Null),
        }
    }

    fn work(
        &mut self,
        id: RequestId,
        snapshot: Snapshot,
        work: impl FnOnce(&Snapshot) -> Json + Send + 'static,
    ) {
        let cancelled = Arc::new(AtomicBool::new(false));
        self.pending.insert(id.clone(), Arc::clone(&cancelled));
        self.pool.ask(Job {
            asked: For::Request(id, cancelled),
            stamp: snapshot.stamp.clone(),
            work: Box::new(move || work(&snapshot)),
        });
    }
}

fn full(result_id: Option<String>, items: Vec<gen_lsp_types::Diagnostic>) -> Json {
    json(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    })
}

fn unchanged(before: &str) -> Json {
    json(RelatedUnchangedDocumentDiagnosticReport {
        related_documents: None,
        unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
            result_id: before.to_owned(),
        },
    })
}

fn read<T: DeserializeOwned>(params: Json) -> Result<T, Error> {
    serde_json::from_value(params).map_err(|error| (ErrorCode::InvalidParams, error.to_string()))
}
