//! How a human format looks, decided for the stream that is written.

use std::env;
use std::io::IsTerminal;
use std::sync::OnceLock;

use crate::finding::Level;

/// When to colour, as on the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless the environment says otherwise
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How findings are shown to people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour, with ANSI sequences.
    pub color: bool,
    /// Whether to draw with more than ASCII. What is quoted from files stays as it is.
    pub unicode: bool,
    /// Columns of the terminal; reports keep between [`Self::NARROWEST`] and [`Self::WIDEST`].
    pub width: usize,
    /// Whether to write sentences in the place of drawings, for screen readers.
    pub narrated: bool,
    /// Whether to break what a build log would take for a command.
    pub harden_ci: bool,
    /// Findings below this level are counted, not shown.
    pub min_level: Level,
    /// At most so many findings are shown of one file; the rest is counted.
    pub max_per_file: Option<usize>,
    /// Whether to leave out the summary.
    pub quiet: bool,
    /// Whether the summary counts fixes that are most likely right together with those that are
    /// safe.
    pub unsafe_fixes: bool,
}

impl Default for Style {
    /// Plain text for a pipe.
    fn default() -> Self {
        Self {
            color: false,
            unicode: true,
            width: 80,
            narrated: false,
            harden_ci: false,
            min_level: Level::Warning,
            max_per_file: Some(50),
            quiet: false,
            unsafe_fixes: false,
        }
    }
}

/// What a stream and the environment say about how to write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// Whether the stream that is written is a terminal.
    pub terminal: bool,
    /// Columns of the terminal.
    pub columns: Option<u16>,
    /// `TERM=dumb`.
    pub dumb: bool,
    /// `NO_COLOR` is set and not empty (<https://no-color.org>).
    pub no_color: bool,
    /// `CLICOLOR_FORCE` or `FORCE_COLOR` is set, and neither empty nor `0`.
    pub force_color: bool,
    /// `NO_GRAPHICS` is set, and neither empty nor `0`.
    pub no_graphics: bool,
    /// The name of the locale: the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is not empty.
    pub locale: Option<String>,
    /// Windows draws Unicode and has no locale variables.
    pub windows: bool,
    /// The output goes to the log of GitHub Actions, Azure Pipelines or TeamCity.
    pub ci: bool,
}

impl Environment {
    /// The environment of this process, for the stream that will be written.
    #[must_use]
    pub fn of(stream: &impl IsTerminal) -> Self {
        let terminal = stream.is_terminal();
        let columns = if terminal {
            terminal_size::terminal_size().map(|(width, _)| width.0)
        } else {
            None
        };
        Self {
            terminal,
            columns,
            ..Self::from_variables(|name| env::var_os(name)?.into_string().ok())
        }
    }

    /// The environment of this process, for a file that will be written.
    #[must_use]
    pub fn of_file() -> Self {
        Self {
            // What is forced is forced for a terminal.
            force_color: false,
            ..Self::from_variables(|name| env::var_os(name)?.into_string().ok())
        }
    }

    fn from_variables(get: impl Fn(&str) -> Option<String>) -> Self {
        let filled = |name: &str| get(name).filter(|value| !value.is_empty());
        let on = |name: &str| filled(name).is_some_and(|value| value != "0");
        Self {
            terminal: false,
            columns: None,
            dumb: filled("TERM").is_some_and(|term| term == "dumb"),
            no_color: filled("NO_COLOR").is_some(),
            force_color: on("CLICOLOR_FORCE") || on("FORCE_COLOR"),
            no_graphics: on("NO_GRAPHICS"),
            locale: ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(filled),
            windows: cfg!(windows),
            ci: LOGS.into_iter().any(|name| filled(name).is_some()),
        }
    }
}

/// Variables of machines that take what is printed for commands.
const LOGS: [&str; 3] = ["GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"];

/// Whether what this program prints goes to the log of such a machine.
pub(super) fn is_build() -> bool {
    static IS_BUILD: OnceLock<bool> = OnceLock::new();
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    *IS_BUILD.get_or_init(|| LOGS.into_iter().any(set))
}

impl Style {
    /// The fewest columns that are written for.
    pub const NARROWEST: usize = 20;
    /// The most columns that are written for.
    pub const WIDEST: usize = 200;

