//! A configuration file read so that all that is wrong with its form is told at once.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use super::file::ConfigFile;
use super::rule_file::syntax_mistake;
use crate::document::front_matter::{Format, FrontMatter, Node, ProblemKind, Value};
use crate::document::{Source, Span};
use crate::reader::{self, Mistake};

/// The largest configuration file that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// Reads a configuration file.
///
/// # Errors
/// What the system says, or that it is too large.
pub(super) fn read_file(path: &Path) -> io::Result<Source> {
    let mut text = String::new();
    let file = fs::File::open(path)?;
    file.take(LARGEST + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LARGEST {
        let message = format!("larger than {} MiB", LARGEST >> 20);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(Source::new(path, text))
}

/// Mistakes that are told of one file; who has more starts with these.
pub(super) const MOST: usize = 20;

/// Reads a file. What a mistake stands in is left out of what is returned.
pub(super) fn read(source: &Source) -> (ConfigFile, Vec<Mistake>) {
    let tree = FrontMatter::whole(source.text(), Format::Yaml);
    if !tree.problems.is_empty() {
        return (ConfigFile::default(), syntax(&tree));
    }
    let mut root = match tree.root {
        Some(root) if !root.is_null() => root,
        _ => return (ConfigFile::default(), Vec::new()),
    };
    let mut mistakes: Vec<Mistake> = Vec::new();
    while mistakes.len() < MOST {
        let mistake = match reader::read(&root) {
            Ok(file) => return (file, mistakes),
            Err(mistake) => mistake,
        };
        let span = mistake.span;
        let within =
            |span: Span| move |other: &Mistake| other.span.is_some_and(|at| span.contains(at));
        // What is missing in the rest of a section that was wrong already follows from that.
        if !span.is_some_and(|span| mistakes.iter().any(within(span))) {
            mistakes.push(mistake);
        }
        if !span.is_some_and(|span| prune(&mut root, span)) {
            break;
        }
    }
    (ConfigFile::default(), mistakes)
}

/// One fault of syntax makes others: the first is told, and each key that stands twice.
fn syntax(tree: &FrontMatter<'_>) -> Vec<Mistake> {
    let mut others = 0;
    let told = tree.problems.iter().filter(|problem| {
        let doubled = problem.kind == ProblemKind::DuplicateKey;
        others += usize::from(!doubled);
        doubled || others == 1
    });
    told.take(MOST).map(syntax_mistake).collect()
}

/// Takes the innermost entry or item out that a place belongs to, and says whether there was one.
fn prune(node: &mut Node<'_>, span: Span) -> bool {
    fn child(node: &mut Node<'_>, span: Span) -> bool {
        node.span != span && node.span.contains(span) && prune(node, span)
    }
    match &mut node.value {
        Value::Map(entries) => {
            let Some(at) = entries.iter().position(|entry| entry.span().contains(span)) else {
                return false;
            };
            if !child(&mut entries[at].value, span) {
                entries.remove(at);
            }
            true
        }
        Value::Seq(items) => {
            let Some(at) = items.iter().position(|item| item.span.contains(span)) else {
                return false;
            };
            if !child(&mut items[at], span) {
                items.remove(at);
            }
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let source = Source::new("copydesk.yml", text);
        let (_, mistakes) = read(&source);
        let place = |mistake: &Mistake| source.slice(mistake.span.unwrap()).to_owned();
        mistakes.iter().map(place).collect()
    }

    #[test]
    fn every_mistake_is_told_once() {
        let text = "rule: {}\ntarget: [hexa, hugo, jekil]\nrules:\n  image: offf\n  date: { lvl: info }\nexclude: [a]\n";
        assert_eq!(told(text), ["rule", "hexa", "jekil", "offf", "lvl"]);
        let text = "overrides:\n  - file: [a]\n    rules: {}\n  - files: [b]\n    ruls: {}\n";
        assert_eq!(told(text), ["file", "ruls"]);
    }

    #[test]
    fn what_is_right_is_kept() {
        let source = Source::new(
            "copydesk.yml",
            "rule: {}\nexclude: [a, {b: c}]\nroot: true\n",
        );
        let (file, mistakes) = read(&source);
        assert_eq!(mistakes.len(), 2);
        assert!(file.root);
        assert_eq!(file.exclude.len(), 1);
    }

    #[test]
    fn many_mistakes_come_to_an_end() {
        let text: String = (0..2_000).map(|at| format!("k{at}: 1\n")).collect();
        assert_eq!(told(&text).len(), MOST);
    }
}
