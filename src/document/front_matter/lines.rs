//! Lines, and what a line of front matter looks like.

use std::ops::Range;

/// What the languages of front matter take for white space. Unicode has more.
pub(super) const SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// A line as offsets into a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it starts.
    pub(super) start: usize,
    /// Where its line ending starts.
    pub(super) end: usize,
    /// Where the next line starts.
    pub(super) next: usize,
}

impl Line {
    /// The line that starts at `start`, up to LF, CRLF or a lone CR.
    pub(super) fn at(text: &str, start: usize) -> Self {
        let bytes = &text.as_bytes()[start..];
        let length = bytes
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
            .unwrap_or(bytes.len());
        let ending = match &bytes[length..] {
            [b'\r', b'\n', ..] => 2,
            [_, ..] => 1,
            [] => 0,
        };
        Self {
            start,
            end: start + length,
            next: start + length + ending,
        }
    }

    /// The line that holds the byte at `at`.
    pub(super) fn around(text: &str, at: usize) -> Self {
        let start = text.as_bytes()[..at]
            .iter()
            .rposition(|byte| matches!(byte, b'\n' | b'\r'))
            .map_or(0, |ending| ending + 1);
        Self::at(text, start)
    }

    /// The lines of `range`; the last ends with the range.
    pub(super) fn of(text: &str, range: Range<usize>) -> impl Iterator<Item = Self> + '_ {
        let text = &text[..range.end];
        let mut at = range.start;
        std::iter::from_fn(move || {
            (at < text.len()).then(|| {
                let line = Self::at(text, at);
                at = line.next;
                line
            })
        })
    }

    /// What there is to see of the line; empty in a blank one.
    pub(super) fn visible(self, text: &str) -> Range<usize> {
        let content = self.text(text);
        let start = indent(content);
        let length = content[start..].trim_end_matches(SPACE).len();
        self.start + start..self.start + start + length
    }

    /// The line without its ending.
    pub(super) fn text(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

/// Whether nothing but blanks and tabs stands in a line.
pub(super) fn is_blank(line: &str) -> bool {
    line.bytes().all(|byte| matches!(byte, b' ' | b'\t'))
}

/// How many bytes of blanks and tabs a line starts with.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(SPACE).len()
}

/// How often a byte stands from `at` on.
pub(super) fn run(text: &str, at: usize, byte: u8) -> usize {
    let bytes = &text.as_bytes()[at..];
    bytes.iter().take_while(|&&other| other == byte).count()
}

/// The separator behind a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    /// A colon and a blank or the end of the line.
    Proper,
    /// A colon with the value right behind it.
    Glued,
    /// The fullwidth colon of a Chinese or Japanese keyboard.
    Fullwidth,
}

/// A key as it stands in a line; offsets into the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeyShape {
    /// The key with its quotes.
    pub(super) key: Range<usize>,
    /// The separator.
    pub(super) colon: Range<usize>,
    /// What the separator is.
    pub(super) separator: Separator,
}

impl KeyShape {
    /// The `key:` that a line without indentation starts with.
    pub(super) fn of(line: &str) -> Option<Self> {
        match line.as_bytes().first()? {
            quote @ (b'"' | b'\'') => Self::quoted(line, *quote),
            b'-' | b'?' | b':' if line[1..].starts_with([' ', '\t']) => None,
            b' ' | b'\t' | b',' | b'[' | b']' | b'{' | b'}' | b'#' | b'&' | b'*' | b'!' | b'|'
            | b'>' | b'%' | b'@' | b'`' => None,
            _ => Self::plain(line),
        }
    }

    /// The same, if the separator is right.
    pub(super) fn proper(line: &str) -> Option<Self> {
        Self::of(line).filter(|shape| shape.separator == Separator::Proper)
    }

    /// A proper key of one word, as prose hardly ever starts with.
    pub(super) fn word(line: &str) -> Option<Self> {
        Self::proper(line).filter(|shape| {
            let key = line[shape.key.clone()].trim_matches(['"', '\'']);
            !key.is_empty() && !key.contains([' ', '\t']) && key.chars().any(char::is_alphanumeric)
        })
    }

    fn quoted(line: &str, quote: u8) -> Option<Self> {
        let bytes = line.as_bytes();
        let mut at = 1;
        while *bytes.get(at)? != quote {
            at += if bytes[at] == b'\\' && quote == b'"' {
                2
            } else {
                1
            };
        }
        let colon = at + 1 + indent(&line[at + 1..]);
        Self::with_colon(line, 0..at + 1, colon)
    }

    fn plain(line: &str) -> Option<Self> {
        let bytes = line.as_bytes();
        let comment = line.find(" #").unwrap_or(line.len());
        let proper = (0..comment).find(|&at| {
            bytes[at] == b':' && matches!(bytes.get(at + 1), None | Some(b' ' | b'\t'))
        });
        let colon = match proper {
            Some(colon) => colon,
            None => line[..comment].find([':', '：'])?,
        };
        let key = line[..colon].trim_end_matches(SPACE).len();
        let shape = Self::with_colon(line, 0..key, colon)?;
        let believable = match shape.separator {
            Separator::Proper => true,
            _ => is_word(&line[..key]) && !line[colon..].starts_with("://"),
        };
        (key > 0 && believable).then_some(shape)
    }

    fn with_colon(line: &str, key: Range<usize>, colon: usize) -> Option<Self> {
        let (length, separator) = match line.get(colon..)?.chars().next()? {
            '：' => ('：'.len_utf8(), Separator::Fullwidth),
            ':' if matches!(line.as_bytes().get(colon + 1), None | Some(b' ' | b'\t')) => {
                (1, Separator::Proper)
            }
            ':' => (1, Separator::Glued),
            _ => return None,
        };
        Some(Self {
            key,
            colon: colon..colon + length,
            separator,
        })
    }
}

fn is_word(key: &str) -> bool {
    key.chars()
        .all(|char| char.is_alphanumeric() || matches!(char, '_' | '-' | '.'))
}
