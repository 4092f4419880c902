//! White space where it says nothing.

use std::cell::LazyCell;

use html5ever::local_name;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::front_matter::Style;
use crate::document::{Article, Code, Markup, Span, offset};
use crate::fix::{Applicability, Edit, Fix};

/// Looks at the ends of lines.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WhiteSpace {
    /// What is objected to.
    fault: Fault,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// Blanks and tabs at the end of a line; two blanks in Markdown are a line break.
    Trailing,
    /// The last line has no end.
    FinalNewline,
}

impl Kind for WhiteSpace {
    const NAME: &'static str = "white-space";
    const HOLES: &'static [&'static str] = &[];
}

impl Check for WhiteSpace {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let text = cx.article.source().text();
        match self.fault {
            Fault::FinalNewline => {
                if !text.is_empty() && !text.ends_with(['\n', '\r']) {
                    let both = text.matches("\r\n").count();
                    let mostly = both * 2 > text.matches('\n').count();
                    let newline = if mostly { "\r\n" } else { "\n" };
                    let end = offset(text.len());
                    let edit = Edit::insert(end, newline);
                    let fix = Fix::new("end the line", Applicability::Safe, vec![edit]);
                    hits.push(Hit::new(Span::at(end)).fix(fix));
                }
            }
            Fault::Trailing => {
                let markdown = cx.article.markup() != Markup::Html;
                let lines = cx.article.source().lines();
                let mut breaks = None;
                let code = LazyCell::new(|| Code::of(cx.article.body()));
                for number in 0..lines.count() {
                    let line = lines.line(text, number);
                    let written = line.of_text(text);
                    let kept = written.trim_end_matches([' ', '\t']);
                    let gone = &written[kept.len()..];
                    let line_break = markdown && gone == "  " && !kept.is_empty();
                    if gone.is_empty() || line_break {
                        continue;
                    }
                    let span = Span::new(line.start + offset(kept.len()), line.end);
                    // There it is part of what is shown, or of a value.
                    if code.meets(span) || is_in_block_scalar(cx.article, span) {
                        continue;
                    }
                    // More than two are a line break too, and stay one.
                    let breaks = breaks.get_or_insert_with(|| line_breaks(cx.article));
                    let is_break = breaks.iter().any(|&at| span.contains(Span::at(at)));
                    let (text, title) = match is_break {
                        true => ("  ", "leave two blanks"),
                        false => ("", "remove the white space"),
                    };
                    let edit = Edit::replace(span, text);
                    let fix = Fix::new(title, Applicability::Safe, vec![edit]);
                    hits.push(Hit::new(span).fix(fix));
                }
            }
        }
    }
}

/// Where blanks at the end of a line break it.
fn line_breaks(article: &Article<'_>) -> Vec<u32> {
    let body = article.body();
    let name = local_name!("br");
    let made = body.named(&name).filter(|element| !element.is_html());
    made.map(|element| element.start_tag().start).collect()
}

/// Whether bytes are part of a text of YAML that keeps its lines.
fn is_in_block_scalar(article: &Article<'_>, span: Span) -> bool {
    let front_matter = article.front_matter();
    let node = front_matter.and_then(|found| found.at(span.start));
    node.is_some_and(|node| matches!(node.style, Style::Literal | Style::Folded))
}
