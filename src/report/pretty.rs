//! Findings drawn by miette. The only file that knows it.
//!
//! miette reads its source from the start for every label, prints columns in bytes, forgets
//! labels at the end of a file, passes control characters on and panics on very long lines. So
//! it is given a small clean [`Snippet`] in the place of the file, which answers for lines and
//! columns itself.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, Severity, SourceCode, SourceSpan, SpanContents, ThemeStyles,
};

use super::concise;
use super::human::{self, Page, trust};
use super::snippet::{Frame, Snippet};
use super::style::Paint;
use super::{Checked, Report, Style, Summary};
use crate::document::Position;
use crate::finding::{Finding, Level};

/// The most bytes of one finding, without colour and with it.
const BUDGET: usize = 2048;
const COLORED_BUDGET: usize = 3072;
/// Longer lines are harder to read, however wide the terminal is.
const WIDEST: usize = 120;

/// How much of a finding is shown.
struct Plan {
    /// Bytes of a message or a help text.
    prose: usize,
    path: usize,
    width: usize,
    context: bool,
    /// Related places in the snippet, and below it.
    related: usize,
    notes: usize,
}

/// The usual plan, and the one for what exceeds the budget.
const PLANS: [Plan; 2] = [
    Plan {
        prose: 400,
        path: 255,
        width: WIDEST,
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

/// The drawing of one finding and the blank line behind it.
fn block<'a>(page: &mut Page<'a>, finding: &'a Finding) -> String {
    let budget = if page.style.color {
        COLORED_BUDGET
    } else {
        BUDGET
    };
    let help = page.help(finding);
    for plan in &PLANS {
        let drawn = catch_unwind(AssertUnwindSafe(|| draw(page, finding, help, plan)));
        match drawn {
            Ok(Some(out)) if out.len() <= budget => return out,
            _ => {}
        }
    }
    concise::line(page, finding) + "\n"
}

fn draw(page: &mut Page<'_>, finding: &Finding, help: Option<&str>, plan: &Plan) -> Option<String> {
    let style = page.style;
    let snippet = Snippet::of(page.source, finding, frame(page, finding, plan));
    let drawing = Drawing {
        message: page.prose(&finding.message, plan.prose),
        level: finding.level,
        path: page.path(plan.path),
        position: page.places.of(finding.span.start),
        snippet: &snippet,
    };
    let title = format!(
        "{}[{}]:",
        finding.level.name(),
        page.prose(&finding.rule, plan.path)
    );
    let mut drawn = String::new();
    handler(style, finding.level, title, &snippet)
        .render_report(&mut drawn, &drawing)
        .ok()?;
    // The title starts the line; what follows is indented under it.
    let mut out = drawn.strip_prefix("  ").unwrap_or(&drawn).to_owned();

    let mut tail = |paint, word: &str, text: &str| {
        let head = format!("{word:>6}: ");
        let head = style.paint(paint, &head);
        let options = textwrap::Options::new(style.width.saturating_sub(1))
            .initial_indent(&head)
            .subsequent_indent("        ");
        out.push_str(&textwrap::fill(text, options));
        out.push('\n');
    };
    for &at in snippet.apart.iter().take(plan.notes) {
        let related = &finding.related[at];
        let at = page.places.of(related.span.start);
        let message = page.prose(&related.message, plan.prose / 3);
        let note = format!(
            "{}:{}:{}: {message}",
            page.path(plan.path),
            at.line,
            at.column
        );
        tail(Paint::Help, "note", &note);
    }
    if let Some(more) = snippet.apart.len().checked_sub(plan.notes + 1) {
        tail(
            Paint::Help,
            "note",
            &format!("{} more related places", more + 1),
        );
    }
    if let Some(help) = help {
        tail(Paint::Help, "help", &page.prose(help, plan.prose));
    }
    if let Some(fix) = &finding.fix {
        let title = page.prose(&fix.title, plan.prose / 2);
        let fix = format!("{title} ({})", trust(fix.applicability));
        tail(Paint::Fix, "fix", &fix);
    }
    out.push('\n');
    Some(out)
}

/// The room that miette's borders and numbers leave.
fn frame(page: &Page<'_>, finding: &Finding, plan: &Plan) -> Frame {
    let lines = page.source.lines();
    let first = lines.line_of(finding.span.start);
    let last = lines.line_of(finding.span.end);
    let digits = (last + 9).ilog10() as usize + 1;
    let gutter = if first == last { 0 } else { 4 };
    let columns = page
        .style
        .width
        .min(plan.width)
        .saturating_sub(digits + 4 + gutter);
    Frame {
        columns: columns.max(10),
        context: plan.context,
        related: plan.related,
        ellipsis: page.style.ellipsis(),
    }
}

fn handler(
    style: &Style,
    level: Level,
    title: String,
    snippet: &Snippet,
) -> GraphicalReportHandler {
    let mut theme = if style.unicode {
        GraphicalTheme::unicode_nocolor()
    } else {
        GraphicalTheme::none()
    };
    if style.color {
        let ansi = ThemeStyles::ansi();
        let plain = ThemeStyles::none().link;
        theme.styles = ThemeStyles {
            error: ansi.error.bold(),
            warning: ansi.warning.bold(),
            advice: ansi.advice.bold(),
            link: plain.cyan(),
            ..ansi
        };
        let own = match level {
            Level::Error => theme.styles.error,
            Level::Warning => theme.styles.warning,
            Level::Info => theme.styles.advice,
        };
        // miette gives these out by position.
        let mut labels: Vec<_> = snippet.labels.iter().enumerate().collect();
        labels.sort_by_key(|(_, label)| label.range.start);
        theme.styles.highlights = labels
            .into_iter()
            .map(|(at, _)| if at == 0 { own } else { plain.blue().bold() })
            .collect();
    }
    match level {
        Level::Error => theme.characters.error = title,
        Level::Warning => theme.characters.warning = title,
        Level::Info => theme.characters.advice = title,
    }
    GraphicalReportHandler::new_themed(theme)
        .with_width(style.width)
        .with_links(false)
        .without_syntax_highlighting()
}

/// One finding, as miette wants it.
#[derive(Debug)]
struct Drawing<'a> {
    message: String,
    level: Level,
    path: String,
    position: Position,
    snippet: &'a Snippet,
}

impl fmt::Display for Drawing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Drawing<'_> {}

impl Diagnostic for Drawing<'_> {
    fn severity(&self) -> Option<Severity> {
        Some(match self.level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Info => Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let labels = self.snippet.labels.iter().enumerate().map(|(at, label)| {
            let span = SourceSpan::from(label.range.clone());
            if at == 0 {
                LabeledSpan::new_primary_with_span(label.text.clone(), span)
            } else {
                LabeledSpan::new_with_span(label.text.clone(), span)
            }
        });
        Some(Box::new(labels))
    }
}

impl SourceCode for Drawing<'_> {
    /// Without context, miette asks for the place to print: the one in the file. Otherwise it
    /// asks for the text to draw: always the whole snippet.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        context_lines_before: usize,
        context_lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let text = self.snippet.text.as_bytes();
        let lines = self.snippet.text.lines().count();
        let contents = if context_lines_before + context_lines_after == 0 {
            let Position { line, column } = self.position;
            let (line, column) = (line as usize - 1, column as usize - 1);
            MietteSpanContents::new_named(self.path.clone(), text, *span, line, column, lines)
        } else {
            let whole = SourceSpan::from(0..text.len());
            let line = self.snippet.first_line as usize - 1;
            MietteSpanContents::new(text, whole, line, 0, lines)
        };
        Ok(Box::new(contents))
    }
}
