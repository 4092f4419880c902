//! YAML's syntax errors in plain words: what stands there, why it breaks, what to write instead.

use super::events::{ErrorKind, Fault, MAX_DEPTH};
use super::site::Culprit;
pub(super) use super::site::Site;
use crate::document::Span;
use crate::document::front_matter::lines::{KeyShape, Separator, indent};
use crate::document::front_matter::problem::{Problem, ProblemKind};
use crate::document::front_matter::quote::quote;
use crate::fix::Edit;

/// The one problem that a fault is.
pub(super) fn explain(site: &Site<'_>) -> Problem {
    use ErrorKind as Kind;
    match site.kind() {
        Kind::RecursionLimitExceeded | Kind::TooManyComments => too_deep(site),
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabInPlainScalar
        | Kind::TabAtBlockScalarStart => tab(site),
        Kind::UnclosedQuotedScalar => unclosed_quote(site),
        Kind::UnclosedFlowCollection { .. } => unclosed_bracket(site, site.at()),
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => {
            behind_quote(site)
        }
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidLowSurrogateHexEscape
        | Kind::InvalidLowSurrogate
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate
        | Kind::InvalidUnicodeEscape => bad_escape(site),
        &Kind::UnexpectedCharacter { character } if character.is_control() => {
            control_character(site, character)
        }
        Kind::CommentNotSeparated => glued_comment(site),
        Kind::CommentInterceptedScalar => Problem::syntax(
            site.char(),
            "a comment cannot stand inside a value of several lines",
        )
        .hint("move the comment above the key"),
        kind => broken_key(site)
            .or_else(|| open_bracket_above(site))
            .or_else(|| list_on_key_line(site))
            .or_else(|| unquoted(site))
            .or_else(|| layout(site))
            .unwrap_or_else(|| other(site, kind)),
    }
}

/// An alias that names no anchor: nearly always text that starts with `*`.
pub(super) fn unknown_alias(text: &str, alias: Span) -> Problem {
    let site = Site::new(
        text,
        0..text.len(),
        Fault {
            kind: ErrorKind::UnknownAnchor,
            at: alias.start as usize,
        },
        None,
    );
    unquoted(&site).unwrap_or_else(|| {
        Problem::syntax(alias, "no anchor of this name stands above")
            .hint("an alias `*name` repeats the value marked `&name`; quote the text if it is none")
    })
}

fn too_deep(site: &Site<'_>) -> Problem {
    let message = match site.kind() {
        ErrorKind::TooManyComments => "too many comment lines in a row".to_owned(),
        _ => format!("nested deeper than {MAX_DEPTH} levels"),
    };
    Problem::new(ProblemKind::TooLarge, site.char(), message)
        .hint("what is nested or repeated this much is not read")
}

fn tab(site: &Site<'_>) -> Problem {
    let edits: Vec<_> = site
        .tabs()
        .map(|tabs| Edit::replace(tabs, "  ".repeat(tabs.len() as usize)))
        .collect();
    let span = edits
        .iter()
        .map(|edit| edit.span)
        .find(|span| span.end as usize >= site.at())
        .or_else(|| edits.first().map(|edit| edit.span));
    let Some(span) = span else {
        return Problem::syntax(site.char(), "a tab cannot stand here")
            .hint("YAML takes only blanks for indentation");
    };
    Problem::syntax(span, "a tab indents this line")
        .hint("YAML takes only blanks for indentation; Hexo alone reads a tab as two blanks")
        .fix("replace the tabs by blanks", edits)
}

fn unclosed_quote(site: &Site<'_>) -> Problem {
    let quote = site.char_text();
    let problem = Problem::syntax(site.char(), format!("this `{quote}` is never closed")).hint(
        format!("close the text with `{quote}`, or leave the quote away"),
    );
    match site.culprit() {
        Some(value) if value.span.start as usize == site.at() && value.text.len() > 1 => problem
            .fix(
                format!("add the closing `{quote}`"),
                vec![Edit::insert(value.span.end, quote)],
            ),
        _ => problem,
    }
}

