//! The open text counts, in the version that is there.

use std::fs;

use serde_json::{Value as Json, json};

use crate::editor::{Editor, FERRY, pulling, pushed, range, rules, uri};

const URI: &str = "file:///nowhere/ferry.md";

#[test]
fn the_open_text_wins_over_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ferry.md");
    fs::write(&path, FERRY).unwrap();
    let mut editor = Editor::start(pulling(), Some(folder.path()));
    let address = uri(&path);
    let faults = ["date/impossible", "html/stray-end-tag"];
    assert_eq!(
        rules(&editor.pull(&address)),
        faults,
        "not open: as on disk"
    );
    editor.open(&address, &FERRY.replace("-31", "-30"));
    assert_eq!(rules(&editor.pull(&address)), ["html/stray-end-tag"]);
    editor.edit(&address, 2, range((5, 16), (5, 20)), "");
    assert_eq!(rules(&editor.pull(&address)), [""; 0]);
    editor.tell(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": address } }),
    );
    assert_eq!(rules(&editor.pull(&address)), faults);
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        FERRY,
        "nothing is ever written"
    );
}

#[test]
fn several_changes_come_in_one_message() {
    let mut editor = Editor::start(pulling(), None);
    editor.open(URI, "");
    let changes = json!([
        { "text": "---\ntitle: a\n---\n" },
        { "range": range((1, 7), (1, 8)), "text": "你好" },
        { "range": range((2, 0), (2, 0)), "text": "date: 2024-06-31\n" },
    ]);
    editor.tell(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": URI, "version": 2 }, "contentChanges": changes }),
    );
    let found = editor.pull(URI);
    assert_eq!(rules(&found), ["date/impossible"]);
    assert_eq!(found[0]["range"], range((2, 14), (2, 16)));
}

#[test]
fn who_is_sent_diagnostics_gets_them_after_each_pause() {
    let mut editor = Editor::start(pushed(), None);
    editor.open(URI, FERRY);
    let first = editor.told("textDocument/publishDiagnostics");
    assert_eq!(
        (
            &first["version"],
            first["diagnostics"].as_array().unwrap().len()
        ),
        (&json!(1), 2)
    );
    for version in 2..20 {
        editor.edit(URI, version, range((1, 7), (1, 7)), "x");
    }
    editor.edit(URI, 20, range((2, 14), (2, 16)), "30");
    // What was typed through says nothing; the pause is answered for the last version.
    let second = editor.told("textDocument/publishDiagnostics");
    assert_eq!(second["version"], 20);
    assert_eq!(
        rules(second["diagnostics"].as_array().unwrap()),
        ["html/stray-end-tag"]
    );
    editor.tell(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": URI } }),
    );
    let last = editor.told("textDocument/publishDiagnostics");
    assert_eq!(last["diagnostics"], json!([]));
}

#[test]
fn who_asks_for_diagnostics_is_sent_none() {
    let mut editor = Editor::start(pulling(), None);
    editor.open(URI, FERRY);
    editor.edit(URI, 2, range((1, 7), (1, 7)), "x");
    assert_eq!(editor.pull(URI).len(), 2);
    // Longer than any pause in typing that is waited for.
    std::thread::sleep(std::time::Duration::from_millis(400));
    assert!(!editor.has_heard("textDocument/publishDiagnostics"));
}

#[test]
fn an_answer_for_a_text_that_has_changed_is_refused() {
    let mut editor = Editor::start(pulling(), None);
    let long = format!(
        "{FERRY}{}",
        "It left at nine, and came back. ".repeat(40_000)
    );
    editor.open(URI, &long);
    let ask = json!({ "textDocument": { "uri": URI } });
    let asked: Vec<_> = (2..12)
        .map(|version| {
            let id = editor.begin("textDocument/diagnostic", ask.clone());
            editor.edit(URI, version, range((1, 7), (1, 8)), "t");
            id
        })
        .collect();
    for id in asked {
        assert_eq!(editor.answer(&id), Err(-32801));
    }
    assert_eq!(editor.pull(URI).len(), 2);
}

#[test]
fn what_has_not_changed_is_not_said_again() {
    let mut editor = Editor::start(pulling(), None);
    editor.open(URI, FERRY);
    let mut ask = |before: &Json| {
        let params = json!({ "textDocument": { "uri": URI }, "previousResultId": before });
        let report = editor.ask("textDocument/diagnostic", params).unwrap();
        (
            report["kind"].as_str().unwrap().to_owned(),
            report["resultId"].clone(),
        )
    };
    let (kind, first) = ask(&Json::Null);
    assert_eq!(kind, "full");
    assert_eq!(ask(&first), ("unchanged".to_owned(), first.clone()));
    editor.edit(URI, 2, range((1, 7), (1, 8)), "t");
    let params = json!({ "textDocument": { "uri": URI }, "previousResultId": first });
    let report = editor.ask("textDocument/diagnostic", params).unwrap();
    assert_eq!(report["kind"], "full");
    assert_ne!(report["resultId"], first);
}

#[test]
fn a_document_that_is_opened_again_is_another_one() {
    let mut editor = Editor::start(pulling(), None);
    let ask = |editor: &mut Editor, before: &Json| {
        let params = json!({ "textDocument": { "uri": URI }, "previousResultId": before });
        editor.ask("textDocument/diagnostic", params).unwrap()
    };
    editor.open(URI, FERRY);
    let first = ask(&mut editor, &Json::Null);
    editor.tell(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": URI } }),
    );
    editor.open(URI, "---\ntitle: a\ndate: 2024-06-30\n---\n");
    let second = ask(&mut editor, &first["resultId"]);
    assert_eq!(
        (&second["kind"], &second["items"]),
        (&json!("full"), &json!([]))
    );
}
