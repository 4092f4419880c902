//! Messages over standard input and output, in the framing of the protocol's base part.
//!
//! A message that is no JSON gets the error that JSON-RPC 2.0 §5.1 has for it, and the next one is
//! read; where a message ends is lost only with its header.

use std::io::{self, BufRead, Read, Write};
use std::thread::{self, JoinHandle};

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use lsp_server::{Connection, ErrorCode, Message};
use serde_json::{Value as Json, json};

/// The longest line of a header, in bytes.
const MAX_HEADER: u64 = 4096;

/// The longest message, in bytes: room for the largest article with every byte escaped.
const MAX_MESSAGE: u64 = 1 << 32;

/// Messages that wait to be handled; then the client waits.
const WAITING: usize = 256;

/// The threads that read and write.
pub(super) struct Streams {
    reader: JoinHandle<Result<(), String>>,
    writer: JoinHandle<io::Result<()>>,
}

impl Streams {
    /// Writes what is to be written, and tells how reading ended: it has, with the word `exit` or
    /// with the stream, when the session has.
    pub(super) fn finish(self) -> Result<(), String> {
        // Who does not read any more misses nothing.
        let _ = self.writer.join();
        self.reader.join().unwrap_or(Ok(()))
    }
}

/// A connection to the client at standard input and output.
pub(super) fn stdio() -> (Connection, Streams) {
    let (to_client, outgoing) = unbounded();
    let (incoming, from_client) = bounded(WAITING);
    let streams = Streams {
        writer: thread::spawn(move || write(&outgoing)),
        reader: thread::spawn(move || forward(&mut io::stdin().lock(), &incoming)),
    };
    let connection = Connection {
        sender: to_client,
        receiver: from_client,
    };
    (connection, streams)
}

fn write(outgoing: &Receiver<Message>) -> io::Result<()> {
    outgoing
        .iter()
        .try_for_each(|message| message.write(&mut io::stdout().lock()))
}

/// Hands on messages until the stream ends, or the client says that it does.
fn forward(input: &mut impl BufRead, incoming: &Sender<Message>) -> Result<(), String> {
    while let Some(text) = frame(input)? {
        match parse(&text) {
            Ok(message) => {
                let is_exit = matches!(&message, Message::Notification(it) if it.method == "exit");
                if incoming.send(message).is_err() || is_exit {
                    break;
                }
            }
            Err(answer) => {
                let text = answer.to_string();
                let mut out = io::stdout().lock();
                let written = write!(out, "Content-Length: {}\r\n\r\n{text}", text.len());
                if written.and_then(|()| out.flush()).is_err() {
                    break;
                }
            }
        }
    }
    Ok(())
}

/// The bytes of the next message; `None` when there is none.
fn frame(input: &mut impl BufRead) -> Result<Option<Vec<u8>>, String> {
    let broken = |error: io::Error| format!("cannot read from the client: {error}");
    let mut length = None;
    for count in 0.. {
        let mut line = Vec::new();
        let header = input.by_ref().take(MAX_HEADER).read_until(b'\n', &mut line);
        if header.map_err(broken)? == 0 && count == 0 {
            return Ok(None);
        }
        let Some(line) = line.strip_suffix(b"\r\n") else {
            return Err(no_header(&line));
        };
        if line.is_empty() {
            break;
        }
        let text = str::from_utf8(line).map_err(|_| no_header(line))?;
        let (name, value) = text.split_once(':').ok_or_else(|| no_header(line))?;
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse::<u64>().ok();
            length = length.filter(|&length| length <= MAX_MESSAGE);
            length.ok_or_else(|| no_header(line))?;
        }
    }
    let length = length.ok_or("the header of a message has no Content-Length")?;
    let mut text = Vec::new();
    // Room is made for what comes, not for what is promised.
    input.take(length).read_to_end(&mut text).map_err(broken)?;
    match text.len() as u64 == length {
        true => Ok(Some(text)),
        false => Err(format!(
            "the client went away in a message: {} of {length} bytes came",
            text.len()
        )),
    }
}

fn no_header(line: &[u8]) -> String {
    let shown: String = String::from_utf8_lossy(line).chars().take(60).collect();
    format!("expected the header of a message, found {shown:?}")
}

/// A message, or the answer to what is none.
fn parse(text: &[u8]) -> Result<Message, Json> {
    let json: Json = serde_json::from_slice(text)
        .map_err(|error| answer(&Json::Null, ErrorCode::ParseError, &error))?;
    let id = json.get("id").cloned().unwrap_or_default();
    let is_request = json.get("method").is_some() && !id.is_null();
    match serde_json::from_value(json) {
        Ok(Message::Notification(_)) if is_request => Err(answer(
            &id,
            ErrorCode::InvalidRequest,
            &"the id of a request is text or an integer of 32 bits",
        )),
        Ok(message) => Ok(message),
        Err(_) => Err(answer(
            &id,
            ErrorCode::InvalidRequest,
            &"neither a request nor a notification nor a response",
        )),
    }
}

fn answer(id: &Json, code: ErrorCode, message: &dyn std::fmt::Display) -> Json {
    let error = json!({ "code": code as i32, "message": message.to_string() });
    json!({ "jsonrpc": "2.0", "id": id, "error": error })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Option<String>, String> {
        let text = frame(&mut text.as_bytes())?;
        Ok(text.map(|text| String::from_utf8(text).unwrap()))
    }

    #[test]
    fn headers_are_read_as_clients_write_them() {
        let text = "Content-Type: x\r\ncontent-length:2\r\n\r\n{}rest";
        assert_eq!(read(text), Ok(Some("{}".to_owned())));
        assert_eq!(read(""), Ok(None));
    }

    #[test]
    fn broken_framing_says_what_came() {
        let cases = [
            ("hello\r\n\r\n", "found \"hello\""),
            (
                "Content-Length: many\r\n\r\n",
                "found \"Content-Length: many\"",
            ),
            (
                "Content-Length: 99999999999999999999\r\n\r\n",
                "found \"Content",
            ),
            ("A: b\r\n\r\n", "no Content-Length"),
            ("Content-Length: 9\r\n\r\n{}", "2 of 9 bytes came"),
            ("Content-Length: 2\n\n{}", "found"),
            ("Content-Length: 2\r\n", "found"),
        ];
        for (text, expected) in cases {
            let said = read(text).unwrap_err();
            assert!(said.contains(expected), "{text:?}: {said}");
        }
        assert!(read(&"x".repeat(100_000)).is_err(), "a line without an end");
    }

    #[test]
    fn what_is_no_message_gets_an_answer() {
        let code = |text: &str| parse(text.as_bytes()).unwrap_err()["error"]["code"].clone();
        assert_eq!(code("{\"jsonrpc\":"), -32700);
        assert_eq!(code("\u{feff}{}"), -32700);
        assert_eq!(code("[]"), -32600);
        assert_eq!(code("3"), -32600);
        assert_eq!(code(r#"{"id": 99999999999, "method": "shutdown"}"#), -32600);
        assert_eq!(parse(b"\"\xff\"").unwrap_err()["id"], Json::Null);
        assert!(parse(br#"{"id": 1, "method": "shutdown", "params": null}"#).is_ok());
    }
}
