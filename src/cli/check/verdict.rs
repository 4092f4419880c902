//! How a run ends that has not failed.

use clap::Args;

use crate::cli::complain;
use crate::finding::Level;
use crate::report::Summary;

#[derive(Args)]
#[command(next_help_heading = "Exit status")]
pub(super) struct VerdictArguments {
    /// Exit with 1 if there are more warnings than this
    #[arg(
        long,
        value_name = "N",
        env = "COPYDESK_MAX_WARNINGS",
        hide_env_values = true
    )]
    max_warnings: Option<usize>,

    /// Exit with 0 whatever is found; a run that fails still exits with 2
    #[arg(long)]
    pub(super) exit_zero: bool,
}

impl VerdictArguments {
    /// Whether there are too many warnings; says so.
    pub(super) fn too_many(&self, summary: &Summary) -> bool {
        let warnings = summary.count(Level::Warning);
        let Some(most) = self.max_warnings.filter(|&most| warnings > most) else {
            return false;
        };
        complain(&format!(
            "{warnings} warnings are more than the {most} of --max-warnings"
        ));
        true
    }
}
