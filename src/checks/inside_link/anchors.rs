//! The places in an article that a fragment may lead to, whoever makes the ids of its headings.
//!
//! Every generator has its own way from a heading to an id, and themes and scripts add more. So
//! the question is not which id is there, but whether any of them could make this one.

use std::collections::HashSet;

use html5ever::local_name;

use crate::document::{Article, Element};
use crate::site::decoded;

/// Ids that the page around the article has in most themes (`top` means the page itself,
/// WHATWG HTML §7.4.6.4).
const OF_PAGES: &[&str] = &[
    "top",
    "comment",
    "comments",
    "content",
    "contents",
    "disqus_thread",
    "footer",
    "header",
    "main",
    "more",
    "nav",
    "newsletter",
    "page",
    "reply",
    "respond",
    "search",
    "share",
    "sidebar",
    "subscribe",
    "toc",
    "table-of-contents",
    "wrapper",
];

/// How generators and their plugins begin the ids that they make themselves.
const OF_GENERATORS: &[&str] = &[
    "__",
    "cb",
    "cite",
    "code",
    "eq",
    "fig",
    "ref-",
    "section",
    "tab",
    "tbl",
    "user-content-",
];

/// The places of an article.
pub(super) struct Anchors<'a> {
    ids: HashSet<&'a str>,
    headings: Vec<Heading>,
    text: &'a str,
    /// Whether places may come from what is not in the article.
    is_open: bool,
    has_footnotes: bool,
}

/// A heading, as far as all ids made of it agree.
struct Heading {
    letters: String,
    /// Signs that some spell out (`&` as `and`), or letters that some write as others.
    is_odd: bool,
}

impl<'a> Anchors<'a> {
    pub(super) fn of(article: &'a Article<'a>) -> Self {
        let body = article.body();
        let name = local_name!("name");
        let names = body
            .having(&name)
            .filter_map(|element| element.attr("name"));
        let ids = body.ids().keys().map(String::as_str);
        let is_heading = |element: &Element<'_>| is_heading(element.name());
        let is_live = |&span| article.is_opaque_and_live(span);
        Self {
            ids: ids.chain(names).collect(),
            headings: body.elements().filter(is_heading).map(heading).collect(),
            text: article.source().slice(body.span()),
            is_open: article.opaque().iter().any(is_live)
                || body.elements().any(|element| element.is_component()),
            has_footnotes: body.ids().keys().any(|id| id.starts_with("fn"))
                || article.source().text().contains("[^"),
        }
    }

    /// Whether no generator would find this place in the article.
    pub(super) fn lack(&self, fragment: &str) -> bool {
        // Routes of scripts, directives to the browser, and names of plugins.
        if self.is_open || fragment.contains(['/', '!', ':', '=', '&', '{', '<']) {
            return false;
        }
        let Some(id) = decoded(fragment) else {
            return false;
        };
        let lower = id.to_lowercase();
        let by_others = OF_PAGES.contains(&&*lower)
            || OF_GENERATORS.iter().any(|start| lower.starts_with(start))
            || is_line(&lower)
            || self.has_footnotes && is_footnote(&lower);
        let is_there = self.ids.contains(&*id) || self.ids.contains(fragment);
        !(by_others || is_there || self.is_declared(&id) || self.may_be_of_heading(&id))
    }

    /// `{: #id}` and `{#id}` of kramdown, Docusaurus and others.
    fn is_declared(&self, id: &str) -> bool {
        let mut places = self.text.match_indices(id);
        places.any(|(at, _)| {
            let before = &self.text[..at];
            let line = &before[before.rfind(['\n', '(', '"']).map_or(0, |end| end + 1)..];
            before.ends_with('#') && line.contains('{')
        })
    }

    fn may_be_of_heading(&self, id: &str) -> bool {
        let mut headings = self.headings.iter();
        let letters = letters(id);
        let number = id.rsplit_once(['-', '_']).map(|(stem, _)| stem);
        let stem = number.map(self::letters);
        headings.any(|heading| {
            let same = |wanted: &str| {
                wanted == heading.letters || without_lead(wanted) == without_lead(&heading.letters)
            };
            same(&letters)
                || is_numbered(id) && stem.as_deref().is_some_and(same)
                || heading.is_odd && (id.is_ascii() || near(&letters, &heading.letters))
        })
    }
}

fn is_heading(name: &str) -> bool {
    matches!(
        name,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" | "summary"
    )
}

fn heading(element: Element<'_>) -> Heading {
    let text = element.text();
    // An emoji has a name, a letter has a spelling in others: `deunicode` knows 70,000 of them.
    let is_spelled =
        |sign: char| !sign.is_ascii() && !matches!(sign, '\u{a0}' | '\u{2010}'..='\u{2027}');
    let is_odd = |sign: char| is_spelled(sign) || "&+%@$#<>*|~=^".contains(sign);
    Heading {
        letters: letters(&text),
        is_odd: text.contains(is_odd),
    }
}

/// Letters and digits, in lower case.
fn letters(text: &str) -> String {
    let kept = text.chars().filter(|char| char.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// kramdown leaves out what stands before the first letter.
fn without_lead(letters: &str) -> &str {
    letters.trim_start_matches(|char: char| char.is_numeric())
}

/// Whether an id ends as those of headings that come twice.
fn is_numbered(id: &str) -> bool {
    let number = id.rsplit_once(['-', '_']).map_or("", |(_, number)| number);
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// `L12`, a line of code.
fn is_line(id: &str) -> bool {
    let number = id.strip_prefix('l');
    number.is_some_and(|number| number.starts_with(|char: char| char.is_ascii_digit()))
}

/// `fn1`, `fnref-1`, `_ftn1`, `footnote-1`.
fn is_footnote(id: &str) -> bool {
    let id = id.trim_start_matches('_');
    ["fn", "ftn", "footnote"]
        .iter()
        .any(|start| id.starts_with(start))
}

fn near(one: &str, other: &str) -> bool {
    strsim::jaro_winkler(one, other) > 0.8
}
