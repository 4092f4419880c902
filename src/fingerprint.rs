//! What tells a finding from others when the article around it has changed.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::document::{Source, Span, offset};
use crate::finding::Finding;

/// The longest line, in bytes, that is taken as a whole. Articles that programs write often are
/// one line, and an edit anywhere in it would change every fingerprint.
const LONG_LINE: u32 = 240;

/// How far, in bytes, the ends of a tag and the neighbours are looked for.
const WINDOW: u32 = 400;

/// The most bytes of the faulty text that count, from its start and from its end: findings may
/// cover whole articles, and there may be many.
const MOST: usize = 4096;

/// The characters of a neighbour that count.
const NEIGHBOUR: usize = 60;

/// A faulty text of so many characters is hardly there twice by chance.
const TELLING: usize = 20;

/// A fault by its content: the rule and the faulty text, and what stands before and behind it.
///
/// The same fault keeps it when lines are added elsewhere, when white space changes, and when the
/// file is renamed. Nothing of it depends on the level or on the wording of messages. It is
/// written `fault-before-behind`, in hexadecimal digits: `8c1f7a7de02b9c51-03fa1c-99e0d4`.
/// Faults that are told apart by nothing have the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint {
    fault: u64,
    before: u32,
    behind: u32,
}

impl Fingerprint {
    /// The fingerprint of a finding in its text. Takes a few microseconds, however long the text
    /// is.
    #[must_use]
    pub fn of(source: &Source, finding: &Finding) -> Self {
        Trace::of(source, finding).print
    }

    /// The rule and the faulty text.
    pub(crate) fn fault(self) -> u64 {
        self.fault
    }

    pub(crate) fn fault_and_before(self) -> (u64, u32) {
        (self.fault, self.before)
    }

    pub(crate) fn fault_and_behind(self) -> (u64, u32) {
        (self.fault, self.behind)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            fault,
            before,
            behind,
        } = self;
        write!(f, "{fault:016x}-{before:06x}-{behind:06x}")
    }
}

impl FromStr for Fingerprint {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let mut parts = text.split('-');
            let mut part = |digits| {
                let part = parts.next()?;
                let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
                let fits = part.len() == digits && part.bytes().all(is_hex);
                u64::from_str_radix(part, 16).ok().filter(|_| fits)
            };
            let print = Self {
                fault: part(16)?,
                before: u32::try_from(part(6)?).ok()?,
                behind: u32::try_from(part(6)?).ok()?,
            };
            parts.next().is_none().then_some(print)
        };
        read().ok_or("not a fingerprint")
    }
}

/// A fingerprint with what it was taken from.
#[derive(Clone, Debug)]
pub(crate) struct Trace {
    pub(crate) print: Fingerprint,
    /// The faulty text, in one line.
    pub(crate) text: String,
}

impl Trace {
    pub(crate) fn of(source: &Source, finding: &Finding) -> Self {
        let unit = unit(source, finding.span);
        let text = subject(source.slice(unit));
        // What a message quotes is the article's; its own words are another version's tomorrow.
        let quoted = finding.message.split('`').skip(1).step_by(2);
        let fault = [&*finding.rule, &text].into_iter().chain(quoted);
        // Few bits are enough for neighbours: only those of the same fault are compared.
        let neighbour = |text: String| (hash([&*text]) >> 40) as u32;
        Self {
            print: Fingerprint {
                fault: hash(fault),
                before: neighbour(before(source, unit.start)),
                behind: neighbour(behind(source, unit.end)),
            },
            text,
        }
    }

    /// Whether the text alone tells the fault from others.
    pub(crate) fn is_telling(&self) -> bool {
        self.text.chars().nth(TELLING - 1).is_some()
    }
}

/// What a finding is about: its lines, or where these are long, the tag it stands in.
fn unit(source: &Source, span: Span) -> Span {
    let lines = source.lines();
    let line_at = |at| lines.line(source.text(), lines.line_of(at));
    let last_byte = span.end.max(span.start + 1) - 1;
    let whole = line_at(span.start).cover(line_at(last_byte)).cover(span);
    if whole.len() <= LONG_LINE.max(span.len()) {
        return whole;
    }
    let (before, behind) = (
        window_before(source, span.start),
        window_behind(source, span.end),
    );
    let inside = |at: usize| !before[at..].contains('>');
    let written = source.slice(span);
    let start = match before.rfind('<') {
        Some(at) if inside(at) && !written.starts_with('<') => {
            span.start - offset(before.len() - at)
        }
        _ => span.start,
    };
    let is_tag = source.text()[start as usize..].starts_with('<') && !written.ends_with('>');
    let end = match behind.find(['<', '>']) {
        Some(at) if is_tag && behind[at..].starts_with('>') => span.end + offset(at + 1),
        _ => span.end,
    };
    Span::new(start, end)
}

/// A faulty text in one line.
fn subject(text: &str) -> String {
    if text.len() <= 2 * MOST {
        return one_line(text);
    }
    let start = &text[..text.floor_char_boundary(MOST)];
    let end = &text[text.ceil_char_boundary(text.len() - MOST)..];
    one_line(&format!("{start} {end}"))
}

