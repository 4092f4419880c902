//! Clients that do what they should not. The session lives.

use copydesk::lsp::End;
use lsp_server::{Notification, RequestId};
use serde_json::{Value as Json, json};

use crate::editor::{Editor, FERRY, everything, position, pulling, pushed, range, rules};

const URI: &str = "file:///nowhere/ferry.md";

#[test]
fn what_is_not_there_is_refused_and_what_is_optional_ignored() {
    let mut editor = Editor::start(pulling(), None);
    assert_eq!(editor.ask("textDocument/rename", json!({})), Err(-32601));
    assert_eq!(editor.ask("$/unheard-of", Json::Null), Err(-32601));
    assert_eq!(editor.ask("", Json::Null), Err(-32601));
    editor.tell("$/setTrace", json!({ "value": "verbose" }));
    editor.tell("textDocument/unheardOf", Json::Null);
    assert_eq!(editor.stop(), End::Done);
}

#[test]
fn parameters_that_do_not_fit_are_refused() {
    let mut editor = Editor::start(pulling(), None);
    for method in ["diagnostic", "codeAction", "hover", "completion"] {
        for params in [Json::Null, json!([]), json!({ "textDocument": 3 })] {
            let method = format!("textDocument/{method}");
            assert_eq!(editor.ask(&method, params), Err(-32602), "{method}");
        }
    }
    for method in ["didOpen", "didChange", "didSave", "didClose"] {
        editor.tell(
            &format!("textDocument/{method}"),
            json!({ "textDocument": [] }),
        );
        let said = editor.told("window/logMessage")["message"].to_string();
        assert!(said.contains(method), "{said}");
    }
    assert_eq!(editor.stop(), End::Done);
}

#[test]
fn documents_that_are_not_open_can_be_neither_edited_nor_asked() {
    let mut editor = Editor::start(pulling(), None);
    editor.edit(URI, 2, range((0, 0), (0, 0)), "x");
    assert!(
        editor.told("window/logMessage")["message"]
            .to_string()
            .contains("not open")
    );
    editor.tell(
        "textDocument/didSave",
        json!({ "textDocument": { "uri": URI } }),
    );
    editor.tell(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": URI } }),
    );
    let place = json!({ "textDocument": { "uri": URI }, "position": position(0, 0) });
    assert_eq!(
        editor.ask("textDocument/hover", place.clone()),
        Ok(Json::Null)
    );
    assert_eq!(editor.ask("textDocument/completion", place), Ok(Json::Null));
    let params = json!({ "textDocument": { "uri": URI }, "range": everything(), "context": { "diagnostics": [] } });
    assert_eq!(
        editor.ask("textDocument/codeAction", params),
        Ok(Json::Null)
    );
    for address in [
        "",
        "x",
        "file://",
        "file:///",
        "file:///%00",
        "file://host/%FF.md",
        "http://[/",
    ] {
        editor.open(address, FERRY);
        editor.edit(address, 2, range((0, 0), (0, 0)), "");
        assert!(editor.pull(address).len() <= 2, "{address}");
    }
    assert_eq!(editor.stop(), End::Done);
}

#[test]
fn positions_that_are_nowhere_are_taken_for_the_nearest() {
    let far = i32::MAX as u32;
    let mut editor = Editor::start(pulling(), None);
    editor.open(URI, FERRY);
    editor.edit(URI, 2, range((far, far), (far, far)), "The end.</i>\n");
    editor.edit(URI, 3, range((2, far), (2, 14)), "30");
    assert_eq!(rules(&editor.pull(URI)), ["html/stray-end-tag"; 2]);
    for (line, character) in [(0, far), (far, 0), (far, far)] {
        let place =
            json!({ "textDocument": { "uri": URI }, "position": position(line, character) });
        assert!(editor.ask("textDocument/hover", place.clone()).is_ok());
        assert!(editor.ask("textDocument/completion", place).is_ok());
        editor.actions(URI, range((line, character), (0, 0)), None);
    }
    let below_zero =
        json!({ "textDocument": { "uri": URI }, "position": { "line": -1, "character": 0 } });
    assert_eq!(editor.ask("textDocument/hover", below_zero), Err(-32602));
}