fn unclosed_bracket(site: &Site<'_>, at: usize) -> Problem {
    let open = &site.text()[at..at + 1];
    let close = if open == "[" { "]" } else { "}" };
    let span = Span::of(at..at + 1);
    Problem::syntax(span, format!("this `{open}` is never closed")).hint(format!(
        "YAML reads a value that starts with `{open}` as a list or a mapping up to `{close}`; \
         close it, or put the text in quotes"
    ))
}

/// `'it's'`, `"a" b`.
fn behind_quote(site: &Site<'_>) -> Problem {
    let Some(value) = site.culprit() else {
        return Problem::syntax(site.char(), "text behind the closing quote");
    };
    let mark = value.text.chars().next().unwrap_or('"');
    let inner = value.text.strip_prefix(mark).unwrap_or(value.text);
    let (text, message) = match inner.strip_suffix(mark) {
        Some(inner) => (
            unescape(inner, mark),
            format!("a `{mark}` inside the text ends it here"),
        ),
        None => (
            value.text.to_owned(),
            "text behind the closing quote".to_owned(),
        ),
    };
    let quoted = quote(&text);
    Problem::syntax(site.char(), message)
        .hint("double the quote inside single quotes, or quote with the other kind")
        .fix(
            format!("write {quoted}"),
            vec![Edit::replace(value.span, quoted)],
        )
}

fn unescape(inner: &str, mark: char) -> String {
    if mark == '\'' {
        inner.replace("''", "'")
    } else {
        inner.replace("\\\"", "\"")
    }
}

/// `"C:\path"`.
fn bad_escape(site: &Site<'_>) -> Problem {
    let escapes = site.bad_escapes();
    let span = escapes.first().copied().unwrap_or(site.char());
    let shown = span.of_text(site.text());
    let edits = escapes
        .iter()
        .map(|escape| Edit::insert(escape.start, "\\"))
        .collect();
    Problem::syntax(span, format!("`{shown}` is no escape that YAML knows"))
        .hint(
            "inside double quotes a backslash is written `\\\\`; inside single quotes it is itself",
        )
        .fix("double the backslash", edits)
}

fn control_character(site: &Site<'_>, character: char) -> Problem {
    let code = u32::from(character);
    Problem::syntax(site.char(), format!("control character U+{code:04X}"))
        .hint("it is invisible and cannot stand in YAML; remove it")
        .fix("remove the character", vec![Edit::delete(site.char())])
}

fn glued_comment(site: &Site<'_>) -> Problem {
    Problem::syntax(site.char(), "a comment needs a blank in front of its `#`")
        .hint("put a blank before `#`, or the `#` inside the quotes")
        .fix("insert a blank", vec![Edit::insert(site.char().start, " ")])
}

/// `key:value`, `key：value`, or a line that is no key at all. The parser may notice only at the
/// colon of the next line, as the first line could go on there.
fn broken_key(site: &Site<'_>) -> Option<Problem> {
    let line = site.suspect_line();
    let content = line.text(site.text());
    let margin = indent(content);
    let shape = KeyShape::of(content[margin..].trim_start_matches("- "));
    let offset = line.end - content[margin..].trim_start_matches("- ").len();
    let colon = |shape: &KeyShape| Span::of(offset + shape.colon.start..offset + shape.colon.end);
    match shape {
        Some(shape) if shape.separator == Separator::Fullwidth => Some(
            Problem::syntax(colon(&shape), "a fullwidth colon `：` does not end a key")
                .hint("write a colon `:` and a blank")
                .fix(
                    "replace it by `: `",
                    vec![Edit::replace(colon(&shape), ": ")],
                ),
        ),
        Some(shape) if shape.separator == Separator::Glued => Some(
            Problem::syntax(colon(&shape), "a blank is missing behind the colon")
                .hint("without it YAML takes the whole line as text")
                .fix("insert a blank", vec![Edit::insert(colon(&shape).end, " ")]),
        ),
        None if site.is_bare_line(line) => {
            let text = Span::of(line.start + margin..line.start + content.trim_end().len());
            Some(
                Problem::syntax(text, "this line is not `key: value`").hint(
                    "if it belongs to the value above, indent it; if it is a comment, start it with `#`",
                ),
            )
        }
        _ => None,
    }
}

