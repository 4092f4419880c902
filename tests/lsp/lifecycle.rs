//! How sessions begin and end.

use copydesk::lsp::End;
use serde_json::{Value as Json, json};

use crate::editor::{Editor, pulling, pushed};

#[test]
fn a_session_ends_as_the_protocol_has_it() {
    assert_eq!(Editor::start(pulling(), None).stop(), End::Done);
}

#[test]
fn who_leaves_without_a_word_abandons_the_session() {
    assert_eq!(Editor::start(pulling(), None).end(), End::Abandoned);
    assert_eq!(Editor::raw().end(), End::Abandoned);
    let editor = Editor::start(pulling(), None);
    editor.tell("exit", Json::Null);
    assert_eq!(editor.end(), End::Abandoned);
    let editor = Editor::raw();
    editor.tell("exit", Json::Null);
    assert_eq!(editor.end(), End::Abandoned);
}

#[test]
fn after_shutdown_only_exit_is_heard() {
    let mut editor = Editor::start(pulling(), None);
    assert_eq!(editor.ask("shutdown", Json::Null), Ok(Json::Null));
    assert_eq!(editor.ask("textDocument/hover", json!({})), Err(-32600));
    assert_eq!(editor.ask("shutdown", Json::Null), Err(-32600));
    editor.open("file:///a.md", "");
    assert_eq!(editor.end(), End::Done);
}

#[test]
fn nothing_is_answered_before_the_first_request() {
    let mut editor = Editor::raw();
    assert_eq!(editor.ask("textDocument/hover", json!({})), Err(-32002));
    editor.open("file:///a.md", "");
    assert!(
        editor
            .ask("initialize", json!({ "capabilities": {} }))
            .is_ok()
    );
    assert_eq!(
        editor.ask("initialize", json!({ "capabilities": {} })),
        Err(-32600)
    );
    assert_eq!(editor.stop(), End::Done);
}

#[test]
fn the_first_encoding_of_the_client_that_is_known_is_taken() {
    let chosen = |offered: Json| {
        let editor = Editor::start(json!({ "general": { "positionEncodings": offered } }), None);
        editor.greeting["capabilities"]["positionEncoding"].clone()
    };
    assert_eq!(chosen(json!(["utf-32", "utf-8", "utf-16"])), "utf-32");
    assert_eq!(chosen(json!(["utf-16", "utf-8"])), "utf-16");
    assert_eq!(chosen(json!(["utf-7", "utf-8"])), "utf-8");
    assert_eq!(chosen(json!(["utf-7"])), "utf-16");
    assert_eq!(chosen(Json::Null), "utf-16");
}

#[test]
fn diagnostics_are_offered_to_who_asks_for_them() {
    let offers = |capabilities| {
        let editor = Editor::start(capabilities, None);
        let offered = &editor.greeting["capabilities"];
        assert_eq!(offered["textDocumentSync"]["change"], 2);
        !offered["diagnosticProvider"].is_null()
    };
    assert!(offers(pulling()));
    assert!(!offers(pushed()));
}

#[test]
fn what_cannot_be_read_of_the_first_words_counts_as_not_said() {
    let mut editor = Editor::with(json!({
        "processId": "none",
        "capabilities": { "general": 3 },
        "workspaceFolders": "here",
        "initializationOptions": { "run": "never" },
    }));
    let said = editor.told("window/showMessage");
    assert!(
        said["message"].as_str().unwrap().contains("onSave"),
        "{said}"
    );
    assert_eq!(editor.stop(), End::Done);
    assert_eq!(Editor::with(Json::Null).stop(), End::Done);
}
