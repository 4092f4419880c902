//! Where front matter stands: the fences of every dialect.

mod close;
mod fault;
mod guess;
mod locate;

use std::ops::Range;

pub(super) use close::without_close;
pub(super) use fault::judge;

use super::lines::Line;
use crate::document::Span;

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
    /// Nothing above the block, `---` or `;;;` below it, as Hexo allows.
    Headless,
    /// The same, where it is not allowed.
    Unopened,
    /// Dashes as word processors make them of `---`, which no generator sees.
    LongDashes,
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
/// `block`, `close_indent`, `close`, `close_trailing`, `glued`, line ending, body.
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
    /// What else stands on the line of the closing fence. The body starts with it.
    pub glued: Span,
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
    fn new(text: &str, format: Format, kind: FenceKind, bom: usize, open: Range<usize>) -> Self {
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
            glued: none,
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
    locate::Locator::new(text)
        .locate(options)
        .unwrap_or(Located::Nothing)
}

fn eol(text: &str, at: usize) -> Eol {
    let line = Line::at(text, at);
    match &text[line.end..line.next] {
        "\r\n" => Eol::CrLf,
        "\r" => Eol::Cr,
        _ => Eol::Lf,
    }
}