/// `tags: [a, b` with the next key swallowed by the list.
fn open_bracket_above(site: &Site<'_>) -> Option<Problem> {
    use ErrorKind as Kind;
    let flow = matches!(
        site.kind(),
        Kind::InvalidColonPlacement
            | Kind::ExpectedFlowMappingSeparator
            | Kind::ExpectedFlowSequenceSeparator
            | Kind::UnexpectedEofImplicitFlowMapping
            | Kind::BlockEntryInFlowCollection
            | Kind::InvalidFlowScalarIndent
    );
    let value = site.value_of_key()?;
    let opens = value.text.starts_with(['[', '{']);
    (flow && opens && (value.span.end as usize) < site.at())
        .then(|| unclosed_bracket(site, value.span.start as usize))
}

/// `key: - item`.
fn list_on_key_line(site: &Site<'_>) -> Option<Problem> {
    let kind = site.kind();
    if !matches!(kind, ErrorKind::BlockSequenceEntryNotAllowed) {
        return None;
    }
    let problem = Problem::syntax(site.char(), "a list cannot start on the line of its key")
        .hint("put each `- item` on a line of its own, or quote the text if it is no list");
    Some(match site.culprit() {
        Some(value) => problem.fix_as(
            crate::fix::Applicability::Manual,
            "quote the text",
            vec![Edit::replace(value.span, quote(value.text))],
        ),
        None => problem,
    })
}

/// A value that means something else without quotes.
fn unquoted(site: &Site<'_>) -> Option<Problem> {
    let value = site.culprit()?;
    let (span, message, why) = offence(site, &value)?;
    let quoted = quote(value.text);
    Some(
        Problem::syntax(span, message)
            .hint(format!("{why}; put the text in quotes"))
            .fix(
                format!("write {quoted}"),
                vec![Edit::replace(value.span, quoted)],
            ),
    )
}

fn offence(site: &Site<'_>, value: &Culprit<'_>) -> Option<(Span, String, &'static str)> {
    let first = value.text.chars().next()?;
    let start = value.span.start as usize;
    let head = Span::of(start..start + first.len_utf8());
    let starts = |why| Some((head, format!("a text cannot start with `{first}`"), why));
    match first {
        '@' | '`' => starts("YAML reserves this character"),
        '%' => starts("YAML reads it as a directive"),
        '*' => starts("YAML reads it as the alias of a value elsewhere"),
        '&' => starts("YAML reads it as a mark for aliases"),
        '!' => starts("YAML reads it as the type of the value"),
        '|' | '>' => starts("YAML expects the text on the lines below"),
        '?' => starts("YAML reads it as the start of a key"),
        ',' | ']' | '}' => starts("YAML reads it as the end of a list or mapping"),
        '[' | '{' => starts("YAML reads it as a list or mapping, and more text follows"),
        _ if *site.kind() == ErrorKind::MappingValueNotAllowed => Some((
            site.char(),
            format!("a second `: ` in the value of `{}`", value.key),
            "a colon with a blank behind it starts a value",
        )),
        _ => None,
    }
}

