//! How the readers of the formats take them apart, each in its own way.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;
use scraper::{Html, Selector};

/// A line and a column in code points, both from 1.
pub(crate) type Place = (usize, usize);

/// The byte of a place, counted without the help of the library: a line ends at LF, CRLF or CR.
pub(crate) fn byte_of(text: &str, (line, column): Place) -> usize {
    let mut at = 0;
    for _ in 1..line {
        let rest = &text[at..];
        at += rest.find(['\n', '\r']).expect("so many lines");
        at += if text[at..].starts_with("\r\n") { 2 } else { 1 };
    }
    let rest = &text[at..];
    let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let mut columns = rest[..end].char_indices().map(|(byte, _)| byte);
    at + columns.nth(column - 1).unwrap_or(end)
}

/// The byte of a place as git counts: a line ends at LF, and a column is a byte.
pub(crate) fn byte_of_git(text: &str, (line, column): Place) -> usize {
    let lines = text.split_inclusive('\n').take(line - 1);
    lines.map(str::len).sum::<usize>() + column - 1
}

/// A workflow command as the runner reads it (actions/runner, `ActionCommand.TryParseV2`):
/// its name, its properties and its data.
pub(crate) fn command(line: &str) -> Option<(String, BTreeMap<String, String>, String)> {
    let rest = line.trim_start().strip_prefix("::")?;
    let (head, data) = rest.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let mut found = BTreeMap::new();
    for property in properties
        .split(',')
        .filter(|property| !property.is_empty())
    {
        let (key, value) = property.split_once('=')?;
        let value = value.replace("%3A", ":").replace("%2C", ",");
        found.insert(key.to_owned(), unescape(&value));
    }
    Some((name.to_owned(), found, unescape(data)))
}

fn unescape(text: &str) -> String {
    text.replace("%0D", "\r")
        .replace("%0A", "\n")
        .replace("%25", "%")
}

/// A path from a URI reference (RFC 3986).
pub(crate) fn path_of(uri: &str) -> Vec<u8> {
    let mut bytes = uri.bytes();
    let mut out = Vec::new();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'%' => {
                let digits = [bytes.next().unwrap(), bytes.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            byte => byte,
        });
    }
    out
}

/// An element of XML: its name, its attributes and its own text.
#[derive(Debug, Default)]
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) text: String,
}

/// The elements of a document, in their order. Panics where it is not well formed.
pub(crate) fn xml(document: &str) -> Vec<Node> {
    let legal = |char: char| matches!(char, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    assert!(document.chars().all(legal), "a character that XML has not");
    let mut reader = Reader::from_str(document);
    reader.config_mut().check_end_names = true;
    let (mut nodes, mut open) = (Vec::<Node>::new(), Vec::new());
    loop {
        match reader.read_event().expect("well formed") {
            Event::Start(start) => {
                open.push(nodes.len());
                nodes.push(node(&start));
            }
            Event::Empty(start) => nodes.push(node(&start)),
            Event::End(_) => {
                open.pop().expect("a start");
            }
            Event::Text(text) => {
                if let Some(&at) = open.last() {
                    nodes[at].text.push_str(&text);
                }
            }
            Event::GeneralRef(reference) => {
                let at = *open.last().expect("inside");
                let char = reference.resolve_char_ref().expect("a number");
                let named = || match &*reference {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    other => panic!("the entity {other}"),
                };
                nodes[at].text.push(char.unwrap_or_else(named));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "an element is not closed");
    nodes
}

fn node(start: &quick_xml::events::BytesStart<'_>) -> Node {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.expect("well formed");
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
        let value = value.expect("known entities").into_owned();
        (attribute.key.as_ref().to_owned(), value)
    });
    Node {
        name: start.name().as_ref().to_owned(),
        attributes: attributes.collect(),
        text: String::new(),
    }
}

/// The texts of the elements of a page that a selector names.
pub(crate) fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    let found = page.select(&selector);
    found.map(|element| element.text().collect()).collect()
}
