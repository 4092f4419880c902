//! End tags that end nothing.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};

use html5ever::{LocalName, local_name};
use memchr::memchr_iter;
use schemars::JsonSchema;
use serde::Deserialize;

use super::block_in_paragraph::cut_paragraphs;
use super::{Check, Context, Hit, Kind};
use crate::document::html::{Dom, StrayEndTag as Stray, is_known, is_void};
use crate::document::{Article, Body, Closing, Markup, Span, offset};
use crate::fix::gone;
use crate::fix::{Applicability, Edit, Fix};

/// Looks for end tags without an open element of their name.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StrayEndTag {}

impl Kind for StrayEndTag {
    const NAME: &'static str = "stray-end-tag";
    const HOLES: &'static [&'static str] = &["name"];
}

impl Check for StrayEndTag {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        // MDX does not compile with such a tag, so there its build says so.
        if cx.article.markup() == Markup::Mdx {
            return;
        }
        let cut: BTreeSet<_> = cut_paragraphs(body).iter().map(|cut| cut.end).collect();
        let told = |stray: &&Stray| {
            // A block in a paragraph is a fault of its own, told at the block, and so is an
            // element that overlaps with another, told at its start tag.
            !cut.contains(&stray.span)
                && !body.overlaps().has_start(stray.span)
                // What the Markdown renderer wrote is not the author's.
                && body.map().exact(stray.span).is_some()
        };
        let mut strays = body.dom().stray_end_tags().iter().filter(told).peekable();
        let mut look = Look {
            article: cx.article,
            unread: HashMap::new(),
            foot: foot(cx.article),
            ended: OnceCell::new(),
        };
        while let Some(stray) = strays.next() {
            let span = body.locate(stray.span);
            let written = cx.article.source().slice(span);
            // As it is written: `</Gallery>`.
            let name = written.get(2..2 + stray.name.len()).unwrap_or(&stray.name);
            let hit = Hit::new(span).with("name", name);
            let ends = strays.next_if(|next| is_start_of(body, stray, next));
            hits.push(match ends {
                Some(end) => mistyped_start(hit, span, name)
                    .related(body.locate(end.span), "this closes nothing either"),
                None => look.at(hit, stray, span),
            });
        }
    }
}

/// Whether a stray end tag was meant for a start tag: nothing but text stands between it and
/// another stray one, as in `one</b>two</b>`.
fn is_start_of(body: &Body, stray: &Stray, next: &Stray) -> bool {
    let name = LocalName::from(&*stray.name);
    let has_content = is_known(&name) && !is_void(&name);
    let is_part_of_page = matches!(&*stray.name, "p" | "html" | "head" | "body");
    if stray.name != next.name || !has_content || is_part_of_page {
        return false;
    }
    let between = Span::new(stray.span.end, next.span.start).of_text(body.html());
    !between.trim().is_empty() && !between.contains(['<', '\n'])
}

fn mistyped_start(hit: Hit, tag: Span, name: &str) -> Hit {
    let title = format!("write `<{name}>`");
    let edit = Edit::replace(tag, format!("<{name}>"));
    hit.help(format!("write `<{name}>` if it is the start tag"))
        .fix(Fix::new(title, Applicability::Unsafe, vec![edit]))
}

/// Looks at one stray end tag after the other.
struct Look<'a> {
    article: &'a Article<'a>,
    /// The first start tag of a name that the parser has not taken for one, by name.
    unread: HashMap<String, Option<Unread>>,
    /// Where the end of a part of a page begins, in the HTML.
    foot: usize,
    /// The start tags of paragraphs of HTML that one of Markdown has ended, sorted.
    ended: OnceCell<Vec<Span>>,
}

/// Where the stray end tags begin with which a part of a page ends, in bytes of the HTML: what
/// they end is opened in another file, as generators put pages together. Nowhere in an article.
fn foot(article: &Article<'_>) -> usize {
    let html = article.body().html();
    let is_part =
        article.markup() == Markup::Html && !article.has_metadata() && !Dom::is_document(html);
    if !is_part {
        return usize::MAX;
    }
    let mut foot = html.trim_end().len();
    for stray in article.body().dom().stray_end_tags().iter().rev() {
        if stray.span.end as usize != foot {
            break;
        }
        foot = html[..stray.span.start as usize].trim_end().len();
    }
    foot
}

/// Elements that go around parts of a page.
const FRAMES: &[&str] = &[
    "article", "aside", "body", "center", "div", "footer", "header", "html", "main", "section",
    "table", "tbody", "td", "tr",
];

/// A start tag that made no element.
#[derive(Clone, Copy)]
struct Unread {
    tag: Span,
    /// Whether it is in no code and no comment: the parser has seen it, and thrown it away.
    is_ignored: bool,
}

