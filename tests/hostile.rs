//! Files that are made to hurt, or that something has damaged: none panics or hangs, and what can
//! be said about them is said. The sizes are such that anything worse than linear would be felt.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use copydesk::config::Config;
use copydesk::document::Source;
use copydesk::engine;
use copydesk::finding::Finding;

const HEAD: &str = "---\ntitle: x\ndate: 2026-01-01\n---\n";

/// The findings in a file of these bytes, every span checked.
fn check(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Finding> {
    let source = Source::decode(name, bytes.into());
    let findings = engine::check(&source, &Config::recommended());
    for finding in &findings {
        let related = finding.related.iter().map(|related| related.span);
        let edits = finding.fix.iter().flat_map(|fix| fix.edits());
        for span in related
            .chain(edits.map(|edit| edit.span))
            .chain([finding.span])
        {
            assert!(source.text().get(span.range()).is_some(), "{finding:?}");
        }
    }
    findings
}

/// How many findings each rule has in an article of this body.
fn counts(name: &str, body: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in check(name, format!("{HEAD}{body}")) {
        *counts.entry(finding.rule.to_string()).or_insert(0) += 1;
    }
    counts
}

fn only<const N: usize>(expected: [(&str, usize); N]) -> BTreeMap<String, usize> {
    let expected = expected.into_iter();
    expected
        .map(|(rule, count)| (rule.to_owned(), count))
        .collect()
}

/// A `div` around so many lines. The text before keeps Markdown from reading anything into them.
fn block(lines: &str, count: usize) -> String {
    format!("<div>\n{}</div>\n", lines.repeat(count))
}

#[test]
fn bytes_that_are_no_utf8_are_pointed_at() {
    let findings = check("a.md", b"---\ntitle: caf\xe9\n---\nx\n");
    let [finding] = findings.as_slice() else {
        panic!("{findings:?}");
    };
    assert_eq!(&*finding.rule, "file/not-utf8");
    assert_eq!(finding.span.start, 14);
    for bytes in [
        &b"\xff\xfe-\0-\0"[..],
        b"\xff",
        b"a\xc0\xaf",
        b"\xed\xa0\x80",
        b"\xf0\x9f\x98",
    ] {
        assert_eq!(&*check("a.md", bytes)[0].rule, "file/not-utf8", "{bytes:?}");
    }
}

#[test]
fn files_of_nothing_are_read() {
    for name in ["a.md", "a.mdx", "a.html"] {
        let nothing = [
            "", "\u{feff}", "\n", "\r", "\0", " ", "---", "---\n", "---\n---", "+++", "{", ";;;",
        ];
        for text in nothing {
            check(name, text);
            check(name, format!("\u{feff}{text}"));
            check(name, format!("{text}\0"));
        }
        check(name, "\0".repeat(10_000));
        check(name, format!("{HEAD}<p\0 a\0=\0>\0</p\0>").repeat(100));
    }
}

#[test]
fn nul_bytes_shift_nothing() {
    let found = check("a.html", format!("{HEAD}\0a\0<b>\0</b>\0<img src=\"/a\">"));
    let alt = found
        .iter()
        .find(|finding| &*finding.rule == "image/alt-missing");
    let start = HEAD.len() + "\0a\0<b>\0</b>\0".len();
    assert_eq!(alt.unwrap().span.start as usize, start);
}

#[test]
fn long_texts_are_read() {
    let line = "Some line of ordinary text, with a [link](x) and *words* in it.\n\n";
    let text = line.repeat(5_000_000 / line.len());
    assert_eq!(counts("a.md", &text), only([]));
    assert_eq!(counts("a.html", &format!("<pre>{text}</pre>")), only([]));
}

#[test]
fn one_long_line_is_read() {
    let words = "word ".repeat(400_000);
    assert_eq!(counts("a.md", &words), only([]));
    assert_eq!(counts("a.html", &words), only([]));
    let image = format!(
        "<img alt=\"x\" src=\"data:image/png;base64,{}\">",
        "A".repeat(2_000_000)
    );
    assert_eq!(counts("a.md", &image), only([]));
}

#[test]
fn deep_nesting_is_cut_and_told() {
    let nested = |name: &str, depth: usize| {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        format!("<img>{}x{}", open.repeat(depth), close.repeat(depth))
    };
    for name in ["div", "b", "svg", "template"] {
        let found = counts("a.html", &nested(name, 100_000));
        assert!(
            found.contains_key("html/nesting-too-deep"),
            "{name}: {found:?}"
        );
        assert!(
            found.contains_key("image/src-missing"),
            "{name}: what stands before counts"
        );
    }
    assert_eq!(
        counts("a.html", &nested("div", 400)).get("html/nesting-too-deep"),
        None
    );
    counts("a.md", &"> ".repeat(20_000));
    counts(
        "a.md",
        &(0..5_000)
            .map(|at| format!("{}- x\n", "  ".repeat(at % 400)))
            .collect::<String>(),
    );
}

#[test]
fn formatting_that_is_never_closed_is_bounded() {
    counts("a.html", &"<b>".repeat(100_000));
    counts("a.html", &"<p><b>x".repeat(100_000));
    counts("a.html", &"<b><i><u>x</b>".repeat(20_000));
    counts("a.html", &"<a href=x>".repeat(20_000));
    counts("a.md", &"*a _b ".repeat(50_000));
}

#[test]
fn front_matter_bombs_do_not_go_off() {
    let mut aliases = "---\na0: &a0 [x, x]\n".to_owned();
    for at in 1..1_000 {
        let before = at - 1;
        aliases.push_str(&format!("a{at}: &a{at} [*a{before}, *a{before}]\n"));
    }
    check("a.md", aliases + "title: x\n---\nx\n");
    for bracket in ["[", "{", "- ", "? ", "&a ", "!!t ", "\"", "[{", "a: "] {
        check(
            "a.md",
            format!("---\ntitle: {}\n---\nx\n", bracket.repeat(10_000)),
        );
        check("a.md", format!("---\n{}\n---\nx\n", bracket.repeat(10_000)));
        check(
            "a.md",
            format!("+++\ntitle = {}\n+++\nx\n", bracket.repeat(10_000)),
        );
        check(
            "a.md",
            format!("{{\"title\": {}\nx\n", bracket.repeat(10_000)),
        );
    }
    let keys: String = (0..20_000).map(|at| format!("k{at}: v\n")).collect();
    check("a.md", format!("---\n{keys}---\nx\n"));
    let doubles = check(
        "a.md",
        format!("---\ntitle: x\n{}---\nx\n", "tags: y\n".repeat(5_000)),
    );
    assert!(
        doubles
            .iter()
            .any(|it| &*it.rule == "front-matter/duplicate-key")
    );
    check(
        "a.md",
        format!("---\n{}title: x\n---\nx\n", "# note\n".repeat(20_000)),
    );
    check("a.md", "---\n".repeat(20_000));
    check("a.md", format!("{}{HEAD}x\n", "\n".repeat(100_000)));
}

#[test]
fn many_images_are_all_told() {
    let images = block("<img src=\"/a.png\">\n", 10_000);
    for name in ["a.md", "a.html"] {
        assert_eq!(counts(name, &images), only([("image/alt-missing", 10_000)]));
    }
    counts("a.md", &"![](a.png)\n".repeat(10_000));
    counts(
        "a.html",
        &format!("<figure><figcaption>x</figcaption>{images}</figure>"),
    );
    counts("a.html", &format!("{}{images}", "<div hidden>".repeat(300)));
    let style = format!("<div style=\"{}\">", "a: b; ".repeat(20_000));
    counts("a.html", &format!("{style}{images}</div>"));
}

#[test]
fn many_figures_are_read() {
    let fine = "<figure><img src=\"/a.png\" alt=\"x\"><figcaption>y</figcaption></figure>\n";
    assert_eq!(counts("a.html", &block(fine, 5_000)), only([]));
    let loose = "<figure><img src=\"/a.png\" alt=\"x\">y</figure>\n";
    assert_eq!(
        counts("a.html", &block(loose, 5_000)),
        only([("figure/loose-caption", 5_000)])
    );
    let captions = "<figcaption>x</figcaption>".repeat(5_000);
    let found = counts(
        "a.html",
        &format!("<figure><img src=\"/a\" alt=\"x\">{captions}</figure>"),
    );
    assert_eq!(found["figure/multiple-captions"], 4_999);
    let images = "<img src=\"/a.png\" alt=\"\">\n".repeat(5_000);
    let nested = ["<figure>".repeat(400), images, "</figure>".repeat(400)].concat();
    counts("a.html", &nested);
}

#[test]
fn many_ids_and_references_are_told() {
    let twins = block("<i id=\"a\">x</i>\n", 20_000);
    assert_eq!(
        counts("a.html", &twins),
        only([("structure/duplicate-id", 1)])
    );
    let pairs: String = (0..20_000)
        .map(|at| format!("<i id=\"a{}\">x</i>\n", at / 2))
        .collect();
    assert_eq!(
        counts("a.html", &pairs),
        only([("structure/duplicate-id", 10_000)])
    );
    let lost: String = (0..20_000)
        .map(|at| format!("<i aria-describedby=\"a{at}\">x</i>\n"))
        .collect();
    assert_eq!(
        counts("a.html", &lost),
        only([("structure/dangling-idref", 20_000)])
    );
    let names: String = (0..20_000).map(|at| format!("a{at} ")).collect();
    let list = format!("<i aria-describedby=\"{names}\">x</i>\n");
    assert_eq!(
        counts("a.html", &list),
        only([("structure/dangling-idref", 20_000)])
    );
    let named = block("<img id=\"a\" src=\"/a\" aria-labelledby=\"a\">\n", 10_000);
    assert_eq!(counts("a.html", &named)["image/alt-missing"], 10_000);
    let text = format!("<p id=\"a\">{}</p>", " ".repeat(100_000));
    counts(
        "a.html",
        &format!(
            "{text}{}",
            "<img src=\"/a\" aria-labelledby=\"a\">".repeat(10_000)
        ),
    );
}

#[test]
fn many_stray_tags_are_told() {
    let strays = counts("a.html", &block("x</p>\n", 10_000));
    assert_eq!(strays, only([("html/stray-end-tag", 10_000)]));
    let cells = counts("a.html", &block("<td>x</td>\n", 5_000));
    // The parser tells of its first 10,000 errors; each cell makes two.
    assert_eq!(cells["html/stray-start-tag"], 5_000);
    let cut = counts(
        "a.html",
        &block(
            "<p>x<figure><img src=\"/a\" alt=\"y\"></figure></p>\n",
            5_000,
        ),
    );
    assert_eq!(cut, only([("figure/in-paragraph", 5_000)]));
    counts("a.html", &block("<div><span>x</div>\n", 10_000));
    let mistyped = counts("a.html", &block("<vidoe>x</vidoe>\n", 5_000));
    assert_eq!(mistyped["html/unknown-element"], 5_000);
    let invented = counts("a.html", &block("<fotn>x</fotn>\n", 5_000));
    assert_eq!(invented["html/unknown-element"], 1);
    let pairs = counts("a.html", &block("<p><span><p>x</span>\n", 5_000));
    assert_eq!(pairs["html/misnested"], 5_000);
    counts(
        "a.md",
        &block("<video><p>x</video> </rt>y</rt> </br>\n\n", 5_000),
    );
    counts("a.md", &"<!-- <span> --></span></section>".repeat(5_000));
    counts("a.html", &format!("<{}>x", "f".repeat(1_000_000)));
    counts(
        "a.html",
        &format!(
            "<div {}>",
            (0..50_000).map(|at| format!("a{at} ")).collect::<String>()
        ),
    );
}

#[test]
fn many_suppressions_are_looked_up() {
    let pair = "<!-- copydesk-ignore-next-line image/alt-missing -->\n<img src=\"/a\">\n";
    assert_eq!(counts("a.html", &block(pair, 10_000)), only([]));
    let comment = "<!-- copydesk-ignore-next-line image/alt-missing -->";
    let one_line = format!("{}{}", comment.repeat(10_000), "\n".repeat(10_000));
    let images = "<img src=\"/a\">".repeat(10_000);
    // One of them does it all, and the others have no effect.
    assert_eq!(
        counts("a.html", &format!("{one_line}{images}")),
        only([("copydesk/unused-suppression", 9_999)])
    );
}

#[test]
fn open_constructs_of_markdown_and_templates_are_bounded() {
    for open in [
        "[",
        "![",
        "[a](",
        "`",
        "``` ",
        "```\n",
        "<!-- ",
        "<",
        "&",
        "{{ ",
        "{% ",
        "{% raw %}",
        "{{< a >}}",
        "<A b={",
        "|a|\n|-|\n",
        "\\",
        "[^a]",
        "[a]: ",
    ] {
        for name in ["a.md", "a.mdx", "a.html"] {
            counts(name, &open.repeat(20_000));
        }
    }
}

#[test]
fn what_stands_beside_much_of_its_kind_is_told_once_each() {
    let links = block("<i>x</i> [a](https://b.eu/)\n", 10_000);
    assert_eq!(
        counts("a.md", &links),
        only([("text/literal-markdown", 10_000)])
    );
    let sources = "<source src=\"/a.avif\">".repeat(10_000);
    let picture = format!("<picture>{sources}<img src=\"/a.jpg\" alt=\"A ferry\"></picture>");
    assert_eq!(
        counts("a.html", &picture),
        only([("structure/ignored-element", 10_000)])
    );
}
