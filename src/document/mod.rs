//! What an article is, to a check: one text, one coordinate system.

mod article;
mod body;
mod bytes;
mod code;
mod element;
mod encoding;
mod figure;
pub mod front_matter;
pub mod html;
mod image;
mod index;
mod known;
pub mod markdown;
mod needles;
mod overlap;
mod prose;
mod source;
mod span;
pub mod template;
mod url_slip;
mod web_url;

pub use article::{Article, Bare, Markup, Reading};
pub use body::Body;
pub use element::{Attribute, Element};
pub use figure::{Figure, LooseText};
pub use html::{Closing, Origin};
pub use image::{Alt, Image};
pub use prose::Prose;
pub use source::{LineIndex, Position, Source, Unreadable};
pub use span::Span;

pub(crate) use code::Code;
pub(crate) use element::attribute_slot;
pub(crate) use figure::{is_inline, shows_nothing};
pub(crate) use needles::Needles;
pub(crate) use prose::characters;
pub(crate) use span::offset;
pub(crate) use url_slip::{UrlSlip, url_slip};
pub(crate) use web_url::{Problem as UrlProblem, check_url, percent_decoded, web_host, web_url};
