//! What can be done about findings.

use serde_json::{Value as Json, json};

use crate::editor::{Editor, FERRY, edited, everything, pulling, range, rules};

const URI: &str = "file:///nowhere/ferry.md";

fn open(text: &str) -> Editor {
    let editor = Editor::start(pulling(), None);
    editor.open(URI, text);
    editor
}

fn titles(actions: &[Json]) -> Vec<&str> {
    actions
        .iter()
        .map(|it| it["title"].as_str().unwrap())
        .collect()
}

/// The action whose title starts so.
fn action<'a>(actions: &'a [Json], title: &str) -> &'a Json {
    let found = actions
        .iter()
        .find(|it| it["title"].as_str().unwrap().starts_with(title));
    found.unwrap_or_else(|| panic!("no {title:?} in {:?}", titles(actions)))
}

/// What is found in a text.
fn findings(text: &str) -> Vec<String> {
    let mut editor = open(text);
    let found = editor.pull(URI);
    rules(&found).into_iter().map(str::to_owned).collect()
}

#[test]
fn a_safe_fix_is_the_preferred_action() {
    let mut editor = open(FERRY);
    let found = editor.pull(URI);
    let context = json!({ "diagnostics": found, "only": ["quickfix"] });
    let params = json!({ "textDocument": { "uri": URI }, "range": range((5, 17), (5, 17)), "context": context });
    let actions = editor.ask("textDocument/codeAction", params).unwrap();
    let first = &actions[0];
    assert_eq!(first["isPreferred"], true, "{first}");
    assert_eq!(first["kind"], "quickfix");
    assert_eq!(first["diagnostics"], json!([found[1]]));
    assert_eq!(edited(FERRY, first), FERRY.replace("</b>", ""));
    let document = &first["edit"]["documentChanges"][0]["textDocument"];
    assert_eq!(*document, json!({ "uri": URI, "version": 1 }));
}

#[test]
fn a_client_without_versions_gets_plain_edits() {
    let mut editor = Editor::start(json!({ "textDocument": { "diagnostic": {} } }), None);
    editor.open(URI, FERRY);
    let actions = editor.actions(URI, everything(), Some("source.fixAll"));
    let edits = &actions[0]["edit"]["changes"][URI];
    assert_eq!(
        *edits,
        json!([{ "range": range((5, 16), (5, 20)), "newText": "" }])
    );
}

#[test]
fn fixing_all_makes_the_safe_fixes_only() {
    let text = "\n---\ntitle: The ferry\ndate: 2024-06-30\n---\n\nAt</b> nine 😀.</i>\n\n<img src=https://example.org/a.jpg alt=A>\n";
    let mut editor = open(text);
    let actions = editor.actions(URI, range((0, 0), (0, 0)), Some("source.fixAll.copydesk"));
    assert_eq!(titles(&actions), ["Fix all that is safe to fix"]);
    assert_eq!(actions[0]["kind"], "source.fixAll.copydesk");
    let mended = edited(text, &actions[0]);
    assert_eq!(
        mended,
        text.trim_start().replace("</b>", "").replace("</i>", "")
    );
    assert_eq!(
        findings(&mended),
        ["referrer/missing"],
        "what is not safe stays"
    );
    let mut editor = open(&mended);
    assert_eq!(
        editor
            .actions(URI, everything(), Some("source.fixAll"))
            .len(),
        0
    );
}

#[test]
fn only_the_kinds_that_are_asked_for_come() {
    let mut editor = open(FERRY);
    let mut kinds = |only: Option<&str>| {
        let actions = editor.actions(URI, everything(), only);
        let mut kinds: Vec<_> = actions
            .iter()
            .map(|it| it["kind"].as_str().unwrap().to_owned())
            .collect();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds(Some("quickfix")), ["quickfix"]);
    assert_eq!(kinds(Some("source")), ["source.fixAll.copydesk"]);
    assert_eq!(kinds(Some("")), ["quickfix", "source.fixAll.copydesk"]);
    assert_eq!(kinds(None), ["quickfix", "source.fixAll.copydesk"]);
    for other in ["source.organizeImports", "source.fixAll.copy", "refactor"] {
        assert_eq!(kinds(Some(other)), [""; 0], "{other}");
    }
    let context = json!({ "diagnostics": [], "triggerKind": 2 });
    let params =
        json!({ "textDocument": { "uri": URI }, "range": everything(), "context": context });
    let actions = editor.ask("textDocument/codeAction", params).unwrap();
    let kinds = actions.as_array().unwrap().iter().map(|it| &it["kind"]);
    assert!(
        kinds.into_iter().all(|kind| kind == "quickfix"),
        "not at every step of the cursor"
    );
}

