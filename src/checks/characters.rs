//! Characters that nobody meant to write.

use std::ops::Range;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::{Code, Needles, Source, Span};
use crate::finding::Level;
use crate::fix::{Applicability, Edit, Fix};

/// Points at characters, anywhere in the file.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Characters {
    /// Which characters.
    fault: Fault,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// Characters without width, outside of the scripts that need them.
    ZeroWidth,
    /// Control characters (General Category Cc) other than white space.
    Control,
    /// U+FFFD, which stands for what could not be read.
    Replacement,
}

impl Kind for Characters {
    const NAME: &'static str = "characters";
    const HOLES: &'static [&'static str] = &["code", "name"];
}

impl Check for Characters {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let first = hits.len();
        self.look(cx.article.source(), hits);
        if hits.len() > first {
            // Code may have to hold what it holds, and shows what a program could not read.
            let code = Code::of(cx.article.body());
            for hit in hits[first..].iter_mut().filter(|hit| code.meets(hit.span)) {
                hit.fix = None;
                if self.fault == Fault::Replacement {
                    hit.level = Some(Level::Info);
                }
            }
        }
    }
}

impl Characters {
    fn look(&self, source: &Source, hits: &mut Vec<Hit>) {
        // What is no UTF-8 is another rule's, and its question marks are ours.
        if !source.is_readable() {
            return;
        }
        let text = source.text();
        if self.fault == Fault::Control {
            control(text, hits);
            return;
        }
        let chars: &[char] = match self.fault {
            Fault::ZeroWidth => &['\u{200b}', '\u{2060}', '\u{feff}'],
            _ => &['\u{fffd}'],
        };
        static ZERO_WIDTH: LazyLock<Needles> =
            LazyLock::new(|| Needles::new(["\u{200b}", "\u{2060}", "\u{feff}"]));
        static REPLACEMENT: LazyLock<Needles> = LazyLock::new(|| Needles::new(["\u{fffd}"]));
        let signs = match self.fault {
            Fault::ZeroWidth => &ZERO_WIDTH,
            _ => &REPLACEMENT,
        };
        if !signs.any_in(text) {
            return;
        }
        let mut end = 0;
        for &char in chars {
            for (at, found) in text.match_indices(char) {
                // A run is one finding.
                if at == end && at > 0 {
                    end = at + found.len();
                    continue;
                }
                end = at + found.len();
                if self.fault == Fault::Replacement || is_stray(text, at, char) {
                    hits.push(hit(text, at, char));
                }
            }
        }
    }
}

/// Looks for control characters; bytes do, for none of them is part of another character. What an
/// escape character begins ends with it: of the colour of a terminal, `[0m` would be left.
fn control(text: &str, hits: &mut Vec<Hit>) {
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1f | 0x7f);
    // Nearly always there are none, which is faster found out by looking at many bytes at once.
    let is_low = |byte: u8| u8::from(byte < 0x20) | u8::from(byte == 0x7f);
    let is_space = |byte: u8| {
        u8::from(byte == b'\n')
            | u8::from(byte == b'\t')
            | u8::from(byte == b'\r')
            | u8::from(byte == 0x0c)
    };
    let any = |found: u8, &byte: &u8| found | (is_low(byte) & (is_space(byte) ^ 1));
    let (chunks, rest) = text.as_bytes().as_chunks::<64>();
    let has_some =
        chunks.iter().any(|chunk| chunk.iter().fold(0, any) != 0) || rest.iter().fold(0, any) != 0;
    if !has_some {
        return;
    }
    let mut end = usize::MAX;
    for (at, byte) in text
        .bytes()
        .enumerate()
        .filter(|(_, byte)| is_control(byte))
    {
        if at != end {
            hits.push(hit(text, at, char::from(byte)));
        }
        end = at + 1;
    }
}

/// The length of a control sequence behind its escape character (ECMA-48 §5.4).
fn sequence_len(rest: &str) -> usize {
    let Some(parameters) = rest.strip_prefix('[') else {
        return 0;
    };
    let len = parameters
        .bytes()
        .take_while(|byte| matches!(byte, 0x20..=0x3f))
        .count();
    let is_ended = parameters
        .as_bytes()
        .get(len)
        .is_some_and(|byte| matches!(byte, 0x40..=0x7e));
    if is_ended { len + 2 } else { 0 }
}

/// What keeps two words apart where control characters go that did.
fn between(char: char, before: &str, after: &str) -> &'static str {
    // Line tabulation is how slides break lines, the other four are separators.
    let separates = matches!(char, '\u{b}' | '\u{1c}'..='\u{1f}');
    let is_apart = before.is_empty()
        || after.is_empty()
        || before.ends_with(char::is_whitespace)
        || after.starts_with(char::is_whitespace);
    if separates && !is_apart { " " } else { "" }
}

