//! Text that was written by strangers, made fit for a terminal and for the log of a build.
//!
//! Every human format sends everything through here: source, message, label, help and path.
//! Formats for programs do not: they escape by their own grammar.

use std::borrow::Cow;
use std::path::{MAIN_SEPARATOR, Path};

/// Shown in the place of a character that would be invisible or would reorder the line.
const REPLACEMENT: char = '\u{fffd}';
/// Breaks a command apart and takes no room.
const BREAK: char = '\u{200b}';

/// The characters of `text` with their byte offsets, each as it may be shown. Line endings and
/// tabs come out as control pictures: who gives them a meaning handles them before.
pub(crate) fn chars(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut before = None;
    let mut rest = text.char_indices();
    std::iter::from_fn(move || {
        let (at, char) = rest.next()?;
        let after = rest.clone().next().map(|(_, char)| char);
        let shown = visible(before, char, after);
        before = Some(char);
        Some((at, shown))
    })
}

fn visible(before: Option<char>, char: char, after: Option<char>) -> char {
    match char {
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(char)).unwrap_or(REPLACEMENT),
        '\x7f' => '\u{2421}',
        // Persian and the scripts of India need the joiners, and so do composed emoji.
        '\u{200c}' | '\u{200d}' if before.is_some_and(joins) && after.is_some_and(joins) => char,
        _ if is_hidden(char) => REPLACEMENT,
        _ => char,
    }
}

fn joins(char: char) -> bool {
    !char.is_ascii() && !char.is_whitespace() && !is_hidden(char)
}

/// Whether a character shows nothing, or changes how others are shown: C1 controls, bidi
/// controls, line and paragraph separators, zero-width characters, tags.
pub(crate) fn is_hidden(char: char) -> bool {
    matches!(char,
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0001}'
        | '\u{e0020}'..='\u{e007f}')
}

/// A message, a label or a help text: one line of at most `limit` bytes. A line ending and the
/// indentation after it become one blank.
pub(crate) fn prose(text: &str, limit: usize, ellipsis: &str) -> String {
    let mut out = String::with_capacity(text.len().min(limit));
    let mut broken = false;
    for (at, char) in chars(text) {
        let byte = text.as_bytes()[at];
        if broken && matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
            continue;
        }
        broken = matches!(byte, b'\n' | b'\r');
        let char = if broken || byte == b'\t' { ' ' } else { char };
        if out.len() + char.len_utf8() > limit {
            out.truncate(out.floor_char_boundary(limit.saturating_sub(ellipsis.len())));
            out.push_str(ellipsis);
            break;
        }
        out.push(char);
    }
    out
}

/// A path as people write it: `/` between its parts, lossy where it is not UTF-8, its beginning
/// cut off where it has more than `limit` bytes.
pub(crate) fn path(path: &Path, limit: usize, ellipsis: &str) -> String {
    let shown: String = chars(&slashed(path)).map(|(_, char)| char).collect();
    if shown.len() <= limit {
        return shown;
    }
    let from = shown.ceil_char_boundary(shown.len() + ellipsis.len() - limit);
    format!("{ellipsis}{}", &shown[from..])
}

/// A path with `/` between its parts, lossy where it is not UTF-8, and not made safe.
pub(crate) fn slashed(path: &Path) -> Cow<'_, str> {
    let path = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' {
        path
    } else {
        Cow::Owned(path.replace(MAIN_SEPARATOR, "/"))
    }
}

/// What starts a command for the machine that runs a build, anywhere in a line: GitHub, Azure
/// and TeamCity (actions/runner `ActionCommand`, azure-pipelines-agent `Command`).
const COMMANDS: [&str; 3] = ["##[", "##vso[", "##teamcity["];

/// Where a command for the machine that runs a build starts in `text`.
pub(crate) fn commands(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices('#')
        .filter(|&(at, _)| {
            let rest = &text.as_bytes()[at..];
            COMMANDS.iter().any(|command| {
                rest.get(..command.len())
                    .is_some_and(|start| start.eq_ignore_ascii_case(command.as_bytes()))
            })
        })
        .map(|(at, _)| at)
}

/// Breaks what the machine that runs a build would take for a command: [`COMMANDS`], and `::` at
/// the start of a line.
pub(crate) fn harden(text: &str) -> String {
    let mut breaks: Vec<usize> = commands(text).map(|at| at + 1).collect();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let blank = line.len() - skip_blanks(line).len();
        if line[blank..].starts_with("::") {
            breaks.push(start + blank + 1);
        }
        start += line.len();
    }
    breaks.sort_unstable();

    let mut out = String::with_capacity(text.len() + breaks.len() * BREAK.len_utf8());
    let mut from = 0;
    for at in breaks {
        out.push_str(&text[from..at]);
        out.push(BREAK);
        from = at;
    }
    out.push_str(&text[from..]);
    out
}

/// Skips white space and our own colours.
fn skip_blanks(mut line: &str) -> &str {
    loop {
        let rest = line.trim_start();
        match rest
            .strip_prefix("\x1b[")
            .and_then(|sgr| sgr.split_once('m'))
        {
            Some((_, after)) => line = after,
            None => return rest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        prose(text, 1000, "…")
    }

    #[test]
    fn controls_become_pictures() {
        assert_eq!(shown("a\x1b[31mb\x07\0\x7f"), "a␛[31mb␇␀␡");
        assert_eq!(shown("a\nb\r\n\t c\td"), "a b c d");
        assert_eq!(shown("\u{9b}31m"), "\u{fffd}31m");
    }

    #[test]
    fn what_cannot_be_seen_is_seen() {
        assert_eq!(shown("a\u{202e}b\u{2066}c\u{2028}d\u{feff}"), "a�b�c�d�");
        assert_eq!(shown("a\u{200b}b a\u{200d}b"), "a�b a�b");
        assert_eq!(shown("x\u{e0041}"), "x�");
    }

    #[test]
    fn joiners_stay_where_they_join() {
        for text in [
            "👨\u{200d}👩\u{200d}👧",
            "❤\u{fe0f}\u{200d}🔥",
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
        ] {
            assert_eq!(shown(text), text);
        }
        assert_eq!(shown("👨\u{200d}\u{200d}👩"), "👨��👩");
    }

    #[test]
    fn prose_is_clipped_in_bytes() {
        assert_eq!(prose("abcdef", 6, "…"), "abcdef");
        assert_eq!(prose("abcdefg", 6, "…"), "abc…");
        assert_eq!(prose("你好你好", 9, "..."), "你好...");
        assert_eq!(prose("你", 1, "…"), "…");
    }

    #[test]
    fn paths_are_clipped_at_their_beginning() {
        assert_eq!(path(Path::new("a/b.md"), 100, "…"), "a/b.md");
        assert_eq!(path(Path::new("posts/a/b.md"), 9, "…"), "…a/b.md");
        assert_eq!(
            path(Path::new("a\n::error::.md"), 100, "…"),
            "a␊::error::.md"
        );
    }

    #[test]
    fn commands_are_broken() {
        assert_eq!(harden("x ##[error]y"), "x #\u{200b}#[error]y");
        assert_eq!(harden("###[group]"), "##\u{200b}#[group]");
        assert_eq!(
            harden("##VSO[a] ##teamcity[b"),
            "#\u{200b}#VSO[a] #\u{200b}#teamcity[b"
        );
        assert_eq!(harden("  ::error::x\na ::b"), "  :\u{200b}:error::x\na ::b");
        assert_eq!(harden("\x1b[1m ::a"), "\x1b[1m :\u{200b}:a");
        assert_eq!(harden("## Heading #[x]"), "## Heading #[x]");
    }
}
