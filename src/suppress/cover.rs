//! What the comments of a file cover, and which of them do anything.

use std::collections::HashMap;

use super::blocks::Blocks;
use super::directive::{Directive, Word};
use crate::document::{Source, Span};
use crate::finding::Finding;

/// A name in a comment: the index of the comment, the index in its list.
pub(super) type Claim = (usize, usize);

/// Which name in which comment covers a place. Where several do, the one that reaches least far.
pub(super) struct Cover<'d> {
    /// By line, from 0.
    lines: HashMap<(u32, &'d str), Claim>,
    /// By name: places in the text, sorted and apart.
    blocks: HashMap<&'d str, Vec<(Span, Claim)>>,
    file: HashMap<&'d str, Claim>,
}

impl<'d> Cover<'d> {
    pub(super) fn of(all: &'d [Directive], blocks: &Blocks, source: &Source) -> Self {
        let mut cover = Self {
            lines: HashMap::new(),
            blocks: HashMap::new(),
            file: HashMap::new(),
        };
        let lines = lines(all, source);
        for (at, directive) in all.iter().enumerate() {
            for (index, name) in directive.names.iter().enumerate() {
                let name = &*name.text;
                let claim = (at, index);
                if directive.word == Word::File {
                    cover.file.entry(name).or_insert(claim);
                } else if let Some(line) = lines[at] {
                    cover.lines.entry((line, name)).or_insert(claim);
                } else if let Some(&span) = blocks.covered.get(&claim) {
                    cover.blocks.entry(name).or_default().push((span, claim));
                }
            }
        }
        cover
    }

    /// The name that silences a finding.
    pub(super) fn claim(&self, source: &Source, finding: &Finding) -> Option<Claim> {
        let line = source.lines().line_of(finding.span.start);
        let group = finding.rule.split('/').next().unwrap_or_default();
        let names = [&*finding.rule, group];
        let by = |find: &dyn Fn(&str) -> Option<Claim>| names.iter().find_map(|name| find(name));
        by(&|name| self.lines.get(&(line, name)).copied())
            .or_else(|| by(&|name| self.block(name, finding.span)))
            .or_else(|| by(&|name| self.file.get(name).copied()))
    }

    fn block(&self, name: &str, span: Span) -> Option<Claim> {
        let blocks = self.blocks.get(name)?;
        let behind = blocks.partition_point(|(block, _)| block.start <= span.start);
        let (block, claim) = blocks[..behind].last()?;
        (span.start < block.end).then_some(*claim)
    }
}

/// The line that each comment is about, if it is about one.
fn lines(all: &[Directive], source: &Source) -> Vec<Option<u32>> {
    let mut lines = vec![None; all.len()];
    // The last of those looked at so far that stands alone: its first line, and what it is about.
    let mut below: Option<(u32, Option<u32>)> = None;
    // Many comments may stand on one line: what follows it is looked for once.
    let mut known: Option<(u32, Option<u32>)> = None;
    for (at, directive) in all.iter().enumerate().rev() {
        let Directive { span, word, .. } = directive;
        if !matches!(word, Word::Ignore | Word::NextLine) {
            continue;
        }
        let own = source.lines().line_of(span.end);
        let behind_text = !source.slice(before(source, *span)).trim().is_empty();
        lines[at] = if *word == Word::Ignore && behind_text {
            Some(own)
        } else {
            let next = match known {
                Some((line, next)) if line == own => next,
                _ => next_line(source, own),
            };
            known = Some((own, next));
            // One comment above the other: both are about what follows them.
            match below {
                Some((line, about)) if next == Some(line) => about,
                _ => next,
            }
        };
        let rest = Span::new(span.end, line_at(source, span.end).end.max(span.end));
        if !behind_text && source.slice(rest).trim().is_empty() {
            below = Some((source.lines().line_of(span.start), lines[at]));
        }
    }
    lines
}

/// What stands before a comment in its line.
fn before(source: &Source, span: Span) -> Span {
    let start = line_at(source, span.start).start;
    Span::new(start, span.start)
}

fn line_at(source: &Source, at: u32) -> Span {
    let lines = source.lines();
    lines.line(source.text(), lines.line_of(at))
}

/// The next line behind `own` that is not blank.
fn next_line(source: &Source, own: u32) -> Option<u32> {
    let lines = source.lines();
    let mut behind = own + 1..lines.count();
    behind.find(|&next| {
        let line = source.slice(lines.line(source.text(), next));
        !line.trim_start().is_empty()
    })
}
