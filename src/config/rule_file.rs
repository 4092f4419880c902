//! A rule file of a site's own: read so that every mistake in it has a place.

use crate::checks::KindEntry;
use crate::document::front_matter::{Entry, Format, FrontMatter, Node, Problem, ProblemKind};
use crate::document::{Source, Span};
use crate::reader::{self, Mistake};
use crate::rule::{Message, Rule, RuleFile, compile_glob, kind_entry};
use crate::suggest::suggest;

/// Reads a rule file.
///
/// # Errors
/// The first mistake in it.
pub(super) fn read(id: &str, source: &Source) -> Result<RuleFile, Mistake> {
    let tree = tree(source)?;
    let start = Span::at(0);
    let Some(root) = tree.root.as_ref().filter(|root| !root.is_null()) else {
        return Err(Mistake::at(start, "the rule file is empty"));
    };
    let mut rule: RuleFile = reader::read(root).map_err(|mistake| narrow(mistake, root))?;
    rule.origin = Some(source.path().to_owned());
    let kind = judge_check(root)?;
    judge_message(source, root, kind)?;
    judge_files(root)?;
    // What has no place of its own: a file that the parameters name.
    let whole = entry(root, "check").map_or(start, |entry| entry.key.span);
    Rule::compile(id, &rule).map_err(|message| Mistake::at(whole, message))?;
    Ok(rule)
}

/// The value tree of a rule file.
///
/// # Errors
/// The first problem of its form.
fn tree(source: &Source) -> Result<FrontMatter<'_>, Mistake> {
    let tree = FrontMatter::whole(source.text(), Format::Yaml);
    if let Some(problem) = tree.problems.first() {
        return Err(syntax_mistake(problem));
    }
    Ok(tree)
}

/// A fault of YAML, without what it means to generators.
pub(super) fn syntax_mistake(problem: &Problem) -> Mistake {
    let hint = match (problem.kind, &problem.hint) {
        (ProblemKind::DuplicateKey, _) => ": keep one",
        (_, Some(hint)) => &format!(": {}", hint.split("; ").next().unwrap_or_default()),
        (_, None) => "",
    };
    Mistake::at(problem.span, format!("{}{hint}", problem.message))
}

/// What is missing in the file as a whole is said at its first key.
fn narrow(mistake: Mistake, root: &Node<'_>) -> Mistake {
    let first = root.as_map().and_then(|entries| entries.first());
    match (mistake.span, first) {
        (Some(span), Some(first)) if span == root.span => {
            Mistake::at(first.key.span, mistake.message)
        }
        _ => mistake,
    }
}

fn entry<'n, 's>(node: &'n Node<'s>, name: &str) -> Option<&'n Entry<'s>> {
    node.as_map()?.iter().find(|entry| entry.is_called(name))
}

fn judge_check(root: &Node<'_>) -> Result<&'static KindEntry, Mistake> {
    let kinds = entry(root, "check").map(|check| &check.value);
    let place = kinds.map_or(root.span, |kinds| kinds.span);
    let (first, others) = kinds
        .and_then(|kinds| kinds.as_map()?.split_first())
        .ok_or_else(|| Mistake::at(place, "`check` takes a check kind with its parameters"))?;
    if let Some(second) = others.first() {
        let message = "`check` takes exactly one kind: write a second rule for the other";
        return Err(Mistake::at(second.key.span, message));
    }
    let kind = kind_entry(&first.name()).map_err(|message| Mistake::at(first.key.span, message))?;
    if !first.value.is_null() {
        (kind.judge)(&first.value).map_err(|mistake| match mistake.span {
            // A key that is missing is said at the kind, not along all of its parameters.
            Some(span) if span == first.value.span => Mistake::at(first.key.span, mistake.message),
            _ => mistake,
        })?;
    }
    Ok(kind)
}

fn judge_message(source: &Source, root: &Node<'_>, kind: &KindEntry) -> Result<(), Mistake> {
    let Some(node) = entry(root, "message").map(|entry| &entry.value) else {
        return Ok(());
    };
    let Err(hole) = Message::compile(node.as_str().unwrap_or_default(), kind.holes) else {
        return Ok(());
    };
    let list = kind.holes.iter().map(|hole| format!("`{{{hole}}}`"));
    let hint = match suggest(&hole, kind.holes.iter().copied()) {
        none if none.is_empty() => format!("; it has {}", list.collect::<Vec<_>>().join(", ")),
        near => near,
    };
    let message = format!(
        "the kind `{}` has no value for the hole `{{{hole}}}`{hint}",
        kind.name
    );
    let written = source.slice(node.span).find(&format!("{{{hole}}}"));
    let place = written.map_or(node.span, |at| {
        let length = hole.len() + "{}".len();
        Span::of(at..at + length).shift(node.span.start)
    });
    Err(Mistake::at(place, message))
}

fn judge_files(root: &Node<'_>) -> Result<(), Mistake> {
    let Some(node) = entry(root, "files").map(|entry| &entry.value) else {
        return Ok(());
    };
    for item in node.as_seq().unwrap_or(std::slice::from_ref(node)) {
        compile_glob(item.as_str().unwrap_or_default())
            .map_err(|message| Mistake::at(item.span, message))?;
    }
    Ok(())
}
