//! The program itself, over its streams.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value as Json, json};

struct Server {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
}

impl Server {
    fn start() -> Self {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin!("copydesk"))
            .arg("server")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stdin = child.stdin.take();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        Self {
            child,
            stdin,
            stdout,
        }
    }

    fn greeted(parent: Json) -> Self {
        let mut server = Self::start();
        let params = json!({ "processId": parent, "capabilities": {} });
        server.message(
            &json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params }),
        );
        assert_eq!(server.read()["id"], 1);
        server.message(&json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
        server
    }

    fn bytes(&mut self, bytes: &[u8]) {
        // A server that has given up reads no more.
        let _ = self.stdin.as_mut().unwrap().write_all(bytes);
    }

    fn framed(&mut self, text: &str) {
        self.bytes(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    fn message(&mut self, message: &Json) {
        self.framed(&message.to_string());
    }

    fn read(&mut self) -> Json {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.stdout.read_line(&mut line).unwrap();
            match line.trim_end().strip_prefix("Content-Length: ") {
                Some(number) => length = number.parse().unwrap(),
                None if line == "\r\n" => break,
                None => panic!("no header: {line:?}"),
            }
        }
        let mut text = vec![0; length];
        self.stdout.read_exact(&mut text).unwrap();
        serde_json::from_slice(&text).unwrap()
    }

    /// The exit status, and what stands on standard error.
    fn end(mut self) -> (i32, String) {
        let mut said = String::new();
        self.child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut said)
            .unwrap();
        (self.child.wait().unwrap().code().unwrap(), said)
    }
}

#[test]
fn shutdown_with_and_without_parameters_ends_well() {
    for request in [
        json!({ "jsonrpc": "2.0", "id": 2, "method": "shutdown", "params": null }),
        json!({ "jsonrpc": "2.0", "id": 2, "method": "shutdown" }),
    ] {
        let mut server = Server::greeted(Json::Null);
        server.message(&request);
        let answer = server.read();
        assert_eq!(answer, json!({ "jsonrpc": "2.0", "id": 2, "result": null }));
        server.message(&json!({ "jsonrpc": "2.0", "method": "exit", "params": null }));
        // Standard input stays open: the server leaves all the same.
        let stdin = server.stdin.take();
        assert_eq!(server.end(), (0, String::new()));
        drop(stdin);
    }
}

#[test]
fn exit_without_shutdown_is_a_failure() {
    let mut server = Server::greeted(Json::Null);
    server.message(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(server.end(), (1, String::new()));
    let mut server = Server::greeted(Json::Null);
    server.stdin = None;
    assert_eq!(server.end(), (1, String::new()));
}

#[test]
fn what_is_no_json_is_answered_and_the_session_lives() {
    let mut server = Server::greeted(Json::Null);
    for text in ["{\"jsonrpc\": \"2.0\", \"id\": 7,", "", "\u{0}", "nothing"] {
        server.framed(text);
        let answer = server.read();
        assert_eq!(
            (&answer["error"]["code"], &answer["id"]),
            (&json!(-32700), &Json::Null),
            "{text}"
        );
    }
    server.bytes(b"Content-Length: 4\r\n\r\n\"\xff\xfe\"");
    assert_eq!(server.read()["error"]["code"], -32700);
    for (text, id) in [
        ("[]", Json::Null),
        ("3", Json::Null),
        ("{}", Json::Null),
        (
            r#"{"id": 4294967296, "method": "shutdown"}"#,
            json!(4_294_967_296_u64),
        ),
        (r#"{"id": "a", "method": 3}"#, json!("a")),
    ] {
        server.framed(text);
        let answer = server.read();
        assert_eq!(
            (&answer["error"]["code"], &answer["id"]),
            (&json!(-32600), &id),
            "{text}"
        );
    }
    server.message(&json!({ "jsonrpc": "2.0", "id": "last", "method": "shutdown" }));
    assert_eq!(server.read()["id"], "last");
    server.message(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(server.end(), (0, String::new()));
}

#[test]
fn broken_framing_ends_the_session_with_a_word() {
    for bytes in [
        &b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"[..],
        b"Content-Length: \xff\r\n\r\n{}",
        b"Content-Length: -1\r\n\r\n{}",
        b"\r\n\r\n",
    ] {
        let mut server = Server::greeted(Json::Null);
        server.bytes(bytes);
        let stdin = server.stdin.take();
        let (status, said) = server.end();
        assert_eq!(status, 1, "{said}");
        assert!(
            said.starts_with("copydesk: ") && said.lines().count() == 1,
            "{said:?}"
        );
        drop(stdin);
    }
    let mut server = Server::greeted(Json::Null);
    server.bytes(b"Content-Length: 10\r\n\r\n{}");
    server.stdin = None;
    let (status, said) = server.end();
    assert_eq!(status, 1);
    assert!(said.contains("2 of 10 bytes came"), "{said}");
}

#[test]
#[cfg(unix)]
fn a_server_whose_parent_is_gone_leaves() {
    let mut parent = Command::new("sleep").arg("600").spawn().unwrap();
    let mut server = Server::greeted(json!(parent.id()));
    parent.kill().unwrap();
    parent.wait().unwrap();
    let stdin = server.stdin.take();
    assert_eq!(server.end(), (1, String::new()));
    drop(stdin);
}

#[test]
#[cfg(target_os = "linux")]
fn ten_thousand_edits_take_no_memory() {
    let mut server = Server::greeted(Json::Null);
    let memory = |server: &Server| {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", server.child.id())).unwrap();
        let line = status
            .lines()
            .find(|line| line.starts_with("VmRSS:"))
            .unwrap();
        line.split_whitespace()
            .nth(1)
            .unwrap()
            .parse::<u64>()
            .unwrap()
    };
    let uri = "file:///nowhere/a.md";
    let text = format!(
        "---\ntitle: a\ndate: 2024-06-30\n---\n\n{}</b>\n",
        "It left at nine.\n\n".repeat(1_200)
    );
    let document = json!({ "uri": uri, "languageId": "markdown", "version": 0, "text": text });
    server.message(&json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": document } }));
    assert_eq!(server.read()["params"]["version"], 0);
    let mut after = Vec::new();
    for round in 0..10 {
        for edit in 1..=1_000 {
            let (range, text) = match edit % 2 {
                1 => (
                    json!({ "start": { "line": 6, "character": 0 }, "end": { "line": 6, "character": 0 } }),
                    "x",
                ),
                _ => (
                    json!({ "start": { "line": 6, "character": 0 }, "end": { "line": 6, "character": 1 } }),
                    "",
                ),
            };
            let params = json!({
                "textDocument": { "uri": uri, "version": round * 1_000 + edit },
                "contentChanges": [{ "range": range, "text": text }],
            });
            server.message(
                &json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": params }),
            );
        }
        while server.read()["params"]["version"] != (round + 1) * 1_000 {}
        after.push(memory(&server));
    }
    // The first rounds fill what allocators and threads keep; then nothing grows with the edits.
    let (early, late) = (after[2], after[9]);
    assert!(late < early + 4_096, "{after:?} KiB");
}
