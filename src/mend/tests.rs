use super::*;
use guard::Guard;

fn harm(text: &str, edits: &[Edit]) -> Option<String> {
    let config = Config::recommended();
    let before = Source::new("a.md", text);
    let after = Source::new("a.md", apply(text, edits));
    let before = engine::parse(&before, &config);
    Guard { before: &before }.harm(edits, &engine::parse(&after, &config))
}

/// The span of the only place where `part` stands.
fn place(text: &str, part: &str) -> Span {
    let (at, _) = text.match_indices(part).next().expect("a place");
    Span::of(at..at + part.len())
}

fn replace(text: &str, part: &str, with: &str) -> Option<String> {
    harm(text, &[Edit::replace(place(text, part), with)])
}

const POST: &str = "---\ntitle: Tides # daily\ndate: 2024-05-01\ntags:\n  - sea\n  - port\n---\n\
                    The *boat* left.\n\n<figure>\n<img src=\"a.png\">\nNet menders &amp; co\n</figure>\n\n\
                    <pre>one  two</pre>\n";

#[test]
fn what_an_edit_touches_may_change() {
    assert_eq!(replace(POST, "Tides", "\"Tides\""), None);
    assert_eq!(replace(POST, "2024-05-01", "2024-05-02"), None);
    assert_eq!(replace(POST, "  - sea\n", ""), None);
    assert_eq!(
        replace(POST, "src=\"a.png\"", "src=\"b.png\" alt=\"\""),
        None
    );
    assert_eq!(replace(POST, "left.", "left, late."), None);
    let caption = place(POST, "Net menders &amp; co");
    let wrap = [
        Edit::insert(caption.start, "<figcaption>"),
        Edit::insert(caption.end, "</figcaption>"),
    ];
    assert_eq!(harm(POST, &wrap), None);
}

#[test]
fn the_end_of_a_paragraph_may_go() {
    for text in [
        "It left.</b>",
        "It left.</b>\n\nLate.\n",
        "- It left.</b>\n- Late.\n",
        "</b>It left.",
    ] {
        assert_eq!(replace(text, "</b>", ""), None, "{text}");
    }
    assert!(replace("It left.</b> ~~Late~~", "</b> ~~Late~~", "").is_none());
}

#[test]
fn an_end_tag_says_where_its_element_ends() {
    let open = "<p>It <b>left<b> at nine.</p>\n<p>Late.</p>";
    let (at, _) = open.match_indices("<b>").nth(1).expect("two");
    let turned = [Edit::replace(Span::of(at..at + 3), "</b>")];
    assert_eq!(harm(open, &turned), None);
    assert!(harm(open, &[Edit::delete(turned[0].span)]).is_some());
    let closed = "<p>It <b>left</b> at nine.</p>\n<p>Late.</p>";
    assert!(replace(closed, "</b>", "").is_some());
    assert!(replace(closed, "</b>", "</i>").is_some());
    let early = "<div><div>It left.</div> Late.";
    assert_eq!(replace(early, " Late.", " Late.</div>"), None);
    let paragraph = "<p>It left:<figure>A</figure></p>";
    assert!(replace(paragraph, "</p>", "").is_none());
    assert!(replace(paragraph, "</figure>", "").is_some());
}

#[test]
fn a_value_that_swallows_others_is_harm() {
    let reason = replace(POST, "Tides", "\"Tides").unwrap();
    assert!(reason.contains("would"), "{reason}");
    assert!(
        replace(POST, "Tides", "|\n  Tides").is_some(),
        "the comment"
    );
    assert!(replace(POST, "date:", "  date:").is_some());
    assert!(replace(POST, "tags:\n", "tags: &a\n").is_none());
    assert!(replace(POST, "- sea", "- sea: deep").is_none());
}

#[test]
fn a_word_keeps_what_an_edit_leaves_of_it() {
    let gone = |text: &str| replace(text, "\u{200b}", "");
    assert_eq!(gone("one\u{200b}two &amp; three"), None);
    assert!(gone("&\u{200b}amp; `code`").is_some(), "a reference");
    assert!(gone("*one,\u{200b}*two").is_some(), "emphasis");
    assert!(replace("a *boat* left", "*", "").is_some(), "half a pair");
    assert_eq!(replace("a *boat* left", "*boat*", "boat"), None);
    assert!(replace("one two", " two", "\\").is_none());
    assert!(replace("one \\_two_", "\\", "").is_some(), "an escape");
}

