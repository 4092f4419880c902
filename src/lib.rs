//! copydesk checks the articles of content sites: front matter, Markdown and HTML, in one
//! coordinate system.

pub mod date;
pub mod document;
pub mod finding;
pub mod fix;
pub mod target;