impl Look<'_> {
    fn at(&mut self, hit: Hit, stray: &Stray, tag: Span) -> Hit {
        let text = self.article.source().text();
        let written = tag.of_text(text);
        let name = &*stray.name;
        let fix = |title: String, trust, edits| Fix::new(title, trust, edits);
        match name {
            "p" => return self.of_paragraph(hit, stray),
            "br" if is_behind_break(&text[..tag.start as usize]) => {
                let edit = Edit::delete(tag);
                let title = "remove the second line break".to_owned();
                return hit
                    .note("browsers make a second `<br>` of it")
                    .help("remove the end tag")
                    .fix(fix(title, Applicability::Unsafe, vec![edit]));
            }
            "br" => {
                let edit = Edit::replace(tag, "<br>");
                let title = "write `<br>`".to_owned();
                return hit
                    .note("browsers make a `<br>` of it")
                    .help("write `<br>`")
                    .fix(fix(title, Applicability::Safe, vec![edit]));
            }
            _ => {}
        }
        // `the quay</a。>`: a sign has slipped in.
        if let Some((before, behind)) = slipped_in(written) {
            return hit.help(format!("write `{before}>{behind}`"));
        }
        // A component of JSX may have its start tag where only a compiler looks for it.
        let is_component = written.contains(|char: char| char.is_ascii_uppercase())
            && written.contains(|char: char| char.is_ascii_lowercase());
        if is_component {
            return hit;
        }
        if FRAMES.contains(&name) && stray.span.start as usize >= self.foot {
            return hit
                .note("in a part of a page, the start tag may stand in another file")
                .help("remove the end tag if it does not");
        }
        let start = self.unread_start(name, tag);
        let mut edits = vec![Edit::delete(gone(self.article, tag))];
        let is_part_of_page = matches!(name, "html" | "head" | "body");
        if let Some(Unread { tag: start, .. }) =
            start.filter(|start| is_part_of_page && start.is_ignored)
        {
            // The page has one of its own, so both tags are ignored.
            edits.insert(0, Edit::delete(gone(self.article, start)));
            return hit
                .note("the page of an article has its own")
                .help("remove both tags")
                .related(start, "its start tag is ignored as well")
                .fix(fix(
                    "remove both tags".to_owned(),
                    Applicability::Unsafe,
                    edits,
                ));
        }
        // A template may write the start tag, and a mistyped name may be the end of something.
        let is_sure = is_known(name) && self.article.opaque().is_empty() && start.is_none();
        let trust = match is_sure {
            true => Applicability::Safe,
            false => Applicability::Unsafe,
        };
        hit.fix(fix("remove the end tag".to_owned(), trust, edits))
    }

    /// A blank line ends a block of HTML, and to Markdown a paragraph follows, which ends the one
    /// of HTML.
    fn of_paragraph(&self, hit: Hit, stray: &Stray) -> Hit {
        let body = self.article.body();
        let ended = self.ended.get_or_init(|| {
            let name = local_name!("p");
            let paragraphs = body.named(&name).filter(|paragraph| {
                let by_markdown = matches!(paragraph.closing(), Closing::Implied { by } if body.map().exact(by).is_none());
                by_markdown && paragraph.is_written() && paragraph.is_html()
            });
            let mut tags: Vec<_> = paragraphs.filter_map(|it| it.html_start_tag()).collect();
            tags.sort_unstable();
            tags
        });
        let before = ended.partition_point(|tag| tag.end <= stray.span.start);
        let hit = hit.note("browsers make an empty paragraph of it");
        match before.checked_sub(1) {
            Some(last) => hit
                .related(body.locate(ended[last]), "ended by a paragraph of Markdown")
                .help("remove the blank lines between both tags, which end the HTML"),
            None => hit,
        }
    }

    /// The first start tag of this name before an end tag that is in code, in a comment, or of no
    /// use where it stands: to another reader it may be the one that is ended.
    fn unread_start(&mut self, name: &str, end: Span) -> Option<Unread> {
        let article = self.article;
        if !self.unread.contains_key(name) {
            let found = first_unread(article, name);
            self.unread.insert(name.to_owned(), found);
        }
        self.unread[name].filter(|start| start.tag.end <= end.start)
    }
}

/// An end tag of HTML with signs of a script behind its name, cut between both.
fn slipped_in(tag: &str) -> Option<(&str, &str)> {
    let inside = tag.strip_suffix('>')?;
    let at = inside.find(|char: char| !char.is_ascii())?;
    let (before, behind) = inside.split_at(at);
    is_known(before.strip_prefix("</")?).then_some((before, behind))
}

fn first_unread(article: &Article<'_>, name: &str) -> Option<Unread> {
    let body = article.body();
    let local = LocalName::from(name);
    let elements = body.named(&local).map(|element| element.start_tag());
    let read: HashSet<u32> = elements.map(|tag| tag.start).collect();
    let text = article.source().text();
    let from = body.span().start as usize;
    memchr_iter(b'<', &text.as_bytes()[from..])
        .map(|at| from + at)
        .find(|&at| is_start_tag(&text.as_bytes()[at + 1..], name) && !read.contains(&offset(at)))
        .map(|at| {
            let length = text[at..].find('>').map_or(1, |end| end + 1);
            let tag = Span::of(at..at + length);
            let mut errors = body.dom().parse_errors().iter();
            let is_ignored = errors.any(|error| body.map().exact(error.span) == Some(tag));
            Unread { tag, is_ignored }
        })
}

/// Whether a text ends with the start tag of a line break.
fn is_behind_break(text: &str) -> bool {
    let tag = text.rsplit_once('<').map(|(_, tag)| tag);
    let inside = tag.and_then(|tag| tag.strip_suffix('>'));
    inside.is_some_and(|inside| {
        let name = inside.trim_end_matches(['/', ' ']);
        name.eq_ignore_ascii_case("br")
    })
}

fn is_start_tag(text: &[u8], name: &str) -> bool {
    let is_named = |it: &[u8]| it.eq_ignore_ascii_case(name.as_bytes());
    text.get(..name.len()).is_some_and(is_named)
        && matches!(
            text.get(name.len()),
            Some(b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>')
        )
}
