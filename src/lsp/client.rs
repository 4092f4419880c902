//! What the client can and wants, and messages to it.

use std::collections::HashMap;

use crossbeam_channel::Sender;
use gen_lsp_types::{
    ClientCapabilities, DiagnosticTag, DiagnosticsCapabilities, LogMessageParams, MessageType,
    ShowMessageParams,
};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::encoding::Encoding;

/// What the client can, as far as it matters here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a yes or no of the protocol"
)]
pub(super) struct Abilities {
    pub(super) encoding: Encoding,
    /// It asks for diagnostics; then none are pushed.
    pub(super) pulls: bool,
    /// It asks again when told to.
    pub(super) refreshes: bool,
    pub(super) related: bool,
    pub(super) unnecessary: bool,
    pub(super) links: bool,
    pub(super) versioned_edits: bool,
    /// It watches files when told which.
    pub(super) watches: bool,
    /// It can be asked for its settings.
    pub(super) configuration: bool,
}

impl Abilities {
    pub(super) fn of(client: ClientCapabilities) -> Self {
        let general = client.general.unwrap_or_default();
        let document = client.text_document.unwrap_or_default();
        let workspace = client.workspace.unwrap_or_default();
        let pulls = document.diagnostic.is_some();
        let pull = document.diagnostic.unwrap_or_default();
        let push = document.publish_diagnostics.unwrap_or_default();
        // What a client can show it can show either way, though it may say so only once.
        let shown = [pull.diagnostics_capabilities, push.diagnostics_capabilities];
        let can = |look: fn(&DiagnosticsCapabilities) -> bool| shown.iter().any(look);
        let yes = |answer: Option<bool>| answer == Some(true);
        let encodings = general.position_encodings.unwrap_or_default();
        let edits = workspace.workspace_edit.unwrap_or_default();
        let watching = workspace.did_change_watched_files.unwrap_or_default();
        Self {
            encoding: Encoding::choose(&encodings),
            pulls,
            refreshes: yes(workspace.diagnostics.and_then(|it| it.refresh_support)),
            related: can(|it| it.related_information == Some(true)),
            unnecessary: can(|it| {
                let tags = it.tag_support.as_ref();
                tags.is_some_and(|tags| tags.value_set.contains(&DiagnosticTag::Unnecessary))
            }),
            links: can(|it| it.code_description_support == Some(true)),
            versioned_edits: yes(edits.document_changes),
            watches: yes(watching.dynamic_registration),
            configuration: yes(workspace.configuration),
        }
    }
}

/// When articles are checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Run {
    /// A moment after each change.
    #[default]
    OnType,
    /// When they are opened and when they are saved.
    OnSave,
}

/// What the user has set in the editor, under `copydesk`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Options {
    pub(super) run: Run,
}

impl Options {
    /// Settings as the client has them; what is set wrongly is told, and nothing is changed.
    pub(super) fn read(&mut self, given: &Json) -> Result<(), String> {
        // Some clients send the whole section, some what is in it, some nothing.
        let section = given.get("copydesk").unwrap_or(given);
        if section.is_null() {
            return Ok(());
        }
        let read = Self::deserialize(section);
        *self = read.map_err(|error| format!("the editor's settings for copydesk: {error}"))?;
        Ok(())
    }
}

/// What a request to the client was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Its settings.
    Settings,
    /// Something whose answer changes nothing.
    Nothing,
}

/// The way to the client.
pub(super) struct Client {
    sender: Sender<Message>,
    asked: HashMap<RequestId, Asked>,
    next: i32,
}

impl Client {
    pub(super) fn new(sender: Sender<Message>) -> Self {
        Self {
            sender,
            asked: HashMap::new(),
            next: 0,
        }
    }

    /// Sends a message. When the client is gone the loop learns it from the other direction.
    fn send(&self, message: impl Into<Message>) {
        let _ = self.sender.send(message.into());
    }

    pub(super) fn answer(&self, id: RequestId, result: Json) {
        self.send(Response {
            id,
            response_result: Ok(result),
        });
    }

    pub(super) fn refuse(&self, id: RequestId, code: ErrorCode, message: impl Into<String>) {
        self.send(Response::new_err(id, code as i32, message.into()));
    }

    pub(super) fn notify(&self, method: &str, params: impl Serialize) {
        self.send(Notification {
            method: method.to_owned(),
            params: json(params),
        });
    }

    pub(super) fn ask(&mut self, method: &str, params: impl Serialize, what: Asked) {
        let id = RequestId::from(self.next);
        self.next = self.next.wrapping_add(1);
        self.asked.insert(id.clone(), what);
        self.send(Request {
            id,
            method: method.to_owned(),
            params: json(params),
        });
    }

    /// What an answer was asked for.
    pub(super) fn asked(&mut self, id: &RequestId) -> Option<Asked> {
        self.asked.remove(id)
    }

    /// Tells the user.
    pub(super) fn show(&self, message: impl Into<String>) {
        let message = message.into();
        let kind = MessageType::Warning;
        self.notify("window/showMessage", ShowMessageParams { kind, message });
    }

    /// Tells whoever looks into the editor's log.
    pub(super) fn log(&self, message: impl Into<String>) {
        let message = message.into();
        let kind = MessageType::Error;
        self.notify("window/logMessage", LogMessageParams { kind, message });
    }
}

/// A value of the protocol as JSON.
pub(super) fn json(value: impl Serialize) -> Json {
    // Its types have text for keys and no errors of their own.
    serde_json::to_value(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_come_in_several_forms() {
        let mut options = Options::default();
        options
            .read(&json!({ "copydesk": { "run": "onSave" } }))
            .unwrap();
        assert_eq!(options.run, Run::OnSave);
        options.read(&Json::Null).unwrap();
        assert_eq!(options.run, Run::OnSave);
        options.read(&json!({ "run": "onType" })).unwrap();
        assert_eq!(options.run, Run::OnType);
        let said = options.read(&json!({ "run": "sometimes" })).unwrap_err();
        assert!(said.contains("onSave"), "{said}");
    }
}
