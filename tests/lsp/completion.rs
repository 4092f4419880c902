//! What could be written.

use std::fs;

use serde_json::{Value as Json, json};

use crate::editor::{Editor, position, pulling, range, uri};

const URI: &str = "file:///nowhere/ferry.md";

/// What could be written at the `|` in a text.
fn complete(editor: &mut Editor, uri: &str, marked: &str) -> Vec<Json> {
    let at = marked.find('|').unwrap();
    let (before, text) = (&marked[..at], marked.replacen('|', "", 1));
    editor.open(uri, &text);
    let line = before.matches('\n').count();
    let column = before.len() - before.rfind('\n').map_or(0, |newline| newline + 1);
    let place = position(u32::try_from(line).unwrap(), u32::try_from(column).unwrap());
    let params = json!({ "textDocument": { "uri": uri }, "position": place });
    let list = editor.ask("textDocument/completion", params).unwrap();
    list["items"].as_array().unwrap().clone()
}

fn labels(items: &[Json]) -> Vec<&str> {
    items
        .iter()
        .map(|it| it["label"].as_str().unwrap())
        .collect()
}

fn inserted<'a>(items: &'a [Json], label: &str) -> &'a str {
    let item = items.iter().find(|it| it["label"] == label);
    item.unwrap_or_else(|| panic!("no {label} in {:?}", labels(items)))["textEdit"]["newText"]
        .as_str()
        .unwrap()
}

fn in_article(marked: &str) -> Vec<Json> {
    complete(&mut Editor::start(pulling(), None), URI, marked)
}

#[test]
fn keys_that_are_wanted_come_first_and_those_that_are_there_not() {
    let items = in_article("---\nauthor: Mara\n|\n---\n");
    assert_eq!(labels(&items)[..2], ["title", "date"]);
    assert_eq!(inserted(&items, "title"), "title: ");
    assert!(!labels(&items).contains(&"author"));
    let items = in_article("---\ntitle: a\ndr|\n---\n");
    assert!(!labels(&items).contains(&"title"));
    let draft = items.iter().find(|it| it["label"] == "draft").unwrap();
    assert_eq!(draft["textEdit"]["range"], range((2, 0), (2, 2)));
    assert!(
        draft["detail"].as_str().unwrap().contains("Hugo"),
        "{draft}"
    );
}

#[test]
fn a_block_that_is_not_closed_yet_has_keys_too() {
    assert!(labels(&in_article("---\nti|")).contains(&"title"));
    assert_eq!(inserted(&in_article("+++\nti|\n"), "title"), "title = ");
}

#[test]
fn a_key_that_has_its_colon_gets_no_other() {
    assert_eq!(
        inserted(&in_article("---\ntit|le: a\n---\n"), "title"),
        "title"
    );
}

#[test]
fn values_that_are_known_are_proposed() {
    assert_eq!(
        labels(&in_article("---\ndraft: |\n---\n")),
        ["true", "false"]
    );
    let dates = in_article("---\ndate: |\n---\n");
    let today = dates[0]["label"].as_str().unwrap();
    assert!(today.len() == 10 && today.starts_with("20"), "{today}");
    assert_eq!(labels(&in_article("---\ntitle: |\n---\n")), [""; 0]);
}

#[test]
fn values_come_from_rules_of_the_site() {
    let folder = tempfile::tempdir().unwrap();
    let rule = "level: error\nmessage: '{problem}'\ncheck:\n  entry:\n    key: section\n    values: [harbour, town]\n\
                doc:\n  summary: a\n  why: a\n  fix: a\n  bad: a\n  good: a\n";
    fs::create_dir_all(folder.path().join("desk/house")).unwrap();
    fs::write(folder.path().join("desk/house/section.yml"), rule).unwrap();
    fs::write(folder.path().join("copydesk.yml"), "packs: [desk]\n").unwrap();
    let mut editor = Editor::start(pulling(), Some(folder.path()));
    let items = complete(
        &mut editor,
        &uri(folder.path().join("a.md")),
        "---\nsection: |\n---\n",
    );
    assert_eq!(labels(&items), ["harbour", "town"]);
}

#[test]
fn the_body_and_mappings_of_a_site_have_nothing_to_propose() {
    for marked in [
        "---\ntitle: a\n---\n\nti|\n",
        "---\nextra:\n  ti|\n---\n",
        "ti|\n",
    ] {
        assert_eq!(labels(&in_article(marked)), [""; 0], "{marked}");
    }
}

#[test]
fn comments_name_rules() {
    let items = in_article("---\ntitle: a\n---\n\n<!-- copydesk-ignore-next-line image/al| -->\n");
    assert!(labels(&items).contains(&"image/alt-missing"));
    assert!(labels(&items).contains(&"image"));
    assert_eq!(items[0]["textEdit"]["range"], range((4, 31), (4, 39)));
    let items = in_article("---\ntitle: a\n# copydesk-ignore |\n---\n");
    assert!(labels(&items).contains(&"date/impossible"));
    assert_eq!(
        labels(&in_article(
            "<!-- copydesk-ignore-file date -- as it w| -->\n"
        )),
        [""; 0]
    );
}

#[test]
fn a_configuration_names_what_it_may_say() {
    let folder = tempfile::tempdir().unwrap();
    let address = uri(folder.path().join("copydesk.yml"));
    let mut editor = Editor::start(pulling(), Some(folder.path()));
    let mut at = |marked: &str| complete(&mut editor, &address, marked);
    assert_eq!(inserted(&at("ru|"), "rules"), "rules: ");
    assert_eq!(
        inserted(&at("rules:\n  image/al|\n"), "image/alt-missing"),
        "image/alt-missing: "
    );
    assert_eq!(
        labels(&at("rules:\n  date: |\n")),
        ["off", "on", "info", "warning", "error"]
    );
    assert_eq!(labels(&at("rules:\n  date:\n    level: |\n"))[0], "off");
    assert!(labels(&at("rules:\n  figure/empty:\n    |\n")).contains(&"with"));
    assert!(
        labels(&at(
            "rules:\n  front-matter/required-key:\n    with:\n      |\n"
        ))
        .contains(&"post-keys")
    );
    assert!(labels(&at("extends:\n  - |\n")).contains(&"recommended"));
    assert!(labels(&at("target: [|]\n")).contains(&"hexo"));
    // Whatever the schema knows, at any depth.
    assert!(labels(&at("overrides:\n  - files: old\n    ru|\n")).contains(&"rules"));
    assert!(labels(&at("overrides:\n  - files: old\n    rules:\n      |\n")).contains(&"date"));
    assert_eq!(labels(&at("root: |\n")), ["true", "false"]);
    assert_eq!(labels(&at("unheard-of:\n  |\n")), [""; 0]);
}
