//! The format for people at a terminal: every finding with the lines it is about.

mod drawing;

use std::panic::{AssertUnwindSafe, catch_unwind};

use self::drawing::Drawing;
use super::concise;
use super::human::{self, Page, trust};
use super::snippet::{Frame, Snippet};
use super::style::Paint;
use super::summary::counted;
use super::{Checked, Report, Style, Summary};
use crate::finding::Finding;

/// The most bytes of one finding, without colour and with it.
const BUDGET: usize = 2048;
const COLORED_BUDGET: usize = 3072;

/// How much of a finding is shown.
struct Plan {
    /// Bytes of a message or a help text.
    prose: usize,
    /// Bytes of a path.
    path: usize,
    /// Columns of a line, however wide the terminal is.
    width: usize,
    /// Whether a line before and after is shown.
    context: bool,
    /// Related places in the drawing.
    related: usize,
    /// Related places below it.
    notes: usize,
}

/// The usual plan, and the one for what exceeds the budget.
const PLANS: [Plan; 2] = [
    Plan {
        prose: 400,
        path: 255,
        width: 120,
        context: true,
        related: 4,
        notes: 3,
    },
    Plan {
        prose: 160,
        path: 120,
        width: 60,
        context: false,
        related: 0,
        notes: 0,
    },
];

pub(crate) struct Pretty {
    style: Style,
}

impl Pretty {
    pub(crate) fn new(style: Style) -> Self {
        Self { style }
    }
}

impl Report for Pretty {
    fn file(&self, checked: &Checked<'_>) -> String {
        human::file(checked, &self.style, block)
    }

    fn finish(&self, summary: &Summary, out: &mut String) {
        human::finish(summary, &self.style, out);
    }
}

/// One finding and the blank line behind it. Where drawing it fails or becomes too long, the
/// line of the concise format stands for it: no finding is lost.
fn block<'a>(page: &mut Page<'a>, finding: &'a Finding) -> String {
    let budget = if page.style.color {
        COLORED_BUDGET
    } else {
        BUDGET
    };
    let help = page.help(finding);
    first_that_fits(budget, |plan| draw(page, finding, help, plan))
        .unwrap_or_else(|| concise::line(page, finding) + "\n")
}

/// Draws by one plan after the other, until the drawing succeeds and fits.
fn first_that_fits(budget: usize, mut draw: impl FnMut(&Plan) -> Option<String>) -> Option<String> {
    PLANS.iter().find_map(|plan| {
        // What a panic could leave half done is a remembered place and a text that is dropped.
        let drawn = catch_unwind(AssertUnwindSafe(|| draw(plan))).ok()??;
        (drawn.len() <= budget).then_some(drawn)
    })
}

fn draw(page: &mut Page<'_>, finding: &Finding, help: Option<&str>, plan: &Plan) -> Option<String> {
    let snippet = Snippet::of(page.source, finding, frame(page, finding, plan));
    let drawing = Drawing {
        rule: page.prose(&finding.rule, plan.path),
        message: page.prose(&finding.message, plan.prose),
        level: finding.level,
        path: page.path(plan.path),
        position: page.places.of(finding.span.start),
        snippet: &snippet,
    };
    let mut out = drawing.draw(page.style)?;
    tail(&mut out, page, finding, help, &snippet.apart, plan);
    out.push('\n');
    Some(out)
}

/// The room that borders and line numbers leave.
fn frame(page: &Page<'_>, finding: &Finding, plan: &Plan) -> Frame {
    let lines = page.source.lines();
    let first = lines.line_of(finding.span.start);
    let last = lines.line_of(finding.span.end);
    let number = (last + 9).ilog10() as usize + 1;
    let arrows = if first == last { 0 } else { 4 };
    let width = page.style.width.min(plan.width);
    Frame {
        columns: width.saturating_sub(number + 4 + arrows).max(10),
        context: plan.context,
        related: plan.related,
        ellipsis: page.style.ellipsis(),
    }
}

/// Writes what stands below the drawing: the related places that are not in it, help and fix.
fn tail(
    out: &mut String,
    page: &mut Page<'_>,
    finding: &Finding,
    help: Option<&str>,
    apart: &[usize],
    plan: &Plan,
) {
    let style = page.style;
    let mut line = |paint, word: &str, head: &str, text: &str| {
        let head = style.paint(paint, &format!("{word:>6}: ")) + head;
        let options = textwrap::Options::new(style.width.saturating_sub(1))
            .initial_indent(&head)
            .subsequent_indent("        ");
        for line in textwrap::wrap(text, options) {
            out.push_str(line.trim_end_matches(' '));
            out.push('\n');
        }
    };
    let (told, rest) = apart.split_at(plan.notes.min(apart.len()));
    for &at in told {
        let related = &finding.related[at];
        let at = page.places.of(related.span.start);
        let place = format!("{}:{}:{}: ", page.path(plan.path), at.line, at.column);
        let message = page.prose(&related.message, plan.prose / 3);
        line(Paint::Help, "note", &place, &message);
    }
    if !rest.is_empty() {
        let word = if told.is_empty() {
            "related place"
        } else {
            "more related place"
        };
        line(Paint::Help, "note", "", &counted(rest.len(), word));
    }
    if let Some(help) = help {
        line(Paint::Help, "help", "", &page.prose(help, plan.prose));
    }
    if let Some(fix) = &finding.fix {
        let title = page.prose(&fix.title, plan.prose / 2);
        let text = format!("{title} ({})", trust(fix.applicability));
        line(Paint::Fix, "fix", "", &text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_drawn_smaller() {
        let drawn = first_that_fits(200, |plan| Some("x".repeat(plan.prose)));
        assert_eq!(drawn.map(|drawn| drawn.len()), Some(PLANS[1].prose));
        assert_eq!(first_that_fits(10, |_| Some("x".repeat(11))), None);
    }

    #[test]
    fn a_panic_costs_a_drawing_and_not_the_run() {
        assert_eq!(first_that_fits(200, |_| panic!("as miette may")), None);
        let drawn = first_that_fits(200, |plan| {
            assert!(!plan.context, "as only the first plan may");
            Some("drawn".to_owned())
        });
        assert_eq!(drawn.as_deref(), Some("drawn"));
    }
}
