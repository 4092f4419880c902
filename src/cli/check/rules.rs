//! What the command line says about rules and settings.

use std::path::PathBuf;

use clap::Args;

use crate::config::Configs;
use crate::date::clock::Instant;
use crate::target::Target;

#[derive(Args)]
#[command(next_help_heading = "Rules")]
pub(super) struct RuleArguments {
    /// Check only these rules or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,

    /// Leave these rules or groups out
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,

    /// Start from this preset, whatever the configuration file extends
    #[arg(long, value_name = "NAME")]
    preset: Option<String>,

    /// The generators that read the articles
    #[arg(long, value_name = "NAME", value_enum, value_delimiter = ',')]
    target: Vec<Target>,

    /// Use this configuration file for everything
    #[arg(long, value_name = "FILE", env = "COPYDESK_CONFIG")]
    config: Option<PathBuf>,

    /// Look for no configuration file
    #[arg(long, conflicts_with = "config")]
    isolated: bool,
}

impl RuleArguments {
    /// The configurations of the articles, with these arguments put on top of each.
    pub(super) fn configs(&self) -> Configs {
        let (select, ignore) = (self.select.clone(), self.ignore.clone());
        let (preset, target) = (self.preset.clone(), self.target.clone());
        let now = Instant::now();
        Configs::new(move |builder| {
            builder.now(now);
            if let Some(preset) = &preset {
                builder
                    .preset(preset)
                    .map_err(|error| format!("--preset: {error}"))?;
            }
            if !target.is_empty() {
                builder.targets(target.clone());
            }
            if !select.is_empty() {
                builder
                    .select(&select)
                    .map_err(|error| format!("--select: {error}"))?;
            }
            builder
                .ignore(&ignore)
                .map_err(|error| format!("--ignore: {error}"))
        })
        .fixed(self.config.clone())
        .isolated(self.isolated)
    }
}
