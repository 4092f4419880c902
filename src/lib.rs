//! copydesk checks the articles of content sites: front matter, Markdown and HTML, in one
//! coordinate system.

pub mod checks;
pub mod cli;
pub mod config;
pub mod date;
pub mod document;
pub mod engine;
pub mod example;
pub mod finding;
pub mod fix;
pub mod reader;
pub mod report;
pub mod rule;
pub mod settings;
mod suggest;
mod suppress;
pub mod target;
mod walk;
pub mod written;
