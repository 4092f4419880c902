//! What the generators make of an article: `inspect --targets`, and a site's own files.

use crate::desk::{Desk, Ran};

const ARTICLE: &str = "\n---\ntitle: 12_00\ndate: Tue, 07 May 2024 18:30:00 GMT\n---\nAt noon.\n";
const HEXO: &str = r#"{ "dependencies": { "hexo": "^8.0.0" } }"#;

fn lines(ran: &Ran) -> Vec<&str> {
    assert_eq!((ran.code, &*ran.err), (0, ""));
    ran.out.lines().collect()
}

#[test]
fn every_target_says_what_it_sees() {
    let desk = Desk::new(&[("a.md", ARTICLE)]);
    let ran = desk.run(&["inspect", "a.md", "--targets", "--target=hugo,jekyll,zola"]);
    assert_eq!(
        lines(&ran),
        [
            "Hugo reads YAML front matter, bytes 5..54",
            "  title: a number, 1200",
            "  date: a text, \"Tue, 07 May 2024 18:30:00 GMT\"",
            "    as a date, Hugo reads 2024-05-07T18:30:00Z",
            "",
            "Jekyll sees no front matter, because a blank line stands before the opening fence: \
             a post gets no title and shows these lines as text, any other file is copied \
             unrendered",
            "",
            "Zola reads YAML front matter, bytes 4..54",
            "  title: a text, \"12_00\"",
            "  date: a text, \"Tue, 07 May 2024 18:30:00 GMT\"",
            "    as a date, Zola stops the build with an error",
        ]
    );
}

#[test]
fn programs_get_a_line_for_each_target() {
    let desk = Desk::new(&[("a.md", "---\ntitle: no\ndate: 2024-02-31\n---\n")]);
    let ran = desk.run(&["inspect", "a.md", "--targets", "--output-format=jsonl"]);
    let lines = lines(&ran);
    assert_eq!(lines.len(), 7);
    assert_eq!(
        lines[2],
        concat!(
            r#"{"target":"jekyll","found":true,"format":"YAML","block":[4,31],"problem":null,"#,
            r#""entries":[{"key":"title","type":"boolean","value":false},"#,
            r#"{"key":"date","type":"string","value":"2024-02-31","date":{"read":true,"#,
            r#""faithful":false,"instant":null,"words":"reads 2024-03-02 00:00:00, "#,
            r#"rolls it over to 2024-03-02"}}]}"#
        )
    );
}

#[test]
fn the_zone_comes_from_the_site_or_from_the_configuration() {
    let post = "---\ntitle: a\ndate: 2024-05-07 18:30:00\n---\nx\n";
    let files = [
        ("package.json", HEXO),
        ("_config.yml", "timezone: Asia/Tokyo\n"),
        ("source/_posts/a.md", post),
    ];
    let read = |desk: &Desk| {
        let file = "source/_posts/a.md";
        desk.run(&["inspect", file, "--targets", "--target=hexo"])
            .out
    };
    let site = Desk::new(&files);
    assert!(
        read(&site).contains("2024-05-07T09:30:00Z"),
        "{}",
        read(&site)
    );
    let own = Desk::new(&[&files[..], &[("copydesk.yml", "timezone: UTC\n")]].concat());
    assert!(
        read(&own).contains("2024-05-07T18:30:00Z"),
        "{}",
        read(&own)
    );
}

#[test]
fn a_time_zone_that_does_not_exist_is_shown_where_it_stands() {
    let desk = Desk::new(&[
        ("copydesk.yml", "timezone: Asia/Shangai\n"),
        ("a.md", "x\n"),
    ]);
    let ran = desk.run(&["check"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("`Asia/Shangai` is no time zone"),
        "{}",
        ran.err
    );
}

#[test]
fn scaffolds_of_the_site_are_not_judged() {
    let desk = Desk::new(&[
        ("package.json", HEXO),
        ("_config.yml", ""),
        ("scaffolds/post.md", "<img>\n"),
        ("source/_posts/a.md", "<img>\n"),
    ]);
    let ran = desk.run(&["check", "--output-format=concise"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("a.md"), "{}", ran.out);
    assert!(!ran.out.contains("scaffolds"), "{}", ran.out);
}

#[test]
fn a_post_dated_ahead_is_held_against_the_clock() {
    let desk = Desk::new(&[("a.md", "---\ntitle: a\ndate: 2999-05-07\n---\nx\n")]);
    let ran = desk.run(&["check", "--output-format=concise"]);
    assert!(ran.out.contains("date/future"), "{}", ran.out);
}
