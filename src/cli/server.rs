//! `copydesk server`.

use clap::Args;

use super::{Exit, complain};
use crate::lsp::{End, stdio};

#[derive(Args)]
pub(super) struct Arguments {
    /// Taken for the sake of editors that pass it; there is no other way
    #[arg(long, hide = true)]
    stdio: bool,
}

/// Serves until the client is done. The protocol has 1 for every other end.
pub(super) fn run(_: &Arguments) -> Exit {
    match stdio() {
        Ok(End::Done) => Exit::Clean,
        Ok(End::Abandoned | End::Orphaned) => Exit::Findings,
        Err(message) => {
            complain(&message);
            Exit::Findings
        }
    }
}
