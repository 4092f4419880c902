//! Where front matter stands: the fences of every dialect.

use super::json;
use super::lines::{KeyShape, Line, indent, is_blank, yaml_like};
use super::problem::{Problem, ProblemKind};
use crate::document::Span;
use crate::fix::Edit;

/// The language of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// YAML.
    Yaml,
    /// TOML.
    Toml,
    /// JSON.
    Json,
    /// A language that is named on the opening fence and not read here, such as `---js`.
    Other,
}

/// The form of the fences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FenceKind {
    /// `---`, of three dashes or more.
    Dashes,
    /// `+++`.
    Pluses,
    /// `;;;` around the inside of a JSON object (Hexo).
    Semicolons,
    /// The braces of a JSON object (Hugo).
    Braces,
    /// Nothing above the block, `---` or `;;;` below it (Hexo).
    Headless,
    /// None: the whole text is the block.
    Whole,
}

/// How lines end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eol {
    /// `\n`.
    Lf,
    /// `\r\n`.
    CrLf,
    /// `\r` alone.
    Cr,
}

impl Eol {
    /// The bytes.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
            Self::Cr => "\r",
        }
    }
}

/// The place of front matter in a file. Spans count bytes of the file; what is not there is empty.
///
/// In the order of the file: `bom`, `leading`, `open`, `language`, `open_trailing`, line ending,
/// `block`, `close_indent`, `close`, `close_trailing`, line ending, body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    /// The language of the block.
    pub format: Format,
    /// The form of the fences.
    pub kind: FenceKind,
    /// A byte order mark at the very start.
    pub bom: Span,
    /// All between the byte order mark and the opening fence: blank lines, blanks, HTML comments.
    pub leading: Span,
    /// The opening fence: its dashes, or the brace.
    pub open: Span,
    /// The word on the opening fence: `json` in `---json`.
    pub language: Span,
    /// What else stands on the line of the opening fence: blanks, or a comment.
    pub open_trailing: Span,
    /// The content. Whole lines with their line endings between fences; all between the braces.
    pub block: Span,
    /// Blanks in front of the closing fence.
    pub close_indent: Span,
    /// The closing fence; none if the block is never closed.
    pub close: Option<Span>,
    /// Blanks behind the closing fence.
    pub close_trailing: Span,
    /// The line ending to write new lines with.
    pub eol: Eol,
    /// Where the body starts: behind the line of the closing fence, or right behind the fence when
    /// text is glued to it.
    pub body_start: u32,
}

impl Fence {
    /// A text that is all block, such as a configuration file.
    #[must_use]
    pub fn whole(text: &str, format: Format) -> Self {
        let bom = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let mut fence = Self::new(text, format, FenceKind::Whole, bom, bom..bom);
        fence.block = Span::of(bom..text.len());
        fence.body_start = fence.block.end;
        fence
    }

    /// A fence that is not closed yet and has no block.
    fn new(
        text: &str,
        format: Format,
        kind: FenceKind,
        bom: usize,
        open: std::ops::Range<usize>,
    ) -> Self {
        let none = Span::of(open.end..open.end);
        Self {
            format,
            kind,
            bom: Span::of(0..bom),
            leading: Span::of(bom..open.start),
            open: Span::of(open),
            language: none,
            open_trailing: none,
            block: none,
            close_indent: none,
            close: None,
            close_trailing: none,
            eol: eol(text, none.end as usize),
            body_start: none.end,
        }
    }

    /// Everything from the opening fence to the closing one.
    #[must_use]
    pub fn span(&self) -> Span {
        let block = self.open.cover(self.block);
        self.close.map_or(block, |close| block.cover(close))
    }
}

/// What a file starts with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Located {
    /// No front matter.
    Nothing,
    /// Front matter.
    Fence(Box<Fence>),
    /// Metadata in a form that no generator here reads; the body starts behind it.
    Foreign {
        /// All of it.
        span: Span,
        /// What the form is called.
        name: &'static str,
    },
}

/// How to look for front matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether front matter may lack its opening fence, as Hexo allows. Only for Hexo: elsewhere
    /// a heading underlined with dashes is a heading.
    pub headless: bool,
}

/// Finds the front matter of a text.
#[must_use]
pub fn locate(text: &str, options: Options) -> Located {
    Locator::new(text)
        .locate(options)
        .unwrap_or(Located::Nothing)
}

