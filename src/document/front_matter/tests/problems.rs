//! One precise diagnostic for every fault, and a fix where it is obvious.

use super::super::{FrontMatter, Options, ProblemKind};
use super::{fenced, read};

/// A block with one fault: the bytes that are marked, a piece of the message, and the block as the
/// fix leaves it.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
);

/// The faults of values.
const VALUES: &[Row] = &[
    (
        "title: One: two\n",
        ":",
        "second `: ` in the value of `title`",
        Some("title: 'One: two'\n"),
    ),
    (
        "title: One: two # c\n",
        ":",
        "second `: `",
        Some("title: 'One: two' # c\n"),
    ),
    (
        "a:\n  - b: c: d\n",
        ":",
        "second `: ` in the value of `b`",
        Some("a:\n  - b: 'c: d'\n"),
    ),
    (
        "title: @home\n",
        "@",
        "cannot start with `@`",
        Some("title: '@home'\n"),
    ),
    (
        "title: `code`\n",
        "`",
        "cannot start with a backtick",
        Some("title: '`code`'\n"),
    ),
    (
        "title: %done\n",
        "%",
        "cannot start with `%`",
        Some("title: '%done'\n"),
    ),
    (
        "title: *bold* text\n",
        "*",
        "cannot start with `*`",
        Some("title: '*bold* text'\n"),
    ),
    (
        "title: *bold*\n",
        "*",
        "cannot start with `*`",
        Some("title: '*bold*'\n"),
    ),
    (
        "title: & more\n",
        "&",
        "cannot start with `&`",
        Some("title: '& more'\n"),
    ),
    (
        "title: &a b: c\n",
        "&",
        "cannot start with `&`",
        Some("title: '&a b: c'\n"),
    ),
    (
        "title: ![a](b)\n",
        "!",
        "cannot start with `!`",
        Some("title: '![a](b)'\n"),
    ),
    (
        "title: [a](b)\n",
        "[",
        "cannot start with `[`",
        Some("title: '[a](b)'\n"),
    ),
    (
        "title: [News] today\n",
        "[",
        "cannot start with `[`",
        Some("title: '[News] today'\n"),
    ),
    (
        "title: {a} b\n",
        "{",
        "cannot start with `{`",
        Some("title: '{a} b'\n"),
    ),
    (
        "title: | b\n",
        "|",
        "cannot start with `|`",
        Some("title: '| b'\n"),
    ),
    (
        "title: > b\n",
        ">",
        "cannot start with `>`",
        Some("title: '> b'\n"),
    ),
    (
        "title: ? b\n",
        "?",
        "cannot start with `?`",
        Some("title: '? b'\n"),
    ),
    (
        "title: ] b\n",
        "]",
        "cannot start with `]`",
        Some("title: '] b'\n"),
    ),
    (
        "title: - b\n",
        "-",
        "a list cannot start on the line of its key",
        Some("title: '- b'\n"),
    ),
    (
        "tags:\n- %\n- b\n",
        "%",
        "cannot start with `%`",
        Some("tags:\n- '%'\n- b\n"),
    ),
    (
        "title: 'it's'\n",
        "s",
        "a `'` inside the text ends it",
        Some("title: 'it''s'\n"),
    ),
    (
        "title: \"a \"b\" c\"\n",
        "b",
        "a `\"` inside the text ends it",
        Some("title: 'a \"b\" c'\n"),
    ),
    (
        "title: \"a\" or b\n",
        "o",
        "behind the closing quote",
        Some("title: '\"a\" or b'\n"),
    ),
    (
        "title: \"a\" or \"b\"\n",
        "o",
        "behind the closing quote",
        Some("title: '\"a\" or \"b\"'\n"),
    ),
    (
        "title: '''a'''b'''\n",
        "b",
        "ends it",
        Some("title: 'a''''''b'\n"),
    ),
    (
        "title: \"\"\"新闻\"\"\"\n",
        "\"",
        "ends it",
        Some("title: 新闻\n"),
    ),
    (
        "title: 'a\ndate: b\n",
        "'",
        "this `'` is never closed",
        Some("title: 'a'\ndate: b\n"),
    ),
    (
        "title: \"a\ndate: \"b\"\n",
        "\"",
        "this `\"` is never closed",
        Some("title: \"a\"\ndate: \"b\"\n"),
    ),
    (
        "path: \"C:\\new\\quest\"\n",
        "\\q",
        "`\\q` is no escape",
        Some("path: \"C:\\new\\\\quest\"\n"),
    ),
    (
        "path: \"\\u12\"\n",
        "\\u",
        "`\\u` is no escape",
        Some("path: \"\\\\u12\"\n"),
    ),
    (
        "title: 'a'#b\n",
        "#",
        "a blank is missing in front of this `#`",
        Some("title: 'a' #b\n"),
    ),
    (
        "title: a\u{1}b\n",
        "\u{1}",
        "control character U+0001",
        Some("title: ab\n"),
    ),
    (
        "tags: [a, b\ndate: c\n",
        "[",
        "this `[` is never closed",
        Some("tags: [a, b]\ndate: c\n"),
    ),
    (
        "a:\n  tags: [a, b\n  c: d\n",
        "[",
        "this `[` is never closed",
        Some("a:\n  tags: [a, b]\n  c: d\n"),
    ),
    (
        "map: {a: b\n",
        "{",
        "this `{` is never closed",
        Some("map: {a: b}\n"),
    ),
    ("tags: [a,\n  b\n", "[", "this `[` is never closed", None),
    ("tags: [a,, b]\n", ",", "an item is missing", None),
    (
        "tags: [a b: c: d]\n",
        ":",
        "a comma or a closing bracket is missing",
        None,
    ),
    (
        "tags: [a, b]]\n",
        "]",
        "a closing bracket that nothing opens",
        None,
    ),
    ("tags: [a}\n", "[", "closed by one of the other kind", None),
    (
        "text: |\n    a\n  b\n",
        "b",
        "indented unlike its neighbours",
        None,
    ),
    (
        "a: b # c\n  d\n",
        "#",
        "a comment inside a value of several lines",
        None,
    ),
];

