//! Comments that silence findings.

use crate::desk::{Desk, Ran};

fn check(name: &str, body: &str) -> Ran {
    let text = format!("---\ntitle: x\ndate: 2026-01-01\n---\n{body}");
    Desk::new(&[(name, &text)]).check(&["--quiet"])
}

/// The rules of the findings in an article of this body.
fn rules(name: &str, body: &str) -> Vec<String> {
    let text = format!("---\ntitle: x\ndate: 2026-01-01\n---\n{body}");
    found(name, &text)
}

/// The rules of the findings in an article, without those about comments that have no effect.
fn found(name: &str, text: &str) -> Vec<String> {
    let ignore = "--ignore=copydesk/unused-suppression";
    let ran = Desk::new(&[(name, text)]).check(&["--quiet", ignore]);
    ran.rules().into_iter().map(ToOwned::to_owned).collect()
}

const BLUNT: &[&str] = &["image/alt-missing"];
const NONE: &[&str] = &[];

#[test]
fn the_next_line_is_silenced_for_the_rules_named() {
    let body = |comment: &str| format!("<div>\n{comment}\n<img src=\"a\">\n</div>\n");
    for name in ["a.md", "a.html"] {
        let found = |comment: &str| rules(name, &body(comment));
        assert_eq!(found(""), BLUNT);
        for comment in [
            "<!-- copydesk-ignore-next-line image/alt-missing -->",
            "<!-- copydesk-ignore-next-line image/alt-missing -- it is a riddle -->",
            "<!-- copydesk-ignore-next-line image/alt-missing: it is a riddle -->",
            "<!-- copydesk-ignore-next-line figure, image/alt-missing -->",
            "<!-- copydesk-ignore-next-line image -->",
            "<!--copydesk-ignore-next-line image-->",
            "<!-- copydesk-ignore-next-line\n  image/alt-missing\n  -- over lines -->",
            "<!-- copydesk-ignore-next-line image/alt-missing -->\n\n  ",
            "<p>x</p><!-- copydesk-ignore-next-line image/alt-missing -->",
            "<!-- copydesk-ignore-next-line image --> <!-- copydesk-ignore-next-line figure -->",
        ] {
            assert_eq!(found(comment), NONE, "{name}: {comment}");
        }
        for comment in [
            "<!-- copydesk-ignore-next-line figure -->",
            "<!-- copydesk-ignore-next-line image/alt-empty -->",
            "<!-- copydesk-ignore-next-line image/alt-missing -->\n<p>x</p>",
            "<!-- copydesk-ignore-next-lines image/alt-missing -->",
            "<!-- see copydesk-ignore-next-line image/alt-missing -->",
            "<!-- copydesk-ignore image/alt-missing -->",
        ] {
            assert_eq!(found(comment), BLUNT, "{name}: {comment}");
        }
    }
}

#[test]
fn markdown_images_are_silenced_too() {
    let image = "![ ](boats.png)\n";
    assert_eq!(rules("a.md", image), ["image/alt-whitespace"]);
    let comment = "<!-- copydesk-ignore-next-line image/alt-whitespace -- a test card -->\n";
    assert_eq!(rules("a.md", &format!("{comment}{image}")), NONE);
    assert_eq!(rules("a.md", &format!("{comment}\n{image}")), NONE);
}

#[test]
fn only_one_line_is_silenced() {
    let comment = "<!-- copydesk-ignore-next-line image -->";
    let body = format!("<div>\n{comment}\n<img src=\"a\">\n<img src=\"b\">\n</div>\n");
    let ran = check("a.md", &body);
    assert_eq!(ran.rules(), BLUNT);
    assert!(ran.out.starts_with("a.md:8:1: "), "{}", ran.out);
}

