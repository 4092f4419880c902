//! `copydesk config`: what holds, and who has said so.

use serde_json::Value;

use crate::desk::{CLEAN, Desk, Ran};

fn desk() -> Desk {
    Desk::new(&[
        ("posts/a.md", CLEAN),
        (
            "shared/base.yml",
            "timezone: Asia/Tokyo\nexclude:\n  - drafts\n",
        ),
        (
            "copydesk.yml",
            "extends: [strict, ./shared/base.yml]\n\
             target: hugo\n\
             include: [posts]\n\
             rules:\n  \
               image/alt-length:\n    \
                 level: warning\n    \
                 with:\n      \
                   max: 90\n\
             overrides:\n  \
               - files: [posts/**]\n    \
                 rules:\n      \
                   date: info\n",
        ),
    ])
}

fn told(ran: &Ran) -> Value {
    assert_eq!((ran.code, &*ran.err), (0, ""));
    serde_json::from_str(&ran.out).unwrap()
}

/// Value and origin of something in the JSON form.
fn pair(value: &Value) -> (String, String) {
    let from = value["from"].as_str().unwrap().to_owned();
    (value["value"].to_string().replace('"', ""), from)
}

#[test]
fn every_value_names_who_has_said_it() {
    let desk = desk();
    let show = ["config", "show", "posts/a.md", "--output-format", "json"];
    let json = told(&desk.run(&show));
    let is = |value: &Value, said: &str, from: &str| {
        assert_eq!(pair(value), (said.to_owned(), from.to_owned()));
    };
    is(&json["target"], "[hugo]", "copydesk.yml:2");
    is(&json["timezone"], "Asia/Tokyo", "shared/base.yml:1");
    is(&json["fail-on"], "error", "default");
    is(&json["include"][0], "posts", "copydesk.yml:3");
    is(&json["exclude"][0], "drafts", "shared/base.yml:3");
    let rules = &json["rules"];
    is(&rules["image/alt-length"], "warning", "copydesk.yml:5");
    is(
        &rules["image/alt-length"]["options"]["max"],
        "90",
        "copydesk.yml:8",
    );
    is(&rules["date/impossible"], "info", "copydesk.yml:12");
    is(&rules["image/alt-missing"], "error", "preset strict");
    is(&rules["referrer/missing"], "warning", "preset strict");

    let outside = told(&desk.run(&["config", "show", "b.md", "--output-format", "json"]));
    is(
        &outside["rules"]["date/impossible"],
        "error",
        "preset strict",
    );
    assert_eq!(outside["excluded"], "not in `include`, not checked");
}

#[test]
fn flags_and_variables_are_named() {
    let desk = desk();
    let mut command = desk.command();
    command
        .args(["config", "show", "posts/a.md", "--output-format", "json"])
        .args(["--select", "image", "--ignore", "image/alt-empty"])
        .args(["--extend-select", "date/future", "--target", "zola"])
        .env("COPYDESK_FAIL_ON", "warning");
    let json = told(&Ran::of(command.output().unwrap()));
    let origin = |value: &Value| pair(value).1;
    assert_eq!(
        pair(&json["target"]),
        ("[zola]".to_owned(), "--target".to_owned())
    );
    assert_eq!(origin(&json["fail-on"]), "COPYDESK_FAIL_ON");
    let rules = &json["rules"];
    assert_eq!(origin(&rules["text/mojibake"]), "--select");
    assert_eq!(origin(&rules["image/alt-empty"]), "--ignore");
    assert_eq!(origin(&rules["date/future"]), "--extend-select");
    assert_eq!(origin(&rules["image/alt-length"]), "copydesk.yml:5");
}

#[test]
fn what_the_site_tells_is_named() {
    let desk = Desk::new(&[
        ("hugo.toml", "timeZone = 'Asia/Tokyo'\n"),
        ("content/a.md", CLEAN),
    ]);
    let ran = desk.run(&["config", "show", "content/a.md"]);
    assert_eq!(ran.code, 0);
    let words: Vec<Vec<_>> = ran
        .out
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert!(
        words.contains(&vec!["target", "hugo", "found", "in", "."]),
        "{}",
        ran.out
    );
    let zone = vec!["timezone", "as", "the", "site", "says", "found", "in", "."];
    assert!(words.contains(&zone), "{}", ran.out);
    assert!(words.contains(&vec!["site", "."]), "{}", ran.out);
}

#[test]
fn the_parts_are_listed_in_the_order_of_their_weight() {
    let ran = desk().run(&["config", "files", "posts/a.md"]);
    let expected = "preset    recommended\n\
                    preset    strict\n\
                    file      shared/base.yml\n\
                    file      copydesk.yml\n\
                    override  posts/** (copydesk.yml:10)\n";
    assert_eq!((ran.code, &*ran.out), (0, expected));
    let ran = desk().run(&["config", "files", "--isolated"]);
    assert_eq!(ran.out, "preset    recommended\n");
}

#[test]
fn a_mistake_is_shown_here_too() {
    let desk = Desk::new(&[("copydesk.yml", "rule: {}\n")]);
    let ran = desk.run(&["config", "show"]);
    assert_eq!((ran.code, &*ran.out), (2, ""));
    assert!(ran.err.contains("[copydesk.yml:1:1]"), "{}", ran.err);
}

#[cfg(feature = "json-schema")]
#[test]
fn the_schema_accepts_what_is_read_and_refuses_what_is_not() {
    let text = desk().run(&["config", "schema"]).out;
    let schema: Value = serde_json::from_str(&text).unwrap();
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    let fits = |text: &str| {
        let value: Value = serde_yaml::from_str(text).unwrap();
        validator.is_valid(&value)
    };
    let config = std::fs::read_to_string(desk().path().join("copydesk.yml")).unwrap();
    let readme = include_str!("../../README.md");
    let of_readme = readme.split("```yaml\n").skip(1);
    let of_readme = of_readme.filter_map(|block| block.split("```").next());
    let of_readme =
        of_readme.filter(|block| block.contains("extends:") || block.contains("overrides:"));
    let right = [
        "{}",
        "extends: strict\ntarget: [hexo, hugo]\npacks: rules\n",
        "front-matter: { types: { tags: [list, string] }, schema: { type: object } }\n",
        "rules: { all: off, house/rule: { level: info, with: { anything: 1 } } }\n",
        &*config,
    ];
    for text in right.into_iter().chain(of_readme) {
        assert!(fits(text), "{text}");
    }
    for preset in copydesk::rule::Registry::presets() {
        assert!(fits(preset.1), "{}", preset.0);
    }
    for wrong in [
        "rule: {}",
        "extends: recomended",
        "target: hexa",
        "fail-on: fatal",
        "rules: { image/alt-missing: fatal }",
        "rules: { image/alt-length: { with: { maximum: 3 } } }",
        "overrides: [{ rules: {} }]",
        "overrides: [{ files: a, exclude: b }]",
        "front-matter: { types: { tags: array } }",
        "root: maybe",
    ] {
        assert!(!fits(wrong), "{wrong}");
    }
}
