//! The configuration that holds where the program is called, and what may be wrong with it.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Stop;
use crate::config::{Config, Configs, Invalid};
use crate::finding::{Finding, Level};
use crate::report::{Checked, ColorChoice, Environment, Format, Style};

/// The configuration of the current folder, or the one of a file.
pub(super) fn here(file: Option<PathBuf>) -> Result<Arc<Config>, Stop> {
    let mut configs = Configs::new(|_| Ok(())).fixed(file);
    configs.of(Path::new("article.md")).map_err(invalid)
}

/// Shows a mistake in a configuration file the way findings are shown.
#[allow(clippy::boxed_local, reason = "errors come boxed")]
pub(super) fn invalid(invalid: Box<Invalid>) -> Stop {
    let Invalid { source, mistake } = *invalid;
    let Some(span) = mistake.span else {
        let path = source.path();
        let place = match path.as_os_str().is_empty() {
            true => String::new(),
            false => format!("{}: ", path.display()),
        };
        return Stop::Message(format!("{place}{}", mistake.message));
    };
    let finding = Finding {
        rule: "config".into(),
        level: Level::Error,
        message: mistake.message,
        span,
        related: Vec::new(),
        help: None,
        fix: None,
        muted: None,
    };
    let style = Style::decide(ColorChoice::Auto, &Environment::of(&io::stderr()));
    let text = Format::Pretty.report(style).file(&Checked {
        source: &source,
        findings: &[finding],
    });
    let _ = io::stderr().write_all(text.as_bytes());
    Stop::Message("nothing was checked: the configuration has a mistake".to_owned())
}
