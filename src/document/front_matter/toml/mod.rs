//! TOML: the tree of the `toml` crate, with the places of what it gives no places for.

mod fault;
mod site;
mod strict;
mod tree;

use std::borrow::Cow;
use std::ops::Range;

use self::site::Site;
pub(super) use self::strict::fault as strict_fault;
use self::tree::Tree;
use super::lines::{Line, SPACE, is_blank};
use super::problem::{Problem, ProblemKind};
use super::value::{Entry, Node, Style, Value};
use super::{Comment, Parsed, duplicates, template};
use crate::document::Span;

/// How many times a block is taken up again behind a value that swallows the lines below it.
const MAX_RUNS: usize = 20;

/// How many faults of one run are looked into.
const MAX_FAULTS: usize = 20;

/// Reads the bytes `block` of `text`.
pub(super) fn parse(text: &str, block: Range<usize>) -> Parsed<'_> {
    let mut parsed = Parsed::plain(None, None);
    let mut entries = Vec::new();
    let mut at = block.start;
    for _ in 0..MAX_RUNS {
        let (found, next) = run(text, at..block.end, &mut parsed);
        entries.extend(found);
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    if !entries.is_empty() {
        let span = Span::of(block.clone());
        parsed.root = Some(Node::new(span, span, Style::Block, Value::Map(entries)));
    }
    parsed.comments = comments(text, block, parsed.root.as_ref());
    parsed
}

/// Reads `range`; returns the entries, and where to read on behind a value that is never closed.
fn run<'s>(
    text: &'s str,
    range: Range<usize>,
    parsed: &mut Parsed<'s>,
) -> (Vec<Entry<'s>>, Option<usize>) {
    let mut tree = Tree::read(text, range.clone());
    tree.faults.sort_by_key(|fault| fault.at.start);
    let mut told: Option<Span> = None;
    let mut left = MAX_FAULTS;
    for fault in std::mem::take(&mut tree.faults) {
        let site = Site::new(text, range.clone(), &fault);
        // Behind an error the reader stumbles on, through the line or through the open value.
        if told.is_some_and(|told| told.contains(Span::at(fault.at.start))) {
            continue;
        }
        if left == 0 {
            break;
        }
        left -= 1;
        let line = site.line();
        let mut reach = Span::of(line.start..line.next);
        if template::is_template_line(line.text(text)) {
            parsed.is_template = true;
            tree.spoil(fault.at);
            told = Some(reach);
            continue;
        }
        if site.has_no_equals() {
            // The reader drops the next line along with this one.
            parsed.problems.push(site.explain());
            tree.forget(line.start);
            tree.entries.extend(site.stray_key());
            return (
                tree.entries,
                Some(line.next).filter(|&next| next < range.end),
            );
        }
        if let Some(open) = tree.open_value(fault.at)
            && let Some(next) = swallowed(text, open, &range)
        {
            parsed.problems.push(fault::unclosed(text, open));
            tree.cut(open, next);
            return (tree.entries, Some(next));
        }
        if fault.is_duplicate() {
            let first = tree.earlier(fault.at);
            let name = fault.at.of_text(text);
            parsed
                .problems
                .push(duplicates::problem(name, fault.at, first));
        } else {
            parsed.problems.push(site.explain());
            if let Some(spoiled) = tree.spoil(fault.at) {
                reach = reach.cover(spoiled);
            }
        }
        told = Some(reach);
    }
    tree.entries.sort_by_key(|entry| entry.key.span);
    (tree.entries, None)
}

/// The next line of the range that starts a key or a table, inside a value that starts at `open`
/// and may be as long as the range.
fn swallowed(text: &str, open: Span, range: &Range<usize>) -> Option<usize> {
    let first = Line::around(text, open.start as usize);
    let below = first.next.min(range.end);
    Line::of(text, below..range.end)
        .take_while(|line| line.start < open.end as usize)
        .find(|line| {
            let content = line.text(text);
            site::key_of(content).is_some() || (content.starts_with('[') && !content.ends_with(','))
        })
        .map(|line| line.start)
}

/// The comments: every `#` outside of strings, up to the end of its line.
fn comments<'s>(text: &'s str, block: Range<usize>, root: Option<&Node<'_>>) -> Vec<Comment<'s>> {
    let mut strings = Vec::new();
    if let Some(root) = root {
        gather_strings(root, &mut strings);
    }
    strings.sort();
    let mut strings = strings.into_iter().peekable();
    let mut comments = Vec::new();
    let mut at = block.start;
    while let Some(found) = text[at..block.end].find('#') {
        let hash = at + found;
        while strings
            .next_if(|string| string.end as usize <= hash)
            .is_some()
        {}
        if let Some(string) = strings.peek()
            && (string.start as usize) < hash
        {
            at = string.end as usize;
            continue;
        }
        let line = Line::at(&text[..block.end], hash);
        comments.push(Comment {
            span: Span::of(hash..line.end),
            text: Cow::Borrowed(&text[hash + 1..line.end]),
        });
        at = line.end;
    }
    comments
}

fn gather_strings(node: &Node<'_>, spans: &mut Vec<Span>) {
    match &node.value {
        Value::Str(_) => spans.push(node.span),
        Value::Seq(items) => items.iter().for_each(|item| gather_strings(item, spans)),
        Value::Map(entries) => {
            for entry in entries {
                gather_strings(&entry.key, spans);
                gather_strings(&entry.value, spans);
            }
        }
        _ => {}
    }
}

/// The problem of a block that nests too deep.
fn too_deep(place: Span) -> Problem {
    Problem::new(ProblemKind::TooLarge, place, "nested deeper than is read")
        .hint("front matter like this is not read any further")
}

/// Whether nothing stands on the rest of a line, or a comment.
fn ends(rest: &str) -> bool {
    is_blank(rest) || rest.trim_start_matches(SPACE).starts_with('#')
}
