use Target::{Astro, Docusaurus, Eleventy, Hexo, Hugo, Jekyll, Zola};
use proptest::prelude::*;

use super::*;

/// What a target reads between fences, as text; its complaint when it cannot.
fn read_block(target: Target, block: &str) -> Result<String, String> {
    let view = view(target, &format!("---\n{block}\n---\nbody\n"));
    match (view.error, view.root) {
        (Some(fault), _) => Err(fault.message),
        (None, Some(root)) => Ok(root.to_string()),
        (None, None) => Ok("nothing".to_owned()),
    }
}

fn refuse(block: &str) -> Vec<Target> {
    let refuses = |target: &&Target| read_block(**target, block).is_err();
    Target::ALL.iter().filter(refuses).copied().collect()
}

const ALL: &[Target] = Target::ALL;

#[test]
fn the_same_to_all() {
    for block in [
        "a: x\nb: [1, 2]\nc:\n  d: \"e\\u00e9\"\n",
        "a: |\n  lines\n  of text\nb: >-\n  folded\n  text\n",
        "a: \"text\ngoes on\"\n",
    ] {
        let first = read_block(Hexo, block.trim_end());
        assert!(first.is_ok(), "{first:?}");
        for target in ALL {
            let read = read_block(*target, block.trim_end());
            // `serde_yaml` and the Go library give the same values in the same order too.
            assert_eq!(read, first, "{target:?}");
        }
    }
}

#[test]
fn what_each_refuses() {
    assert_eq!(refuse("a: b: c"), ALL);
    assert_eq!(
        refuse("a: 1\na: 2"),
        [Hexo, Hugo, Zola, Astro, Eleventy, Docusaurus]
    );
    assert_eq!(
        refuse("a:\n\t- b"),
        [Hugo, Jekyll, Zola, Astro, Eleventy, Docusaurus]
    );
    assert_eq!(
        refuse("a: *b"),
        [Hexo, Hugo, Zola, Astro, Eleventy, Docusaurus]
    );
    assert_eq!(refuse("a: !x y"), [Hexo, Astro, Eleventy, Docusaurus]);
    assert_eq!(refuse("a: {{ b }}"), [Hugo]);
    assert_eq!(
        refuse("a: x\u{2}"),
        [Hexo, Jekyll, Zola, Astro, Eleventy, Docusaurus]
    );
    assert_eq!(refuse("a: \"\\ud800\""), [Hugo, Jekyll, Zola]);
    assert_eq!(refuse("a: 1\n: b"), ALL);
    assert_eq!(refuse("a: \"x\ty\"\nb: 1"), [Hugo]);
}

#[test]
fn merge_keys() {
    let block = "base: &b {k: 1, l: 2}\nx:\n  k: 3\n  <<: *b";
    let own = "{\"base\": {\"k\": 1, \"l\": 2}, \"x\": {\"k\": 3, \"l\": 2}}";
    let merged = "{\"base\": {\"k\": 1, \"l\": 2}, \"x\": {\"k\": 1, \"l\": 2}}";
    assert_eq!(read_block(Hexo, block).as_deref(), Ok(own));
    assert_eq!(read_block(Eleventy, block).as_deref(), Ok(own));
    assert_eq!(read_block(Jekyll, block).as_deref(), Ok(merged));
    assert_eq!(read_block(Hugo, block).as_deref(), Ok(merged));
    let kept = read_block(Zola, block).expect("readable");
    assert!(kept.contains("\"<<\": {\"k\": 1"), "{kept}");
    assert!(read_block(Hexo, "<<: text").is_err());
}

#[test]
fn keys_that_are_no_texts() {
    assert_eq!(read_block(Jekyll, "on: 1").as_deref(), Ok("{\"true\": 1}"));
    assert_eq!(read_block(Hugo, "on: 1").as_deref(), Ok("{\"on\": 1}"));
    assert_eq!(
        read_block(Hexo, "? [a, b]\n: 1").as_deref(),
        Ok("{\"a,b\": 1}")
    );
    assert_eq!(
        read_block(Jekyll, "~: a\nb: c").as_deref(),
        Ok("{\"a\": \"b\"}")
    );
}

#[test]
fn jekyll_stops_reading_where_a_document_ends() {
    assert_eq!(
        read_block(Jekyll, " a: no\nb: 1").as_deref(),
        Ok("{\"a\": false}")
    );
    assert!(read_block(Hexo, " a: no\nb: 1").is_err());
}

