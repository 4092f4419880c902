//! The check kinds for everyone: what they find, at which bytes, and in which words.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use copydesk::config::Builder;
use copydesk::document::Source;
use copydesk::engine;
use copydesk::finding::Finding;
use tempfile::TempDir;

/// Checks an article with one rule: `check`, on one line, and a message of all `holes`.
fn findings(check: &str, message: &str, path: &str, text: &str) -> Vec<Finding> {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("house")).unwrap();
    let rule = format!(
        "level: warning\nmessage: {message:?}\ncheck: {{ {check} }}\n\
         doc: {{ summary: s, why: w, fix: f, bad: b, good: g }}\n"
    );
    fs::write(folder.path().join("house/rule.yml"), rule).unwrap();
    let mut builder = Builder::new(Path::new(""));
    builder
        .pack(folder.path())
        .unwrap_or_else(|invalid| panic!("{check}: {}", invalid));
    let config = builder.finish().unwrap().only("house/rule").unwrap();
    engine::check(&Source::new(path, text), &config)
}

/// The marked bytes and the messages.
fn said(check: &str, message: &str, path: &str, text: &str) -> Vec<String> {
    let findings = findings(check, message, path, text);
    let shown = findings.iter().map(|finding| {
        let note = finding.help.as_deref().unwrap_or_default();
        let note = note
            .strip_suffix("; f")
            .map_or(String::new(), |note| format!(" ({note})"));
        format!("{}: {}{note}", finding.span.of_text(text), finding.message)
    });
    shown.collect()
}

fn entry(check: &str, front_matter: &str) -> Vec<String> {
    let text = format!("---\n{front_matter}\n---\n");
    said(
        &format!("entry: {{ {check} }}"),
        "{key} {problem}",
        "a.md",
        &text,
    )
}

#[test]
fn entries_have_to_be_there() {
    assert_eq!(
        entry("key: a, required: true", "b: 1"),
        ["---: a is missing"]
    );
    assert_eq!(entry("key: a, required: true", "a:"), ["a: a is empty"]);
    assert_eq!(entry("key: a, required: true", "a: ~"), ["~: a is empty"]);
    assert_eq!(entry("key: a, required: true", "a: no"), [""; 0]);
    assert_eq!(
        entry("key: /a/b, required: true", "a: { c: 1 }"),
        ["---: /a/b is missing"]
    );
    assert_eq!(entry("key: /a/b, required: true", "a: { b: 1 }"), [""; 0]);
    assert_eq!(
        entry("key: a, forbidden: true", "a: 1"),
        ["1: a does not belong here"]
    );
    assert_eq!(entry("key: a, forbidden: true", "b: 1"), [""; 0]);
    assert_eq!(entry("key: a, type: integer", "b: 1"), [""; 0]);
    let bare = said(
        "entry: { key: a, required: true }",
        "{key} {problem}",
        "a.md",
        "Text.\n",
    );
    assert_eq!(bare, ["Text.: a is missing"]);
}

#[test]
fn entries_are_of_a_type() {
    for (kind, good, bad, named) in [
        ("string", "x", "1", "a number, not text"),
        ("integer", "3", "3.5", "a number, not an integer"),
        ("number", "3.5", "x", "text, not a number"),
        ("boolean", "true", "'true'", "text, not `true` or `false`"),
        (
            "date",
            "2024-05-01 10:00:00",
            "yesterday",
            "text, not a date",
        ),
        ("list", "[x]", "x", "text, not a list"),
        ("mapping", "{ x: 1 }", "[x]", "a list, not keys with values"),
    ] {
        let check = format!("key: a, type: {kind}");
        assert_eq!(entry(&check, &format!("a: {good}")), [""; 0], "{kind}");
        assert_eq!(
            entry(&check, &format!("a: {bad}")),
            [format!("{bad}: a is {named}")]
        );
    }
    assert_eq!(
        entry("key: a, type: [string, list]", "a: 1"),
        ["1: a is a number, not text or a list"]
    );
    assert_eq!(entry("key: a, type: [string, list]", "a: [1]"), [""; 0]);
}

