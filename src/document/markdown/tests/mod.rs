//! Tests of the rendering and of its positions.

mod decode;
mod hostile;
mod outline;
mod positions;
mod properties;
mod spec;

use outline::outline;

use super::{Flavour, Rendered, render};
use crate::document::Span;

/// Renders a whole text with all extensions that sites use.
fn gfm(text: &str) -> Rendered {
    render(text, Span::of(0..text.len()), Flavour::GFM)
}
