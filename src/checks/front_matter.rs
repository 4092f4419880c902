//! Front matter as a whole: whether it is there, and what stands before it.

use std::path::Path;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::front_matter::ProblemKind;
use crate::document::{Article, Span};
use crate::finding::Level;
use crate::fix::{Applicability, Edit, Fix};
use crate::target::{Seen, sees};

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
    if article.has_metadata() || is_document(article) {
        return None;
    }
    let first = article.source().lines().line(article.source().text(), 0);
    let hit = Hit::new(first);
    match cx.is_post() {
        Some(true) => Some(hit),
        _ if is_about_the_repository(article.source().path()) => None,
        _ => Some(hit.level(Level::Info)),
    }
}

fn is_document(article: &Article<'_>) -> bool {
    crate::document::html::Dom::is_document(article.body().html())
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
        .to_ascii_lowercase();
    NAMES.contains(&stem.as_str())
}

fn leading_content(cx: &Context<'_>) -> Option<Hit> {
    let fence = &cx.article.front_matter()?.fence;
    let before = fence.leading;
    if before.is_empty() {
        return None;
    }
    let text = cx.article.source().slice(before);
    let blank = text.trim().is_empty();
    let what = match text.lines().count() {
        _ if !blank => "text",
        0 | 1 if !text.contains(['\n', '\r']) => "blanks",
        1 => "a blank line",
        _ => "blank lines",
    };
    let hit = Hit::new(marked(before, text)).with("what", what);
    let hit = hit.fix(blank.then(|| remove(before, what)));
    let text = cx.article.source().text();
    let lost: Vec<_> = cx
        .settings
        .targets
        .iter()
        .filter_map(|target| {
            let seen = sees(*target, text);
            let above = matches!(&seen, Seen::Found { block, .. } if block.start < fence.open.start);
            let above = above.then(|| {
                let name = target.name();
                format!("{name} takes the lines above the fence for the front matter, so it reads no key")
            });
            above.or_else(|| target.explain(&seen))
        })
        .collect();
    if lost.is_empty() {
        return Some(hit);
    }
    Some(hit.level(Level::Error).note(lost.join("; ")))
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
    let title = format!("remove the {}", what.trim_start_matches("a "));
    Fix::new(title, Applicability::Safe, vec![Edit::delete(before)])
}

/// Reports what the reader of the front matter stumbled over.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FrontMatterProblem {
    /// The kinds of problems.
    problems: Vec<Kinds>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Kinds {
    /// The block breaks the grammar of its language.
    Syntax,
    /// There is no closing fence.
    Unclosed,
    /// There is no opening fence.
    Unopened,
    /// A key stands twice.
    DuplicateKey,
    /// The block is a list or a text.
    NotAMapping,
    /// A second YAML document follows.
    SeveralDocuments,
    /// The block is longer or deeper than is read.
    TooLarge,
}

impl From<ProblemKind> for Kinds {
    fn from(kind: ProblemKind) -> Self {
        match kind {
            ProblemKind::Syntax => Self::Syntax,
            ProblemKind::Unclosed => Self::Unclosed,
            ProblemKind::DuplicateKey => Self::DuplicateKey,
            ProblemKind::NotAMapping => Self::NotAMapping,
            ProblemKind::SeveralDocuments => Self::SeveralDocuments,
            ProblemKind::TooLarge => Self::TooLarge,
            ProblemKind::Unopened => Self::Unopened,
        }
    }
}

impl Kind for FrontMatterProblem {
    const NAME: &'static str = "front-matter-problem";
    const HOLES: &'static [&'static str] = &["problem"];
}

impl Check for FrontMatterProblem {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(front_matter) = cx.article.front_matter() else {
            return;
        };
        if front_matter.is_template {
            return;
        }
        for problem in &front_matter.problems {
            if !self.problems.contains(&problem.kind.into()) {
                continue;
            }
            let mut hit = Hit::new(problem.span).with("problem", problem.message.as_str());
            hit.related.clone_from(&problem.related);
            hit.help.clone_from(&problem.hint);
            hits.push(hit.fix(problem.fix.clone()));
        }
    }
}
