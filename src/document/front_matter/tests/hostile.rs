//! Front matter that is written to hurt. All of it is read, or refused with few words.

use super::super::{FrontMatter, Options, ProblemKind, TooBig, Value};
use super::{fenced, read, spans};

/// Blocks of up to a megabyte, with a name and their fences.
fn blocks() -> Vec<(&'static str, String)> {
    let many = |scrap: &str, count: usize| scrap.repeat(count);
    let numbered =
        |count: usize, line: fn(usize) -> String| (0..count).map(line).collect::<String>();
    let yaml: Vec<(&str, String)> = vec![
        ("aliases of aliases", bomb()),
        (
            "aliases in a row",
            format!("a: &a [{}]\nb: [{}]\n", many("x,", 2000), many("*a,", 2000)),
        ),
        (
            "an alias in itself",
            "a: &a [*a, {b: *a}]\nc: *c\n".to_owned(),
        ),
        ("open brackets", format!("a: {}\n", many("[", 10_000))),
        (
            "brackets",
            format!("a: {}{}\n", many("[", 10_000), many("]", 10_000)),
        ),
        (
            "nested pairs",
            format!("a: {}{}\n", many("{a: ", 10_000), many("}", 10_000)),
        ),
        (
            "nested in 60",
            format!("a: {}{}\n", many("[", 60), many("]", 60)),
        ),
        ("explicit keys", many("? ", 10_000)),
        ("dashes", format!("a:\n{}\n", many("- ", 10_000))),
        (
            "deep lines",
            numbered(1000, |depth| format!("{}a:\n", " ".repeat(depth))),
        ),
        ("a long text", format!("a: {}\n", many("word ", 40_000))),
        (
            "a long quoted text",
            format!("a: \"{}\"\n", many("w\\t ", 40_000)),
        ),
        (
            "a long block of text",
            format!("a: |\n{}", many("  word word\n", 40_000)),
        ),
        ("a long key", format!("{}: 1\n", many("k", 100_000))),
        (
            "many keys",
            numbered(10_000, |key| format!("key{key}: {key}\n")),
        ),
        (
            "many keys on one line",
            format!(
                "a: {{{}}}\n",
                numbered(10_000, |key| format!("k{key}: 1, "))
            ),
        ),
        (
            "pairs on one line",
            format!("a: [{}]\n", numbered(10_000, |key| format!("k{key}: 1, "))),
        ),
        ("many duplicates", many("key: 1\n", 10_000)),
        ("many comments", many("# comment\n", 10_000)),
        (
            "comments in a mapping",
            format!("a:\n{}  b: 1\n", many("  # comment\n", 10_000)),
        ),
        (
            "many anchors",
            numbered(10_000, |key| format!("k{key}: &a{key} 1\n")),
        ),
        ("many tags", many("- !!str x\n", 10_000)),
        ("many broken lines", many("a: b: c\n", 10_000)),
        ("many open quotes", many("a: 'x\n", 10_000)),
        ("many closed quotes", many("a: 'x' y\n", 10_000)),
        ("many open lists", many("a: [x\n", 10_000)),
        ("many glued keys", many("a:1\n", 10_000)),
        ("many unknown aliases", many("- *a\n", 10_000)),
        ("many tabs", format!("a:\n{}", many("\t- x\n", 10_000))),
        (
            "many blank lines",
            format!("a: 1\n{}b: 2\n", many("\n", 40_000)),
        ),
        (
            "blank lines below keys",
            many("a:\n  b: 1\n\n\n\n\n\n", 10_000),
        ),
        ("control characters", many("\u{1}", 100_000)),
        ("marks of the byte order", many("\u{feff}", 100_000)),
        ("a directive", format!("%{}\n", many("x", 100_000))),
        ("a long tag", format!("a: !{}\n", many("x", 100_000))),
        ("colons", many(": ", 100_000)),
        ("questions", many("?\n", 10_000)),
        ("quotes", format!("a: {}\n", many("\"", 99_999))),
    ];
    let toml = vec![
        ("toml brackets", format!("a = {}\n", many("[", 10_000))),
        ("toml braces", format!("a = {}\n", many("{a=", 10_000))),
        (
            "toml headers",
            numbered(10_000, |key| format!("[t{key}]\nx = 1\n")),
        ),
        ("toml dots", format!("{}a = 1\n", many("a.", 10_000))),
        (
            "toml dotted keys",
            numbered(5_000, |key| format!("a.b{key}.c = 1\n")),
        ),
        ("toml duplicates", many("a = 1\n", 10_000)),
        ("toml broken lines", many("a = b\n", 10_000)),
        ("toml lines without values", many("a\n", 10_000)),
        ("toml open lists", many("a = [\n", 10_000)),
        ("toml open texts", many("a = \"\n", 10_000)),
        ("toml arrays of tables", many("[[a]]\nx = 1\n", 10_000)),
        ("toml hashes", many("#\n", 100_000)),
    ];
    let json = vec![
        ("json brackets", format!("{{\"a\": {}", many("[", 10_000))),
        ("json braces", many("{\"a\":", 10_000)),
        (
            "json members",
            format!("{{{}\"z\": 1}}", many("\"a\": 1,\n", 10_000)),
        ),
        (
            "json without commas",
            format!("{{{}}}", many("\"a\": 1\n", 10_000)),
        ),
        (
            "json with bad lines",
            format!("{{\n{}}}", many("\"a\": ?,\n", 10_000)),
        ),
        ("json comments", format!("{{{}}}", many("/**/", 10_000))),
        (
            "json escapes",
            format!("{{\"a\": \"{}\"}}", many("\\u0041", 10_000)),
        ),
    ];
    let toml = toml
        .into_iter()
        .map(|(name, block)| (name, format!("+++\n{block}\n+++\n")));
    let json = json
        .into_iter()
        .map(|(name, block)| (name, format!("---json\n{block}\n---\n")));
    let yaml = yaml.into_iter().map(|(name, block)| (name, fenced(&block)));
    yaml.chain(toml).chain(json).collect()
}

