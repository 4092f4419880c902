//! Where front matter is found, and where it is not.

use super::super::{
    Eol, Fence, FenceKind, Format, FrontMatter, Located, Options, ProblemKind, locate,
};
use super::read;
use crate::document::Span;

fn fence(text: &str) -> Fence {
    match locate(text, Options::default()) {
        Located::Fence(fence) => *fence,
        other => panic!("{text:?} has {other:?}"),
    }
}

fn hexo(text: &str) -> Located {
    locate(text, Options { headless: true })
}

#[test]
fn every_dialect_is_found_with_its_parts() {
    use FenceKind::{Braces, Dashes, Pluses, Semicolons};
    use Format::{Json, Other, Toml, Yaml};
    // Text, form, language, opening fence, content, closing fence, body.
    let rows = [
        (
            "---\na: 1\n---\nx",
            Dashes,
            Yaml,
            "---",
            "a: 1\n",
            "---",
            "x",
        ),
        ("---\na: 1\n---", Dashes, Yaml, "---", "a: 1\n", "---", ""),
        ("---\n---\nx", Dashes, Yaml, "---", "", "---", "x"),
        ("---\n\n---\n\nx", Dashes, Yaml, "---", "\n", "---", "\nx"),
        (
            "---\na: 1\n...\nx",
            Dashes,
            Yaml,
            "---",
            "a: 1\n",
            "...",
            "x",
        ),
        (
            "---\na: 1\n-----\nx",
            Dashes,
            Yaml,
            "---",
            "a: 1\n",
            "-----",
            "x",
        ),
        (
            "-----\na: 1\n-----\nx",
            Dashes,
            Yaml,
            "-----",
            "a: 1\n",
            "-----",
            "x",
        ),
        (
            "---\nsome words\n---\nx",
            Dashes,
            Yaml,
            "---",
            "some words\n",
            "---",
            "x",
        ),
        (
            "---\na: |\n  ---\n  b\n---\nx",
            Dashes,
            Yaml,
            "---",
            "a: |\n  ---\n  b\n",
            "---",
            "x",
        ),
        (
            "--- # c\na: 1\n---\nx",
            Dashes,
            Yaml,
            "---",
            "a: 1\n",
            "---",
            "x",
        ),
        (
            "---yaml\na: 1\n---\nx",
            Dashes,
            Yaml,
            "---",
            "a: 1\n",
            "---",
            "x",
        ),
        (
            "---json\n{}\n---\nx",
            Dashes,
            Json,
            "---",
            "{}\n",
            "---",
            "x",
        ),
        (
            "--- toml\na = 1\n---\nx",
            Dashes,
            Toml,
            "---",
            "a = 1\n",
            "---",
            "x",
        ),
        (
            "---js\n{a: 1}\n---\nx",
            Dashes,
            Other,
            "---",
            "{a: 1}\n",
            "---",
            "x",
        ),
        (
            "+++\na = 1\n+++\nx",
            Pluses,
            Toml,
            "+++",
            "a = 1\n",
            "+++",
            "x",
        ),
        (
            ";;;\n\"a\": 1\n;;;\nx",
            Semicolons,
            Json,
            ";;;",
            "\"a\": 1\n",
            ";;;",
            "x",
        ),
        (
            "{\n\"a\": \"}\"\n}\nx",
            Braces,
            Json,
            "{",
            "\n\"a\": \"}\"\n",
            "}",
            "x",
        ),
        ("{\"a\": {}}\nx", Braces, Json, "{", "\"a\": {}", "}", "x"),
    ];
    for (text, kind, format, open, block, close, body) in rows {
        let found = fence(text);
        let slice = |span: Span| span.of_text(text);
        assert_eq!((found.kind, found.format), (kind, format), "{text:?}");
        assert_eq!(slice(found.open), open, "{text:?}");
        assert_eq!(slice(found.block), block, "{text:?}");
        assert_eq!(found.close.map(slice), Some(close), "{text:?}");
        assert_eq!(&text[found.body_start as usize..], body, "{text:?}");
        assert!(found.leading.is_empty() && found.bom.is_empty(), "{text:?}");
    }
}

