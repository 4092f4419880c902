//! The configuration that holds where the program is called, and what may be wrong with it.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Stop;
use crate::config::{Config, Configs, Invalid, Mistake};
use crate::finding::{Finding, Level};
use crate::report::{Checked, ColorChoice, Environment, Format, Style};

/// The configuration of the current folder, or the one of a file.
pub(super) fn here(file: Option<PathBuf>) -> Result<Arc<Config>, Stop> {
    let mut configs = Configs::new(|_| Ok(())).fixed(file);
    configs.of(Path::new("article.md")).map_err(invalid)
}

/// Shows the mistakes in a configuration file the way findings are shown.
#[allow(clippy::boxed_local, reason = "errors come boxed")]
pub(super) fn invalid(invalid: Box<Invalid>) -> Stop {
    let Invalid { source, mistakes } = *invalid;
    let path = source.path();
    if mistakes.iter().any(|mistake| mistake.span.is_none()) {
        let place = match path.as_os_str().is_empty() {
            true => String::new(),
            false => format!("{}: ", path.display()),
        };
        let messages: Vec<_> = mistakes
            .into_iter()
            .map(|mistake| mistake.message)
            .collect();
        return Stop::Message(format!("{place}{}", messages.join("; ")));
    }
    let count = match mistakes.len() {
        1 => "a mistake".to_owned(),
        many => format!("{many} mistakes"),
    };
    let findings: Vec<_> = mistakes.into_iter().map(finding).collect();
    let style = Style::decide(ColorChoice::Auto, &Environment::of(&io::stderr()));
    let text = Format::Pretty
        .report(style)
        .file(&Checked::new(&source, &findings));
    let _ = io::stderr().write_all(text.as_bytes());
    Stop::Message(format!(
        "nothing was checked: the configuration has {count}"
    ))
}

fn finding(mistake: Mistake) -> Finding {
    Finding {
        rule: "config".into(),
        level: Level::Error,
        message: mistake.message,
        span: mistake.span.unwrap_or_default(),
        related: Vec::new(),
        help: None,
        fix: None,
        muted: None,
    }
}
