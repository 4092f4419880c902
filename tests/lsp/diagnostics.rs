//! What diagnostics say.

use serde_json::{Value as Json, json};

use crate::editor::{Editor, FERRY, pulling, pushed, range, rules};

const URI: &str = "file:///nowhere/ferry.md";

fn with_encoding(encoding: &str) -> Json {
    let mut capabilities = pulling();
    capabilities["general"]["positionEncodings"] = json!([encoding]);
    capabilities
}

#[test]
fn columns_count_in_the_encoding_that_was_agreed() {
    let text = "---\ntitle: a\ndate: 2024-06-30\n---\n\n渡轮😀在</b>清晨\n";
    for (encoding, column) in [("utf-8", 13), ("utf-16", 5), ("utf-32", 4)] {
        let mut editor = Editor::start(with_encoding(encoding), None);
        editor.open(URI, text);
        let found = editor.pull(URI);
        assert_eq!(rules(&found), ["html/stray-end-tag"]);
        assert_eq!(
            found[0]["range"],
            range((5, column), (5, column + 4)),
            "{encoding}"
        );
    }
}

#[test]
fn a_diagnostic_says_where_how_bad_and_why() {
    let mut editor = Editor::start(pulling(), None);
    editor.open(URI, FERRY);
    let found = editor.pull(URI);
    let (date, tag) = (&found[0], &found[1]);
    assert_eq!(date["source"], "copydesk");
    assert_eq!(date["severity"], 1);
    assert!(
        date["message"].as_str().unwrap().contains("30 days"),
        "{date}"
    );
    assert_eq!(date["tags"], Json::Null);
    assert_eq!(
        tag["tags"],
        json!([1]),
        "what can go without a loss is shown faded"
    );
    let link = tag["codeDescription"]["href"].as_str().unwrap();
    assert!(link.starts_with("https://"), "{link}");
}

#[test]
fn levels_are_severities() {
    let mut editor = Editor::start(pulling(), None);
    editor.open(URI, "---\ntitle: a\ntitle: b\n---\n\n![](net.png)\n");
    let found = editor.pull(URI);
    let severity = |rule: &str| {
        let of = found.iter().find(|it| it["code"] == rule);
        of.unwrap_or_else(|| panic!("no {rule} in {found:?}"))["severity"].clone()
    };
    assert_eq!(severity("front-matter/duplicate-key"), 1);
    assert_eq!(severity("image/alt-empty"), 3);
}

#[test]
fn other_places_are_told_to_who_can_show_them() {
    let text = "---\ntitle: a\ntitle: b\ndate: 2024-06-30\n---\n";
    let mut editor = Editor::start(pulling(), None);
    editor.open(URI, text);
    let found = editor.pull(URI);
    let related = &found[0]["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], URI);
    assert_eq!(
        related["location"]["range"]["start"]["line"], 1,
        "{found:?}"
    );
    let mut plain = Editor::start(json!({ "textDocument": { "diagnostic": {} } }), None);
    plain.open(URI, text);
    let found = plain.pull(URI);
    for field in ["relatedInformation", "codeDescription", "tags"] {
        assert_eq!(found[0][field], Json::Null, "{field}");
    }
}

#[test]
fn only_articles_are_checked() {
    let mut editor = Editor::start(pulling(), None);
    let open = |uri: &str, language: &str| json!({ "textDocument": { "uri": uri, "languageId": language, "version": 1, "text": FERRY } });
    editor.tell(
        "textDocument/didOpen",
        open("file:///nowhere/ferry.txt", "plaintext"),
    );
    assert_eq!(editor.pull("file:///nowhere/ferry.txt").len(), 0);
    editor.tell(
        "textDocument/didOpen",
        open("untitled:Untitled-1", "markdown"),
    );
    assert_eq!(editor.pull("untitled:Untitled-1").len(), 2);
    editor.tell("textDocument/didOpen", open("untitled:Untitled-2", "html"));
    assert_eq!(editor.pull("untitled:Untitled-2").len(), 2);
    assert_eq!(editor.pull("file:///nowhere/unheard-of.md").len(), 0);
}

#[test]
fn ten_thousand_findings_on_one_line_are_placed() {
    let text = format!(
        "---\ntitle: a\ndate: 2024-06-30\n---\n\n{}\n",
        "你\u{feff}".repeat(10_000)
    );
    let mut editor = Editor::start(with_encoding("utf-16"), None);
    editor.open(URI, &text);
    let found = editor.pull(URI);
    assert_eq!(found.len(), 10_000);
    assert_eq!(found[9_999]["range"], range((5, 19_999), (5, 20_000)));
}

#[test]
fn settings_decide_when_articles_are_checked() {
    let options = json!({ "capabilities": pushed(), "initializationOptions": { "run": "onSave" } });
    let mut editor = Editor::with(options);
    editor.open(URI, FERRY);
    assert_eq!(editor.told("textDocument/publishDiagnostics")["version"], 1);
    editor.edit(URI, 2, range((2, 14), (2, 16)), "30");
    editor.edit(URI, 3, range((1, 7), (1, 7)), "x");
    editor.tell(
        "textDocument/didSave",
        json!({ "textDocument": { "uri": URI } }),
    );
    let saved = editor.told("textDocument/publishDiagnostics");
    assert_eq!(
        (
            &saved["version"],
            saved["diagnostics"].as_array().unwrap().len()
        ),
        (&json!(3), 1)
    );
    // The setting can change under way.
    let settings = json!({ "settings": { "copydesk": { "run": "onType" } } });
    editor.tell("workspace/didChangeConfiguration", settings);
    assert_eq!(editor.told("textDocument/publishDiagnostics")["version"], 3);
    editor.edit(URI, 4, range((1, 7), (1, 7)), "x");
    assert_eq!(editor.told("textDocument/publishDiagnostics")["version"], 4);
}

#[test]
fn on_save_who_asks_between_is_told_that_nothing_has_changed() {
    let mut capabilities = pulling();
    capabilities["workspace"]["configuration"] = json!(true);
    let mut editor = Editor::start(capabilities, None);
    let asked = editor.asked("workspace/configuration", json!([{ "run": "onSave" }]));
    assert_eq!(asked["items"][0]["section"], "copydesk");
    editor.asked("workspace/diagnostic/refresh", Json::Null);
    editor.open(URI, FERRY);
    let ask = |before: &Json| json!({ "textDocument": { "uri": URI }, "previousResultId": before });
    let first = editor
        .ask("textDocument/diagnostic", ask(&Json::Null))
        .unwrap();
    editor.edit(URI, 2, range((2, 14), (2, 16)), "30");
    let between = editor
        .ask("textDocument/diagnostic", ask(&first["resultId"]))
        .unwrap();
    assert_eq!(between["kind"], "unchanged");
    editor.tell(
        "textDocument/didSave",
        json!({ "textDocument": { "uri": URI } }),
    );
    editor.asked("workspace/diagnostic/refresh", Json::Null);
    let saved = editor
        .ask("textDocument/diagnostic", ask(&first["resultId"]))
        .unwrap();
    assert_eq!(
        rules(saved["items"].as_array().unwrap()),
        ["html/stray-end-tag"]
    );
}
