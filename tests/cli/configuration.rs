//! Mistakes in `copydesk.yml`: each is shown at its place, and nothing is checked.

use crate::desk::{CLEAN, Desk, FAULTY};
use crate::support;

/// What people get wrong.
const MISTAKES: &[&str] = &[
    "rule:\n  image: off\n",
    "extend: recommended\n",
    "rules:\n  image/alt-mising: off\n",
    "rules:\n  imge: off\n",
    "rules:\n  alt-missing: off\n",
    "rules:\n  image/alt-missing: warn\n",
    "rules:\n  image/alt-missing: fatal\n",
    "rules:\n  image/alt-missing: 2\n",
    "rules:\n  image: [off]\n",
    "rules:\n  - image\n",
    "rules: off\n",
    "rules:\n  image/alt-empty: { lvl: info }\n",
    "rules:\n  image/alt-missing:\n    level: error\n    wiht: {}\n",
    "rules:\n  image/alt-empty: { level: info, with: { maximum: 3 } }\n",
    "rules:\n  image/alt-empty: { with: { fault: missing } }\n",
    "extends: recomended\n",
    "extends: [recommended, nonsense]\n",
    "target: hexa\n",
    "target: [hexo, wordpress]\n",
    "exclude: [\"drafts/[a\"]\n",
    "exclude: 3\n",
    "exclude: { drafts: true }\n",
    "front-matter:\n  require: [title]\n",
    "front-matter: [title]\n",
    "front-matter:\n  required: [title, 3]\n",
    "root: maybe\n",
    "rules:\n  image: off\n  image: info\n",
    "rules: { image: off\n",
    "rules:\n\timage: off\n",
    "rules:\n  image: 'off\n",
    "- extends: recommended\n",
    "strict\n",
    "extends: ./gone.yml\n",
    "extends: $HOME/base.yml\n",
    "extends: https://example.org/base.yml\n",
    "extends: copydesk.yml\n",
    "fail-on: erorr\n",
    "fail-on: [error]\n",
    "include: [\"posts/{a,b\"]\n",
    "timezone: Asia/Shanghia\n",
    "overrides:\n  - file: posts/**\n    rules: { image: off }\n",
    "overrides:\n  - files: posts/**\n    exclude: posts/old\n",
    "overrides:\n  - files: posts/**\n    rules: { imge: off }\n",
    "overrides:\n  - files: []\n    rules: { image: off }\n",
    "overrides:\n  posts/**: { rules: { image: off } }\n",
    "front-matter:\n  types: { tags: array }\n",
    "front-matter:\n  types: [tags]\n",
    "front-matter:\n  schema: gone.json\n",
    "front-matter:\n  schema: { type: objekt }\n",
    "front-matter:\n  schema: true\n",
    "referrer:\n  forbid: [\"[a\"]\n",
    "packs: [gone]\n",
];

#[test]
fn every_mistake_is_shown_at_its_place() {
    let mut told = String::new();
    for mistake in MISTAKES {
        let desk = Desk::new(&[("a.md", FAULTY), ("copydesk.yml", mistake)]);
        let ran = desk.check(&[]);
        assert_eq!((ran.code, &*ran.out), (2, ""), "{mistake}");
        assert!(ran.err.starts_with("error[config]: "), "{}", ran.err);
        assert!(ran.err.contains("[copydesk.yml:"), "{}", ran.err);
        told.push_str(&ran.err.replace(
            "copydesk: nothing was checked: the configuration has a mistake\n",
            "",
        ));
    }
    let golden = support::root().join("tests/cli/configuration.txt");
    support::golden(&golden, &told);
}

#[test]
fn all_mistakes_of_a_file_are_shown_in_their_order() {
    let text = "extends: recomended\ntarget: hexa\nexclude: [\"a[\"]\nrules:\n  imge: off\n  \
                date: offf\n  image/alt-empty: { with: { maximum: 3 } }\noverrides:\n  - files: \
                [a]\n    rules: { dat: off }\n  - { file: [b] }\n";
    let desk = Desk::new(&[("a.md", FAULTY), ("copydesk.yml", text)]);
    let ran = desk.check(&[]);
    assert_eq!(ran.code, 2);
    let places = ran
        .err
        .lines()
        .filter_map(|line| line.split_once("[copydesk.yml:"));
    let places: Vec<_> = places
        .map(|(_, place)| place.trim_end_matches(']'))
        .collect();
    let expected = ["1:10", "2:9", "3:11", "5:3", "6:9", "7:30", "10:14", "11:7"];
    assert_eq!(places, expected, "{}", ran.err);
    assert!(
        ran.err.ends_with("the configuration has 8 mistakes\n"),
        "{}",
        ran.err
    );
}

