//! What the command line says about settings, for every command that reads a configuration as
//! `check` does.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{ArgMatches, Args};

use crate::config::{Configs, FailOn, Origin};
use crate::date::clock::Instant;
use crate::target::Target;

#[derive(Args)]
#[command(next_help_heading = "Rules and settings")]
pub(super) struct SettingArguments {
    /// Check only these rules or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,

    /// Check these rules or groups, too, though they are off
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    extend_select: Vec<String>,

    /// Leave these rules or groups out
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,

    /// Start from this preset, whatever the configuration file extends
    #[arg(
        long,
        value_name = "NAME",
        env = "COPYDESK_PRESET",
        hide_env_values = true
    )]
    preset: Option<String>,

    /// The generators that read the articles
    #[arg(
        long,
        value_name = "NAME",
        value_enum,
        value_delimiter = ',',
        env = "COPYDESK_TARGET",
        hide_env_values = true
    )]
    target: Vec<Target>,

    /// Exit with 1 if there are findings from this level up; `error` unless the configuration says
    /// otherwise
    #[arg(
        long,
        value_name = "LEVEL",
        value_enum,
        env = "COPYDESK_FAIL_ON",
        hide_env_values = true
    )]
    fail_on: Option<FailOn>,

    /// Use this configuration file for everything
    #[arg(
        long,
        value_name = "FILE",
        env = "COPYDESK_CONFIG",
        hide_env_values = true
    )]
    config: Option<PathBuf>,

    /// Look for no configuration file
    #[arg(long, conflicts_with = "config")]
    isolated: bool,

    /// Globs of files that are not checked, relative to the current folder
    #[arg(
        long,
        value_name = "GLOB",
        value_delimiter = ',',
        help_heading = "Files"
    )]
    exclude: Vec<String>,
}

/// Which arguments an environment variable has set.
#[derive(Clone, Debug, Default)]
pub(super) struct FromEnvironment(BTreeSet<String>);

impl FromEnvironment {
    /// Those of a command.
    pub(super) fn of(matches: &ArgMatches) -> Self {
        let ids = matches.ids().map(|id| id.as_str());
        let set = ids.filter(|id| matches.value_source(id) == Some(ValueSource::EnvVariable));
        Self(set.map(str::to_owned).collect())
    }

    fn origin(&self, id: &str, flag: &'static str, variable: &'static str) -> Origin {
        match self.0.contains(id) {
            true => Origin::Environment(variable),
            false => Origin::Flag(flag),
        }
    }
}

impl SettingArguments {
    /// The configurations of the articles, with these arguments put on top of each.
    pub(super) fn configs(&self, environment: &FromEnvironment) -> Configs {
        let (select, ignore) = (self.select.clone(), self.ignore.clone());
        let (extend, exclude) = (self.extend_select.clone(), self.exclude.clone());
        let (preset, target, fail_on) = (self.preset.clone(), self.target.clone(), self.fail_on);
        let from = environment.clone();
        let now = Instant::now();
        Configs::new(move |builder| {
            let named = |flag: &'static str| move |error: String| format!("{flag}: {error}");
            builder.now(now);
            if let Some(preset) = &preset {
                builder.start_from(preset).map_err(named("--preset"))?;
            }
            if !target.is_empty() {
                let origin = from.origin("target", "--target", "COPYDESK_TARGET");
                builder.targets_from(target.clone(), origin);
            }
            if let Some(fail_on) = fail_on {
                let origin = from.origin("fail_on", "--fail-on", "COPYDESK_FAIL_ON");
                builder.fail_on(fail_on, origin);
            }
            builder.exclude(&exclude).map_err(named("--exclude"))?;
            if !select.is_empty() {
                builder.select(&select).map_err(named("--select"))?;
            }
            builder
                .extend_select(&extend)
                .map_err(named("--extend-select"))?;
            builder.ignore(&ignore).map_err(named("--ignore"))
        })
        .fixed(self.config.clone())
        .isolated(self.isolated)
    }
}