#[test]
fn two_hundred_requests_at_once_are_all_answered() {
    let mut editor = Editor::start(pulling(), None);
    editor.open(URI, FERRY);
    let place = json!({ "textDocument": { "uri": URI }, "position": position(5, 17) });
    let asked: Vec<_> = (0..200)
        .map(|at| match at % 4 {
            0 => editor.begin(
                "textDocument/diagnostic",
                json!({ "textDocument": { "uri": URI } }),
            ),
            1 => editor.begin("textDocument/hover", place.clone()),
            2 => editor.begin("textDocument/completion", place.clone()),
            _ => editor.begin("textDocument/unheardOf", place.clone()),
        })
        .collect();
    for (at, id) in asked.iter().enumerate().rev() {
        match (at % 4, editor.answer(id)) {
            (3, Err(-32601)) => {}
            (0, Ok(report)) => assert_eq!(report["items"].as_array().unwrap().len(), 2),
            (1, Ok(hover)) => assert!(!hover.is_null()),
            (2, Ok(_)) => {}
            (_, other) => panic!("{at}: {other:?}"),
        }
    }
    assert_eq!(editor.stop(), End::Done);
}

#[test]
fn a_request_can_be_withdrawn() {
    let mut editor = Editor::start(pulling(), None);
    editor.open(
        URI,
        &format!("{FERRY}{}", "It left at nine. ".repeat(60_000)),
    );
    let ask = json!({ "textDocument": { "uri": URI } });
    let asked: Vec<_> = (0..20)
        .map(|_| editor.begin("textDocument/diagnostic", ask.clone()))
        .collect();
    let cancel = |editor: &Editor, id: &RequestId| {
        let id = serde_json::to_value(id).unwrap();
        editor.tell("$/cancelRequest", json!({ "id": id }));
    };
    for id in &asked[1..] {
        cancel(&editor, id);
    }
    for id in &asked[1..] {
        assert_eq!(editor.answer(id), Err(-32800));
    }
    assert!(editor.answer(&asked[0]).is_ok());
    // What is answered, or was never asked, cannot be withdrawn any more.
    cancel(&editor, &asked[0]);
    cancel(&editor, &RequestId::from("unheard-of".to_owned()));
    editor.tell("$/cancelRequest", json!({ "id": 1.5 }));
    assert_eq!(editor.stop(), End::Done);
}

#[test]
fn requests_under_way_at_the_end_are_answered() {
    let mut editor = Editor::start(pulling(), None);
    editor.open(
        URI,
        &format!("{FERRY}{}", "It left at nine. ".repeat(60_000)),
    );
    let ask = json!({ "textDocument": { "uri": URI } });
    let id = editor.begin("textDocument/diagnostic", ask);
    assert_eq!(editor.ask("shutdown", Json::Null), Ok(Json::Null));
    assert_eq!(editor.answer(&id), Err(-32800));
}

#[test]
fn answers_that_nobody_asked_for_are_dropped() {
    let mut editor = Editor::start(pulling(), None);
    let response = lsp_server::Response::new_ok(RequestId::from(99), json!([{ "run": "never" }]));
    editor.send(response);
    editor.send(Notification {
        method: "initialized".into(),
        params: Json::Null,
    });
    editor.open(URI, FERRY);
    editor.open(URI, "opened twice");
    assert_eq!(rules(&editor.pull(URI)), ["front-matter/missing"]);
    assert_eq!(editor.stop(), End::Done);
}

#[test]
fn ten_thousand_edits_leave_the_text_that_was_typed() {
    let mut editor = Editor::start(pushed(), None);
    editor.open(URI, FERRY);
    for edit in 0..5_000 {
        editor.edit(URI, 2 * edit + 2, range((5, 0), (5, 0)), "你😀\r\n");
        editor.edit(URI, 2 * edit + 3, range((5, 0), (6, 0)), "");
    }
    editor.edit(URI, 10_002, range((2, 14), (2, 16)), "30");
    loop {
        let told = editor.told("textDocument/publishDiagnostics");
        if told["version"] == 10_002 {
            let found = told["diagnostics"].as_array().unwrap();
            assert_eq!(rules(found), ["html/stray-end-tag"]);
            assert_eq!(found[0]["range"], range((5, 16), (5, 20)));
            break;
        }
    }
    assert_eq!(editor.stop(), End::Done);
}