#[test]
fn entries_have_a_value_of_some() {
    assert_eq!(
        entry("key: a, values: [draft, public]", "a: pubic"),
        ["pubic: a is not `draft` or `public` (did you mean `public`?)"]
    );
    assert_eq!(entry("key: a, values: [1, true]", "a: 1"), [""; 0]);
    assert_eq!(
        entry("key: a, pattern: '^[a-z]+$'", "a: A1"),
        ["A1: a does not match `^[a-z]+$`"]
    );
    assert_eq!(
        entry("key: a, min: 1, max: 5", "a: 0"),
        ["0: a is 0, less than 1"]
    );
    assert_eq!(
        entry("key: a, min: 1, max: 5", "a: 5.5"),
        ["5.5: a is 5.5, more than 5"]
    );
    assert_eq!(
        entry("key: a, min: 1", "a: four"),
        ["four: a is text, not a number"]
    );
    assert_eq!(
        entry("key: a, min: 1", "a: .nan"),
        [".nan: a is NaN, less than 1"]
    );
    assert_eq!(
        entry("key: a, max-length: 2", "a: 渡輪站"),
        ["渡輪站: a has 3 of at most 2 characters"]
    );
    assert_eq!(
        entry("key: a, min-length: 2", "a: [x]"),
        ["[x]: a has 1 of at least 2 items"]
    );
    assert_eq!(entry("key: a, format: url", "a: /x"), ["/x: a is no URL"]);
    assert_eq!(
        entry("key: a, format: url", "a: https://example.org/"),
        [""; 0]
    );
    assert_eq!(
        entry("key: a, format: date", "a: soon"),
        ["soon: a is no date"]
    );
}

#[test]
fn items_are_looked_at_one_by_one() {
    let check = "key: a, items: { type: string, max-length: 3 }";
    assert_eq!(
        entry(check, "a: [abc, 1, abcd]"),
        [
            "1: a is a number, not text",
            "abcd: a has 4 of at most 3 characters"
        ]
    );
    assert_eq!(
        entry(check, "a: abcd"),
        ["abcd: a has 4 of at most 3 characters"]
    );
    let check = "key: a, items: { key: name, required: true }";
    assert_eq!(
        entry(check, "a: [{ name: x }, { nam: y }]"),
        ["{ nam: y }: a.name is missing"]
    );
    assert_eq!(
        entry("key: a, items: { values: [x] }", "b: &b y\na: [*b]"),
        ["y: a is not `x`"]
    );
}

#[test]
fn what_cannot_be_read_is_not_judged() {
    assert_eq!(entry("key: a, required: true", "a: {{ title }}"), [""; 0]);
    assert_eq!(entry("key: a, type: integer", "a: \"x"), [""; 0]);
}

fn text(check: &str, path: &str, text: &str) -> Vec<String> {
    said(&format!("text: {{ {check} }}"), "{text}", path, text)
}

#[test]
fn text_is_what_a_reader_reads() {
    let found = |article: &str| text("pattern: ferry boat", "a.md", article);
    assert_eq!(found("A ferry boat.\n"), ["ferry boat: ferry boat"]);
    assert_eq!(found("A *ferry*\nboat.\n"), ["ferry*\nboat: ferry boat"]);
    assert_eq!(
        found("A [ferry](/ferry) boat.\n"),
        ["ferry](/ferry) boat: ferry boat"]
    );
    assert_eq!(found("A ferry\n\nboat.\n"), [""; 0]);
    assert_eq!(found("A `ferry boat`, and\n\n    ferry boat\n"), [""; 0]);
    assert_eq!(
        found("<p>A ferry <b>boat</b></p>\n"),
        ["ferry <b>boat: ferry boat"]
    );
    assert_eq!(
        found("<p title=\"ferry boat\">A</p><!-- ferry boat -->\n"),
        [""; 0]
    );
    assert_eq!(found("ferry ![boat](/b.png) boat\n"), [""; 0]);
    assert_eq!(found("| a | b |\n|---|---|\n| ferry | boat |\n"), [""; 0]);
    assert_eq!(found("A {{ ferry boat }}\n"), [""; 0]);
    assert_eq!(
        text("pattern: ferry, code: true", "a.md", "`ferry`\n"),
        ["ferry: ferry"]
    );
    assert_eq!(
        text(
            "pattern: b, within: figcaption",
            "a.html",
            "b<figcaption>a <i>b</i></figcaption>"
        ),
        ["b: b"]
    );
}

#[test]
fn character_references_are_one_character() {
    let found = |pattern: &str, html: &str| text(&format!("pattern: '{pattern}'"), "a.html", html);
    assert_eq!(found("b.c", "a &amp; b&nbsp;c &lt; d"), ["b&nbsp;c: b c"]);
    assert_eq!(found("& b", "a &amp; b"), ["&amp; b: & b"]);
    assert_eq!(found("& b", "a & b"), ["& b: & b"]);
    assert_eq!(found("2024", "&copy2024 x"), ["2024: 2024"]);
    assert_eq!(found("© x", "&#169; x"), ["&#169; x: © x"]);
    assert_eq!(found("b c", "a\r\nb\r\nc"), ["b\r\nc: b c"]);
    assert_eq!(found("end", "&NotEqualTilde; end"), ["end: end"]);
    assert_eq!(found("x<y", "x&lt;y"), ["x&lt;y: x<y"]);
}

