//! The adapter to miette. The only file that knows it.
//!
//! miette reads its source from the start for every label, prints columns in bytes, forgets
//! labels at the end of a file, passes control characters on and panics on very long lines. So
//! it is given a small clean [`Snippet`] in the place of the file, which answers for lines and
//! columns itself.

use std::fmt;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, Severity, SourceCode, SourceSpan, SpanContents, ThemeStyles,
};

use crate::document::Position;
use crate::finding::Level;
use crate::report::Style;
use crate::report::snippet::Snippet;

/// One finding with its snippet. All of it is fit to be shown.
#[derive(Debug)]
pub(super) struct Drawing<'a> {
    pub(super) rule: String,
    pub(super) message: String,
    pub(super) level: Level,
    pub(super) path: String,
    pub(super) position: Position,
    pub(super) snippet: &'a Snippet,
}

impl Drawing<'_> {
    /// The title and the marked lines, with their endings; nothing when miette refuses.
    pub(super) fn draw(&self, style: &Style) -> Option<String> {
        let mut drawn = String::new();
        GraphicalReportHandler::new_themed(self.theme(style))
            .with_width(style.width)
            .with_links(false)
            .without_syntax_highlighting()
            .render_report(&mut drawn, self)
            .ok()?;
        // The title starts its line; what follows is indented under it.
        let lines = drawn.strip_prefix("  ").unwrap_or(&drawn).lines();
        Some(
            lines
                .flat_map(|line| [line.trim_end_matches(' '), "\n"])
                .collect(),
        )
    }

    /// miette starts the message with a sign for its level; ours is the title, as in the other
    /// formats: `error[rule]:`.
    fn theme(&self, style: &Style) -> GraphicalTheme {
        let mut theme = if style.unicode {
            GraphicalTheme::unicode_nocolor()
        } else {
            GraphicalTheme::none()
        };
        if style.color {
            theme.styles = self.colors();
        }
        let title = format!("{}[{}]:", self.level.name(), self.rule);
        match self.level {
            Level::Error => theme.characters.error = title,
            Level::Warning => theme.characters.warning = title,
            Level::Info => theme.characters.advice = title,
        }
        theme
    }

    /// The finding's own mark has the colour of its level, the others are blue.
    fn colors(&self) -> ThemeStyles {
        let ansi = ThemeStyles::ansi();
        let plain = ThemeStyles::none().link;
        let (error, warning, advice) = (ansi.error.bold(), ansi.warning.bold(), ansi.advice.bold());
        let own = match self.level {
            Level::Error => error,
            Level::Warning => warning,
            Level::Info => advice,
        };
        // miette hands these out in the order of the labels in the text.
        let mut labels: Vec<_> = self.snippet.labels.iter().enumerate().collect();
        labels.sort_by_key(|(_, label)| label.range.start);
        let highlights = labels
            .into_iter()
            .map(|(at, _)| if at == 0 { own } else { plain.blue().bold() })
            .collect();
        ThemeStyles {
            error,
            warning,
            advice,
            link: plain.cyan(),
            highlights,
            ..ansi
        }
    }
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