#[test]
fn fences_stay_where_they_are() {
    assert!(replace(POST, "Tides", "Tides\n---").is_some());
    assert!(replace(POST, "---\ntitle", "--\ntitle").is_some());
    assert_eq!(
        replace(&format!("\n{POST}"), "\n---\ntitle", "---\ntitle"),
        None
    );
}

#[test]
fn elements_stay_inside_each_other() {
    assert!(
        replace(POST, "<figure>", "").is_none(),
        "the element was touched"
    );
    assert!(replace(POST, "</figure>", "").is_some());
    assert!(replace(POST, "Net menders", "<b>Net menders").is_some());
    assert!(replace(POST, "Net menders", "<!-- Net menders").is_some());
    assert!(replace(POST, "src=\"a.png\"", "src=\"a.png").is_some());
    assert!(
        replace(POST, "*boat*", "*boat").is_none(),
        "the emphasis was touched"
    );
    assert!(replace(POST, "The *boat*", "    The *boat*").is_some());
}

#[test]
fn blanks_count_where_they_show() {
    assert_eq!(replace(POST, "left.\n\n", "left.\n\n\n"), None);
    let pre = place(POST, "one  two");
    assert_eq!(
        harm(
            POST,
            &[Edit::delete(
                Span::at(pre.start + 3).cover(Span::at(pre.start + 4))
            )]
        ),
        None
    );
    assert!(replace(POST, "co\n</figure>\n\n", "co\n</figure><pre>\n").is_some());
}

fn mended(text: &str, least: Applicability) -> Mended {
    mend(&Source::new("a.html", text), &Config::recommended(), least)
}

const HEAD: &str = "---\ntitle: Nets\ndate: 2024-05-01T08:00:00Z\n---\n";

#[test]
fn one_fix_mends_what_two_rules_say() {
    let text = format!(
        "{HEAD}<figure aria-labelledby=\"c\">\n<img src=\"a.png\" alt=\"A net\">\nThe nets\n</figure>\n"
    );
    let done = mended(&text, Applicability::Safe);
    assert!(
        done.source
            .text()
            .contains("<figcaption id=\"c\">The nets</figcaption>\n")
    );
    assert!(done.findings.is_empty(), "{:?}", done.findings);
    assert!(done.refused.is_empty());
}

#[test]
fn unsafe_fixes_are_made_when_asked_for() {
    let text = format!("{HEAD}<img src=\"https://a.example/a.png\" alt=\"A net\">\n");
    let safe = mended(&text, Applicability::Safe);
    assert_eq!(safe.source.text(), text);
    assert!(safe.findings.iter().any(|finding| finding.fix.is_some()));
    let all = mended(&text, Applicability::Unsafe);
    assert_eq!(&*all.applied[0], "referrer/missing");
    assert!(
        all.source
            .text()
            .contains("alt=\"A net\" referrerpolicy=\"no-referrer\">")
    );
    let again = mended(all.source.text(), Applicability::Unsafe);
    assert_eq!(again.source.text(), all.source.text());
    assert!(again.applied.is_empty());
}

#[test]
fn what_is_not_utf8_is_left_alone() {
    let source = Source::decode("a.html", b"\xff<p>a</b></p>".to_vec());
    let done = mend(&source, &Config::recommended(), Applicability::Unsafe);
    assert!(done.applied.is_empty());
}

#[test]
fn an_id_is_given_once() {
    let figure =
        "<figure aria-labelledby=\"c\"><img src=\"a.png\" alt=\"A net\">The nets</figure>\n";
    let done = mended(
        &format!("{HEAD}{figure}{figure}{figure}"),
        Applicability::Safe,
    );
    assert_eq!(
        done.source.text().matches("<figcaption id=\"c\">").count(),
        1
    );
    assert_eq!(done.source.text().matches("<figcaption>").count(), 2);
    assert!(done.refused.is_empty(), "{:?}", done.refused);
    assert_eq!(done.applied.len(), 3);
}
