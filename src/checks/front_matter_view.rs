//! Front matter that can be read, but not by every target.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::Span;
use crate::document::front_matter::{Format, FrontMatter, Problem};
use crate::finding::Level;
use crate::fix::{Applicability, Edit, Fix};
use crate::target::{Seen, Stage, Target, TargetView, Why, all_see, names, sees, view};

/// Looks for front matter that a target in use does not get at, or whose language it reads more
/// strictly than others.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FrontMatterView {}

impl Kind for FrontMatterView {
    const NAME: &'static str = "front-matter-view";
    const HOLES: &'static [&'static str] = &["targets", "reason"];
}

impl Check for FrontMatterView {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(front_matter) = cx.article.front_matter() else {
            return;
        };
        // A fault that is there for all readers, or something before the fence, is said elsewhere.
        let is_elsewhere = !front_matter.problems.is_empty()
            || !front_matter.fence.leading.is_empty()
            || front_matter.format == Format::Other;
        if is_elsewhere {
            return;
        }
        let text = cx.article.source().text();
        let targets = cx.settings.targets.as_slice();
        hits.extend(match targets {
            [] => for_nobody(text, front_matter),
            _ => not_read(targets, text, front_matter),
        });
    }
}

fn not_read(targets: &[Target], text: &str, front_matter: &FrontMatter<'_>) -> Option<Hit> {
    let views = targets.iter().map(|target| view(*target, text));
    let lost: Vec<_> = views.filter(is_lost).collect();
    let strict = || front_matter.strict_problem();
    hit(&lost, text, front_matter, strict)
}

/// With no target in use, fences that several do not see. The language of the block is no fault:
/// it was chosen for a generator.
fn for_nobody(text: &str, front_matter: &FrontMatter<'_>) -> Option<Hit> {
    if !front_matter.fence.language.is_empty() || all_see(text) {
        return None;
    }
    let unseen = |target: &Target| match sees(*target, text) {
        Seen::NotFound { why } | Seen::Error { why } => {
            !matches!(why, Why::OtherFormat(_) | Why::Empty)
        }
        Seen::Found { .. } => false,
    };
    if !Target::ALL.iter().any(unseen) {
        return None;
    }
    let views = Target::ALL.iter().map(|target| view(*target, text));
    let lost =
        views.filter(|view| is_lost(view) && !matches!(cause(view), Some(Why::OtherFormat(_))));
    let lost: Vec<_> = lost.collect();
    if lost.len() < 2 {
        return None;
    }
    let hit = hit(&lost, text, front_matter, || None);
    hit.map(|hit| hit.level(Level::Info))
}

/// An empty block is read by none as anything, and a key that is asked for is missed elsewhere.
fn is_lost(view: &TargetView) -> bool {
    !view.is_read()
        && !matches!(
            cause(view),
            Some(Why::Empty | Why::NoFence | Why::NotAMapping)
        )
}

fn cause(view: &TargetView) -> Option<Why> {
    match view.seen {
        Seen::NotFound { why } | Seen::Error { why } => Some(why),
        Seen::Found { .. } => None,
    }
}

/// One hit, on what hides the block from the first; what happens is said of all.
fn hit(
    lost: &[TargetView],
    text: &str,
    front_matter: &FrontMatter<'_>,
    strict: impl FnOnce() -> Option<Problem>,
) -> Option<Hit> {
    let first = lost.first()?;
    let targets: Vec<_> = lost.iter().map(|view| view.target).collect();
    let (span, reason, fix) = match (cause(first), &first.error) {
        (Some(why), _) => {
            let (span, fix) = mend(why, front_matter);
            (span, why.words().to_owned(), fix)
        }
        (None, Some(fault)) if fault.stage == Stage::Syntax => match strict() {
            Some(problem) => (problem.span, problem.message, problem.fix),
            None => (
                guilty(&fault.message, text, front_matter),
                fault.message.clone(),
                None,
            ),
        },
        (None, fault) => {
            let message = fault.as_ref().map(|fault| fault.message.clone());
            (opening(front_matter), message.unwrap_or_default(), None)
        }
    };
    let hit = Hit::new(span)
        .with("targets", names(&targets))
        .with("reason", reason)
        .note(results(lost))
        .fix(fix);
    Some(hit)
}

/// The guilty part of the fences, and what mends it.
fn mend(why: Why, front_matter: &FrontMatter<'_>) -> (Span, Option<Fix>) {
    let fence = &front_matter.fence;
    let safe = |title: &str, edit| Fix::new(title, Applicability::Safe, vec![edit]);
    match (why, fence.close) {
        (Why::OpenerBlanks, _) => {
            let blanks = fence.open_trailing;
            let fix = safe("remove the blanks", Edit::delete(blanks));
            (fence.open.cover(blanks), Some(fix))
        }
        (Why::ClosedByDots, Some(close)) => {
            let dashes = Edit::replace(close, "---");
            (close, Some(safe("write `---`", dashes)))
        }
        (Why::CloserText, Some(close)) => (close.cover(fence.glued), None),
        _ => (opening(front_matter), None),
    }
}

/// What the words of a target's reader quote, where that stands in the block once.
fn guilty(message: &str, text: &str, front_matter: &FrontMatter<'_>) -> Span {
    let block = front_matter.fence.block;
    let quoted = message
        .split('`')
        .nth(1)
        .filter(|quoted| !quoted.is_empty());
    let found = quoted.and_then(|quoted| {
        let mut found = block.of_text(text).match_indices(quoted);
        let first = found.next().filter(|_| found.next().is_none());
        first.map(|(at, quoted)| Span::of(at..at + quoted.len()).shift(block.start))
    });
    found.unwrap_or_else(|| opening(front_matter))
}

/// The opening fence or, without one, the whole block.
fn opening(front_matter: &FrontMatter<'_>) -> Span {
    let fence = &front_matter.fence;
    match fence.open.is_empty() {
        true => fence.block,
        false => fence.open,
    }
}

/// `Hexo: the post is left out of the site; Zola: the build stops`.
fn results(lost: &[TargetView]) -> String {
    let mut results: Vec<(&str, Vec<Target>)> = Vec::new();
    for view in lost {
        let words = view.result_words().unwrap_or_default();
        match results.iter_mut().find(|(known, _)| *known == words) {
            Some((_, targets)) => targets.push(view.target),
            None => results.push((words, vec![view.target])),
        }
    }
    let results: Vec<_> = results
        .iter()
        .map(|(words, targets)| format!("{}: {words}", names(targets)))
        .collect();
    results.join("; ")
}
