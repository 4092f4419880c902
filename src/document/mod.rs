//! What an article is, to a check: one text, one coordinate system.

mod bytes;
pub mod markdown;
mod source;
mod span;
pub mod template;

pub use source::{LineIndex, Position, Source};
pub use span::Span;
