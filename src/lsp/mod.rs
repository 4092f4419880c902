//! The same pipeline, in an editor: a language server.
//!
//! One thread holds the state and answers in the order of the protocol; checks run on a small pool
//! and see a snapshot. A newer version of a document makes what is queued for an older one stale.
//! Nothing here writes a file: the editor does that, with the edits it is given.
//!
//! The modules, each leaning on those before it:
//!
//! - `framing`: messages over standard input and output; `parent`: who started the server;
//! - `encoding`: positions of the protocol; `place`: addresses and paths;
//! - `documents`: the open texts; `workspace`: which configuration holds, and what is wrong with it;
//! - `snapshot`: a text at a version, ready to be asked; on it `diagnostics`, `actions`,
//!   `hover` and `completion`;
//! - `pool`: where they are worked out; `client`: what the client can, and messages to it;
//! - `session`: the loop.

mod actions;
mod client;
mod completion;
mod diagnostics;
mod documents;
mod encoding;
mod framing;
mod hover;
mod parent;
mod place;
mod pool;
mod session;
mod snapshot;
mod words;
mod workspace;

pub use session::{End, serve};

/// Serves the client at standard input and output, until it says that it is done or goes away.
///
/// # Errors
/// When what comes in is no message of the protocol any more: what came instead, in one line.
pub fn stdio() -> Result<End, String> {
    let (connection, streams) = framing::stdio();
    let end = serve(connection);
    match end {
        // Nobody reads what is still to be written.
        End::Orphaned => Ok(end),
        End::Done | End::Abandoned => streams.finish().map(|()| end),
    }
}
