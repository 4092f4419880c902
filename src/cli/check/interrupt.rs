//! Ctrl-C: what was found so far is shown, and no file is left half written.

use std::process;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::cli::Exit;

static PENDING: AtomicBool = AtomicBool::new(false);

/// From now on, the first Ctrl-C asks the run to come to an end, and the second one ends it. To
/// say so again changes nothing.
pub(super) fn watch() {
    #[allow(clippy::exit, reason = "who asks twice does not want to wait")]
    let stop = || {
        if PENDING.swap(true, Ordering::Relaxed) {
            process::exit(Exit::Interrupted as i32);
        }
    };
    // Where there are no signals, there is nothing to watch.
    let _ = ctrlc::set_handler(stop);
}

/// Whether the run is to come to an end.
pub(super) fn is_pending() -> bool {
    PENDING.load(Ordering::Relaxed)
}
