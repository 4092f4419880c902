//! Mistakes in configuration and rule files.

use std::io::{self, Write};

use super::Stop;
use crate::config::Invalid;
use crate::finding::{Finding, Level};
use crate::report::{Checked, ColorChoice, Environment, Format, Style};

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
    };
    let style = Style::decide(ColorChoice::Auto, &Environment::of(&io::stderr()));
    let text = Format::Pretty.report(style).file(&Checked {
        source: &source,
        findings: &[finding],
    });
    let _ = io::stderr().write_all(text.as_bytes());
    Stop::Message("nothing was checked: the configuration has a mistake".to_owned())
}
