//! Configurations: the one that holds, changes to it, and mistakes in it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};
use tempfile::TempDir;

use crate::editor::{Editor, FERRY, pulling, pushed, range, rules, uri};

struct Site {
    folder: TempDir,
}

impl Site {
    fn new(config: &str) -> Self {
        let site = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        site.write("copydesk.yml", config);
        site
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn uri(&self, name: &str) -> String {
        uri(self.path(name))
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes a file, and tells a client's server that it has changed.
    fn change(&self, editor: &Editor, name: &str, text: &str) {
        self.write(name, text);
        let changes = json!([{ "uri": self.uri(name), "type": 2 }]);
        editor.tell(
            "workspace/didChangeWatchedFiles",
            json!({ "changes": changes }),
        );
    }
}

fn start(capabilities: Json, folder: &Path) -> Editor {
    Editor::start(capabilities, Some(folder))
}

#[test]
fn the_nearest_configuration_holds() {
    let site = Site::new("rules:\n  date: off\n");
    site.write("old/copydesk.yml", "rules:\n  html: off\n");
    let mut editor = start(pulling(), site.folder.path());
    for (name, expected) in [
        ("a.md", "html/stray-end-tag"),
        ("old/a.md", "date/impossible"),
    ] {
        editor.open(&site.uri(name), FERRY);
        assert_eq!(rules(&editor.pull(&site.uri(name))), [expected]);
    }
}

#[test]
fn what_the_configuration_keeps_out_is_not_checked() {
    let site = Site::new("exclude: [old]\n");
    let mut editor = start(pulling(), site.folder.path());
    editor.open(&site.uri("old/a.md"), FERRY);
    assert_eq!(editor.pull(&site.uri("old/a.md")).len(), 0);
    assert_eq!(
        editor
            .actions(&site.uri("old/a.md"), range((0, 0), (9, 0)), None)
            .len(),
        0
    );
}

#[test]
fn the_client_is_asked_to_watch_what_decides() {
    let site = Site::new("");
    let mut editor = start(pulling(), site.folder.path());
    let asked = editor.asked("client/registerCapability", Json::Null);
    let registration = &asked["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    let globs = registration["registerOptions"]["watchers"].to_string();
    assert!(globs.contains("yml"), "{globs}");
}

#[test]
fn a_changed_configuration_counts_at_once() {
    let site = Site::new("rules:\n  date: off\n");
    let address = site.uri("a.md");
    let mut editor = start(pulling(), site.folder.path());
    editor.open(&address, FERRY);
    assert_eq!(editor.pull(&address).len(), 1);
    site.change(&editor, "copydesk.yml", "rules:\n  html: off\n");
    editor.asked("workspace/diagnostic/refresh", Json::Null);
    assert_eq!(rules(&editor.pull(&address)), ["date/impossible"]);

    let mut editor = start(pushed(), site.folder.path());
    editor.open(&address, FERRY);
    let told = editor.told("textDocument/publishDiagnostics");
    assert_eq!(
        rules(told["diagnostics"].as_array().unwrap()),
        ["date/impossible"]
    );
    site.change(&editor, "copydesk.yml", "rules:\n  date: off\n");
    let told = editor.told("textDocument/publishDiagnostics");
    assert_eq!(
        rules(told["diagnostics"].as_array().unwrap()),
        ["html/stray-end-tag"]
    );
}

#[test]
fn who_cannot_watch_is_watched_for() {
    let site = Site::new("rules:\n  date: off\n");
    let mut editor = start(pushed(), site.folder.path());
    editor.open(&site.uri("a.md"), FERRY);
    editor.told("textDocument/publishDiagnostics");
    site.write("copydesk.yml", "rules:\n  date: off\n  html: off\n");
    let told = editor.told("textDocument/publishDiagnostics");
    assert_eq!(told["diagnostics"], json!([]));
}

#[test]
fn a_folder_that_is_new_to_the_server_changes_nothing() {
    let site = Site::new("");
    let mut editor = start(pushed(), site.folder.path());
    editor.open(&site.uri("a.md"), FERRY);
    editor.told("textDocument/publishDiagnostics");
    editor.open(&site.uri("deep/er/b.md"), FERRY);
    editor.told("textDocument/publishDiagnostics");
    // Longer than the time between two looks at the files.
    std::thread::sleep(std::time::Duration::from_millis(2_500));
    assert!(!editor.has_heard("textDocument/publishDiagnostics"));
}

#[test]
fn a_mistake_is_shown_in_its_file_and_the_last_good_configuration_holds() {
    let site = Site::new("rules:\n  date: off\n");
    let (address, config) = (site.uri("a.md"), site.uri("copydesk.yml"));
    let mut editor = start(pulling(), site.folder.path());
    editor.open(&address, FERRY);
    assert_eq!(editor.pull(&address).len(), 1);
    site.change(&editor, "copydesk.yml", "rules:\n  dates: off\n");
    let told = editor.told("textDocument/publishDiagnostics");
    assert_eq!(told["uri"], config);
    let mistake = &told["diagnostics"][0];
    assert!(
        mistake["message"]
            .as_str()
            .unwrap()
            .contains("did you mean `date`"),
        "{mistake}"
    );
    assert_eq!(mistake["range"], range((1, 2), (1, 7)));
    let said = editor.told("window/showMessage")["message"].to_string();
    assert!(said.contains("stays in force"), "{said}");
    assert_eq!(rules(&editor.pull(&address)), ["html/stray-end-tag"]);
    // Mended, the mistake is taken back.
    site.change(&editor, "copydesk.yml", "rules:\n  html: off\n");
    let told = editor.told("textDocument/publishDiagnostics");
    assert_eq!(
        (&told["uri"], &told["diagnostics"]),
        (&json!(config), &json!([]))
    );
    assert_eq!(rules(&editor.pull(&address)), ["date/impossible"]);
}

#[test]
fn a_mistake_is_told_before_any_article_is_opened() {
    let site = Site::new("rulez: {}\n");
    let mut editor = start(pulling(), site.folder.path());
    let told = editor.told("textDocument/publishDiagnostics");
    assert_eq!(told["uri"], site.uri("copydesk.yml"));
    // Opened, the file is asked about: the mistake is never there twice.
    editor.open(&site.uri("copydesk.yml"), "rulez: {}\n");
    let told = editor.told("textDocument/publishDiagnostics");
    assert_eq!(told["diagnostics"], json!([]));
    assert_eq!(rules(&editor.pull(&site.uri("copydesk.yml"))), ["config"]);
    // Its open text counts, as it is written.
    editor.edit(&site.uri("copydesk.yml"), 2, range((0, 4), (0, 5)), "s");
    assert_eq!(editor.pull(&site.uri("copydesk.yml")).len(), 0);
}

#[test]
fn packs_are_reloaded_and_their_mistakes_shown() {
    let rule = |word: &str| {
        format!(
            "level: error\nmessage: a word\ncheck:\n  text:\n    pattern: {word}\n\
             doc:\n  summary: a\n  why: a\n  fix: a\n  bad: a\n  good: a\n"
        )
    };
    let site = Site::new("packs: [desk]\nrules:\n  all: off\n  house/word: on\n");
    site.write("desk/house/word.yml", &rule("nine"));
    let address = site.uri("a.md");
    let mut editor = start(pulling(), site.folder.path());
    editor.open(&address, FERRY);
    assert_eq!(rules(&editor.pull(&address)), ["house/word"]);
    site.change(&editor, "desk/house/word.yml", &rule("ten"));
    assert_eq!(editor.pull(&address).len(), 0);
    site.change(&editor, "desk/house/word.yml", &rule("(ten"));
    let told = editor.told("textDocument/publishDiagnostics");
    assert_eq!(told["uri"], site.uri("desk/house/word.yml"), "{told}");
    editor.tell(
        "textDocument/didOpen",
        json!({ "textDocument": { "uri": told["uri"], "languageId": "yaml", "version": 1, "text": rule("(ten") } }),
    );
    assert_eq!(
        rules(&editor.pull(told["uri"].as_str().unwrap())),
        ["config"]
    );
}

#[test]
fn folders_come_and_go() {
    let (first, second) = (Site::new("rules:\n  date: off\n"), Site::new("rulez: {}\n"));
    let mut editor = start(pulling(), first.folder.path());
    assert_eq!(
        editor.greeting["capabilities"]["workspace"]["workspaceFolders"]["supported"],
        true
    );
    let folder = |site: &Site| json!([{ "uri": uri(site.folder.path()), "name": "site" }]);
    let event = json!({ "event": { "added": folder(&second), "removed": [] } });
    editor.tell("workspace/didChangeWorkspaceFolders", event);
    assert_eq!(
        editor.told("textDocument/publishDiagnostics")["uri"],
        second.uri("copydesk.yml")
    );
    let event = json!({ "event": { "added": [], "removed": folder(&second) } });
    editor.tell("workspace/didChangeWorkspaceFolders", event);
    assert_eq!(
        editor.told("textDocument/publishDiagnostics")["diagnostics"],
        json!([])
    );
}
