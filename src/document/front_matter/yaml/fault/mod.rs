//! YAML's syntax errors in plain words: what stands there, why it breaks, what to write instead.

mod line;
mod site;
mod value;

pub(super) use self::line::{broken_key_at, is_in_brackets};
pub(super) use self::site::Site;
use super::events::{ErrorKind as Kind, Fault, MAX_DEPTH};
use crate::document::Span;
use crate::document::front_matter::problem::{Problem, ProblemKind};

/// The one problem that a fault is.
pub(super) fn explain(site: &Site<'_>) -> Problem {
    match site.kind() {
        Kind::RecursionLimitExceeded | Kind::TooManyComments => too_much(site),
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabInPlainScalar
        | Kind::TabAtBlockScalarStart => line::tab(site),
        Kind::UnclosedQuotedScalar => value::unclosed_quote(site),
        Kind::UnclosedFlowCollection { .. } => line::unclosed_bracket(site),
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => {
            value::behind_quote(site)
        }
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidLowSurrogateHexEscape
        | Kind::InvalidLowSurrogate
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate
        | Kind::InvalidUnicodeEscape => value::bad_escape(site),
        &Kind::UnexpectedCharacter { character } if character.is_control() => {
            value::control_character(site, character)
        }
        Kind::CommentNotSeparated => value::glued_comment(site),
        Kind::ExpectedDocumentStart => line::outside(site),
        kind => line::swallowed_by_bracket(site)
            .or_else(|| line::broken_key(site))
            .or_else(|| value::list_on_key_line(site))
            .or_else(|| value::unquoted(site))
            .or_else(|| line::misplaced(site))
            .unwrap_or_else(|| other(site, kind)),
    }
}

/// What only a strict reader objects to.
pub(super) fn explain_strict(site: &Site<'_>) -> Problem {
    let (message, hint) = match site.kind() {
        Kind::InvalidQuotedScalarIndent => (
            "a quoted text goes on in a line that is not indented",
            "strict readers refuse this; indent the line",
        ),
        Kind::InvalidFlowScalarIndent | Kind::InvalidIndentation => (
            "a list or mapping in brackets goes on in a line that is not indented",
            "strict readers refuse this; indent the line",
        ),
        Kind::TabInIndentation => (
            "a text goes on in a line that is indented with a tab",
            "strict readers refuse this; indent it with blanks",
        ),
        _ => return explain(site),
    };
    Problem::syntax(site.rest_of_line(), message).hint(hint)
}

/// An alias that names no anchor: nearly always text that starts with `*`.
pub(super) fn unknown_alias(text: &str, alias: Span) -> Problem {
    let fault = Fault {
        kind: Kind::UnknownAnchor,
        at: alias.start as usize,
    };
    let site = Site::new(text, 0..text.len(), fault);
    value::unquoted(&site).unwrap_or_else(|| {
        Problem::syntax(alias, "an alias of a value that is marked nowhere above").hint(
            "`*name` repeats the value that is marked `&name`; if it is text, put it in quotes",
        )
    })
}

fn too_much(site: &Site<'_>) -> Problem {
    let message = match site.kind() {
        Kind::TooManyComments => "too many comment lines in a row".to_owned(),
        _ => format!("nested deeper than {MAX_DEPTH} levels"),
    };
    Problem::new(ProblemKind::TooLarge, site.char(), message)
        .hint("front matter like this is not read any further")
}

/// What the kind of the fault alone says.
fn other(site: &Site<'_>, kind: &Kind) -> Problem {
    let (message, hint) = match kind {
        Kind::CommentInterceptedScalar => (
            "a comment inside a value of several lines",
            "move the comment above the key, or quote the value if the `#` belongs to it",
        ),
        Kind::MisplacedFlowCollectionEnd => (
            "a closing bracket that nothing opens",
            "remove it, or put the text in quotes",
        ),
        Kind::MismatchedFlowCollectionEnd { .. } => (
            "this bracket is closed by one of the other kind",
            "`[` goes with `]`, and `{` with `}`",
        ),
        Kind::ExpectedFlowSequenceSeparator | Kind::ExpectedFlowMappingSeparator => (
            "a comma or a closing bracket is missing here",
            "separate items by commas, and put items that hold `: ` in quotes",
        ),
        Kind::UnexpectedEofImplicitFlowMapping | Kind::InvalidColonPlacement => (
            "an item is missing in front of this",
            "separate items by single commas, and put items that hold `:` or `,` in quotes",
        ),
        Kind::BlockEntryInFlowCollection => (
            "a `- ` inside brackets",
            "inside brackets items are separated by commas",
        ),
        Kind::PlainScalarStartsWithDashFlowIndicator => (
            "a dash that stands for nothing",
            "put it in quotes if it is text",
        ),
        Kind::UndeclaredTagHandle => (
            "a type that is declared nowhere",
            "put the text in quotes if no type is meant",
        ),
        Kind::InvalidSimpleKey | Kind::SimpleKeyExpected => (
            "a key that does not end on its line",
            "a key has at most 1,024 characters, on one line, and a colon behind it",
        ),
        Kind::ExpectedWhitespace
        | Kind::InvalidBlockEntryWhitespace
        | Kind::InvalidMappingValueWhitespace => (
            "a blank is missing here",
            "separate it from what stands in front of it",
        ),
        Kind::DocumentIndicatorInQuotedScalar => (
            "a fence inside a quoted text",
            "close the quotes in front of it, or indent the line",
        ),
        Kind::InvalidDocumentEnd => ("text behind `...`", "`...` ends the block"),
        Kind::ZeroBlockScalarIndent => (
            "a block of text cannot be indented by 0",
            "leave the number away; YAML counts by itself",
        ),
        _ => (
            "this cannot be read as YAML",
            "put the value in quotes if it is text",
        ),
    };
    Problem::syntax(site.char(), message).hint(hint)
}
