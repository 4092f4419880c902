//! An editor for tests: says what editors say, and waits for what it is told.

use std::collections::VecDeque;
use std::path::Path;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use copydesk::lsp::{End, serve};
use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use serde_json::{Value as Json, json};

/// So long nothing takes on any machine; it keeps a failing test from hanging.
const PATIENCE: Duration = Duration::from_secs(120);

pub(crate) struct Editor {
    connection: Option<Connection>,
    server: Option<JoinHandle<End>>,
    next: i32,
    /// What came while something else was waited for.
    inbox: VecDeque<Message>,
    /// The answer to `initialize`.
    pub(crate) greeting: Json,
}

/// What a client that asks for diagnostics can.
pub(crate) fn pulling() -> Json {
    json!({
        "general": { "positionEncodings": ["utf-8", "utf-16"] },
        "textDocument": { "diagnostic": {
            "relatedInformation": true,
            "codeDescriptionSupport": true,
            "tagSupport": { "valueSet": [1, 2] },
        } },
        "workspace": {
            "workspaceEdit": { "documentChanges": true },
            "diagnostics": { "refreshSupport": true },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
        },
    })
}

/// What a client that is sent diagnostics can.
pub(crate) fn pushed() -> Json {
    json!({ "textDocument": { "publishDiagnostics": { "relatedInformation": true } } })
}

impl Editor {
    /// A server that nothing was said to yet.
    pub(crate) fn raw() -> Self {
        let (connection, other) = Connection::memory();
        Self {
            connection: Some(connection),
            server: Some(thread::spawn(move || serve(other))),
            next: 0,
            inbox: VecDeque::new(),
            greeting: Json::Null,
        }
    }

    /// A session, with a folder open if there is one.
    pub(crate) fn start(capabilities: Json, folder: Option<&Path>) -> Self {
        Self::with(json!({
            "processId": null,
            "rootUri": folder.map(uri),
            "capabilities": capabilities,
        }))
    }

    /// A session with these parameters of `initialize`.
    pub(crate) fn with(params: Json) -> Self {
        let mut editor = Self::raw();
        editor.greeting = editor.ask("initialize", params).unwrap();
        editor.tell("initialized", json!({}));
        editor
    }

    pub(crate) fn send(&self, message: impl Into<Message>) {
        let connection = self.connection.as_ref().unwrap();
        connection.sender.send(message.into()).unwrap();
    }

    pub(crate) fn tell(&self, method: &str, params: Json) {
        self.send(Notification {
            method: method.to_owned(),
            params,
        });
    }

    /// Sends a request, and does not wait.
    pub(crate) fn begin(&mut self, method: &str, params: Json) -> RequestId {
        self.next += 1;
        let id = RequestId::from(self.next);
        self.send(Request {
            id: id.clone(),
            method: method.to_owned(),
            params,
        });
        id
    }

    /// The answer to a request: what it gives, or the code of the error.
    pub(crate) fn answer(&mut self, id: &RequestId) -> Result<Json, i32> {
        let response = self.wait(|message| match message {
            Message::Response(response) if response.id == *id => Some(response.clone()),
            _ => None,
        });
        response.response_result.map_err(|error| error.code)
    }

    pub(crate) fn ask(&mut self, method: &str, params: Json) -> Result<Json, i32> {
        let id = self.begin(method, params);
        self.answer(&id)
    }

    /// The next message that `look` takes. The others are kept.
    pub(crate) fn wait<T>(&mut self, look: impl Fn(&Message) -> Option<T>) -> T {
        if let Some(at) = self
            .inbox
            .iter()
            .position(|message| look(message).is_some())
        {
            return look(&self.inbox.remove(at).unwrap()).unwrap();
        }
        loop {
            let receiver = &self.connection.as_ref().unwrap().receiver;
            let message = receiver
                .recv_timeout(PATIENCE)
                .expect("the server says nothing");
            match look(&message) {
                Some(found) => return found,
                None => self.inbox.push_back(message),
            }
        }
    }

    /// The next notification of a method.
    pub(crate) fn told(&mut self, method: &str) -> Json {
        self.wait(|message| match message {
            Message::Notification(it) if it.method == method => Some(it.params.clone()),
            _ => None,
        })
    }

