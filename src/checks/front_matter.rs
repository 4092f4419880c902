//! Front matter as a whole: whether it is there, and what stands before it.

use std::path::Path;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::date::from_path;
use crate::document::{Article, Span};
use crate::finding::Level;
use crate::fix::{Applicability, Edit, Fix};
use crate::target::{Seen, Target, Without, sees, view};

/// Looks at the place of the front matter.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FrontMatterCheck {
    /// What is objected to.
    fault: Fault,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// There is none.
    Missing,
    /// Something stands before it.
    LeadingContent,
}

impl Kind for FrontMatterCheck {
    const NAME: &'static str = "front-matter";
    const HOLES: &'static [&'static str] = &["what"];
}

impl Check for FrontMatterCheck {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        match self.fault {
            Fault::Missing => hits.extend(missing(cx)),
            Fault::LeadingContent => hits.extend(leading_content(cx)),
        }
    }
}

/// A post without front matter is broken; of a page nobody knows whether it wants any.
fn missing(cx: &Context<'_>) -> Option<Hit> {
    let article = cx.article;
    if article.has_metadata() || is_document(article) || is_part(article) {
        return None;
    }
    let first = article.source().lines().line(article.source().text(), 0);
    let hit = Hit::new(first);
    match cx.is_post() {
        Some(true) if is_named_by_file(cx) => Some(hit.level(Level::Info).note(
            "title and date come from the name of the file, all else from the site's defaults",
        )),
        Some(true) => Some(hit),
        _ if is_about_the_repository(article.source().path()) => None,
        _ => Some(hit.level(Level::Info)),
    }
}

/// Whether the generators in use make a post of the file all the same.
fn is_named_by_file(cx: &Context<'_>) -> bool {
    let targets = &cx.settings.targets;
    let shows = |target: &Target| target.profile().without == Without::CopiedUnlessPost;
    let path = cx.settings.site_path(cx.article.source().path());
    !targets.is_empty() && targets.iter().all(shows) && from_path(&path).is_some()
}

fn is_document(article: &Article<'_>) -> bool {
    crate::document::html::Dom::is_document(article.body().html())
}

/// Whether other files take the text in: generators make no page of what `_` begins the name of.
fn is_part(article: &Article<'_>) -> bool {
    let path = article.source().path();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('_') && !name.starts_with("_index.")
}

/// Files that speak of the repository, not of the site.
fn is_about_the_repository(path: &Path) -> bool {
    const NAMES: &[&str] = &[
        "readme",
        "changelog",
        "contributing",
        "license",
        "code_of_conduct",
        "security",
        "authors",
        "maintainers",
        "support",
        "governance",
        "history",
    ];
    let stem = path
        .file_stem()
        .and_then(|stem| stem.to_str())
        .unwrap_or_default();
    let stem = stem
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase()
        .replace('-', "_");
    NAMES.contains(&stem.as_str()) || stem.starts_with("license_")
}

fn leading_content(cx: &Context<'_>) -> Option<Hit> {
    let fence = &cx.article.front_matter()?.fence;
    let before = fence.leading;
    if before.is_empty() {
        return None;
    }
    let text = cx.article.source().slice(before);
    let what = what(text);
    let hit = Hit::new(marked(before, text)).with("what", what);
    let hit = hit.fix((what != "text").then(|| remove(before, what)));
    let text = cx.article.source().text();
    let lost = |target: &Target| lost(*target, text, fence.open);
    if cx.settings.targets.is_empty() {
        let to_nobody = Target::ALL.iter().all(|target| lost(target).is_some());
        return Some(if to_nobody {
            hit.level(Level::Error)
        } else {
            hit
        });
    }
    let lost: Vec<_> = cx.settings.targets.iter().filter_map(lost).collect();
    if lost.is_empty() {
        return Some(hit);
    }
    Some(hit.level(Level::Error).note(lost.join("; ")))
}

/// Why a target does not see the block that this fence opens; `None` when it does.
fn lost(target: Target, text: &str, open: Span) -> Option<String> {
    let seen = sees(target, text);
    if let Seen::Found { block, .. } = &seen
        && block.start < open.start
    {
        if block.end > open.start {
            let before = &text[block.start as usize..open.start as usize];
            let is_blank = before.trim().is_empty();
            return (!is_blank).then(|| view(target, text).explain()).flatten();
        }
        let name = target.name();
        return Some(format!(
            "{name} takes the lines above the fence for the front matter, so it reads no key"
        ));
    }
    target.explain(&seen)
}

/// What stands before the fence, in words; only blank things can go without a loss.
fn what(text: &str) -> &'static str {
    let invisible = |char: char| matches!(char, '\u{200b}' | '\u{feff}');
    let seen = text.trim_matches(|char: char| char.is_whitespace() || invisible(char));
    match text.lines().count() {
        _ if !seen.is_empty() => "text",
        _ if text.contains(invisible) => "an invisible character",
        0 | 1 if !text.contains(['\n', '\r']) => "blanks",
        1 => "a blank line",
        _ => "blank lines",
    }
}

/// The line ending itself where there is nothing else to see.
fn marked(before: Span, text: &str) -> Span {
    let visible = text.trim_end_matches(['\r', '\n']);
    if visible.trim().is_empty() {
        before
    } else {
        Span::of(before.start as usize..before.start as usize + visible.len())
    }
}

fn remove(before: Span, what: &str) -> Fix {
    let title = format!(
        "remove the {}",
        what.trim_start_matches("an ").trim_start_matches("a ")
    );
    Fix::new(title, Applicability::Safe, vec![Edit::delete(before)])
}
