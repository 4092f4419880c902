//! Text that was made to be slow, and text that was not made for this test at all.

use std::path::{Path, PathBuf};

use super::{gfm, properties};
use crate::document::Span;
use crate::document::markdown::{Flavour, render};
use crate::document::template::{Syntax, blank, opaque};

/// Renders, and asks for the place of every 64 bytes.
fn survives(text: &str) {
    let rendered = gfm(text);
    for start in (0..rendered.html.len()).step_by(64) {
        let end = rendered.html.len().min(start + 64);
        let span = rendered.map.locate(Span::of(start..end));
        assert!(span.end as usize <= text.len());
    }
}

#[test]
fn repeated_openers() {
    const LENGTH: usize = 1 << 14;
    for piece in [
        "[",
        "![",
        "[[",
        "](",
        "[a](",
        "[a](b",
        "[a](<b",
        "[a](b \"",
        "![a](b)",
        "[]",
        "[a]",
        "[a][]",
        "[a][b]",
        "[^a]",
        "[^a]: ",
        "[a]: b\n",
        "[a]: b\n\n[a]\n",
        "*a",
        "*a*a",
        "**a",
        "_*",
        "*a_b*c_",
        "~~a",
        "`",
        "`a``",
        "<",
        "<a",
        "<a b=\"",
        "<a\n",
        "> <a\n",
        "<!--",
        "<?",
        "<![CDATA[",
        "&",
        "\\",
        "<div>\n\n",
        "<b><i>\n\n",
        "<a></b>",
        "> ",
        ">\n",
        "- ",
        "- a\n\n",
        "1. ",
        "# a {#b}\n",
        "a\n===\n",
        "|",
        "|a|\n|-|\n",
        "a|b\n-|-\n",
        "```a\n",
        "    a\n",
        "a\\\n",
        "\t",
        "\r",
        "\0",
        "\u{feff}",
        "好",
    ] {
        survives(&piece.repeat(LENGTH / piece.len()));
    }
}

#[test]
fn deep_nesting() {
    const DEPTH: usize = 1 << 15;
    for (open, close) in [
        ("[", "]"),
        ("![", "](a)"),
        ("[", "](a)"),
        ("**a ", "a**"),
        ("<div>", "</div>"),
        ("(", ")"),
        ("`", "` "),
    ] {
        survives(&format!("{}{}", open.repeat(DEPTH), close.repeat(DEPTH)));
    }
}

/// The parser alone takes minutes for these: it walks through all open blocks at every line.
#[test]
fn deep_blocks_with_many_lines() {
    const MARKERS: usize = 1 << 19;
    for (marker, rest) in [
        (">", "b\n"),
        ("- ", "\nb"),
        ("> ", "[a](b\n'c')"),
        (">", "<a\nb> "),
    ] {
        let many = rest.repeat(MARKERS / rest.len());
        survives(&format!(
            "{}a\n{many}",
            marker.repeat(MARKERS / marker.len())
        ));
    }
}

#[test]
fn references_to_a_long_definition() {
    let spaces = " ".repeat(1 << 16);
    survives(&format!("[a]:{spaces}b\n\n{}", "[a]".repeat(1 << 14)));
    let label = "a".repeat(900);
    survives(&format!(
        "[{label}]: b\n\n{}",
        format!("[{label}] ").repeat(100)
    ));
}

#[test]
fn real_articles() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let mut files = Vec::new();
    collect(&corpus, &mut files);
    if files.is_empty() {
        println!("skipped: {} is not there", corpus.display());
    }
    for file in files {
        let Ok(text) = std::fs::read_to_string(&file) else {
            continue;
        };
        let spans = opaque(&text, Syntax::of_path(&file));
        let blanked = blank(&text, &spans, true);
        let rendered = render(&blanked, Span::of(0..text.len()), Flavour::GFM);
        let checked = properties::parts_equal_values(&blanked, Flavour::GFM, &blanked, &rendered);
        assert_eq!(checked, Ok(()), "{}", file.display());
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let markdown = |extension| {
            ["md", "markdown", "mdx"]
                .iter()
                .any(|&known| extension == known)
        };
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(markdown) {
            files.push(path);
        }
    }
}