/// The end of the nearest line before `at` that is not blank.
fn before(source: &Source, at: u32) -> String {
    let text = window_before(source, at).trim_end();
    let line = text.rsplit(['\n', '\r']).next().unwrap_or_default();
    let line = one_line(line);
    let skipped = line.chars().count().saturating_sub(NEIGHBOUR);
    line.chars().skip(skipped).collect()
}

/// The start of the nearest line behind `at` that is not blank.
fn behind(source: &Source, at: u32) -> String {
    let text = window_behind(source, at).trim_start();
    let line = text.split(['\n', '\r']).next().unwrap_or_default();
    one_line(line).chars().take(NEIGHBOUR).collect()
}

fn window_before(source: &Source, at: u32) -> &str {
    let text = &source.text()[..at as usize];
    let from = text.len().saturating_sub(WINDOW as usize);
    &text[text.ceil_char_boundary(from)..]
}

fn window_behind(source: &Source, at: u32) -> &str {
    let text = &source.text()[at as usize..];
    &text[..text.floor_char_boundary(WINDOW as usize)]
}

/// A text with one blank for every stretch of white space, and none around it.
fn one_line(text: &str) -> String {
    let words = text.split_whitespace();
    words.fold(String::with_capacity(text.len()), |mut line, word| {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        line
    })
}

/// The first bits of a hash over texts, each with its length, so that none runs into the next.
fn hash<'t>(texts: impl IntoIterator<Item = &'t str>) -> u64 {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text);
    }
    let bytes = hasher.finalize();
    bytes[..8]
        .iter()
        .fold(0, |bits, &byte| bits << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Level;

    fn print(text: &str, faulty: &str) -> Fingerprint {
        let source = Source::new("a.md", text);
        let start = text.find(faulty).unwrap();
        let finding = Finding {
            rule: "image/alt-missing".into(),
            level: Level::Error,
            message: "`src` has no text".to_owned(),
            span: Span::of(start..start + faulty.len()),
            related: Vec::new(),
            help: None,
            fix: None,
            muted: None,
        };
        Fingerprint::of(&source, &finding)
    }

    const TEXT: &str = "one\n\ntwo <img src=\"a.png\">\n\nthree\nfour\n";

    #[test]
    fn a_place_in_the_file_is_nothing() {
        let was = print(TEXT, "<img");
        for now in [
            format!("zero\n\n{TEXT}"),
            format!("{TEXT}five\n"),
            TEXT.replace("\n\n", "\n"),
            TEXT.replace("\n\n", "\n \n\n"),
            TEXT.replace('\n', "\r\n"),
            TEXT.replace("two ", "  two\t"),
            TEXT.replace("four", "for"),
        ] {
            assert_eq!(print(&now, "<img"), was, "{now:?}");
        }
    }

    #[test]
    fn other_neighbours_are_another_place_of_the_same_fault() {
        let was = print(TEXT, "<img");
        let now = print(&TEXT.replace("three", "trees"), "<img");
        assert_ne!(now, was);
        assert_eq!(now.fault_and_before(), was.fault_and_before());
        let now = print("zero\ntwo <img src=\"a.png\">\nsix\n", "<img");
        assert_eq!(now.fault(), was.fault());
        assert_ne!(now.fault_and_before(), was.fault_and_before());
        assert_ne!(now.fault_and_behind(), was.fault_and_behind());
    }

    #[test]
    fn another_text_is_another_fault() {
        let was = print(TEXT, "<img");
        for now in [TEXT.replace("a.png", "b.png"), TEXT.replace("two", "too")] {
            assert_ne!(print(&now, "<img").fault(), was.fault(), "{now:?}");
        }
    }

    #[test]
    fn in_a_long_line_a_fault_is_its_tag() {
        let filler = "<p>word</p>".repeat(60);
        let long = |tag: &str| format!("{filler}<p>x</p>{tag}<p>y</p>{filler}");
        let was = print(&long("<img src=\"a.png\">"), "src");
        let prefixed = format!("<p>more</p>{}", long("<img src=\"a.png\">"));
        assert_eq!(print(&prefixed, "src"), was);
        let other = print(&long("<img src=\"b.png\">"), "src");
        assert_ne!(other.fault(), was.fault());
    }

    #[test]
    fn every_place_has_one() {
        for (text, faulty) in [
            ("", ""),
            ("x", "x"),
            ("\n", "\n"),
            ("图", "图"),
            ("a\n", ""),
        ] {
            let _ = print(text, faulty);
        }
        let huge = "图 ".repeat(9000);
        assert_eq!(print(&huge, &huge), print(&huge, &huge));
    }

    #[test]
    fn what_is_written_is_read() {
        let was = print(TEXT, "<img");
        assert_eq!(was.to_string().parse(), Ok(was));
        for wrong in [
            "",
            "x",
            "8c1f7a7de02b9c51-03fa1c",
            "+c1f7a7de02b9c51-03fa1c-99e0d4",
        ] {
            assert!(wrong.parse::<Fingerprint>().is_err(), "{wrong}");
        }
    }
}
