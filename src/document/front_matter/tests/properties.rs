//! Any text at all: no panic, and spans that lie where they say.

use proptest::prelude::*;

use super::super::value::Style;
use super::super::{FenceKind, Format, FrontMatter, Options, quote, quote_as};
use super::{read, spans};

/// Scraps that front matter is made of, and that break it.
const SCRAPS: &[&str] = &[
    "---\n",
    "---",
    "+++\n",
    ";;;\n",
    "...\n",
    "a: ",
    "b:\n",
    "- ",
    "key = ",
    "\"k\": ",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    ": ",
    "：",
    "=",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "  ",
    "\t",
    " ",
    "'",
    "\"",
    "\"\"\"",
    "|",
    ">-",
    "|+\n",
    "&a ",
    "*a",
    "*b",
    "!t ",
    "!!int ",
    "<<: ",
    "#",
    " # c\n",
    "? ",
    "x",
    "12",
    "1.5",
    "true",
    "~",
    "2022-02-30",
    "中",
    "é",
    "\u{feff}",
    "\u{2028}",
    "\u{85}",
    "\0",
    "\\",
    "\\x",
    "\\\"",
    "{{ t }}",
    "{% t %}",
    "%",
    "@",
    "`",
    "[t]\n",
    "[[t]]\n",
    "//",
    "/*",
    "<<<<<<< x\n",
    "text\n",
    "# h\n",
    "json\n",
    "—\n",
];

fn soup() -> impl Strategy<Value = String> {
    let scrap =
        prop_oneof![4 => proptest::sample::select(SCRAPS).prop_map(str::to_owned), 1 => ".{0,3}"];
    proptest::collection::vec(scrap, 0..40).prop_map(|scraps| scraps.concat())
}

/// The text as it is and as the content of every dialect.
fn dialects(text: &str) -> [String; 6] {
    [
        text.to_owned(),
        format!("---\n{text}\n---\n"),
        format!("+++\n{text}\n+++\n"),
        format!(";;;\n{text}\n;;;\n"),
        format!("---json\n{text}\n---\n"),
        format!("\u{feff}\n---\ntitle: x\n{text}"),
    ]
}

fn hold(text: &str) -> Result<(), TestCaseError> {
    for headless in [false, true] {
        let Some(front) = FrontMatter::read(text, Options { headless }) else {
            continue;
        };
        let faults = spans::faults(text, &front);
        prop_assert!(faults.is_empty(), "{:?} in {:?}", faults, text);
        let _ = front.strict_problem();
        if let Some(root) = &front.root {
            let _ = front.to_json(root, 1000);
            let _ = front.to_value(root, 1000);
        }
        for flat in front.walk() {
            prop_assert!(front.at(flat.node.span.start).is_some());
        }
        for problem in &front.problems {
            prop_assert!(
                !problem.message.contains(['\n', '\r']),
                "{}",
                problem.message
            );
            let mut mended = text.to_owned();
            for edit in problem.fix.iter().flat_map(|fix| fix.edits()).rev() {
                mended.replace_range(edit.span.range(), &edit.text);
            }
            let _ = FrontMatter::read(&mended, Options { headless });
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn soup_of_front_matter_is_survived(text in soup()) {
        for text in dialects(&text) {
            hold(&text)?;
        }
    }

    #[test]
    fn any_text_is_survived(text in "(?s).{0,200}") {
        for text in dialects(&text) {
            hold(&text)?;
        }
    }

    #[test]
    fn a_quoted_text_reads_as_itself(text in "(?s).{0,60}", style in 0..4) {
        let style = [Style::Plain, Style::Single, Style::Double, Style::Literal][style as usize];
        let yaml = [quote(&text), quote_as(&text, Format::Yaml, style)];
        for quoted in yaml {
            let block = format!("---\na: {quoted} # c\nb: [{quoted}, {quoted}]\n---\n");
            let front = read(&block);
            prop_assert_eq!(front.problems.len(), 0, "{}", block);
            for path in ["a", "/b/0", "/b/1"] {
                prop_assert_eq!(front.get(path).and_then(|node| node.as_str()), Some(&*text));
            }
            let value: serde_yaml::Value = serde_yaml::from_str(&quoted).expect("YAML");
            prop_assert_eq!(value, serde_yaml::Value::String(text.clone()));
        }
        let toml = format!("+++\na = {}\n+++\n", quote_as(&text, Format::Toml, style));
        let front = read(&toml);
        prop_assert_eq!(front.get("a").and_then(|node| node.as_str()), Some(&*text));
        let json = quote_as(&text, Format::Json, style);
        prop_assert_eq!(serde_json::from_str::<String>(&json).ok(), Some(text));
    }

    #[test]
    fn json_reads_as_serde_json_reads_it(value in json_value(), pretty: bool) {
        let json = if pretty {
            serde_json::to_string_pretty(&value)
        } else {
            serde_json::to_string(&value)
        };
        let text = format!("---json\n{}\n---\n", json.expect("JSON"));
        let front = read(&text);
        prop_assert!(front.problems.iter().all(|problem| problem.kind == super::super::ProblemKind::NotAMapping));
        let read = front.root.as_ref().map(|root| front.to_json(root, 100_000).expect("small"));
        prop_assert_eq!(read, Some(value));
    }

    #[test]
    fn json_is_refused_when_serde_json_refuses_it(text in json_soup()) {
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        let front = FrontMatter::whole(&text, Format::Json);
        let refused = front.problems.iter().any(|problem| {
            problem.kind == super::super::ProblemKind::Syntax
        });
        let empty = text.trim_matches([' ', '\n', '\t', '\r']).is_empty();
        prop_assert_eq!(theirs.is_err(), refused || empty, "{:?} {:?}", text, front.problems);
        prop_assert_eq!(front.fence.kind, FenceKind::Whole);
    }
}

fn json_value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        proptest::num::f64::NORMAL.prop_map(Into::into),
        "(?s).{0,20}".prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 64, 8, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            proptest::collection::btree_map("(?s).{0,8}", inner, 0..6)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

fn json_soup() -> impl Strategy<Value = String> {
    let scraps = &[
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"b\": ",
        "1",
        "-0",
        "0.5",
        "01",
        "1e9",
        "1.",
        "true",
        "nul",
        "null",
        " ",
        "\n",
        "\t",
        "\"\\u00e9\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\q\"",
        "'",
        "\"",
        "\\",
        "/",
        "中",
        "\"中\"",
        "-",
        "+1",
        "\"a\tb\"",
    ];
    proptest::collection::vec(proptest::sample::select(&scraps[..]), 0..10)
        .prop_map(|scraps| scraps.concat())
}
