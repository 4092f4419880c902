//! Looking for the opening fence, and for evidence that it is one.

use super::close::{Dots, close_with, close_with_dashes, leave_open, leave_open_at, set_close};
use super::guess;
use super::{Fence, FenceKind, Format, Located, Options};
use crate::document::Span;
use crate::document::front_matter::json;
use crate::document::front_matter::lines::{KeyShape, Line, SPACE, indent, is_blank, run};

pub(super) struct Locator<'s> {
    text: &'s str,
    /// Length of the byte order mark.
    bom: usize,
    /// Where the first thing stands that may be a fence.
    start: usize,
    /// Whether something other than a byte order mark comes first. Then a line of dashes needs
    /// keys below it to count as a fence.
    led: bool,
}

impl<'s> Locator<'s> {
    pub(super) fn new(text: &'s str) -> Self {
        let bom = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let start = skip_leading(text, bom);
        Self {
            text,
            bom,
            start,
            led: start > bom,
        }
    }

    pub(super) fn locate(&self, options: Options) -> Option<Located> {
        let rest = &self.text[self.start..];
        let margin = self.start - Line::around(self.text, self.start).start.max(self.bom);
        let fence = match rest.as_bytes() {
            _ if margin > 3 => None,
            [b'-', b'-', b'-', ..] => self.dashes(),
            [b'+', b'+', b'+', ..] => self.pluses(),
            [b';', b';', b';', ..] => self.semicolons(),
            [b'{', b'{', b'{', ..] => return self.triple_braces(),
            [b'{', ..] => self.braces(),
            _ if rest.starts_with(['–', '—']) => self.long_dashes(),
            _ if options.headless => self.headless(),
            _ => self.unopened(),
        };
        match fence {
            Some(fence) => Some(Located::Fence(Box::new(fence))),
            None => self.pelican(),
        }
    }

    fn fence(&self, format: Format, kind: FenceKind, length: usize) -> Fence {
        let open = self.start..self.start + length;
        Fence::new(self.text, format, kind, self.bom, open)
    }

    fn dashes(&self) -> Option<Fence> {
        let line = Line::at(self.text, self.start);
        let count = run(self.text, self.start, b'-');
        let mut fence = self.fence(Format::Yaml, FenceKind::Dashes, count);
        let behind = self.start + count;
        let rest = &self.text[behind..line.end];
        let word = rest.trim_matches(SPACE);
        let mut sure = !self.led && count == 3;
        if word.starts_with('#') {
            fence.open_trailing = Span::of(behind..line.end);
            sure = false;
        } else if word.is_empty() {
            fence.open_trailing = Span::of(behind..line.end);
        } else {
            fence.format = language(word).filter(|_| count == 3)?;
            let start = behind + indent(rest);
            fence.language = Span::of(start..start + word.len());
            fence.open_trailing = Span::of(start + word.len()..line.end);
            // A word is no evidence by itself: `--- Chapter` starts a text.
            sure = fence.format != Format::Other;
        }
        let keys = guess::starts_with_key(self.text, line.next);
        let dots = if keys { Dots::Close } else { Dots::AreText };
        if close_with_dashes(self.text, &mut fence, line.next, count, dots) {
            let other = fence.format == Format::Other && rest == word;
            return (sure || keys || other).then_some(fence);
        }
        // A line of dashes at the top of a text that has no other may be nothing but a line.
        let yaml = fence.format == Format::Yaml && guess::has_keys(self.text, line.next);
        yaml.then(|| leave_open(self.text, &mut fence, line.next))?;
        Some(fence)
    }

    fn pluses(&self) -> Option<Fence> {
        let line = Line::at(self.text, self.start);
        let mut fence = self.fence(Format::Toml, FenceKind::Pluses, 3);
        fence.open_trailing = Span::of(self.start + 3..line.end);
        is_blank(&self.text[self.start + 3..line.end]).then_some(())?;
        if !close_with(self.text, &mut fence, line.next, "+++") {
            let first = guess::first_line(self.text, line.next)?;
            (first.starts_with('[') || first.contains('=')).then_some(())?;
            let end = guess::toml_end(self.text, line.next);
            leave_open_at(&mut fence, line.next, end);
        }
        Some(fence)
    }

    fn semicolons(&self) -> Option<Fence> {
        let line = Line::at(self.text, self.start);
        let count = run(self.text, self.start, b';');
        let mut fence = self.fence(Format::Json, FenceKind::Semicolons, count);
        fence.open_trailing = Span::of(self.start + count..line.end);
        is_blank(&self.text[self.start + count..line.end]).then_some(())?;
        let mark = &self.text[self.start..self.start + count];
        close_with(self.text, &mut fence, line.next, mark).then_some(fence)
    }

    fn braces(&self) -> Option<Fence> {
        // `{%`, `{{`, `{:toc}`, `{.class}` and the expressions of MDX start texts as well.
        let first = skip_space(self.text, self.start + 1);
        let is_object = match self.text.as_bytes().get(first) {
            Some(b'"') => {
                let line = Line::at(self.text, first);
                KeyShape::of(line.text(self.text)).is_some()
            }
            Some(b'}') => is_blank(Line::at(self.text, first + 1).text(self.text)),
            _ => false,
        };
        is_object.then_some(())?;
        let mut fence = self.fence(Format::Json, FenceKind::Braces, 1);
        let inside = self.start + 1;
        match json::closing_brace(self.text, self.start) {
            Some(close) => {
                fence.block = Span::of(inside..close);
                let rest = Line::at(self.text, close + 1);
                set_close(self.text, &mut fence, close..close + 1, rest);
            }
            None => {
                let end = guess::json_end(self.text, inside);
                leave_open_at(&mut fence, inside, end);
            }
        }
        Some(fence)
    }

