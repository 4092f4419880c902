//! Faults of lines: tabs, keys without a colon, wrong depth, brackets that swallow what follows.

use super::super::events::ErrorKind as Kind;
use super::site::Site;
use crate::document::Span;
use crate::document::front_matter::lines::{KeyShape, Line, SPACE, Separator, indent};
use crate::document::front_matter::problem::Problem;
use crate::fix::Edit;

pub(super) fn tab(site: &Site<'_>) -> Problem {
    let edits: Vec<_> = site
        .tabs()
        .into_iter()
        .map(|tabs| {
            let blanks = tabs.of_text(site.text()).replace('\t', "  ");
            Edit::replace(tabs, blanks)
        })
        .collect();
    let Some(first) = edits.first() else {
        return Problem::syntax(site.char(), "a tab cannot stand here")
            .hint("write blanks instead");
    };
    Problem::syntax(first.span, "a tab indents this line")
        .hint("YAML takes blanks only; of the generators Hexo alone reads a tab, as two blanks")
        .fix("replace the tabs by blanks", edits)
}

/// `key:value`, `key：value`, or a line that is no key at all.
pub(super) fn broken_key(site: &Site<'_>) -> Option<Problem> {
    let line = site.suspect_line();
    broken_key_at(site.text(), line).or_else(|| {
        let text = Span::of(line.visible(site.text()));
        site.is_bare(line).then(|| {
            Problem::syntax(text, "this line is not `key: value`").hint(
                "indent it if it belongs to the line above, or start it with `#` as a comment",
            )
        })
    })
}

/// The wrong colon behind the key that a line starts with.
pub(in super::super) fn broken_key_at(text: &str, line: Line) -> Option<Problem> {
    let content = line.text(text);
    let start = key_start(content);
    let shape = KeyShape::of(&content[start..])?;
    let start = line.start + start;
    let colon = Span::of(start + shape.colon.start..start + shape.colon.end);
    match shape.separator {
        Separator::Proper => None,
        Separator::Fullwidth => Some(
            Problem::syntax(colon, "a fullwidth colon `：` does not end a key")
                .hint("write a colon and a blank; without them the line is mere text")
                .fix("replace it by `: `", vec![Edit::replace(colon, ": ")]),
        ),
        Separator::Glued => Some(
            Problem::syntax(colon, "a blank is missing behind this colon")
                .hint("without it the line is mere text")
                .fix("insert a blank", vec![Edit::insert(colon.end, " ")]),
        ),
    }
}

/// Where the key of a line starts, behind blanks and dashes.
pub(super) fn key_start(content: &str) -> usize {
    let mut at = indent(content);
    while content[at..].starts_with("- ") {
        at += 2;
        at += indent(&content[at..]);
    }
    at
}

pub(super) fn unclosed_bracket(site: &Site<'_>) -> Problem {
    unclosed_bracket_at(site, site.at())
}

fn unclosed_bracket_at(site: &Site<'_>, at: usize) -> Problem {
    let open = &site.text()[at..=at];
    let close = if open == "[" { "]" } else { "}" };
    let place = Span::of(at..at + 1);
    let problem = Problem::syntax(place, format!("this `{open}` is never closed")).hint(format!(
        "add the missing `{close}`, or put the value in quotes if it is text"
    ));
    // A list on one line that the next line does not go on with.
    match site.value_at(at) {
        Some(value) if !value.text.ends_with(',') && !site.goes_on_below(value.span) => problem
            .fix(
                format!("add the closing `{close}`"),
                vec![Edit::insert(value.span.end, close)],
            ),
        _ => problem,
    }
}

/// `tags: [a, b` with the next key swallowed by the list.
pub(super) fn swallowed_by_bracket(site: &Site<'_>) -> Option<Problem> {
    let opener = site
        .opener(&['[', '{'])
        .filter(|_| is_in_brackets(site.kind()))?;
    let swallows = !site.is_on_line(opener.span) && site.is_next_key(opener.span);
    swallows.then(|| unclosed_bracket_at(site, opener.span.start as usize))
}

/// Whether a fault is one of lists and mappings in brackets.
pub(in super::super) fn is_in_brackets(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::UnclosedFlowCollection { .. }
            | Kind::InvalidColonPlacement
            | Kind::ExpectedFlowMappingSeparator
            | Kind::ExpectedFlowSequenceSeparator
            | Kind::UnexpectedEofImplicitFlowMapping
            | Kind::BlockEntryInFlowCollection
            | Kind::InvalidFlowScalarIndent
            | Kind::MismatchedFlowCollectionEnd { .. }
    )
}

/// What follows when the reader takes the document for ended.
pub(super) fn outside(site: &Site<'_>) -> Problem {
    let text = site.text();
    let line = site.line();
    let first = site.first_line();
    let content = first.text(text);
    if content.starts_with('%') {
        return Problem::syntax(
            Span::of(first.start..first.end),
            "a line that starts with `%`",
        )
        .hint("YAML reads it as a directive, which has no place in front matter")
        .fix(
            "remove the line",
            vec![Edit::delete(Span::of(first.start..first.next))],
        );
    }
    let margin = indent(content);
    if margin > 0 && indent(line.text(text)) < margin {
        let edits = site
            .lines_between(first, line)
            .filter(|line| indent(line.text(text)) >= margin)
            .map(|line| Edit::delete(Span::of(line.start..line.start + margin)))
            .collect();
        let place = Span::of(first.start..first.start + margin);
        return Problem::syntax(place, "the first key is indented, a later one is not")
            .hint("keys of one level start in the same column; Jekyll drops the later ones in silence")
            .related(site.char(), "starts further left")
            .fix("remove the blanks", edits);
    }
    Problem::syntax(site.char(), "text behind the end of the value")
        .hint("put the whole value in quotes if it is text")
}

/// Lines at the wrong depth, or of the wrong kind.
pub(super) fn misplaced(site: &Site<'_>) -> Option<Problem> {
    let line = site.line();
    let content = line.text(site.text());
    let item = content.trim_start_matches(SPACE).starts_with("- ");
    let (message, hint) = match site.kind() {
        Kind::MappingValueNotAllowed | Kind::InvalidMappingValueWhitespace => (
            "a key below a line that has a value already",
            "line it up with the other keys; if it is text, put the whole value in quotes",
        ),
        Kind::ExpectedBlockMappingKey | Kind::BlockSequenceEntryNotAllowed if item => (
            "a list item below a key that has a value already",
            "a key has either a value on its line or a list below it",
        ),
        Kind::ExpectedBlockSequenceEntry => (
            "a line without `- ` in a list",
            "start it with `- `, or give the list a key",
        ),
        Kind::ExpectedBlockMappingKey
        | Kind::InvalidIndentation
        | Kind::InvalidBlockScalarIndent
        | Kind::InvalidQuotedScalarIndent
        | Kind::InvalidFlowScalarIndent => (
            "this line is indented unlike its neighbours",
            "what belongs to one level starts in the same column",
        ),
        _ => return None,
    };
    let place = Span::of(line.visible(site.text()));
    Some(Problem::syntax(place, message).hint(hint))
}
