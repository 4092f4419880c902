//! What a fix must not lose, compared in another way than by the guard: character by character,
//! with nothing left out but the bytes that the edits name.

use copydesk::config::Config;
use copydesk::document::{Article, Source, Span};
use copydesk::engine;
use copydesk::fix::{Edit, apply, places_after};
use copydesk::mend::Mended;

/// Fails if more has changed than the edits that were made say.
pub(crate) fn check(source: &Source, mended: &Mended, config: &Config) {
    let name = source.path().display();
    let mut text = source.text().to_owned();
    for edits in &mended.rounds {
        let after = apply(&text, edits);
        let (old, new) = (
            Source::new(source.path(), text),
            Source::new(source.path(), &*after),
        );
        let (old, new) = (engine::parse(&old, config), engine::parse(&new, config));
        round(&name.to_string(), &old, &new, edits);
        text = after;
    }
    assert_eq!(text, mended.source.text(), "{name}: the edits are not all");
}

fn round(name: &str, old: &Article<'_>, new: &Article<'_>, edits: &[Edit]) {
    let before: Vec<_> = edits.iter().map(|edit| edit.span).collect();
    let after = places_after(edits);
    // Where no front matter was seen, or not all of it, the body may begin elsewhere.
    let (starts, ends) = (old.body().span(), new.body().span());
    let from = (
        starts.start.max(moved(&after, &before, ends.start)),
        ends.start.max(moved(&before, &after, starts.start)),
    );
    same(
        name,
        "the text of the body",
        &text(old, &before, from.0),
        &text(new, &after, from.1),
    );

    same(
        name,
        "the tags of the body",
        &tags(old, &before, from.0),
        &tags(new, &after, from.1),
    );

    let is_whole = old
        .front_matter()
        .is_some_and(|front_matter| front_matter.problems.is_empty());
    if is_whole {
        assert_eq!(
            values(old, &before),
            values(new, &after),
            "{name}: the front matter"
        );
    }
}

/// Where a place on one side of edits is on the other side.
pub(crate) fn moved(from: &[Span], to: &[Span], at: u32) -> u32 {
    let last = from.iter().rposition(|edit| edit.start < at);
    last.map_or(at, |last| to[last].end + at.saturating_sub(from[last].end))
}

/// The text that a reader gets, code included, without blanks and without what edits touch.
fn text(article: &Article<'_>, touched: &[Span], from: u32) -> String {
    let body = article.body();
    let mut out = String::new();
    for prose in body.prose_and_code() {
        for (at, char) in prose.text().char_indices() {
            let place = prose.locate(body, at..at + char.len_utf8());
            let is_told = place.start >= from && !char.is_whitespace() && !meets(touched, place);
            if is_told && char != '\u{fffc}' {
                out.push(char);
            }
        }
    }
    out
}

fn meets(touched: &[Span], place: Span) -> bool {
    let next = touched.partition_point(|edit| edit.end <= place.start);
    touched.get(next).is_some_and(|edit| edit.overlaps(place))
}

/// The start tags in the order of the file, and what Markdown has for images and links, with their
/// attributes, without those that edits touch.
fn tags(article: &Article<'_>, touched: &[Span], from: u32) -> String {
    let mut tags: Vec<(Span, String)> = Vec::new();
    for element in article.body().all_elements() {
        let tag = element.start_tag();
        // `<img`: the attributes speak for themselves. Of what Markdown makes, the whole is the
        // tag, and what goes from its end leaves nothing to meet.
        let is_touched = match element.construct() {
            None if element.is_html() => meets(touched, Span::new(tag.start, tag.start + 2)),
            Some(_) => touched
                .iter()
                .any(|edit| edit.start <= tag.end && tag.start <= edit.end),
            None => continue,
        };
        if !element.is_written() || tag.start < from || is_touched {
            continue;
        }
        let mut shown = format!("<{}", element.name());
        for (name, attribute) in element.attributes() {
            if !meets(touched, attribute.span) {
                shown += &format!(" {name}={}", attribute.value);
            }
        }
        tags.push((tag, shown + ">"));
    }
    tags.sort();
    tags.into_iter().map(|(_, shown)| shown).collect()
}

/// The front matter without what edits touch, or stand right beside: paths with their values. An
/// item of a list has no number, which those before it would change.
fn values(article: &Article<'_>, touched: &[Span]) -> Vec<(String, String)> {
    let is_touched = |place: Span| {
        let mut edits = touched.iter();
        edits.any(|edit| edit.start <= place.end && place.start <= edit.end)
    };
    let front_matter = article.front_matter().into_iter();
    let flat = front_matter.flat_map(|front_matter| front_matter.walk());
    flat.filter(|flat| !is_touched(flat.node.outer_span()) && !flat.key.is_some_and(is_touched))
        .map(|flat| {
            let path = flat.path.replace(|char: char| char.is_ascii_digit(), "");
            (path, flat.text.to_string())
        })
        .collect()
}

/// Fails with the place of the first difference.
fn same(name: &str, what: &str, old: &str, new: &str) {
    let pairs = old.chars().zip(new.chars());
    let common = pairs.take_while(|(old, new)| old == new).count();
    let rest = |text: &str| -> String {
        let start = common.saturating_sub(20);
        text.chars().skip(start).take(60).collect()
    };
    assert!(
        old == new,
        "{name}: {what}\n  was: {:?}\n  is:  {:?}",
        rest(old),
        rest(new)
    );
}

/// What the comparison says of an edit that nobody judged.
fn compared(text: &str, part: &str, with: &str) {
    let (source, config) = (Source::new("a.html", text), Config::recommended());
    let (at, _) = text.match_indices(part).next().unwrap();
    let edit = Edit::replace(Span::of(at..at + part.len()), with);
    let mended = Mended {
        source: Source::new("a.html", apply(text, std::slice::from_ref(&edit))),
        findings: Vec::new(),
        applied: Vec::new(),
        rounds: vec![vec![edit]],
        refused: Vec::new(),
    };
    check(&source, &mended, &config);
}

#[test]
fn what_an_edit_says_is_no_loss() {
    compared("---\na: 1\n---\n<p>one two</p>", "one ", "");
    compared("---\na: 1\n---\n<p>one two</p>", "a: 1", "a: '1'");
}

#[test]
#[should_panic(expected = "the text of the body")]
fn a_reference_that_comes_together_is_a_loss() {
    compared("<p>&\u{200b}amp;</p>", "\u{200b}", "");
}

#[test]
#[should_panic(expected = "the tags of the body")]
fn an_attribute_that_a_quote_swallows_is_a_loss() {
    compared("<p><a href='/x' id='y'>x</a></p>", "/x'", "/x");
}

#[test]
#[should_panic(expected = "the front matter")]
fn a_value_that_swallows_others_is_a_loss() {
    compared("---\nnet:\n  mesh: 2\n---\n", "net:", "net: |");
}