#[test]
fn surrogates_are_joined_in_javascript() {
    assert_eq!(
        read_block(Astro, "a: \"\\ud83d\\ude00\"").as_deref(),
        Ok("{\"a\": \"😀\"}")
    );
    assert_eq!(
        read_block(Astro, "a: \"\\\\ud83d \\ud83d\"").as_deref(),
        Ok("{\"a\": \"\\\\ud83d \u{fffd}\"}")
    );
}

#[test]
fn blocks_without_keys() {
    let seen = |target, block: &str| view(target, &format!("---\n{block}\n---\n"));
    assert_eq!(
        seen(Hexo, "# note").seen,
        Seen::NotFound { why: Why::Empty }
    );
    assert_eq!(
        seen(Hexo, "words").seen,
        Seen::NotFound {
            why: Why::NotAMapping
        }
    );
    assert_eq!(
        seen(Hexo, "a:b").seen,
        Seen::NotFound {
            why: Why::NotAMapping
        }
    );
    assert!(seen(Astro, "words").is_read());
    assert!(seen(Jekyll, "# note").is_read());
    for target in [Hugo, Jekyll, Zola, Eleventy, Docusaurus] {
        let fault = seen(target, "words").error.expect("a fault");
        assert_eq!(fault.stage, Stage::Shape, "{target:?}");
    }
}

#[test]
fn other_languages() {
    let toml = view(
        Zola,
        "+++\ntitle = \"x\"\ndate = 2024-05-06T07:08:09+02:00\n+++\n",
    );
    assert_eq!(
        toml.root.expect("values").to_string(),
        "{\"title\": \"x\", \"date\": 2024-05-06T05:08:09Z}"
    );
    assert!(view(Hugo, "+++\ntitle = x\n+++\n").error.is_some());
    let json = view(Hexo, "\"title\": \"x\"\n;;;\n");
    assert_eq!(json.get("title"), Some(&Value::text("x")));
    let broken = view(Hexo, "\"title\": x\n;;;\n");
    assert_eq!(
        broken.seen,
        Seen::NotFound {
            why: Why::NotAMapping
        }
    );
    assert!(view(Hugo, "{{< note >}}\n").error.is_some());
    assert!(view(Eleventy, "---js\n{ title: 1 }\n---\n").is_read());
}

#[test]
fn keys_are_found_as_the_target_compares_them() {
    let text = "---\nPublishDate: x\n---\n";
    assert!(view(Hugo, text).get("publishDate").is_some());
    assert!(view(Jekyll, text).get("publishDate").is_none());
}

#[test]
fn what_happens_in_words() {
    let explained = |target, text: &str| view(target, text).explain();
    assert_eq!(explained(Hexo, "---\na: b\n---\n"), None);
    let explained = explained(Hexo, "---\na: @b\n---\n").expect("a complaint");
    assert!(
        explained.starts_with("Hexo cannot read the front matter ("),
        "{explained}"
    );
    assert!(
        explained.ends_with("): the post is left out of the site"),
        "{explained}"
    );
}

#[test]
fn hostile_blocks_come_to_an_end() {
    let laughs: String = (1..12)
        .map(|n| {
            format!(
                "k{n}: &a{n} [{}]\n",
                vec![format!("*a{}", n - 1); 9].join(", ")
            )
        })
        .collect();
    let blocks = [
        format!("k0: &a0 ha\n{laughs}"),
        "{a: ".repeat(20_000),
        "? ".repeat(20_000),
        "[".repeat(50_000),
        "a: &x [*x]".to_owned(),
        "a: &x\n  <<: *x".to_owned(),
        "a: 1\n".repeat(20_000),
        (0..20_000).map(|n| format!("k{n}: {n}\n")).collect(),
        "a: \"\\ud800".repeat(5_000),
        "\t\n".repeat(20_000),
        "x: {{ y }} z\n".repeat(2_000),
    ];
    for block in blocks {
        for target in ALL {
            let view = view(*target, &format!("---\n{block}\n---\n"));
            assert!(view.entries().count() <= 20_000);
        }
    }
}

proptest! {
    #[test]
    fn no_text_panics(text in "(---\n)?[-+;:\\[\\]{}\"'#&*!|>%@`?, \ta-c~<0-9.\n\r\u{feff}\u{85}\u{1}\\\\u]{0,80}(\n---\n)?") {
        for target in ALL {
            let view = view(*target, &text);
            let _ = view.explain();
            prop_assert!(view.root.is_none_or(|root| !root.to_string().is_empty()));
        }
    }
}
