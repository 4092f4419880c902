//! copydesk checks the articles of content sites: front matter, Markdown and HTML, in one
//! coordinate system.
//!
//! ```
//! use copydesk::config::Config;
//!
//! let text = "---\ntitle: The ferry\ndate: 2024-06-31\n---\nIt left at nine.\n";
//! let findings = copydesk::check(text, "ferry.md", &Config::recommended());
//! assert_eq!(&*findings[0].rule, "date/impossible");
//! assert_eq!(findings[0].span.of_text(text), "31");
//! ```
//!
//! The modules, each leaning on those before it:
//!
//! - [`document`]: what an article is, to a check; [`date`] and [`target`]: what generators make of it;
//!   [`site`]: the files around it;
//! - [`finding`], [`fix`]: what is said about it; [`fingerprint`]: the same, whatever moves around it;
//! - [`written`], [`reader`]: how settings and rules are read, with a place for every mistake;
//! - [`checks`]: the mechanisms; [`rule`]: data that puts them to use; [`config`]: which, and how;
//! - [`engine`]: the pipeline; [`mend`]: fixes carried out, under guard; [`example`]: the examples
//!   of rules, tried out; [`report`]: results, for people and programs;
//! - [`baseline`]: what was there before; [`init`]: the first configuration of a site;
//! - [`lsp`]: findings and fixes in an editor; [`cli`]: the program.

pub mod baseline;
pub mod checks;
pub mod cli;
pub mod config;
pub mod date;
pub mod document;
pub mod engine;
pub mod example;
pub mod finding;
pub mod fingerprint;
pub mod fix;
mod guard;
pub mod init;
pub mod lsp;
pub mod mend;
mod phrases;
pub mod reader;
pub mod report;
pub mod rule;
pub mod settings;
pub mod site;
mod suggest;
mod suppress;
pub mod target;
mod walk;
mod write;
pub mod written;

use std::path::PathBuf;

/// Checks the text of one article. The path tells what it is written in, and where on the site it
/// stands; it is not read from disk. Where the configuration names a generator, the names of files
/// that the article refers to are looked up.
#[must_use]
pub fn check(
    text: &str,
    path: impl Into<PathBuf>,
    config: &config::Config,
) -> Vec<finding::Finding> {
    engine::check(&document::Source::new(path, text), config)
}
