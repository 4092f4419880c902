//! Keys that stand twice.

use std::borrow::Cow;
use std::collections::HashMap;

use super::fence::Format;
use super::problem::{Problem, ProblemKind};
use super::value::{Entry, Node, Value};
use crate::document::Span;
use crate::fix::{Applicability, Edit};

/// How many duplicates are reported.
const MAX_DUPLICATES: usize = 100;

/// Mappings up to this size are searched without a table.
const FEW: usize = 12;

/// One problem for every key that is already there in its mapping.
pub(super) fn find(root: &Node<'_>, format: Format) -> Vec<Problem> {
    let mut problems = Vec::new();
    visit(root, &mut problems);
    if format == Format::Json {
        for problem in &mut problems {
            problem.hint =
                Some("readers of JSON silently take the last value; keep one".to_owned());
        }
    }
    problems
}

fn visit(node: &Node<'_>, problems: &mut Vec<Problem>) {
    match &node.value {
        Value::Seq(items) => {
            for item in items {
                visit(item, problems);
            }
        }
        Value::Map(entries) => {
            among(entries, problems);
            for entry in entries {
                visit(&entry.key, problems);
                visit(&entry.value, problems);
            }
        }
        _ => {}
    }
}

fn among(entries: &[Entry<'_>], problems: &mut Vec<Problem>) {
    if entries.len() <= FEW {
        for (at, entry) in entries.iter().enumerate() {
            let same = |first: &&Entry<'_>| is_same(&first.key.value, &entry.key.value);
            if let Some(first) = entries[..at].iter().find(same) {
                report(first, entry, problems);
            }
        }
        return;
    }
    let mut seen: HashMap<_, &Entry<'_>> = HashMap::with_capacity(entries.len());
    for entry in entries {
        let Some(identity) = identity(entry) else {
            continue;
        };
        match seen.entry(identity) {
            std::collections::hash_map::Entry::Occupied(first) => {
                report(first.get(), entry, problems);
            }
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(entry);
            }
        }
    }
}

/// Whether two keys are the same, as [`identity`] has it.
fn is_same(first: &Value<'_>, second: &Value<'_>) -> bool {
    match (first, second) {
        (Value::Seq(_) | Value::Map(_) | Value::Alias(_), _) => false,
        (Value::Str(first), Value::Str(second)) => first == second && first != "<<",
        _ => first == second,
    }
}

/// What makes two keys the same: type and text. Collections as keys are not compared, and merge
/// keys (`<<`) may repeat.
fn identity<'e>(entry: &'e Entry<'_>) -> Option<(&'static str, Cow<'e, str>)> {
    match &entry.key.value {
        Value::Seq(_) | Value::Map(_) | Value::Alias(_) => None,
        Value::Str(text) if text == "<<" => None,
        value => Some((value.type_name(), entry.name())),
    }
}

fn report(first: &Entry<'_>, second: &Entry<'_>, problems: &mut Vec<Problem>) {
    if problems.len() >= MAX_DUPLICATES {
        return;
    }
    let name = second.name();
    let mut problem = problem(&name, second.key.span, Some(first.key.span));
    if alike(&first.value, &second.value) {
        problem = problem.fix_as(
            Applicability::Safe,
            format!("remove the second `{name}`, which says the same"),
            vec![Edit::delete(second.lines)],
        );
    }
    problems.push(problem);
}

/// The problem of a key that stands a second time.
pub(super) fn problem(name: &str, second: Span, first: Option<Span>) -> Problem {
    let message = format!("the key `{name}` is already there");
    let problem = Problem::new(ProblemKind::DuplicateKey, second, message)
        .hint("most generators refuse the file, the others silently take the last value; keep one");
    match first {
        Some(first) => problem.related(first, format!("first `{name}`")),
        None => problem,
    }
}

/// Whether two scalars say the same.
fn alike(first: &Node<'_>, second: &Node<'_>) -> bool {
    let scalar = !matches!(
        first.value,
        Value::Seq(_) | Value::Map(_) | Value::Alias(_) | Value::Float(_)
    );
    scalar
        && !first.is_broken()
        && !second.is_broken()
        && first.tag.is_none()
        && second.tag.is_none()
        && second.anchor.is_none()
        && first.value == second.value
}
