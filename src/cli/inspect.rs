//! `copydesk inspect`: the article as the checks see it.

mod targets;

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use scraper::{ElementRef, Selector};
use serde::Serialize;

use super::{Exit, Stop, input};
use crate::document::front_matter::Flat;
use crate::document::{Article, Bare, Element, Markup, Reading, Source, Span};
use crate::report::visible;
use crate::target::Target;

#[derive(Args)]
pub(super) struct Arguments {
    /// The article; `-` reads standard input
    file: PathBuf,

    /// The file name that standard input is read under
    #[arg(long, value_name = "PATH", default_value = "stdin.md")]
    stdin_filename: PathBuf,

    /// Only elements that match this CSS selector, and no front matter
    #[arg(long, value_name = "CSS")]
    select: Option<String>,

    /// Show the front matter as each generator sees it, and no body
    #[arg(long, conflicts_with_all = ["select", "bare"])]
    targets: bool,

    /// Only these generators; all of them without
    #[arg(
        long,
        value_name = "NAME",
        value_enum,
        value_delimiter = ',',
        requires = "targets"
    )]
    target: Vec<Target>,

    /// Read the file as bare HTML: no front matter, no Markdown, no template syntax
    #[arg(long = "as", value_name = "KIND", value_enum)]
    bare: Option<BareKind>,

    /// How to show it
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    output_format: InspectFormat,
}

#[derive(Clone, Copy, ValueEnum)]
enum BareKind {
    /// A piece of a page, parsed in a `<template>`
    Fragment,
    /// A whole page
    Document,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum InspectFormat {
    /// For people
    #[default]
    Text,
    /// One JSON object per front matter entry and element
    Jsonl,
}

pub(super) fn run(arguments: &Arguments) -> Result<Exit, Stop> {
    let selector = match &arguments.select {
        Some(text) => Some(
            Selector::parse(text)
                .map_err(|error| Stop::Message(format!("--select `{text}`: {error}")))?,
        ),
        None => None,
    };
    let read = if arguments.file.as_os_str() == "-" {
        input::stdin(arguments.stdin_filename.clone())
    } else {
        input::file(&arguments.file)
    };
    let path = arguments.file.display();
    let source = read.map_err(|error| Stop::Message(format!("{path}: {error}")))?;
    if arguments.targets {
        return targets::show(&source, &arguments.target, arguments.output_format);
    }
    let article = match arguments.bare {
        Some(BareKind::Fragment) => Article::bare(&source, Bare::Fragment),
        Some(BareKind::Document) => Article::bare(&source, Bare::Document),
        None => {
            let markup = Markup::of(source.path()).unwrap_or(Markup::Markdown);
            Article::parse(&source, Reading::new(markup))
        }
    };

    let mut out = io::BufWriter::new(io::stdout().lock());
    let format = arguments.output_format;
    if selector.is_none() {
        let entries = article
            .front_matter()
            .map(|front_matter| front_matter.walk());
        for entry in entries.into_iter().flatten() {
            match format {
                InspectFormat::Jsonl => json_line(&mut out, &EntryLine::of(&entry))?,
                InspectFormat::Text => write_entry(&mut out, &source, &entry)?,
            }
        }
    }
    for element in article.body().all_elements() {
        if is_root_of_fragment(element) {
            continue;
        }
        let matches = selector.as_ref().is_none_or(|selector| {
            ElementRef::wrap(element.node()).is_some_and(|element| selector.matches(&element))
        });
        if !matches {
            continue;
        }
        match format {
            InspectFormat::Jsonl => json_line(&mut out, &ElementLine::of(element))?,
            InspectFormat::Text => write_element(&mut out, &source, element)?,
        }
    }
    out.flush()?;
    Ok(Exit::Clean)
}

/// Whether an element is the one that every fragment gets from the parser, and no page has.
fn is_root_of_fragment(element: Element<'_>) -> bool {
    let parent = element.node().parent();
    element.is_implied()
        && parent.is_some_and(|parent| parent.value().is_fragment())
        && element.parent().is_none()
        && element.name() == "html"
}

type Pair = (u32, u32);

fn pair(span: Span) -> Pair {
    (span.start, span.end)
}

/// A value of the front matter. The order of the fields is the order in the output.
#[derive(Serialize)]
struct EntryLine<'a> {
    entry: &'a str,
    key: Option<Pair>,
    value: Pair,
    #[serde(rename = "type")]
    kind: &'a str,
    text: &'a str,
}

impl<'a> EntryLine<'a> {
    fn of(entry: &'a Flat<'_, '_>) -> Self {
        Self {
            entry: &entry.path,
            key: entry.key.map(pair),
            value: pair(entry.node.span),
            kind: entry.type_name(),
            text: &entry.text,
        }
    }
}

/// An element with its tags.
#[derive(Serialize)]
struct ElementLine<'a> {
    name: &'a str,
    start: Option<Pair>,
    end: Option<Pair>,
    attrs: Vec<AttributePart<'a>>,
    #[serde(skip_serializing_if = "is_false")]
    implied: bool,
    #[serde(skip_serializing_if = "is_false")]
    clone: bool,
}

#[derive(Serialize)]
struct AttributePart<'a> {
    name: Cow<'a, str>,
    value: &'a str,
    span: Pair,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_false(truth: &bool) -> bool {
    !truth
}

impl<'a> ElementLine<'a> {
    fn of(element: Element<'a>) -> Self {
        let attributes = element.attributes().into_iter();
        Self {
            name: element.name(),
            start: element.has_start_tag().then(|| pair(element.start_tag())),
            end: end_tag(element).map(pair),
            attrs: attributes
                .map(|(name, attribute)| AttributePart {
                    name,
                    value: attribute.value,
                    span: pair(attribute.span),
                })
                .collect(),
            implied: element.is_implied(),
            clone: element.is_clone(),
        }
    }
}

/// The end tag. The one that Markdown stands for may have no bytes in the file.
fn end_tag(element: Element<'_>) -> Option<Span> {
    element.end_tag().filter(|span| !span.is_empty())
}

fn json_line(out: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

fn write_entry(out: &mut impl Write, source: &Source, entry: &Flat<'_, '_>) -> io::Result<()> {
    let place = source.position(entry.node.span.start);
    let text = visible(&entry.text);
    let Span { start, end } = entry.node.span;
    let (path, kind) = (visible(&entry.path), entry.type_name());
    writeln!(
        out,
        "{}:{}\t{start}..{end}\t{path}: {kind} = {text}",
        place.line, place.column
    )
}

fn write_element(out: &mut impl Write, source: &Source, element: Element<'_>) -> io::Result<()> {
    let depth = element.ancestors().count();
    let span = element.start_tag();
    let place = source.position(span.start);
    let indent = "  ".repeat(depth.min(40));
    write!(
        out,
        "{}:{}\t{}..{}\t{indent}<{}",
        place.line,
        place.column,
        span.start,
        span.end,
        visible(element.name())
    )?;
    for (name, attribute) in element.attributes() {
        let (name, value) = (visible(&name), visible(attribute.value));
        write!(
            out,
            " {name}={value:?}@{}..{}",
            attribute.span.start, attribute.span.end
        )?;
    }
    let end = match end_tag(element) {
        Some(end) => format!(" …{}..{}", end.start, end.end),
        None if element.is_implied() => " (implied)".to_owned(),
        None => String::new(),
    };
    writeln!(out, ">{end}")
}

#[cfg(test)]
mod tests;