#[test]
fn a_replacement_is_a_fix_where_it_is_safe_to_write() {
    let fix = |replace: &str, article: &str| {
        let check = format!("text: {{ pattern: '(f)erry', replace: '{replace}' }}");
        let mut found = findings(&check, "{text} {replacement}", "a.md", article);
        let fix = found.remove(0).fix?;
        let edit = fix.edits()[0].clone();
        Some((edit.span.of_text(article).to_owned(), edit.text))
    };
    let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
    assert_eq!(fix("${1}ish", "A ferry.\n"), pair("ferry", "fish"));
    assert_eq!(fix("a < b", "A ferry.\n"), None);
    assert_eq!(fix("x", "A *f*erry.\n"), None);
    assert_eq!(fix("x", "<p>A f&#101;rry.</p>\n"), None);
}

#[test]
fn hostile_text_is_read_in_time() {
    let many = "&amp;<b>x</b> ".repeat(20_000);
    let found = text("pattern: 'x &'", "a.html", &many);
    assert_eq!(found.len(), 19_999);
    let deep = "<i>".repeat(5_000) + "x" + &"<p>".repeat(5_000);
    assert_eq!(text("pattern: x", "a.html", &deep).len(), 1);
}

fn element(check: &str, text: &str) -> Vec<String> {
    said(
        &format!("element: {{ {check} }}"),
        "{name} {value} {count}",
        "a.html",
        text,
    )
}

#[test]
fn elements_are_found_by_selector_and_text() {
    let figures = "<figure><img></figure><figure><img><figcaption>c</figcaption></figure>";
    assert_eq!(
        element("select: 'figure:has(figcaption)'", figures).len(),
        1
    );
    assert_eq!(
        element("select: 'figure:not(:has(> figcaption))'", figures).len(),
        1
    );
    let links = "<a href='http://x/'>x</a><a href='https://x/'>x</a><a>x</a>";
    assert_eq!(
        element("select: a, attribute: href, matches: '^http:'", links),
        ["href='http://x/': a http://x/ "]
    );
    assert_eq!(
        element(
            "select: a, matches: '^read more$'",
            "<a>Read</a><a> read\n<b>more</b></a>"
        )
        .len(),
        1
    );
}

#[test]
fn elements_are_counted() {
    assert_eq!(
        element(
            "select: h1, at-most: 1",
            "<h1>a</h1>\n<h1>b</h1>\n<h1>c</h1>"
        ),
        ["<h1>: h1  3"]
    );
    assert_eq!(
        element("select: h1, at-most: 3", "<h1>a</h1>\n<h1>b</h1>"),
        [""; 0]
    );
    assert_eq!(
        element("select: img, at-least: 2", "<p>\n<img>"),
        ["<p>:   1"]
    );
    let shortcode = "---\ntitle: a\n---\n{{< figure src=\"a.png\" >}}\n";
    let check = "element: { select: img, at-least: 1, or-template: '\\{\\{< figure' }";
    assert!(said(check, "none", "a.md", shortcode).is_empty());
    let check = "element: { select: img, at-least: 1 }";
    assert_eq!(said(check, "none", "a.md", shortcode), ["---: none"]);
}

#[cfg(feature = "json-schema")]
mod schema {
    use super::said;

    fn schema(schema: &str, front_matter: &str) -> Vec<String> {
        let check = format!("schema: {{ {schema} }}");
        said(
            &check,
            "{key} {problem}",
            "a.md",
            &format!("---\n{front_matter}\n---\n"),
        )
    }

    #[test]
    fn errors_stand_at_their_bytes() {
        let here = "schema: { required: [title, author], additionalProperties: false, properties: \
                    { title: { type: string }, author: { required: [name] }, tags: { items: { enum: [harbour] } }, \
                    stars: { maximum: 5 } } }";
        assert_eq!(schema(here, "title: a\nauthor: { name: x }"), [""; 0]);
        assert_eq!(
            schema(here, "titel: a\nauthor: { name: x }"),
            [
                "---: title is missing",
                "titel: titel is no key that the schema knows (did you mean `title`?)",
            ]
        );
        assert_eq!(
            schema(here, "title: a\nauthor: { nam: x }"),
            ["author: author.name is missing"]
        );
        assert_eq!(
            schema(here, "title: 1\nauthor: { name: x }\nstars: 7"),
            [
                "1: title is of the wrong type, not string",
                "7: stars is more than 5",
            ]
        );
        assert_eq!(
            schema(here, "title: a\nauthor: { name: x }\ntags: [harbor]"),
            ["harbor: tags.0 is not one of `harbour` (did you mean `harbour`?)"]
        );
    }

    #[test]
    fn toml_and_json_are_held_against_it_too() {
        let check = "schema: { schema: { properties: { stars: { maximum: 5 } } } }";
        let article = "+++\nstars = 7\n+++\n";
        assert_eq!(
            said(check, "{key} {problem}", "a.md", article),
            ["7: stars is more than 5"]
        );
    }

