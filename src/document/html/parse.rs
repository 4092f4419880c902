//! Drives html5ever: text in, tree and records out.

use std::ops::Range;

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, create_element};
use scraper::Html;

use super::attributes::attributes;
use super::sink::{Sink, context_name};
use super::tokens::Tokens;
use super::{Context, Dom, Excess};
use crate::document::Span;

/// How much text the tokenizer gets at a time. Between two portions it can be seen whether it is
/// in the midst of a tag.
pub(super) const PORTION: usize = 4096;

/// How many attributes a tag may have that reaches over the end of a portion. The tokenizer
/// compares each with all before it.
const MAX_ATTRIBUTES: usize = 4096;

const BOM: &str = "\u{feff}";

/// Parses a fragment inside `context`, or a whole document.
pub(super) fn parse(text: &str, context: Option<Context>, portion: usize) -> Dom {
    let options = TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    };
    let (builder, context) = match context {
        None => {
            let sink = Sink::new(Html::new_document(), text);
            (TreeBuilder::new(sink, options), None)
        }
        Some(context) => {
            let sink = Sink::new(Html::new_fragment(), text);
            let element = create_element(&sink, context_name(context), Vec::new());
            let builder = TreeBuilder::new_for_fragment(sink, element, None, options);
            (builder, Some(element))
        }
    };
    let queue = BufferQueue::default();
    // html5ever drops a byte order mark wherever a portion starts with it.
    let start = if text.starts_with(BOM) { BOM.len() } else { 0 };
    let tokenizer = Tokenizer::new(
        Tokens::new(builder, context, &queue, (text, start)),
        TokenizerOpts {
            discard_bom: false,
            ..TokenizerOpts::default()
        },
    );
    feed(&tokenizer, &queue, (text, start), portion);
    tokenizer.end();
    tokenizer.sink.finish()
}

/// Puts the text into the queue portion by portion, and has it read.
fn feed<'t>(
    tokenizer: &Tokenizer<Tokens<'t, '_>>,
    queue: &BufferQueue,
    (text, start): (&'t str, usize),
    portion: usize,
) {
    let tokens = &tokenizer.sink;
    let mut rest = StrTendril::from_slice(&text[start..]);
    while !rest.is_empty() && tokens.cut_short.get().is_none() {
        let fed = tokens.input.fed();
        let end = text.ceil_char_boundary(fed + portion);
        let Some(end) = whole_tag(tokens, text, fed..end) else {
            break;
        };
        let length = super::offset(end - fed);
        tokens.input.feed(rest.subtendril(0, length));
        rest.pop_front(length);
        while !matches!(tokenizer.feed(queue), TokenizerResult::Done) {}
    }
    tokens.cursor.borrow_mut().end(tokens.input.fed());
}

/// The end of the next portion: `next.end`, or the end of the tag that has begun before
/// `next.start`, if it lies behind. Nothing, if that tag has too many attributes to be read.
fn whole_tag(tokens: &Tokens<'_, '_>, text: &str, next: Range<usize>) -> Option<usize> {
    let raw_text = tokens.raw_text.borrow();
    let mut cursor = tokens.cursor.borrow_mut();
    if raw_text.is_none() {
        cursor.skip_empty_end_tags(next.start);
    }
    let start = cursor.offset();
    let tag = &text[start..];
    if start >= next.start || !begins_tag(tag, raw_text.as_deref()) {
        return Some(next.end);
    }
    let mut lexer = attributes(tag);
    if lexer.by_ref().take(MAX_ATTRIBUTES + 1).count() > MAX_ATTRIBUTES {
        tokens.cut_short(Excess::Attributes, Span::of(start..next.start));
        return None;
    }
    let end = start + lexer.offset() + 1;
    Some(next.end.max(end.min(text.len())))
}

/// Whether a tag begins there. Inside of `raw_text` only that element's end tag does.
fn begins_tag(rest: &str, raw_text: Option<&str>) -> bool {
    let end_tag = rest.strip_prefix("</");
    if let Some(element) = raw_text {
        let name = end_tag.and_then(|name| name.get(..element.len()));
        return name.is_some_and(|name| name.eq_ignore_ascii_case(element));
    }
    let name = end_tag.or_else(|| rest.strip_prefix('<'));
    name.is_some_and(|name| name.starts_with(|first: char| first.is_ascii_alphabetic()))
}

/// See [`Dom::is_document`].
pub(super) fn is_document(text: &str) -> bool {
    let mut rest = text.strip_prefix(BOM).unwrap_or(text);
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\n', '\x0c', '\r']);
        let behind = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->")
        } else if let Some(declaration) = rest.strip_prefix("<?") {
            declaration.split_once('>')
        } else {
            break;
        };
        match behind {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    let begins = |with: &str| {
        let start = rest.get(..with.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(with))
    };
    begins("<!doctype")
        || begins("<html")
            && !rest[5..].starts_with(|next: char| next.is_ascii_alphanumeric() || next == '-')
}
