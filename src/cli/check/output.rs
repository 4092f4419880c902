//! What the command line says about how findings are shown.

use clap::Args;

use crate::finding::Level;
use crate::report::{ColorChoice, Environment, Format, Style};

#[derive(Args)]
#[command(next_help_heading = "Output")]
pub(super) struct OutputArguments {
    /// How to show the findings
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        default_value_t,
        env = "COPYDESK_OUTPUT_FORMAT"
    )]
    pub(super) output_format: Format,

    /// Show at most so many findings of one file to people; 0 shows all
    #[arg(long, value_name = "N", default_value_t = 50)]
    max_per_file: usize,

    /// Show people findings from this level up
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t = Level::Warning)]
    min_severity: Level,

    /// When to colour
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    color: ColorChoice,

    /// Leave out the summary
    #[arg(short, long)]
    pub(super) quiet: bool,
}

impl OutputArguments {
    /// How findings look on a stream.
    pub(super) fn style(&self, environment: &Environment) -> Style {
        let mut style = Style::decide(self.color, environment);
        style.min_level = self.min_severity;
        style.max_per_file = Some(self.max_per_file).filter(|&most| most > 0);
        style.quiet = self.quiet;
        style
    }
}
