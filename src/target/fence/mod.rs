//! Where each generator sees front matter: the readers' own rules, one file a reader.
//!
//! Each works on the raw text as it stands in the file, in one pass, and gives spans in it.

mod astro;
mod cause;
mod gray_matter;
mod hexo;
mod hugo;
mod jekyll;
mod zola;

use memchr::memmem;

use super::Target;
use crate::document::Span;

/// The language of a front matter block, as a reader tells it from the fence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// YAML.
    Yaml,
    /// TOML.
    Toml,
    /// JSON, with its outer braces.
    Json,
    /// JSON members without the outer braces, as Hexo's `;;;` has them.
    JsonMembers,
    /// JavaScript, which the reader runs (`---js`).
    JavaScript,
    /// Keywords of Emacs Org mode (`#+title:`).
    Org,
}

/// What a generator's reader makes of the start of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It cuts out a block and hands it to the reader of its language.
    Found {
        /// The block's language.
        format: Format,
        /// What is handed on, without the fences.
        block: Span,
        /// Where the body starts, in bytes.
        body_start: u32,
    },
    /// It takes the whole file for body.
    NotFound {
        /// What hides the front matter from it.
        why: Why,
    },
    /// It gives up on the file.
    Error {
        /// What it stumbles over.
        why: Why,
    },
}

/// Why a reader does not get at front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// The file does not start like front matter.
    NoFence,
    /// Blank lines stand before the fence.
    BlankBefore,
    /// A comment stands before the fence.
    CommentBefore,
    /// The opening fence is indented.
    Indented,
    /// The block has a closing fence only.
    NoOpener,
    /// Blanks follow the opening dashes.
    OpenerBlanks,
    /// Text follows the opening dashes.
    OpenerText,
    /// The fence has more than three characters.
    LongFence,
    /// No closing fence.
    Unclosed,
    /// The block is closed with `...`.
    ClosedByDots,
    /// The closing fence is indented.
    CloserIndented,
    /// Text follows the closing dashes.
    CloserText,
    /// The lines end with a lone carriage return.
    LoneCr,
    /// Nothing stands between the fences.
    Empty,
    /// The generator does not read this language.
    OtherFormat(Format),
    /// The word after the opening dashes names a language that is not set up.
    UnknownLanguage,
    /// The first characters start a fence that is none: a list or a sum, say.
    HalfFence,
    /// What stands there is one text, not `key: value`.
    NotAMapping,
}

/// What the reader of `target` sees in `text`, the whole file.
#[must_use]
pub fn sees(target: Target, text: &str) -> Seen {
    let seen = match target {
        Target::Hexo => hexo::sees(text),
        Target::Hugo => hugo::sees(text),
        Target::Jekyll => jekyll::sees(text),
        Target::Zola => zola::sees(text),
        Target::Astro => astro::sees(text),
        Target::Eleventy | Target::Docusaurus => gray_matter::sees(text),
    };
    seen.unwrap_or_else(|| Seen::NotFound {
        why: cause::why(text, &target.profile().fence),
    })
}

/// Whether a text starts with YAML in the form that every target sees. Nearly all articles do, which
/// saves asking each.
pub(crate) fn all_see(text: &str) -> bool {
    let Some(block) = text.strip_prefix("---\n") else {
        return false;
    };
    let Some(end) = memmem::find(block.as_bytes(), b"\n---") else {
        return false;
    };
    let closed = matches!(block.as_bytes().get(end + 4), None | Some(b'\n'));
    closed && block.starts_with(|sign: char| sign.is_ascii_alphanumeric())
}

const BOM: char = '\u{feff}';

/// Length of a byte order mark at the start.
fn bom(text: &str) -> usize {
    if text.starts_with(BOM) {
        BOM.len_utf8()
    } else {
        0
    }
}

/// White space of regular expressions that know ASCII only (Ruby's `\s`, Rust's `[[:space:]]`).
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// JavaScript's `\s`: the byte order mark counts, U+0085 does not.
fn is_js_space(sign: char) -> bool {
    sign == BOM || sign.is_whitespace() && sign != '\u{85}'
}

/// Where the white space that starts at `at` ends.
fn skip_space(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes().iter().skip(at);
    at + bytes.take_while(|byte| is_space(**byte)).count()
}

/// The end of a closing fence when nothing but white space may follow it on its line: the body's
/// start, after all blank lines. `at` is the first byte after the dashes.
fn body_after_blank_lines(text: &str, at: usize) -> Option<usize> {
    let end = skip_space(text, at);
    if end == text.len() {
        return Some(end);
    }
    text[at..end].rfind('\n').map(|newline| at + newline + 1)
}

/// Length of the line break at `at`: `\n`, `\r\n`, or nothing.
fn newline(text: &str, at: usize) -> usize {
    match text.as_bytes()[at..] {
        [b'\n', ..] => 1,
        [b'\r', b'\n', ..] => 2,
        _ => 0,
    }
}

/// Length of what ends a line at `at`: `\r`, `\n`, both, or nothing.
fn crlf(text: &str, at: usize) -> usize {
    match text.as_bytes()[at..] {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

fn found(format: Format, block: std::ops::Range<usize>, body_start: usize) -> Seen {
    Seen::Found {
        format,
        block: Span::of(block),
        body_start: u32::try_from(body_start).unwrap_or(u32::MAX),
    }
}

#[cfg(test)]
mod tests;