struct Locator<'s> {
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
    fn new(text: &'s str) -> Self {
        let bom = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let start = skip_leading(text, bom);
        Self {
            text,
            bom,
            start,
            led: start > bom,
        }
    }

    fn locate(&self, options: Options) -> Option<Located> {
        let rest = &self.text[self.start..];
        let margin = self.start - Line::around(self.text, self.start).start.max(self.bom);
        let fence = match rest.as_bytes() {
            _ if margin > 3 => None,
            [b'-', b'-', b'-', ..] => self.dashes(),
            [b'+', b'+', b'+', ..] => self.pluses(),
            [b';', b';', b';', ..] => self.semicolons(),
            [b'{', b'{', b'{', ..] => return self.triple_braces(),
            [b'{', ..] => self.braces(),
            _ => None,
        };
        let fence = fence.or_else(|| options.headless.then(|| self.headless()).flatten());
        fence.map(|fence| Located::Fence(Box::new(fence)))
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
        let word = rest.trim_matches([' ', '\t']);
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
        let keys = || starts_with_key(self.text, line.next);
        if close_with_dashes(self.text, &mut fence, line.next, count) {
            let sure = sure || keys() || fence.format == Format::Other && rest == word;
            return sure.then_some(fence);
        }
        let yaml = fence.format == Format::Yaml && keys();
        yaml.then(|| leave_open(self.text, &mut fence, line.next))?;
        Some(fence)
    }

    fn pluses(&self) -> Option<Fence> {
        let line = Line::at(self.text, self.start);
        let mut fence = self.fence(Format::Toml, FenceKind::Pluses, 3);
        fence.open_trailing = Span::of(self.start + 3..line.end);
        is_blank(&self.text[self.start + 3..line.end]).then_some(())?;
        if !close_with(self.text, &mut fence, line.next, "+++") {
            let first = first_line(self.text, line.next)?;
            (first.starts_with('[') || first.contains('=')).then_some(())?;
            let end = toml_like(self.text, line.next);
            end_open(self.text, &mut fence, line.next, end);
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
                let end = json_like(self.text, inside);
                end_open(self.text, &mut fence, inside, end);
            }
        }
        Some(fence)
    }

    /// The header of one knowledge base: JSON between three braces.
    fn triple_braces(&self) -> Option<Located> {
        let line = Line::at(self.text, self.start);
        is_blank(&self.text[self.start + 3..line.end]).then_some(())?;
        let close = Line::of(self.text, line.next..self.text.len())
            .find(|line| line.text(self.text).trim_end() == "}}}")?;
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
        let closed = close_with_dashes(self.text, &mut fence, self.start, 3);
        let close = fence.close.filter(|_| closed)?;
        let all = yaml_like(self.text, self.start..close.start as usize);
        let rest = &self.text[all..close.start as usize];
        rest.trim().is_empty().then_some(fence)
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
    at + rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len()
}

fn run(text: &str, at: usize, byte: u8) -> usize {
    let bytes = &text.as_bytes()[at..];
    bytes.iter().take_while(|&&other| other == byte).count()
}

