//! JSON that is safe to print.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use super::sanitize;

/// A value as JSON in one line.
pub(crate) fn encode(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    value
        .serialize(&mut Serializer::with_formatter(&mut out, Escaping))
        .expect("plain structs can be written to memory");
    String::from_utf8(out).expect("JSON is UTF-8")
}

/// Compact JSON that is safe to print: what a terminal or a build log would obey, and what would
/// not be seen, is written as `\uXXXX`, which means the same to a program.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        let mut commands = sanitize::commands(fragment).peekable();
        let mut from = 0;
        for (at, char) in fragment.char_indices() {
            let command = commands.next_if_eq(&at).is_some();
            if !(command || char == '\x7f' || sanitize::is_hidden(char)) {
                continue;
            }
            CompactFormatter.write_string_fragment(writer, &fragment[from..at])?;
            for unit in char.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            from = at + char.len_utf8();
        }
        CompactFormatter.write_string_fragment(writer, &fragment[from..])
    }
}