#[test]
fn a_mistake_in_a_file_that_is_extended_is_shown_there() {
    let desk = Desk::new(&[
        ("a.md", FAULTY),
        ("copydesk.yml", "extends: shared/base.yml\n"),
        ("shared/base.yml", "# ours\nrule: {}\n"),
    ]);
    let ran = desk.check(&[]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("[shared/base.yml:2:1]"), "{}", ran.err);
}

#[test]
fn two_configurations_in_one_folder_are_a_mistake() {
    let desk = Desk::new(&[
        ("site/copydesk.yml", ""),
        ("site/.copydesk.yml", ""),
        ("site/posts/a.md", CLEAN),
    ]);
    let ran = desk.check(&[]);
    assert_eq!((ran.code, &*ran.out), (2, ""));
    let said = "copydesk: site/copydesk.yml: `.copydesk.yml` lies beside it: keep one of the two\n";
    assert_eq!(ran.err, said);
}

#[test]
fn nothing_is_checked_whichever_file_is_wrong() {
    let desk = Desk::new(&[
        ("a/a.md", FAULTY),
        ("z/z.md", FAULTY),
        ("z/copydesk.yml", "rule: {}\n"),
    ]);
    let ran = desk.check(&[]);
    assert_eq!((ran.code, &*ran.out), (2, ""));
    assert!(ran.err.contains("[z/copydesk.yml:1:1]"), "{}", ran.err);
    assert!(
        ran.err
            .ends_with("copydesk: nothing was checked: the configuration has a mistake\n")
    );
}

#[test]
fn a_configuration_that_cannot_be_read_is_two() {
    let desk = Desk::new(&[("a.md", CLEAN)]);
    desk.write("latin.yml", b"# caf\xe9\n");
    for name in ["gone.yml", "latin.yml", "."] {
        let ran = desk.check(&["--config", name]);
        assert_eq!((ran.code, &*ran.out), (2, ""), "{name}");
        let said = format!("copydesk: {name}: cannot be read: ");
        assert!(ran.err.starts_with(&said), "{}", ran.err);
    }
}

#[test]
fn sections_may_be_empty() {
    let empty = [
        "",
        "# nothing yet\n",
        "rules:\n  # image: off\n",
        "extends:\nexclude:\ntarget:\nfront-matter:\n",
        "---\n",
    ];
    for text in empty {
        let desk = Desk::new(&[("a.md", FAULTY), ("copydesk.yml", text)]);
        let ran = desk.check(&[]);
        assert_eq!((ran.code, &*ran.err), (1, ""), "{text:?}");
        assert_eq!(ran.rules(), ["image/alt-missing"], "{text:?}");
    }
}

#[test]
fn levels_and_options_are_taken() {
    let article = "---\ntitle: x\n---\n<div>\n<img src=\"a\">\n<img src=\"b\" alt=\"\">\n</div>\n";
    let desk = Desk::new(&[("a.md", article)]);
    let levels = |text: &str| -> Vec<String> {
        desk.write("copydesk.yml", text);
        let ran = desk.check(&["--min-severity", "info", "--quiet"]);
        assert_eq!(ran.err, "", "{text}");
        let lines = ran.out.lines();
        lines
            .map(|line| {
                line.split(' ')
                    .nth(1)
                    .unwrap()
                    .trim_end_matches(':')
                    .to_owned()
            })
            .collect()
    };
    assert_eq!(
        levels("rules:\n  front-matter: off\n"),
        ["error[image/alt-missing]", "info[image/alt-empty]"]
    );
    assert_eq!(
        levels("rules: { all: off, image/alt-missing: { level: info } }\n"),
        ["info[image/alt-missing]"]
    );
    assert_eq!(
        levels("rules: { all: off }\nfront-matter: { required: [title, tags] }\n"),
        [""; 0]
    );
    assert_eq!(
        levels("rules: { image: false }\nfront-matter: { required: [title, tags] }\n"),
        ["error[front-matter/required-key]"]
    );
}