fn hit(text: &str, at: usize, char: char) -> Hit {
    let run: usize = text[at..]
        .chars()
        .take_while(|&next| next == char)
        .map(char::len_utf8)
        .sum();
    let sequence = match char {
        '\u{1b}' => sequence_len(&text[at + run..]),
        _ => 0,
    };
    let end = at + run + sequence;
    let span = Span::of(at..end);
    let name = match char {
        '\u{200b}' => "zero width space",
        '\u{2060}' => "word joiner",
        '\u{feff}' => "byte order mark",
        '\u{fffd}' => "replacement character",
        '\0' => "NUL",
        '\u{8}' => "backspace",
        '\u{b}' => "line tabulation",
        '\u{1b}' => "escape",
        _ => "control character",
    };
    let trust = match char {
        '\u{fffd}' => None,
        // A zero width space may be meant as a place to break a line.
        '\u{200b}' | '\u{2060}' => Some(Applicability::Unsafe),
        _ => Some(Applicability::Safe),
    };
    let fix = trust.map(|trust| {
        let instead = between(char, &text[..at], &text[end..]);
        let title = match instead {
            "" => "remove it",
            _ => "write a blank",
        };
        let edit = match char {
            '\u{200b}' | '\u{2060}' | '\u{feff}' => Edit::delete(with_blanks(text, at..end)),
            _ => Edit::replace(span, instead),
        };
        Fix::new(title, trust, vec![edit])
    });
    Hit::new(span)
        .with("code", format!("U+{:04X}", u32::from(char)))
        .with("name", name)
        .fix(fix)
}

/// What goes with characters that are not seen, so that blanks do not come to mean something: at
/// the end of a line, those before, which would break it; where nothing else stands in the line,
/// the line, and of two empty lines around it the second.
fn with_blanks(text: &str, at: Range<usize>) -> Span {
    let before = text[..at.start].trim_end_matches([' ', '\t']);
    let after = text[at.end..].trim_start_matches([' ', '\t']);
    let is_end = after.is_empty() || after.starts_with(['\r', '\n']);
    let is_start = before.is_empty() || before.ends_with('\n');
    if !is_end {
        return Span::of(at);
    }
    if !is_start || after.is_empty() {
        return Span::of(before.len()..at.end);
    }
    let behind_line = |text: &'_ str| text.find('\n').map_or(text.len(), |end| end + 1);
    let mut end = text.len() - after.len() + behind_line(after);
    let is_apart = before.ends_with("\n\n") || before.ends_with("\n\r\n");
    let next = &text[end..];
    if is_apart && next.starts_with(['\r', '\n']) {
        end += behind_line(next);
    }
    Span::of(before.len()..end)
}

/// Whether nothing beside a character without width gives it a reason: a script that has no
/// blanks between words, or markup that is only seen as such beside something that is no letter.
fn is_stray(text: &str, at: usize, char: char) -> bool {
    if char == '\u{feff}' {
        return at > 0;
    }
    let before = text[..at].chars().next_back();
    let after = text[at + char.len_utf8()..]
        .chars()
        .find(|&next| next != char);
    let reason = |near: Option<char>| {
        near.is_some_and(|near| {
            matches!(near, '*' | '_' | '`' | '~' | '|' | ':' | '{' | '[' | '@' | '#' | '<' | '>')
                // South and south-east Asian scripts, and Arabic.
                || matches!(near, '\u{600}'..='\u{6ff}' | '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
        })
    };
    !reason(before) && !reason(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_do_not_come_to_mean_anything() {
        let left = |text: &str| {
            let at = text.find('\u{200b}').unwrap();
            let gone = with_blanks(text, at..at + 3).range();
            [&text[..gone.start], &text[gone.end..]].concat()
        };
        assert_eq!(left("one\u{200b}two  \nb"), "onetwo  \nb");
        assert_eq!(left("one \u{200b} two"), "one  two");
        assert_eq!(left("one  \u{200b}\nb"), "one\nb");
        assert_eq!(left("one  \u{200b}\r\nb"), "one\r\nb");
        assert_eq!(left("a\n\u{200b}\nb"), "a\nb");
        assert_eq!(left("a\n\n \u{200b}\n\nb"), "a\n\nb");
        assert_eq!(left("a\r\n\r\n\u{200b}\r\n\r\nb"), "a\r\n\r\nb");
        assert_eq!(left("a\n\u{200b}"), "a\n");
    }
}
