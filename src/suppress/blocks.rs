//! Comments that begin and end a silence, brought together.

use std::collections::{BTreeMap, HashMap};

use super::cover::Claim;
use super::directive::{Directive, Word};
use crate::document::Span;

/// The silences of a file.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// What a name in a start comment covers: from the end of its comment to the start of the
    /// other one.
    pub(super) covered: HashMap<Claim, Span>,
    /// The end comment of each of those names, and where in its list the name is, if it has one.
    pub(super) ends: HashMap<Claim, (usize, Option<usize>)>,
    pub(super) unbalanced: Vec<Unbalanced>,
}

/// A comment without its partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unbalanced {
    /// A name that nothing ends.
    Open(Claim),
    /// A name that an end comment gives, and that nothing has begun.
    Closed(Claim),
    /// An end comment without names where nothing has begun.
    End(usize),
    /// A name that is begun again before its end, and where it was begun first.
    Again(Claim, Claim),
}

impl Blocks {
    pub(super) fn of(all: &[Directive]) -> Self {
        let mut blocks = Self::default();
        // By name, and by the order of the text.
        let mut open: HashMap<&str, Claim> = HashMap::new();
        let mut order: BTreeMap<Claim, &str> = BTreeMap::new();
        for (at, directive) in all.iter().enumerate() {
            let names = directive.names.iter().enumerate();
            let names = names.map(|(index, name)| ((at, index), &*name.text));
            match directive.word {
                Word::Start => {
                    for (claim, name) in names {
                        if let Some(&first) = open.get(name) {
                            blocks.unbalanced.push(Unbalanced::Again(claim, first));
                        } else {
                            open.insert(name, claim);
                            order.insert(claim, name);
                        }
                    }
                }
                Word::End if directive.names.is_empty() => {
                    // Ends what the last comment has begun.
                    let Some((&(last, _), _)) = order.last_key_value() else {
                        blocks.unbalanced.push(Unbalanced::End(at));
                        continue;
                    };
                    for (claim, name) in order.split_off(&(last, 0)) {
                        open.remove(name);
                        blocks.close(all, claim, (at, None));
                    }
                }
                Word::End => {
                    for (closing, name) in names {
                        if let Some(claim) = open.remove(name) {
                            order.remove(&claim);
                            blocks.close(all, claim, (at, Some(closing.1)));
                        } else {
                            blocks.unbalanced.push(Unbalanced::Closed(closing));
                        }
                    }
                }
                Word::Ignore | Word::NextLine | Word::File => {}
            }
        }
        let left = order.into_keys().map(Unbalanced::Open);
        blocks.unbalanced.extend(left);
        blocks
    }

    fn close(&mut self, all: &[Directive], claim: Claim, end: (usize, Option<usize>)) {
        let from = all[claim.0].span.end;
        let span = Span::new(from, all[end.0].span.start.max(from));
        self.covered.insert(claim, span);
        self.ends.insert(claim, end);
    }
}