#[test]
fn blanks_marks_and_line_endings_are_kept_apart() {
    let text = "\u{feff}\r\n \r\n---  \r\na: 1\r\n---\t\r\nx";
    let found = fence(text);
    let slice = |span: Span| span.of_text(text);
    assert_eq!(slice(found.bom), "\u{feff}");
    assert_eq!(slice(found.leading), "\r\n \r\n");
    assert_eq!(slice(found.open_trailing), "  ");
    assert_eq!(slice(found.close_trailing), "\t");
    assert_eq!(slice(found.block), "a: 1\r\n");
    assert_eq!(found.eol, Eol::CrLf);
    assert_eq!(&text[found.body_start as usize..], "x");

    let found = fence("---\ra: 1\r---\rx");
    assert_eq!((found.eol, found.body_start), (Eol::Cr, 13));

    let text = "  ---\na: 1\n---\n";
    assert_eq!(fence(text).leading.of_text(text), "  ");

    let text = "<!-- c -->\n\n---\na: 1\n---\n";
    assert_eq!(fence(text).leading.of_text(text), "<!-- c -->\n\n");

    let text = "---json \n{}\n---\n";
    let found = fence(text);
    assert_eq!(found.language.of_text(text), "json");
    assert_eq!(found.open_trailing.of_text(text), " ");

    let text = "---\na: 1\n--- text\n";
    let found = fence(text);
    assert_eq!(found.glued.of_text(text), "text");
    assert_eq!(&text[found.body_start as usize..], " text\n");
}

#[test]
fn texts_are_no_front_matter() {
    let texts = [
        "",
        "\n",
        "x",
        "---",
        "---\n",
        "---\n\nA line is drawn above.\n",
        "---\nNote: a line is drawn above.\n\nMore.\n",
        "----------\nA\n\n----------\nB\n",
        "\n---\n\nA line between.\n\n---\n",
        "--- Chapter\n\ntext\n\n---\n",
        "---bar",
        "# Head\n\na: b\n---\n",
        "Head\n---\ntext\n",
        "- a\n---\n",
        "```markdown\n---\na: 1\n---\n```\n",
        "    ---\n    a: 1\n    ---\n",
        "+++",
        "+++\ntext\n",
        "++++\na = 1\n++++\n",
        ";;;\n\"a\": 1\n",
        "{% raw %}\n---\n",
        "{{ page.title }}\n",
        "{{< figure >}}\n",
        "{#id}\n",
        "{:toc}\n",
        "{: .class}\n",
        "{/* comment */}\n",
        "{\"words\"}\n",
        "{{{\n",
        "<p>\n---\na: 1\n---\n",
        "<!-- open\n---\na: 1\n---\n",
        "———\n\nA line is drawn above.\n",
    ];
    for text in texts {
        assert_eq!(
            locate(text, Options::default()),
            Located::Nothing,
            "{text:?}"
        );
    }
}

#[test]
fn hexo_reads_keys_without_an_opening_fence() {
    let text = "title: a\ntags:\n- b\n---\nx";
    let Located::Fence(found) = hexo(text) else {
        panic!("front matter");
    };
    assert_eq!(found.kind, FenceKind::Headless);
    assert_eq!(found.block.of_text(text), "title: a\ntags:\n- b\n");
    assert_eq!(&text[found.body_start as usize..], "x");
    assert_eq!(FrontMatter::within(text, *found).problems, []);

    let text = "\"title\": \"a\",\n\"n\": 1\n;;;\nx";
    let front = FrontMatter::read(text, Options { headless: true }).expect("front matter");
    assert_eq!(front.format, Format::Json);
    assert_eq!(front.entries().len(), 2);

    let prose = [
        "# Head\n\ntext\n\n---\n\nmore\n",
        "text\n---\nmore\n",
        "Some words: and more\n\ntext\n\n---\n",
        "a: b\n\nSome words in a row\n\n---\n",
        "a: b\n",
    ];
    for text in prose {
        assert_eq!(hexo(text), Located::Nothing, "{text:?}");
    }
}