    /// The next request of the server of a method, answered with `result`.
    pub(crate) fn asked(&mut self, method: &str, result: Json) -> Json {
        let request = self.wait(|message| match message {
            Message::Request(it) if it.method == method => Some(it.clone()),
            _ => None,
        });
        self.send(Response::new_ok(request.id, result));
        request.params
    }

    /// Whether the server has said something of a method before it answered this question.
    pub(crate) fn has_heard(&mut self, method: &str) -> bool {
        let _ = self.ask("test/unknown", Json::Null);
        self.inbox.iter().any(|message| match message {
            Message::Notification(it) => it.method == method,
            Message::Request(it) => it.method == method,
            Message::Response(_) => false,
        })
    }

    pub(crate) fn open(&self, uri: &str, text: &str) {
        let language = if uri.ends_with(".html") {
            "html"
        } else {
            "markdown"
        };
        self.tell(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": uri, "languageId": language, "version": 1, "text": text } }),
        );
    }

    /// Puts a text in the place of a range of a document.
    pub(crate) fn edit(&self, uri: &str, version: i32, range: Json, text: &str) {
        self.tell(
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": uri, "version": version },
                "contentChanges": [{ "range": range, "text": text }],
            }),
        );
    }

    /// What is to be said about a document, asked for.
    pub(crate) fn pull(&mut self, uri: &str) -> Vec<Json> {
        let report = self
            .ask(
                "textDocument/diagnostic",
                json!({ "textDocument": { "uri": uri } }),
            )
            .unwrap();
        assert_eq!(report["kind"], "full", "{report}");
        report["items"].as_array().unwrap().clone()
    }

    /// The actions for a range.
    pub(crate) fn actions(&mut self, uri: &str, range: Json, only: Option<&str>) -> Vec<Json> {
        let params = json!({
            "textDocument": { "uri": uri },
            "range": range,
            "context": { "diagnostics": [], "only": only.map(|kind| [kind]) },
        });
        let actions = self.ask("textDocument/codeAction", params).unwrap();
        actions.as_array().unwrap().clone()
    }

    /// Ends the session as the protocol has it.
    pub(crate) fn stop(mut self) -> End {
        self.ask("shutdown", Json::Null).unwrap();
        self.tell("exit", Json::Null);
        self.end()
    }

    /// Hangs up, and says how the session ended.
    pub(crate) fn end(mut self) -> End {
        self.connection = None;
        self.server.take().unwrap().join().unwrap()
    }
}

/// The address of a file.
pub(crate) fn uri(path: impl AsRef<Path>) -> String {
    url::Url::from_file_path(path).unwrap().into()
}

pub(crate) fn position(line: u32, character: u32) -> Json {
    json!({ "line": line, "character": character })
}

pub(crate) fn range(start: (u32, u32), end: (u32, u32)) -> Json {
    json!({ "start": position(start.0, start.1), "end": position(end.0, end.1) })
}

/// Everything, as far as an editor can select it.
pub(crate) fn everything() -> Json {
    range((0, 0), (u32::MAX >> 1, 0))
}

/// A document after the edits of an action, in UTF-8 positions.
pub(crate) fn edited(text: &str, action: &Json) -> String {
    let change = &action["edit"]["documentChanges"][0];
    let mut edits = change["edits"].as_array().unwrap().clone();
    let at = |position: &Json| {
        let number = |name: &str| usize::try_from(position[name].as_u64().unwrap()).unwrap();
        let lines = text.split_inclusive('\n').take(number("line"));
        lines.map(str::len).sum::<usize>() + number("character")
    };
    edits.sort_by_key(|edit| at(&edit["range"]["start"]));
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        let (start, end) = (at(&edit["range"]["start"]), at(&edit["range"]["end"]));
        text.replace_range(start..end, edit["newText"].as_str().unwrap());
    }
    text
}

/// The ids of the rules of diagnostics, in order.
pub(crate) fn rules(diagnostics: &[Json]) -> Vec<&str> {
    diagnostics
        .iter()
        .map(|it| it["code"].as_str().unwrap())
        .collect()
}

/// An article with one fault that can be mended safely, and a date that cannot be.
pub(crate) const FERRY: &str =
    "---\ntitle: The ferry\ndate: 2024-06-31\n---\n\nIt left at nine.</b> Nobody saw.\n";
