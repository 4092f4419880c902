//! How long an author waits: from a change in the editor to the diagnostics for it, as a number and
//! as a multiple of what every linter has to pay, parsing the body.
//!
//! The whole way is measured: the change as a message, the text brought up to date, the check on
//! the pool, the answer as a message.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::hint::black_box;
use std::thread;
use std::time::{Duration, Instant};

use copydesk::lsp::serve;
use lsp_server::{Connection, Message, Notification, Request};
use scraper::Html;
use serde_json::{Value as Json, json};

const URI: &str = "file:///nowhere/ferry.md";

fn main() {
    println!("one key at a time, from the change to the diagnostics\n");
    measure("20 KB", 20_000, 300);
    measure("1 MB", 1_000_000, 20);
}

fn measure(name: &str, bytes: usize, keys: i32) {
    let (text, html) = article(bytes);
    let mut parse = Duration::MAX;
    for _ in 0..20 {
        let start = Instant::now();
        black_box(Html::parse_fragment(&html));
        parse = parse.min(start.elapsed());
    }
    let mut editor = Editor::open(&text);
    let mut times: Vec<_> = (0..keys).map(|key| editor.key(key)).collect();
    times.sort();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    let (middle, late) = (times[times.len() / 2], times[times.len() * 95 / 100]);
    println!(
        "{name:6} median {:7.2} ms, 95 % below {:7.2} ms   median / bare parse = {:.2}",
        milliseconds(middle),
        milliseconds(late),
        middle.as_secs_f64() / parse.as_secs_f64()
    );
}

struct Editor {
    connection: Connection,
    asked: i32,
}

impl Editor {
    fn open(text: &str) -> Self {
        let (connection, other) = Connection::memory();
        thread::spawn(move || serve(other));
        let mut editor = Self {
            connection,
            asked: 0,
        };
        let capabilities = json!({
            "textDocument": { "diagnostic": {} },
            "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } },
        });
        editor.ask("initialize", json!({ "capabilities": capabilities }));
        editor.tell("initialized", json!({}));
        let document = json!({ "uri": URI, "languageId": "markdown", "version": 0, "text": text });
        editor.tell("textDocument/didOpen", json!({ "textDocument": document }));
        editor.diagnostics();
        editor
    }

    /// Types or takes back a character in the middle of the article.
    fn key(&mut self, key: i32) -> Duration {
        let (start, end) = (
            json!({ "line": 60, "character": 3 }),
            json!({ "line": 60, "character": 4 }),
        );
        let (range, text) = match key % 2 {
            0 => (json!({ "start": start, "end": start }), "x"),
            _ => (json!({ "start": start, "end": end }), ""),
        };
        let params = json!({
            "textDocument": { "uri": URI, "version": key + 1 },
            "contentChanges": [{ "range": range, "text": text }],
        });
        let start = Instant::now();
        self.tell("textDocument/didChange", params);
        self.diagnostics();
        start.elapsed()
    }

    fn diagnostics(&mut self) {
        let report = self.ask(
            "textDocument/diagnostic",
            json!({ "textDocument": { "uri": URI } }),
        );
        assert!(!report["items"].as_array().unwrap().is_empty());
    }

    fn tell(&self, method: &str, params: Json) {
        let method = method.to_owned();
        let notification = Notification { method, params };
        self.connection.sender.send(notification.into()).unwrap();
    }

    fn ask(&mut self, method: &str, params: Json) -> Json {
        self.asked += 1;
        let (id, method) = (self.asked.into(), method.to_owned());
        let request = Request { id, method, params };
        self.connection.sender.send(request.into()).unwrap();
        loop {
            if let Message::Response(response) = self.connection.receiver.recv().unwrap() {
                return response.response_result.unwrap();
            }
        }
    }
}

/// An article of about so many bytes with a fault here and there, and its body as HTML.
fn article(bytes: usize) -> (String, String) {
    let mut body = String::new();
    for at in 0.. {
        if body.len() > bytes {
            break;
        }
        body.push_str(&format!(
            "The first ferry in ten years left its berth at nine, with more [people](https://example.org/{at}) on deck than seats below.\n\n\
             渡轮在清晨六点离开码头，*甲板上*的人比座位还多，船长说这是十年来的第一次。\n\n"
        ));
        if at % 4 == 0 {
            body.push_str(&format!(
                "## Berth {at}\n\n![The quay](/img/{at}.jpg)\n\n- one\n- `two {at}`\n\n"
            ));
        }
        if at % 16 == 0 {
            body.push_str("Nobody could say</b> who had kept the bell polished.\n\n");
        }
    }
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(&body));
    (
        format!("---\ntitle: The ferry runs again\ndate: 2024-05-01 09:00:00\n---\n\n{body}"),
        html,
    )
}
