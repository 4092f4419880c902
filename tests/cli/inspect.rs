//! `inspect`: the article as the checks see it.

use crate::desk::{Desk, Ran};

const ARTICLE: &str = "---\ntitle: Low tide # so far\ncategories: [sea, 'the shore']\nauthor:\n  name: Mara\nempty:\ncount: 3\n---\n# Head\n\n<div class=\"a\">\n![boats](b.png)<img src=x>\n</div>\n";

fn lines(ran: &Ran) -> Vec<&str> {
    assert_eq!((ran.code, &*ran.err), (0, ""));
    ran.out.lines().collect()
}

#[test]
fn front_matter_is_told_entry_by_entry() {
    let desk = Desk::new(&[("a.md", ARTICLE)]);
    let ran = desk.run(&["inspect", "a.md", "--output-format", "jsonl"]);
    let entries: Vec<_> = lines(&ran)
        .into_iter()
        .take_while(|line| line.starts_with("{\"entry\""))
        .collect();
    assert_eq!(
        entries,
        [
            r#"{"entry":"title","key":[4,9],"value":[11,19],"type":"string","text":"Low tide"}"#,
            r#"{"entry":"categories","key":[29,39],"value":[41,59],"type":"sequence","text":""}"#,
            r#"{"entry":"categories[0]","key":null,"value":[42,45],"type":"string","text":"sea"}"#,
            r#"{"entry":"categories[1]","key":null,"value":[47,58],"type":"string","text":"the shore"}"#,
            r#"{"entry":"author","key":[60,66],"value":[70,80],"type":"mapping","text":""}"#,
            r#"{"entry":"author.name","key":[70,74],"value":[76,80],"type":"string","text":"Mara"}"#,
            r#"{"entry":"empty","key":[81,86],"value":[87,87],"type":"null","text":""}"#,
            r#"{"entry":"count","key":[88,93],"value":[95,96],"type":"integer","text":"3"}"#,
        ]
    );
    for line in &entries {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        if let Some(key) = entry["key"].as_array() {
            let at = |end: usize| usize::try_from(key[end].as_u64().unwrap()).unwrap();
            let name = entry["entry"].as_str().unwrap();
            assert!(name.ends_with(&ARTICLE[at(0)..at(1)]), "{line}");
        }
    }
}

#[test]
fn elements_are_told_with_the_bytes_of_the_file() {
    let desk = Desk::new(&[("a.md", ARTICLE)]);
    let ran = desk.run(&[
        "inspect",
        "a.md",
        "--output-format=jsonl",
        "--select=div, img",
    ]);
    assert_eq!(
        lines(&ran),
        [
            r#"{"name":"div","start":[109,124],"end":[152,158],"attrs":[{"name":"class","value":"a","span":[114,123]}]}"#,
            r#"{"name":"img","start":[140,151],"end":null,"attrs":[{"name":"src","value":"x","span":[145,150]}]}"#,
        ]
    );
    assert_eq!(&ARTICLE[109..124], "<div class=\"a\">");
    assert_eq!(&ARTICLE[152..158], "</div>");
}

#[test]
fn markdown_stands_where_its_author_wrote_it() {
    let text = "Look: ![two boats](boats.png \"At noon\") &amp; *wait*\n";
    let desk = Desk::new(&[("a.md", text)]);
    let ran = desk.run(&["inspect", "a.md", "--output-format=jsonl", "--select=img"]);
    let image: serde_json::Value = serde_json::from_str(lines(&ran)[0]).unwrap();
    let written = |span: &serde_json::Value| {
        let at = |end: usize| usize::try_from(span[end].as_u64().unwrap()).unwrap();
        &text[at(0)..at(1)]
    };
    assert_eq!(
        written(&image["start"]),
        "![two boats](boats.png \"At noon\")"
    );
    let parts: Vec<_> = image["attrs"].as_array().unwrap().iter().collect();
    let told: Vec<_> = parts
        .iter()
        .map(|part| (part["name"].as_str().unwrap(), written(&part["span"])))
        .collect();
    assert_eq!(
        told,
        [
            ("alt", "two boats"),
            ("src", "boats.png"),
            ("title", "At noon")
        ]
    );
    let ran = desk.run(&["inspect", "a.md", "--output-format=jsonl", "--select=em"]);
    let emphasis: serde_json::Value = serde_json::from_str(lines(&ran)[0]).unwrap();
    assert_eq!(written(&emphasis["end"]), "*");
}

#[test]
fn any_file_can_be_read_as_bare_html() {
    let text = "---\ntitle: x\n---\n<td>{{ x }}<p>\n";
    let desk = Desk::new(&[("a.md", text)]);
    let told = |kind: &str| desk.run(&["inspect", "--output-format=jsonl", "--as", kind, "a.md"]);
    assert_eq!(
        lines(&told("fragment")),
        [
            r#"{"name":"td","start":[17,21],"end":null,"attrs":[]}"#,
            r#"{"name":"p","start":[28,31],"end":null,"attrs":[]}"#,
        ],
        "in a template a cell may stand alone"
    );
    assert_eq!(
        lines(&told("document")),
        [
            r#"{"name":"html","start":null,"end":null,"attrs":[],"implied":true}"#,
            r#"{"name":"head","start":null,"end":null,"attrs":[],"implied":true}"#,
            r#"{"name":"body","start":null,"end":null,"attrs":[],"implied":true}"#,
            r#"{"name":"p","start":[28,31],"end":null,"attrs":[]}"#,
        ],
        "in a page it may not"
    );
}

#[test]
fn the_text_is_for_people() {
    let desk = Desk::new(&[("a.md", ARTICLE)]);
    let ran = desk.run(&["inspect", "a.md"]);
    let told = lines(&ran);
    assert_eq!(told[0], "2:8\t11..19\ttitle: string = Low tide");
    let image = told.iter().find(|line| line.contains("<img")).unwrap();
    assert!(image.starts_with("12:16\t140..151\t"), "{image}");
    assert!(image.ends_with("<img src=\"x\"@145..150>"), "{image}");
}

#[test]
fn what_cannot_be_inspected_is_two() {
    let desk = Desk::new(&[("a.md", ARTICLE)]);
    let ran = desk.run(&["inspect", "gone.md"]);
    assert_eq!((ran.code, &*ran.out), (2, ""));
    assert!(ran.err.starts_with("copydesk: gone.md: "), "{}", ran.err);
    let ran = desk.run(&["inspect", "a.md", "--select", "img["]);
    assert_eq!((ran.code, &*ran.out), (2, ""));
    assert!(
        ran.err.starts_with("copydesk: --select `img[`: "),
        "{}",
        ran.err
    );
    assert_eq!(desk.run(&["inspect", "."]).code, 2);
    assert_eq!(desk.run(&["inspect"]).code, 2);
    assert_eq!(desk.run(&["inspect", "a.md", "--as", "page"]).code, 2);
}

#[test]
fn standard_input_can_be_inspected() {
    let desk = Desk::new(&[]);
    let mut command = desk.command();
    command.args([
        "inspect",
        "-",
        "--output-format=jsonl",
        "--stdin-filename=x.html",
    ]);
    let ran = Ran::of(command.write_stdin("*a*<b>").output().unwrap());
    assert_eq!(
        lines(&ran),
        [r#"{"name":"b","start":[3,6],"end":null,"attrs":[]}"#]
    );
}
