//! `copydesk explain`.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::{Exit, Stop, site};
use crate::example;
use crate::report::{ColorChoice, Environment, Style};

#[derive(Args)]
pub(super) struct Arguments {
    /// The rule: `group/name`
    #[arg(value_name = "RULE")]
    rule: String,

    /// Use this configuration file
    #[arg(long, value_name = "FILE", env = "COPYDESK_CONFIG")]
    config: Option<PathBuf>,

    /// When to colour
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    color: ColorChoice,
}

pub(super) fn run(arguments: &Arguments) -> Result<Exit, Stop> {
    let config = site::here(arguments.config.clone())?;
    let id = &arguments.rule;
    let unknown = || Stop::Message(config.registry().unknown(id));
    let page = example::page(id, &config).ok_or_else(unknown)?;
    let style = Style::decide(arguments.color, &Environment::of(&io::stdout()));
    let page = if style.color { painted(&page) } else { page };
    io::stdout().write_all(page.as_bytes())?;
    Ok(Exit::Clean)
}

/// The page with its headings in bold; not what looks like one inside of an example.
fn painted(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut fence: Option<&str> = None;
    for line in page.split_inclusive('\n') {
        let text = line.trim_end();
        let ticks = &text[..text.len() - text.trim_start_matches('`').len()];
        match fence {
            Some(open) if text == open => fence = None,
            None if ticks.len() >= 3 => fence = Some(ticks),
            _ => {}
        }
        if fence.is_none() && text.starts_with('#') {
            out.push_str("\u{1b}[1m");
            out.push_str(text);
            out.push_str("\u{1b}[0m\n");
        } else {
            out.push_str(line);
        }
    }
    out
}