/// Nine levels of nine aliases each.
fn bomb() -> String {
    let mut block = "a0: &a0 [x]\n".to_owned();
    for level in 1..10 {
        let aliases = format!("*a{}, ", level - 1).repeat(9);
        block += &format!("a{level}: &a{level} [{aliases}]\n");
    }
    block
}

#[test]
fn hostile_blocks_are_read_or_refused_in_few_words() {
    for (name, text) in blocks() {
        let Some(front) = FrontMatter::read(&text, Options::default()) else {
            panic!("{name}: not found");
        };
        assert!(
            front.problems.len() <= 120,
            "{name}: {}",
            front.problems.len()
        );
        let faults = spans::faults(&text, &front);
        assert!(faults.is_empty(), "{name}: {:?}", &faults[..1]);
        assert!(front.fence.body_start as usize <= text.len(), "{name}");
        if let Some(root) = &front.root {
            let written = front.to_json(root, 10_000);
            assert!(
                written.is_err() || front.walk().take(10_001).count() <= 10_000,
                "{name}"
            );
        }
        let _ = front.strict_problem();
    }
}

#[test]
fn what_is_nested_too_deep_is_one_problem_and_hides_no_other_key() {
    for deep in [
        "[".repeat(100) + &"]".repeat(100),
        "{a: ".repeat(100) + &"}".repeat(100),
    ] {
        let text = fenced(&format!("a: 1\nb: {deep}\nc: 2\n"));
        let front = read(&text);
        let kinds: Vec<_> = front.problems.iter().map(|problem| problem.kind).collect();
        assert_eq!(kinds, [ProblemKind::TooLarge]);
        assert!(front.entry("a").is_some() && front.entry("b").is_some());
        assert_eq!(
            front.entry("c").map(|entry| &entry.value.value),
            Some(&Value::Int(2))
        );
    }
}

#[test]
fn a_block_beyond_the_limit_is_one_problem() {
    let text = fenced(&"a: 1\n".repeat(300_000));
    let front = read(&text);
    assert_eq!(front.root, None);
    let problems: Vec<_> = front
        .problems
        .iter()
        .map(|problem| (problem.kind, problem.span.of_text(&text)))
        .collect();
    assert_eq!(problems, [(ProblemKind::TooLarge, "---")]);
    assert_eq!(&text[front.fence.body_start as usize..], "body\n");
}

#[test]
fn aliases_are_written_out_up_to_the_limit_only() {
    let text = fenced(&bomb());
    let front = read(&text);
    assert_eq!(front.problems, []);
    let root = front.root.as_ref().expect("a mapping");
    assert_eq!(
        front.to_value(root, 10_000),
        Err(TooBig { max_nodes: 10_000 })
    );
    assert_eq!(
        front.to_json(root, 10_000),
        Err(TooBig { max_nodes: 10_000 })
    );
    let first = front.get("a1").expect("the second level");
    assert_eq!(
        front.to_json(first, 100).map(|json| json.to_string().len()),
        Ok(9 * 6 + 1)
    );
}

#[test]
fn an_alias_in_itself_ends_in_null() {
    let text = fenced("a: &a [*a, 1]\n");
    let front = read(&text);
    let root = front.root.as_ref().expect("a mapping");
    let json = front.to_json(root, 100).expect("small");
    assert_eq!(json, serde_json::json!({"a": [[null, 1], 1]}));
}
