//! Front matter that can be read, but not by every target.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::Span;
use crate::document::front_matter::{Format, FrontMatter, Problem, Style};
use crate::finding::Level;
use crate::fix::{Applicability, Edit, Fix};
use crate::target::{Seen, Stage, Target, TargetView, Why, names, sees, view};

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
    hit(&lost, front_matter, strict)
}

/// With no target in use, fences that several do not see and YAML that several do not read. The
/// language of the block is no fault: it was chosen for a generator.
fn for_nobody(text: &str, front_matter: &FrontMatter<'_>) -> Option<Hit> {
    let unseen = |target: &Target| match sees(*target, text) {
        Seen::NotFound { why } | Seen::Error { why } => !matches!(why, Why::OtherFormat(_)),
        Seen::Found { .. } => false,
    };
    if !front_matter.fence.language.is_empty() {
        return None;
    }
    let mut strict = None;
    if !Target::ALL.iter().any(unseen) {
        let doubtful = front_matter.entries().iter().any(|entry| {
            let style = entry.value.style;
            matches!(style, Style::Single | Style::Double | Style::Flow)
                && front_matter.source(&entry.value).contains('\n')
        });
        // Readers differ in nothing but values that go on for several lines.
        strict = Some(doubtful.then(|| front_matter.strict_problem())??);
    }
    let views = Target::ALL.iter().map(|target| view(*target, text));
    let others =
        |view: &TargetView| is_lost(view) && !matches!(cause(view), Some(Why::OtherFormat(_)));
    let lost: Vec<_> = views.filter(others).collect();
    if lost.len() < 2 {
        return None;
    }
    hit(&lost, front_matter, || strict).map(|hit| hit.level(Level::Info))
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
    front_matter: &FrontMatter<'_>,
    strict: impl FnOnce() -> Option<Problem>,
) -> Option<Hit> {
    let first = lost.first()?;
    let fence = &front_matter.fence;
    let targets: Vec<_> = lost.iter().map(|view| view.target).collect();
    let (span, reason, fix) = match (cause(first), &first.error) {
        (Some(why), _) => {
            let (span, fix) = mend(why, front_matter);
            (span, why.words().to_owned(), fix)
        }
        (None, Some(fault)) if fault.stage == Stage::Syntax => match strict() {
            Some(problem) => (problem.span, problem.message, problem.fix),
            None => (fence.open, fault.message.clone(), None),
        },
        (None, fault) => {
            let message = fault.as_ref().map(|fault| fault.message.clone());
            (fence.open, message.unwrap_or_default(), None)
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
        _ => (fence.open, None),
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
