//! TOML's syntax errors in plain words.

use super::site::{Site, is_bare};
use super::{ends, too_deep};
use crate::document::Span;
use crate::document::front_matter::fence::Format;
use crate::document::front_matter::lines::{Line, SPACE};
use crate::document::front_matter::problem::Problem;
use crate::document::front_matter::quote::{peel, quote_as};
use crate::document::front_matter::value::Style;
use crate::fix::Edit;

impl Site<'_, '_> {
    pub(super) fn explain(&self) -> Problem {
        let at = self.fault.at;
        if self.has_no_equals() {
            return self.no_equals();
        }
        if let Some(char) = at
            .of_text(self.text)
            .chars()
            .next()
            .filter(|char| char.is_control())
            && !matches!(char, '\n' | '\r' | '\t')
        {
            let place = Span::new(at.start, at.start + Span::of(0..char.len_utf8()).end);
            let code = u32::from(char);
            return Problem::syntax(place, format!("control character U+{code:04X}"))
                .hint("it is invisible, and no reader of TOML accepts it")
                .fix("remove the character", vec![Edit::delete(place)]);
        }
        match self.fault.what.as_str() {
            "invalid basic string" | "invalid literal string" => self.unclosed_string(),
            "string values must be quoted"
            | "invalid boolean"
            | "invalid float"
            | "invalid value" => self.unquoted(),
            "unexpected key or value" => self.behind(),
            "unquoted keys cannot be empty" => {
                Problem::syntax(at, "a key is missing in front of `=`").hint("write `key = value`")
            }
            "missing escaped value" | "too few unicode value digits" | "invalid unicode value" => {
                self.bad_escape()
            }
            "invalid unquoted key" => {
                let quoted = quote_as(at.of_text(self.text), Format::Toml, Style::Double);
                Problem::syntax(at, "this key needs quotes")
                    .hint("only letters of English, digits, `-` and `_` stand in a key without quotes")
                    .fix(format!("write {quoted}"), vec![Edit::replace(at, quoted)])
            }
            "unexpected leading zero" => Problem::syntax(at, "a number with a leading zero")
                .hint("leave the zero away, or put it in quotes if it is text"),
            "integer out of range" => Problem::syntax(at, "this is no integer of 64 bits")
                .hint("put it in quotes if it is text"),
            "invalid date" | "invalid datetime" | "invalid time" | "invalid date-time" => {
                Problem::syntax(at, "this is no date of TOML's").hint(
                    "TOML has `2006-01-02` and `2006-01-02T15:04:05Z`; put other forms in quotes",
                )
            }
            "missing comma between array elements" => {
                Problem::syntax(at, "a comma or the closing `]` is missing in front of this")
                    .hint("separate the items by commas")
            }
            "missing comma between key-value pairs" => {
                Problem::syntax(at, "a comma or the closing `}` is missing in front of this")
                    .hint("separate the entries by commas")
            }
            "unclosed table" | "unclosed array table" => {
                Problem::syntax(at, "the name of a table is never closed")
                    .hint("a table starts with a line `[name]`; a list stands behind `key =`")
            }
            "recursion limit" | "cannot recurse further; max recursion depth met" => too_deep(at),
            what => {
                Problem::syntax(at, what).hint("see <https://toml.io> for what TOML allows here")
            }
        }
    }

    fn unclosed_string(&self) -> Problem {
        let Some(parts) = self
            .parts()
            .filter(|parts| parts.value.starts_with(['"', '\'']))
        else {
            return Problem::syntax(self.fault.at, "a text that is never closed");
        };
        let mark = &parts.value[..1];
        let place = Span::new(parts.span.start, parts.span.start + 1);
        Problem::syntax(place, format!("this `{mark}` is never closed"))
            .hint("close the text on the same line")
            .fix(
                format!("add the closing `{mark}`"),
                vec![Edit::insert(parts.span.end, mark)],
            )
    }

    fn unquoted(&self) -> Problem {
        let at = self.fault.at;
        let Some(parts) = self.parts() else {
            return Problem::syntax(at, "a value is missing here")
                .hint("write one, or remove the key; an empty text is `\"\"`");
        };
        let lower = parts.value.to_ascii_lowercase();
        let whole = parts.span.contains(at) && !parts.value.starts_with(['[', '{']);
        let place = if whole { parts.span } else { at };
        if whole && matches!(lower.as_str(), "true" | "false") {
            return Problem::syntax(place, "`true` and `false` are written in small letters")
                .fix(format!("write {lower}"), vec![Edit::replace(place, lower)]);
        }
        let quoted = quote_as(place.of_text(self.text), Format::Toml, Style::Double);
        Problem::syntax(place, "text without quotes")
            .hint("TOML wants text in quotes")
            .fix(
                format!("write {quoted}"),
                vec![Edit::replace(place, quoted)],
            )
    }

