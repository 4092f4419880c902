//! Every span lies where it says.

use super::super::{Entry, Format, FrontMatter, Node, Options, Style, Value};
use super::{cases, corpus};
use crate::document::Span;

#[test]
fn spans_of_the_corpus_lie_where_they_say() {
    let mut nodes = 0;
    for (path, text) in corpus() {
        if let Some(front) = FrontMatter::read(&text, Options { headless: true }) {
            let faults = faults(&text, &front);
            assert!(faults.is_empty(), "{}: {faults:#?}", path.display());
            nodes += front.walk().count();
        }
    }
    println!("{nodes} values");
}

#[test]
fn spans_of_the_suites_lie_where_they_say() {
    for name in [
        "yaml_suite_fm.jsonl",
        "toml_suite_fm.jsonl",
        "frontmatter.jsonl",
    ] {
        for case in cases(name) {
            let text = case["text"].as_str().expect("every case has a text");
            if let Some(front) = FrontMatter::read(text, Options::default()) {
                let faults = faults(text, &front);
                assert!(faults.is_empty(), "{}: {faults:#?} in {text:?}", case["id"]);
            }
        }
    }
}

/// What is wrong with the spans of a block, in words.
pub(super) fn faults(text: &str, front: &FrontMatter<'_>) -> Vec<String> {
    let mut check = Check {
        text,
        front,
        faults: Vec::new(),
    };
    check.fence();
    for problem in &front.problems {
        check.lies(problem.span, "problem");
        for related in &problem.related {
            check.lies(related.span, "related");
        }
        for edit in problem.fix.iter().flat_map(|fix| fix.edits()) {
            check.lies(edit.span, "edit");
        }
    }
    for comment in &front.comments {
        check.lies(comment.span, "comment");
        let source = comment.span.of_text(text);
        check.holds(
            source.strip_prefix('#') == Some(&*comment.text),
            "comment",
            comment.span,
        );
    }
    if let Some(root) = &front.root {
        check.node(root);
    }
    check.faults
}

struct Check<'c> {
    text: &'c str,
    front: &'c FrontMatter<'c>,
    faults: Vec<String>,
}

impl Check<'_> {
    fn holds(&mut self, truth: bool, what: &str, span: Span) {
        if !truth {
            let source = self.text.get(span.range()).unwrap_or("?");
            self.faults.push(format!("{what} at {span:?}: {source:?}"));
        }
    }

    fn lies(&mut self, span: Span, what: &str) {
        let inside = self.text.get(span.range()).is_some();
        self.holds(inside, what, span);
    }

    fn fence(&mut self) {
        let fence = self.front.fence.clone();
        let none = Span::at(fence.block.end);
        let order = [
            fence.bom,
            fence.leading,
            fence.open,
            fence.language,
            fence.open_trailing,
            fence.block,
            fence.close_indent,
            fence.close.unwrap_or(none),
            fence.close_trailing,
            fence.glued,
        ];
        for span in order {
            self.lies(span, "fence");
        }
        for pair in order.windows(2) {
            self.holds(pair[0].end <= pair[1].start, "fence out of order", pair[1]);
        }
        let body = Span::at(fence.body_start);
        self.lies(body, "body");
        self.holds(fence.block.end <= body.start, "body before block", body);
    }

    fn node(&mut self, node: &Node<'_>) {
        self.lies(node.span, "node");
        self.lies(node.content, "content");
        self.holds(
            node.span.contains(node.content),
            "content outside",
            node.span,
        );
        if let Some(source) = self.text.get(node.span.range()) {
            self.shape(node, source);
        }
        match &node.value {
            Value::Seq(items) => {
                let spans: Vec<_> = items.iter().map(Node::outer_span).collect();
                self.siblings(node, &spans);
                for item in items {
                    self.node(item);
                }
            }
            Value::Map(entries) => {
                let spans: Vec<_> = entries.iter().map(Entry::span).collect();
                self.siblings(node, &spans);
                for entry in entries {
                    self.entry(entry);
                }
            }
            _ => {}
        }
    }

    fn shape(&mut self, node: &Node<'_>, source: &str) {
        let bracketed = |open: char, close: char| {
            source.len() > 1 && source.starts_with(open) && source.ends_with(close)
        };
        let braces = self.front.format == Format::Json && node.span == self.front.fence.block;
        let truth = match node.style {
            Style::Single => bracketed('\'', '\''),
            Style::Double => bracketed('"', '"'),
            Style::Flow if self.front.problems.is_empty() && !braces => {
                bracketed('[', ']') || bracketed('{', '}')
            }
            Style::Literal => source.starts_with('|'),
            Style::Folded => source.starts_with('>'),
            Style::Empty => source.is_empty(),
            Style::Plain => match &node.value {
                Value::Str(text) if !source.contains(['\n', '\r']) => source == text,
                Value::Alias(_) => source.starts_with('*'),
                _ => !source.is_empty(),
            },
            Style::Flow | Style::Block | Style::Broken => true,
        };
        self.holds(truth, "shape", node.span);
        if let Some(tag) = &node.tag {
            let before = tag.span.end <= node.span.start;
            let marked = tag.span.of_text(self.text).starts_with('!');
            self.holds(before && marked, "tag", tag.span);
        }
        if let Some(anchor) = node.anchor {
            let before = anchor.span.end <= node.span.start;
            let marked = anchor.span.of_text(self.text).starts_with('&');
            self.holds(before && marked, "anchor", anchor.span);
        }
    }

    /// TOML may define a table in several places, between which others stand.
    fn siblings(&mut self, parent: &Node<'_>, spans: &[Span]) {
        if self.front.format == Format::Toml {
            return;
        }
        for &span in spans {
            self.holds(parent.span.contains(span), "child outside", span);
        }
        for pair in spans.windows(2) {
            self.holds(pair[0].end <= pair[1].start, "siblings overlap", pair[1]);
        }
    }

    fn entry(&mut self, entry: &Entry<'_>) {
        self.lies(entry.lines, "lines");
        let table = self.front.format == Format::Toml && entry.colon.is_none();
        if !table {
            self.holds(
                entry.lines.contains(entry.span()),
                "lines too short",
                entry.lines,
            );
        }
        if let Some(colon) = entry.colon {
            let sign = colon.of_text(self.text);
            self.holds(matches!(sign, ":" | "=" | "："), "colon", colon);
            let between =
                entry.key.span.end <= colon.start && colon.end <= entry.value.outer_span().start;
            self.holds(between, "colon out of place", colon);
        }
        self.node(&entry.key);
        self.node(&entry.value);
    }
}