/// The faults of lines.
const LINES: &[Row] = &[
    (
        "a: 1\ntitle：新\nb: 2\n",
        "：",
        "fullwidth colon",
        Some("a: 1\ntitle: 新\nb: 2\n"),
    ),
    (
        "title：新\nb: 2\n",
        "：",
        "fullwidth colon",
        Some("title: 新\nb: 2\n"),
    ),
    ("标题：新\n", "：", "fullwidth colon", Some("标题: 新\n")),
    (
        "a: 1\nb:2\nc: 3\n",
        ":",
        "a blank is missing behind this colon",
        Some("a: 1\nb: 2\nc: 3\n"),
    ),
    (
        "a:1\nb: 2\n",
        ":",
        "a blank is missing",
        Some("a: 1\nb: 2\n"),
    ),
    (
        "a:\n  b:1\n  c: 2\n",
        ":",
        "a blank is missing",
        Some("a:\n  b: 1\n  c: 2\n"),
    ),
    (
        "a: 1\nlost\nb: 2\n",
        "lost",
        "this line is not `key: value`",
        None,
    ),
    (
        "lost words\nb: 2\n",
        "lost words",
        "this line is not `key: value`",
        None,
    ),
    (
        "a:\n\t- b\n\t- c\n",
        "\t",
        "a tab indents",
        Some("a:\n  - b\n  - c\n"),
    ),
    (
        "a: 1\n  b: 2\n",
        "b: 2",
        "a key below a line that has a value",
        None,
    ),
    (
        "a: 1\n- b\n",
        "- b",
        "a list item below a key that has a value",
        None,
    ),
    (
        "a:\n    b: 1\n  c: 2\n",
        "c: 2",
        "indented unlike its neighbours",
        None,
    ),
    (
        "  a: 1\n  b: 2\nc: 3\n",
        "  ",
        "the first key is indented",
        Some("a: 1\nb: 2\nc: 3\n"),
    ),
    ("- a\nb: 1\n", "b: 1", "a line without `- ` in a list", None),
    (
        "%YAML 1.2\na: 1\n",
        "%YAML 1.2",
        "starts with `%`",
        Some("a: 1\n"),
    ),
    (
        "a: 1\n<<<<<<< ours\nb: 2\n=======\nb: 3\n>>>>>>> theirs\n",
        "<<<<<<< ours",
        "merge conflict",
        None,
    ),
];

#[test]
fn every_fault_is_told_once_where_it_is_and_mended() {
    for (block, marked, message, mended) in VALUES.iter().chain(LINES) {
        let text = fenced(block);
        let front = read(&text);
        let [problem] = &front.problems[..] else {
            panic!("{block:?} has {:#?}", front.problems);
        };
        assert_eq!(problem.kind, ProblemKind::Syntax, "{block:?}");
        // libyaml alone sees a comment where the specification (and its test suite) sees none.
        let other = serde_yaml::from_str::<serde_yaml::Value>(block);
        let is_read = other.is_ok_and(|value| value.is_mapping());
        assert!(
            !is_read || block.contains("'#"),
            "{block:?} is well to another reader"
        );
        assert_eq!(
            problem.span.of_text(&text),
            *marked,
            "{block:?}: {}",
            problem.message
        );
        assert!(
            problem.message.contains(message),
            "{block:?}: {}",
            problem.message
        );
        assert!(problem.hint.is_some(), "{block:?}");
        let fixed = problem.fix.as_ref().map(|fix| {
            let mut text = text.clone();
            for edit in fix.edits().iter().rev() {
                text.replace_range(edit.span.range(), &edit.text);
            }
            text
        });
        assert_eq!(fixed, mended.map(fenced), "{block:?}");
        if let Some(fixed) = fixed {
            assert_eq!(read(&fixed).problems, [], "{fixed:?}");
        }
    }
}