#[test]
fn all_of_one_rule_are_mended_together() {
    let text = "---\ntitle: a\ndate: 2024-06-30\n---\n\nOne</b>, two</u>, three</i>.\n\n<figure><img src=\"a.jpg\" alt=\"A\">The quay</figure>\n";
    let mut editor = open(text);
    let actions = editor.actions(URI, range((5, 3), (5, 3)), None);
    let all = action(&actions, "Fix all of html/stray-end-tag");
    let expected = ["</b>", "</u>", "</i>"]
        .iter()
        .fold(text.to_owned(), |text, tag| text.replace(tag, ""));
    assert_eq!(edited(text, all), expected);
}

#[test]
fn a_missing_key_is_added_with_a_value_to_begin_with() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("copydesk.yml"),
        "front-matter:\n  required: [title, 'date|published', tags]\n",
    )
    .unwrap();
    let cases = [
        (
            "---\nauthor: Mara\n---\n\n# Ferry: *again*\n",
            "---\ntitle: 'Ferry: again'\nauthor: Mara\n---\n\n# Ferry: *again*\n",
        ),
        (
            "+++\n[extra]\na = 1\n+++\n",
            "+++\ntitle = \"the ferry\"\n[extra]\na = 1\n+++\n",
        ),
        (
            "{\n  \"a\": 1\n}\n",
            "{\n  \"title\": \"the ferry\",\n  \"a\": 1\n}\n",
        ),
    ];
    for (text, expected) in cases {
        let address = crate::editor::uri(folder.path().join("the-ferry.md"));
        let mut editor = Editor::start(pulling(), Some(folder.path()));
        editor.open(&address, text);
        let actions = editor.actions(&address, range((0, 0), (0, 3)), Some("quickfix"));
        let added = edited(text, action(&actions, "Add `title`"));
        assert_eq!(added, expected);
        action(&actions, "Add `date`");
        assert!(edited(text, action(&actions, "Add `tags`")).contains("[]"));
    }
}

#[test]
fn a_finding_is_silenced_where_it_stands() {
    let head = "---\ntitle: a\ndate: 2024-06-30\n---\n\n";
    let cases = [
        // On a line of its own where nothing breaks by it.
        (
            "<p>One</b></p>\n",
            "<!-- copydesk-ignore-next-line html/stray-end-tag -- reason -->\n<p>One</b></p>\n",
        ),
        // In a paragraph a line of its own would part it in two.
        (
            "First\nOne</b>\n",
            "First <!-- copydesk-ignore-next-line html/stray-end-tag -- reason -->\nOne</b>\n",
        ),
        // In a list the comment belongs to the item.
        (
            "- One\n  two</b>\n",
            "- One\n  <!-- copydesk-ignore-next-line html/stray-end-tag -- reason -->\n  two</b>\n",
        ),
    ];
    for (body, expected) in cases {
        let text = format!("{head}{body}");
        let mut editor = open(&text);
        let line = 4 + body.lines().count() as u32;
        let actions = editor.actions(URI, range((line, 0), (line, 40)), Some("quickfix"));
        let silenced = edited(
            &text,
            action(&actions, "Ignore html/stray-end-tag on this line"),
        );
        assert_eq!(silenced, format!("{head}{expected}"));
        assert_eq!(findings(&silenced), [""; 0]);
    }
}

#[test]
fn a_finding_of_the_front_matter_is_silenced_there() {
    let text = "---\ntitle: a\ndate: 2024-06-31\n---\n";
    let mut editor = open(text);
    let actions = editor.actions(URI, range((2, 14), (2, 14)), Some("quickfix"));
    let silenced = edited(
        text,
        action(&actions, "Ignore date/impossible on this line"),
    );
    assert_eq!(
        silenced,
        "---\ntitle: a\n# copydesk-ignore date/impossible -- reason\ndate: 2024-06-31\n---\n"
    );
    assert_eq!(findings(&silenced), [""; 0]);
}

#[test]
fn a_file_that_ends_with_its_fence_has_room_for_a_comment() {
    let text = "---\ndate: 2024-06-30\n---";
    let mut editor = open(text);
    let actions = editor.actions(URI, range((0, 0), (0, 0)), Some("quickfix"));
    let silenced = edited(
        text,
        action(&actions, "Ignore front-matter/required-key in this file"),
    );
    let expected = "\n<!-- copydesk-ignore-file front-matter/required-key -- reason -->\n\n";
    assert_eq!(silenced, format!("{text}{expected}"));
    assert_eq!(findings(&silenced), [""; 0]);
}

#[test]
fn where_a_line_has_no_room_the_file_is_named() {
    let text = "{\n  \"title\": \"a\",\n  \"date\": \"2024-06-31\"\n}\n\nText.\n";
    let mut editor = open(text);
    let actions = editor.actions(URI, range((2, 20), (2, 20)), Some("quickfix"));
    let silenced = edited(
        text,
        action(&actions, "Ignore date/impossible in this file"),
    );
    assert!(
        silenced.contains("}\n<!-- copydesk-ignore-file date/impossible -- reason -->\n"),
        "{silenced}"
    );
    assert!(!findings(&silenced).contains(&"date/impossible".to_owned()));
}
