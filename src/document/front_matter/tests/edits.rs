//! Byte-range edits change what they should, and nothing else.

use serde_json::Value as Json;

use super::super::{Entry, Format, FrontMatter, Node, Options, Style, Value, quote_as};
use super::corpus;
use crate::document::Span;
use crate::fix::Edit;

const TEXT: &str = "it's: 新 #1";

#[test]
fn entries_of_the_corpus_can_be_removed_replaced_and_inserted() {
    let mut edits = 0;
    // One file of four: every edit has the block read anew.
    for (path, text) in corpus().into_iter().step_by(4) {
        let Some(front) = FrontMatter::read(&text, Options::default()) else {
            continue;
        };
        let aliased = front
            .walk()
            .any(|flat| flat.node.anchor.is_some() || matches!(flat.node.value, Value::Alias(_)));
        if front.problems.is_empty() && !aliased {
            let text = &text[..front.fence.body_start as usize];
            edits += each_entry(text, &front)
                .unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
        }
    }
    println!("{edits} edits");
}

#[test]
fn entries_of_every_form_can_be_removed_replaced_and_inserted() {
    let texts = [
        "---\na: 1\nb: 2\n---\n",
        "---\r\na: 1\r\nb: |\r\n  x\r\n  y\r\nc:\r\n- 1\r\n---\r\n",
        "---\na: |\n  x\n\n  y\n\nb: >-\n  z\n# c\nc: 1 # d\n---\n",
        "---\na:\n  b: 1\n  c:\n    d: 2\n    e: 3\n  f: 4\ng: 5\n---\n",
        "---\na:\n- b: 1\n  c: 2\n- d: 3\n  e: 4\nf: 5\n---\n",
        "---\na: {b: 1, c: 2, d: 3}\ne: [{f: 1}, {g: 2, h: 3}]\n---\n",
        "---\na:\nb: ~\nc: \"\"\nd: ''\ne: x\n---\n",
        "---\n'a': 1\n\"b\": 2\n? c\n: 3\nd : 4\n---\n",
        "---\na: one\n  two\nb: \"one\n  two\"\nc: 1\n---\n",
        "---\na: 1\n  # about a\nb:\n  c: 1\n  # about c\nd: 2\n---\n",
        "---\na: !!str 1\nb: !x y\nc: 1\n---\n",
        "---json\n{\n  \"a\": 1,\n  \"b\": {\"c\": 2, \"d\": [3]},\n  \"e\": \"x\"\n}\n---\n",
        ";;;\n\"a\": 1,\n\"b\": 2\n;;;\n",
        "{\n  \"a\": 1,\n  \"b\": 2\n}\n",
        "+++\na = 1\nb = \"x\"\nc = [1, 2]\nd = {e = 1, f = 2}\ng = '''\nx\n'''\n+++\n",
        "+++\na = 1 # c\nb = 2022-02-04\n[t]\nc = 1\nd = 2\n[t.u]\ne = 1\nf = 2\n+++\n",
    ];
    for text in texts {
        let front = FrontMatter::read(text, Options::default()).expect("front matter");
        assert_eq!(front.problems, [], "{text}");
        each_entry(text, &front).unwrap_or_else(|fault| panic!("{text:?}: {fault}"));
    }
}

/// Tries all edits on all entries; returns how many.
fn each_entry(text: &str, front: &FrontMatter<'_>) -> Result<usize, String> {
    let mut edits = 0;
    let mut queue = vec![(Vec::new(), front.root.as_ref())];
    let before = json(front);
    while let Some((path, node)) = queue.pop() {
        match node.map(|node| &node.value) {
            Some(Value::Map(entries)) => {
                for entry in entries {
                    if matches!(entry.key.value, Value::Seq(_) | Value::Map(_)) {
                        continue;
                    }
                    let path: Vec<_> = path
                        .iter()
                        .cloned()
                        .chain([entry.name().into_owned()])
                        .collect();
                    edits += one_entry(text, front, &before, entries, entry, &path)?;
                    queue.push((path, Some(&entry.value)));
                }
            }
            Some(Value::Seq(items)) => {
                for (at, item) in items.iter().enumerate() {
                    let path = path.iter().cloned().chain([at.to_string()]).collect();
                    queue.push((path, Some(item)));
                }
            }
            _ => {}
        }
    }
    Ok(edits)
}

fn one_entry(
    text: &str,
    front: &FrontMatter<'_>,
    before: &Json,
    siblings: &[Entry<'_>],
    entry: &Entry<'_>,
    path: &[String],
) -> Result<usize, String> {
    let pointer: String = path
        .iter()
        .map(|step| format!("/{}", escape(step)))
        .collect();
    let (parent, _) = pointer
        .rsplit_once('/')
        .expect("a pointer starts with a slash");
    let name = path.last().expect("an entry has a name");
    // A table of TOML that is written under a header may be written in several places.
    let spread = front.format == Format::Toml && entry.colon.is_none();
    let mut edits = 0;
    if siblings.len() > 1 && !spread {
        let mut expected = before.clone();
        let object = expected.pointer_mut(parent).and_then(Json::as_object_mut);
        object.expect("the parent is an object").remove(name);
        compare(text, &Edit::delete(entry.lines), &expected)?;
        edits += 1;
    }
    if !matches!(entry.value.value, Value::Seq(_) | Value::Map(_)) {
        let mut expected = before.clone();
        *expected.pointer_mut(&pointer).expect("the entry is there") = TEXT.into();
        compare(text, &replacement(front, &entry.value), &expected)?;
        edits += 1;
    }
    if front.format == Format::Yaml && path.len() == 1 {
        let mut expected = before.clone();
        expected["new-key"] = 1.into();
        let first = Span::at(entry.lines.start);
        let margin = &text[entry.lines.start as usize..entry.key.outer_span().start as usize];
        let margin = margin.trim_start_matches('?').trim_start();
        let line = format!("{margin}new-key: 1{}", front.fence.eol.text());
        compare(text, &Edit::insert(first.start, line.clone()), &expected)?;
        compare(text, &Edit::insert(entry.lines.end, line), &expected)?;
        edits += 2;
    }
    Ok(edits)
}

fn replacement(front: &FrontMatter<'_>, value: &Node<'_>) -> Edit {
    let quoted = quote_as(TEXT, front.format, value.style);
    // Tags go, as they would make something else of the text.
    let span = value.outer_span();
    if value.style == Style::Empty {
        return Edit::replace(span, format!(" {quoted}"));
    }
    Edit::replace(span, quoted)
}

fn compare(text: &str, edit: &Edit, expected: &Json) -> Result<(), String> {
    let mut edited = text.to_owned();
    edited.replace_range(edit.span.range(), &edit.text);
    let after = FrontMatter::read(&edited, Options::default());
    let after = after.ok_or_else(|| format!("lost by {edit:?}"))?;
    if !after.problems.is_empty() {
        return Err(format!("{edit:?} breaks: {:?}", after.problems));
    }
    let after = json(&after);
    if after == *expected {
        Ok(())
    } else {
        Err(format!("{edit:?} gives {after}, not {expected}"))
    }
}

fn json(front: &FrontMatter<'_>) -> Json {
    let root = front
        .root
        .as_ref()
        .map(|root| front.to_json(root, 1_000_000));
    root.map_or(Json::Null, |json| json.expect("articles are small"))
}

fn escape(step: &str) -> String {
    step.replace('~', "~0").replace('/', "~1")
}