#[test]
fn a_fault_hides_no_other_key() {
    for (block, ..) in VALUES {
        let broken = block.split(':').next().expect("a key");
        let text = fenced(&format!("first: 1\n{block}last: [2]\n"));
        let front = read(&text);
        assert_eq!(front.problems.len(), 1, "{text}: {:#?}", front.problems);
        let names: Vec<_> = front.entries().iter().map(|entry| entry.name()).collect();
        assert_eq!(names.first().map(|name| &**name), Some("first"), "{text}");
        assert_eq!(names.last().map(|name| &**name), Some("last"), "{text}");
        assert!(front.get("/last/0").is_some(), "{text}");
        let entry = front
            .entry(broken)
            .unwrap_or_else(|| panic!("{broken} is lost in {text}"));
        assert!(
            entry.value.is_broken() || entry.value.as_str().is_none(),
            "{text}"
        );
    }
}

#[test]
fn faults_in_several_values_are_told_one_by_one() {
    let text = fenced("a: b: c\nd: 'e\nf: [g\nh：i\nj: k\n");
    let front = read(&text);
    let marked: Vec<_> = front
        .problems
        .iter()
        .map(|problem| problem.span.of_text(&text))
        .collect();
    assert_eq!(marked, [":", "'", "[", "："]);
    let names: Vec<_> = front
        .entries()
        .iter()
        .map(|entry| entry.name().into_owned())
        .collect();
    assert_eq!(names, ["a", "d", "f", "h", "j"]);
}

#[test]
fn duplicates_are_told_with_both_places() {
    let text = fenced("title: a\ntags:\n  x: 1\n  x: 2\ntitle: b\ntitle: a\n");
    let front = read(&text);
    let places: Vec<_> = front
        .problems
        .iter()
        .map(|problem| {
            (
                problem.kind,
                problem.span.start,
                problem.related[0].span.start,
            )
        })
        .collect();
    let kind = ProblemKind::DuplicateKey;
    assert_eq!(places, [(kind, 28, 21), (kind, 33, 4), (kind, 42, 4)]);
    assert_eq!(
        front.entry("title").map(|entry| entry.key.span.start),
        Some(42)
    );
    let fixes: Vec<_> = front
        .problems
        .iter()
        .map(|problem| problem.fix.is_some())
        .collect();
    assert_eq!(
        fixes,
        [false, false, true],
        "only what says the same can go"
    );
}

#[test]
fn keys_of_different_types_are_no_duplicates() {
    let text = fenced("1: a\n\"1\": b\n<<: {}\n<<: {}\nA: 1\na: 2\n");
    assert_eq!(read(&text).problems, []);
}

#[test]
fn a_block_that_is_no_mapping_is_told() {
    for (block, what) in [
        ("- a\n- b\n", "a list"),
        ("some words\n", "text"),
        ("[a]\n", "a list"),
    ] {
        let text = fenced(block);
        let front = read(&text);
        let [problem] = &front.problems[..] else {
            panic!("{block:?} has {:#?}", front.problems);
        };
        assert_eq!(problem.kind, ProblemKind::NotAMapping);
        assert!(problem.message.contains(what), "{}", problem.message);
    }
    for block in ["", "\n", "# only a comment\n", "~\n"] {
        assert_eq!(read(&fenced(block)).problems, [], "{block:?}");
    }
}

#[test]
fn scaffolds_are_templates_and_not_broken() {
    let scaffolds = [
        "title: {{ title }}\ndate: {{ date }}\n",
        "title: \"{{ replace .Name \"-\" \" \" | title }}\"\n",
        "title: '{{ title }}'\n",
        "{% if a %}\ntitle: b\n{% endif %}\n",
        "title: <%= name: x %>\n",
    ];
    for block in scaffolds {
        let text = fenced(block);
        let front = read(&text);
        assert!(front.is_template, "{block}");
        assert_eq!(front.problems, [], "{block}");
    }
    for block in [
        "title: How {{ braces }} work\n",
        "a: {b: {c: 1}}\n",
        "permalink: \"/{{ slug }}/\"\n",
    ] {
        assert!(!read(&fenced(block)).is_template, "{block}");
    }
    let text = "+++\ntitle = \"{{ replace .Name \"-\" \" \" }}\"\ndate = {{ .Date }}\n+++\n";
    let front = FrontMatter::read(text, Options::default()).expect("front matter");
    assert!(front.is_template && front.problems.is_empty());
}

#[test]
fn strict_readers_are_told_apart() {
    for block in ["a: \"b\nc\"\n", "a: [\nb\n]\n", "a:\n  \"b\n\tc\"\n"] {
        let text = fenced(block);
        let front = read(&text);
        assert_eq!(front.problems, [], "{block:?}");
        assert!(front.strict_problem().is_some(), "{block:?}");
    }
    for block in ["a: \"b\n  c\"\n", "a: [\n  b]\n", "a: b\n"] {
        assert_eq!(read(&fenced(block)).strict_problem(), None, "{block:?}");
    }
}
