//! How far a long run has come: a bar on standard error, for whoever is waiting there.

use std::env;
use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Nobody needs to be told about a run that is shorter.
const PATIENCE: Duration = Duration::from_secs(2);

/// The bar; hidden for the first seconds, and for good where nobody is waiting.
pub(super) struct Progress {
    bar: ProgressBar,
    start: Instant,
    /// Whether the bar has been shown, or never will be.
    settled: AtomicBool,
}

impl Progress {
    /// A bar for so many files, if standard error is a terminal and not the log of a build.
    pub(super) fn of(files: usize, quiet: bool) -> Self {
        let ci = env::var_os("CI").is_some_and(|value| !value.is_empty());
        let wanted = io::stderr().is_terminal() && !quiet && !ci;
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        let style =
            ProgressStyle::with_template("{bar:24} {human_pos} of {human_len} files, {eta} left");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        Self {
            bar,
            start: Instant::now(),
            settled: AtomicBool::new(!wanted),
        }
    }

    /// Never a bar.
    #[cfg(test)]
    pub(super) fn none() -> Self {
        Self::of(0, true)
    }

    /// Tells that one more file is done.
    pub(super) fn step(&self) {
        self.bar.inc(1);
        if self.start.elapsed() > PATIENCE && !self.settled.swap(true, Ordering::Relaxed) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Writes to the terminal while the bar is out of the way.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }

    /// Takes the bar away.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
