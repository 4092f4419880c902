//! Comments that silence findings.

use crate::desk::{Desk, Ran};

fn check(name: &str, body: &str) -> Ran {
    let text = format!("---\ntitle: x\ndate: 2026-01-01\n---\n{body}");
    Desk::new(&[(name, &text)]).check(&["--quiet"])
}

/// The rules of the findings in an article of this body.
fn rules(name: &str, body: &str) -> Vec<String> {
    let ran = check(name, body);
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
    ] {
        assert_eq!(rules("a.md", &format!("{code}{image}")), BLUNT, "{code}");
    }
}

#[test]
fn front_matter_has_comments_of_its_own() {
    let article = |front_matter: &str| -> Vec<String> {
        let text = format!("---\n{front_matter}---\nx\n");
        let ran = Desk::new(&[("a.md", &text)]).check(&["--quiet"]);
        ran.rules().into_iter().map(ToOwned::to_owned).collect()
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
