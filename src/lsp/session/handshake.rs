//! The first words.

use std::path::PathBuf;

use crossbeam_channel::Receiver;
use gen_lsp_types::{
    ChangeNotifications, ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProvider,
    CompletionOptions, DiagnosticOptions, DiagnosticProvider, HoverProvider, InitializeResult,
    Save, SaveOptions, ServerCapabilities, ServerInfo, TextDocumentSync, TextDocumentSyncKind,
    TextDocumentSyncOptions, Uri, WorkspaceFolder, WorkspaceFoldersServerCapabilities,
    WorkspaceOptions,
};
use lsp_server::{ErrorCode, Message};
use serde::Deserialize;
use serde_json::Value as Json;

use super::{End, Greeting};
use crate::lsp::actions::FIX_ALL;
use crate::lsp::client::{Abilities, Client, Options, json};
use crate::lsp::place;

/// Waits for `initialize`, and answers it.
pub(super) fn shake_hands(client: &Client, messages: &Receiver<Message>) -> Result<Greeting, End> {
    for message in messages {
        match message {
            Message::Request(request) if request.method == "initialize" => {
                let greeting = read(&request.params);
                client.answer(request.id, json(offer(&greeting.can)));
                return Ok(greeting);
            }
            Message::Request(request) => {
                let message = "the first request has to be `initialize`";
                client.refuse(request.id, ErrorCode::ServerNotInitialized, message);
            }
            Message::Notification(notification) if notification.method == "exit" => break,
            Message::Notification(_) | Message::Response(_) => {}
        }
    }
    Err(End::Abandoned)
}

/// Reads what the client says of itself. Nothing of it is needed, so what cannot be read counts as
/// not said.
fn read(params: &Json) -> Greeting {
    let capabilities = ClientCapabilities::deserialize(&params["capabilities"]);
    let mut options = Options::default();
    let complaint = options.read(&params["initializationOptions"]).err();
    Greeting {
        can: Abilities::of(capabilities.unwrap_or_default()),
        options,
        folders: folders(params),
        parent: params["processId"].as_i64(),
        complaint,
    }
}

/// The folders that are open, as clients of all ages say it.
fn folders(params: &Json) -> Vec<PathBuf> {
    let folders = Vec::<WorkspaceFolder>::deserialize(&params["workspaceFolders"]);
    let folders = folders.unwrap_or_default();
    if !folders.is_empty() {
        return folders
            .iter()
            .filter_map(|it| place::path(&it.uri))
            .collect();
    }
    let root = params["rootUri"].as_str().map(Uri::from);
    let root = root.and_then(|uri| place::path(&uri));
    let root = root.or_else(|| params["rootPath"].as_str().map(PathBuf::from));
    root.into_iter().collect()
}

/// What the server can.
fn offer(can: &Abilities) -> InitializeResult {
    let diagnostics = DiagnosticOptions {
        identifier: Some("copydesk".to_owned()),
        ..DiagnosticOptions::default()
    };
    let fix_all = CodeActionKind::Custom(FIX_ALL.into());
    let capabilities = ServerCapabilities {
        position_encoding: Some(can.encoding.kind()),
        text_document_sync: Some(TextDocumentSync::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::Incremental),
            save: Some(Save::SaveOptions(SaveOptions {
                include_text: Some(false),
            })),
            ..TextDocumentSyncOptions::default()
        })),
        diagnostic_provider: can
            .pulls
            .then_some(DiagnosticProvider::DiagnosticOptions(diagnostics)),
        code_action_provider: Some(CodeActionProvider::CodeActionOptions(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QuickFix, fix_all]),
            ..CodeActionOptions::default()
        })),
        hover_provider: Some(HoverProvider::Bool(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(vec![":".to_owned(), "/".to_owned()]),
            ..CompletionOptions::default()
        }),
        workspace: Some(WorkspaceOptions {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(ChangeNotifications::Bool(true)),
            }),
            ..WorkspaceOptions::default()
        }),
        ..ServerCapabilities::default()
    };
    InitializeResult {
        capabilities,
        server_info: Some(ServerInfo {
            name: "copydesk".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}
