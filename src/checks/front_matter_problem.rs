//! What is wrong with front matter as such, for every reader of it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::front_matter::{Problem, ProblemKind};
use crate::finding::Level;
use crate::target::{Target, TargetView, names, view};

/// Reports what the reader of the front matter stumbled over.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FrontMatterProblem {
    /// The kinds of problems.
    problems: Vec<ProblemKind>,
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
        for problem in &front_matter.problems {
            if !self.problems.contains(&problem.kind) {
                continue;
            }
            let mut hit = Hit::new(problem.span).with("problem", problem.message.as_str());
            hit.related.clone_from(&problem.related);
            hit.help.clone_from(&problem.hint);
            hits.push(under_targets(hit.fix(problem.fix.clone()), problem, cx));
        }
    }
}

/// Says what happens under the targets in use. What all of them read all the same breaks nothing
/// yet.
fn under_targets(hit: Hit, problem: &Problem, cx: &Context<'_>) -> Hit {
    let targets = cx.settings.targets.as_slice();
    if targets.is_empty() {
        return hit;
    }
    let text = cx.article.source().text();
    let results: Vec<(Target, &str)> = if problem.kind == ProblemKind::DuplicateKey {
        let words = targets.iter().map(|target| target.duplicates_words());
        targets.iter().copied().zip(words).collect()
    } else {
        let views = targets.iter().map(|target| view(*target, text));
        let result = |view: TargetView| Some((view.target, view.result_words()?));
        views.filter_map(result).collect()
    };
    if results.is_empty() {
        let verb = if targets.len() == 1 { "reads" } else { "read" };
        let note = format!(
            "{} {verb} it all the same, other tools do not",
            names(targets)
        );
        return hit.level(Level::Warning).note(note);
    }
    let told: Vec<_> = results
        .iter()
        .map(|(target, words)| format!("{}: {words}", target.name()))
        .collect();
    hit.note(told.join("; "))
}
