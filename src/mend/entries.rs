//! Front matter compared entry by entry.

use std::fmt::Write as _;

use super::touched::{Sides, Touched};
use crate::document::front_matter::{FrontMatter, Node, ProblemKind, Value};

/// What edits have changed in the front matter beyond themselves; `None` if nothing.
pub(super) fn harm(
    old: Option<&FrontMatter<'_>>,
    new: Option<&FrontMatter<'_>>,
    sides: &Sides,
) -> Option<String> {
    let (old, new) = match (old, new) {
        // What was no front matter had no values to lose.
        (None, _) => return None,
        (Some(_), None) => return Some("the front matter would be none any more".to_owned()),
        (Some(old), Some(new)) => (old, new),
    };
    if old.format != new.format {
        return Some("the front matter would become another language".to_owned());
    }
    let kept = comments(old, &sides.before);
    if kept != comments(new, &sides.after) && !is_broken(old) {
        return Some("it would also change a comment of the front matter".to_owned());
    }
    let (before, after) = (leaves(old, &sides.before), leaves(new, &sides.after));
    if before == after {
        return None;
    }
    // Of a block that is not read to its end, mending shows more.
    let mut rest = after.iter();
    let lost = before
        .iter()
        .find(|&leaf| !rest.by_ref().any(|other| other == leaf));
    match lost {
        Some(leaf) => Some(format!("it would also change `{}`", shown(&leaf.path))),
        None if is_broken(old) => None,
        None => {
            let extra = after.iter().find(|leaf| !before.contains(leaf));
            let path = extra.or(after.last()).map_or("", |leaf| &leaf.path);
            Some(format!("it would also add `{}`", shown(path)))
        }
    }
}

fn shown(path: &str) -> String {
    crate::report::visible(path.trim_start_matches('.'))
}

/// Whether less of a block is read than is there.
fn is_broken(front_matter: &FrontMatter<'_>) -> bool {
    front_matter
        .problems
        .iter()
        .any(|problem| problem.kind != ProblemKind::DuplicateKey)
}

fn comments<'f>(front_matter: &'f FrontMatter<'_>, touched: &Touched) -> Vec<&'f str> {
    let comments = front_matter.comments.iter();
    comments
        .filter(|comment| !touched.touches(comment.span))
        .map(|comment| &*comment.text)
        .collect()
}

/// A value with its path.
#[derive(PartialEq, Eq)]
struct Leaf {
    path: String,
    value: String,
}

/// The values that no edit touches, in their order. Items of lists have no number: one that goes
/// does not change those behind it.
fn leaves(front_matter: &FrontMatter<'_>, touched: &Touched) -> Vec<Leaf> {
    let mut found = Vec::new();
    if let Some(root) = &front_matter.root {
        collect(root, String::new(), touched, &mut found);
    }
    found
}

fn collect(node: &Node<'_>, path: String, touched: &Touched, found: &mut Vec<Leaf>) {
    let mut value = match &node.tag {
        Some(tag) => format!("{} ", tag.name),
        None => String::new(),
    };
    match &node.value {
        Value::Map(entries) if !entries.is_empty() => {
            for entry in entries {
                if !touched.overlaps(entry.key.outer_span()) {
                    let path = format!("{path}.{}", entry.name());
                    collect(&entry.value, path, touched, found);
                }
            }
            return;
        }
        Value::Seq(items) if !items.is_empty() => {
            for item in items {
                collect(item, format!("{path}[]"), touched, found);
            }
            return;
        }
        // What cannot be read has no value yet.
        _ if node.is_broken() || touched.touches(node.outer_span()) => return,
        Value::Str(text) => value.push_str(text),
        other => {
            let _ = write!(value, "\0{other:?}");
        }
    }
    found.push(Leaf { path, value });
}
