//! Markdown's code: fences and code spans (CommonMark 0.31.2, §4.5 and §6.1).
//!
//! Found without parsing Markdown, since template syntax comes before it. Block structure is only
//! followed as far as it takes to tell code from text.

use std::collections::HashMap;

use super::Lexer;

/// What is known not to be closed: hostile text is not searched twice.
#[derive(Default)]
pub(super) struct Memory {
    /// By fence character: no fence of this length or longer is closed any more.
    open_fence: HashMap<u8, usize>,
    /// By length of a run of backticks: up to here there is no other such run.
    lone_run: HashMap<usize, usize>,
}

/// The opening line of a fence.
struct Fence {
    byte: u8,
    length: usize,
    quoted: bool,
}

impl Lexer<'_> {
    /// The start of the line behind a fenced block whose fence opens in the line at `start`.
    pub(super) fn fence(&mut self, start: usize) -> Option<usize> {
        if !self.syntax.markdown {
            return None;
        }
        let fence = opening(self.line_at(start))?;
        let end = self.fence_end(start, &fence)?;
        if self.syntax.jsx && self.follows_tag(start) {
            self.found(start, end);
        }
        Some(end)
    }

    /// Whether the line before ends with a tag or with such a fence. MDX reads a fence behind a
    /// tag as code, CommonMark as more of the block of HTML.
    fn follows_tag(&self, start: usize) -> bool {
        let before = self.text[..start].trim_end_matches([' ', '\t', '\r']);
        let Some(before) = before.strip_suffix('\n') else {
            return false;
        };
        let fenced = self
            .spans
            .last()
            .is_some_and(|span| span.end as usize == start);
        fenced || before.trim_end_matches([' ', '\t', '\r']).ends_with('>')
    }

    /// The start of the line behind the closing line of a fence that opens in the line at `start`.
    fn fence_end(&mut self, start: usize, fence: &Fence) -> Option<usize> {
        if self
            .code
            .open_fence
            .get(&fence.byte)
            .is_some_and(|&length| fence.length >= length)
        {
            return None;
        }
        let mut at = self.after_line(start);
        while at < self.text.len() {
            let line = self.line_at(at);
            if fence.quoted && !line.trim_start().starts_with('>') {
                return Some(at);
            }
            if closes(line, fence) {
                return Some(self.after_line(at));
            }
            at = self.after_line(at);
        }
        if fence.quoted {
            return Some(at);
        }
        self.code.open_fence.insert(fence.byte, fence.length);
        None
    }

    /// Whether the line at `start` ends the paragraph before it: code spans stay in their block.
    fn block_starts(&self, start: usize) -> bool {
        let rest = self.bytes.get(start..).unwrap_or_default();
        let Some(first) = rest.iter().position(|byte| !b" \t\r>".contains(byte)) else {
            return true;
        };
        let line = &rest[first..];
        let run = run(line, 0);
        let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
        match line[0] {
            b'\n' | b'|' => true,
            b'#' => run <= 6 && matches!(line.get(run), None | Some(b' ' | b'\t' | b'\n')),
            b'-' | b'+' | b'*' => matches!(line.get(1), Some(b' ' | b'\t')),
            b'`' | b'~' => run >= 3,
            _ => digits > 0 && matches!(line.get(digits), Some(b'.' | b')')),
        }
    }

    fn after_line(&self, start: usize) -> usize {
        (start + self.line_at(start).len() + 1).min(self.text.len())
    }

    /// The place behind a code span that starts at `at`, or behind its backticks when no equal
    /// run follows in the paragraph.
    pub(super) fn code_span(&mut self, at: usize) -> usize {
        let length = run(self.bytes, at);
        let inside = at + length;
        if self
            .code
            .lone_run
            .get(&length)
            .is_some_and(|&end| inside < end)
        {
            return inside;
        }
        let mut next = inside;
        while let Some(&byte) = self.bytes.get(next) {
            if byte == b'`' {
                let found = run(self.bytes, next);
                next += found;
                if found == length {
                    return next;
                }
            } else if byte == b'\n' && self.block_starts(next + 1) {
                break;
            } else {
                next += 1;
            }
        }
        self.code.lone_run.insert(length, next);
        inside
    }
}

fn run(bytes: &[u8], at: usize) -> usize {
    let byte = bytes[at];
    bytes[at..].iter().take_while(|&&next| next == byte).count()
}

fn opening(line: &str) -> Option<Fence> {
    let text = block_start(line);
    let byte = *text.as_bytes().first()?;
    if byte != b'`' && byte != b'~' {
        return None;
    }
    let length = run(text.as_bytes(), 0);
    let info = &text[length..];
    let opens = length >= 3 && (byte == b'~' || !info.contains('`'));
    opens.then(|| Fence {
        byte,
        length,
        quoted: line[..line.len() - text.len()].contains('>'),
    })
}

fn closes(line: &str, fence: &Fence) -> bool {
    let text = line.trim_start_matches([' ', '\t', '>']);
    text.as_bytes().first() == Some(&fence.byte) && {
        let length = run(text.as_bytes(), 0);
        length >= fence.length && text[length..].trim().is_empty()
    }
}

/// What stands in a line behind quote and list markers.
fn block_start(line: &str) -> &str {
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '>']);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let marker = match rest.as_bytes().get(digits) {
            Some(b'-' | b'+' | b'*') if digits == 0 => 1,
            Some(b'.' | b')') if (1..=9).contains(&digits) => digits + 1,
            _ => return rest,
        };
        if !rest[marker..].starts_with([' ', '\t']) {
            return rest;
        }
        rest = &rest[marker..];
    }
}