#[test]
fn a_file_is_silenced_for_the_rules_named() {
    let faults = "<div>\n<img src=\"a\">\n</b>\n<img src=\"b\">\n</div>\n";
    let stray = ["html/stray-end-tag"];
    let comment = "<!-- copydesk-ignore-file image/alt-missing -- scanned -->\n";
    assert_eq!(rules("a.md", &format!("{comment}{faults}")), stray);
    assert_eq!(
        rules("a.md", &format!("{faults}\n{comment}")),
        stray,
        "wherever it stands"
    );
    assert_eq!(rules("a.html", &format!("{comment}{faults}")), stray);
}

#[test]
fn a_block_is_silenced_from_start_to_end() {
    let blocks = |before: &str, inside: &str, behind: &str| {
        format!("{before}\n<img src=\"a\">\n{inside}\n<img src=\"b\">\n{behind}\n<img src=\"c\">\n")
    };
    let start = "<!-- copydesk-ignore-start image/alt-missing -- an album -->";
    let end = "<!-- copydesk-ignore-end image/alt-missing -->";
    let bare = "<!-- copydesk-ignore-end -->";
    let (blunt, open) = (BLUNT[0], "copydesk/unbalanced-suppression");
    let again = format!("{end}\n{start}");
    for (body, expected) in [
        (blocks(start, "", end), &[blunt][..]),
        (blocks(start, "", bare), &[blunt]),
        (blocks("", start, end), &[blunt, blunt]),
        (blocks(start, end, ""), &[blunt, blunt]),
        (blocks(start, &again, end), &[blunt]),
        (blocks("", start, ""), &[blunt, open, blunt, blunt]),
        (blocks("", "", end), &[blunt, blunt, open, blunt]),
    ] {
        for name in ["a.md", "a.html"] {
            assert_eq!(
                rules(name, &format!("<div>\n{body}</div>\n")),
                expected,
                "{name}: {body}"
            );
        }
    }
    let mut body = format!("{start}<img src=\"a\">{end}<img src=\"b\">\n");
    assert_eq!(rules("a.html", &body), BLUNT, "within a line");
    body = body.replace(
        "ignore-start image/alt-missing",
        "ignore-start image, figure",
    );
    body = body.replace("ignore-end image/alt-missing", "ignore-end image, figure");
    assert_eq!(rules("a.html", &body), BLUNT, "several, one a group");
}

#[test]
fn comments_of_mdx_count() {
    let image = "![ ](a.png)\n";
    let blank = ["image/alt-whitespace"];
    assert_eq!(rules("a.mdx", image), blank);
    for silent in [
        format!("{{/* copydesk-ignore-next-line image/alt-whitespace -- a test card */}}\n{image}"),
        format!("{{/*copydesk-ignore-file image*/}}\n\n{image}"),
        format!(
            "{{/* copydesk-ignore-start image */}}\n\n{image}\n{{/* copydesk-ignore-end */}}\n"
        ),
    ] {
        assert_eq!(rules("a.mdx", &silent), NONE, "{silent}");
    }
    let comment = "{/* copydesk-ignore-next-line image/alt-whitespace */}";
    assert_eq!(rules("a.md", &format!("{comment}\n{image}")), blank);
    for code in [format!("```\n{comment}\n```\n"), format!("`{comment}`\n")] {
        assert_eq!(rules("a.mdx", &format!("{code}\n{image}")), blank, "{code}");
    }
}

#[test]
fn one_comment_may_stand_above_the_other() {
    let body = |between: &str| {
        format!(
            "<!-- copydesk-ignore-next-line image/alt-missing -- a riddle -->\n{between}\
             <!-- copydesk-ignore-next-line figure -->\n<img src=\"a\">\n"
        )
    };
    assert_eq!(rules("a.html", &body("")), NONE);
    assert_eq!(rules("a.html", &body("\n")), NONE);
    assert_eq!(rules("a.html", &body("<p>x</p>\n")), BLUNT);
}

