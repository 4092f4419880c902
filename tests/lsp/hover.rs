//! What is told about a place.

use std::fs;

use serde_json::json;

use crate::editor::{Editor, FERRY, position, pulling, range, uri};

const URI: &str = "file:///nowhere/ferry.md";

/// What is told about a place: its text, and its range.
fn hover(
    editor: &mut Editor,
    uri: &str,
    line: u32,
    character: u32,
) -> Option<(String, serde_json::Value)> {
    let params = json!({ "textDocument": { "uri": uri }, "position": position(line, character) });
    let hover = editor.ask("textDocument/hover", params).unwrap();
    let text = hover["contents"]["value"].as_str()?.to_owned();
    assert_eq!(hover["contents"]["kind"], "markdown");
    Some((text, hover["range"].clone()))
}

#[test]
fn a_finding_is_told_with_the_page_of_its_rule() {
    let mut editor = Editor::start(pulling(), None);
    editor.open(URI, FERRY);
    let (text, place) = hover(&mut editor, URI, 5, 17).unwrap();
    assert!(text.starts_with("**"), "{text}");
    for part in ["# html/stray-end-tag", "## Why it matters", "## Silence it"] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert_eq!(place, range((5, 16), (5, 20)));
    assert_eq!(hover(&mut editor, URI, 5, 3), None);
    assert_eq!(hover(&mut editor, URI, 999, 999), None);
}

#[test]
fn a_rule_in_a_comment_is_explained() {
    let text = "---\ntitle: a\ndate: 2024-06-30\n# copydesk-ignore date -- as it was\n---\n\n<!-- copydesk-ignore-next-line image/alt-missing -->\nimage/alt-missing\n";
    let mut editor = Editor::start(pulling(), None);
    editor.open(URI, text);
    let (page, place) = hover(&mut editor, URI, 6, 40).unwrap();
    assert!(page.contains("# image/alt-missing"), "{page}");
    assert_eq!(place, range((6, 31), (6, 48)));
    let (page, _) = hover(&mut editor, URI, 3, 20).unwrap();
    assert!(
        page.contains("- `date/impossible`"),
        "a group lists its rules: {page}"
    );
    assert_eq!(hover(&mut editor, URI, 7, 3), None, "no comment");
}

#[test]
fn a_rule_in_a_configuration_is_explained() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copydesk.yml");
    let text = "rules:\n  image/alt-missing: off\n";
    fs::write(&path, text).unwrap();
    let mut editor = Editor::start(pulling(), Some(folder.path()));
    editor.open(&uri(&path), text);
    let (page, _) = hover(&mut editor, &uri(&path), 1, 5).unwrap();
    assert!(
        page.contains("# image/alt-missing") && page.contains("off by default"),
        "{page}"
    );
}

#[test]
fn a_date_is_told_as_each_generator_reads_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("copydesk.yml"),
        "target: [hugo, jekyll]\ntimezone: Asia/Shanghai\n",
    )
    .unwrap();
    let address = uri(folder.path().join("a.md"));
    let mut editor = Editor::start(pulling(), Some(folder.path()));
    editor.open(
        &address,
        "---\ntitle: 2024-05-01\ndate: \"2024-05-01 09:00:00\"\n---\n",
    );
    let (text, place) = hover(&mut editor, &address, 2, 10).unwrap();
    assert!(text.contains("- Hugo reads 2024-05-01T01:00:00Z"), "{text}");
    assert!(
        text.contains("- Jekyll reads 2024-05-01T01:00:00Z"),
        "{text}"
    );
    assert!(!text.contains("Hexo"), "{text}");
    assert_eq!(place, range((2, 6), (2, 27)));
    assert_eq!(
        hover(&mut editor, &address, 1, 10),
        None,
        "a title is no date"
    );
}

#[test]
fn an_article_has_no_pictures_shown_by_what_is_said_about_it() {
    let text = "---\ntitle: a\ndate: '`![x](https://example.org/count.png)'\n---\n";
    let mut editor = Editor::start(pulling(), None);
    editor.open(URI, text);
    let (text, _) = hover(&mut editor, URI, 2, 12).unwrap();
    assert!(text.contains("example.org/count.png"), "{text}");
    assert!(
        !text.contains("![") && !text.contains("](https://example.org"),
        "{text}"
    );
}
