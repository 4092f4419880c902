//! Inert bytes in the place of template syntax.

use std::borrow::Cow;
use std::ops::Range;

use crate::document::Span;

/// What an opaque byte becomes where something will stand: a letter is markup nowhere.
const CONTENT: char = 'x';
/// Behind `<` and `</` even a letter would begin a tag; a digit does not.
const AFTER_ANGLE: char = '0';
const NOTHING: char = ' ';

/// `text` with the bytes of `spans` replaced, as many as there were, line breaks kept.
///
/// Syntax in a line of text or in an attribute value becomes a word, since something will stand
/// there. Lines of nothing but syntax become blank lines; where that would end a block of HTML or
/// a table they become words too. A statement between the attributes of a tag becomes blanks, and
/// so does all syntax between the tags in the head of a page of HTML: a word would begin its body.
///
/// Inside of a span, offsets on character boundaries of the result need not be on boundaries of
/// `text`: ASCII stands there for whatever stood there.
///
/// # Panics
/// When the spans are not sorted, or do not lie on character boundaries of `text`.
#[must_use]
pub fn blank<'a>(text: &'a str, spans: &[Span], is_markdown: bool) -> Cow<'a, str> {
    if spans.is_empty() {
        return Cow::Borrowed(text);
    }
    let head = match is_markdown {
        true => Head::default(),
        false => Head::of(text),
    };
    let mut blanked = String::with_capacity(text.len());
    let mut context = Context::default();
    let mut done = 0;
    for group in groups(text, spans) {
        for span in group.spans {
            let before = &text[done..span.start as usize];
            let syntax = span.of_text(text);
            context.pass(before);
            let value = before.ends_with('=');
            let filler = match context.tag {
                Tag::Outside if head.has(span.start as usize) => NOTHING,
                _ => context.filler(&group, syntax, value),
            };
            context.pass_filled(filler);
            blanked.push_str(before);
            fill(&mut blanked, syntax, filler);
            done = span.end as usize;
        }
    }
    blanked.push_str(&text[done..]);
    Cow::Owned(blanked)
}

/// The head of a page, without its title.
#[derive(Default)]
struct Head {
    span: Range<usize>,
    title: Range<usize>,
}

impl Head {
    fn of(text: &str) -> Self {
        let first = |from: usize, tags: &[&str]| {
            let rest = text.get(from..)?;
            let places = tags.iter().filter_map(|tag| rest.find(tag));
            Some(from + places.min()?)
        };
        let span = first(0, &["<html", "<head>"]).and_then(|start| {
            let end = first(start, &["</head>", "<body"])?;
            Some(start..end)
        });
        let span = span.unwrap_or_default();
        let title = first(span.start, &["<title"])
            .zip(first(span.start, &["</title"]))
            .map_or(0..0, |(start, end)| start..end);
        Self { span, title }
    }

    fn has(&self, at: usize) -> bool {
        self.span.contains(&at) && !self.title.contains(&at)
    }
}

fn fill(blanked: &mut String, syntax: &str, filler: char) {
    let mut rest = syntax;
    if filler == CONTENT && (blanked.ends_with('<') || blanked.ends_with("</")) {
        blanked.push(AFTER_ANGLE);
        rest = &rest[1..];
    }
    blanked.extend(rest.bytes().map(|byte| match byte {
        b'\n' | b'\r' => char::from(byte),
        _ => filler,
    }));
}

/// Spans with no line break between them.
struct Group<'s> {
    spans: &'s [Span],
    /// Whether nothing else stands in their lines.
    whole_lines: bool,
    /// Where the last of their lines ends.
    line_end: usize,
    /// Whether the next line of text holds a `|`, as the rows of tables do.
    pipe_follows: bool,
}

