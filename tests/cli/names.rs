//! `explain` and `rules`.

use copydesk::rule::Registry;

use crate::desk::Desk;

#[test]
fn every_rule_is_explained() {
    let desk = Desk::new(&[]);
    for id in [
        "image/alt-missing",
        "figure/loose-caption",
        "copydesk/unknown-rule",
    ] {
        let ran = desk.run(&["explain", id]);
        assert_eq!((ran.code, &*ran.err), (0, ""), "{id}");
        let headings = ["Why it matters", "What to do", "Example", "Silence it"];
        assert!(ran.out.starts_with(&format!("# {id}\n")), "{}", ran.out);
        for heading in headings {
            assert!(
                ran.out.contains(&format!("\n## {heading}\n")),
                "{id}: {heading}"
            );
        }
    }
    let alias = desk.run(&["rule", "image/alt-missing"]);
    assert_eq!(alias.out, desk.run(&["explain", "image/alt-missing"]).out);
    let options = desk.run(&["explain", "image/alt-empty"]).out;
    assert!(options.contains("\n## Options\n"), "{options}");
    let references = desk.run(&["explain", "image/alt-missing"]).out;
    assert!(references.contains("\n## References\n"), "{references}");
}

#[test]
fn a_wrong_rule_is_two_and_names_the_right_one() {
    let desk = Desk::new(&[]);
    for (name, meant) in [
        ("image/alt-mising", "image/alt-missing"),
        ("alt-missing", "image/alt-missing"),
        ("Figure/Loose-Caption", "figure/loose-caption"),
    ] {
        let ran = desk.run(&["explain", name]);
        assert_eq!((ran.code, &*ran.out), (2, ""), "{name}");
        let said = format!("copydesk: there is no rule `{name}`; did you mean `{meant}`?\n");
        assert_eq!(ran.err, said);
    }
    let ran = desk.run(&["explain", "zzz"]);
    assert_eq!(
        (ran.code, &*ran.err),
        (2, "copydesk: there is no rule `zzz`\n")
    );
    assert_eq!(desk.run(&["explain"]).code, 2);
}

#[test]
fn all_rules_are_listed() {
    let desk = Desk::new(&[]);
    let text = desk.run(&["rules"]);
    let json = desk.run(&["rules", "--output-format", "json"]);
    assert_eq!((text.code, json.code), (0, 0));
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let rules = json["rules"].as_array().unwrap();
    let mut lines = text.out.lines();
    for (number, (id, rule)) in Registry::builtin().iter().enumerate() {
        let line = lines.next().unwrap();
        let words: Vec<_> = line.split_whitespace().take(2).collect();
        let level = words[1];
        assert_eq!(words[0], id, "{line}");
        assert!(level == rule.level.name() || level == "off", "{line}");
        assert!(line.ends_with(rule.doc.summary.trim()), "{line}");
        assert_eq!(rules[number]["id"], id);
        assert_eq!(rules[number]["level"], rule.level.name());
    }
    assert_eq!(lines.next(), None);
    assert_eq!(rules.len(), Registry::builtin().iter().count());
}