#[test]
fn in_code_a_comment_is_an_example() {
    let comment = "<!-- copydesk-ignore-file image -->";
    let image = "\n<img src=\"a\">\n";
    for code in [
        format!("```html\n{comment}\n```\n"),
        format!("    {comment}\n"),
        format!("Write `{comment}` for that.\n"),
        format!("<script>\n{comment}\n</script>\n"),
        format!("<textarea>{comment}</textarea>\n"),
        format!("<p title=\"{comment}\">x</p>\n"),
        format!("<pre><code>{comment}</code></pre>\n"),
        format!("<p><code>{comment}</code></p>\n"),
        format!("<pre>{comment}</pre>\n"),
    ] {
        assert_eq!(rules("a.md", &format!("{code}{image}")), BLUNT, "{code}");
    }
}

#[test]
fn front_matter_has_comments_of_its_own() {
    let article = |front_matter: &str| -> Vec<String> {
        found("a.md", &format!("---\n{front_matter}---\nx\n"))
    };
    let bad = ["date/impossible"];
    assert_eq!(article("title: x\ndate: 2026-02-30\n"), bad);
    for silent in [
        "title: x\ndate: 2026-02-30 # copydesk-ignore date/impossible -- a joke\n",
        "title: x\n# copydesk-ignore date -- a joke\ndate: 2026-02-30\n",
        "title: x\n# copydesk-ignore-next-line date/impossible\ndate: 2026-02-30\n",
        "title: x\n# copydesk-ignore date/impossible\n\ndate: 2026-02-30\n",
        "# copydesk-ignore-file date/impossible -- jokes\ntitle: x\ndate: 2026-02-30\n",
    ] {
        assert_eq!(article(silent), NONE, "{silent}");
    }
    for loud in [
        "title: x # copydesk-ignore date/impossible\ndate: 2026-02-30\n",
        "# copydesk-ignore date\ntitle: x\ndate: 2026-02-30\n",
        "title: 'x # copydesk-ignore-file date'\ndate: 2026-02-30\n",
    ] {
        assert_eq!(article(loud), bad, "{loud}");
    }
}

#[test]
fn a_name_that_no_rule_has_is_an_error_at_the_name() {
    let ran = check(
        "a.md",
        "<!-- copydesk-ignore-next-line image/alt-mising -- x -->\n<img src=\"a\">\n",
    );
    assert_eq!(ran.code, 1);
    assert_eq!(ran.rules(), ["copydesk/unknown-rule", "image/alt-missing"]);
    let said = "a.md:5:32: error[copydesk/unknown-rule]: there is no rule `image/alt-mising`; \
                did you mean `image/alt-missing`?\n";
    assert!(ran.out.starts_with(said), "{}", ran.out);

    let both = "<!-- copydesk-ignore-next-line image/alt-missing, nonsense -->\n<img src=\"a\">\n";
    assert_eq!(
        rules("a.md", both),
        ["copydesk/unknown-rule"],
        "the others still count"
    );
}

#[test]
fn a_comment_without_names_silences_nothing() {
    for comment in [
        "<!-- copydesk-ignore-next-line -->",
        "<!-- copydesk-ignore-next-line -- because -->",
        "<!-- copydesk-ignore-file -->",
    ] {
        let ran = check(
            "a.md",
            &format!("<div>\n{comment}\n<img src=\"a\">\n</div>\n"),
        );
        let expected = ["copydesk/blanket-suppression", "image/alt-missing"];
        assert_eq!(ran.rules(), expected, "{comment}");
    }
}

#[test]
fn the_rules_about_comments_can_be_switched_off() {
    let text = "---\ntitle: x\ndate: 2026-01-01\n---\n<!-- copydesk-ignore-file nonsense -->\nx\n";
    let desk = Desk::new(&[
        ("a.md", text),
        ("copydesk.yml", "rules: { copydesk: off }\n"),
    ]);
    assert_eq!(desk.check(&[]).code, 0);
    assert_eq!(desk.check(&["--isolated"]).code, 1);
    assert_eq!(desk.check(&["--isolated", "--select", "image"]).code, 0);
}