/// Lines at the wrong depth.
fn layout(site: &Site<'_>) -> Option<Problem> {
    use ErrorKind as Kind;
    let line = site.line();
    let content = line.text(site.text());
    let text = Span::of(line.start + indent(content)..line.start + content.trim_end().len());
    let item = content.trim_start().starts_with("- ");
    match site.kind() {
        Kind::MappingValueNotAllowed | Kind::InvalidMappingValueWhitespace => Some(
            Problem::syntax(text, "this line is indented below a key that has a value")
                .hint("line it up with the other keys, or quote the value it belongs to"),
        ),
        Kind::ExpectedBlockMappingKey | Kind::BlockSequenceEntryNotAllowed if item => Some(
            Problem::syntax(text, "a list item below a key that has a value")
                .hint("a key has either a value on its line or a list below it"),
        ),
        Kind::ExpectedBlockSequenceEntry => Some(
            Problem::syntax(text, "a line without `- ` in a list")
                .hint("start it with `- `, or put a key above the list"),
        ),
        Kind::ExpectedBlockMappingKey
        | Kind::ExpectedDocumentStart
        | Kind::InvalidIndentation
        | Kind::InvalidBlockScalarIndent
        | Kind::InvalidQuotedScalarIndent
        | Kind::InvalidFlowScalarIndent => Some(
            Problem::syntax(text, "this line is indented unlike its neighbours")
                .hint("keys of one level start in the same column"),
        ),
        _ => None,
    }
}

/// What is left; `kind` says it without hints.
fn other(site: &Site<'_>, kind: &ErrorKind) -> Problem {
    use ErrorKind as Kind;
    let (message, hint) = match kind {
        Kind::MisplacedFlowCollectionEnd => (
            "a closing bracket that nothing opens",
            "remove it, or put the text in quotes",
        ),
        Kind::MismatchedFlowCollectionEnd { .. } => (
            "a bracket is closed by one of the other kind",
            "`[` goes with `]`, and `{` with `}`",
        ),
        Kind::ExpectedFlowSequenceSeparator | Kind::ExpectedFlowMappingSeparator => (
            "a comma or a closing bracket is missing here",
            "separate the items by commas, and quote items with `: ` in them",
        ),
        Kind::UnexpectedEofImplicitFlowMapping | Kind::InvalidColonPlacement => (
            "an item is missing here, or a colon is too many",
            "separate the items by single commas, and quote items with `: ` in them",
        ),
        Kind::BlockEntryInFlowCollection => (
            "a `- ` inside brackets",
            "inside brackets items are separated by commas",
        ),
        Kind::InvalidDocumentEnd => ("text behind `...`", "`...` ends the block"),
        Kind::UndeclaredTagHandle => (
            "a type that is declared nowhere",
            "put the text in quotes if no type is meant",
        ),
        Kind::UnsupportedYamlMajorVersion
        | Kind::DuplicateVersionDirective
        | Kind::DuplicateTagDirective
        | Kind::MissingDocumentEndBeforeDirective
        | Kind::DirectiveDisallowed
        | Kind::MissingDirectiveName
        | Kind::InvalidDirectiveName
        | Kind::InvalidDirectiveTerminator
        | Kind::MissingYamlVersion
        | Kind::MissingYamlVersionSeparator
        | Kind::YamlVersionTooLong
        | Kind::ExpectedTagDirectiveBang
        | Kind::InvalidTagDirectiveTerminator
        | Kind::DirectiveByteLimitExceeded { .. }
        | Kind::TooManyReservedDirectiveParams { .. } => (
            "a line that starts with `%`",
            "YAML reads it as a directive, which has no place in front matter",
        ),
        Kind::InvalidSimpleKey | Kind::SimpleKeyExpected => (
            "a key that does not end on its line",
            "a key is at most 1,024 characters, on one line, with a colon behind it",
        ),
        Kind::ExpectedWhitespace | Kind::InvalidBlockEntryWhitespace => (
            "a blank is missing here",
            "separate it from what stands before",
        ),
        Kind::DocumentIndicatorInQuotedScalar => (
            "a fence inside a quoted text",
            "close the quotes before it, or indent the line",
        ),
        _ => (
            "this cannot be read as YAML",
            "put the value in quotes if it is meant as text",
        ),
    };
    Problem::syntax(site.char(), message).hint(hint)
}
