//! YAML: one pass of events into the tree, taken up again line by line after an error.

mod events;
mod fault;
mod leaf;
mod recover;
mod scalar;
mod seek;
mod tree;

use std::ops::Range;

use self::fault::Site;
use self::recover::Recovery;
use self::tree::Builder;
use super::Parsed;
use super::problem::Problem;
use super::value::Style;

/// How many faults of one block are looked for.
const MAX_FAULTS: usize = 20;

/// Reads the bytes `block` of `text`.
pub(super) fn parse(text: &str, block: Range<usize>) -> Parsed<'_> {
    let mut builder = Builder::new(text);
    match builder.run(block.clone(), false) {
        Ok(()) => match builder.finish() {
            Some(root) if root.style == Style::Plain => {
                Recovery::new(text, block, builder).doubt(root)
            }
            root => Parsed {
                root,
                comments: builder.comments,
                problems: builder.problems,
                is_template: false,
            },
        },
        Err(fault) => Recovery::new(text, block, builder).go_on(fault),
    }
}

/// What a reader objects to that holds to the letter of the specification, though this reader and
/// most others accept it: continuation lines and closing brackets that are not indented.
pub(super) fn strict_fault(text: &str, block: Range<usize>) -> Option<Problem> {
    let fault = Builder::new(text).run(block.clone(), true).err()?;
    Some(fault::explain_strict(&Site::new(text, block, fault)))
}