    /// The header of one knowledge base: JSON between three braces.
    fn triple_braces(&self) -> Option<Located> {
        let line = Line::at(self.text, self.start);
        is_blank(&self.text[self.start + 3..line.end]).then_some(())?;
        let close = Line::of(self.text, line.next..self.text.len())
            .find(|line| line.text(self.text).trim_end_matches(SPACE) == "}}}")?;
        Some(Located::Foreign {
            span: Span::of(self.start..close.next),
            name: "JSON between triple braces",
        })
    }

    /// Hexo reads any text above a line of dashes as YAML, prose included. Only lines that all look
    /// like keys and values are meant so.
    fn headless(&self) -> Option<Fence> {
        let line = Line::at(self.text, self.start);
        let first = line.text(self.text);
        KeyShape::word(first)?;
        let json = first.starts_with('"');
        let mut fence = self.fence(Format::Yaml, FenceKind::Headless, 0);
        if json && close_with(self.text, &mut fence, self.start, ";;;") {
            fence.format = Format::Json;
            return Some(fence);
        }
        let closed = close_with_dashes(self.text, &mut fence, self.start, 3, Dots::AreText);
        let close = fence.close.filter(|_| closed)?.start as usize;
        let keys = guess::yaml_end(self.text, self.start..close);
        self.text[keys..close]
            .trim_matches(SPACE)
            .is_empty()
            .then_some(fence)
    }

    /// Keys and a closing fence, where Hexo is not meant: an opening fence was forgotten.
    fn unopened(&self) -> Option<Fence> {
        let line = Line::at(self.text, self.start);
        let plain = !self.led && line.text(self.text).starts_with(|char: char| char != '"');
        let known = guess::is_known_key(line.text(self.text));
        let mut fence = self.headless().filter(|_| plain && known)?;
        let second = Line::at(self.text, line.next).text(self.text);
        KeyShape::word(second)?;
        fence.kind = FenceKind::Unopened;
        Some(fence)
    }

    /// `———`, keys, `———`.
    fn long_dashes(&self) -> Option<Fence> {
        let is_fence = |line: &Line| {
            let mark = line.text(self.text).trim_end_matches(SPACE);
            !mark.is_empty() && mark.chars().all(|char| matches!(char, '–' | '—'))
        };
        let line = Line::at(self.text, self.start);
        let sure = !self.led && is_fence(&line) && guess::has_keys(self.text, line.next);
        sure.then_some(())?;
        let length = line.text(self.text).trim_end_matches(SPACE).len();
        let mut fence = self.fence(Format::Yaml, FenceKind::LongDashes, length);
        fence.open_trailing = Span::of(self.start + length..line.end);
        let close = Line::of(self.text, line.next..self.text.len()).find(is_fence)?;
        let end = close.start + close.text(self.text).trim_end_matches(SPACE).len();
        fence.block = Span::of(line.next..close.start);
        set_close(
            self.text,
            &mut fence,
            close.start..end,
            Line::at(self.text, end),
        );
        Some(fence)
    }

    /// Lines of keys, from a title on, up to a blank line: what Pelican reads.
    fn pelican(&self) -> Option<Located> {
        let is_key = |line: &Line| KeyShape::word(line.text(self.text)).is_some();
        let first = Line::at(self.text, self.start);
        let shape = KeyShape::word(first.text(self.text)).filter(|_| !self.led)?;
        let key = &first.text(self.text)[shape.key];
        key.eq_ignore_ascii_case("title").then_some(())?;
        let last = Line::of(self.text, self.start..self.text.len())
            .take_while(is_key)
            .last()?;
        let next = Line::at(self.text, last.next);
        let apart = last.start > first.start && is_blank(next.text(self.text));
        apart.then(|| Located::Foreign {
            span: Span::of(self.start..last.next),
            name: "metadata as Pelican reads it",
        })
    }
}

/// Blank lines, blanks, marks without width, and HTML comments.
fn skip_leading(text: &str, mut at: usize) -> usize {
    loop {
        let rest = &text[at..];
        let blank = rest.trim_start_matches(|char: char| {
            char.is_whitespace() || matches!(char, '\u{feff}' | '\u{200b}')
        });
        at += rest.len() - blank.len();
        match blank
            .strip_prefix("<!--")
            .and_then(|inside| inside.find("-->"))
        {
            Some(length) => at += length + "<!---->".len(),
            None => return at,
        }
    }
}

fn skip_space(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest.len() - rest.trim_start_matches(SPACE).len()
}

/// The language that a word on the opening fence names, if it may be one.
fn language(word: &str) -> Option<Format> {
    match word {
        "yaml" | "yml" => Some(Format::Yaml),
        "toml" => Some(Format::Toml),
        "json" => Some(Format::Json),
        _ => word
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric())
            .then_some(Format::Other),
    }
}