    /// The style for a stream.
    #[must_use]
    pub fn decide(choice: ColorChoice, environment: &Environment) -> Self {
        let color = match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto if environment.no_color => false,
            ColorChoice::Auto if environment.force_color => true,
            ColorChoice::Auto => environment.terminal && !environment.dumb,
        };
        let unicode = match &environment.locale {
            Some(locale) => {
                let locale = locale.to_ascii_lowercase();
                locale.contains("utf-8") || locale.contains("utf8")
            }
            None => environment.windows,
        };
        Self {
            color,
            unicode,
            width: environment
                .columns
                .map_or(80, usize::from)
                .clamp(Self::NARROWEST, Self::WIDEST),
            narrated: environment.no_graphics,
            harden_ci: environment.ci,
            ..Self::default()
        }
    }

    /// What stands for text that was cut off.
    pub(crate) fn ellipsis(&self) -> &'static str {
        if self.unicode { "…" } else { "..." }
    }

    /// `text` in a colour, when there is colour.
    pub(crate) fn paint(&self, paint: Paint, text: &str) -> String {
        if !self.color || text.is_empty() {
            return text.to_owned();
        }
        let code = match paint {
            Paint::Level(Level::Error) => "1;31",
            Paint::Level(Level::Warning) => "1;33",
            Paint::Level(Level::Info) => "1;36",
            Paint::Strong => "1",
            Paint::Help => "36",
            Paint::Fix => "32",
            Paint::Faint => "2",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}

/// What a piece of text is, for its colour. The sixteen colours of the terminal only: those its
/// owner has chosen to be legible.
#[derive(Clone, Copy)]
pub(crate) enum Paint {
    Level(Level),
    Strong,
    Help,
    Fix,
    Faint,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> Environment {
        Environment::from_variables(|name| {
            let found = variables.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    fn colored(choice: ColorChoice, terminal: bool, variables: &[(&str, &str)]) -> bool {
        let environment = Environment {
            terminal,
            ..environment(variables)
        };
        Style::decide(choice, &environment).color
    }

    #[test]
    fn the_terminal_decides_when_nothing_else_does() {
        assert!(colored(ColorChoice::Auto, true, &[("TERM", "xterm")]));
        assert!(colored(ColorChoice::Auto, true, &[]));
        assert!(!colored(ColorChoice::Auto, true, &[("TERM", "dumb")]));
        assert!(!colored(ColorChoice::Auto, false, &[("TERM", "xterm")]));
    }

    #[test]
    fn the_flag_beats_no_color_beats_force_beats_the_terminal() {
        let all = [("NO_COLOR", "1"), ("FORCE_COLOR", "1")];
        assert!(colored(ColorChoice::Always, false, &all));
        assert!(!colored(ColorChoice::Never, true, &[("FORCE_COLOR", "1")]));
        assert!(!colored(ColorChoice::Auto, true, &all));
        assert!(colored(ColorChoice::Auto, false, &[("FORCE_COLOR", "1")]));
        assert!(colored(
            ColorChoice::Auto,
            false,
            &[("CLICOLOR_FORCE", "1")]
        ));
        assert!(colored(
            ColorChoice::Auto,
            false,
            &[("FORCE_COLOR", "1"), ("TERM", "dumb")]
        ));
    }

    #[test]
    fn empty_and_zero_do_not_count() {
        assert!(colored(ColorChoice::Auto, true, &[("NO_COLOR", "")]));
        assert!(!colored(ColorChoice::Auto, false, &[("FORCE_COLOR", "0")]));
        assert!(!colored(
            ColorChoice::Auto,
            false,
            &[("CLICOLOR_FORCE", "")]
        ));
        assert!(!environment(&[("NO_GRAPHICS", "0")]).no_graphics);
        assert!(environment(&[("NO_GRAPHICS", "1")]).no_graphics);
    }

    #[test]
    fn the_first_locale_that_is_set_says_whether_to_draw_unicode() {
        let unicode = |variables: &[(&str, &str)]| {
            let windows = false;
            let environment = Environment {
                windows,
                ..environment(variables)
            };
            Style::decide(ColorChoice::Auto, &environment).unicode
        };
        assert!(unicode(&[("LANG", "de_DE.UTF-8")]));
        assert!(unicode(&[("LC_CTYPE", "C.utf8"), ("LANG", "C")]));
        assert!(unicode(&[("LC_ALL", ""), ("LANG", "ja_JP.UTF-8")]));
        assert!(!unicode(&[("LC_ALL", "C"), ("LANG", "de_DE.UTF-8")]));
        assert!(!unicode(&[("LANG", "ja_JP.eucJP")]));
        assert!(!unicode(&[]));
    }

    #[test]
    fn the_width_stays_within_reason() {
        let width = |columns| {
            let environment = Environment {
                columns,
                ..Environment::default()
            };
            Style::decide(ColorChoice::Auto, &environment).width
        };
        assert_eq!(width(None), 80);
        assert_eq!(width(Some(0)), 20);
        assert_eq!(width(Some(120)), 120);
        assert_eq!(width(Some(900)), 200);
    }

    #[test]
    fn only_the_log_of_a_build_is_hardened() {
        for name in ["GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"] {
            assert!(environment(&[(name, "true")]).ci);
        }
        assert!(!environment(&[("CI", "true")]).ci);
    }
}