    #[test]
    fn articles_ask_for_a_schema_by_name() {
        let named =
            "schemas: { review: { $id: 'https://example.org/review', required: [rating] } }";
        assert_eq!(schema(named, "title: a"), [""; 0]);
        assert_eq!(schema(named, "$schema: review"), ["---: rating is missing"]);
        assert_eq!(
            schema(named, "$schema: https://example.org/review"),
            ["---: rating is missing"]
        );
        assert_eq!(
            schema(named, "$schema: reviw"),
            ["reviw: $schema names no schema that the site has (did you mean `review`?)"]
        );
    }

    #[test]
    fn formats_are_held_when_asked_for() {
        let plain = "schema: { properties: { a: { format: date } } }";
        assert_eq!(schema(plain, "a: soon"), [""; 0]);
        assert_eq!(
            schema(&format!("{plain}, formats: true"), "a: soon"),
            ["soon: a is no date"]
        );
    }

    #[test]
    #[should_panic(expected = "no valid JSON Schema")]
    fn a_schema_that_is_none_is_refused() {
        schema("schema: { type: strng }", "a: 1");
    }

    #[test]
    #[should_panic(expected = "no valid JSON Schema")]
    fn nothing_is_fetched() {
        schema("schema: { $ref: 'https://example.org/x.json' }", "a: 1");
    }
}

/// The rules of a pack with one guard, checked under a configuration of one line.
fn guarded(guard: &str, config: &str, path: &str, text: &str) -> usize {
    let folder = TempDir::new().unwrap();
    fs::create_dir_all(folder.path().join("rules/house")).unwrap();
    let rule = format!(
        "level: warning\nmessage: m\ncheck: {{ text: {{ pattern: x }} }}\n{guard}\n\
         doc: {{ summary: s, why: w, fix: f, bad: b, good: g }}\n"
    );
    fs::write(folder.path().join("rules/house/rule.yml"), rule).unwrap();
    let settings = Source::new(
        folder.path().join("copydesk.yml"),
        format!("packs: [rules]\n{config}\n"),
    );
    let mut builder = Builder::new(folder.path());
    builder
        .file(settings)
        .unwrap_or_else(|invalid| panic!("{guard}: {}", invalid));
    builder.select(&["house".to_owned()]).unwrap();
    let config = builder.finish().unwrap();
    let source = Source::new(folder.path().join(path), text);
    engine::check(&source, &config).len()
}

#[test]
fn guards_say_which_articles_a_rule_is_for() {
    let post = "---\nlayout: post\ntags: [a, b]\nn: 3\n---\nx\n";
    for (guard, found) in [
        ("files: ['reviews/**']", 1),
        ("files: [reviews/]", 1),
        ("files: ['news/**']", 0),
        ("when: { entry: layout }", 1),
        ("when: { entry: lay }", 0),
        ("when: { entry: layout, is: [page, post] }", 1),
        ("when: { entry: layout, is: page }", 0),
        ("when: { entry: tags, is: b }", 1),
        ("when: { entry: /tags/0, matches: '^a$' }", 1),
        ("when: { entry: n, is: 3 }", 1),
        ("when: { entry: n, is: '3' }", 0),
        ("when: { entry: n, matches: '[12]' }", 0),
    ] {
        assert_eq!(guarded(guard, "", "reviews/a.md", post), found, "{guard}");
    }
    assert_eq!(guarded("when: { entry: layout }", "", "a.md", "x\n"), 0);
    assert_eq!(guarded("targets: [hugo]", "target: hugo", "a.md", "x\n"), 1);
    assert_eq!(guarded("targets: [hugo]", "target: zola", "a.md", "x\n"), 0);
    assert_eq!(guarded("targets: [hugo]", "", "a.md", "x\n"), 0);
    let off = "rules: { house/rule: off }";
    assert_eq!(
        guarded("", off, "a.md", "x\n"),
        0,
        "a group leaves out what is off"
    );
}

#[test]
fn a_site_is_no_other_host_to_itself() {
    let site = TempDir::new().unwrap();
    fs::write(
        site.path().join("_config.yml"),
        "url: https://ferry.example\n",
    )
    .unwrap();
    let config = Builder::new(Path::new("")).finish().unwrap();
    let config = config.only("referrer/missing").unwrap();
    let text =
        "<img src=\"https://ferry.example/a.jpg\"><img src=\"https://img.ferry.example/a.jpg\">";
    let found = |config| engine::check(&Source::new("a.html", text), config).len();
    assert_eq!(found(&config), 2);
    assert_eq!(found(&config.for_site(site.path().to_owned(), &[])), 1);
}