#[test]
fn an_opening_fence_that_is_missing_is_told_where_it_matters() {
    let text = "title: a\ndate: b\n---\nx\n";
    let front = read(text);
    assert_eq!(front.fence.kind, FenceKind::Unopened);
    assert_eq!(front.problems.len(), 1);
    assert_eq!(front.problems[0].kind, ProblemKind::Unopened);
    assert_eq!(mended(text), "---\ntitle: a\ndate: b\n---\nx\n");

    let text = "——\ntitle: a\n——\nx\n";
    assert_eq!(read(text).problems[0].kind, ProblemKind::Unopened);
    assert_eq!(mended(text), "---\ntitle: a\n---\nx\n");

    for text in [
        "Note: a\ntitle: b\n---\n",
        "title: a\n---\n",
        "title: a\nwords in a row\n---\n",
    ] {
        assert_eq!(
            locate(text, Options::default()),
            Located::Nothing,
            "{text:?}"
        );
    }
}

#[test]
fn a_block_that_is_never_closed_ends_where_its_keys_end() {
    // Text, content, body, the text with the fix.
    let rows = [
        (
            "---\na: 1\nb: 2\n",
            "a: 1\nb: 2\n",
            "",
            "---\na: 1\nb: 2\n---\n",
        ),
        (
            "---\na: 1\nb: 2",
            "a: 1\nb: 2",
            "",
            "---\na: 1\nb: 2\n---\n",
        ),
        (
            "---\ntitle: a\n\ntext\n",
            "title: a\n",
            "\ntext\n",
            "---\ntitle: a\n---\n\ntext\n",
        ),
        (
            "---\ntitle: a\ntext\n",
            "title: a\n",
            "text\n",
            "---\ntitle: a\n---\ntext\n",
        ),
        (
            "---\ntitle: a\ntags:\n- b\n\n# Head\n\nx\n\n---\ny\n",
            "title: a\ntags:\n- b\n",
            "\n# Head\n\nx\n\n---\ny\n",
            "---\ntitle: a\ntags:\n- b\n---\n\n# Head\n\nx\n\n---\ny\n",
        ),
        (
            "---\ntitle: a\n ---\ntext\n",
            "title: a\n",
            "text\n",
            "---\ntitle: a\n---\ntext\n",
        ),
        (
            "---\ntitle: a\n+++\ntext\n",
            "title: a\n",
            "text\n",
            "---\ntitle: a\n---\ntext\n",
        ),
        (
            "---\ntitle: a\n———\ntext\n",
            "title: a\n",
            "text\n",
            "---\ntitle: a\n---\ntext\n",
        ),
        (
            "+++\na = 1\n\ntext\n",
            "a = 1\n",
            "\ntext\n",
            "+++\na = 1\n+++\n\ntext\n",
        ),
        (
            "{\n\"a\": 1\n\ntext\n",
            "\n\"a\": 1\n",
            "\ntext\n",
            "{\n\"a\": 1\n}\n\ntext\n",
        ),
    ];
    for (text, block, body, fixed) in rows {
        let front = read(text);
        let kinds: Vec<_> = front.problems.iter().map(|problem| problem.kind).collect();
        assert_eq!(kinds, [ProblemKind::Unclosed], "{text:?}");
        assert_eq!(front.fence.block.of_text(text), block, "{text:?}");
        assert_eq!(&text[front.fence.body_start as usize..], body, "{text:?}");
        assert!(!front.entries().is_empty(), "{text:?}");
        assert_eq!(mended(text), fixed, "{text:?}");
        assert_eq!(read(fixed).problems, [], "{fixed:?}");
    }
}

#[test]
fn metadata_of_others_is_passed_over() {
    let rows = [
        ("{{{\n  \"title\": \"a\"\n}}}\n\nx\n", "\nx\n"),
        ("Title: a\nDate: b\n\nx\n", "\nx\n"),
    ];
    for (text, body) in rows {
        let Located::Foreign { span, .. } = locate(text, Options::default()) else {
            panic!("{text:?}");
        };
        assert_eq!(
            (span.start, &text[span.end as usize..]),
            (0, body),
            "{text:?}"
        );
        assert!(FrontMatter::read(text, Options::default()).is_none());
    }
}

/// The text with the fix of its first problem.
fn mended(text: &str) -> String {
    let front = read(text);
    let fix = front.problems[0].fix.as_ref().expect("a fix");
    let mut mended = text.to_owned();
    for edit in fix.edits().iter().rev() {
        mended.replace_range(edit.span.range(), &edit.text);
    }
    mended
}