fn eol(text: &str, at: usize) -> Eol {
    let line = Line::at(text, at);
    match &text[line.end..line.next] {
        "\r\n" => Eol::CrLf,
        "\r" => Eol::Cr,
        _ => Eol::Lf,
    }
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

/// The first line from `at` on that holds more than a comment.
fn first_line(text: &str, at: usize) -> Option<&str> {
    Line::of(text, at..text.len())
        .map(|line| line.text(text))
        .find(|line| !is_blank(line) && !line.trim_start().starts_with('#'))
}

fn starts_with_key(text: &str, at: usize) -> bool {
    first_line(text, at).is_some_and(|line| KeyShape::word(line.trim_start()).is_some())
}

/// Closes with the first line that starts with as many dashes, or is `...`.
fn close_with_dashes(text: &str, fence: &mut Fence, from: usize, count: usize) -> bool {
    let close = Line::of(text, from..text.len()).find_map(|line| {
        let content = line.text(text);
        let length = match content.as_bytes().first()? {
            b'-' => Some(run(content, 0, b'-')).filter(|&length| length >= count),
            b'.' => Some(3).filter(|_| content.trim_end() == "..."),
            _ => None,
        };
        length.map(|length| (line, length))
    });
    let Some((line, length)) = close else {
        return false;
    };
    fence.block = Span::of(from..line.start);
    let rest = Line::at(text, line.start + length);
    set_close(text, fence, line.start..line.start + length, rest);
    true
}

/// Closes with the first line that starts with `mark`.
fn close_with(text: &str, fence: &mut Fence, from: usize, mark: &str) -> bool {
    let close = Line::of(text, from..text.len()).find(|line| line.text(text).starts_with(mark));
    let Some(line) = close else {
        return false;
    };
    fence.block = Span::of(from..line.start);
    let end = line.start + mark.len();
    set_close(text, fence, line.start..end, Line::at(text, end));
    true
}

/// Sets the closing fence; `rest` is its line from there on.
fn set_close(text: &str, fence: &mut Fence, close: std::ops::Range<usize>, rest: Line) {
    let blanks = indent(rest.text(text));
    let end = close.end;
    fence.close_indent = Span::of(close.start..close.start);
    fence.close = Some(Span::of(close));
    fence.close_trailing = Span::of(end..end + blanks);
    let glued = end + blanks < rest.end;
    let body = if glued { end } else { rest.next };
    fence.body_start = Span::of(body..body).start;
}

/// Ends a block of YAML that is never closed where its lines stop looking like YAML, or at a
/// closing fence that is indented.
fn leave_open(text: &str, fence: &mut Fence, from: usize) {
    let end = yaml_like(text, from..text.len());
    let indented = Line::of(text, from..end).find(|line| {
        let content = line.text(text);
        indent(content) > 0 && content.trim() == "---"
    });
    match indented {
        Some(line) => {
            let start = line.start + indent(line.text(text));
            fence.block = Span::of(from..line.start);
            set_close(text, fence, start..start + 3, Line::at(text, start + 3));
            fence.close_indent = Span::of(line.start..start);
        }
        None => end_open(text, fence, from, end),
    }
}

fn end_open(text: &str, fence: &mut Fence, from: usize, end: usize) {
    fence.block = Span::of(from..end.max(from));
    let none = Span::at(fence.block.end);
    fence.close_indent = none;
    fence.close_trailing = none;
    fence.body_start = none.end;
    debug_assert!(text.is_char_boundary(none.end as usize));
}

/// Where lines stop looking like TOML.
fn toml_like(text: &str, from: usize) -> usize {
    Line::of(text, from..text.len())
        .take_while(|line| {
            let content = line.text(text);
            indent(content) > 0 || content.starts_with(['[', ']', '#']) || content.contains(" = ")
        })
        .last()
        .map_or(from, |line| line.next)
}

/// Where lines stop looking like JSON.
fn json_like(text: &str, from: usize) -> usize {
    Line::of(text, from..text.len())
        .take_while(|line| {
            let content = line.text(text).trim();
            line.start == from || content.starts_with(['"', '[', ']', '{', '}'])
        })
        .last()
        .map_or(from, |line| line.next)
}

/// The one problem of a block that is not closed, or whose closing fence is indented.
pub(super) fn unclosed(text: &str, fence: &Fence) -> Problem {
    let mark = match fence.kind {
        FenceKind::Pluses => "+++",
        FenceKind::Semicolons => ";;;",
        FenceKind::Braces => "}",
        _ => "---",
    };
    if !fence.close_indent.is_empty() {
        let close = fence.close.unwrap_or(fence.close_indent);
        return Problem::new(
            ProblemKind::Unclosed,
            close,
            "the closing fence is indented",
        )
        .hint("most generators see a fence only at the start of a line, and read on without it")
        .related(fence.open, "opened here")
        .fix("remove the blanks", vec![Edit::delete(fence.close_indent)]);
    }
    let end = fence.block.end;
    let before = if text[..end as usize].ends_with(['\n', '\r']) {
        ""
    } else {
        fence.eol.text()
    };
    let eol = fence.eol.text();
    Problem::new(
        ProblemKind::Unclosed,
        fence.open,
        format!("the front matter is never closed by `{mark}`"),
    )
    .hint("without it generators take the whole file for text, or for metadata")
    .related(Span::at(end), "the keys seem to end here")
    .fix(
        format!("insert `{mark}`"),
        vec![Edit::insert(end, format!("{before}{mark}{eol}"))],
    )
}
