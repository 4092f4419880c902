//! What an article is, to a check: one text, one coordinate system.

pub mod front_matter;
mod source;
mod span;

pub use source::{LineIndex, Position, Source};
pub use span::Span;
