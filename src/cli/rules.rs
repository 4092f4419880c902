//! `copydesk rules`.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::{Exit, Stop, site};
use crate::config::Config;
use crate::example;

#[derive(Args)]
pub(super) struct Arguments {
    /// How to list them
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    output_format: ListFormat,

    /// Use this configuration file
    #[arg(long, value_name = "FILE", env = "COPYDESK_CONFIG")]
    config: Option<PathBuf>,
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
    let config = site::here(arguments.config.clone())?;
    let registry = config.registry();
    let mut out = io::stdout().lock();
    match arguments.output_format {
        ListFormat::Text => {
            let width = registry.iter().map(|(id, _)| id.len()).max().unwrap_or(0);
            for (id, rule) in registry.iter() {
                let level = level(id, &config);
                writeln!(out, "{id:width$}  {level:7}  {}", rule.doc.summary.trim())?;
            }
        }
        ListFormat::Json => {
            let rules: Vec<_> = registry
                .iter()
                .map(|(id, rule)| {
                    let fix = example::mended(id, &config).map(|mended| mended.applicability);
                    json!({
                        "id": id,
                        "group": id.split('/').next(),
                        "level": rule.level,
                        "configured": level(id, &config),
                        "kind": rule.kind().map(|(kind, _)| kind),
                        "fixable": fix,
                        "summary": rule.doc.summary.trim(),
                        "since": rule.since,
                        "file": rule.origin,
                    })
                })
                .collect();
            let groups = registry.groups();
            writeln!(out, "{}", json!({ "rules": rules, "groups": groups }))?;
        }
    }
    Ok(Exit::Clean)
}

/// The level that holds here.
fn level(id: &str, config: &Config) -> &'static str {
    config
        .rules()
        .get(id)
        .map_or("off", |rule| rule.level.name())
}