fn groups<'s>(text: &str, mut spans: &'s [Span]) -> Vec<Group<'s>> {
    let mut groups: Vec<Group<'s>> = Vec::new();
    let mut done = 0;
    while let Some(first) = spans.first() {
        let before = &text[done..first.start as usize];
        let mut whole_lines = is_blank(before.rsplit('\n').next().unwrap_or_default());
        let mut count = 1;
        while let Some(next) = spans.get(count) {
            let gap = &text[spans[count - 1].end as usize..next.start as usize];
            if gap.contains('\n') {
                break;
            }
            whole_lines &= is_blank(gap);
            count += 1;
        }
        let (group, rest) = spans.split_at(count);
        done = group[count - 1].end as usize;
        let after = line_at(text, done);
        groups.push(Group {
            spans: group,
            whole_lines: whole_lines && is_blank(after),
            line_end: done + after.len(),
            pipe_follows: false,
        });
        spans = rest;
    }
    let mut next: Option<(usize, bool)> = None;
    for group in groups.iter_mut().rev() {
        let line = (group.line_end + 1).min(text.len());
        group.pipe_follows = match next {
            Some((start, pipe_follows)) if start == line => pipe_follows,
            _ => line_at(text, line).contains('|'),
        };
        let start = group.spans[0].start as usize;
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        next = group
            .whole_lines
            .then_some((line_start, group.pipe_follows));
    }
    groups
}

/// The rest of the line at `start`.
fn line_at(text: &str, start: usize) -> &str {
    text[start..].split('\n').next().unwrap_or_default()
}

fn is_blank(part: &str) -> bool {
    part.bytes().all(|byte| b" \t\r".contains(&byte))
}

/// What is known of the text that was passed, at the place that was reached.
#[derive(Default)]
struct Context {
    /// Whether a line since the last blank one begins with a tag: a block of HTML, most likely.
    html: bool,
    tag: Tag,
    /// Whether more than blanks, quote and list markers stands in the line so far.
    line_has_text: bool,
    /// Whether the line so far holds a `|`, and whether the line of text before it does.
    pipe: (bool, bool),
}

/// Where in a tag the place is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Tag {
    #[default]
    Outside,
    Inside,
    Quoted(u8),
}

impl Context {
    fn pass(&mut self, text: &str) {
        let mut bytes = text.as_bytes();
        // Nothing is known across a blank line.
        if let Some(at) = text.rfind("\n\n") {
            *self = Self::default();
            bytes = &bytes[at + 2..];
        }
        for (at, &byte) in bytes.iter().enumerate() {
            match byte {
                b'\n' => self.end_line(),
                b' ' | b'\t' | b'\r' => continue,
                b'>' | b'-' | b'+' | b'*' if !self.line_has_text => continue,
                b'|' => self.pipe.0 = true,
                _ => {}
            }
            self.tag = match (self.tag, byte) {
                (Tag::Outside, b'<') if begins_tag(bytes.get(at + 1)) => {
                    self.html |= !self.line_has_text;
                    Tag::Inside
                }
                (Tag::Inside, b'>') => Tag::Outside,
                (Tag::Inside, b'"' | b'\'') => Tag::Quoted(byte),
                (Tag::Quoted(quote), _) if quote == byte => Tag::Inside,
                (tag, _) => tag,
            };
            self.line_has_text = byte != b'\n';
        }
    }

    fn end_line(&mut self) {
        if !self.line_has_text {
            *self = Self::default();
        }
        self.pipe = (false, self.pipe.0);
    }

    /// What to put in the place of `syntax`; `value` says that it stands behind an `=`.
    fn filler(&self, group: &Group<'_>, syntax: &str, value: bool) -> char {
        let statement = ["{%", "{#", "{{<", "{{%"]
            .iter()
            .any(|open| syntax.starts_with(open));
        let table = self.pipe.1 && group.pipe_follows;
        let nothing = if group.whole_lines {
            !self.html && !table
        } else {
            self.tag == Tag::Inside && statement && !value
        };
        if nothing { NOTHING } else { CONTENT }
    }

    fn pass_filled(&mut self, filler: char) {
        if filler == CONTENT {
            self.line_has_text = true;
            // Rows may follow one that is made of syntax.
            self.pipe.0 |= self.pipe.1;
        }
    }
}

fn begins_tag(next: Option<&u8>) -> bool {
    next.is_none_or(|&byte| byte.is_ascii_alphabetic() || byte == b'/' || byte == b'!')
}
