//! `copydesk rules`.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use serde_json::json;

use super::{Exit, Stop};
use crate::rule::Registry;

#[derive(Args)]
pub(super) struct Arguments {
    /// How to list them
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    output_format: ListFormat,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum ListFormat {
    /// One rule per line, for people
    #[default]
    Text,
    /// One JSON document
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<Exit, Stop> {
    let registry = Registry::builtin();
    let mut out = io::stdout().lock();
    match arguments.output_format {
        ListFormat::Text => {
            let width = registry.iter().map(|(id, _)| id.len()).max().unwrap_or(0);
            for (id, rule) in registry.iter() {
                let level = rule.level.name();
                writeln!(out, "{id:width$}  {level:7}  {}", rule.doc.summary.trim())?;
            }
        }
        ListFormat::Json => {
            let rules: Vec<_> = registry
                .iter()
                .map(|(id, rule)| {
                    json!({"id": id, "level": rule.level, "summary": rule.doc.summary.trim(), "since": rule.since})
                })
                .collect();
            writeln!(out, "{}", json!({ "rules": rules }))?;
        }
    }
    Ok(Exit::Clean)
}
