//! What the tree says, and how to ask it.

use serde_json::json;

use super::super::{Format, FrontMatter, Node, Style, Value};
use super::{fenced, read};

fn json(front: &FrontMatter<'_>) -> serde_json::Value {
    let root = front.root.as_ref().expect("a block that says something");
    front.to_json(root, 1000).expect("small")
}

#[test]
fn plain_scalars_have_the_types_of_yaml_1_2() {
    let rows: &[(&str, Value<'_>)] = &[
        ("~", Value::Null),
        ("null", Value::Null),
        ("Null", Value::Null),
        ("nULL", Value::Str("nULL".into())),
        ("true", Value::Bool(true)),
        ("FALSE", Value::Bool(false)),
        ("tRue", Value::Str("tRue".into())),
        ("yes", Value::Str("yes".into())),
        ("12", Value::Int(12)),
        ("-12", Value::Int(-12)),
        ("+12", Value::Int(12)),
        ("+-12", Value::Str("+-12".into())),
        ("0x1F", Value::Int(31)),
        ("0o17", Value::Int(15)),
        ("0b11", Value::Int(3)),
        ("0x", Value::Str("0x".into())),
        ("012", Value::Str("012".into())),
        ("0", Value::Int(0)),
        ("18446744073709551616", Value::Int(1 << 64)),
        ("1.50", Value::Float(1.5)),
        ("1e3", Value::Float(1000.0)),
        (".5", Value::Float(0.5)),
        ("5.", Value::Float(5.0)),
        (".inf", Value::Float(f64::INFINITY)),
        ("-.INF", Value::Float(f64::NEG_INFINITY)),
        ("inf", Value::Str("inf".into())),
        ("1e999", Value::Str("1e999".into())),
        ("1_000", Value::Str("1_000".into())),
        ("12:30", Value::Str("12:30".into())),
        ("2022-02-04", Value::Str("2022-02-04".into())),
        ("1.2.3", Value::Str("1.2.3".into())),
        ("-", Value::Str("-".into())),
        ("!!str 12", Value::Str("12".into())),
        ("!!int \"12\"", Value::Int(12)),
        ("!!float 1", Value::Float(1.0)),
        ("! 12", Value::Str("12".into())),
        ("!local 12", Value::Int(12)),
        ("\"12\"", Value::Str("12".into())),
        ("'~'", Value::Str("~".into())),
    ];
    for (source, value) in rows {
        if *source == "-" {
            continue;
        }
        let text = fenced(&format!("a: {source}\n"));
        let front = read(&text);
        assert_eq!(
            front.get("a").map(|node| &node.value),
            Some(value),
            "{source}"
        );
    }
    let text = fenced("a: .nan\n");
    let front = read(&text);
    assert!(
        matches!(front.get("a").map(|node| &node.value), Some(Value::Float(nan)) if nan.is_nan())
    );
}

#[test]
fn nodes_know_their_bytes_and_their_style() {
    let text = fenced(
        "plain: two words # c\nsingle: 'it''s'\ndouble: \"a\\nb\"\nnone:\nlist: [a, b]\nblock:\n- a\n- b\nmap:\n  x: 1\n\
         text: |- # c\n  one\n  two\n\nfold: >\n\n  x\nanchor: &a !!str 1\nalias: *a\n",
    );
    let front = read(&text);
    assert_eq!(front.problems, []);
    let rows = [
        ("plain", Style::Plain, "two words", "two words"),
        ("single", Style::Single, "'it''s'", "it''s"),
        ("double", Style::Double, "\"a\\nb\"", "a\\nb"),
        ("none", Style::Empty, "", ""),
        ("list", Style::Flow, "[a, b]", "a, b"),
        ("block", Style::Block, "- a\n- b", "- a\n- b"),
        ("map", Style::Block, "x: 1", "x: 1"),
        ("text", Style::Literal, "|- # c\n  one\n  two", "one\n  two"),
        ("fold", Style::Folded, ">\n\n  x", "x"),
        ("anchor", Style::Plain, "1", "1"),
    ];
    for (key, style, source, content) in rows {
        let node = &front.entry(key).expect("the key is there").value;
        assert_eq!(node.style, style, "{key}");
        assert_eq!(front.source(node), source, "{key}");
        assert_eq!(node.content.of_text(&text), content, "{key}");
    }
    let anchor = &front.entry("anchor").expect("anchor").value;
    assert_eq!(anchor.outer_span().of_text(&text), "&a !!str 1");
    assert_eq!(
        anchor.tag.as_ref().map(|tag| &*tag.name),
        Some("tag:yaml.org,2002:str")
    );
    let alias = &front.entry("alias").expect("alias").value;
    assert_eq!(front.source(alias), "*a");
    assert_eq!(front.resolve(alias).and_then(Node::as_str), Some("1"));
    let none = front.entry("none").expect("none");
    assert_eq!(none.value.span.start, none.colon.expect("a colon").end);
    let comments: Vec<_> = front
        .comments
        .iter()
        .map(|comment| comment.span.of_text(&text))
        .collect();
    assert_eq!(comments, ["# c", "# c"]);
}

#[test]
fn entries_know_what_has_to_go_with_them() {
    let text =
        fenced("a: 1 # c\nb:\n  c: |\n    x\n\n  # about c\n  d: {e: 1, f: 2}\n# about g\ng: 3\n");
    let front = read(&text);
    let lines = |path: &str, key: &str| {
        let entries = front.get(path).and_then(Node::as_map).expect("a mapping");
        let entry = entries
            .iter()
            .find(|entry| entry.is_called(key))
            .expect("the key is there");
        entry.lines.of_text(&text)
    };
    assert_eq!(
        front.entry("a").map(|entry| entry.lines.of_text(&text)),
        Some("a: 1 # c\n")
    );
    assert_eq!(
        front.entry("b").map(|entry| entry.lines.of_text(&text)),
        Some("b:\n  c: |\n    x\n\n  # about c\n  d: {e: 1, f: 2}\n"),
    );
    assert_eq!(lines("b", "c"), "  c: |\n    x\n");
    assert_eq!(lines("/b/d", "e"), "e: 1, ");
    assert_eq!(lines("/b/d", "f"), ", f: 2");
}

#[test]
fn values_are_found_by_path_and_by_place() {
    let text = fenced("a/b: {c~d: [10, 20]}\n2022: x\nbase: &base {k: 1}\nuse: *base\n");
    let front = read(&text);
    assert_eq!(
        front.get("/a~1b/c~0d/1").map(|node| &node.value),
        Some(&Value::Int(20))
    );
    assert_eq!(front.get("2022").and_then(Node::as_str), Some("x"));
    assert_eq!(
        front.get("/use/k").map(|node| &node.value),
        Some(&Value::Int(1))
    );
    assert_eq!(front.get(""), front.root.as_ref());
    for path in [
        "none",
        "/a~1b/none",
        "/a~1b/c~0d/2",
        "/a~1b/c~0d/01",
        "/a~1b/c~0d/-",
        "/",
    ] {
        assert_eq!(front.get(path), None, "{path}");
    }
    let at = |needle: &str| {
        let offset = text.find(needle).expect("the text is there");
        front
            .at(u32::try_from(offset).expect("small"))
            .map(|node| front.source(node))
    };
    assert_eq!(at("20"), Some("20"));
    assert_eq!(at(", 20"), Some("10"), "a value ends there");
    assert_eq!(at("c~d"), Some("c~d"));
    assert_eq!(at("*base"), Some("*base"));
    assert_eq!(front.at(0), None);
}

#[test]
fn the_walk_lists_every_value_in_order() {
    let text = fenced("title: 'a b'\ntags: [x, 12]\nauthor:\n  name: ~\n  draft: TRUE\n");
    let front = read(&text);
    let rows: Vec<_> = front
        .walk()
        .map(|flat| {
            let key = flat.key.map(|key| key.of_text(&text));
            (
                flat.path.clone(),
                key,
                flat.type_name(),
                flat.text.into_owned(),
            )
        })
        .collect();
    let row = |path: &str, key, kind, text: &str| (path.to_owned(), key, kind, text.to_owned());
    assert_eq!(
        rows,
        [
            row("title", Some("title"), "string", "a b"),
            row("tags", Some("tags"), "sequence", ""),
            row("tags[0]", None, "string", "x"),
            row("tags[1]", None, "integer", "12"),
            row("author", Some("author"), "mapping", ""),
            row("author.name", Some("name"), "null", "~"),
            row("author.draft", Some("draft"), "boolean", "TRUE"),
        ],
    );
}

#[test]
fn the_three_languages_say_the_same() {
    let yaml = fenced("title: 新\nn: 1\nx: 1.5\ndraft: true\ntags: [a, b]\nextra:\n  k: v\n");
    let toml = "+++\ntitle = \"新\"\nn = 1\nx = 1.5\ndraft = true\ntags = [\"a\", 'b']\n[extra]\nk = \"v\"\n+++\n";
    let object = "{\"title\": \"\\u65b0\", \"n\": 1, \"x\": 1.5, \"draft\": true, \"tags\": [\"a\", \"b\"], \"extra\": {\"k\": \"v\"}}";
    let fenced_json = format!("---json\n{object}\n---\n");
    let members = format!(";;;\n{}\n;;;\n", &object[1..object.len() - 1]);
    let bare = format!("{object}\nbody\n");
    let expected = json!({
        "title": "新", "n": 1, "x": 1.5, "draft": true, "tags": ["a", "b"], "extra": {"k": "v"},
    });
    for text in [&*yaml, toml, &fenced_json, &members, &bare] {
        let front = read(text);
        assert_eq!(front.problems, [], "{text}");
        assert_eq!(json(&front), expected, "{text}");
        let title = front.entry("title").expect("title");
        assert_eq!(title.key.content.of_text(text), "title", "{text}");
        assert!(matches!(
            front.source(&front.get("/tags/1").expect("b").clone()),
            "b" | "\"b\"" | "'b'"
        ));
    }
}

#[test]
fn toml_dates_keep_their_text() {
    let text = "+++\na = 2022-02-04T10:00:00+08:00\nb = 2022-02-04\nc = 10:00:00\nd = 2022-02-04 10:00:00\n+++\n";
    let front = read(text);
    let dates: Vec<_> = front
        .entries()
        .iter()
        .map(|entry| match entry.value.value {
            Value::DateTime(text) => text,
            _ => panic!("{entry:?} is no date"),
        })
        .collect();
    assert_eq!(
        dates,
        [
            "2022-02-04T10:00:00+08:00",
            "2022-02-04",
            "10:00:00",
            "2022-02-04 10:00:00"
        ]
    );
}

#[test]
fn a_whole_file_is_read_without_fences() {
    let text = "\u{feff}# c\nextends: [a]\nrules:\n  x/y: off\n";
    let front = FrontMatter::whole(text, Format::Yaml);
    assert_eq!(front.problems, []);
    assert_eq!(
        json(&front),
        json!({"extends": ["a"], "rules": {"x/y": "off"}})
    );
    assert_eq!(
        front.get("/rules/x~1y").map(|node| front.source(node)),
        Some("off")
    );
    let front = FrontMatter::whole("a: 1\n---\nb: 2\n", Format::Yaml);
    assert_eq!(front.problems.len(), 1, "a second document");
    assert_eq!(json(&front), json!({"a": 1}));
}
