//! `copydesk explain`.

use std::io::{self, Write};

use clap::Args;

use super::{Exit, Stop};
use crate::rule::{Registry, explain};

#[derive(Args)]
pub(super) struct Arguments {
    /// The rule: `group/name`
    #[arg(value_name = "RULE")]
    rule: String,
}

pub(super) fn run(arguments: &Arguments) -> Result<Exit, Stop> {
    let registry = Registry::builtin();
    let Some(rule) = registry.get(&arguments.rule) else {
        return Err(Stop::Message(registry.unknown(&arguments.rule)));
    };
    io::stdout().write_all(explain(&arguments.rule, rule).as_bytes())?;
    Ok(Exit::Clean)
}