    /// `'it's'`, `"a" b`, `x = 1 y = 2`.
    fn behind(&self) -> Problem {
        let at = self.fault.at.start as usize;
        let place = Span::of(at..at + self.text[at..].chars().next().map_or(0, char::len_utf8));
        let quoted = self.parts().filter(|parts| {
            parts.value.starts_with(['"', '\'']) && !ends(&self.text[at..self.line.end])
        });
        let Some(parts) = quoted else {
            return Problem::syntax(place, "text behind the value")
                .hint("write one key with its value a line");
        };
        let inner = peel(parts.value);
        let message = if inner.len() < parts.value.len() {
            let mark = &parts.value[..1];
            format!("a `{mark}` inside the text ends it here")
        } else {
            "text behind the closing quote".to_owned()
        };
        let quoted = quote_as(&inner, Format::Toml, Style::Double);
        Problem::syntax(place, message)
            .hint("inside double quotes a quote is written `\\\"`")
            .fix(
                format!("write {quoted}"),
                vec![Edit::replace(parts.span, quoted)],
            )
    }

    /// A line of YAML, or of text.
    fn no_equals(&self) -> Problem {
        let content = self.line.text(self.text);
        let place = Span::of(self.line.visible(self.text));
        let Some(colon) = content
            .find(':')
            .filter(|&at| is_bare(content[..at].trim_matches(SPACE)))
        else {
            return Problem::syntax(place, "this line is not `key = value`")
                .hint("start it with `#` if it is a comment");
        };
        let value = content[colon + 1..].trim_matches(SPACE);
        let bare = value.starts_with(['"', '\'', '[', '{'])
            || value.parse::<f64>().is_ok()
            || matches!(value, "true" | "false");
        let value = if bare {
            value.to_owned()
        } else {
            quote_as(value, Format::Toml, Style::Double)
        };
        let colon = Span::of(self.line.start + colon..self.line.start + colon + 1);
        let rest = Span::new(colon.start, place.end);
        Problem::syntax(colon, "a colon, where TOML has `=`")
            .hint("the fences `+++` stand for TOML, `---` for YAML")
            .fix(
                format!("write `= {value}`"),
                vec![Edit::replace(rest, format!(" = {value}"))],
            )
    }

    /// `"C:\path"`.
    fn bad_escape(&self) -> Problem {
        let at = self.fault.at.start as usize;
        let before = &self.text[self.line.start..at];
        let start = before.rfind('\\').map_or(at, |back| self.line.start + back);
        let length = self.text[start..self.line.end]
            .chars()
            .take(2)
            .map(char::len_utf8)
            .sum::<usize>();
        let place = Span::of(start..start + length);
        let shown = place.of_text(self.text);
        let problem = Problem::syntax(place, format!("`{shown}` is no escape of TOML's"))
            .hint("between double quotes a backslash is written `\\\\`; between single quotes it is itself");
        let parts = self.parts().filter(|parts| !parts.value.contains('\''));
        let inner = parts
            .as_ref()
            .and_then(|parts| parts.value.strip_prefix('"')?.strip_suffix('"'));
        match (parts.as_ref(), inner) {
            (Some(parts), Some(inner)) => {
                let quoted = format!("'{inner}'");
                problem.fix(
                    format!("write {quoted}"),
                    vec![Edit::replace(parts.span, quoted)],
                )
            }
            _ => problem,
        }
    }
}

/// A list, table or text of several lines that is never closed.
pub(super) fn unclosed(text: &str, open: Span) -> Problem {
    let source = open.of_text(text);
    let (open_mark, close) = match source.as_bytes() {
        [b'[', ..] => ("[", "]"),
        [b'{', ..] => ("{", "}"),
        [b'"', ..] => ("\"\"\"", "\"\"\""),
        _ => ("'''", "'''"),
    };
    let start = open.start as usize;
    let line = Line::around(text, start);
    let end = line.start + line.text(text).trim_end_matches(SPACE).len();
    let place = Span::of(start..start + open_mark.len());
    let problem = Problem::syntax(place, format!("this `{open_mark}` is never closed"))
        .hint(format!("add the missing `{close}`"));
    let goes_on = text[..end].ends_with([',', '[', '{']) || text[start..end].contains('#');
    if goes_on || open_mark.len() > 1 {
        return problem;
    }
    let end = Span::of(end..end).end;
    problem.fix(
        format!("add the closing `{close}`"),
        vec![Edit::insert(end, close)],
    )
}
